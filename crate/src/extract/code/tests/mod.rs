//! What is read from single texts.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![allow(
    clippy::items_after_statements,
    clippy::too_many_lines,
    reason = "a test shows the files of a whole project"
)]

mod bounds;
mod checks;
mod csharp;
mod csharp_projects;
mod flows;
mod go;
mod java;
mod javascript_data;
mod javascript_nest;
mod javascript_projects;
mod projects;
mod python;
mod python_projects;
mod rust;

use std::sync::Arc;

use crate::artifact::{FileId, Source};
use crate::detect::Language;
use crate::facts::{Facts, FileEntry, FileFacts, Guard, GuardKind, Method, SinkKind};

fn read(text: &str) -> FileFacts {
    read_as(text, Language::TypeScript)
}

fn read_as(text: &str, language: Language) -> FileFacts {
    let source = Source { file: FileId(0), path: "app.js", text, offset: 0 };
    let mut facts = FileFacts::default();
    super::read(&source, language, &mut facts);
    facts
}

/// The facts of several files, each of which is read whole.
fn linked(language: Language, files: &[(&str, &str)]) -> Facts {
    let entries = (0..).zip(files).map(|(at, (path, text))| {
        let source = Source { file: FileId(at), path, text, offset: 0 };
        let mut facts = FileFacts::default();
        super::read(&source, language, &mut facts);
        assert_eq!(facts.coverage.notes, [], "{path} is not read whole");
        FileEntry {
            id: FileId(at),
            path: (*path).to_owned(),
            artifacts: Vec::new(),
            baseline: false,
            facts: Arc::new(facts),
        }
    });
    Facts::link(entries.collect())
}

/// Method, path and kinds of guards of every route.
fn routes(facts: &FileFacts) -> Vec<(Option<Method>, String, Vec<GuardKind>)> {
    let routes = facts.code.routers.iter().flat_map(|router| &router.routes);
    let kinds = |guards: &[Guard]| guards.iter().map(|guard| guard.kind).collect();
    routes.map(|route| (route.method, route.path.clone(), kinds(&route.guards))).collect()
}

/// Sink, source and certainty of every flow.
fn flows(text: &str) -> Vec<(SinkKind, String, bool)> {
    let facts = read(text);
    assert_eq!(facts.coverage.notes, [], "the text of the test is not read whole");
    facts.flows.into_iter().map(|flow| (flow.sink, flow.source.value, !flow.doubts.any())).collect()
}

fn handler(body: &str) -> String {
    format!(
        r#"
        import express from "express";
        import {{ Pool }} from "pg";
        const app = express();
        const pool = new Pool();
        app.get("/users", async (req, res) => {{
            {body}
        }});
        "#
    )
}

fn sql_flow(source: &str) -> Vec<(SinkKind, String, bool)> {
    vec![(SinkKind::SqlText, source.to_owned(), true)]
}

#[test]
fn a_route_has_its_method_path_and_guards() {
    let facts = read(
        r#"
        const express = require("express");
        const { requireAuth, isAdmin } = require("./auth");
        const router = express.Router();
        const base = "/users";
        router.get(`${base}/:id`, [requireAuth, isAdmin], (req, res) => res.json(req.params.id));
        router.route("/pets").get(list).post(requireAuth, create);
        module.exports = router;
        "#,
    );
    let expected = vec![
        (
            Some(Method::Get),
            "/users/:id".to_owned(),
            vec![GuardKind::Authentication, GuardKind::Authorization],
        ),
        (Some(Method::Get), "/pets".to_owned(), vec![]),
        (Some(Method::Post), "/pets".to_owned(), vec![GuardKind::Authentication]),
    ];
    assert_eq!(routes(&facts), expected);
    assert!(facts.code.routers.iter().all(|router| router.exported));
}

#[test]
fn a_local_middleware_is_known_by_its_body() {
    let facts = read(
        r#"
        const app = require("express")();
        function gate(req, res, next) {
            if (!req.headers.authorization) return res.status(401).end();
            next();
        }
        app.get("/me", gate, (req, res) => res.json({}));
        "#,
    );
    assert_eq!(routes(&facts), [(Some(Method::Get), "/me".to_owned(), vec![GuardKind::Authentication])]);
}

#[test]
fn a_guard_for_all_methods_of_a_path_is_no_route() {
    let facts = read(
        r#"
        const app = require("express")();
        app.all("/admin/*", requireAdmin);
        app.get("/admin/users", (req, res) => res.json([]));
        "#,
    );
    assert_eq!(routes(&facts).len(), 1);
    let guards: Vec<&str> = facts
        .code
        .routers
        .iter()
        .flat_map(|router| &router.guards)
        .map(|guard| guard.prefix.as_str())
        .collect();
    assert_eq!(guards, ["/admin/*"]);
}

#[test]
fn calls_of_other_services_are_no_routes() {
    let facts = read(
        r#"
        import { api } from "./api";
        import axios from "axios";
        export const load = async (params) => {
            await api.get("/users", { params });
            await api.post("/users", params);
            return axios.get("/users", (x) => x);
        };
        "#,
    );
    assert_eq!(routes(&facts), []);
}

#[test]
fn a_check_in_the_handler_is_a_guard() {
    let facts = read(
        r#"
        const app = require("express")();
        app.post("/orders", (req, res) => {
            if (!req.session.userId) { return res.status(401).json({}); }
            res.json({});
        });
        "#,
    );
    assert_eq!(routes(&facts), [(Some(Method::Post), "/orders".to_owned(), vec![GuardKind::Authentication])]);
}

#[test]
fn a_text_of_the_caller_in_a_statement_is_a_flow() {
    assert_eq!(
        flows(&handler("await pool.query(`SELECT * FROM users WHERE name = '${req.query.name}'`);")),
        sql_flow("req.query.name")
    );
    assert_eq!(
        flows(&handler(
            "const { name } = req.body; const sql = 'SELECT 1 FROM t WHERE a = ' + name; pool.query(sql);"
        )),
        sql_flow("req.body.name")
    );
}

#[test]
fn a_flow_is_seen_however_the_statement_is_put_together() {
    for body in [
        "let sql = 'SELECT 1 FROM t WHERE 1 = 1'; if (req.query.name) { sql += ` AND name LIKE '%${req.query.name}%'`; } pool.query(sql, []);",
        "pool.query('SELECT 1 FROM t WHERE a = \\'' + req.query.name.toLowerCase() + '\\'', (error, rows) => res.json(rows));",
        "const { query: { name } } = req; const client = await pool.connect(); await client.query({ text: `SELECT 1 FROM t WHERE a = '${name}'` });",
        "const build = ({ filter }) => ['SELECT 1 FROM t', `WHERE a = '${filter}'`].join(' '); pool.query(build({ filter: req.query.name }));",
        "const name = req.query.name || 'x'; try { await pool.query(`SELECT 1 FROM t WHERE a = '${name}'`); } catch (error) { throw error; }",
    ] {
        let found = flows(&handler(body));
        assert_eq!(found, sql_flow("req.query.name"), "{body}");
    }
}

#[test]
fn other_dangerous_places_are_known() {
    for (body, sink) in [
        ("require('child_process').exec('ls ' + req.query.a);", SinkKind::ShellCommand),
        ("res.sendFile(require('path').join('files', req.query.a));", SinkKind::FilePath),
        ("await fetch(req.query.a);", SinkKind::OutgoingUrl),
        ("res.redirect(req.query.a);", SinkKind::Redirect),
        ("res.send(`<h1>${req.query.a}</h1>`);", SinkKind::Html),
        ("eval(req.query.a);", SinkKind::Evaluation),
    ] {
        assert_eq!(flows(&handler(body)), [(sink, "req.query.a".to_owned(), true)], "{body}");
    }
}

#[test]
fn a_flow_goes_through_local_functions_and_lists() {
    let helper = "const where = (name) => { const parts = []; parts.push(`name = '${name}'`); return parts.join(' AND '); };
        const rows = await pool.query('SELECT id FROM users WHERE ' + where(req.query.name.trim()));";
    assert_eq!(flows(&handler(helper)), sql_flow("req.query.name"));
}

#[test]
fn a_bound_parameter_is_no_flow() {
    assert_eq!(
        flows(&handler("await pool.query('SELECT * FROM users WHERE name = $1', [req.query.name]);")),
        []
    );
    assert_eq!(
        flows(&handler("await pool.query({ text: 'SELECT 1 FROM t WHERE a = $1', values: [req.body.a] });")),
        []
    );
}

#[test]
fn what_was_checked_or_converted_is_no_flow() {
    for body in [
        "const id = Number(req.params.id); pool.query(`SELECT 1 FROM t WHERE id = ${id}`);",
        "const { sort } = req.query; if (!['name', 'age'].includes(sort)) return res.sendStatus(400); pool.query('SELECT 1 FROM t ORDER BY ' + sort);",
        "const columns = { name: 'name', age: 'born' }; pool.query('SELECT 1 FROM t ORDER BY ' + (columns[req.query.sort] || 'name'));",
        "const order = req.query.dir === 'desc' ? 'DESC' : 'ASC'; pool.query(`SELECT 1 FROM t ORDER BY name ${order}`);",
        "if (!Number.isInteger(+req.query.n)) throw new Error(); pool.query(`SELECT 1 FROM t LIMIT ${+req.query.n}`);",
        "const id = req.params.id; if (!/^[0-9a-f-]{36}$/.test(id)) return res.sendStatus(404); pool.query(`SELECT 1 FROM t WHERE id = '${id}'`);",
        "const ids = req.body.ids; pool.query('SELECT 1 FROM t WHERE id IN (' + ids.map((_, i) => `$${i + 1}`).join(',') + ')', ids);",
        "const allowed = ['name']; const sets = Object.keys(req.body).filter((key) => allowed.includes(key)).map((key) => `${key} = ?`); pool.query(`UPDATE t SET ${sets.join(', ')}`);",
        "const sets = []; const allowed = new Set(['a', 'b']); for (const key of Object.keys(req.body)) { if (!allowed.has(key)) continue; sets.push(`${key} = ?`); } pool.query(`UPDATE t SET ${sets.join(', ')}`);",
        "const page = parseInt(req.query.page, 10) || 1; pool.query(`SELECT 1 FROM t LIMIT ${Math.min(req.query.limit, 50)} OFFSET ${(page - 1) * 10}`);",
        "let column; switch (req.query.sort) { case 'name': column = 'name'; break; default: column = 'id'; } pool.query('SELECT 1 FROM t ORDER BY ' + column);",
        "res.redirect('/users/' + req.params.id); res.send(`<b>${require('escape-html')(req.query.a)}</b>`); fetch(`https://example.com/${req.params.id}`);",
        "const path = require('path'); require('fs').readFile(path.join('files', path.basename(req.params.file)), done);",
        "const end = ['asc', 'desc'].includes(req.query.o.split('.')[1].toLowerCase()) ? req.query.o.split('.')[1].toLowerCase() : 'asc'; pool.query('SELECT 1 FROM t ORDER BY a ' + end);",
        "const user = await findUser(req.params.id); pool.query(`SELECT 1 FROM t WHERE id = ${user.id}`);",
    ] {
        assert_eq!(flows(&handler(body)), [], "{body}");
    }
}

#[test]
fn a_query_in_a_loop_over_rows_names_the_loop() {
    let facts = read(&handler(
        "const { rows } = await pool.query('SELECT id FROM users LIMIT 5'); for (const row of rows) { await pool.query('SELECT id FROM pets WHERE owner = $1', [row.id]); }",
    ));
    let looped: Vec<bool> = facts.queries.iter().map(|query| query.in_loop.is_some()).collect();
    assert_eq!(looped, [false, true]);
}
