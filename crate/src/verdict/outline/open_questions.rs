//! At most three questions, those whose answers unlock most, each with what is assumed meanwhile.

use super::endpoints::Access;
use super::inline::{code, count, listed, prose};
use super::material::Material;
use super::page::Page;
use crate::collections::Sort;
use crate::facts::{QueryOrigin, QueryVerb, Table};
use crate::verdict::report::ItemState;

const MOST: usize = 3;

struct Question {
    asks: String,
    unlocks: String,
    assumed: String,
}

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let candidates = [
        compliance(material, page),
        missing(material),
        scale(material),
        callers(material),
        judged_by_people(material),
    ];
    let questions: Vec<Question> = candidates.into_iter().flatten().take(MOST).collect();
    if questions.is_empty() {
        page.paragraph("Nothing was handed in that raises a question. Start with what the service is for, how many callers it has, and what must never happen to its data.");
        return;
    }
    for (number, question) in (1..).zip(&questions) {
        page.paragraph(&format!("**Question {number}:** {}", question.asks));
        page.list(&[
            format!("Unlocks: {}", question.unlocks),
            format!("Assumed until then: {}", question.assumed),
        ]);
    }
    ask_database(material, page);
}

/// What no file tells, with the statements that the database answers it to.
fn ask_database(material: &Material<'_>, page: &mut Page<'_>) {
    let told: Vec<String> = material
        .facts
        .diagnostics()
        .map(|diagnostic| format!("-- {}\n{}", diagnostic.asks, diagnostic.sql))
        .collect();
    if !told.is_empty() {
        page.heading("What only the running database knows");
        page.paragraph("None of this is judged here. Run these in production, with read rights only, and decide by the answers.");
        page.fence("sql", &told.join("\n\n"));
    }
}

/// Columns whose names say that they hold personal data.
fn personal(table: &Table) -> impl Iterator<Item = &crate::facts::Column> {
    const WORDS: [&str; 9] =
        ["email", "phone", "birth", "ssn", "passport", "address", "salary", "iban", "card_number"];
    table.columns.iter().filter(|column| {
        let name = column.name.to_lowercase();
        !name.ends_with("_id") && WORDS.iter().any(|word| name.contains(word))
    })
}

fn compliance(material: &Material<'_>, page: &mut Page<'_>) -> Option<Question> {
    let columns: Vec<(&Table, &crate::facts::Column)> = material
        .facts
        .tables()
        .flat_map(|table| personal(table).map(move |column| (table, column)))
        .collect();
    if columns.is_empty() {
        return None;
    }
    let names: Vec<String> =
        columns.iter().map(|(table, column)| code(&format!("{}.{}", table.name, column.name))).collect();
    for (table, column) in columns.iter().take(20) {
        page.sources.place(column.place, format!("`{}.{}`", table.name, column.name));
    }
    Some(Question {
        asks: format!("Which law and which retention hold for the personal data in {}?", listed(&names, 4)),
        unlocks: "encryption at rest, masking in logs, deletion on request, audit, and where data may be stored.".to_owned(),
        assumed: "GDPR applies: data is deleted on request, access is logged, nothing personal stands in logs or addresses.".to_owned(),
    })
}

fn missing(material: &Material<'_>) -> Option<Question> {
    let next = material.scorecard.coverage.next.first()?;
    Some(Question {
        asks: format!("Can {} be handed in?", prose(&next.add)),
        unlocks: format!("{} of the checklist that nothing here shows.", count(next.items, "item")),
        assumed: "nothing: what was not seen counts neither for nor against the score.".to_owned(),
    })
}

fn scale(material: &Material<'_>) -> Option<Question> {
    if material.endpoints.is_empty() && !material.has_tables() {
        return None;
    }
    let unbounded = material
        .facts
        .queries()
        .filter(|query| {
            query.origin == QueryOrigin::Code && query.verb == QueryVerb::Select && !query.bounded
        })
        .count();
    let mut largest: Vec<&Table> = material.relations.tables.clone();
    largest.order_by_key(|table| std::cmp::Reverse(table.foreign_keys.len()));
    let names: Vec<String> = largest.iter().take(3).map(|table| code(&table.name)).collect();
    let rows =
        if names.is_empty() { String::new() } else { format!(", and how many rows in {}", names.join(", ")) };
    let lists = if unbounded > 0 {
        format!(", and which of {} must be bounded first", count(unbounded, "unbounded query"))
    } else {
        String::new()
    };
    Some(Question {
        asks: format!("How many requests a second at peak{rows}, today and in two years?"),
        unlocks: format!("pool sizes, which indexes pay, paging, partitioning{lists}."),
        assumed:
            "100 requests a second at peak, tables of up to ten million rows, ten times that in two years."
                .to_owned(),
    })
}

fn callers(material: &Material<'_>) -> Option<Question> {
    let unstated = material.endpoints.iter().filter(|endpoint| endpoint.access() == Access::Unstated);
    let labels: Vec<String> = unstated.map(|endpoint| code(&endpoint.label())).collect();
    (!labels.is_empty()).then(|| Question {
        asks: format!("Who may call {}, for which no authentication was seen?", listed(&labels, 3)),
        unlocks: "whether this is public on purpose, guarded by a gateway, or open by mistake.".to_owned(),
        assumed: "it can be reached from the internet, and nothing in front of it checks callers.".to_owned(),
    })
}

fn judged_by_people(material: &Material<'_>) -> Option<Question> {
    let item = material.scorecard.items.iter().find(|item| item.state == ItemState::Question)?;
    Some(Question {
        asks: item.question.clone(),
        unlocks: format!("the judgement of {} ({}).", item.title, code(&item.id)),
        assumed: format!("it is not so: {}", prose(&item.reason)),
    })
}
