use crate::facts::{DependentWrites, Facts};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

/// More places of one submission than this are told as one finding.
const FEW: usize = 6;

pub(super) static RULE: Rule = Rule {
    id: "write-without-transaction",
    item: "data.transactions",
    severity: Severity::Medium,
    page: page!("write_without_transaction.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    // Every request may run in a transaction of its own.
    let wrapped = facts.code().any(|code| code.joins_writes);
    let pairs = facts.code().flat_map(|code| &code.dependent_writes);
    let pairs = pairs.filter(|one| !facts.is_step(one.place.file) && !facts.is_tool(one.place.file));
    let (joined, open): (Vec<&DependentWrites>, Vec<_>) = pairs.partition(|one| one.joined || wrapped);
    for one in joined {
        seen.met(one.place, || format!("`{}` is written in one transaction with `{}`", one.then, one.table));
    }
    if let [first, others @ ..] = open.as_slice()
        && open.len() > FEW
    {
        let message = format!(
            "{} writes follow others without a transaction: an error between them leaves half of the work",
            open.len()
        );
        let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(open.len());
        for one in others {
            finding.related(one.place, format!("`{}` is written after `{}`", one.then, one.table));
        }
        return;
    }
    for one in open {
        let message = format!(
            "`{}` is written after `{}` without a transaction: an error between them leaves half of the work",
            one.then, one.table
        );
        seen.violated(one.place, message)
            .confidence(Confidence::Medium)
            .related(one.first, "the write that it depends on");
    }
}
