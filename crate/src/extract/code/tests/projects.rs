//! Several files that belong together.

use super::linked;
use crate::detect::Language;
use crate::facts::{Facts, GuardKind, Route};

pub(super) fn link(files: &[(&str, &str)]) -> Facts {
    linked(Language::TypeScript, files)
}

fn kinds(route: &Route) -> Vec<GuardKind> {
    route.guards.iter().map(|guard| guard.kind).collect()
}

const USERS: &str = r#"
    const express = require("express");
    const controller = require("./controller");
    const router = express.Router();
    router.get("/:id", controller.show);
    module.exports = router;
"#;

#[test]
fn a_mounted_router_has_the_prefix_and_guards_before_it() {
    let app = r#"
        import express from "express";
        import helmet from "helmet";
        import users from "./routes/users.js";
        import { requireAuth } from "./auth";
        const app = express();
        app.use(helmet());
        app.get("/health", (req, res) => res.send("ok"));
        app.use("/api/users", requireAuth, users);
        app.use(lateGuard);
    "#;
    let facts = link(&[("src/app.ts", app), ("src/routes/users.ts", USERS)]);
    let paths: Vec<&str> = facts.routes.iter().map(|route| route.path.as_str()).collect();
    assert_eq!(paths, ["/health", "/api/users/:id"]);
    assert_eq!(kinds(&facts.routes[1]), [GuardKind::SecurityHeaders, GuardKind::Authentication]);
    assert!(facts.routes[1].mounts_seen);
}

#[test]
fn a_router_without_its_application_says_so() {
    let facts = link(&[("routes/users.js", USERS)]);
    assert_eq!(facts.routes.len(), 1);
    assert!(!facts.routes[0].mounts_seen);
}

#[test]
fn routers_are_mounted_through_lists_and_index_files() {
    let index = r#"
        const router = require("express").Router();
        const all = [{ path: "/users", route: require("./users") }, { path: "/people", route: require("./users") }];
        all.forEach((one) => { router.use(one.path, one.route); });
        module.exports = router;
    "#;
    let app = "const app = require('express')(); app.use('/v1', require('./routes'));";
    let facts = link(&[("app.js", app), ("routes/index.js", index), ("routes/users.js", USERS)]);
    let paths: Vec<&str> = facts.routes.iter().map(|route| route.path.as_str()).collect();
    assert_eq!(paths, ["/v1/users/:id", "/v1/people/:id"]);
}

#[test]
fn an_application_that_is_given_to_a_function_is_followed() {
    let routes = "module.exports = (app) => { app.get('/orders', (req, res) => res.json([])); };";
    let app =
        "const app = require('express')(); app.use(require('./auth').requireUser); require('./routes')(app);";
    let facts = link(&[("app.js", app), ("routes.js", routes)]);
    assert_eq!(facts.routes.len(), 1);
    assert!(facts.routes[0].mounts_seen);
}

#[test]
fn routers_that_mount_each_other_end() {
    let one = "const r = require('express').Router(); r.use('/b', require('./b')); r.get('/x', f); module.exports = r;";
    let two = "const r = require('express').Router(); r.use('/a', require('./a')); r.get('/y', f); module.exports = r;";
    assert_eq!(link(&[("a.js", one), ("b.js", two)]).routes.len(), 2);
}

#[test]
fn a_value_of_the_caller_is_followed_through_files() {
    let controller = r#"
        import { UserService } from "../services/user.service";
        const service = new UserService();
        export const search = async (req, res) => { res.json(await service.search(req.query.name)); };
    "#;
    let service = r#"
        import * as repository from "../repositories";
        export class UserService {
            async search(name: string) { return repository.users.byName(name); }
        }
    "#;
    let index = "export * as users from './users';";
    let repository = r#"
        import { pool } from "../db";
        export const byName = (name) => pool.query("SELECT * FROM users WHERE name = '" + name + "'");
        export const byId = (id) => pool.query("SELECT * FROM users WHERE id = $1", [id]);
    "#;
    let facts = link(&[
        ("src/controllers/user.ts", controller),
        ("src/services/user.service.ts", service),
        ("src/repositories/index.ts", index),
        ("src/repositories/users.ts", repository),
    ]);
    let found: Vec<(&str, bool, usize)> = facts
        .flows
        .iter()
        .map(|flow| (flow.source.value.as_str(), !flow.doubts.any(), flow.steps.len()))
        .collect();
    assert_eq!(found, [("req.query.name", true, 3)]);
}

#[test]
fn what_another_file_exports_says_what_a_guard_is() {
    let gate = r#"
        const jwt = require("jsonwebtoken");
        module.exports = (role) => (req, res, next) => {
            try { req.user = jwt.verify(req.headers.authorization, process.env.KEY); next(); }
            catch (error) { res.status(401).json({ error: "no" }); }
        };
    "#;
    let app = "const app = require('express')(); const gate = require('./gate'); app.get('/me', gate('admin'), (req, res) => res.json({}));";
    let facts = link(&[("app.js", app), ("gate.js", gate)]);
    assert_eq!(kinds(&facts.routes[0]), [GuardKind::Authentication]);
}

#[test]
fn a_service_that_a_constructor_is_given_is_followed() {
    let controller = r#"
        import { Request, Response } from "express";
        import { UserService } from "./user.service";
        export class UserController {
            constructor(private readonly service: UserService) {}
            search = async (req: Request, res: Response) => { res.json(await this.service.search(req.query.name)); };
        }
    "#;
    let service = r#"
        import { Pool } from "pg";
        export class UserService {
            constructor(private pool: Pool) {}
            search(name: string) { return this.pool.query(`SELECT * FROM users WHERE name = '${name}'`); }
        }
    "#;
    let facts = link(&[("user.controller.ts", controller), ("user.service.ts", service)]);
    let found: Vec<&str> = facts.flows.iter().map(|flow| flow.source.value.as_str()).collect();
    assert_eq!(found, ["req.query.name"]);
}
