use super::style;
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::{Contract, Facts, Family, List, Operation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "bare-array-response",
    item: "api.pagination",
    severity: Severity::Low,
    page: page!("bare_array_response.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let (bare, enveloped): (Vec<_>, Vec<_>) = contract.listing().partition(|(_, list)| list.within.is_none());
    for (operation, list) in &enveloped {
        let within = list.within.as_deref().unwrap_or_default();
        seen.met(operation.place, || {
            format!("`{}` answers with an object around `{within}`", operation.label())
        });
    }
    // What stands out among the envelopes of the house is told there.
    let lists = style::deviating(&contract.house().lists);
    let told: BTreeSet<Place> = lists.into_iter().map(|(_, member)| member.place).collect();
    let bare: Vec<_> = bare.into_iter().filter(|(operation, _)| !told.contains(&operation.place)).collect();
    if enveloped.len() >= 2 && enveloped.len() >= 2 * bare.len() {
        deviating(&bare, enveloped.len(), seen);
    } else {
        house_of_arrays(&bare, seen);
    }
}

fn deviating(bare: &[(&Operation, &List)], others: usize, seen: &mut Seen) {
    let [(first, _), more @ ..] = bare else { return };
    let who = match more.len() {
        0 => format!("`{}` answers", first.label()),
        number => format!("`{}` and {} answer", first.label(), count(number, "more list")),
    };
    let others = count(others, "other list");
    let message = format!("{who} with an array, while {others} answer with an object around it");
    let finding = seen.violated(first.place, message).sites(bare.len());
    finding.confidence(Confidence::Medium);
    for (other, _) in more.iter().take(20) {
        finding.related(other.place, format!("`{}`", other.label()));
    }
}

/// Where arrays are the custom, headers may hold what an object would; else there is no place for it.
fn house_of_arrays(bare: &[(&Operation, &List)], seen: &mut Seen) {
    let linked = |list: &List| {
        let family = list.paging.as_ref().map(|paging| paging.family);
        matches!(family, Some(Family::Link | Family::Range))
            || list.paging.as_ref().is_some_and(|paging| paging.next.is_some())
            || list.most.is_some()
    };
    let (good, closed): (Vec<_>, Vec<_>) = bare.iter().partition(|(_, list)| linked(list));
    for (operation, _) in &good {
        seen.met(operation.place, || format!("`{}` says in headers what leads on", operation.label()));
    }
    let [(first, _), others @ ..] = closed.as_slice() else { return };
    let message = match others.len() {
        0 => format!("`{}` answers with an array: nothing can be said beside the items", first.label()),
        more => {
            format!("{} answer with an array: nothing can be said beside the items", count(more + 1, "list"))
        }
    };
    let finding = seen.violated(first.place, message).sites(closed.len());
    finding.severity(Severity::Info).confidence(Confidence::Low);
    for (other, _) in others.iter().take(20) {
        finding.related(other.place, format!("`{}`", other.label()));
    }
}
