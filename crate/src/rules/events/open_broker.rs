use super::brokers::is_local;
use crate::facts::{EventContract, EventServer, Facts};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "open-broker",
    item: "auth.required",
    severity: Severity::High,
    page: page!("open_broker.md"),
    check,
};

/// Protocols of the web, where credentials often travel in an address or header that no scheme declares.
const WEB: [&str; 7] = ["ws", "wss", "http", "https", "sse", "mercure", "socket.io"];

/// Services of clouds that let nobody in without the cloud's own credentials.
const GUARDED: [&str; 4] = ["googlepubsub", "servicebus", "sns", "sqs"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts().filter(|contract| contract.whole) {
        let any = contract.servers.iter().any(asks)
            || contract.operations.iter().any(|operation| operation.secured);
        let all_operations =
            !contract.operations.is_empty() && contract.operations.iter().all(|operation| operation.secured);
        for server in &contract.servers {
            let name = &server.name.value;
            if asks(server) {
                let evidence = format!("`{name}` asks for `{}`", server.schemes.join("`, `"));
                seen.met(server.name.place, || evidence);
            } else if all_operations {
                seen.met(server.name.place, || format!("every operation over `{name}` asks for credentials"));
            } else if !is_local(&server.address) && !is_guarded(server) {
                let confidence = confidence(contract, server, any);
                seen.violated(
                    server.name.place,
                    format!("anybody who reaches `{name}` may connect: it asks for no credentials"),
                )
                .confidence(confidence);
            }
        }
    }
}

fn asks(server: &EventServer) -> bool {
    !server.schemes.is_empty()
}

fn is_guarded(server: &EventServer) -> bool {
    server.protocol.as_ref().is_some_and(|protocol| GUARDED.contains(&protocol.value.as_str()))
}

/// Where another server or an operation is protected, the document speaks of protection at all.
fn confidence(contract: &EventContract, server: &EventServer, any: bool) -> Confidence {
    let protocol = server.protocol.as_ref().map(|protocol| protocol.value.as_str()).unwrap_or_default();
    let on_web = WEB.contains(&protocol) || contract.protocols().is_empty();
    match (any, on_web) {
        (true, false) => Confidence::High,
        (true, true) | (false, false) => Confidence::Medium,
        (false, true) => Confidence::Low,
    }
}
