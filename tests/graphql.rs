//! GraphQL schemas of several files, broken ones and hostile ones.

use std::fmt::Write;

use archwright::{CoverageStatus, File, Project, Report, review};

fn report(files: &[(&str, &str)]) -> Report {
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    review(&Project { files }).report().clone()
}

/// What is not valid: where, and in which words.
fn invalid(report: &Report) -> Vec<String> {
    let own = report.findings.iter().filter(|finding| finding.rule == "invalid-graphql-schema");
    own.map(|finding| format!("{}:{} {}", finding.path, finding.range.start.line, finding.message)).collect()
}

#[test]
fn files_of_one_schema_are_read_together() {
    let report = report(&[
        ("schema/owners.graphql", "type Query {\n  owner(id: ID!): Owner\n}\ntype Owner {\n  id: ID!\n}"),
        ("schema/pets.graphql", "type Query {\n  pet(id: ID!): Pet\n}\ntype Pet {\n  owner: Owner\n}"),
        ("schema/more.graphql", "extend type Owner {\n  id: ID!\n  pets(first: Int): [Pet!]!\n}"),
    ]);
    assert_eq!(invalid(&report), ["schema/more.graphql:2 `Owner` has the field `id` more than once"]);
}

#[test]
fn two_versions_and_two_services_are_two_schemas() {
    let old = "type Query {\n  owner: Owner\n}\ntype Owner {\n  id: ID!\n}";
    let versions = report(&[("before/schema.graphql", old), ("after/schema.graphql", old)]);
    assert_eq!(invalid(&versions), [""; 0]);
    let users = "type Query {\n  me: User\n}\ntype User @key(fields: \"id\") {\n  id: ID!\n}";
    let reviews = "type Query {\n  reviews(first: Int): [Review!]!\n}\ntype User @key(fields: \"id\") {\n  id: ID!\n  age: Int\n}\ntype Review {\n  author: User\n  stars: Stars\n}\nscalar Stars";
    let services = report(&[("users/a.graphql", users), ("reviews/b.graphql", reviews)]);
    assert_eq!(invalid(&services), [""; 0]);
}

#[test]
fn what_breaks_the_grammar_is_a_finding_and_the_rest_is_reviewed() {
    let report = report(&[(
        "a.graphql",
        "type Query {\n  owner(id: ID!) Owner\n  pets: [Pet!]!\n}\ntype Owner {\n  id: ID!\n}",
    )]);
    assert_eq!(
        invalid(&report),
        ["a.graphql:2 the grammar does not allow `owner`, which has no `:` with a type behind it"]
    );
    assert_eq!(report.files[0].coverage.status, CoverageStatus::Partly);
}

#[test]
fn schemas_in_templates_of_code_are_read_where_they_stand() {
    let code = r#"import gql from "graphql-tag";
const OWNERS = gql`query Owners { owners { id } }`;
export const typeDefs = gql`
  """Of a \`clinic\`."""
  type Query {
    owner(id: ID!): Owner
    pet: Pett
  }
  type Owner { id: ID! }
`;
export const more = /* GraphQL */ `
  type Visit { id: ID! id: ID! }
  ${owners}
`;
"#;
    let found = report(&[("src/schema.ts", code)]);
    assert_eq!(invalid(&found), ["src/schema.ts:12 `Visit` has the field `id` more than once"]);
    let whole = code.split("export const more").next().unwrap_or_default();
    let found = report(&[("src/schema.ts", whole)]);
    assert_eq!(invalid(&found), ["src/schema.ts:7 type `Pett` is not defined"]);
    let start =
        found.findings.iter().find(|own| own.rule == "invalid-graphql-schema").map(|own| own.range.start);
    assert_eq!(start.map(|start| start.column), Some(10));
    assert_eq!(
        invalid(&report(&[("src/schema.test.ts", whole), ("src/a.ts", "export const a = 1;")])),
        [""; 0]
    );
}

#[test]
fn an_introspection_result_is_a_schema() {
    let json = r#"{
  "data": {
    "__schema": {
      "queryType": { "name": "Root" },
      "types": [
        { "kind": "OBJECT", "name": "Root", "fields": [
          { "name": "owner", "args": [], "type": { "kind": "NON_NULL", "ofType": { "kind": "OBJECT", "name": "Owner" } } },
          { "name": "owners", "args": [], "type": { "kind": "LIST", "ofType": { "kind": "OBJECT", "name": "Owner" } } }
        ] },
        { "kind": "OBJECT", "name": "Owner", "fields": [
          { "name": "id", "type": { "kind": "SCALAR", "name": "ID" } },
          { "name": "mail", "isDeprecated": true, "deprecationReason": null, "type": { "kind": "SCALAR", "name": "Mail" } }
        ] },
        { "kind": "OBJECT", "name": "__Type", "fields": [] },
        { "kind": "SCALAR", "name": "ID" }
      ]
    }
  }
}"#;
    let found = report(&[("schema.json", json)]);
    assert_eq!(found.files[0].coverage.status, CoverageStatus::Read);
    assert_eq!(invalid(&found), ["schema.json:12 type `Mail` is not defined"]);
    let rules: Vec<_> = found.findings.iter().map(|own| (own.rule.as_str(), own.range.start.line)).collect();
    for expected in
        [("unbounded-graphql-list", 8), ("deprecation-without-reason", 12), ("nullable-graphql-id", 11)]
    {
        assert!(rules.contains(&expected), "{expected:?} in {rules:?}");
    }
    let possible = r#"{"__schema": {"types": [{"kind": "INTERFACE", "name": "Pet", "possibleTypes": [{"name": "Cat"}]}]}}"#;
    assert_eq!(report(&[("possible.json", possible)]).findings, []);
    assert_eq!(invalid(&report(&[("schema.json", json.get(..700).unwrap_or_default())])), [""; 0]);
}

#[test]
fn requests_of_clients_are_no_schema() {
    let report = report(&[("owners.graphql", "query Owners {\n  owners { id }\n}")]);
    assert_eq!(report.files[0].coverage.status, CoverageStatus::Read);
    assert_eq!(report.findings, []);
}

#[test]
fn schemas_made_to_be_slow_are_answered() {
    let mut wide = String::from("type Query { a: A }\ninterface I {");
    for number in 0..2_000 {
        let _ = write!(wide, " f{number}(a: Int): I");
    }
    wide.push_str("}\n");
    for number in 0..20_000 {
        let _ = writeln!(wide, "type T{number} implements I {{ f: [T{}!]! }}", (number * 7) % 20_000);
    }
    let ring: Vec<String> =
        (0..20_000).map(|n| format!("input I{n} {{ a: I{}! b: I0! }}\n", (n + 1) % 20_000)).collect();
    let ring = ring.concat();
    let lists = format!("type Query {{ a: {}A{} }}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let one_line = "type A{a:B}".repeat(200_000);
    let text = format!("type Query {{ a: {} }}", "\"".repeat(5_000_001));
    for text in [wide, ring, lists, one_line, text, "@".repeat(5_000_000), "a".repeat(10_000_000)] {
        assert_eq!(report(&[("a.graphql", &text)]).files.len(), 1);
    }
    let wrapped = "{\"kind\": \"LIST\", \"ofType\": ".repeat(20_000);
    let answer = format!(
        "{{\"__schema\": {{\"types\": [{{\"kind\": \"OBJECT\", \"name\": \"A\", \"fields\": [{{\"name\": \"a\", \"type\": {wrapped}"
    );
    let nested = "gql`type A { a: B } ${".repeat(20_000);
    for (path, text) in [("a.json", answer), ("a.ts", nested), ("b.ts", "gql`${{".repeat(200_000))] {
        assert_eq!(report(&[(path, &text)]).files.len(), 1);
    }
}

#[test]
fn the_outline_shows_how_operations_are_sent() {
    let schema = "type Query {\n  owners(first: Int!, after: ID): OwnerConnection!\n}\ntype OwnerConnection { edges: [OwnerEdge!]! nodes: [Owner!]! pageInfo: PageInfo! }\ntype OwnerEdge { node: Owner! }\ntype PageInfo { hasNextPage: Boolean! endCursor: ID }\ntype Owner { id: ID! name: String owners: [Owner!]! }";
    let report = report(&[("schema.graphql", schema)]);
    let section = report.outline.sections.iter().find(|section| section.id == "api-contracts");
    let markdown = section.map(|section| section.markdown.clone()).unwrap_or_default();
    let sent = "query Owners($first: Int!, $after: ID) {\n  owners(first: $first, after: $after) {\n    nodes {\n      id\n      name\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}";
    assert!(markdown.contains(sent), "{markdown}");
}
