//! What a document may hold by its specification.

use super::*;

fn told(rest: &str) -> Vec<String> {
    problems(&document(rest))
}

#[test]
fn server_variables_are_declared_used_and_permitted() {
    assert_eq!(
        told(
            "servers:
  - url: https://{host}/{base}
    variables:
      host: {default: a, enum: [b, c]}
      port: {default: '1'}
paths: {}
"
        ),
        [
            "the server variable `base` is not declared",
            "the default `a` of a server variable is not in its `enum`",
            "the server variable `port` stands in no address",
        ]
    );
    assert!(
        told("servers: [{url: 'https://{h}', variables: {h: {default: a, enum: [a]}}}]\npaths: {}\n")
            .is_empty()
    );
}

#[test]
fn links_name_one_operation_that_exists() {
    let links = |links: &str| {
        told(&format!(
            "paths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200':\n          description: OK\n          links: {links}\n"
        ))
    };
    assert!(links("{x: {operationId: a}, y: {operationRef: '#/paths/~1a/get'}}").is_empty());
    assert_eq!(
        links("{x: {operationId: b}, y: {operationId: a, operationRef: '#/paths'}, z: {}}"),
        [
            "a link names the operation `b`, which does not exist",
            "a link has both `operationId` and `operationRef`",
            "a link has neither `operationId` nor `operationRef`",
        ]
    );
}

#[test]
fn security_schemes_say_what_their_type_needs() {
    let schemes = |schemes: &str| told(&format!("paths: {{}}\ncomponents:\n  securitySchemes:\n{schemes}"));
    assert_eq!(
        schemes(
            "    a: {type: apiKey, in: body}
    b: {type: http}
    c: {type: oauth2, flows: {authorizationCode: {tokenUrl: 'https://t', scopes: {}}, device: {}}}
    d: {type: openIdConnect}
    e: {type: basic}
"
        ),
        [
            "a security scheme of type `apiKey` has no `name`",
            "`in` of a security scheme of type `apiKey` must be `query`, `header` or `cookie` in OpenAPI 3.1, and is `body`",
            "a security scheme of type `http` has no `scheme`",
            "the authorization code flow has no `authorizationUrl`",
            "`flows` has no field `device` in OpenAPI 3.1",
            "a security scheme of type `openIdConnect` has no `openIdConnectUrl`",
            "`type` of a security scheme must be `apiKey`, `http`, `mutualTLS`, `oauth2` or `openIdConnect` in OpenAPI 3.1, and is `basic`",
        ]
    );
    let old = "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\nsecurityDefinitions:\n  \
               a: {type: oauth2, flow: implicit, scopes: {}}\n  b: {type: basic}\n  c: {type: oauth2, flow: code, scopes: {}}\n";
    assert_eq!(
        problems(old),
        [
            "the OAuth 2 flow `implicit` has no `authorizationUrl`",
            "`flow` of a security scheme of type `oauth2` must be `implicit`, `password`, `application` or `accessCode` in OpenAPI 2.0, and is `code`"
        ]
    );
}

#[test]
fn a_parameter_has_one_form_and_one_way_of_examples() {
    assert_eq!(
        told(
            "paths:
  /a:
    get:
      parameters:
        - {name: a, in: query, schema: {}, content: {text/plain: {}}}
        - {name: b, in: query, content: {}}
        - {name: c, in: query, schema: {}, example: 1, examples: {x: {value: 1, externalValue: 'https://x'}}}
        - {name: X-A, in: header, schema: {}}
        - {name: x-a, in: header, schema: {}}
      responses: {'200': {description: OK}}
"
        ),
        [
            "a parameter has both `schema` and `content`",
            "the `content` of a parameter must have one media type",
            "a parameter has both `example` and `examples`",
            "an example has both `value` and `externalValue`",
            "the parameter `x-a` stands twice in one list",
        ]
    );
}

#[test]
fn references_lead_to_the_kind_that_belongs_there_and_not_in_rings() {
    assert_eq!(
        told(
            "paths:
  /a:
    get:
      parameters: [{$ref: '#/components/schemas/A'}]
      responses: {'200': {$ref: '#/components/responses/R'}}
components:
  responses: {R: {$ref: '#/components/responses/R'}}
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {allOf: [{$ref: '#/components/schemas/A'}]}
    C: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}}
    D: {oneOf: [{$ref: '#/components/schemas/D'}, {type: string}]}
    odd name: {type: string}
"
        ),
        [
            "`$ref` leads to a schema, `#/components/schemas/A`, where a parameter belongs",
            "`#/components/responses/R` leads back to itself",
            "`A` is defined by itself: its references lead back to it",
            "the name `odd name` has characters that a component's may not",
        ]
    );
}

#[test]
fn anchors_and_ids_are_followed_from_3_1_on() {
    let text = "paths: {}
components:
  schemas:
    A: {$anchor: a, type: object}
    B: {$ref: '#a'}
    C: {$id: 'https://example.com/c', type: object, $defs: {D: {type: string}}}
    E: {$ref: 'https://example.com/c#/$defs/D'}
    F: {$dynamicAnchor: node, properties: {next: {$dynamicRef: '#node'}}}
    G: {$ref: '#nothing'}
";
    assert_eq!(told(text), ["`$ref` leads to `#nothing`, which does not exist"]);
    let contract = contract(&document(text));
    let named = |name: &str| contract.named.iter().find(|(own, _)| own.value == name).unwrap().1;
    assert_eq!(contract.resolved(named("B")).unwrap().types, [SchemaType::Object]);
    assert_eq!(contract.resolved(named("E")).unwrap().types, [SchemaType::String]);
}

#[test]
fn what_stands_beside_a_reference_is_told_once_before_3_1() {
    let schemas = "paths: {}
components:
  schemas:
    A: {$ref: '#/components/schemas/B', nullable: true, description: x}
    B: {type: object, properties: {a: {$ref: '#/components/schemas/A', readOnly: true}}}
";
    let text = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n{schemas}");
    let found = contract(&text).problems;
    let [problem] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(problem.message, "`nullable`, `readOnly` beside `$ref` have no effect in OpenAPI 3.0");
    assert_eq!((problem.sites, problem.related.len()), (2, 1));
}
