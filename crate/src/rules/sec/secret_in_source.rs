use crate::facts::{Facts, Secret};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-source",
    item: "sec.secrets",
    severity: Severity::Critical,
    page: include_str!("secret_in_source.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for credential in facts.supplied_credentials() {
        seen.met(credential.place, format!("`{}` comes from outside of the source", credential.value));
    }
    for secret in facts.secrets() {
        let (severity, confidence) = weight(secret);
        let message = if secret.guessable {
            format!("{} is a default that an attacker tries first", secret.what)
        } else {
            format!("{} stands in the source: `{}`", secret.what, secret.redacted)
        };
        seen.violated(secret.place, message).severity(severity).confidence(confidence);
    }
}

/// A default often guards no more than a database on one's own machine.
fn weight(secret: &Secret) -> (Severity, Confidence) {
    match (secret.certain, secret.guessable) {
        (_, true) => (Severity::Medium, Confidence::Medium),
        (true, false) => (Severity::Critical, Confidence::High),
        (false, false) => (Severity::High, Confidence::Medium),
    }
}
