use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "imprecise-money-type",
    item: "data.types",
    severity: Severity::Low,
    page: page!("imprecise_money_type.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut places = Vec::new();
    let mut first: Option<(&Table, &Column)> = None;
    for table in tables::with_parts(facts) {
        for column in table.columns.iter().filter(|column| column.type_.family == TypeFamily::Money) {
            places.push((column.type_.place, format!("`{}` of `{}`", column.name, table.name)));
            first = first.or(Some((table, column)));
        }
    }
    let finding = gather::at_places(seen, &places, |count, first| {
        let what = match count {
            1 => format!("{first} is"),
            _ => format!("{first} and {} are", gather::count(count - 1, "other column")),
        };
        format!("{what} of the type `money`, which rounds what is worked out with it")
    });
    let (Some(finding), Some((table, column))) = (finding, first) else { return };
    if let Some(text) = table.change_type(&column.name, "numeric(19, 4)") {
        finding.fix(tables::fix(format!("Keep `{}` as an exact number", column.name), text));
    }
}
