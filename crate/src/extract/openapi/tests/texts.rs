//! What people paste that is not quite a document: pieces, several documents, tabs.

use super::*;

fn facts(text: &str) -> FileFacts {
    let source = Source { file: FileId(0), path: "", text, offset: 0 };
    let mut facts = FileFacts::default();
    read(&source, &Alone, &mut facts);
    facts
}

#[test]
fn a_piece_is_read_without_complaint_of_what_stands_elsewhere() {
    let paths = "/users/{id}:
  get:
    security: [{key: []}]
    responses: {'200': {$ref: '#/components/responses/User'}}
";
    let whole = format!("paths:\n  {}", paths.trim_end().replace('\n', "\n  "));
    for text in [paths, &whole] {
        let (contract, notes) = contract_and_notes(text);
        let [operation] = contract.operations.as_slice() else { panic!("one operation of {text}") };
        assert_eq!(operation.label(), "GET /users/{id}");
        assert!(!contract.whole);
        let told: Vec<_> = contract.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(told, ["`GET /users/{id}` does not declare its path parameter `id`"]);
        let [note] = notes.as_slice() else { panic!("{notes:?}") };
        assert!(note.starts_with("it is a piece of an API description"), "{note}");
    }
}

#[test]
fn a_piece_is_read_as_the_version_whose_words_it_uses() {
    let names = |text: &str| facts(text).technologies.iter().map(|own| own.name.clone()).collect::<Vec<_>>();
    assert_eq!(names("definitions: {A: {type: string}}\n"), ["OpenAPI 2.0"]);
    assert_eq!(
        names("paths:\n  /a:\n    post: {parameters: [{in: body, name: a, schema: {}}]}\n"),
        ["OpenAPI 2.0"]
    );
    assert_eq!(names("components: {schemas: {A: {type: string, nullable: true}}}\n"), ["OpenAPI 3.0"]);
    assert_eq!(names("components: {schemas: {A: {type: string}}}\n"), ["OpenAPI 3.1"]);
}

#[test]
fn every_document_of_a_text_is_read_with_its_places() {
    let text = "---\nopenapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n---\napiVersion: v1\nkind: Service\n---\n\
                swagger: '2.0'\ninfo: {title: B}\npaths: {}\n";
    let facts = facts(text);
    let titles: Vec<_> =
        facts.contracts.iter().map(|own| own.info.title.as_ref().unwrap().value.as_str()).collect();
    assert_eq!(titles, ["A", "B"]);
    let problem = facts.contracts[1].problems.first().unwrap();
    assert_eq!(problem.message, "`info` has no `version`");
    assert_eq!(text.rfind("info"), Some(problem.place.span.start as usize));
    let notes: Vec<_> = facts.coverage.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["documents in the file that are no API description: 1"]);
    assert!(facts.contracts.iter().all(|contract| contract.whole));
}

#[test]
fn tabs_as_indentation_are_read_as_spaces_and_noted() {
    let text = "openapi: 3.0.3\ninfo:\n\ttitle: T\n\tversion: '1'\npaths:\n\t/a:\n\t\tget:\n\t\t\tresponses:\n\t\t\t\t'200': {description: OK}\n";
    let (contract, notes) = contract_and_notes(text);
    assert_eq!(contract.operations.len(), 1);
    assert!(contract.problems.is_empty() && contract.whole);
    assert_eq!(notes, ["tabs as indentation, which YAML does not allow: they are read as spaces"]);
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    for text in [
        "\u{feff}openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n",
        "\u{feff}{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"A\", \"version\": \"1\"}, \"paths\": {}}",
    ] {
        let (contract, notes) = contract_and_notes(text);
        assert!(contract.problems.is_empty() && notes.is_empty(), "{:?} {notes:?}", contract.problems);
        assert_eq!(contract.version, "3.1.0");
    }
}

#[test]
fn merge_keys_and_anchors_keep_their_places() {
    let text = "openapi: 3.0.3
info: {title: T, version: '1'}
x-defaults: &errors
  '400': {description: Bad}
  '999': {description: Odd}
paths:
  /a:
    get:
      responses:
        <<: *errors
        '200': {description: OK}
";
    let contract = contract(text);
    let statuses: Vec<_> = contract.operations[0].responses.iter().map(|own| own.status.as_str()).collect();
    assert_eq!(statuses, ["200", "400"]);
    let [problem] = contract.problems.as_slice() else { panic!("{:?}", contract.problems) };
    assert_eq!(text.find("'999'"), Some(problem.place.span.start as usize));
}
