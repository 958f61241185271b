use super::*;
use crate::artifact::FileId;
use crate::facts::{GraphKind, Literal, Status};

fn document(text: &str) -> GraphDocument {
    let source = Source { file: FileId(0), path: "a.graphql", text, offset: 0 };
    Reader::new(&source).document()
}

fn faults(text: &str) -> Vec<String> {
    document(text).faults.into_iter().map(|fault| fault.value).collect()
}

#[test]
fn every_kind_of_definition_is_read() {
    let text = r#"
"The whole"
schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"]) { query: Q mutation: M }
directive @auth(role: Role! = ADMIN) repeatable on FIELD_DEFINITION | OBJECT
scalar Date @specifiedBy(url: "x")
"""
An owner.
"""
type Owner implements Node & Named @key(fields: "id") { id: ID! name(short: Boolean = false): String visits: [[Visit!]!] }
interface Node { id: ID! }
union Either = | Owner | Visit
enum Role { ADMIN "people" USER @deprecated(reason: "no \"longer\"") }
input Where { ids: [ID!]! = [], at: Range = {from: 1, to: -2.5e3} }
extend type Owner { extra: Int }
"#;
    let read = document(text);
    assert_eq!(read.faults, []);
    let kinds: Vec<_> = read.types.iter().map(|one| (one.name.as_str(), one.kind, one.extends)).collect();
    assert_eq!(
        kinds,
        [
            ("Date", GraphKind::Scalar, false),
            ("Owner", GraphKind::Object, false),
            ("Node", GraphKind::Interface, false),
            ("Either", GraphKind::Union, false),
            ("Role", GraphKind::Enum, false),
            ("Where", GraphKind::Input, false),
            ("Owner", GraphKind::Object, true),
        ]
    );
    let owner = &read.types[1];
    assert_eq!(owner.description.as_deref(), Some("An owner."));
    assert_eq!(owner.implements.len(), 2);
    let types: Vec<_> = owner.fields.iter().map(|field| field.type_.text()).collect();
    assert_eq!(types, ["ID!", "String", "[[Visit!]!]"]);
    assert_eq!(
        owner.fields[1].arguments[0].default.as_ref().map(|d| d.value.clone()),
        Some(Literal::Boolean(false))
    );
    let reason = read.types[4].values[1].directives[0].argument("reason");
    assert_eq!(reason, Some(&Literal::Text("no \"longer\"".into())));
    assert_eq!(read.directives[0].locations.len(), 2);
    assert!(read.directives[0].repeatable);
    assert_eq!(read.schemas[0].roots.len(), 2);
}

#[test]
fn a_name_has_its_place() {
    let text = "type Owner {\n  visits(first: Int): [Visit!]!\n}";
    let read = document(text);
    let place =
        |place: crate::artifact::Place| text.get(place.span.start as usize..place.span.end as usize).unwrap();
    let field = &read.types[0].fields[0];
    assert_eq!(place(read.types[0].place), "Owner");
    assert_eq!(place(field.place), "visits");
    assert_eq!(place(field.type_.place), "[Visit!]!");
    assert_eq!(place(field.arguments[0].place), "first");
}

#[test]
fn words_of_the_language_are_names_like_others() {
    let read = document(
        "type type { type: type input: Int query(type: Int): Int }\nenum enum { type enum }\nscalar type",
    );
    assert_eq!(read.faults, []);
    assert_eq!(read.types[0].fields.len(), 3);
    assert_eq!(read.types[1].values.len(), 2);
}

#[test]
fn what_is_wrong_costs_its_own_line() {
    let text = "type Query {\n  user(id: ID!) User\n  users: [User!]!\n\ntype User {\n  id: ID!\n  ???\n  posts(first: Int: [Post]\n  ok: Boolean\n}\ntype Post { id: ID! }";
    let read = document(text);
    let fields: Vec<_> = read
        .types
        .iter()
        .flat_map(|one| {
            one.fields.iter().map(move |field| format!("{}.{}: {}", one.name, field.name, field.type_.text()))
        })
        .collect();
    assert_eq!(
        fields,
        [
            "Query.user: User",
            "Query.users: [User!]!",
            "User.id: ID!",
            "User.posts: [Post]",
            "User.ok: Boolean",
            "Post.id: ID!"
        ]
    );
    assert_eq!(
        faults(text),
        [
            "`user`, which has no `:` with a type behind it",
            "the `{` of `Query`, which is not closed",
            "`???` where the name of a field or argument belongs",
            "the `(` of `posts`, which is not closed",
        ]
    );
}

#[test]
fn what_is_no_definition_is_passed() {
    let read = document("hello world\ntype A { a: Int }\n}\nfoo: bar\n\"about B\"\ntype B { b: Int }");
    assert_eq!(read.types.len(), 2);
    assert_eq!(read.types[1].description.as_deref(), Some("about B"));
    assert_eq!(read.faults.len(), 2);
}

#[test]
fn requests_are_told_from_schemas() {
    let text = "query Owners($first: Int = 5) @live { owners(first: $first, where: {a: {b: 1}}) { id visits { at } } }\nfragment F on Owner { id }\n{ me { id } }";
    let mut facts = FileFacts::default();
    let source = Source { file: FileId(0), path: "a.graphql", text, offset: 0 };
    assert_eq!(read(&source, &mut facts), []);
    assert_eq!(facts.coverage.status, Status::Read);
    let operations: Vec<_> =
        facts.graphql[0].operations.iter().map(|one| (one.name.as_str(), one.depth)).collect();
    assert_eq!(operations, [("Owners", 3), ("", 2)]);
}

#[test]
fn depth_is_bounded() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + "A" + &close.repeat(100_000);
    assert!(!document(&format!("type A {{ a: {} b: Int }}", deep("[", "]"))).whole);
    let values = document(&format!("input A {{ a: Int = {} b: Int }}", deep("[", "]")));
    assert_eq!(values.types[0].fields.len(), 2);
    assert!(!document(&format!("input A {{ a: Int = {} }}", "{a:".repeat(100_000))).whole);
    assert!(!document(&format!("query {}", "{a".repeat(100_000))).whole);
}

#[test]
fn a_text_cut_anywhere_is_read() {
    let text = "\"\"\"About\"\"\" type A implements B & C @d(a: [1, {b: \"x\"}]) { \"\"\"f\"\"\" a(b: [Int!]! = 1): [C!]! @e }";
    for end in 0..text.len() {
        let cut = document(text.get(..end).unwrap());
        assert!(end == 0 || !cut.whole || cut.types.iter().all(|one| one.fields.is_empty()), "{end}");
    }
}
