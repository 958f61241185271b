//! Whatever is pasted: an answer with a clear note, and the next review works.

use archwright::{CoverageStatus, File, Project, Report, review};

const SCHEMA: &str = "CREATE TABLE visits (pet_id bigint NOT NULL);";

fn report_of(file: File) -> Report {
    let good = File::new("good.sql", SCHEMA);
    review(&Project { files: vec![file, good] }).report().clone()
}

/// Reviews a bad file beside a good one: the bad one is spoken of, the good one is reviewed all the same.
fn assert_answered(file: File) -> Report {
    let path = file.path.clone();
    let report = report_of(file);
    let bad = report.files.iter().find(|file| file.path == path).expect("the file is in the report");
    assert!(!bad.reason.is_empty(), "{path}: says why it was taken for what it is");
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.path == "good.sql" && finding.rule == "missing-primary-key"),
        "{path}: the file beside it was not reviewed"
    );
    report
}

fn assert_noted(file: File) {
    let path = file.path.clone();
    let report = assert_answered(file);
    let coverage = &report.files.first().expect("the bad file comes first").coverage;
    assert_ne!(coverage.status, CoverageStatus::Read, "{path}: not all of it can have been read");
    assert!(!coverage.notes.is_empty(), "{path}: nothing says what was not read");
}

#[test]
fn an_empty_file_is_noted() {
    assert_noted(File::new("empty.sql", " \n\t"));
}

#[test]
fn a_binary_file_is_noted() {
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    assert_noted(File::from_bytes("image.yaml", bytes));
}

#[test]
fn a_text_of_no_kind_is_noted() {
    assert_noted(File::new("", "to be or not to be"));
}

#[test]
fn utf16_is_read() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend("CREATE TABLE notes (body text);".encode_utf16().flat_map(u16::to_le_bytes));
    let report = assert_answered(File::from_bytes("notes.sql", bytes));
    assert!(report.findings.iter().any(|finding| finding.path == "notes.sql"));
}

#[test]
fn ten_megabytes_on_one_line_are_answered() {
    for (path, unit) in [
        ("long.sql", "INSERT INTO a VALUES (1, 'x'); "),
        ("long.ts", "f(1, 'x'); "),
        ("long.json", "{\"openapi\": \"3.1.0\", \"x\": "),
        ("long.yaml", "openapi: 3.1.0, "),
        ("long.proto", "message A { string a = 1; } "),
        ("long.txt", "word "),
    ] {
        assert_answered(File::new(path, unit.repeat(10_000_000 / unit.len())));
    }
}

#[test]
fn ten_megabytes_of_one_token_are_answered() {
    for path in ["token.sql", "token.ts", "token.json", "token.proto", "token.yaml", "token.md"] {
        assert_answered(File::new(path, "a".repeat(10_000_000)));
    }
}

#[test]
fn ten_thousand_levels_are_noted() {
    let deep = |open: &str, close: &str| open.repeat(10_000) + &close.repeat(10_000);
    let json = format!("{{\"openapi\": \"3.1.0\", \"x\": {}}}", deep("[", "]"));
    assert_noted(File::new("deep.json", json));
    let objects =
        format!("{{\"openapi\": \"3.1.0\", \"x\": {}1{}}}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    assert_noted(File::new("objects.json", objects));
    assert_noted(File::new("flow.yaml", format!("openapi: 3.1.0\nx: {}", deep("[", "]"))));
    let block: String = (0..10_000).map(|level| " ".repeat(level.min(2_000)) + "a:\n").collect();
    assert_answered(File::new("block.yaml", format!("openapi: 3.1.0\nx:\n{block}")));
    assert_noted(File::new("deep.sql", format!("SELECT {} 1 {};", "(".repeat(10_000), ")".repeat(10_000))));
    for (name, open, close) in [
        ("messages", "message A {", "}"),
        ("literals", "option a = {b ", "}"),
        ("groups", "message A { optional group B = 1 {", "}}"),
    ] {
        let text = format!("syntax = \"proto2\";\n{}{}", open.repeat(10_000), close.repeat(10_000));
        assert_noted(File::new(format!("{name}.proto"), text));
    }
    for (name, open, close) in
        [("calls", "f(", ")"), ("arrays", "[", "]"), ("blocks", "{", "}"), ("functions", "() => {", "}")]
    {
        let text = format!("const a = 1;\n{}1{};\n", open.repeat(10_000), close.repeat(10_000));
        assert_noted(File::new(format!("{name}.ts"), text));
    }
}

#[test]
fn deep_operators_and_chains_are_answered() {
    assert_answered(File::new("sum.ts", format!("const a = {};", "1 + ".repeat(10_000) + "1")));
    assert_answered(File::new("chain.ts", format!("a{};", ".b()".repeat(10_000))));
    assert_answered(File::new("else.ts", "if (a) {} else ".repeat(10_000) + "{}"));
    assert_answered(File::new(
        "and.sql",
        format!("SELECT * FROM a WHERE {};", "b = 1 AND ".repeat(10_000) + "c = 1"),
    ));
    assert_answered(File::new("not.sql", format!("SELECT {} 1;", "NOT ".repeat(10_000))));
    assert_answered(File::new("in.sql", format!("SELECT 1 {}", "WHERE a NOT IN (SELECT 1 ".repeat(60))));
}

#[test]
fn angle_brackets_that_stay_open_are_noted() {
    for path in ["open.java", "Open.cs"] {
        assert_noted(File::new(path, "a<".repeat(50_000)));
    }
}

#[test]
fn an_alias_bomb_is_answered() {
    let mut text = String::from("openapi: 3.1.0\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        text += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    assert_answered(File::new("bomb.yaml", text));
}

#[test]
fn a_ring_of_references_is_answered() {
    let text = r##"
openapi: 3.1.0
info: {title: Rings, version: 1.0.0}
paths:
  /a:
    get:
      responses:
        '200':
          description: A ring
          content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}
    $ref: '#/paths/~1a'
components:
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {$ref: '#/components/schemas/A'}
    C: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}, allOf: [{$ref: '#/components/schemas/C'}]}
"##;
    let report = assert_answered(File::new("ring.yaml", text));
    assert_eq!(report.files.first().map(|file| file.kind.as_str()), Some("openapi"));
}

#[test]
fn a_document_cut_in_half_is_noted() {
    let contract =
        r#"{"openapi": "3.1.0", "info": {"title": "Pets", "version": "1.0.0"}, "paths": {"/pets": {"get": {"#;
    assert_noted(File::new("half.json", contract));
    assert_noted(File::new(
        "half.ts",
        "import express from 'express';\nconst app = express();\napp.get('/', (req, res) => {",
    ));
    assert_noted(File::new("half.proto", "syntax = \"proto3\"; message A { string a = 1; string b ="));
    let sql = format!("{SCHEMA}\nCREATE TABLE owners (id bigint PRIMARY KEY, name te");
    assert_noted(File::new("half.sql", sql));
}

#[test]
fn every_prefix_of_a_text_is_answered() {
    let texts = [
        ("a.sql", "CREATE TABLE \"a\" (id int DEFAULT 'x' /* y */); -- $$\nSELECT $tag$ x $tag$;"),
        (
            "a.yaml",
            "openapi: 3.1.0\ninfo: {title: \"x\", version: '1'}\npaths:\n  /a: &a\n    get: {responses: {}}\n  /b: *a\n",
        ),
        ("a.json", "{\"openapi\": \"3.1.0\", \"paths\": {\"/a\\u00e9\": {\"get\": {\"responses\": {}}}}}"),
        (
            "a.ts",
            "app.get(`/a/${b}`, async (req, res) => { try { await q('x' + req.query.y); } catch (e) {} });",
        ),
        (
            "a.proto",
            "syntax = \"proto3\"; import 'b'; service S { rpc A(stream B) returns (C) { option (x).y = { a: [1] }; } } message B { map<string, é> a = 1 [b = 'x']; }",
        ),
        ("a.md", "# A\n```sql\nSELECT 1;\n```\n~~~ts\nf()\n~~~\n"),
    ];
    for (path, text) in texts {
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            review(&Project { files: vec![File::new(path, &text[..end])] });
        }
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let files = || {
        vec![
            File::new("a.sql", SCHEMA),
            File::new(
                "b.ts",
                "const express = require('express');\nexpress().get('/', (q, s) => s.send(q.query.a));",
            ),
            File::new("", "openapi: 3.1.0\ninfo: {title: a, version: b}\npaths: {}\n"),
        ]
    };
    let bytes = |files| serde_json::to_string(review(&Project { files }).report()).expect("a report is JSON");
    assert_eq!(bytes(files()), bytes(files()));
}

#[test]
fn two_files_of_one_name_are_both_reviewed() {
    let files = vec![File::new("", SCHEMA), File::new("", SCHEMA.replace("visits", "stays"))];
    let report = review(&Project { files }).report().clone();
    assert_eq!(report.files.len(), 2);
    assert_eq!(report.findings.iter().filter(|finding| finding.rule == "missing-primary-key").count(), 2);
}

#[test]
fn a_workspace_says_the_same_as_a_review() {
    let mut workspace = archwright::Workspace::default();
    workspace.set_file(File::new("a.sql", "SELECT 1;"));
    workspace.set_file(File::new("gone.sql", SCHEMA));
    workspace.set_file(File::new("a.sql", SCHEMA));
    assert!(workspace.remove_file("gone.sql"));
    let whole = review(&Project { files: vec![File::new("a.sql", SCHEMA)] });
    assert_eq!(workspace.review().report(), whole.report());
}

#[test]
fn a_workspace_reads_a_contract_again_when_a_file_that_it_refers_to_changes() {
    const CONTRACT: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\ncomponents:\n  schemas:\n    \
                            Pet: {$ref: 'pet.yaml'}\n";
    const BROKEN: &str = "type: array\n";
    let mut workspace = archwright::Workspace::default();
    let problems = |workspace: &archwright::Workspace| {
        let report = workspace.review().report().clone();
        let invalid = report.findings.iter().filter(|finding| finding.rule == "invalid-contract");
        invalid.map(|finding| finding.path.clone()).collect::<Vec<_>>()
    };
    workspace.set_file(File::new("openapi.yaml", CONTRACT));
    assert!(problems(&workspace).is_empty());
    workspace.set_file(File::new("pet.yaml", BROKEN));
    assert_eq!(problems(&workspace), ["pet.yaml"]);
    let report = workspace.review().report().clone();
    let part = report.files.iter().find(|file| file.path == "pet.yaml").expect("the file is in the report");
    assert_eq!(part.coverage.status, CoverageStatus::Read);
    assert_eq!(
        part.coverage.notes.first().map(|note| note.text.as_str()),
        Some("read as a part of `openapi.yaml`")
    );
    workspace.set_file(File::new("pet.yaml", "type: array\nitems: {type: string}\n"));
    assert!(problems(&workspace).is_empty());
    workspace.set_file(File::new("pet.yaml", BROKEN));
    assert!(workspace.remove_file("pet.yaml"));
    assert!(problems(&workspace).is_empty());
    let files = || vec![File::new("openapi.yaml", CONTRACT), File::new("pet.yaml", BROKEN)];
    for file in files() {
        workspace.set_file(file);
    }
    assert_eq!(workspace.review().report(), review(&Project { files: files() }).report());
}

#[test]
fn what_several_contracts_share_is_told_once() {
    let contract = |title: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{title: {title}, version: 1.0.0}}\npaths: {{}}\ncomponents:\n  schemas:\n    \
             Pet: {{$ref: 'pet.yaml'}}\n"
        )
    };
    let files = vec![
        File::new("a.yaml", contract("A")),
        File::new("b.yaml", contract("B")),
        File::new("pet.yaml", "type: array\n"),
    ];
    let report = review(&Project { files }).report().clone();
    let told = report.findings.iter().filter(|finding| finding.path == "pet.yaml").count();
    assert_eq!(told, 1, "{:#?}", report.findings);
}

#[test]
fn one_wide_schema_of_many_operations_is_answered() {
    let schema = "{\"$ref\": \"#/components/schemas/Wide\"}";
    let operation = |number: usize| {
        format!(
            "\"/things{number}\": {{\"get\": {{\"responses\": {{\"200\": {{\"description\": \"All\", \
             \"content\": {{\"application/json\": {{\"schema\": {schema}}}}}}}}}}}}}"
        )
    };
    let paths: Vec<String> = (0..20_000).map(operation).collect();
    let properties: Vec<String> =
        (0..5_000).map(|number| format!("\"p{number}\": {{\"type\": \"string\"}}")).collect();
    let text = format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"Wide\", \"version\": \"1\"}}, \"paths\": {{{}}}, \
         \"components\": {{\"schemas\": {{\"Wide\": {{\"type\": \"object\", \"properties\": {{{}}}}}}}}}}}",
        paths.join(","),
        properties.join(",")
    );
    assert_noted(File::new("wide.json", text));
}

#[test]
fn one_wide_type_of_many_fields_is_answered() {
    let lists: Vec<String> = (0..50_000).map(|number| format!(" f{number}: [Wide]\n")).collect();
    let fields: Vec<String> = (0..5_000).map(|number| format!(" a{number}: String\n")).collect();
    let (lists, fields) = (lists.concat(), fields.concat());
    assert_answered(File::new("wide.graphql", format!("type Query {{\n{lists}}}\ntype Wide {{\n{fields}}}")));
}
