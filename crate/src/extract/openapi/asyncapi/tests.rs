use super::*;
use crate::artifact::{Alone, FileId};
use crate::facts::{EventAction, EventContract};

fn read_text(text: &str) -> (EventContract, FileFacts) {
    let source = Source { file: FileId(0), path: "asyncapi.yaml", text, offset: 0 };
    let mut facts = FileFacts::default();
    read(&source, &Alone, &mut facts);
    (facts.events.remove(0), facts)
}

fn problems(text: &str) -> Vec<String> {
    read_text(text).0.shapes.problems.into_iter().map(|problem| problem.message).collect()
}

const TWO: &str = "asyncapi: 2.6.0
info: {title: Clinic, version: 1.0.0}
servers: {main: {url: 'kafka:9092', protocol: Kafka, security: [{login: []}]}}
channels:
  visits.{clinic}:
    parameters: {clinic: {schema: {type: string}}}
    publish:
      operationId: onVisit
      bindings: {kafka: {groupId: {type: string}}}
      message: {oneOf: [{$ref: '#/components/messages/Booked'}, {name: Moved, schemaFormat: 'application/vnd.apache.avro;version=1.9.0', payload: {type: record}}]}
    subscribe:
      message: {$ref: '#/components/messages/Booked'}
components:
  messages:
    Booked:
      traits: [{correlationId: {location: '$message.header#/id'}, headers: {properties: {id: {type: string}}}}]
      payload: {$ref: '#/components/schemas/Visit'}
  schemas: {Visit: {type: object, properties: {pet: {type: string}}}}
  securitySchemes: {login: {type: scramSha512}}
";

const THREE: &str = "asyncapi: 3.0.0
info: {title: Clinic, version: 1.0.0}
servers: {main: {host: 'kafka:9092', protocol: kafka, security: [{$ref: '#/components/securitySchemes/login'}]}}
channels:
  visits:
    address: visits.{clinic}
    parameters: {clinic: {}}
    messages: {booked: {$ref: '#/components/messages/Booked'}}
operations:
  onVisit:
    action: receive
    channel: {$ref: '#/channels/visits'}
    messages: [{$ref: '#/channels/visits/messages/booked'}]
    reply: {address: {location: '$message.header#/replyTo'}}
components:
  messages: {Booked: {payload: {schemaFormat: 'application/vnd.aai.asyncapi+json;version=3.0.0', schema: {type: object}}}}
  securitySchemes: {login: {type: scramSha512}}
";

#[test]
fn version_2_says_what_clients_do() {
    let (contract, facts) = read_text(TWO);
    assert!(contract.shapes.problems.is_empty(), "{:?}", contract.shapes.problems);
    let actions: Vec<_> = contract
        .operations
        .iter()
        .map(|own| (own.action, own.name.as_str(), own.messages.as_slice()))
        .collect();
    assert_eq!(
        actions,
        [(EventAction::Receive, "onVisit", [0, 1].as_slice()), (EventAction::Send, "", [0].as_slice())]
    );
    let booked = &contract.messages[0];
    assert_eq!((booked.name.as_str(), booked.has_correlation, booked.headers.len()), ("Booked", true, 1));
    assert_eq!(contract.messages[1].payload, None);
    assert!(facts.coverage.notes.iter().any(|note| note.text.contains("avro")));
    assert_eq!(contract.servers[0].schemes, ["scramSha512"]);
    assert!(contract.operations[0].bindings[0].says("groupId"));
}

#[test]
fn version_3_says_what_the_application_does() {
    let (contract, _) = read_text(THREE);
    assert!(contract.shapes.problems.is_empty(), "{:?}", contract.shapes.problems);
    let operation = &contract.operations[0];
    assert_eq!(
        (operation.action, operation.channel, operation.has_reply),
        (EventAction::Receive, Some(0), true)
    );
    assert_eq!(operation.messages, [0]);
    assert_eq!(contract.channels[0].address.as_deref(), Some("visits.{clinic}"));
    assert!(contract.messages[0].payload.is_some());
    assert_eq!(contract.servers[0].schemes, ["scramSha512"]);
}

#[test]
fn what_is_wrong_is_said() {
    let wrong = TWO
        .replace("{login: []}", "{other: []}")
        .replace("parameters: {clinic", "parameters: {town")
        .replace("#/components/messages/Booked'}, {name", "#/components/messages/Boked'}, {name")
        .replace("operationId: onVisit", "operationID: onVisit");
    assert_eq!(
        problems(&wrong),
        [
            "the security scheme `other` is not declared",
            "the channel `visits.{clinic}` does not declare its parameter `clinic`",
            "the address `visits.{clinic}` has no place for its parameter `town`",
            "an operation has no field `operationID` in AsyncAPI 2; did you mean `operationId`?",
            "`$ref` leads to `#/components/messages/Boked`, which does not exist; did you mean `Booked`?",
        ]
    );
    let wrong = THREE.replace("action: receive", "action: listen").replace("host: 'kafka:9092', ", "");
    assert_eq!(problems(&wrong), ["a server has no `host`", "`listen` is no action: `send` or `receive`"]);
    let wrong =
        THREE.replace("messages: [{$ref: '#/channels/visits/messages/booked'}]", "messages: [{payload: {}}]");
    assert_eq!(problems(&wrong), ["a message without a name is no message of the operation's channel"]);
}
