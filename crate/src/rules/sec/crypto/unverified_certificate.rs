use crate::facts::{Facts, SecurityUse, UseKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "unverified-certificate",
    item: "sec.tls",
    severity: Severity::High,
    page: page!("unverified_certificate.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (off, on): (Vec<_>, Vec<_>) = facts.uses(UseKind::Tls).partition(|one| is_off(one));
    for one in on.iter().filter(|one| one.is("verified", "true")) {
        seen.met(one.place, || format!("`{}` has the other side's certificate checked", one.name));
    }
    for group in alike::groups(off.into_iter(), |one| (one.is_wished(), one.is("looked", "true"))) {
        let wished = group.first().is_some_and(|one| one.is_wished());
        let finding = alike::told(seen, &group, |one| {
            format!("`{}` lets anybody pose as the other side: no certificate is checked", one.name)
        });
        // A setting asks for it: whether anybody's does is not known.
        let Some(finding) = finding else { continue };
        if group.iter().all(|one| one.is("looked", "true")) {
            finding.severity(Severity::Medium).confidence(Confidence::Low);
        } else if wished {
            finding.severity(Severity::Low).confidence(Confidence::Medium);
        } else if group.iter().all(|one| !one.under.is_empty()) {
            finding.confidence(Confidence::Medium);
        }
    }
}

fn is_off(one: &SecurityUse) -> bool {
    one.is("verified", "false") || one.is("host", "false")
}
