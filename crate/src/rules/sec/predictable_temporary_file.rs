use crate::facts::{Facts, UseKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "predictable-temporary-file",
    item: "sec.least-privilege",
    severity: Severity::Medium,
    page: page!("predictable_temporary_file.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for group in alike::groups(facts.uses(UseKind::TemporaryName), |_| ()) {
        alike::told(seen, &group, |one| {
            format!("`{}` gives a name, and others can make the file first", one.name)
        });
    }
}
