//! Holds what is said of two versions of a contract: which changes break clients, which do not, and that
//! writing the same thing otherwise is no change.

use archwright::{File, Project, Report, ReportItem, Severity, review};

fn compared(before: &str, after: &str) -> Report {
    let files = vec![File::new("before/api.yaml", before), File::new("after/api.yaml", after)];
    review(&Project { files }).report().clone()
}

/// A contract with one operation whose request and response have a schema.
fn pets(request: &str, response: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Pets, version: 1.4.0}}
paths:
  /pets:
    post:
      requestBody: {{required: true, content: {{application/json: {{schema: {request}}}}}}}
      responses:
        '201': {{description: A pet, content: {{application/json: {{schema: {response}}}}}}}
components:
  schemas:
    Owner: {{type: object, required: [name], properties: {{name: {{type: string}}, age: {{type: integer}}}}}}
    Cat: {{type: object, properties: {{lives: {{type: integer}}}}}}
    Dog: {{type: object, properties: {{barks: {{type: boolean}}}}}}
    Bird: {{type: object, properties: {{wings: {{type: integer}}}}}}
"
    )
}

/// What is said of a change of the request's schema alone, or of the response's.
fn changed(request: bool, before: &str, after: &str) -> Vec<String> {
    let document = |schema: &str| if request { pets(schema, "{}") } else { pets("{}", schema) };
    let report = compared(&document(before), &document(after));
    let said = report.findings.iter().filter(|finding| finding.item == "api.compatibility");
    said.filter(|finding| finding.rule != "missing-version-bump")
        .map(|finding| format!("{}: {}", finding.rule, finding.message))
        .collect()
}

fn in_request(before: &str, after: &str) -> Vec<String> {
    changed(true, before, after)
}

fn in_response(before: &str, after: &str) -> Vec<String> {
    changed(false, before, after)
}

fn assert_one(said: &[String], start: &str) {
    assert!(matches!(said, [one] if one.starts_with(start)), "{start}: {said:#?}");
}

fn compatibility(report: &Report) -> &ReportItem {
    report.scorecard.items.iter().find(|item| item.id == "api.compatibility").expect("it is an item")
}

const BREAKS: &str = "breaking-change: ";
const ENDANGERS: &str = "dangerous-change: ";

#[test]
fn the_earlier_version_is_compared_and_not_reviewed() {
    let secret = "\n  x-key: AKIAIOSFODNN7EXAMPLQ";
    let report = compared(&(pets("{}", "{}") + secret), &pets("{}", "{}"));
    assert!(report.findings.iter().all(|finding| finding.path == "after/api.yaml"), "{:#?}", report.findings);
    assert_eq!(report.files.iter().filter(|file| file.baseline).count(), 1);
    assert_eq!(report.context.counts.get("contracts"), Some(&1));
    assert_eq!(report.context.counts.get("files"), Some(&1));
}

#[test]
fn files_handed_in_as_baseline_stand_in_a_folder_of_their_own() {
    let (before, after) = (File::new("api.yaml", pets("{}", "{}")), File::new("api.yaml", pets("{}", "{}")));
    let report = review(&Project { files: vec![after, before.as_baseline()] }).report().clone();
    let files: Vec<_> = report.files.iter().map(|file| (file.path.as_str(), file.baseline)).collect();
    assert_eq!(files, [("api.yaml", false), ("baseline/api.yaml", true)]);
    assert_eq!(compatibility(&report).violated, 0);
    assert!(compatibility(&report).met > 0);
}

#[test]
fn without_an_earlier_version_the_item_says_what_to_add() {
    let files = vec![File::new("api.yaml", pets("{}", "{}"))];
    let report = review(&Project { files }).report().clone();
    let item = compatibility(&report);
    assert_eq!(item.score, None);
    assert!(item.reason.contains("earlier version"), "{}", item.reason);
}

#[test]
fn writing_it_otherwise_is_no_change() {
    let plain = "{type: object, required: [a], properties: {a: {type: string}, b: {$ref: '#/components/schemas/Owner'}}}";
    let inlined = "{type: object, properties: {b: {type: object, properties: {age: {type: integer}, name: {type: string, description: Name}}, required: [name]}, a: {type: string}}, required: [a]}";
    let split = "{allOf: [{type: object, properties: {a: {type: string}}, required: [a]}, {properties: {b: {allOf: [{$ref: '#/components/schemas/Owner'}]}}}]}";
    let nullable = "{type: [string, 'null']}";
    let either = "{oneOf: [{type: string}, {type: 'null'}]}";
    let union = "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}";
    let nested =
        "{anyOf: [{anyOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]}]}";
    for (one, other) in
        [(plain, inlined), (plain, split), (inlined, split), (nullable, either), (union, nested)]
    {
        for (before, after) in [(one, other), (other, one)] {
            assert_eq!(in_request(before, after), Vec::<String>::new(), "{before} to {after}");
            assert_eq!(in_response(before, after), Vec::<String>::new(), "{before} to {after}");
        }
    }
}

#[test]
fn what_was_removed_breaks_those_who_read_it() {
    let (two, one) =
        ("{properties: {a: {type: string}, b: {type: string}}}", "{properties: {a: {type: string}}}");
    let closed = "{properties: {a: {type: string}}, additionalProperties: false}";
    assert_one(
        &in_response(two, one),
        "breaking-change: `b` in the response 201 of `POST /pets` was removed",
    );
    assert_one(&in_request(two, one), "dangerous-change: `b` in the body of `POST /pets` was removed");
    assert!(in_request(two, closed).iter().any(|said| said.starts_with(BREAKS)));
    assert_eq!(in_response(one, two), Vec::<String>::new());
}

#[test]
fn what_must_be_given_breaks_those_who_do_not_give_it() {
    let optional = "{properties: {a: {type: string}}}";
    let required = "{required: [a], properties: {a: {type: string}}}";
    let with_default = "{required: [a], properties: {a: {type: string, default: x}}}";
    let set_by_service = "{required: [a], properties: {a: {type: string, readOnly: true}}}";
    assert_one(
        &in_request(optional, required),
        "breaking-change: `a` in the body of `POST /pets` is required",
    );
    assert_one(
        &in_request("{properties: {}}", required),
        "breaking-change: `a` in the body of `POST /pets` was added and is",
    );
    assert_one(&in_request("{properties: {}}", with_default), ENDANGERS);
    assert_eq!(in_request("{properties: {}}", set_by_service), Vec::<String>::new());
    assert_one(
        &in_response(required, optional),
        "breaking-change: `a` in the response 201 of `POST /pets` is optional",
    );
    assert_eq!(in_response(optional, required), Vec::<String>::new());
}

#[test]
fn types_may_be_widened_for_who_sends_and_narrowed_for_who_reads() {
    for (narrow, wide) in [
        ("{type: integer}", "{type: number}"),
        ("{type: string}", "{type: [string, integer]}"),
        ("{type: string}", "{type: [string, 'null']}"),
    ] {
        assert_eq!(in_request(narrow, wide), Vec::<String>::new(), "{narrow} to {wide}");
        assert_eq!(in_response(wide, narrow), Vec::<String>::new(), "{wide} to {narrow}");
        assert_one(&in_request(wide, narrow), BREAKS);
        assert_one(&in_response(narrow, wide), BREAKS);
    }
    assert_one(&in_request("{type: string}", "{type: object}"), BREAKS);
    assert_one(&in_response("{type: string}", "{type: object}"), BREAKS);
}

#[test]
fn values_are_lost_to_who_sends_and_unexpected_to_who_reads() {
    let (two, three) = ("{enum: [a, b]}", "{enum: [c, a, b]}");
    assert_one(&in_request(three, two), "breaking-change: the body of `POST /pets` lost the value `c`");
    assert_one(
        &in_response(two, three),
        "dangerous-change: the response 201 of `POST /pets` has the further value `c`",
    );
    assert_eq!(in_request(two, three), Vec::<String>::new());
    assert_eq!(in_response(three, two), Vec::<String>::new());
    assert_one(&in_request("{type: string}", two), BREAKS);
}

#[test]
fn members_of_a_union_are_told_by_direction() {
    let two = "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}";
    let three = "{oneOf: [{$ref: '#/components/schemas/Bird'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]}";
    let alone = "{$ref: '#/components/schemas/Cat'}";
    assert_one(&in_request(three, two), "breaking-change: the body of `POST /pets` is never `Bird`");
    assert_one(&in_response(two, three), "dangerous-change: the response 201 of `POST /pets` may be `Bird`");
    assert_eq!(in_request(two, three), Vec::<String>::new());
    assert_eq!(in_request(alone, two), Vec::<String>::new());
    assert_one(&in_response(alone, two), "dangerous-change: the response 201 of `POST /pets` may be `Dog`");
    assert_one(&in_request(two, alone), "breaking-change: the body of `POST /pets` is never `Dog`");
}

#[test]
fn bounds_are_tightened_for_who_sends_and_loosened_for_who_reads() {
    for (tight, loose) in [
        ("{type: string, maxLength: 10}", "{type: string, maxLength: 20}"),
        ("{type: integer, minimum: 5}", "{type: integer, minimum: 0}"),
        ("{type: array, items: {}, minItems: 2}", "{type: array, items: {}, minItems: 1}"),
        ("{type: number, exclusiveMaximum: 1}", "{type: number, maximum: 1}"),
    ] {
        assert_one(&in_request(loose, tight), BREAKS);
        assert_eq!(in_request(tight, loose), Vec::<String>::new(), "{tight} to {loose}");
        assert_one(&in_response(tight, loose), ENDANGERS);
        assert_eq!(in_response(loose, tight), Vec::<String>::new(), "{loose} to {tight}");
    }
}

#[test]
fn a_shared_schema_that_holds_itself_is_told_once_with_the_operations_that_use_it() {
    let document = |age: &str| {
        format!(
            "openapi: 3.0.3
info: {{title: Pets, version: 1.0.0}}
paths:
  /a: {{get: {{responses: {{'200': {{description: A, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Owner'}}}}}}}}}}}}}}
  /b: {{get: {{responses: {{'200': {{description: B, content: {{application/json: {{schema: {{type: array, items: {{$ref: '#/components/schemas/Owner'}}}}}}}}}}}}}}}}
components: {{schemas: {{Ring: {{$ref: '#/components/schemas/Link'}}, Link: {{$ref: '#/components/schemas/Ring'}}, Owner: {{properties: {{{age}, parent: {{$ref: '#/components/schemas/Owner'}}, all: {{allOf: [{{$ref: '#/components/schemas/Owner'}}, {{$ref: '#/components/schemas/Ring'}}]}}}}}}}}}}
"
        )
    };
    let report =
        compared(&document("age: {type: integer}, name: {type: string}"), &document("name: {type: string}"));
    let breaking: Vec<_> =
        report.findings.iter().filter(|finding| finding.rule == "breaking-change").collect();
    assert_eq!(breaking.len(), 1);
    assert_eq!(breaking[0].message, "`Owner.age` was removed, in responses");
    let related: Vec<_> = breaking[0].related.iter().map(|related| related.message.as_str()).collect();
    assert_eq!(related, ["the earlier version", "`GET /a`", "`GET /b`"]);
}

#[test]
fn operations_are_the_same_by_what_callers_send() {
    let document = |server: &str, path: &str, more: &str| {
        format!(
            "openapi: 3.0.3
info: {{title: Pets, version: 1.0.0}}
servers: [{{url: '{server}'}}]
security: [{{key: []}}]
paths:
  '{path}': {{get: {{parameters: [{more}], responses: {{'200': {{description: A}}}}}}}}
components: {{securitySchemes: {{key: {{type: http, scheme: bearer}}}}}}
"
        )
    };
    let said = |before: &str, after: &str| {
        let report = compared(before, after);
        let said = report.findings.into_iter().filter(|finding| finding.item == "api.compatibility");
        said.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect::<Vec<_>>()
    };
    let id = |name: &str| format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}");
    let renamed = said(
        &document("https://a.example", "/pets/{id}", &id("id")),
        &document("https://a.example", "/pets/{petId}", &id("petId")),
    );
    assert!(
        renamed.iter().all(|said| !said.starts_with(BREAKS) && !said.starts_with(ENDANGERS)),
        "{renamed:#?}"
    );
    let moved =
        said(&document("https://a.example/v1", "/pets", ""), &document("https://a.example", "/v1/pets", ""));
    assert_eq!(moved, Vec::<String>::new());
    let query = "{name: q, in: query, schema: {type: string}}";
    let must = "{name: q, in: query, required: true, schema: {type: string}}";
    let plain = document("https://a.example", "/pets", "");
    let asked = |parameter| document("https://a.example", "/pets", parameter);
    assert!(said(&plain, &asked(must)).iter().any(|said| said.starts_with(BREAKS)));
    assert!(said(&asked(query), &asked(must)).iter().any(|said| said.starts_with(BREAKS)));
    assert!(said(&asked(query), &plain).iter().any(|said| said.starts_with(ENDANGERS)));
    let open = plain.replace("security: [{key: []}]\n", "");
    assert!(said(&open, &plain).iter().any(|said| said.contains("needs a bearer token, and was open")));
    let renamed = plain.replace("key", "token");
    assert_eq!(said(&plain, &renamed), Vec::<String>::new());
}

#[test]
fn the_version_must_say_enough() {
    let version = |version: &str, schema: &str| pets("{}", schema).replace("1.4.0", version);
    let (two, one) = ("{properties: {a: {}, b: {}}}", "{properties: {a: {}}}");
    let bump = |before: &str, after: &str| {
        let found = compared(before, after).findings;
        found.into_iter().find(|finding| finding.rule == "missing-version-bump")
    };
    let same = bump(&version("1.4.0", two), &version("1.4.0", one)).expect("it breaks clients");
    assert!(same.message.ends_with("the version is still `1.4.0`: it takes `2.0.0`"), "{}", same.message);
    assert!(bump(&version("1.4.0", two), &version("2.0.0", one)).is_none());
    assert!(bump(&version("0.4.0", two), &version("0.5.0", one)).is_none());
    assert!(bump(&version("2024-01-31", two), &version("2024-02-28", one)).is_none());
    let added = bump(&version("1.4.0", one), &version("1.4.1", two)).expect("something was added");
    assert_eq!(added.severity, Severity::Low);
    assert!(added.message.ends_with("it takes `1.5.0`"), "{}", added.message);
}
