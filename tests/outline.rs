//! The design outline: always the same sections, traced to places, bounded, and never markup of the submission.

use std::fmt::Write;

use archwright::{File, Outline, Project, Report, Section, review};

const SECTIONS: [&str; 12] = [
    "executive-summary",
    "architecture-overview",
    "service-definitions",
    "api-contracts",
    "data-schema",
    "technology-stack-rationale",
    "key-considerations",
    "options-and-decisions",
    "acceptance-and-tests",
    "risks-and-runbooks",
    "open-questions",
    "follow-up",
];

const SCHEMA: &str = "\
CREATE TABLE owners (id bigint PRIMARY KEY, email text NOT NULL);
CREATE TABLE pets (
  id bigint PRIMARY KEY,
  owner_id bigint NOT NULL REFERENCES owners (id)
);
";

const CONTRACT: &str = r##"
openapi: 3.1.0
info: { title: Clinic, version: 1.0.0 }
servers: [{ url: https://api.example.com/v1 }]
paths:
  /pets:
    post:
      tags: [pets]
      summary: Register a pet
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Pet" }
      responses:
        "201":
          description: Created
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Pet" }
        "422": { description: Refused }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, example: Rex }
        born: { type: string, format: date }
        mother: { $ref: "#/components/schemas/Pet" }
"##;

fn report(files: &[(&str, &str)]) -> Report {
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    review(&Project { files }).report().clone()
}

fn outline(files: &[(&str, &str)]) -> Outline {
    report(files).outline
}

fn section<'a>(outline: &'a Outline, id: &str) -> &'a Section {
    outline.sections.iter().find(|section| section.id == id).expect("the section is always there")
}

#[test]
fn every_submission_has_the_same_sections_in_the_same_order() {
    let submissions: [&[(&str, &str)]; 4] =
        [&[], &[("schema.sql", SCHEMA)], &[("api.yaml", CONTRACT)], &[("a.bin", "\u{0}\u{1}\u{2}")]];
    for files in submissions {
        let outline = outline(files);
        assert_eq!(outline.sections.iter().map(|section| section.id.as_str()).collect::<Vec<_>>(), SECTIONS);
        for section in &outline.sections {
            assert!(!section.title.is_empty());
            assert!(!section.markdown.trim().is_empty(), "{} says nothing for {files:?}", section.id);
        }
    }
}

#[test]
fn a_section_without_facts_says_what_to_add() {
    let outline = outline(&[]);
    for (id, add) in [
        ("architecture-overview", "Add the API contract, the schema or the code"),
        ("service-definitions", "Add the API contract or the code"),
        ("api-contracts", "Add the OpenAPI document"),
        ("data-schema", "Add the schema or the migrations"),
        ("technology-stack-rationale", "Add the code"),
    ] {
        let markdown = &section(&outline, id).markdown;
        assert!(markdown.contains(add), "{id}: {markdown}");
    }
}

#[test]
fn a_sample_request_has_the_values_of_the_contract_and_no_read_only_field() {
    let outline = outline(&[("api.yaml", CONTRACT)]);
    let markdown = &section(&outline, "api-contracts").markdown;
    let request =
        markdown.split("**Request**").nth(1).and_then(|rest| rest.split("```").nth(1)).unwrap_or("");
    assert!(request.contains("\"name\": \"Rex\""), "{markdown}");
    assert!(request.contains("\"born\": \"2026-01-15\""), "{markdown}");
    assert!(!request.contains("\"id\""), "{markdown}");
    assert!(markdown.contains("`201` Created"), "{markdown}");
    assert!(markdown.contains("`422` Unprocessable Content"), "{markdown}");
}

#[test]
fn samples_are_json() {
    let outline = outline(&[("api.yaml", CONTRACT)]);
    let markdown = &section(&outline, "api-contracts").markdown;
    let samples: Vec<&str> =
        markdown.split("```json\n").skip(1).filter_map(|rest| rest.split("\n```").next()).collect();
    assert!(samples.len() >= 2);
    for sample in samples {
        let read: Result<serde_json::Value, _> = serde_json::from_str(sample);
        assert!(read.is_ok(), "{read:?}: {sample}");
    }
}

#[test]
fn a_schema_is_shown_with_its_keys_and_references() {
    let outline = outline(&[("schema.sql", SCHEMA)]);
    let markdown = &section(&outline, "data-schema").markdown;
    assert!(markdown.contains("owner_id bigint NOT NULL,  -- FK to owners, not indexed"), "{markdown}");
    assert!(markdown.contains("PRIMARY KEY (id)"), "{markdown}");
    assert!(markdown.contains("owners ||..o{ pets : \"owner_id\""), "{markdown}");
}

#[test]
fn at_most_three_questions_are_open_and_each_says_what_is_assumed() {
    let outline = outline(&[("schema.sql", SCHEMA), ("api.yaml", CONTRACT)]);
    let markdown = &section(&outline, "open-questions").markdown;
    let asked =
        markdown.lines().filter(|line| line.starts_with("**Question ") && line.ends_with('?')).count();
    assert!((1..=3).contains(&asked), "{markdown}");
    assert_eq!(markdown.matches("Assumed until then: ").count(), asked);
}

#[test]
fn every_source_is_a_place_of_the_submission() {
    let outline = outline(&[("schema.sql", SCHEMA), ("api.yaml", CONTRACT)]);
    assert!(!section(&outline, "data-schema").sources.is_empty());
    assert!(!section(&outline, "api-contracts").sources.is_empty());
    for source in outline.sections.iter().flat_map(|section| &section.sources) {
        let text = if source.path == "schema.sql" { SCHEMA } else { CONTRACT };
        assert!(["schema.sql", "api.yaml"].contains(&source.path.as_str()));
        assert!(source.range.start.offset <= source.range.end.offset);
        assert!(source.range.end.offset <= text.len(), "{source:?}");
        assert!(!source.text.is_empty());
    }
}

#[test]
fn the_same_submission_gives_the_same_outline() {
    let files = [("schema.sql", SCHEMA), ("api.yaml", CONTRACT)];
    assert_eq!(outline(&files), outline(&files));
}

/// Markdown without fences and code spans: what acts as markup.
fn active(markdown: &str) -> String {
    let mut rest = String::new();
    let mut fenced = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            rest.extend(line.split('`').step_by(2));
            rest.push('\n');
        }
    }
    assert!(!fenced, "a fence is not closed");
    rest
}

#[test]
fn text_of_the_submission_never_acts_as_markup() {
    let schema = "\
CREATE TABLE \"<img src=x onerror=alert(1)>\" (\"a`](javascript:alert(2))\" float, \"```\n# hack\" text);
CREATE TABLE \"| a | **b** |\" (id int, \"user_id\" int REFERENCES \"<img src=x onerror=alert(1)>\");
";
    let contract = r#"{
  "openapi": "3.0.3",
  "info": { "title": "<script>alert(3)</script>\n\n# hack", "version": "`1`" },
  "servers": [{ "url": "http://x/](javascript:alert(4))" }],
  "paths": {
    "/<b>hack</b>/{`id`}": {
      "post": {
        "tags": ["![hack](http://evil.example)"],
        "summary": "```\n# hack\n<script>",
        "parameters": [{ "name": "</td><script>", "in": "query", "schema": { "type": "string" } }],
        "requestBody": { "content": { "application/json": { "schema": {
          "type": "object", "properties": { "```\n<script>": { "type": "string", "example": "```\n# hack" } } } } } },
        "responses": { "</script>": { "description": "" }, "200": { "description": "" } }
      }
    }
  }
}"#;
    let report = report(&[("<svg onload=hack>.sql", schema), ("a`b](hack).json", contract)]);
    assert!(!report.findings.is_empty());
    for section in &report.outline.sections {
        let active = active(&section.markdown);
        for markup in ["<", "](", "![", "# hack", "javascript:", "alert(", "evil.example"] {
            assert!(!active.contains(markup), "{markup} in {}: {}", section.id, section.markdown);
        }
    }
}

#[test]
fn a_large_submission_has_a_bounded_outline() {
    let mut contract = String::from("openapi: 3.0.3\ninfo: { title: Big, version: 1.0.0 }\npaths:\n");
    let mut schema = String::new();
    for at in 0..1500 {
        let _ = write!(
            contract,
            "  /things{at}/{{id}}:\n    get:\n      responses: {{ \"200\": {{ description: ok }} }}\n"
        );
        let _ =
            writeln!(schema, "CREATE TABLE t{at} (id int, parent_id int REFERENCES t0 (id), price float);");
    }
    let outline = outline(&[("api.yaml", &contract), ("schema.sql", &schema)]);
    let length: usize = outline.sections.iter().map(|section| section.markdown.len()).sum();
    assert!(length < 200_000, "{length} bytes");
    assert!(outline.sections.iter().all(|section| section.sources.len() <= 200));
}

#[test]
fn a_table_that_a_route_is_named_after_gives_its_sample_body() {
    let code = "\
import express from 'express';
import pg from 'pg';
const pool = new pg.Pool();
const app = express();
app.post('/pets', async (req, res) => {
  await pool.query('INSERT INTO pets (owner_id) VALUES ($1)', [req.body.owner_id]);
  res.status(201).end();
});
app.listen(3000);
";
    let outline = outline(&[("schema.sql", SCHEMA), ("server.js", code)]);
    let services = &section(&outline, "service-definitions").markdown;
    assert!(services.contains("| `pets` | 1 |"), "{services}");
    let contracts = &section(&outline, "api-contracts").markdown;
    assert!(contracts.contains("### `POST /pets`"), "{contracts}");
    assert!(contracts.contains("\"owner_id\": 1"), "{contracts}");
    let tests = &section(&outline, "acceptance-and-tests").markdown;
    assert!(tests.contains("curl -i -X POST \"$BASE_URL\"'/pets'"), "{tests}");
}

#[test]
fn services_of_protobuf_and_channels_of_messages_are_components() {
    let proto = "syntax = \"proto3\";\npackage clinic.v1;\nservice Pets {\n  rpc CreatePet(Pet) returns (Pet);\n  rpc WatchPets(Pet) returns (stream Pet);\n}\nmessage Pet { string id = 1; }\n";
    let events = "asyncapi: 3.0.0\ninfo: {title: 'Clinic | events', version: 1.0.0}\nservers: {main: {host: 'kafka:9092', protocol: kafka}}\nchannels:\n  visits:\n    address: visits.booked\n    messages: {booked: {payload: {type: object}, bindings: {kafka: {key: {type: string}}}}}\noperations:\n  onVisit: {action: receive, channel: {$ref: '#/channels/visits'}}\n";
    let outline = outline(&[("pets.proto", proto), ("asyncapi.yaml", events)]);
    let said = |id: &str| section(&outline, id).markdown.clone();
    let summary = said("executive-summary");
    assert!(summary.contains("2 rpcs, 1 channel"), "{summary}");
    let overview = said("architecture-overview");
    assert!(
        overview.contains("| gRPC service | `clinic.v1.Pets`: 2 rpcs, 1 of them streaming |"),
        "{overview}"
    );
    assert!(overview.contains("-->|\"delivers\"| app0[\"Clinic   events\"]"), "{overview}");
    let services = said("service-definitions");
    assert!(services.contains("| `clinic.v1.Pets` | 2 | `create`, `watch` | `pet` |"), "{services}");
    let contracts = said("api-contracts");
    assert!(contracts.contains("| `visits.booked` | receives | `booked` | key stated |"), "{contracts}");
}
