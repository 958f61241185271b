use super::methods::{Declared, Method, by_package, methods};
use super::rpc_retry_without_key::{is_key, moves_money};
use crate::facts::Facts;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "create-without-request-id",
    item: "api.idempotency",
    severity: Severity::Low,
    page: page!("create_without_request_id.md"),
    check,
};

/// Creations of a package that can be repeated, from which on it is the habit.
const HABIT: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    let methods = methods(facts);
    for methods in by_package(&methods).values() {
        let creations = methods.iter().filter(|method| creates(method));
        let (with, without): (Vec<&&Method<'_>>, Vec<_>) =
            creations.partition(|method| key(facts, method).is_some());
        // Ids that callers choose protect as well, but show no habit.
        if with.len() < HABIT || with.len() < without.len() {
            continue;
        }
        for method in &with {
            if let Some(key) = key(facts, method) {
                seen.met(method.place(), || format!("{} can be repeated (`{key}`)", method.label()));
            }
        }
        let what = format!(
            "makes a second one where a caller repeats it after a lost answer, unlike {} of the package",
            count(with.len(), "other creation")
        );
        let sites = without.iter().map(|method| method.site(&what, Confidence::Medium));
        gather::tell(seen, sites.collect(), with.len(), |number| {
            format!(
                "{} cannot be repeated after a lost answer, as others of the package can",
                count(number, "creation")
            )
        });
    }
}

fn creates(method: &Method<'_>) -> bool {
    matches!(method.verb(), "create" | "insert")
        && !method.streams()
        && method.request.is_some()
        && !moves_money(method)
}

fn key<'a>(facts: &'a Facts, method: &Method<'a>) -> Option<&'a str> {
    let request = method.request?;
    let own = request.fields().find(|field| is_key(method, field));
    let inner = || {
        let resource = method.resource(facts).map(|(_, resource)| resource);
        resource.into_iter().flat_map(Declared::fields).find(|field| is_key(method, field))
    };
    own.or_else(inner).map(|field| field.name.value.as_str())
}
