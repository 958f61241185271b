use super::read;
use crate::artifact::{FileId, Source};
use crate::facts::proto::{Label, ProtoFile, http_bindings};
use crate::facts::{FileFacts, Method, Status};

fn facts_of(text: &str) -> FileFacts {
    let source = Source { file: FileId(0), path: "a.proto", text, offset: 0 };
    let mut facts = FileFacts::default();
    read(&source, &mut facts);
    facts
}

fn file_of(text: &str) -> ProtoFile {
    let facts = facts_of(text);
    assert_eq!(facts.coverage.status, Status::Read, "{:?}", facts.coverage.notes);
    facts.protos.first().cloned().unwrap_or_default()
}

#[test]
fn declarations_have_full_names_and_comments() {
    let file = file_of(
        r#"
// A licence.

syntax = "proto3";
package clinic.v1;
import public "clinic/v1/pet.proto";
/* A visit
 * of a pet. */
message Visit {
  string name = 1;  // Given by the clinic.
  // What happened.
  repeated Note notes = 0x2 [deprecated = true];
  message Note { enum Kind { KIND_UNSPECIFIED = 0; } }
  map<string, Note> by_day = 3;
  oneof payer { string owner = 4; string insurer = 5; }
  reserved 6, 8 to 10, 100 to max;
  reserved "old";
}
"#,
    );
    assert_eq!(
        file.messages.iter().map(|m| m.full_name.as_str()).collect::<Vec<_>>(),
        ["clinic.v1.Visit.Note", "clinic.v1.Visit"]
    );
    assert_eq!(file.enums[0].full_name, "clinic.v1.Visit.Note.Kind");
    let visit = &file.messages[1];
    assert_eq!(visit.doc.as_deref(), Some("A visit of a pet."));
    assert_eq!(visit.fields[0].doc.as_deref(), Some("Given by the clinic."));
    assert_eq!(visit.fields[1].doc.as_deref(), Some("What happened."));
    assert_eq!((visit.fields[1].label, visit.fields[1].number), (Label::Repeated, Some(2)));
    assert!(visit.fields[2].is_many());
    assert_eq!(visit.fields[4].oneof, Some(0));
    assert!(
        visit.reserved.holds_number(9)
            && visit.reserved.holds_number(5000)
            && !visit.reserved.holds_number(7)
    );
    assert!(visit.reserved.holds_name("old"));
    assert!(file.imports[0].public);
}

#[test]
fn options_are_read_into_their_literals() {
    let file = file_of(
        r#"
service Visits {
  rpc Get(GetRequest) returns (stream Visit) {
    option (google.api.http) = {
      get: "/v1/{name=visits/*}"
      additional_bindings { body: "*" post: "/v1/visits" ":get" }
      additional_bindings: [{ put: "/v1/x" }, < delete: "/v1/y" >]
    };
    option deprecated = true;
  }
}
"#,
    );
    let rpc = &file.services[0].rpcs[0];
    assert!(rpc.response.stream && !rpc.request.stream);
    let bindings = http_bindings(&rpc.settings);
    let told: Vec<_> = bindings.iter().map(|binding| (binding.method, binding.path, binding.body)).collect();
    assert_eq!(
        told,
        [
            (Method::Get, "/v1/{name=visits/*}", None),
            (Method::Post, "/v1/visits:get", Some("*")),
            (Method::Put, "/v1/x", None),
            (Method::Delete, "/v1/y", None),
        ]
    );
}

#[test]
fn groups_extensions_and_editions_are_read() {
    let file = file_of(
        r#"
edition = "2024";
export message A {
  optional group Part = 1 [(x).y = {a: [1, 2] b {c: -inf}}] { required int32 id = 2; }
  extensions 100 to 199 [declaration = {number: 100}, verification = DECLARATION];
  extend B { optional string note = 126; }
  reserved old, older;
  local enum C { D = -1; option allow_alias = true; reserved -5 to -2; }
  message message { string optional = 1; string stream = 2; }
}
extend google.protobuf.FieldOptions { string mask = 50000; }
service S { rpc a(stream) returns (.b.C); rpc c(stream stream) returns (C) {} ; option x = 'y'; }
"#,
    );
    let names: Vec<_> = file.messages.iter().map(|message| message.full_name.as_str()).collect();
    assert_eq!(names, ["A.Part", "A.message", "A"]);
    assert_eq!(file.extensions.len(), 2);
    assert!(file.messages[0].group && file.messages[2].reserved.holds_name("older"));
    assert_eq!(file.services[0].rpcs.len(), 2);
}

#[test]
fn reading_goes_on_behind_faults() {
    let facts = facts_of(
        "message A { string a = 1\n int32 b = ; int32 c = 3; }\n} message B { string d = 1; \nenum E { X = 0; Y }\n",
    );
    let file = &facts.protos[0];
    assert_eq!(facts.coverage.status, Status::Partly);
    let names: Vec<_> = file
        .messages
        .iter()
        .flat_map(|message| &message.fields)
        .map(|field| field.name.value.as_str())
        .collect();
    assert_eq!(names, ["a", "c", "d"]);
    assert_eq!(file.enums[0].values.len(), 1);
    assert!(!file.whole && file.faults.len() >= 4, "{:?}", file.faults);
}

#[test]
fn deep_nesting_ends_in_a_note() {
    for text in [
        "message A {".repeat(10_000),
        format!("option a = {};", "{a: ".repeat(10_000)),
        "message A { optional group B = 1 {".repeat(5_000),
    ] {
        assert_eq!(facts_of(&text).coverage.status, Status::Partly);
    }
}
