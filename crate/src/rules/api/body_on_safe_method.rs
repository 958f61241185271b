use crate::facts::{Facts, Method};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "body-on-safe-method",
    item: "api.http-methods",
    severity: Severity::Medium,
    page: include_str!("body_on_safe_method.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for (_, operation) in facts.operations().filter(|(_, operation)| !operation.webhook) {
        let bodiless = matches!(operation.method, Method::Get | Method::Head | Method::Delete);
        match (&operation.body, bodiless) {
            (Some(body), true) => {
                let message = format!(
                    "`{}` takes a body, which HTTP gives no meaning with {}",
                    operation.label(),
                    operation.method.name()
                );
                let finding = seen.violated(body.place, message);
                if operation.method == Method::Delete {
                    finding.severity(Severity::Low);
                }
            }
            (None, true) => seen.met(operation.place, format!("`{}` takes no body", operation.label())),
            (_, false) => {}
        }
    }
}
