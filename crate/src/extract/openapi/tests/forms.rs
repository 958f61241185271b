//! The objects of each version: which fields they have, what these hold, and what excludes what.

use super::*;

fn told(version: &str, rest: &str) -> Vec<String> {
    problems(&format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\n{rest}"))
}

/// A document of 2.0 with one operation.
fn old(operation: &str) -> Vec<String> {
    problems(&format!(
        "swagger: '2.0'\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    post:\n      {operation}\n      responses: {{'200': {{description: OK}}}}\n"
    ))
}

#[test]
fn the_version_is_named_in_full_and_as_a_text() {
    let version = |line: &str| problems(&format!("{line}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"));
    assert!(version("openapi: 3.0.4").is_empty());
    assert!(version("openapi: 3.1.0-rc1").is_empty());
    assert_eq!(
        version("openapi: '3.1'"),
        ["`openapi` must name a version in full, as `3.1.1`, and is `3.1`"]
    );
    assert_eq!(version("openapi: [3.1.0]"), ["`openapi` must be a text that names a version, and is a list"]);
    assert_eq!(version("swagger: 2.0"), ["`swagger` must be a text: without quotes, `2.0` is a number"]);
}

#[test]
fn objects_that_no_operation_leads_to_are_checked_as_well() {
    assert_eq!(
        told(
            "3.1.0",
            "externalDocs: {description: D, link: x}
components:
  links: {a: {operationId: b, body: x}}
  examples: {e: {summery: x}}
  callbacks: {c: {'{$url}': {post: {requestBody: {}}}}}
  pathItems: {p: {get: {deprecated: 'yes'}}}
"
        ),
        [
            "`externalDocs` has no `url`",
            "`externalDocs` has no field `link` in OpenAPI 3.1",
            "a link names the operation `b`, which does not exist",
            "a link has no field `body` in OpenAPI 3.1",
            "an example has no field `summery` in OpenAPI 3.1; did you mean `summary`?",
            "a request body has no `content`",
            "`deprecated` of an operation must be true or false, and is a text",
        ]
    );
}

#[test]
fn what_is_empty_or_stands_twice_is_told_as_forgiven() {
    let text = "swagger: '2.0'
info: {title: T, version: '1', description: }
consumes: [application/json, application/json]
paths:
  /a: {get: {tags: [a, a], summary: , responses: {'200': {description: OK}}}}
definitions:
  A: {type: object, required: []}
";
    let found = contract(text).problems;
    let forgiven: Vec<_> = found
        .iter()
        .filter(|own| own.kind == ProblemKind::Forgiven)
        .map(|own| own.message.as_str())
        .collect();
    assert_eq!(
        forgiven,
        [
            "`description` of `info` must be a text, and is empty",
            "`application/json` stands twice in `consumes` of the document",
            "`a` stands twice in `tags` of an operation",
            "`summary` of an operation must be a text, and is empty",
            "`required` of a schema must name a property in OpenAPI 2.0, and is empty",
        ]
    );
}

#[test]
fn keywords_of_schemas_hold_what_their_version_says() {
    let schema = |version: &str, schema: &str| {
        told(version, &format!("paths: {{}}\ncomponents:\n  schemas:\n    A: {schema}\n"))
    };
    assert_eq!(
        schema("3.0.4", "{title: 1, minLength: -1, maxLength: 1.5, pattern: [], uniqueItems: 1, allOf: []}"),
        [
            "`title` of a schema must be a text, and is a number",
            "`minLength` of a schema must be a whole number from 0 on, and is -1",
            "`maxLength` of a schema must be a whole number from 0 on, and is 1.5",
            "`pattern` of a schema must be a text, and is a list",
            "`uniqueItems` of a schema must be true or false, and is a number",
            "`allOf` of a schema must hold at least one schema, and is empty",
        ]
    );
    assert_eq!(
        schema("3.0.4", "{enum: [], multipleOf: 0, xml: {attribut: true}, discriminator: {mapping: {a: 1}}}"),
        [
            "`enum` of a schema must hold a value in OpenAPI 3.0, and is empty",
            "`multipleOf` of a schema must be more than 0",
            "`xml` has no field `attribut` in OpenAPI 3.0; did you mean `attribute`?",
            "`discriminator` has no `propertyName`",
            "`a` in `mapping` of `discriminator` must be a text, and is a number",
        ]
    );
    assert_eq!(
        schema("3.1.0", "{$id: 1, examples: {}, items: [{}], const: c, enum: [a, b]}"),
        [
            "`$id` of a schema must be a text, and is a number",
            "`examples` of a schema must be a list, and is an object",
            "`items` of a schema must be an object, and is a list",
            "no value fits: the `const` \"c\" is not among the values of `enum`",
        ]
    );
    assert!(schema("3.1.0", "{$schema: 'https://example.com/own', title: 1, words: 2}").is_empty());
    assert_eq!(
        schema("3.0.4", "{type: string, nullable: true, enum: [a]}"),
        ["`nullable: true` has no effect: `enum` does not list null"]
    );
}

#[test]
fn parameters_have_the_styles_of_their_place() {
    let parameter = |version: &str, parameter: &str| {
        told(version, &format!("paths: {{}}\ncomponents:\n  parameters:\n    A: {{name: a, {parameter}}}\n"))
    };
    assert_eq!(
        parameter("3.0.4", "in: header, style: form, allowEmptyValue: true, schema: {}"),
        [
            "the style of a parameter in `header` must be `simple` in OpenAPI 3.0, and is `form`",
            "`allowEmptyValue` has an effect on parameters in `query` alone",
        ]
    );
    assert_eq!(
        parameter("3.1.0", "in: cookie, allowReserved: true, content: {text/plain: {}}, explode: true"),
        [
            "`allowReserved` has no effect beside the `content` of a parameter",
            "`explode` has no effect beside the `content` of a parameter",
        ]
    );
    assert!(parameter("3.2.0", "in: cookie, style: cookie, schema: {}").is_empty());
    assert_eq!(
        parameter("3.2.0", "in: querystring, schema: {}"),
        ["a parameter in `querystring` must have `content`, and has `schema`"]
    );
}

#[test]
fn methods_and_whole_queries_of_3_2_are_told_apart() {
    assert_eq!(
        told(
            "3.2.0",
            "tags: [{name: a, parent: b}, {name: b, parent: a}, {name: c, parent: d}]
paths:
  /a:
    parameters:
      - {name: q, in: querystring, content: {application/json: {}}}
      - {name: p, in: query, schema: {}}
    additionalOperations:
      COPY: {responses: {'204': {description: Done}}}
      GET: {responses: {'204': {description: Done}}}
      'A B': {responses: {'204': {description: Done}}}
"
        ),
        [
            "the tag `a` is its own ancestor",
            "the tag `b` is its own ancestor",
            "the tag `c` names the parent `d`, which is not declared",
            "parameters in `querystring` and in `query` exclude each other",
            "`GET` must stand under `get` of the path, not under `additionalOperations`",
            "`A B` cannot be a method: it has characters that none may have",
        ]
    );
}

#[test]
fn a_request_of_2_0_has_one_body_or_a_form() {
    assert!(
        old(
            "parameters: [{name: a, in: query, type: array, collectionFormat: multi, items: {type: string}}]"
        )
        .is_empty()
    );
    assert_eq!(
        old("parameters: [{name: a, in: body, schema: {}}, {name: b, in: formData, type: file}]"),
        [
            "parameters in `body` and in `formData` exclude each other",
            "a parameter of type `file` needs `multipart/form-data` among what the operation `consumes`",
        ]
    );
    assert_eq!(
        old(
            "parameters: [{name: a, in: header, type: file}, {name: b, in: header, type: object, collectionFormat: multi}]"
        ),
        [
            "a parameter of type `file` must be in `formData`, and is in `header`",
            "`type` of a parameter must be `string`, `number`, `integer`, `boolean`, `array` or `file` in OpenAPI 2.0, and is `object`",
            "`collectionFormat: multi` is for parameters in `query` or `formData`, not in `header`",
        ]
    );
}

#[test]
fn encodings_belong_to_the_properties_of_a_form() {
    assert_eq!(
        told(
            "3.1.0",
            "paths: {}
components:
  requestBodies:
    A:
      content:
        application/json: {encoding: {a: {}}}
        multipart/form-data:
          schema: {$ref: '#/components/schemas/Form'}
          encoding: {a: {contentType: 1}, b: {}, c: {}}
        multipart/mixed:
          schema: {type: object, additionalProperties: {type: string}}
          encoding: {any: {}}
  schemas:
    Form: {allOf: [{properties: {a: {}}}], oneOf: [{properties: {b: {}}}, {type: object}]}
"
        ),
        [
            "`encoding` has no effect on `application/json`, which is no form",
            "`contentType` of an encoding must be a text, and is a number",
            "`encoding` names `c`, which is no property of the form",
        ]
    );
}

#[test]
fn references_stand_where_the_version_permits_them() {
    assert_eq!(
        told(
            "3.0.4",
            "paths:
  /a:
    get: {$ref: '#/x-parts/get'}
    post:
      requestBody: {content: {application/json: {$ref: '#/x-parts/media'}}}
      responses: {'200': {$ref: 1}}
x-parts: {get: {responses: {'200': {description: OK}}}, media: {schema: {}}}
"
        ),
        [
            "an operation cannot be a reference in OpenAPI 3.0: many readers pass over its `$ref`",
            "a media type cannot be a reference in OpenAPI 3.0: many readers pass over its `$ref`",
            "`$ref` must be a text, and is a number",
        ]
    );
}

#[test]
fn mappings_name_schemas_that_exist() {
    assert_eq!(
        told(
            "3.1.0",
            "paths: {}
components:
  schemas:
    A: {type: object, discriminator: {propertyName: k, mapping: {a: A, b: B, c: other.yaml, d: '#/components/schemas/A'}}}
"
        ),
        ["a `mapping` names the schema `B`, which does not exist"]
    );
}
