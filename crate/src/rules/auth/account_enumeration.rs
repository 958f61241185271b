use crate::collections::BTreeSet;
use crate::facts::{Facts, Purpose};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "account-enumeration",
    item: "auth.brute-force",
    severity: Severity::Low,
    page: page!("account_enumeration.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut told = BTreeSet::new();
    for route in facts.registered_routes() {
        if route.purpose() != Purpose::SignIn {
            continue;
        }
        let Some(conduct) = facts.conduct(route) else { continue };
        let (Some(unknown), Some(wrong)) = (&conduct.unknown_account, &conduct.wrong_secret) else {
            continue;
        };
        if !told.insert(unknown.place) {
            continue;
        }
        let message = format!(
            "`{}` tells an unknown account (\"{}\") from a wrong password (\"{}\")",
            route.label(),
            unknown.value,
            wrong.value
        );
        let finding = seen.violated(unknown.place, message).confidence(Confidence::Medium);
        finding.related(wrong.place, "what is told of a wrong password".to_owned());
        finding.related(route.place, format!("`{}` answers with it", route.label()));
    }
}
