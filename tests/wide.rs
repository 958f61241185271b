//! Documents that hold very many of one thing: the answer comes, and names what is wrong. What takes time for
//! each pair of them takes hours here.

use std::fmt::Write as _;

use archwright::{CoverageStatus, File, Project, Report, review};

fn report_of(files: Vec<File>) -> Report {
    review(&Project { files }).report().clone()
}

fn sites(report: &Report, rule: &str) -> usize {
    report.findings.iter().filter(|finding| finding.rule == rule).map(|finding| finding.sites).sum()
}

#[test]
fn many_values_of_a_long_enum_are_answered() {
    let list = |prefix: &str| {
        let values: Vec<String> = (0..20_000).map(|number| format!("\"{prefix}{number}\"")).collect();
        values.join(", ")
    };
    let text = format!(
        r##"{{"openapi": "3.1.0", "info": {{"title": "a", "version": "1"}}, "paths": {{}}, "components": {{"schemas": {{
          "Code": {{"type": "string", "enum": [{}]}},
          "Codes": {{"type": "array", "items": {{"$ref": "#/components/schemas/Code"}}, "example": [{}]}}}}}}}}"##,
        list("a"),
        list("b")
    );
    let report = report_of(vec![File::new("api.json", text)]);
    assert_eq!(report.files.first().map(|file| file.coverage.status), Some(CoverageStatus::Read));
}

#[test]
fn a_schema_of_many_required_properties_is_judged() {
    let list = |line: fn(usize) -> String| (0..50_000).map(line).collect::<Vec<_>>().join(", ");
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    Wide:\n      type: object\n      required: [{}]\n      properties: {{{}}}\n",
        list(|number| format!("p{number}")),
        list(|number| format!("q{number}: {{type: string}}"))
    );
    let report = report_of(vec![File::new("api.yaml", text)]);
    assert_eq!(sites(&report, "undefined-required-property"), 1);
}

#[test]
fn many_plain_addresses_are_judged() {
    let mut text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\nservers:\n".to_owned();
    for number in 0..10_000 {
        let _ = writeln!(text, "  - url: http://h{number}.shop.dev/v1");
    }
    let report = report_of(vec![File::new("api.yaml", text)]);
    assert_eq!(sites(&report, "insecure-server"), 10_000);
}

#[test]
fn many_security_schemes_of_many_operations_are_judged() {
    let (mut paths, mut schemes) = (String::new(), String::new());
    for number in 0..5_000 {
        let _ = writeln!(
            paths,
            "  /a{number}:\n    get:\n      security: [{{basic{number}: []}}]\n      responses: {{'200': {{description: fine}}}}"
        );
        let _ = writeln!(schemes, "    basic{number}: {{type: http, scheme: basic}}");
    }
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\npaths:\n{paths}components:\n  securitySchemes:\n{schemes}"
    );
    let report = report_of(vec![File::new("api.yaml", text)]);
    assert_eq!(sites(&report, "weak-security-scheme"), 5_000);
}

#[test]
fn many_faults_of_a_graphql_schema_are_counted() {
    let mut text = "type Query { a: I0 }\n".to_owned();
    for number in 0_usize..3_000 {
        let wider: Vec<String> =
            (number.saturating_sub(20)..number).map(|number| format!("I{number}")).collect();
        let implements =
            if wider.is_empty() { String::new() } else { format!(" implements {}", wider.join(" & ")) };
        let _ = writeln!(text, "interface I{number}{implements} {{ id: ID! }}");
    }
    let report = report_of(vec![File::new("schema.graphql", text)]);
    let told = report.findings.iter().filter(|finding| finding.rule == "invalid-graphql-schema").count();
    assert!(told <= 1_001, "{told} findings");
    assert!(sites(&report, "invalid-graphql-schema") > 50_000);
}

#[test]
fn two_versions_of_many_channels_with_many_messages_are_compared() {
    let document = |type_: &str| {
        let all = |line: fn(usize) -> String, number: usize| (0..number).map(line).collect::<String>();
        let messages =
            all(|number| format!("      m{number}: {{$ref: '#/components/messages/m{number}'}}\n"), 100);
        let mut text = "asyncapi: 3.0.0\ninfo: {title: a, version: '1'}\nchannels:\n".to_owned();
        for number in 0..300 {
            let _ = write!(text, "  c{number}:\n    address: a/{number}\n    messages:\n{messages}");
        }
        text.push_str("operations:\n");
        text.push_str(&all(
            |number| format!("  o{number}: {{action: send, channel: {{$ref: '#/channels/c{number}'}}}}\n"),
            300,
        ));
        text.push_str("components:\n  messages:\n");
        for number in 0..100 {
            let _ = writeln!(
                text,
                "    m{number}: {{payload: {{type: object, properties: {{size: {{type: {type_}}}}}}}}}"
            );
        }
        text
    };
    let report = report_of(vec![
        File::new("before/events.yaml", document("string")),
        File::new("after/events.yaml", document("integer")),
    ]);
    assert!(sites(&report, "breaking-change") > 0);
}
