use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Column, Facts, ForeignKey, Table, TypeFamily};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "mismatched-reference-type",
    item: "data.foreign-keys",
    severity: Severity::Medium,
    page: page!("mismatched_reference_type.md"),
    check,
};

/// References of another type than the column that they refer to.
struct Mismatch<'a> {
    parent: &'a Table,
    referred: &'a Column,
    references: Vec<(&'a Table, &'a Column)>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let mut mismatches: BTreeMap<(Place, Severity), Mismatch<'_>> = BTreeMap::new();
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for key in &table.foreign_keys {
            let Some(parent) = facts.catalog.table(key.schema.as_deref(), &key.table) else { continue };
            // Of another database it is another table.
            if parent.engine != table.engine {
                continue;
            }
            for (column, referred) in pairs(table, key, parent) {
                match mismatch(table, column, referred) {
                    Fit::Differs(severity) => {
                        let key = (referred.place, severity);
                        let own = mismatches.entry(key).or_insert(Mismatch {
                            parent,
                            referred,
                            references: Vec::new(),
                        });
                        own.references.push((table, column));
                    }
                    Fit::Same => {
                        seen.met(column.place, || {
                            format!("`{}` has the type of what it refers to", column.name)
                        });
                    }
                    Fit::Unknown => {}
                }
            }
        }
    }
    for ((_, severity), mismatch) in mismatches {
        report(&mismatch, severity, seen);
    }
}

/// The columns of a reference with those that they refer to.
fn pairs<'a>(table: &'a Table, key: &'a ForeignKey, parent: &'a Table) -> Vec<(&'a Column, &'a Column)> {
    let whole = parent.primary_key.as_ref().map(|key| key.columns.as_slice()).unwrap_or_default();
    let referred = if key.referred.is_empty() { whole } else { &key.referred };
    let both = key.columns.iter().zip(referred);
    both.filter_map(|(own, other)| Some((table.column(own)?, parent.column(other)?))).collect()
}

enum Fit {
    Same,
    /// How bad it is.
    Differs(Severity),
    /// The families tell nothing.
    Unknown,
}

fn mismatch(table: &Table, column: &Column, referred: &Column) -> Fit {
    use TypeFamily::{Integer, Other, Text, Uuid};
    match (column.type_.family, referred.type_.family) {
        (Other, _) | (_, Other) => Fit::Unknown,
        // MySQL makes no reference between them.
        (Integer { .. }, Integer { .. }) if is_signed(column) != is_signed(referred) && has_signs(table) => {
            Fit::Differs(Severity::Medium)
        }
        (Integer { bits: own }, Integer { bits: other }) if own < other => Fit::Differs(Severity::Medium),
        (Integer { bits: own }, Integer { bits: other }) if own > other => Fit::Differs(Severity::Low),
        (Integer { .. }, Text { .. } | Uuid)
        | (Text { .. }, Integer { .. } | Uuid)
        | (Uuid, Text { .. } | Integer { .. }) => Fit::Differs(Severity::Medium),
        _ => Fit::Same,
    }
}

fn is_signed(column: &Column) -> bool {
    let text = column.type_.text.to_ascii_lowercase();
    !(text.contains("unsigned") || text.starts_with("serial"))
}

fn has_signs(table: &Table) -> bool {
    table.engine.is_some_and(|engine| engine.chooses_algorithm)
}

fn report(mismatch: &Mismatch<'_>, severity: Severity, seen: &mut Seen) {
    let Mismatch { parent, referred, references } = mismatch;
    let Some(((table, column), others)) = references.split_first() else { return };
    let more = match others.len() {
        0 => String::new(),
        1 => ", as is another reference".to_owned(),
        others => format!(", as are {}", gather::count(others, "other reference")),
    };
    let message = format!(
        "`{}` of `{}` is `{}`{more}, but `{}` of `{}`, to which it refers, is `{}`",
        column.name, table.name, column.type_.text, referred.name, parent.name, referred.type_.text
    );
    let finding = seen.violated(column.type_.place, message).severity(severity).sites(references.len());
    finding.related(referred.type_.place, "what it refers to");
    for (table, column) in others.iter().take(20) {
        finding.related(column.type_.place, format!("`{}` of `{}`", column.name, table.name));
    }
}
