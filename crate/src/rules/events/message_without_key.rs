use crate::facts::{Binding, Channel, EventContract, Facts, Message};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "message-without-key",
    item: "rel.messaging",
    severity: Severity::Low,
    page: page!("message_without_key.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts().filter(|contract| contract.whole) {
        let protocols = contract.protocols();
        if !protocols.is_empty() && protocols.iter().all(|protocol| protocol.starts_with("kafka")) {
            check_contract(contract, seen);
        }
    }
}

fn check_contract(contract: &EventContract, seen: &mut Seen) {
    let (mut without, mut met) = (Vec::new(), 0);
    for message in contract.used() {
        if let Some(why) = order(contract, message) {
            met += 1;
            seen.met(message.place, || format!("{} keeps its order ({why})", message.label()));
        } else if !message.unread {
            without.push(message);
        }
    }
    if met > 0 {
        let sites = without.into_iter().map(|message| Site {
            place: message.place,
            label: message.label(),
            message: format!(
                "{} says no key, as others do: Kafka keeps no order among them",
                message.label()
            ),
            confidence: Confidence::Medium,
            severity: None,
        });
        gather::tell(seen, sites.collect(), met, |number| {
            format!("{} say no key, as others do: Kafka keeps no order among them", count(number, "message"))
        });
    } else if let Some(first) = without.first() {
        // Many set it in code alone.
        let message = "no message says its key: Kafka keeps order only among messages of one key";
        let finding = seen.violated(first.place, message).confidence(Confidence::Low).sites(without.len());
        for other in without.iter().skip(1).take(20) {
            finding.related(other.place, other.label());
        }
    }
}

/// What keeps the messages about one thing in their order.
fn order(contract: &EventContract, message: &Message) -> Option<&'static str> {
    if message.bindings.iter().any(|binding| is_kafka(binding) && binding.says("key")) {
        return Some("it has a key");
    }
    let number = contract.messages.iter().position(|own| own.place == message.place)?;
    let single = |channel: &&Channel| {
        let of_one = |binding: &Binding| is_kafka(binding) && binding.setting("partitions") == Some("1");
        channel.bindings.iter().any(of_one)
    };
    let mut channels =
        contract.channels.iter().filter(|channel| channel.messages.contains(&number)).peekable();
    (channels.peek().is_some() && channels.all(|channel| single(&channel)))
        .then_some("its topic has one partition")
}

fn is_kafka(binding: &Binding) -> bool {
    binding.protocol.starts_with("kafka")
}
