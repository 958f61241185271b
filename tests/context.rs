//! Holds what the report says of a submission beside its findings: stack, styles and counts, with evidence.

use archwright::{ContextEntry, File, Project, Report, review};

const CONTRACT: &str = "openapi: 3.0.3
info: {title: Pets, version: 1.4.0}
servers: [{url: https://pets.example/v1}]
paths:
  /pets:
    get:
      parameters: [{name: page_token, in: query, schema: {type: string}}]
      responses:
        '200': {description: Pets}
        '400':
          description: Wrong
          content: {application/problem+json: {schema: {type: object}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
";

const SCHEMA: &str = "CREATE TABLE pets (id bigserial PRIMARY KEY, born timestamptz);";

fn report(files: Vec<File>) -> Report {
    review(&Project { files }).report().clone()
}

fn entry<'a>(report: &'a Report, topic: &str) -> &'a ContextEntry {
    let found = report.context.entries.iter().find(|entry| entry.topic == topic);
    found.unwrap_or_else(|| panic!("nothing is said of `{topic}`"))
}

#[test]
fn a_contract_shows_its_styles() {
    let report = report(vec![File::new("api.yaml", CONTRACT)]);
    let value = |topic| entry(&report, topic).value.as_str();
    assert_eq!(value("api"), "Pets");
    assert_eq!(value("api-version"), "1.4.0");
    assert_eq!(value("contract-version"), "3.0.3");
    assert_eq!(value("authentication"), "API key in the header `X-Key`");
    assert_eq!(value("versioning"), "in the server address");
    assert_eq!(value("pagination"), "cursor");
    assert_eq!(value("error-format"), "problem details (RFC 9457)");
    assert_eq!(report.context.counts.get("operations"), Some(&1));
}

#[test]
fn an_entry_points_to_its_evidence() {
    let report = report(vec![File::new("api.yaml", CONTRACT)]);
    let title = entry(&report, "api");
    assert_eq!((title.path.as_str(), title.range.start.line), ("api.yaml", 2));
}

#[test]
fn several_files_of_one_dialect_give_one_entry() {
    let file = |name: &str| File::new(format!("db/migrations/{name}/up.sql"), SCHEMA.replace("pets", name));
    let report = report(vec![file("cats"), file("dogs"), file("birds")]);
    let database: Vec<_> = report.context.entries.iter().filter(|entry| entry.topic == "database").collect();
    assert_eq!(database.len(), 1);
    assert_eq!(database[0].value, "PostgreSQL");
    assert!(database[0].evidence.ends_with("in 2 more files"));
    assert_eq!(entry(&report, "migration-folder").value, "db/migrations");
    assert_eq!(report.context.counts.get("tables"), Some(&3));
}

#[test]
fn migrations_show_the_tool_that_runs_them() {
    let steps = [
        File::new(
            "db/00001_pets.sql",
            "-- +goose Up\nCREATE TABLE pets (id bigint PRIMARY KEY);\n-- +goose Down\nDROP TABLE pets;",
        ),
        File::new("db/00002_born.sql", "-- +goose Up\nALTER TABLE pets ADD COLUMN born date;"),
    ];
    let report = report(steps.to_vec());
    assert_eq!(entry(&report, "schema-mode").value, "migrations");
    let tool = entry(&report, "migration-tool");
    assert_eq!(tool.value, "goose: each file in one transaction");
    assert_eq!((tool.path.as_str(), tool.range.start.line), ("db/00001_pets.sql", 1));
    assert_eq!(report.context.counts.get("tables"), Some(&1), "the way back changes nothing");
}

#[test]
fn a_single_schema_is_told_from_a_change_of_one() {
    let value = |text: &str| entry(&report(vec![File::new("a.sql", text)]), "schema-mode").value.clone();
    assert_eq!(value(SCHEMA), "schema");
    assert_eq!(value("ALTER TABLE pets ADD COLUMN name text;"), "migration");
}

#[test]
fn an_empty_submission_shows_nothing() {
    let report = report(Vec::new());
    assert!(report.context.entries.is_empty());
    assert!(report.context.counts.values().all(|count| *count == 0));
}

#[test]
fn a_house_style_is_told_with_its_share() {
    let paths: String = ["pet-owners", "opening-hours", "follow-up-visits", "waiting-rooms", "petTypes"]
        .map(|name| format!("  /{name}:\n    get: {{responses: {{'200': {{description: Some}}}}}}\n"))
        .concat();
    let contract = format!("openapi: 3.0.3\ninfo: {{title: Pets, version: 1.4.0}}\npaths:\n{paths}");
    let report = report(vec![File::new("api.yaml", contract)]);
    let style = entry(&report, "path-style");
    assert_eq!(style.value, "kebab-case");
    assert_eq!(style.evidence, "4 of 5 names in paths");
    assert_eq!(style.range.start.line, 4);
}

#[test]
fn a_few_names_are_no_house_style() {
    let report = report(vec![File::new("api.yaml", CONTRACT)]);
    assert!(report.context.entries.iter().all(|entry| entry.topic != "path-style"));
}

#[test]
fn a_graphql_schema_shows_its_size_and_styles() {
    let schema = "type Query {\n  owners(first: Int): OwnerConnection! @auth\n}\ntype OwnerConnection { nodes: [Owner!]! pageInfo: PageInfo! }\ntype PageInfo { hasNextPage: Boolean! endCursor: ID }\ntype Owner { id: ID! }";
    let report = report(vec![File::new("schema.graphql", schema)]);
    let entry = |topic| entry(&report, topic);
    assert_eq!(entry("contract-version").value, "GraphQL");
    assert_eq!(entry("contract-version").evidence, "a schema with 4 types, 1 query and 0 mutations");
    assert_eq!(entry("pagination").value, "connections (cursor)");
    assert_eq!(entry("authorization").value, "directive `@auth`");
    assert_eq!(report.context.counts.get("graphqlOperations"), Some(&1));
}
