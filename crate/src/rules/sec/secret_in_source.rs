use crate::collections::{BTreeMap, Sort};
use crate::facts::{Facts, Proof, Secret};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-source",
    item: "sec.secrets",
    severity: Severity::Critical,
    page: page!("secret_in_source.md"),
    check,
};

/// Most copies of a secret that its finding names.
const MOST_NAMED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    for credential in facts.supplied_credentials() {
        seen.met(credential.place, || format!("`{}` comes from outside of the source", credential.value));
    }
    let mut by_value: BTreeMap<u64, Vec<&Secret>> = BTreeMap::new();
    for secret in facts.secrets() {
        by_value.entry(secret.fingerprint).or_default().push(secret);
    }
    let mut secrets: Vec<_> = by_value.into_values().collect();
    secrets.order_by_key(|places| places.first().map(|secret| secret.place));
    for places in secrets {
        report(seen, &places);
    }
}

/// One secret is one finding, however often it was copied.
fn report(seen: &mut Seen, places: &[&Secret]) {
    let Some((secret, copies)) = places.split_first() else { return };
    let (severity, confidence) = weight(secret);
    let Secret { what, redacted, .. } = secret;
    let message = match secret.proof {
        Proof::Guess => format!("{what} is a default that an attacker tries first"),
        Proof::PublicHalf => format!("{what} stands in the source, without its secret: `{redacted}`"),
        Proof::Format | Proof::Illustrated | Proof::Name => {
            format!("{what} stands in the source: `{redacted}`")
        }
    };
    let finding =
        seen.violated(secret.place, message).severity(severity).confidence(confidence).sites(places.len());
    for copy in copies.iter().take(MOST_NAMED) {
        finding.related(copy.place, "the same value");
    }
}

/// A default often guards no more than a database on one's own machine. Half of a pair opens nothing, but it
/// names the account, and the other half was often typed near it.
fn weight(secret: &Secret) -> (Severity, Confidence) {
    match secret.proof {
        Proof::Format => (Severity::Critical, Confidence::High),
        Proof::Name => (Severity::High, Confidence::Medium),
        Proof::Guess | Proof::Illustrated => (Severity::Medium, Confidence::Medium),
        Proof::PublicHalf => (Severity::Low, Confidence::Medium),
    }
}
