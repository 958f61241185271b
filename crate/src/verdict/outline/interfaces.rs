//! What is offered and used otherwise than over HTTP paths: services of protobuf, GraphQL schemas, channels of
//! messages; as components, as nodes of the diagram, and by what each does.

use super::inline::{code, count, listed, one_line};
use super::material::Material;
use super::page::Page;
use crate::facts::proto::Service;
use crate::facts::{EventAction, EventContract, GraphSchema, RootKind, singular, words};

/// Services, schemas and servers that are shown of each kind.
const MOST: usize = 24;
/// Nodes of the diagram of each kind.
const MOST_NODES: usize = 6;

fn services<'a>(material: &'a Material<'_>) -> impl Iterator<Item = &'a Service> {
    material.facts.proto_files().flat_map(|(_, _, file)| &file.services)
}

/// Rows of the table of components.
pub(super) fn components(material: &Material<'_>) -> Vec<[String; 3]> {
    let of_services = services(material).take(MOST).map(|service| {
        let streams = service.rpcs.iter().filter(|rpc| rpc.request.stream || rpc.response.stream).count();
        let streams = if streams > 0 { format!(", {streams} of them streaming") } else { String::new() };
        [
            "gRPC service".to_owned(),
            format!("{}: {}{streams}", code(&service.full_name), count(service.rpcs.len(), "rpc")),
            "the protobuf definitions".to_owned(),
        ]
    });
    let of_schemas = material
        .facts
        .graphs()
        .take(MOST)
        .map(|graph| ["GraphQL API".to_owned(), operations(graph), "the schema".to_owned()]);
    let of_brokers = material.facts.event_contracts().take(MOST).map(|contract| {
        [
            "Messages".to_owned(),
            format!("{}: {}; over {}", title(contract), traffic(contract), brokers(contract)),
            "the AsyncAPI document".to_owned(),
        ]
    });
    of_services.chain(of_schemas).chain(of_brokers).collect()
}

/// Lines of the diagram.
pub(super) fn nodes(material: &Material<'_>, label: impl Fn(&str) -> String) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, service) in services(material).take(MOST_NODES).enumerate() {
        lines.push(format!(
            "  callers([\"Callers\"]) -->|\"gRPC\"| service{at}[\"{}\"]",
            label(&service.full_name)
        ));
    }
    for (at, _) in material.facts.graphs().take(MOST_NODES).enumerate() {
        lines.push(format!("  callers([\"Callers\"]) -->|\"GraphQL\"| graph{at}[\"GraphQL API\"]"));
    }
    for (at, contract) in material.facts.event_contracts().take(MOST_NODES).enumerate() {
        let name = contract.info.title.as_ref().map_or("Application", |title| &title.value);
        let broker = contract.servers.first().map_or("Broker", |server| &server.name.value);
        let (sends, receives) = (number(contract, EventAction::Send), number(contract, EventAction::Receive));
        let (app, broker) =
            (format!("app{at}[\"{}\"]", label(name)), format!("broker{at}[[\"{}\"]]", label(broker)));
        if sends > 0 {
            lines.push(format!("  {app} -->|\"sends\"| {broker}"));
        }
        if receives > 0 || sends == 0 {
            lines.push(format!("  {broker} -->|\"delivers\"| {app}"));
        }
    }
    lines
}

/// Says whether there was something to write.
pub(super) fn definitions(material: &Material<'_>, page: &mut Page<'_>) -> bool {
    let of_services: Vec<[String; 4]> = services(material).take(MOST).map(service).collect();
    let of_messages: Vec<[String; 4]> =
        material.facts.event_contracts().take(MOST).map(application).collect();
    let left = services(material).count().saturating_sub(MOST);
    if !of_services.is_empty() {
        page.table(["Service", "Rpcs", "Responsibility", "About"], &of_services);
        services(material)
            .take(MOST)
            .for_each(|own| page.sources.place(own.name.place, own.full_name.clone()));
    }
    if left > 0 {
        page.paragraph(&format!("{} left out.", count(left, "more service")));
    }
    if !of_messages.is_empty() {
        page.table(["Application", "Receives", "Sends", "Over"], &of_messages);
        material
            .facts
            .event_contracts()
            .take(MOST)
            .for_each(|own| page.sources.place(own.place, "the AsyncAPI document"));
    }
    !(of_services.is_empty() && of_messages.is_empty())
}

/// What a service does, by the first words of its rpcs, and to which things, by the others.
fn service(service: &Service) -> [String; 4] {
    let (mut verbs, mut things): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for rpc in &service.rpcs {
        let words = words(&rpc.name.value);
        let Some((verb, rest)) = words.split_first() else { continue };
        let thing = rest.iter().map(|word| singular(word)).collect::<Vec<_>>().join(" ");
        if !verbs.contains(verb) {
            verbs.push(verb.clone());
        }
        if !thing.is_empty() && !things.contains(&thing) && things.len() < MOST {
            things.push(thing);
        }
    }
    let spans = |names: &[String]| listed(&names.iter().map(|name| code(name)).collect::<Vec<_>>(), 6);
    [code(&service.full_name), service.rpcs.len().to_string(), spans(&verbs), spans(&things)]
}

fn application(contract: &EventContract) -> [String; 4] {
    let carried = |action: EventAction| {
        let mut names: Vec<String> = Vec::new();
        for (_, message) in contract.carried().filter(|(operation, _)| operation.action == action).take(200) {
            let name = message.label();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let names: Vec<String> = names.iter().map(|name| code(name.trim_matches('`'))).collect();
        if names.is_empty() { "nothing".to_owned() } else { listed(&names, 8) }
    };
    [title(contract), carried(EventAction::Receive), carried(EventAction::Send), brokers(contract)]
}

fn title(contract: &EventContract) -> String {
    code(contract.info.title.as_ref().map_or("no title", |title| &title.value))
}

fn number(contract: &EventContract, action: EventAction) -> usize {
    contract.operations.iter().filter(|operation| operation.action == action).count()
}

fn traffic(contract: &EventContract) -> String {
    format!(
        "{}, receives over {} and sends over {} of them",
        count(contract.channels.len(), "channel"),
        number(contract, EventAction::Receive),
        number(contract, EventAction::Send)
    )
}

pub(super) fn brokers(contract: &EventContract) -> String {
    let servers: Vec<String> = contract
        .servers
        .iter()
        .map(|server| {
            let protocol = server.protocol.as_ref().map_or("no protocol", |protocol| &protocol.value);
            code(&one_line(&format!("{protocol} {}", server.address), 60))
        })
        .collect();
    if servers.is_empty() { "no server".to_owned() } else { listed(&servers, 3) }
}

fn operations(graph: &GraphSchema) -> String {
    let counted: Vec<String> = [
        (RootKind::Query, "query"),
        (RootKind::Mutation, "mutation"),
        (RootKind::Subscription, "subscription"),
    ]
    .into_iter()
    .map(|(kind, noun)| (graph.root_fields(kind).count(), noun))
    .filter(|(number, _)| *number > 0)
    .map(|(number, noun)| count(number, noun))
    .collect();
    if counted.is_empty() { count(graph.types.len(), "type") } else { counted.join(", ") }
}
