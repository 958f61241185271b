use crate::facts::{Facts, Located, OAuthFlow};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "insecure-oauth-address",
    item: "auth.oauth2",
    severity: Severity::High,
    page: page!("insecure_oauth_address.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for scheme in facts.contracts().flat_map(|contract| &contract.schemes) {
        for flow in &scheme.flows {
            for (what, address) in addresses(flow) {
                check_address(&scheme.name, what, address, seen);
            }
        }
        if let Some(address) = &scheme.discovery {
            check_address(&scheme.name, "learns the addresses of its issuer", address, seen);
        }
    }
}

fn addresses(flow: &OAuthFlow) -> impl Iterator<Item = (&'static str, &Located<String>)> {
    [
        ("asks people for their consent", &flow.authorization_url),
        ("fetches tokens", &flow.token_url),
        ("renews tokens", &flow.refresh_url),
    ]
    .into_iter()
    .filter_map(|(what, address)| Some((what, address.as_ref()?)))
}

fn check_address(scheme: &str, what: &str, address: &Located<String>, seen: &mut Seen) {
    let url = address.value.to_ascii_lowercase();
    match url.strip_prefix("http://") {
        Some(rest) if !is_local(rest) => {
            seen.violated(address.place, format!("`{scheme}` {what} without TLS, at `{}`", address.value));
        }
        None if url.starts_with("https://") => {
            seen.met(address.place, || format!("`{scheme}` {what} over TLS"));
        }
        // An address without a scheme is that of the server, which has a rule of its own.
        _ => {}
    }
}

/// A machine that nobody else reaches, or an example of one.
fn is_local(rest: &str) -> bool {
    let host = rest.split(['/', ':', '?']).next().unwrap_or_default();
    let ends = [".localhost", ".local", ".internal", ".test", ".lan", ".svc"];
    matches!(host, "localhost" | "127" | "0.0.0.0" | "[")
        || host.starts_with("127.")
        || host.contains('{')
        || ends.iter().any(|end| host.ends_with(end))
}
