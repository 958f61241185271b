//! Which protocols go through a broker that keeps messages, and which connect two parties directly.

use crate::facts::EventContract;
use crate::finding::Confidence;

/// Brokers that deliver a message again until somebody says that it was handled.
const REDELIVERING: [&str; 14] = [
    "amqp",
    "amqps",
    "amqp1",
    "anypointmq",
    "googlepubsub",
    "ibmmq",
    "jms",
    "kafka",
    "kafka-secure",
    "pulsar",
    "pulsar+ssl",
    "sns",
    "solace",
    "sqs",
];

/// How sure it is that the messages of a contract may come twice: not at all where only sockets or sensors are
/// spoken of, and doubtful where no protocol is named.
pub(super) fn redelivers(contract: &EventContract) -> Option<Confidence> {
    let protocols = contract.protocols();
    if protocols.is_empty() {
        return Some(Confidence::Low);
    }
    protocols.iter().any(|protocol| REDELIVERING.contains(protocol)).then_some(Confidence::Medium)
}

/// The host of an address, with or without a protocol in front.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', ',']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

/// The port of an address, where it names one.
pub(super) fn port(address: &str) -> Option<u16> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', ',']).next().unwrap_or_default();
    authority.rsplit_once(':')?.1.parse().ok()
}

/// A machine of one's own, a private network, or a name that is filled in elsewhere.
pub(super) fn is_local(address: &str) -> bool {
    let host = host(address).to_ascii_lowercase();
    let ends = [".localhost", ".local", ".internal", ".test", ".lan", ".svc"];
    let begins = ["127.", "10.", "192.168.", "169.254.", "0.0.0.0"];
    !host.contains('.')
        || address.contains('{')
        || ends.iter().any(|end| host.ends_with(end))
        || begins.iter().any(|begin| host.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_may_have_a_protocol_and_a_port() {
        assert_eq!(host("mqtt://broker.example.com:1883/x"), "broker.example.com");
        assert_eq!((host("kafka:9092"), port("kafka:9092")), ("kafka", Some(9092)));
        assert_eq!(port("broker.example.com"), None);
        assert!(is_local("kafka:9092"));
        assert!(is_local("{host}.example.com"));
        assert!(!is_local("amqp://broker.example.com"));
    }
}
