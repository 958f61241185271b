use super::style::{self, Aspect, are, is};
use crate::facts::{Contract, Facts};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, gather};

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-operation-id",
    item: "api.documentation",
    severity: Severity::Info,
    page: page!("inconsistent_operation_id.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let ids = Aspect { plural: "operation ids", many: &are, one: &is, firm: true };
    style::judge(seen, &contract.house().operation_ids, &ids);
    let odd = contract.operations.iter().filter_map(|own| own.id.as_ref()).filter(|id| is_odd(&id.value));
    let odd: Vec<_> = odd.map(|id| (id.place, format!("`{}`", id.value))).collect();
    let finding = gather::at_places(seen, &odd, |number, first| {
        let others = if number > 1 { format!(" and {} others have", number - 1) } else { " has".to_owned() };
        format!(
            "the operation id {first}{others} characters that neither a function's name nor an address can hold"
        )
    });
    if let Some(finding) = finding {
        finding.severity(Severity::Low);
    }
}

/// White space and what an address must write in another way (RFC 3986, 2): it cannot stand in a link, in a
/// command, or in the name of a generated function.
fn is_odd(id: &str) -> bool {
    id.chars().any(|letter| letter.is_whitespace() || "\"<>\\^`{|}#%?".contains(letter))
}
