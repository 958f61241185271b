use super::methods::{Method, methods};
use crate::collections::BTreeMap;
use crate::facts::{Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "rpc-without-access-rule",
    item: "auth.required",
    severity: Severity::High,
    page: page!("rpc_without_access_rule.md"),
    check,
};

/// Words of options that say who may call an rpc.
const ACCESS: [&str; 20] = [
    "anonymous",
    "credential",
    "credentials",
    "public",
    "unauthenticated",
    "authenticated",
    "auth",
    "authz",
    "authorization",
    "authorize",
    "permission",
    "permissions",
    "role",
    "roles",
    "scope",
    "scopes",
    "acl",
    "access",
    "policy",
    "authentication",
];
/// Words of rpcs that callers without rights are meant to reach.
const PUBLIC: [&str; 23] = [
    "logout",
    "signout",
    "exchange",
    "identity",
    "authentication",
    "whoami",
    "me",
    "login",
    "signin",
    "authenticate",
    "register",
    "signup",
    "health",
    "check",
    "ping",
    "version",
    "info",
    "reset",
    "verify",
    "refresh",
    "callback",
    "discover",
    "public",
];
/// Rpcs that must have such an option for it to be the habit of the house.
const HABIT: usize = 4;

fn check(facts: &Facts, seen: &mut Seen) {
    let methods = methods(facts);
    let mut by_option: BTreeMap<&str, usize> = BTreeMap::new();
    for method in &methods {
        if let Some(option) = access(method) {
            *by_option.entry(option).or_default() += 1;
        }
    }
    let guarded: usize = by_option.values().sum();
    // Without a clear habit, access is decided elsewhere.
    if guarded < HABIT || guarded * 4 < methods.len() * 3 {
        return;
    }
    let mut sites = Vec::new();
    for method in &methods {
        if let Some(option) = access(method) {
            seen.met(method.place(), || format!("{} says who may call it (`{option}`)", method.label()));
        } else if says_open(method) {
            seen.met(method.place(), || format!("{} says that anybody may call it", method.label()));
        } else if !method.words.iter().any(|word| PUBLIC.contains(&word.as_str())) {
            let what = format!("does not say who may call it, as {guarded} others do");
            sites.push(method.site(&what, Confidence::Medium));
        }
    }
    gather::tell(seen, sites, guarded, |number| {
        format!("{} do not say who may call them, as {guarded} others do", count(number, "rpc"))
    });
}

/// Its comment says that no rights are needed.
fn says_open(method: &Method<'_>) -> bool {
    let said = method.rpc.doc.as_ref().map(|doc| doc.to_lowercase()).unwrap_or_default();
    let open = [
        "required: none",
        "no authentication",
        "no permission",
        "unauthenticated",
        "anyone",
        "publicly",
        "without auth",
    ];
    open.iter().any(|words| said.contains(words))
}

/// The extension that says who may call an rpc, be it for the service as a whole.
fn access<'a>(method: &Method<'a>) -> Option<&'a str> {
    let settings = method.rpc.settings.iter().chain(&method.service.settings);
    let own = settings.map(|setting| setting.name.as_str());
    // Extensions have a package; what the language itself has says nothing of access.
    own.filter(|name| name.contains('.') && !name.starts_with("google.api."))
        .find(|name| words(name).iter().any(|word| ACCESS.contains(&word.as_str())))
}
