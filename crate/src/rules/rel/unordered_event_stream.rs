use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "unordered-event-stream",
    item: "rel.event-design",
    severity: Severity::Medium,
    page: page!("unordered_event_stream.md"),
    check,
};

/// What events are about, in a table that holds the events of many.
const STREAMS: &[&str] =
    &["aggregate_id", "stream_id", "stream_name", "aggregate_root_id", "stream", "persistence_id"];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts) {
        let Some(stream) = stream(table) else { continue };
        let Some(order) = table.columns.iter().find(|column| counts(column)) else {
            let message = format!(
                "the events of one `{}` in `{}` have no order of their own: two writers can both append the next one",
                stream.name, table.name
            );
            seen.violated(table.place, message)
                .confidence(Confidence::Medium)
                .related(stream.place, "whose events they are");
            continue;
        };
        let both = [stream.name.clone(), order.name.clone()];
        let wider: Vec<String> = ["aggregate_type", "stream_type", "tenant_id"].map(str::to_owned).into();
        let all: Vec<String> = both.iter().cloned().chain(wider).collect();
        let alone = table.is_unique(std::slice::from_ref(&order.name));
        if table.is_unique(&all) || alone {
            seen.met(order.place, || format!("`{}` of an event is taken once", order.name));
            continue;
        }
        let message = format!(
            "two writers can append the same `{}` to one `{}` in `{}`",
            order.name, stream.name, table.name
        );
        let text = format!(
            "CREATE UNIQUE INDEX {} ON {} ({});",
            table.name_for(&both, "key"),
            table.spelled(),
            table.spelled_columns(&both)
        );
        let finding = seen.violated(table.place, message).confidence(Confidence::Medium);
        finding
            .related(order.place, "the order of the events")
            .fix(tables::fix("Take each number once", text));
    }
}

/// The column that says whose events they are, in a table of events that is kept for good.
fn stream(table: &Table) -> Option<&Column> {
    let named = tables::says(&table.name, &["event", "journal"])
        && !tables::says(&table.name, &["outbox", "inbox", "snapshot", "tag"]);
    let holds = |nouns: &[&str]| table.columns.iter().any(|column| tables::ends_in(&column.name, nouns));
    let is_stream = |column: &&Column| STREAMS.contains(&column.words().join("_").as_str());
    table.columns.iter().find(is_stream).filter(|_| named && holds(&["payload", "data", "body", "event"]))
}

fn counts(column: &Column) -> bool {
    let number = matches!(column.type_.family, TypeFamily::Integer { .. } | TypeFamily::Decimal);
    let names = ["version", "sequence", "seq", "revision", "position", "number", "nr", "ordinal"];
    number && !column.generated && column.words().iter().any(|word| names.contains(&word.as_str()))
}
