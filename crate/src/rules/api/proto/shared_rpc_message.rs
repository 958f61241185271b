use super::methods::{Method, last, methods};
use crate::collections::BTreeMap;
use crate::facts::Facts;
use crate::facts::proto::scope_of;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "shared-rpc-message",
    item: "api.grpc",
    severity: Severity::Low,
    page: page!("shared_rpc_message.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let methods = methods(facts);
    let mut users: BTreeMap<&str, usize> = BTreeMap::new();
    for method in &methods {
        if let Some(request) = method.request {
            *users.entry(&request.message.full_name).or_default() += 1;
        }
    }
    let (mut sites, mut met) = (Vec::new(), 0);
    for method in methods.iter().filter(|method| !method.rpc.request.stream) {
        let (type_, label) = (&method.rpc.request.type_.value, method.label());
        if last(type_) == "Empty" && type_.contains("google.protobuf") {
            sites.push(
                method
                    .site("takes `google.protobuf.Empty`, which can never take a field", Confidence::Medium),
            );
            continue;
        }
        let Some(request) = method.request.filter(|_| is_own(method)) else { continue };
        match users.get(request.message.full_name.as_str()) {
            Some(1) => {
                met += 1;
                seen.met(method.place(), || format!("{label} has a request of its own"));
            }
            Some(number) => {
                let what = format!(
                    "takes `{}`, as {} do",
                    request.message.name.value,
                    count(number - 1, "other rpc")
                );
                sites.push(method.site(&what, Confidence::High));
            }
            None => {}
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} take messages that are not theirs alone", count(number, "rpc"))
    });
}

/// What comes from another package is shared on purpose.
fn is_own(method: &Method<'_>) -> bool {
    let package = method.file.package();
    method.request.is_some_and(|request| {
        let scope = scope_of(&request.message.full_name);
        scope == package || scope.strip_prefix(package).is_some_and(|rest| rest.starts_with('.'))
    })
}
