use std::collections::BTreeMap;

use super::methods::{Method, methods};
use crate::facts::{Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "rpc-without-access-rule",
    item: "auth.required",
    severity: Severity::High,
    page: include_str!("rpc_without_access_rule.md"),
    check,
};

/// Words of options that say who may call an rpc.
const ACCESS: [&str; 14] = [
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
const PUBLIC: [&str; 16] = [
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
            seen.met(method.place(), format!("{} says who may call it (`{option}`)", method.label()));
        } else if !method.words.iter().any(|word| PUBLIC.contains(&word.as_str())) {
            let what = format!("does not say who may call it, as {guarded} others do");
            sites.push(method.site(&what, Confidence::Medium));
        }
    }
    gather::tell(seen, sites, guarded, |number| {
        format!("{} do not say who may call them, as {guarded} others do", count(number, "rpc"))
    });
}

/// The extension that says who may call an rpc.
fn access<'a>(method: &Method<'a>) -> Option<&'a str> {
    let own = method.rpc.settings.iter().map(|setting| setting.name.as_str());
    // Extensions have a package; what the language itself has says nothing of access.
    own.filter(|name| name.contains('.') && !name.starts_with("google.api.http"))
        .find(|name| words(name).iter().any(|word| ACCESS.contains(&word.as_str())))
}
