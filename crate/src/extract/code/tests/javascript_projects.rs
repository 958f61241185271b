//! Projects of several files for each framework of JavaScript and TypeScript.

use super::projects::link;
use crate::facts::GuardKind::{Authentication, SecurityHeaders, Validation};
use crate::facts::{Facts, GuardKind, Method};

/// Method, path and kinds of guards of every route, in order of their paths.
pub(super) fn routes(facts: &Facts) -> Vec<(Option<Method>, String, Vec<GuardKind>)> {
    let mut routes: Vec<_> = facts
        .routes
        .iter()
        .map(|route| {
            let kinds = route.guards.iter().map(|guard| guard.kind);
            let kinds = kinds.filter(|kind| !matches!(kind, GuardKind::ErrorHandler)).collect();
            (route.method, route.path.clone(), kinds)
        })
        .collect();
    routes.sort_by(|one, two| one.1.cmp(&two.1));
    routes
}

pub(super) fn sources(facts: &Facts) -> Vec<&str> {
    facts.flows.iter().map(|flow| flow.source.value.as_str()).collect()
}

pub(super) fn got(path: &str, guards: &[GuardKind]) -> (Option<Method>, String, Vec<GuardKind>) {
    (Some(Method::Get), path.to_owned(), guards.to_vec())
}

pub(super) fn posted(path: &str, guards: &[GuardKind]) -> (Option<Method>, String, Vec<GuardKind>) {
    (Some(Method::Post), path.to_owned(), guards.to_vec())
}

#[test]
fn fastify_is_followed_through_plugins_hooks_and_options() {
    let app = r#"
        const fastify = require("fastify")({ logger: true });
        fastify.register(require("@fastify/helmet"));
        fastify.register(require("./routes/users"), { prefix: "/users" });
        fastify.register(async (instance) => {
            instance.addHook("onRequest", async (request, reply) => { await request.jwtVerify(); });
            instance.addHook("onSend", async (request, reply) => {});
            instance.route({ method: ["GET"], url: "/stats", handler: stats });
        }, { prefix: "/admin" });
        fastify.listen({ port: 3000 });
    "#;
    let users = r#"
        const { requireAuth } = require("../auth");
        const { db } = require("../db");
        module.exports = async function (fastify, opts) {
            fastify.get("/", { preHandler: [requireAuth] }, async ({ query }, reply) => {
                return db.query("SELECT id FROM users WHERE name = '" + query.name + "'");
            });
            fastify.post("/", { schema: { body: { type: "object" } }, handler: async (request) => ({}) });
            fastify.get("/page", (request, reply) => {
                reply.type("text/html").send(`<h1>${request.query.title}</h1>`);
            });
        };
    "#;
    let facts = link(&[("app.js", app), ("routes/users.js", users)]);
    let expected = [
        got("/admin/stats", &[SecurityHeaders, Authentication]),
        got("/users", &[SecurityHeaders, Authentication]),
        posted("/users", &[SecurityHeaders, Validation]),
        got("/users/page", &[SecurityHeaders]),
    ];
    assert_eq!(routes(&facts), expected);
    assert_eq!(sources(&facts), ["req.query.name", "request.query.title"]);
}

#[test]
fn koa_is_followed_through_routers_and_its_one_context() {
    let app = r#"
        import Koa from "koa";
        import helmet from "koa-helmet";
        import { router } from "./routes";
        const app = new Koa();
        app.use(helmet());
        app.use(router.routes()).use(router.allowedMethods());
    "#;
    let routes_file = r#"
        import Router from "@koa/router";
        import { pool } from "./db";
        export const router = new Router({ prefix: "/pets" });
        const signedIn = async (ctx, next) => {
            if (!ctx.headers.authorization) ctx.throw(401);
            await next();
        };
        router.get("/", async (ctx) => {
            ctx.body = await pool.query("SELECT id FROM pets WHERE name = '" + ctx.query.name + "'");
        });
        router.post("/", signedIn, async (ctx) => {
            const { name } = ctx.request.body;
            await pool.query("INSERT INTO pets (name) VALUES ($1)", [name]);
            ctx.redirect(ctx.query.next);
        });
        router.get("/page", async (ctx) => { ctx.body = `<h1>${ctx.query.title}</h1>`; });
    "#;
    let facts = link(&[("app.ts", app), ("routes.ts", routes_file)]);
    let expected = [
        got("/pets", &[SecurityHeaders]),
        posted("/pets", &[SecurityHeaders, Authentication]),
        got("/pets/page", &[SecurityHeaders]),
    ];
    assert_eq!(routes(&facts), expected);
    assert_eq!(sources(&facts), ["ctx.query.name", "ctx.query.next", "ctx.query.title"]);
}

#[test]
fn hono_is_followed_through_its_applications() {
    let app = r#"
        import { Hono } from "hono";
        import { bearerAuth } from "hono/bearer-auth";
        import pets from "./pets";
        const app = new Hono().basePath("/api");
        app.use("/pets/*", bearerAuth({ token: process.env.TOKEN }));
        app.route("/pets", pets);
        export default app;
    "#;
    let pets = r#"
        import { Hono } from "hono";
        import { zValidator } from "@hono/zod-validator";
        import { db } from "./db";
        const pets = new Hono();
        pets.get("/:id", (c) => c.html(`<h1>${c.req.param("id")}</h1>`));
        pets.post("/", zValidator("json", schema), async (c) => {
            const { name } = await c.req.json();
            await db.query(`SELECT id FROM pets WHERE name = '${name}'`);
            const user = c.get("user");
            await db.query(`SELECT id FROM pets WHERE owner = '${user.id}'`);
            return c.redirect("/pets");
        });
        export default pets;
    "#;
    let facts = link(&[("app.ts", app), ("pets.ts", pets)]);
    let expected =
        [posted("/api/pets", &[Authentication, Validation]), got("/api/pets/:id", &[Authentication])];
    assert_eq!(routes(&facts), expected);
    assert_eq!(sources(&facts), ["c.req.param(\"id\")", "c.req.json().name"]);
}

#[test]
fn files_of_next_are_routes_and_its_middleware_stands_before_them() {
    let middleware = r#"
        import { NextResponse } from "next/server";
        export function middleware(request) {
            const session = request.cookies.get("session");
            if (!session) return NextResponse.redirect(new URL("/login", request.url));
        }
        export const config = { matcher: ["/api/admin/:path*"] };
    "#;
    let search = r#"
        import { NextRequest, NextResponse } from "next/server";
        import { sql } from "@/lib/db";
        export async function GET(request: NextRequest, { params }: { params: Promise<{ team: string }> }) {
            const { team } = await params;
            const name = request.nextUrl.searchParams.get("name");
            await sql.query(`SELECT id FROM users WHERE team = '${team}'`);
            await sql.query("SELECT id FROM users WHERE name = '" + name + "'");
            return NextResponse.redirect(new URL("/done", request.url));
        }
        export const POST = withSession(async (request: NextRequest) => {
            const { next } = await request.json();
            return NextResponse.redirect(next);
        });
    "#;
    let admin = r#"
        import NextAuth from "next-auth";
        export async function GET() { return Response.json([]); }
        export const POST = NextAuth({});
        export const PATCH = withSession(async (request: Request) => Response.json({}));
        export const PUT = PATCH;
        export async function DELETE(req: Request) { await verifySignature({ req }); }
    "#;
    let page = "export default function handler(req, res) { res.redirect(req.query.to); }";
    let action = r#"
        "use server";
        import { pool } from "../db";
        export async function rename(name: string) { await pool.query(`UPDATE users SET name = '${name}'`); }
    "#;
    let facts = link(&[
        ("src/middleware.ts", middleware),
        ("src/app/api/(v1)/teams/[team]/users/route.ts", search),
        ("src/app/api/admin/route.ts", admin),
        ("pages/api/old/[id].js", page),
        ("src/app/actions.ts", action),
    ]);
    let changed = |method| (Some(method), "/api/admin".to_owned(), vec![Authentication, Authentication]);
    let expected = [
        got("/api/admin", &[Authentication]),
        changed(Method::Patch),
        changed(Method::Put),
        changed(Method::Delete),
        (None, "/api/old/{id}".to_owned(), vec![]),
        got("/api/teams/{team}/users", &[]),
        posted("/api/teams/{team}/users", &[Authentication]),
    ];
    assert_eq!(routes(&facts), expected);
    let mut found = sources(&facts);
    found.sort_unstable();
    let expected = [
        "name",
        "req.params.team",
        "req.query.to",
        "request.json().next",
        "request.nextUrl.searchParams.get(\"name\")",
    ];
    assert_eq!(found, expected);
}

#[test]
fn functions_that_no_route_names_are_entered_too() {
    let procedures = r#"
        import { publicProcedure, router } from "./trpc";
        import { pool } from "./db";
        export const users = router({
            find: publicProcedure.input(schema).query(async ({ input, ctx }) => {
                return pool.query(`SELECT id FROM users WHERE name = '${input.name}' AND team = '${ctx.team}'`);
            }),
        });
    "#;
    let resolvers = r#"
        import { pool } from "./db";
        export const resolvers = {
            Query: { pet: (_, { id }) => pool.query(`SELECT id FROM pets WHERE id = '${id}'`) },
        };
    "#;
    let lambda = r#"
        import { pool } from "./db";
        export const handler = async (event) => pool.query("SELECT id FROM t WHERE a = '" + event.queryStringParameters.a + "'");
    "#;
    let server = r#"
        const http = require("http");
        const url = require("url");
        const { pool } = require("./db");
        http.createServer((incoming, outgoing) => {
            const { query } = url.parse(incoming.url, true);
            pool.query("SELECT id FROM t WHERE b = '" + query.b + "'");
        }).listen(80);
    "#;
    let facts = link(&[
        ("users.ts", procedures),
        ("resolvers.ts", resolvers),
        ("lambda.ts", lambda),
        ("server.js", server),
    ]);
    let expected = ["req.input.name", "body.id", "event.queryStringParameters.a", "incoming.url.query.b"];
    assert_eq!(sources(&facts), expected);
}
