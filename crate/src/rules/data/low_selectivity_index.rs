use crate::facts::{Facts, Index, IndexPart, Table, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "low-selectivity-index",
    item: "data.index-hygiene",
    severity: Severity::Low,
    page: page!("low_selectivity_index.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut flags = Vec::new();
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for index in table.indexes.iter().filter(|index| !index.unique) {
            let Some(column) = flag(table, index) else { continue };
            let name = index.name.as_deref().unwrap_or("without a name");
            if index.condition.is_some() {
                seen.met(index.place, || format!("`{name}` holds only some of the rows"));
                continue;
            }
            flags.push((index.place, format!("index `{name}` over the flag `{column}` of `{}`", table.name)));
        }
    }
    let finding = gather::at_places(seen, &flags, |count, first| match count {
        1 => format!("{first} points to about half of the rows, if not to nearly all"),
        _ => format!("{first} and {} more point to about half of the rows, if not to nearly all", count - 1),
    });
    if let Some(finding) = finding {
        // One of the two values may be rare.
        finding.confidence(Confidence::Medium);
    }
}

/// The only column of an index, where it has two values.
fn flag<'a>(table: &'a Table, index: &Index) -> Option<&'a str> {
    let [IndexPart::Column(name)] = index.parts.as_slice() else { return None };
    let column = table.column(name)?;
    (column.type_.family == TypeFamily::Boolean && index.included.is_empty()).then_some(&column.name)
}
