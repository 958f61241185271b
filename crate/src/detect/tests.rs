use super::*;

fn kind_of(path: &str, text: &str) -> Kind {
    kind(&File::new(path, text)).kind
}

#[test]
fn a_contract_is_told_from_its_version_key() {
    let version = |version: &str| Kind::OpenApi { version: version.into() };
    assert_eq!(kind_of("api.yaml", "info: {}\nopenapi: '3.1.0'\npaths: {}"), version("3.1.0"));
    assert_eq!(kind_of("", "{\"info\": {}, \"swagger\": \"2.0\"}"), version("2.0"));
    assert_eq!(kind_of("api.json", "{\"openapi\" : \"3.0.3\"}"), version("3.0.3"));
}

#[test]
fn an_introspection_result_is_a_graphql_schema() {
    assert_eq!(kind_of("schema.json", "{\"__schema\": {\"types\": []}}"), Kind::GraphQl);
    assert_eq!(kind_of("", "{ \"data\": {\n \"__schema\": {} } }"), Kind::GraphQl);
    assert_eq!(kind_of("log.json", "{\"query\": \"{ __schema { types } }\"}"), Kind::Json);
}

#[test]
fn a_manifest_that_depends_on_swagger_is_a_manifest() {
    assert_eq!(kind_of("package.json", "{\"dependencies\": {\"swagger\": \"2.0.0\"}}"), Kind::Manifest);
}

#[test]
fn a_pasted_schema_is_told_with_its_dialect() {
    let sql = "-- visits\nCREATE TABLE visits (id bigserial PRIMARY KEY, at timestamptz);";
    assert_eq!(kind_of("", sql), Kind::Sql(Dialect::PostgreSql));
    assert_eq!(kind_of("", "create table `a` (id int) ENGINE=InnoDB;"), Kind::Sql(Dialect::MySql));
    assert_eq!(kind_of("x.sql", "CREATE TABLE [dbo].[A] (id int)\nGO\n"), Kind::Sql(Dialect::SqlServer));
    assert_eq!(kind_of("x.sql", "CREATE TABLE a (id integer)"), Kind::Sql(Dialect::Generic));
    let commented = "/* drops `a` */\n-- AlterTable `b`\nALTER TABLE \"b\" ADD COLUMN \"c\" JSONB;";
    assert_eq!(kind_of("x.sql", commented), Kind::Sql(Dialect::PostgreSql));
}

#[test]
fn pasted_code_is_told_by_its_lines() {
    let express = "const express = require('express');\nconst app = express();\napp.get('/', (req, res) => res.send('x'));";
    assert_eq!(kind_of("", express), Kind::Code(Language::JavaScript));
    let typed = "import express from 'express';\nexport async function list(req: Request): Promise<void> {}";
    assert_eq!(kind_of("", typed), Kind::Code(Language::TypeScript));
    assert_eq!(
        kind_of("", "from fastapi import FastAPI\n\ndef read(id: int):\n  return 1"),
        Kind::Code(Language::Python)
    );
    assert_eq!(kind_of("", "package main\n\nfunc main() {\n\tx := 1\n}"), Kind::Code(Language::Go));
}

#[test]
fn graphql_is_told_by_its_types_and_requests() {
    assert_eq!(kind_of("", "type Owner {\n  id: ID!\n  visits: [Visit!]!\n}"), Kind::GraphQl);
    assert_eq!(kind_of("", "query Owners {\n  owners { id }\n}"), Kind::GraphQl);
    assert_eq!(kind_of("schema.graphqls", "scalar Date"), Kind::GraphQl);
    let typed =
        "import { at } from './at';\nexport type Owner = {\n  id: string;\n};\nexport interface Visit {}";
    assert_eq!(kind_of("", typed), Kind::Code(Language::TypeScript));
}

#[test]
fn configuration_is_told_by_name_or_keys() {
    assert_eq!(kind_of("Dockerfile", "FROM node:20"), Kind::Dockerfile);
    assert_eq!(kind_of("", "services:\n  db:\n    image: postgres"), Kind::Compose);
    assert_eq!(kind_of("deploy.yaml", "apiVersion: v1\nkind: Service"), Kind::Kubernetes);
    assert_eq!(kind_of(".github/workflows/ci.yml", "on: push\njobs: {}"), Kind::Workflow);
    assert_eq!(kind_of("", "PORT=3000\nDB_HOST=localhost"), Kind::Environment);
}

#[test]
fn a_text_with_fences_is_markdown() {
    assert_eq!(kind_of("", "# Design\n\n```sql\nCREATE TABLE a (id int);\n```\n"), Kind::Markdown);
}

#[test]
fn what_is_no_text_is_said() {
    assert_eq!(kind_of("a.sql", " \n"), Kind::Empty);
    assert_eq!(kind_of("a.sql", "\0\u{1}PNG"), Kind::Binary);
    assert_eq!(kind_of("", "to be or not to be"), Kind::Text);
}

#[test]
fn every_name_to_choose_from_is_a_kind() {
    for name in KINDS {
        let found = kind(&File::new("a.txt", "x").with_kind(Some((*name).into())));
        assert_eq!(found.reason, format!("chosen as `{name}`"));
    }
}

#[test]
fn a_chosen_kind_wins_and_an_unknown_one_is_said() {
    let chosen = File::new("a.txt", "x").with_kind(Some("postgresql".into()));
    assert_eq!(kind(&chosen).kind, Kind::Sql(Dialect::PostgreSql));
    let unknown = kind(&File::new("a.sql", "SELECT 1").with_kind(Some("cobol".into())));
    assert_eq!(unknown.kind, Kind::Sql(Dialect::Generic));
    assert!(unknown.reason.starts_with("`cobol` is not a known kind"), "{}", unknown.reason);
}

#[test]
fn a_contract_is_told_below_comments_and_a_byte_order_mark() {
    let version = |version: &str| Kind::OpenApi { version: version.into() };
    assert_eq!(kind_of("a.json", "// draft\n/* b */ {\"openapi\": \"3.0.3\",}"), version("3.0.3"));
    assert_eq!(kind_of("", "{'swagger': '2.0'}"), version("2.0"));
    assert_eq!(kind_of("", "\u{feff}openapi: 3.1.0\n"), version("3.1.0"));
}

#[test]
fn a_piece_of_a_contract_is_told_from_what_stands_below_its_keys() {
    let piece = Kind::OpenApi { version: String::new() };
    for text in [
        "paths:\n  /pets:\n    get: {}\n",
        "paths:\n  # pets\n  '/pets':\n    get: {}\n",
        "components:\n  schemas: {}\n",
        "/pets:\n  parameters: []\n  get: {}\n",
        "{\"paths\": {\"/pets\": {}}}",
        "{\"components\": {\"schemas\": {}}}",
        "{\"/pets\": {\"get\": {}}}",
    ] {
        assert_eq!(kind_of("", text), piece, "{text}");
        assert_eq!(kind_of("", text), kind_of(if text.starts_with('{') { "a.json" } else { "a.yaml" }, text));
    }
    for text in [
        "paths:\n  - src/**\n",
        "paths:\n  src: x\n",
        "components:\n  button: x\n",
        "asyncapi: 3.0.0\ncomponents:\n  schemas: {}\n",
    ] {
        assert_ne!(kind_of("a.yaml", text), piece, "{text}");
    }
}
