use crate::facts::{Facts, Said, SecurityUse, UseKind, plain, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "unverified-token",
    item: "auth.jwt",
    severity: Severity::Critical,
    page: page!("unverified_token.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let all = || {
        facts
            .uses(UseKind::TokenCheck)
            .chain(facts.uses(UseKind::TokenIssue))
            .filter(|one| !asks_who_issued(one))
    };
    let verified: Vec<&SecurityUse> = facts
        .uses(UseKind::TokenCheck)
        .filter(|one| verifies(one) && !accepts_forged(one) && !only_reads(one))
        .collect();
    for one in &verified {
        seen.met(one.place, || format!("`{}` checks the signature", one.name));
    }
    // What the same function verifies afterwards was only read, to find the key.
    let afterwards = |one: &SecurityUse| {
        // A switch reads nothing: it is what the later check goes by.
        one.is("verified", "false")
            && one.said.contains_key("token")
            && one.within.is_some()
            && verified.iter().any(|other| {
                let (own, later) = (one.place, other.place);
                other.within == one.within && later.file == own.file && later.span.start > own.span.start
            })
    };
    for group in alike::groups(all().filter(|one| accepts_forged(one) && !afterwards(one)), |_| ()) {
        alike::told(seen, &group, |one| {
            format!("`{}` goes without a signature: anybody can write such a token", one.name)
        });
    }
    // A token that is verified beside may be read first, to choose the key.
    let in_file = |one: &SecurityUse| verified.iter().any(|other| other.place.file == one.place.file);
    let beside = |one: &SecurityUse| {
        let mut same = verified.iter().filter(|other| other.place.file == one.place.file);
        same.any(|other| one.within == other.within)
    };
    let is_sent = |one: &SecurityUse| one.said.get("token") == Some(&Said::Sent);
    let read = all().filter(|one| only_reads(one) && !beside(one) && !is_from_issuer(one));
    for group in alike::groups(read, |one| (is_sent(one), in_file(one))) {
        let Some(first) = group.first() else { continue };
        let finding = alike::told(seen, &group, |one| {
            format!("`{}` reads a token, and nothing here checks its signature", one.name)
        });
        let Some(finding) = finding else { continue };
        finding.severity(if is_sent(first) { Severity::High } else { Severity::Medium });
        finding.confidence(match (is_sent(first), in_file(first)) {
            (true, false) => Confidence::High,
            (false, false) | (true, true) => Confidence::Medium,
            (false, true) => Confidence::Low,
        });
    }
}

/// An option that is about something else verifies nothing.
fn verifies(one: &SecurityUse) -> bool {
    one.said.contains_key("algorithms") || one.said.contains_key("verified")
}

/// The check is switched off, or `none` is an algorithm.
fn accepts_forged(one: &SecurityUse) -> bool {
    let names_none = |side: &str| {
        one.literal(side)
            .map(|(text, _)| text)
            .or(one.constant(side).filter(|text| text.contains(',')))
            .is_some_and(|text| text.split(',').any(|name| name == "none"))
    };
    one.is("verified", "false") || names_none("algorithm") || names_none("algorithms")
}

/// Only who issued it is asked, or for whom, to choose who verifies it: nothing that it claims is believed.
fn asks_who_issued(one: &SecurityUse) -> bool {
    const ISSUER: [&str; 8] = ["aud", "audience", "azp", "iss", "issued", "issuer", "kid", "owner"];
    let about = |name: &str| words(name).iter().any(|word| ISSUER.contains(&word.as_str()));
    one.constant("read").is_some_and(|read| !read.is_empty() && read.split(',').all(about))
}

/// An ID token that the issuer itself hands over needs no check (`OpenID` Connect Core, 3.1.3.7).
fn is_from_issuer(one: &SecurityUse) -> bool {
    one.input.iter().any(|name| plain(name).ends_with("idtoken"))
}

fn only_reads(one: &SecurityUse) -> bool {
    one.is("verified", "skipped")
}
