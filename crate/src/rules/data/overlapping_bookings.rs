use crate::facts::{Column, Facts, Table, TypeFamily, singular, words};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "overlapping-bookings",
    item: "data.concurrency",
    severity: Severity::Medium,
    page: page!("overlapping_bookings.md"),
    check,
};

const BOOKINGS: &[&str] = &["appointment", "booking", "reservation", "rental", "slot", "shift"];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        // Only one kind of database can keep ranges apart by itself.
        let able = table.engine.is_some_and(|engine| engine.inverted_index.is_some());
        let booked =
            words(&table.name).last().is_some_and(|last| BOOKINGS.contains(&singular(last).as_str()));
        let Some((from, to)) = period(table).filter(|_| able && booked) else { continue };
        if let Some(exclusion) = table.exclusions.first() {
            seen.met(exclusion.place, || format!("rows of `{}` keep apart", table.name));
            continue;
        }
        let message = format!(
            "two requests at once can book the same time: nothing keeps `{}` to `{}` of `{}` apart",
            from.name, to.name, table.name
        );
        let thing = table.foreign_keys.iter().flat_map(|key| &key.columns).next();
        let finding = seen.violated(table.place, message).confidence(Confidence::Medium);
        finding.related(from.place, "begins").related(to.place, "ends");
        let Some(thing) = thing else { continue };
        let range = if from.type_.family == TypeFamily::Date { "daterange" } else { "tstzrange" };
        finding.fix(Fix {
            title: "Keep the times apart in the database".to_owned(),
            edits: Vec::new(),
            code: Some(Snippet {
                language: "sql".to_owned(),
                text: format!(
                    "CREATE EXTENSION IF NOT EXISTS btree_gist;\nALTER TABLE {} ADD CONSTRAINT {} EXCLUDE USING gist ({} WITH =, {range}({}, {}) WITH &&);",
                    table.spelled(),
                    table.name_for(std::slice::from_ref(thing), "excl"),
                    table.spelled_column(thing),
                    table.spelled_column(&from.name),
                    table.spelled_column(&to.name),
                ),
            }),
        });
    }
}

/// The columns that say from when to when.
fn period(table: &Table) -> Option<(&Column, &Column)> {
    let of_time =
        |column: &&Column| matches!(column.type_.family, TypeFamily::Timestamp { .. } | TypeFamily::Date);
    let says =
        |column: &&Column, names: &[&str]| column.words().iter().any(|word| names.contains(&word.as_str()));
    let mut times = table.columns.iter().filter(of_time);
    let from = times
        .clone()
        .find(|column| says(column, &["start", "starts", "begin", "begins", "from", "started", "checkin"]))?;
    let to =
        times.find(|column| says(column, &["end", "ends", "until", "to", "ended", "checkout", "finish"]))?;
    Some((from, to))
}
