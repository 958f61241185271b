use crate::collections::BTreeMap;
use crate::facts::{
    Contract, Facts, Operation, OperationClass, ParameterLocation, SchemeKind, SecurityScheme, words,
};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "weak-security-scheme",
    item: "auth.mechanism",
    severity: Severity::Medium,
    page: page!("weak_security_scheme.md"),
    check,
};

/// The registered HTTP authentication schemes that no finding is about (IANA, RFC 9110 section 16.4.1).
const REGISTERED: &[&str] =
    &["concealed", "dpop", "gnap", "hoba", "mutual", "privatetoken", "scram-sha-1", "scram-sha-256", "vapid"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        let users = users(contract);
        let bearer = bearer(contract, &users);
        for scheme in &contract.schemes {
            // A scheme that no operation asks for changes nothing.
            if let Some(users) = users.get(scheme.name.as_str()) {
                check_scheme(scheme, users, bearer, seen);
            }
        }
    }
}

/// The operations that ask for each scheme.
type Users<'a> = BTreeMap<&'a str, Vec<&'a Operation>>;

fn users(contract: &Contract) -> Users<'_> {
    let mut users = Users::new();
    for operation in &contract.operations {
        for scheme in contract.access(operation).schemes() {
            users.entry(scheme).or_default().push(operation);
        }
    }
    users
}

fn check_scheme(scheme: &SecurityScheme, users: &[&Operation], bearer: Option<&str>, seen: &mut Seen) {
    let extent = count(users.len(), "operation");
    let name = &scheme.name;
    let mut weak = |severity, what: &str| {
        seen.violated(scheme.place, format!("`{name}`, which {extent} can be called with, {what}"))
            .severity(severity)
            .sites(users.len());
    };
    match &scheme.kind {
        SchemeKind::Basic if users.iter().all(|operation| gives_tokens(operation)) => {
            seen.met(scheme.place, || {
                format!("`{name}` is asked for where tokens are given out, and nowhere else")
            });
        }
        SchemeKind::Basic => {
            weak(Severity::Medium, "sends a name and a password with every call (HTTP Basic)");
        }
        SchemeKind::Http(scheme) if scheme == "digest" => {
            weak(Severity::Medium, "rests on hashes of passwords that are computed quickly (HTTP Digest)");
        }
        SchemeKind::Http(scheme) if scheme == "oauth" => {
            weak(Severity::Low, "is OAuth 1.0, which RFC 6749 replaced");
        }
        SchemeKind::Http(scheme) if matches!(scheme.as_str(), "negotiate" | "ntlm") => {
            weak(Severity::Low, "binds callers to a Windows domain (Negotiate, NTLM)");
        }
        SchemeKind::Http(scheme) if !scheme.is_empty() && !REGISTERED.contains(&scheme.as_str()) => {
            weak(Severity::Low, &format!("names `{scheme}`, which is no registered scheme of HTTP"));
        }
        SchemeKind::ApiKey { location: ParameterLocation::Header, name: header }
            if is_own_token(header) && bearer.is_some() =>
        {
            let other = bearer.unwrap_or_default();
            weak(
                Severity::Low,
                &format!("carries a token in a header of its own, `{header}`, beside `{other}`"),
            );
        }
        SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect | SchemeKind::MutualTls => {
            seen.met(scheme.place, || format!("`{name}` is a standard mechanism, asked for by {extent}"));
        }
        _ => {}
    }
}

fn gives_tokens(operation: &Operation) -> bool {
    operation.is_any(&[OperationClass::Login, OperationClass::Token])
}

/// `X-Auth-Token`; keys of applications are something else.
fn is_own_token(header: &str) -> bool {
    let words = words(header);
    let has = |word: &str| words.iter().any(|known| known == word);
    has("token") && !has("csrf") && !has("xsrf")
}

/// The name of a scheme with bearer tokens that operations ask for.
fn bearer<'a>(contract: &'a Contract, users: &Users<'_>) -> Option<&'a str> {
    let asks = |name: &str| users.contains_key(name);
    contract
        .schemes
        .iter()
        .find(|scheme| {
            matches!(scheme.kind, SchemeKind::Bearer | SchemeKind::OpenIdConnect) && asks(&scheme.name)
        })
        .map(|scheme| scheme.name.as_str())
}
