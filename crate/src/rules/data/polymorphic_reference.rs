use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "polymorphic-reference",
    item: "data.foreign-keys",
    severity: Severity::Medium,
    page: page!("polymorphic_reference.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut found = Vec::new();
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for column in &table.columns {
            if let Some(base) = points_anywhere(table, column) {
                found
                    .push((column.place, format!("`{base}_type` and `{}` of `{}`", column.name, table.name)));
            }
        }
    }
    let finding = gather::at_places(seen, &found, |count, first| {
        let others = if count > 1 {
            format!(", and {} like it,", gather::count(count - 1, "reference"))
        } else {
            String::new()
        };
        format!(
            "{first}{others} name a row of a table that stands in the row itself: no foreign key can hold them to it"
        )
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}

/// `owner` of `owner_id`, where `owner_type` stands beside it.
fn points_anywhere<'a>(table: &Table, column: &'a Column) -> Option<&'a str> {
    let base = column.name.strip_suffix("_id").filter(|base| !base.is_empty())?;
    let kind = table.column(&format!("{base}_type"))?;
    let named = matches!(kind.type_.family, TypeFamily::Text { .. } | TypeFamily::Enumeration);
    let declared = table
        .foreign_keys
        .iter()
        .flat_map(|key| &key.columns)
        .any(|own| own.eq_ignore_ascii_case(&column.name));
    // Text of any length holds keys of other systems.
    let key = matches!(column.type_.family, TypeFamily::Integer { .. } | TypeFamily::Uuid);
    // A row's own key names no other row.
    let own = table.primary_key.as_ref().is_some_and(|key| key.columns == [column.name.as_str()]);
    (named && key && !declared && !own).then_some(base)
}
