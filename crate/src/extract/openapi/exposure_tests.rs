//! Which operations reach a schema, for whole documents.

use crate::artifact::{Alone, FileId, Source};
use crate::facts::{Contract, Direction, FileFacts, SchemaId};

fn contract(rest: &str) -> Contract {
    let text = format!("openapi: 3.1.0\ninfo: {{title: T, version: 1.0.0}}\n{rest}");
    let mut facts = FileFacts::default();
    super::read(&Source { file: FileId(0), path: "api.yaml", text: &text, offset: 0 }, &Alone, &mut facts);
    facts.contracts.pop().unwrap()
}

fn named(contract: &Contract, name: &str) -> SchemaId {
    contract.named.iter().find(|(known, _)| known.value == name).unwrap().1
}

const ORDERS: &str = "security: [{key: []}]
paths:
  /orders:
    get:
      security: []
      responses:
        '200': {description: Done, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}}
        '400': {description: Wrong, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'201': {description: Done}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: key}}
  schemas:
    Order:
      allOf: [{$ref: '#/components/schemas/Base'}]
      properties:
        customer: {$ref: '#/components/schemas/Customer'}
        history: {readOnly: true, type: array, items: {$ref: '#/components/schemas/Event'}}
        hint: {writeOnly: true, $ref: '#/components/schemas/Hint'}
    Base: {properties: {parent: {$ref: '#/components/schemas/Order'}}}
    Customer: {properties: {email: {type: string}}}
    Event: {properties: {at: {type: string}}}
    Hint: {properties: {text: {type: string}}}
    Problem: {properties: {title: {type: string}}}
";

#[test]
fn a_schema_is_reached_through_lists_rings_and_properties() {
    let contract = contract(ORDERS);
    let exposure = contract.exposure();
    let reached = |name, direction| exposure.reached(direction, named(&contract, name)).operations.clone();
    for name in ["Order", "Base", "Customer"] {
        assert_eq!(reached(name, Direction::Response), [0], "{name}");
        assert_eq!(reached(name, Direction::Request), [1], "{name}");
        assert!(reached(name, Direction::Error).is_empty(), "{name}");
    }
    assert_eq!(reached("Problem", Direction::Error), [0]);
    assert_eq!(exposure.responses(named(&contract, "Customer")).public, Some(0));
    assert_eq!(exposure.requests(named(&contract, "Customer")).public, None);
}

#[test]
fn what_goes_one_way_is_not_reached_the_other_way() {
    let contract = contract(ORDERS);
    let exposure = contract.exposure();
    assert_eq!(exposure.requests(named(&contract, "Event")).count, 0);
    assert_eq!(exposure.responses(named(&contract, "Event")).count, 1);
    assert_eq!(exposure.requests(named(&contract, "Hint")).count, 1);
    assert_eq!(exposure.responses(named(&contract, "Hint")).count, 0);
}

#[test]
fn a_way_names_schemas_and_properties() {
    let contract = contract(ORDERS);
    let customer = contract.schema(named(&contract, "Customer")).unwrap();
    let email = customer.properties[0].schema;
    let way = contract.way(&contract.operations[0], Direction::Response, email);
    let way = way.unwrap();
    assert_eq!((way.text.as_str(), way.steps), ("`Order` → `customer` → `Customer` → `email`", 2));
}

#[test]
fn more_operations_than_are_kept_are_counted() {
    let paths: Vec<String> = (0..200)
        .map(|at| {
            format!(
                "  /p{at}: {{get: {{responses: {{'200': {{description: D, content: {{application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}}}}}}}\n"
            )
        })
        .collect();
    let paths = paths.concat();
    let contract = contract(&format!("paths:\n{paths}components: {{schemas: {{A: {{type: string}}}}}}\n"));
    let reached = contract.exposure().responses(named(&contract, "A"));
    assert_eq!((reached.count, reached.operations.len()), (200, 32));
    assert_eq!(reached.operations.last(), Some(&31));
}
