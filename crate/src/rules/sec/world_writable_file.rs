use crate::facts::{Facts, SecurityUse, UseKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "world-writable-file",
    item: "sec.least-privilege",
    severity: Severity::Medium,
    page: page!("world_writable_file.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for one in facts.uses(UseKind::FileMode) {
        let Some(open) = is_open(one) else { continue };
        if open {
            let message = format!("`{}` lets every account of the machine change the file", one.name);
            let finding = seen.violated(one.place, message);
            // Most processes keep others from writing, whatever is asked for.
            if one.is("masked", "true") {
                finding.severity(Severity::Low).confidence(Confidence::Medium);
            }
        } else {
            seen.met(one.place, || format!("`{}` keeps other accounts from changing the file", one.name));
        }
    }
}

/// Whether everybody may write; `None` where no rights are said. Numbers are 0o777 and 0o666, in base ten and as
/// the digits that they are written with.
fn is_open(one: &SecurityUse) -> Option<bool> {
    let mode = one.constant("mode")?;
    if mode.len() == 9 && mode.bytes().all(|byte| b"rwx-".contains(&byte)) {
        return Some(mode.as_bytes().get(7) == Some(&b'w'));
    }
    let digits = mode.trim_start_matches("0o").trim_start_matches('0');
    let number: u32 = digits.parse().ok()?;
    Some(matches!(number, 511 | 438 | 777 | 666))
}
