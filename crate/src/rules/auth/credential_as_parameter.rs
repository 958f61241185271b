use super::credential::{self, Credential};
use crate::facts::{Contract, Facts, ParameterLocation};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "credential-as-parameter",
    item: "auth.mechanism",
    severity: Severity::Medium,
    page: page!("credential_as_parameter.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let protects = contract.protects();
    // In an address it is told as what stands there. Beside a declared scheme only this header is for certain the same credential once more.
    let counts = |one: &Credential<'_>| {
        one.location == ParameterLocation::Header
            && (!protects || one.name.eq_ignore_ascii_case("authorization"))
    };
    let found: Vec<_> = credential::parameters(contract).into_iter().filter(counts).collect();
    let Some(first) = found.first() else {
        if protects {
            seen.met(contract.place, || "credentials are declared as security schemes");
        }
        return;
    };
    let extent = count(first.operations.len(), "operation");
    let message = if protects {
        format!(
            "`{}` is declared as a parameter of {extent}, which generators ignore: the security schemes say it already",
            first.name
        )
    } else {
        format!(
            "`{}` is declared as a parameter of {extent}, and no security scheme says that it is a credential",
            first.name
        )
    };
    let finding = seen.violated(first.place, message).sites(first.operations.len());
    if protects {
        finding.severity(Severity::Low);
    }
    for operation in first.operations.iter().take(20) {
        finding.related(operation.place, format!("`{}`", operation.label()));
    }
    for other in found.iter().skip(1).take(5) {
        finding.related(other.place, format!("`{}` as well", other.name));
    }
}
