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
    page: include_str!("weak_security_scheme.md"),
    check,
};

/// The registered HTTP authentication schemes that no finding is about (IANA, RFC 9110 section 16.4.1).
const REGISTERED: &[&str] =
    &["concealed", "dpop", "gnap", "hoba", "mutual", "privatetoken", "scram-sha-1", "scram-sha-256", "vapid"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        for scheme in &contract.schemes {
            check_scheme(contract, scheme, seen);
        }
    }
}

/// A scheme that no operation asks for changes nothing.
fn check_scheme(contract: &Contract, scheme: &SecurityScheme, seen: &mut Seen) {
    let users: Vec<&Operation> = contract
        .operations
        .iter()
        .filter(|operation| contract.access(operation).schemes().contains(&scheme.name.as_str()))
        .collect();
    if users.is_empty() {
        return;
    }
    let extent = count(users.len(), "operation");
    let name = &scheme.name;
    let mut weak = |severity, what: &str| {
        seen.violated(scheme.place, format!("`{name}`, which {extent} can be called with, {what}"))
            .severity(severity)
            .sites(users.len());
    };
    match &scheme.kind {
        SchemeKind::Basic if users.iter().all(|operation| gives_tokens(operation)) => {
            seen.met(
                scheme.place,
                format!("`{name}` is asked for where tokens are given out, and nowhere else"),
            );
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
            if is_own_token(header) && bearer(contract).is_some() =>
        {
            let other = bearer(contract).unwrap_or_default();
            weak(
                Severity::Low,
                &format!("carries a token in a header of its own, `{header}`, beside `{other}`"),
            );
        }
        SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect | SchemeKind::MutualTls => {
            seen.met(scheme.place, format!("`{name}` is a standard mechanism, asked for by {extent}"));
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
fn bearer(contract: &Contract) -> Option<&str> {
    let asks = |name: &str| {
        contract.operations.iter().any(|operation| contract.access(operation).schemes().contains(&name))
    };
    contract
        .schemes
        .iter()
        .find(|scheme| {
            matches!(scheme.kind, SchemeKind::Bearer | SchemeKind::OpenIdConnect) && asks(&scheme.name)
        })
        .map(|scheme| scheme.name.as_str())
}
