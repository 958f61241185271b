use super::brokers::{is_local, port};
use crate::facts::{EventServer, Facts};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "plaintext-broker",
    item: "api.transport",
    severity: Severity::High,
    page: page!("plaintext_broker.md"),
    check,
};

/// Protocols that say by their names that nothing is encrypted, with the one that says the reverse and the ports
/// that it is usually found at.
const PLAIN: [(&str, &str, &[u16]); 6] = [
    ("amqp", "amqps", &[5671]),
    ("http", "https", &[443, 8443]),
    ("kafka", "kafka-secure", &[9093, 9094, 9096, 9098]),
    ("mqtt", "mqtts", &[8883, 8884, 9883, 443]),
    ("stomp", "stomps", &[61614]),
    ("ws", "wss", &[443, 8443]),
];
const ENCRYPTED: [&str; 9] =
    ["amqps", "https", "ibmmq-secure", "kafka-secure", "mqtts", "pulsar+ssl", "secure-mqtt", "stomps", "wss"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts() {
        for server in contract.servers.iter().filter(|server| !is_local(&server.address)) {
            let Some(protocol) = &server.protocol else { continue };
            let plain = PLAIN.iter().find(|(plain, ..)| *plain == protocol.value);
            if ENCRYPTED.contains(&protocol.value.as_str()) {
                seen.met(protocol.place, || format!("`{}` is encrypted", protocol.value));
            } else if let Some((plain, encrypted, ports)) = plain {
                tell(server, (plain, encrypted, ports), seen);
            }
        }
    }
}

fn tell(server: &EventServer, (plain, encrypted, ports): (&str, &str, &[u16]), seen: &mut Seen) {
    let Some(protocol) = &server.protocol else { return };
    let scheme = server.address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let by_scheme = scheme
        .is_some_and(|scheme| ENCRYPTED.contains(&scheme.as_str()) || scheme == "ssl" || scheme == "tls");
    let by_port = port(&server.address).is_some_and(|port| ports.contains(&port));
    let by_certificate = server.schemes.iter().any(|kind| kind.eq_ignore_ascii_case("x509"));
    if by_scheme || by_port || by_certificate || server.speaks_of_tls {
        seen.met(protocol.place, || format!("`{}` is reached over TLS", server.address));
        return;
    }
    let message = format!(
        "`{}` is reached over `{plain}`: messages and credentials travel in plain text; `{encrypted}` is encrypted",
        server.address
    );
    // Some write the family of protocols, and leave the encryption to the configuration.
    seen.violated(protocol.place, message).confidence(Confidence::Medium);
}
