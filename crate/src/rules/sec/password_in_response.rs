use super::given_away::{self, Wanted};
use crate::facts::{Facts, FieldRole};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "password-in-response",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: page!("password_in_response.md"),
    check,
};

const WANTED: Wanted = Wanted {
    roles: &[FieldRole::Password, FieldRole::PasswordHash],
    // What these words name hands passwords out on purpose.
    purposes: &[
        "password",
        "passwords",
        "credential",
        "credentials",
        "secret",
        "secrets",
        "login",
        "vault",
        "key",
        "keys",
        "auth",
        // Guests are given the passcode with the invitation.
        "meeting",
        "meetings",
        "recording",
        "recordings",
        "webinar",
        "webinars",
    ],
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        given_away::tell(contract, &WANTED, seen);
    }
}
