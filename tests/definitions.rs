//! Holds what is said of two versions of protobuf and GraphQL definitions.

use archwright::{File, Project, review};

const BREAKS: &str = "breaking-change: ";
const ENDANGERS: &str = "dangerous-change: ";

fn assert_one(said: &[String], start: &str) {
    assert!(matches!(said, [one] if one.starts_with(start)), "{start}: {said:#?}");
}

/// What is said of two versions of a file.
fn told(path: &str, before: &str, after: &str) -> Vec<String> {
    let files = vec![File::new(format!("before/{path}"), before), File::new(format!("after/{path}"), after)];
    let report = review(&Project { files }).report().clone();
    let said = report.findings.iter().filter(|finding| finding.item == "api.compatibility");
    said.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

fn proto(fields: &str, rest: &str) -> String {
    format!("syntax = \"proto2\";\npackage clinic.v1;\n{rest}\nmessage Pet {{\n{fields}\n}}\n")
}

#[test]
fn options_that_callers_depend_on_are_compared() {
    for (before, after, expected) in [
        ("optional string a = 1;", "optional string a = 1 [json_name = \"b\"];", "`Pet.a` was `a` in JSON"),
        (
            "optional string a_b = 1;",
            "optional string aB = 1;",
            "`Pet.a_b` was renamed to `aB`: the same on the wire and in JSON",
        ),
        (
            "optional int32 a = 1 [default = 1];",
            "optional int32 a = 1 [default = 2];",
            "the default of `Pet.a` was `1` and is `2`",
        ),
        (
            "optional int64 a = 1;",
            "optional int64 a = 1 [jstype = JS_STRING];",
            "`Pet.a` has another type in JavaScript",
        ),
        (
            "optional string a = 1;",
            "optional string a = 1 [(google.api.field_behavior) = REQUIRED];",
            "`Pet.a` must be sent",
        ),
    ] {
        assert_one(
            &told("pet.proto", &proto(before, ""), &proto(after, "")),
            &format!("{ENDANGERS}{expected}"),
        );
    }
    let same = proto("optional string a_b = 1 [json_name = \"aB\"];", "");
    assert_eq!(told("pet.proto", &proto("optional string a_b = 1;", ""), &same), [""; 0]);
    let required = proto("required string a = 1;\noptional string b = 2;", "");
    let without = proto("reserved 1;\noptional string b = 2;", "");
    assert_one(
        &told("pet.proto", &required, &without),
        &format!("{BREAKS}`Pet.a` was removed, and is `required`"),
    );
    let (one, other) = ("option go_package = \"a/v1\";", "option go_package = \"b/v1\";");
    let field = "optional string a = 1;";
    assert_one(
        &told("pet.proto", &proto(field, one), &proto(field, other)),
        &format!("{ENDANGERS}`go_package` was `a/v1` and is `b/v1`"),
    );
    let extended = proto(field, "extend Visit { optional string note = 100; }");
    assert_one(
        &told("pet.proto", &extended, &proto(field, "")),
        &format!("{BREAKS}the extension `note` of `Visit` was removed"),
    );
}

#[test]
fn directives_and_inputs_of_graphql_are_compared_by_what_requests_may_hold() {
    let schema = |directive: &str, input: &str| {
        format!(
            "{directive}\ntype Query {{ pet(by: PetBy): Int }}\ninput PetBy{input} {{ id: ID name: String }}\n"
        )
    };
    let before = schema("directive @live repeatable on FIELD | QUERY | OBJECT", "");
    for (after, expected) in [
        (
            schema("directive @live repeatable on FIELD", ""),
            "directive `@live` may not stand on QUERY any more",
        ),
        (schema("directive @live on FIELD | QUERY", ""), "directive `@live` may not be repeated any more"),
        (
            schema("directive @live repeatable on FIELD | QUERY", " @oneOf"),
            "input type `PetBy` takes exactly one",
        ),
    ] {
        assert_one(&told("schema.graphql", &before, &after), &format!("{BREAKS}{expected}"));
    }
}
