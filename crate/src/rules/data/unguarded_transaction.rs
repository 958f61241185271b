use crate::facts::Facts;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "unguarded-transaction",
    item: "data.transactions",
    severity: Severity::Medium,
    page: page!("unguarded_transaction.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    for routine in &facts.catalog.objects.routines {
        if facts.catalog.history.done.contains(&routine.place.file) {
            continue;
        }
        if let Some(begun) = routine.effects.unguarded {
            let message = format!(
                "when a statement of `{}` fails, its transaction stays open or half of it is kept",
                routine.name
            );
            let label = format!("`{}`", routine.name);
            sites.push(Site { place: begun, label, message, confidence: Confidence::Medium, severity: None });
        } else if routine.effects.guarded {
            met += 1;
            seen.met(routine.place, || format!("an error ends the transaction of `{}`", routine.name));
        }
    }
    gather::tell_few(seen, sites, met, |count| {
        format!("when a statement fails, the transactions of {count} routines stay open or are half kept")
    });
}
