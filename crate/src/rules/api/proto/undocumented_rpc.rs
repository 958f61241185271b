use super::methods::methods;
use crate::facts::Facts;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "undocumented-rpc",
    item: "api.documentation",
    severity: Severity::Low,
    page: page!("undocumented_rpc.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    let methods = methods(facts);
    for method in &methods {
        // What a service with one rpc does, its own comment says.
        let only = method.service.rpcs.len() == 1 && method.service.doc.is_some();
        if method.rpc.doc.is_some() || only {
            met += 1;
            seen.met(method.place(), || format!("{} has a comment", method.label()));
        } else {
            sites.push(method.site("has no comment that says what it does", Confidence::High));
        }
    }
    let all = methods.len();
    gather::tell(seen, sites, met, |number| {
        if met == 0 {
            format!("no rpc has a comment that says what it does ({})", count(number, "rpc"))
        } else {
            format!("{number} of {} have no comment that says what they do", count(all, "rpc"))
        }
    });
}
