use crate::artifact::{Place, Value};
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Contract, Facts, Operation, Server};
use crate::finding::{Action, Change, Seen, Severity};
use crate::rules::{Rule, overlay};

pub(super) static RULE: Rule = Rule {
    id: "insecure-server",
    item: "api.transport",
    severity: Severity::High,
    page: page!("insecure_server.md"),
    check,
};

/// Places of an address that its finding names.
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let own = contract.operations.iter().flat_map(|operation| &operation.servers);
    let mut known = BTreeSet::new();
    let mut plain: BTreeMap<&str, Vec<&Server>> = BTreeMap::new();
    for server in contract.servers.iter().chain(own) {
        // Those of a path stand at each of its operations.
        if !known.insert(server.place) {
            continue;
        }
        let Some((scheme, rest)) = server.url.split_once("://") else { continue };
        if is_local(host(rest)) {
            continue;
        }
        match scheme.to_ascii_lowercase().as_str() {
            "https" | "wss" => seen.met(server.place, || format!("`{}` is encrypted", server.url)),
            "http" | "ws" => plain.entry(&server.url).or_default().push(server),
            _ => {}
        }
    }
    if plain.is_empty() {
        return;
    }
    let offered = Offered {
        contract,
        encrypted: contract.servers.iter().filter_map(encrypted_address).collect(),
        everywhere: contract.servers.iter().map(|server| server.place).collect(),
        weighty: carries_more_than_news(contract),
    };
    // What stands at every path is one address.
    for (url, servers) in plain {
        tell(&offered, url, &servers, seen);
    }
}

/// What a contract says of its addresses, looked up once for all of them.
struct Offered<'a> {
    contract: &'a Contract,
    encrypted: BTreeSet<&'a str>,
    /// Where the addresses of the whole contract stand.
    everywhere: BTreeSet<Place>,
    weighty: bool,
}

fn tell(offered: &Offered<'_>, url: &str, servers: &[&Server], seen: &mut Seen) {
    let Some(((first, others), (scheme, rest))) = servers.split_first().zip(url.split_once("://")) else {
        return;
    };
    let message = format!("`{url}` carries every request in plain text");
    let finding = seen.violated(first.place, message).sites(servers.len());
    // Callers can choose, and some will not.
    let twin = offered.encrypted.contains(rest);
    if twin || !offered.weighty {
        finding.severity(Severity::Medium);
    }
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.place, "the same address");
    }
    if offered.everywhere.contains(&first.place) {
        finding.overlay(encrypted_instead(offered.contract, scheme, url, twin));
    }
}

/// Credentials, or changes. Where everybody may read everything, what can be lost is that the answers are true.
fn carries_more_than_news(contract: &Contract) -> bool {
    let takes = |operation: &Operation| operation.method.writes() || operation.body.is_some();
    !contract.schemes.is_empty() || contract.operations.is_empty() || contract.operations.iter().any(takes)
}

/// Offers the address over TLS alone; with a `twin`, it is already offered so.
fn encrypted_instead(contract: &Contract, scheme: &str, url: &str, twin: bool) -> Vec<Action> {
    let old = contract.version.starts_with('2');
    let (list, key, written) = if old { ("schemes", "@", scheme) } else { ("servers", "@.url", url) };
    let query = format!("?({key}=={})", overlay::literal(written));
    let encrypted =
        format!("{}s{}", scheme.to_ascii_lowercase(), written.get(scheme.len()..).unwrap_or_default());
    let what = format!("Offer `{url}` over TLS");
    let gone = || overlay::change(&[list], &query, format!("Do not offer `{url}`"), Change::Remove);
    match (twin, old) {
        (true, _) => vec![gone()],
        (false, true) => vec![gone(), overlay::update(&[list], what, Value::Text(encrypted))],
        (false, false) => {
            let url = Value::map([("url", Value::Text(encrypted))]);
            vec![overlay::change(&[list], &query, what, Change::Update(url))]
        }
    }
}

/// What stands behind `https://`.
fn encrypted_address(server: &Server) -> Option<&str> {
    server.url.split_once("://").filter(|(scheme, _)| scheme.ends_with('s')).map(|(_, rest)| rest)
}

fn host(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.strip_prefix('[').map_or_else(
        || host.split(':').next().unwrap_or_default(),
        |inner| inner.split(']').next().unwrap_or_default(),
    )
}

/// A machine of one's own, a private network, or a name that is filled in elsewhere.
fn is_local(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let ends = [".localhost", ".local", ".internal", ".test", ".lan", ".svc"];
    let begins = ["127.", "10.", "192.168.", "169.254."];
    let in_172 = host
        .strip_prefix("172.")
        .and_then(|rest| rest.split('.').next()?.parse::<u8>().ok())
        .is_some_and(|second| (16..32).contains(&second));
    // Names that stand for any host (RFC 2606).
    let placeholders = ["example.com", "example.net", "example.org", "www.example.com"];
    !host.contains('.')
        || placeholders.contains(&host.as_str())
        || host.contains(['{', ':'])
        || host == "0.0.0.0"
        || in_172
        || ends.iter().any(|end| host.ends_with(end))
        || begins.iter().any(|begin| host.starts_with(begin))
}
