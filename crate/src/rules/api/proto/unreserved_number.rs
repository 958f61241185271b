use super::methods::files;
use crate::collections::Sort;
use crate::facts::Facts;
use crate::facts::proto::{Message, range_of};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unreserved-number",
    item: "api.grpc",
    severity: Severity::Low,
    page: page!("unreserved_number.md"),
    check,
};

/// Numbers that may be missing for it to look like removed fields, rather than numbers left free on purpose.
const MOST_MISSING: usize = 2;

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    for message in files(facts).flat_map(|(_, _, file)| &file.messages) {
        let missing = missing(message);
        if let [first, ..] = missing.as_slice()
            && missing.len() <= MOST_MISSING
        {
            let name = &message.name.value;
            let numbers: Vec<String> = missing.iter().map(i64::to_string).collect();
            let (what, them) = if missing.len() == 1 { ("number", "it") } else { ("numbers", "them") };
            sites.push(Site {
                place: message.name.place,
                message: format!(
                    "`{name}` skips the {what} {} without reserving {them}",
                    numbers.join(" and ")
                ),
                label: format!("`{name}` skips {first}"),
                confidence: Confidence::Low,
                severity: None,
            });
        } else if missing.is_empty() && !message.reserved.ranges.is_empty() {
            met += 1;
            seen.met(message.name.place, || {
                format!("`{}` reserves what it no longer uses", message.name.value)
            });
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} skip numbers without reserving them", count(number, "message"))
    });
}

/// Numbers between the smallest and the largest of a message that nothing has; a few at most.
fn missing(message: &Message) -> Vec<i64> {
    let mut numbers: Vec<i64> = message.fields.iter().filter_map(|field| field.number).collect();
    numbers.order();
    let mut missing = Vec::new();
    let mut expected = 1;
    for number in numbers {
        while expected < number && missing.len() <= MOST_MISSING {
            let kept = message.reserved.holds_number(expected)
                || range_of(&message.extension_ranges, expected).is_some();
            if !kept {
                missing.push(expected);
            }
            expected += 1;
        }
        expected = number.saturating_add(1);
    }
    missing
}
