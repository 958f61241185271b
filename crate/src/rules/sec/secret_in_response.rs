use super::given_away::{self, Wanted};
use crate::facts::{Facts, FieldRole};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-response",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: page!("secret_in_response.md"),
    check,
};

const WANTED: Wanted = Wanted {
    roles: &[FieldRole::SecretKey, FieldRole::Token, FieldRole::CardCode, FieldRole::CardNumber],
    // What these words name hands keys and tokens out on purpose.
    purposes: &[
        "auth",
        "authenticate",
        "authorization",
        "authorize",
        "card",
        "cards",
        "certificate",
        "certificates",
        "credential",
        "credentials",
        "key",
        "keys",
        "login",
        "oauth",
        "oauth2",
        "password",
        "secret",
        "secrets",
        "session",
        "sessions",
        "signin",
        "sso",
        "token",
        "tokens",
        "vault",
    ],
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        given_away::tell(contract, &WANTED, seen);
    }
}
