use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "nontransactional-table",
    item: "data.transactions",
    severity: Severity::High,
    page: page!("nontransactional_table.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut unsafe_tables = Vec::new();
    let mut first = None;
    for table in tables::all(facts) {
        let Some(engine) = table.trait_of("engine") else { continue };
        let name = engine.value.strip_prefix("engine ").unwrap_or_default();
        if name == "innodb" {
            seen.met(engine.place, || format!("`{}` takes part in transactions", table.name));
        } else if ["myisam", "aria", "isam", "csv", "archive", "merge"].contains(&name) {
            unsafe_tables.push((engine.place, format!("`{}`", table.name)));
            first = first.or(Some(table));
        }
    }
    let finding = gather::at_places(seen, &unsafe_tables, |count, first| {
        let what = match count {
            1 => format!("{first} takes"),
            _ => format!("{first} and {} take", gather::count(count - 1, "other table")),
        };
        format!("{what} no part in transactions, and no foreign key holds there")
    });
    if let (Some(finding), Some(table)) = (finding, first) {
        let text = format!("ALTER TABLE {} ENGINE=InnoDB;", table.spelled());
        finding.fix(tables::fix(format!("Move `{}` to InnoDB", table.name), text));
    }
}
