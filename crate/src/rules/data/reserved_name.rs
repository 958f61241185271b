use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "reserved-name",
    item: "data.naming",
    severity: Severity::Low,
    page: page!("reserved_name.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut reserved = Vec::new();
    let mut engines = Vec::new();
    // A model's tool quotes every name by itself.
    for table in tables::all(facts).filter(|table| !table.modelled) {
        let Some(engine) = table.engine else { continue };
        let before = reserved.len();
        if engine.reserves(&table.name) {
            reserved.push((table.place, format!("table `{}`", table.name)));
        }
        for column in table.columns.iter().filter(|column| engine.reserves(&column.name)) {
            reserved.push((column.place, format!("`{}` of `{}`", column.name, table.name)));
        }
        if reserved.len() == before {
            seen.met(table.place, || format!("no name of `{}` is a word of {}", table.name, engine.name));
        } else if !engines.contains(&engine.name) {
            engines.push(engine.name);
        }
    }
    gather::at_places(seen, &reserved, |count, first| {
        let what = match count {
            1 => format!("{first} is a word"),
            _ => format!("{first} and {} are words", gather::count(count - 1, "other name")),
        };
        format!("{what} of {}: every statement has to quote it", engines.join(" and "))
    });
}
