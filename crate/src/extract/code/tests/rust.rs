//! What is read from Rust.

use super::{read_as, routes};
use crate::detect::Language;
use crate::facts::{CatchOutcome, FileFacts, GuardKind, Method, SinkKind};

fn read(text: &str) -> FileFacts {
    let facts = read_as(text, Language::Rust);
    assert_eq!(facts.coverage.notes, [], "the text of the test is not read whole: {text}");
    facts
}

fn flows(text: &str) -> Vec<(SinkKind, String, bool)> {
    read(text).flows.into_iter().map(|flow| (flow.sink, flow.source.value, !flow.doubts.any())).collect()
}

/// A handler of axum with a database.
fn handler(body: &str) -> String {
    format!(
        "use axum::extract::{{Path, Query, State, Json}};\nuse sqlx::PgPool;\nuse std::collections::HashMap;\n\
         use std::process::Command;\nuse tokio::fs;\n\
         #[derive(Deserialize)]\npub struct Search {{ name: String, kind: Option<String>, limit: i64, order: Order }}\n\
         #[derive(Deserialize)]\nenum Order {{ Name, Age }}\n\
         struct Pet {{ name: String, kind: String }}\nstruct Filter(String);\n\
         const KINDS: [&str; 2] = [\"cat\", \"dog\"];\n\
         pub async fn pets(State(db): State<PgPool>, Query(search): Query<Search>) -> Result<Json<Vec<String>>, Error> {{\n\
         let name = search.name.clone();\n{body}\n}}\n\
         fn join(a: &str, b: &str) -> String {{ format!(\"{{a}}{{b}}\") }}\n\
         fn checked(a: String) -> Result<String, Error> {{ if a.is_empty() {{ return Err(Error::new(a)); }} Ok(a) }}\n\
         fn length(a: &str) -> Result<usize, Error> {{ Ok(a.len()) }}\n\
         impl Pet {{ fn named(name: &str) -> Self {{ Self {{ name: name.to_string(), kind: \"cat\".into() }} }}\n\
         fn sql(&self) -> String {{ format!(\"DELETE FROM pets WHERE name = '{{}}'\", self.name) }} }}\n"
    )
}

#[test]
fn a_text_of_the_caller_in_a_statement_is_a_flow() {
    for body in [
        "sqlx::query(&format!(\"SELECT id FROM pets WHERE name = '{name}'\")).fetch_all(&db).await?;",
        "sqlx::query(&(\"SELECT id FROM pets WHERE name = '\".to_string() + &name + \"'\")).fetch_all(&db).await?;",
        "let q = join(\"SELECT id FROM pets WHERE name = \", &name);\nsqlx::query(&q).execute(&db).await?;",
        "let n = checked(name)?;\nsqlx::query(&format!(\"DELETE FROM pets WHERE name = {}\", n)).execute(&db).await?;",
        "let mut q = String::from(\"DELETE FROM pets WHERE name = \");\nq.push_str(&name);\nsqlx::query(&q).execute(&db).await?;",
        "let mut q = String::new();\nwrite!(q, \"DELETE FROM pets WHERE name = {}\", name)?;\nsqlx::query(&q).execute(&db).await?;",
        "let pet = Pet { name: name.trim().to_owned(), kind: \"cat\".into() };\nsqlx::query(&format!(\"DELETE FROM pets WHERE name = {}\", pet.name)).execute(&db).await?;",
        "let q = Pet::named(&name).sql();\nsqlx::query(&q).execute(&db).await?;",
        "let mut parts = HashMap::new();\nparts.insert(\"n\", name);\nsqlx::query(&format!(\"DELETE FROM pets WHERE name = {}\", parts[\"n\"])).execute(&db).await?;",
        "let run = |n: &str| format!(\"DELETE FROM pets WHERE name = {n}\");\nsqlx::query(&run(&name)).execute(&db).await?;",
        "for part in name.split(',') { sqlx::query(&format!(\"DELETE FROM pets WHERE name = {part}\")).execute(&db).await?; }",
        "if let Some(kind) = search.kind { sqlx::query(&format!(\"DELETE FROM pets WHERE kind = {kind}\")).execute(&db).await?; }",
        "let Some(kind) = search.kind else { return Err(Error::None) };\nsqlx::query(&format!(\"DELETE FROM pets WHERE kind = {kind}\")).execute(&db).await?;",
        "match search.kind { Some(kind) => { sqlx::query(&format!(\"DELETE FROM pets WHERE kind = {kind}\")).execute(&db).await?; } None => {} }",
        "let kind = search.kind.map(|kind| format!(\"kind = '{kind}'\")).unwrap_or_default();\nsqlx::query(&format!(\"DELETE FROM pets WHERE {kind}\")).execute(&db).await?;",
        "tokio::spawn(async move { sqlx::query(&format!(\"DELETE FROM pets WHERE name = {name}\")).execute(&db).await });",
        "let Filter(text) = Filter(name);\nsqlx::query(&format!(\"DELETE FROM pets WHERE name = {text}\")).execute(&db).await?;",
        "let filter = Filter(name);\nsqlx::query(&format!(\"DELETE FROM pets WHERE name = {}\", filter.0)).execute(&db).await?;",
        "let text = html_escape::encode_text(&name);\nsqlx::query(&format!(\"DELETE FROM pets WHERE name = '{text}'\")).execute(&db).await?;",
        "let mut q = sqlx::QueryBuilder::new(\"DELETE FROM pets WHERE name = \");\nq.push(name);\nq.build().execute(&db).await?;",
        "diesel::sql_query(format!(\"DELETE FROM pets WHERE name = '{name}'\")).execute(&mut conn)?;",
        "client.query(&format!(\"SELECT id FROM pets WHERE name = '{name}'\"), &[]).await?;",
        "if true { sqlx::query(&format!(\"DELETE FROM pets WHERE name = {name}\")).execute(&db).await?; }",
    ] {
        let found = flows(&handler(body));
        assert!(found.iter().any(|(sink, ..)| *sink == SinkKind::SqlText), "{body}: {found:?}");
    }
}

#[test]
fn what_is_bound_a_number_or_overwritten_is_no_flow() {
    for body in [
        "sqlx::query(\"SELECT id FROM pets WHERE name = $1\").bind(&name).fetch_all(&db).await?;",
        "sqlx::query!(\"SELECT id FROM pets WHERE name = $1\", name).fetch_all(&db).await?;",
        "sqlx::query(&format!(\"SELECT id FROM pets LIMIT {}\", search.limit)).fetch_all(&db).await?;",
        "sqlx::query(&format!(\"SELECT id FROM pets ORDER BY {}\", search.order)).fetch_all(&db).await?;",
        "let id: i64 = name.parse()?;\nsqlx::query(&format!(\"SELECT id FROM pets WHERE id = {id}\")).fetch_all(&db).await?;",
        "let id = name.parse::<Uuid>()?;\nsqlx::query(&format!(\"SELECT id FROM pets WHERE id = '{id}'\")).fetch_all(&db).await?;",
        "let name = \"cat\";\nsqlx::query(&format!(\"SELECT id FROM pets WHERE name = '{name}'\")).fetch_all(&db).await?;",
        "let mut name = name;\nname = String::from(\"cat\");\nsqlx::query(&format!(\"SELECT id FROM pets WHERE name = '{name}'\")).fetch_all(&db).await?;",
        "let pet = Pet { name, kind: \"cat\".into() };\nsqlx::query(&format!(\"DELETE FROM pets WHERE kind = {}\", pet.kind)).execute(&db).await?;",
        "let mut parts = HashMap::new();\nparts.insert(\"n\", name);\nparts.insert(\"k\", \"cat\".to_string());\nsqlx::query(&format!(\"DELETE FROM pets WHERE kind = {}\", parts[\"k\"])).execute(&db).await?;",
        "if name != \"cat\" { return Err(Error::Name); }\nsqlx::query(&format!(\"SELECT id FROM pets WHERE name = '{name}'\")).fetch_all(&db).await?;",
        "if !KINDS.contains(&name.as_str()) { return Err(Error::Kind); }\nsqlx::query(&format!(\"SELECT id FROM pets WHERE kind = '{name}'\")).fetch_all(&db).await?;",
        "if !matches!(name.as_str(), \"cat\" | \"dog\") { return Err(Error::Kind); }\nsqlx::query(&format!(\"SELECT id FROM pets WHERE kind = '{name}'\")).fetch_all(&db).await?;",
        "if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') { return Err(Error::Kind); }\nsqlx::query(&format!(\"SELECT id FROM pets WHERE kind = '{name}'\")).fetch_all(&db).await?;",
        "let column = match name.as_str() { \"age\" => \"born\", _ => \"name\" };\nsqlx::query(&format!(\"SELECT id FROM pets ORDER BY {column}\")).fetch_all(&db).await?;",
        "let n = length(&name)?;\nsqlx::query(&format!(\"SELECT id FROM pets LIMIT {n}\")).fetch_all(&db).await?;",
        "if false { sqlx::query(&format!(\"DELETE FROM pets WHERE name = {name}\")).execute(&db).await?; }",
        "let mut q = sqlx::QueryBuilder::new(\"DELETE FROM pets WHERE name = \");\nq.push_bind(name);\nq.build().execute(&db).await?;",
        "let mut names = Vec::new();\nnames.push(name);\nsqlx::query(\"DELETE FROM pets WHERE name = ANY($1)\").bind(&names).execute(&db).await?;",
        "let rows = sqlx::query(\"SELECT id FROM pets WHERE name = $1\").bind(name).fetch_all(&db).await?;\nfor row in rows { sqlx::query(&format!(\"SELECT id FROM {row}\")).fetch_all(&db).await?; }",
    ] {
        assert_eq!(flows(&handler(body)), [], "{body}");
    }
}

#[test]
fn other_dangerous_places_are_known() {
    for (body, sink) in [
        ("Command::new(\"sh\").arg(\"-c\").arg(format!(\"ls {name}\")).output()?;", SinkKind::ShellCommand),
        (
            "let mut run = Command::new(\"bash\");\nrun.args([\"-c\", &name]);\nrun.output()?;",
            SinkKind::ShellCommand,
        ),
        ("Command::new(name).output()?;", SinkKind::ShellCommand),
        ("fs::read(std::path::Path::new(\"files\").join(&name)).await?;", SinkKind::FilePath),
        ("std::fs::File::open(format!(\"files/{name}\"))?;", SinkKind::FilePath),
        ("reqwest::get(&name).await?;", SinkKind::OutgoingUrl),
        ("axum::response::Redirect::to(&name);", SinkKind::Redirect),
        ("axum::response::Html(format!(\"<h1>{name}</h1>\"));", SinkKind::Html),
    ] {
        let found = flows(&handler(body));
        assert_eq!(found, [(sink, "search.name".to_owned(), true)], "{body}");
    }
    for body in [
        "Command::new(\"ls\").arg(\"--\").arg(&name).output()?;",
        "if name.contains(\"..\") { return Err(Error::Name); }\nfs::read(format!(\"files/{name}\")).await?;",
        "fs::read(std::path::Path::new(\"files\").join(std::path::Path::new(&name).file_name()?)).await?;",
        "reqwest::get(format!(\"https://example.com/{name}\")).await?;",
        "axum::response::Redirect::to(&format!(\"/pets/{name}\"));",
    ] {
        assert_eq!(flows(&handler(body)), [], "{body}");
    }
}

#[test]
fn routes_of_axum_have_their_methods_prefixes_and_layers() {
    let facts = read(
        "use axum::{Router, middleware, routing::{get, post}};\nuse tower::ServiceBuilder;\nuse tower_http::trace::TraceLayer;\n\
         async fn gate(req: Request, next: Next) -> Result<Response, StatusCode> {\n\
         let Some(token) = req.headers().get(\"authorization\") else { return Err(StatusCode::UNAUTHORIZED) };\nOk(next.run(req).await) }\n\
         async fn list() {}\nasync fn create(user: AuthUser) {}\nasync fn health() {}\n\
         fn pets() -> Router { Router::new().route(\"/{id}\", get(list).post(create)) }\n\
         #[tokio::main]\nasync fn main() {\nlet app = Router::new().nest(\"/pets\", pets())\n\
         .layer(ServiceBuilder::new().layer(TraceLayer::new_for_http()).layer(middleware::from_fn(gate)))\n\
         .route(\"/health\", get(health));\naxum::serve(listener, app).await.unwrap(); }\n",
    );
    let found = routes(&facts);
    assert_eq!(
        found,
        [
            (Some(Method::Get), "/health".to_owned(), vec![]),
            (Some(Method::Get), "/{id}".to_owned(), vec![]),
            (Some(Method::Post), "/{id}".to_owned(), vec![GuardKind::Authentication]),
        ]
    );
    let mounts: Vec<(&str, Vec<GuardKind>)> = facts
        .code
        .routers
        .iter()
        .flat_map(|router| &router.mounts)
        .map(|mount| (mount.prefix.as_str(), mount.guards.iter().map(|guard| guard.kind).collect()))
        .collect();
    assert_eq!(mounts, [("/pets", vec![GuardKind::Logging, GuardKind::Authentication]), ("", vec![])]);
}

#[test]
fn handlers_of_actix_and_rocket_are_registered_by_what_they_are_marked_with() {
    let facts = read(
        "use actix_web::{get, post, web, App};\n#[get(\"/{id}\")]\nasync fn show(id: web::Path<i64>) {}\n\
         #[post(\"/pets\")]\nasync fn create(pet: web::Json<Pet>, user: Option<AuthUser>) {}\n\
         fn config(cfg: &mut web::ServiceConfig) { cfg.service(web::resource(\"/visits\").route(web::get().to(visits)).route(web::post().to(add))); }\n\
         async fn visits() {}\nasync fn add() {}\nasync fn app() { App::new().service(web::scope(\"/api\").service(show)).service(create).configure(config); }",
    );
    let mut found: Vec<(Option<Method>, String)> =
        routes(&facts).into_iter().map(|(method, path, _)| (method, path)).collect();
    found.sort_by_key(|(method, path)| (path.clone(), *method));
    let visits = "/visits".to_owned();
    assert_eq!(
        found,
        [
            (Some(Method::Post), "/pets".to_owned()),
            (Some(Method::Get), visits.clone()),
            (Some(Method::Post), visits),
            (Some(Method::Get), "/{id}".to_owned()),
        ]
    );
    let rocket = "#[macro_use] extern crate rocket;\n#[get(\"/pets/<id>?<name>\")]\nfn show(id: i64, name: &str, db: Db) -> String {\n\
         db.query(&format!(\"SELECT id FROM pets WHERE name = '{name}' AND id = {id}\"))\n}\n\
         #[launch]\nfn start() -> _ { rocket::build().mount(\"/api\", routes![show]) }";
    let facts = read(rocket);
    assert_eq!(routes(&facts), [(Some(Method::Get), "/pets/{id}".to_owned(), vec![])]);
    assert_eq!(flows(rocket), [(SinkKind::SqlText, "name".to_owned(), true)]);
}

#[test]
fn code_for_tests_is_left_out() {
    let text = "use sqlx::PgPool;\n#[cfg(test)]\nmod tests {\nuse super::*;\n#[tokio::test]\nasync fn runs() { sqlx::query(\"SELECT id FROM pets\").fetch_all(&db).await.unwrap(); }\n}\n\
         #[tokio::test]\nasync fn alone() { sqlx::query(\"SELECT id FROM pets\").fetch_all(&db).await.unwrap(); }";
    assert!(read(text).queries.is_empty());
}

#[test]
fn queries_are_read_with_their_bounds_and_loops() {
    let facts = read(
        "use sqlx::PgPool;\nasync fn all(db: &PgPool, ids: Vec<i64>) -> Result<(), Error> {\n\
         sqlx::query_as!(Pet, \"SELECT id FROM pets\").fetch_all(db).await?;\n\
         sqlx::query(\"SELECT id FROM pets\").fetch_one(db).await?;\n\
         for id in &ids { sqlx::query(\"UPDATE pets SET seen = true WHERE id = $1\").bind(id).execute(db).await?; }\n\
         let first = ids.first().map(|id| sqlx::query(\"DELETE FROM pets WHERE id = $1\").bind(id));\nOk(())\n}\n",
    );
    let found: Vec<(bool, bool)> =
        facts.queries.iter().map(|query| (query.bounded, query.in_loop.is_some())).collect();
    assert_eq!(found, [(false, false), (true, false), (false, true), (false, false)]);
}

#[test]
fn failures_that_are_passed_over_are_told_from_those_that_are_handled() {
    let facts = read(
        "async fn all(db: Db) {\nlet _ = query(\"a\").execute(&db).await;\nlet _ = sender.send(1);\n\
         match run().await { Ok(a) => use_it(a), Err(_) => {} }\n\
         match run().await { Ok(a) => use_it(a), Err(error) => error!(\"failed: {error}\") }\n\
         match run().await { Ok(a) => use_it(a), Err(error) => return answer(error) }\n}\n",
    );
    let found: Vec<CatchOutcome> = facts.code.catches.iter().map(|catch| catch.outcome).collect();
    assert_eq!(
        found,
        [CatchOutcome::Empty, CatchOutcome::Empty, CatchOutcome::Logged, CatchOutcome::Handled]
    );
}

#[test]
fn hostile_nesting_and_broken_code_are_noted() {
    for (open, close) in [
        ("f(", ")"),
        ("if a { ", "}"),
        ("&", ""),
        ("|x| ", ""),
        ("match a { b => ", "}"),
        ("vec![", "]"),
        ("Some(", ")"),
    ] {
        let text =
            format!("fn f(a: i32) {{\n{}1{};\n}}\nfn last() {{}}", open.repeat(5_000), close.repeat(5_000));
        read_as(&text, Language::Rust);
    }
    let chain = format!("fn f() {{ let a = b{}; }}", ".map(|x| x).iter()".repeat(3_000));
    assert!(!read_as(&chain, Language::Rust).coverage.notes.is_empty());
    let broken = read_as("use axum::Router;\nfn half(a: {\nfn whole() {}\n", Language::Rust);
    assert!(!broken.coverage.notes.is_empty());
}
