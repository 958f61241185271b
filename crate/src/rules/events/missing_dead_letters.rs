use super::brokers::redelivers;
use crate::facts::{Binding, Channel, EventAction, EventContract, Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-dead-letters",
    item: "rel.messaging",
    severity: Severity::Low,
    page: page!("missing_dead_letters.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts().filter(|contract| contract.whole) {
        let receives = contract.operations.iter().any(|operation| operation.action == EventAction::Receive);
        let names_protocol = redelivers(contract).is_some_and(|confidence| confidence > Confidence::Low);
        if !receives || !names_protocol {
            continue;
        }
        if let Some((place, name)) = dead_letters(contract) {
            seen.met(place, || format!("`{name}` takes what cannot be handled"));
        } else {
            // Many set it up at the broker, where a contract does not show it.
            seen.violated(contract.place, "nothing says where messages go that cannot be handled")
                .confidence(Confidence::Low);
        }
    }
}

fn dead_letters(contract: &EventContract) -> Option<(crate::artifact::Place, &str)> {
    let channel = contract.channels.iter().find(|channel| is_for_dead(channel));
    if let Some(channel) = channel {
        return Some((channel.name.place, &channel.name.value));
    }
    let of_channels = contract.channels.iter().flat_map(|channel| &channel.bindings);
    let of_operations = contract.operations.iter().flat_map(|operation| &operation.bindings);
    let binding = of_channels.chain(of_operations).find(|binding| has_setting(binding))?;
    Some((binding.place, &binding.protocol))
}

fn is_for_dead(channel: &Channel) -> bool {
    let names = [Some(channel.name.value.as_str()), channel.address.as_deref()];
    names.into_iter().flatten().any(|name| {
        let words = words(name);
        words.iter().any(|word| {
            matches!(word.as_str(), "dlq" | "dlt" | "dlx" | "dead" | "deadletter" | "poison" | "parking")
        })
    })
}

fn has_setting(binding: &Binding) -> bool {
    binding.settings.iter().any(|(key, _)| {
        let key = key.to_ascii_lowercase().replace(['-', '_'], "");
        key.contains("deadletter") || key.contains("redrivepolicy") || key.contains("dmq")
    })
}
