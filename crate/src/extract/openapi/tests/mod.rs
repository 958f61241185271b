#![allow(clippy::format_collect, reason = "a test may spend an allocation for each line")]

mod files;
mod forms;
mod texts;
mod validity;

use super::*;
use crate::artifact::{Alone, FileId};
use crate::facts::{Contract, ProblemKind, SchemaType};

fn contract(text: &str) -> Contract {
    let (contract, _) = contract_and_notes(text);
    contract
}

fn contract_and_notes(text: &str) -> (Contract, Vec<String>) {
    let source = Source { file: FileId(0), path: "openapi", text, offset: 0 };
    let mut facts = FileFacts::default();
    read(&source, &Alone, &mut facts);
    let notes = facts.coverage.notes.into_iter().map(|note| note.text).collect();
    (facts.contracts.pop().expect("a contract"), notes)
}

/// Without components that nothing uses, of which most of these documents are full.
fn problems(text: &str) -> Vec<String> {
    let problems = contract(text).problems.into_iter();
    let told = problems.filter(|problem| problem.kind != ProblemKind::UnusedComponent);
    told.map(|problem| problem.message).collect()
}

/// A document of 3.1 around its paths and components.
fn document(rest: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{rest}")
}

#[test]
fn an_operation_has_the_parameters_of_its_path_as_well() {
    let text = document(
        "paths:
  /users/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: page, in: query, schema: {type: integer}}
    get:
      parameters: [{name: page, in: query, required: true, schema: {type: integer}}]
      responses: {'200': {description: OK}}
",
    );
    let contract = contract(&text);
    let operation = contract.operations.first().unwrap();
    let parameters: Vec<_> =
        operation.parameters.iter().map(|own| (own.name.as_str(), own.required)).collect();
    assert_eq!(parameters, [("page", true), ("id", true)]);
    assert!(contract.problems.is_empty(), "{:?}", contract.problems);
}

#[test]
fn references_lead_to_components_of_every_kind() {
    let text = document(
        "paths:
  /a:
    $ref: '#/components/pathItems/A'
components:
  pathItems:
    A:
      post:
        parameters: [{$ref: '#/components/parameters/P'}]
        requestBody: {$ref: '#/components/requestBodies/B'}
        responses: {'200': {$ref: '#/components/responses/R'}}
  parameters:
    P: {name: p, in: query, schema: {$ref: '#/components/schemas/S'}}
  requestBodies:
    B: {content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}}
  responses:
    R:
      description: OK
      headers: {X: {$ref: '#/components/headers/H'}}
  headers:
    H: {schema: {type: string}}
  schemas:
    S: {$ref: '#/components/schemas/T'}
    T: {type: object}
",
    );
    let contract = contract(&text);
    assert!(contract.problems.is_empty(), "{:?}", contract.problems);
    let operation = contract.operations.first().unwrap();
    assert_eq!(operation.parameters.first().unwrap().name, "p");
    let schema = operation.body.as_ref().unwrap().media.first().unwrap().schema.unwrap();
    assert_eq!(contract.resolved(schema).unwrap().types, [SchemaType::Object]);
    assert_eq!(operation.responses.first().unwrap().headers.first().unwrap().name, "X");
}

#[test]
fn a_ring_of_references_ends() {
    let text = document(
        "paths: {}
components:
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {$ref: '#/components/schemas/A'}
    Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
  responses:
    R: {$ref: '#/components/responses/R'}
",
    );
    let contract = contract(&text);
    assert_eq!(contract.named.len(), 3);
    assert!(contract.resolved(contract.named.first().unwrap().1).is_some());
}

#[test]
fn a_document_of_2_0_is_read_as_the_same_model() {
    let text = "swagger: '2.0'
info: {title: T, version: '1'}
host: example.com
basePath: /v1
schemes: [https, http]
consumes: [application/json]
paths:
  /pets:
    post:
      parameters:
        - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
        - {name: dry, in: query, type: boolean}
      responses:
        '200': {description: OK, schema: {$ref: '#/definitions/Pet'}}
  /upload:
    post:
      consumes: [multipart/form-data]
      parameters: [{name: file, in: formData, type: file, required: true}]
      responses: {'204': {description: Done}}
definitions:
  Pet: {type: object, properties: {name: {type: string, maxLength: 10}}}
securityDefinitions:
  o: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://b', scopes: {}}
";
    let contract = contract(text);
    assert!(contract.problems.is_empty(), "{:?}", contract.problems);
    let urls: Vec<_> = contract.servers.iter().map(|server| server.url.as_str()).collect();
    assert_eq!(urls, ["https://example.com/v1", "http://example.com/v1"]);
    let [pets, upload] = contract.operations.as_slice() else { panic!("two operations") };
    let body = pets.body.as_ref().unwrap();
    let schema = contract.resolved(body.media.first().unwrap().schema.unwrap()).unwrap();
    assert_eq!(schema.properties.first().unwrap().name, "name");
    assert_eq!(pets.parameters.len(), 1);
    assert_eq!(upload.body.as_ref().unwrap().media.first().unwrap().name, "multipart/form-data");
    let kinds: Vec<_> = contract.schemes.iter().map(|scheme| scheme.kind.clone()).collect();
    assert_eq!(kinds, [crate::facts::SchemeKind::OAuth2(vec!["authorizationCode".to_owned()])]);
}

#[test]
fn every_problem_is_told_at_once() {
    let text = "openapi: 3.0.3
info: {title: T}
paths:
  /users/{id}:
    get:
      operationId: one
      sumary: Typo
      parameters: [{name: page, in: query}]
      responses: {'200': {}, '99': {description: Wrong}}
    post:
      operationId: one
      responses: {'200': {$ref: '#/components/responses/Missing'}}
  /users/{name}: {}
components:
  schemas:
    List: {type: array}
    Odd: {type: [string, 'null'], required: true}
";
    assert_eq!(
        problems(text),
        [
            "`info` has no `version`",
            "`GET /users/{id}` does not declare its path parameter `id`",
            "an operation has no field `sumary` in OpenAPI 3.0; did you mean `summary`?",
            "a parameter has neither `schema` nor `content`",
            "a response has no `description`",
            "`99` is not a status code",
            "`POST /users/{id}` does not declare its path parameter `id`",
            "`operationId` `one` is not unique",
            "`$ref` leads to `#/components/responses/Missing`, which does not exist",
            "the path `/users/{name}` cannot be told from `/users/{id}`, though no method is in both",
            "an array has no `items`",
            "a list of types is not possible in OpenAPI 3.0",
            "`required` of a schema must be a list of texts, and is true or false",
        ]
    );
}

#[test]
fn webhooks_and_callbacks_are_operations_that_the_service_calls() {
    let text = document(
        "paths:
  /subscribe:
    post:
      responses: {'201': {description: Created}}
      callbacks:
        paid:
          '{$request.body#/url}':
            post: {responses: {'200': {description: OK}}}
webhooks:
  shipped:
    post: {responses: {'200': {description: OK}}}
",
    );
    let contract = contract(&text);
    let labels: Vec<_> =
        contract.operations.iter().map(|operation| (operation.path.as_str(), operation.webhook)).collect();
    assert_eq!(labels, [("/subscribe", false), ("shipped", true), ("{$request.body#/url}", true)]);
    assert!(contract.problems.is_empty(), "{:?}", contract.problems);
}

#[test]
fn a_document_that_is_cut_in_half_gives_its_first_half() {
    let text = "{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"T\", \"version\": \"1\"}, \"paths\": {\"/a\": \
                {\"get\": {\"responses\": {\"200\": {\"description\": \"OK\"}}}}, \"/b\": {\"get\": {\"resp";
    let (contract, notes) = contract_and_notes(text);
    assert_eq!(contract.operations.len(), 2);
    assert!(notes.iter().any(|note| note.contains("inside `paths` › `/b` › `get`")), "{notes:?}");
}

#[test]
fn places_count_from_the_start_of_the_file() {
    let text = "swagger: '2.0'\n";
    let source = Source { file: FileId(0), path: "readme.md", text, offset: 100 };
    let mut facts = FileFacts::default();
    read(&source, &Alone, &mut facts);
    assert_eq!(facts.contracts.first().unwrap().place.span.start, 100);
}

#[test]
fn what_aliases_multiply_is_left_out_with_a_note() {
    let responses: String = (100..600).map(|at| format!("        {at}: {{description: R}}\n")).collect();
    let others: String = (0..2_100).map(|at| format!("  /b{at}: *a\n")).collect();
    let text = document(&format!("paths:\n  /a: &a\n    get:\n      responses:\n{responses}{others}"));
    let (contract, notes) = contract_and_notes(&text);
    assert!(contract.operations.len() < 2_050);
    assert!(notes.iter().any(|note| note.contains("operations are left out")), "{notes:?}");
}

#[test]
fn what_a_cut_document_lacks_is_not_told() {
    let text = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"Pets\", \"version\": \"1.0.0\"}, \"paths\": {\"/pets\": {\"get\": \
                {\"parameters\": [{\"$ref\": \"#/components/parameters/limit\"}], \"respon";
    let (contract, notes) = contract_and_notes(text);
    assert!(contract.problems.is_empty(), "{:?}", contract.problems);
    assert!(notes.iter().any(|note| note.starts_with("what the document lacks")));
}
