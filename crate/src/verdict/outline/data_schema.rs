//! The tables as they stand, with keys, references and indexes marked, and what the findings would change.

use super::ddl::ddl;
use super::er_diagram::{er_diagram, suggestions};
use super::findings_by_place::FindingsByPlace;
use super::groups::severity_name;
use super::inline::{code, count, listed, one_line};
use super::material::Material;
use super::page::Page;
use super::relations::Relations;
use super::stores::{Use, uses};
use crate::collections::Sort;
use crate::facts::Table;
use crate::verdict::report::ReportFinding;

/// Tables that are written out, and that are drawn.
const WRITTEN: usize = 40;
const DRAWN: usize = 25;
/// Findings that are shown for one table.
const FINDINGS: usize = 6;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let relations = &material.relations;
    if relations.tables.is_empty() {
        without_tables(material, page);
        return;
    }
    page.paragraph(&extent(relations));
    page.paragraph(&lacking(&relations.tables));
    draw(material, page);
    page.heading("Tables");
    let by_place = FindingsByPlace::new(material.findings);
    let written = relations.central(WRITTEN);
    if let Some(left @ 1..) = relations.tables.len().checked_sub(written.len()) {
        page.paragraph(&format!(
            "The {} most connected, in the order of their creation; {} left out.",
            written.len(),
            count(left, "table")
        ));
    }
    let texts: Vec<String> = written
        .iter()
        .map(|table| {
            page.sources.place(table.place, format!("table `{}`", table.name));
            let remarks = remarks(&by_place.of_table(material.submission, table));
            format!("{}\n{remarks}", ddl(table, relations)).trim_end().to_owned()
        })
        .collect();
    page.fence("sql", &texts.join("\n\n"));
}

/// Without a schema: what the queries in code name.
fn without_tables(material: &Material<'_>, page: &mut Page<'_>) {
    page.paragraph(
        "No table was read. Add the schema or the migrations (SQL) to see keys, references and indexes here, and what they lack.",
    );
    let mut uses: Vec<(&str, Use)> = uses(material).into_iter().collect();
    if uses.is_empty() {
        return;
    }
    uses.order_by_key(|(_, one)| std::cmp::Reverse(one.reads + one.writes));
    page.paragraph(&format!(
        "Queries in code name {}:",
        count(uses.len(), "table or collection").replace("table or collections", "tables or collections")
    ));
    let rows = uses
        .iter()
        .take(WRITTEN)
        .map(|(name, one)| [code(name), one.reads.to_string(), one.writes.to_string()]);
    page.table(["Name", "Reads", "Writes"], &rows.collect::<Vec<_>>());
    for query in material.facts.queries().take(100) {
        page.sources.place(query.place, "query");
    }
}

fn draw(material: &Material<'_>, page: &mut Page<'_>) {
    let relations = &material.relations;
    let drawn: Vec<&Table> =
        relations.central(DRAWN).into_iter().filter(|table| relations.degree(table) > 0).collect();
    page.heading("Relations");
    if drawn.is_empty() {
        page.paragraph("No table refers to another one.");
        suggest(material, page);
        return;
    }
    let alone = relations.tables.len() - drawn.len();
    if alone > 0 {
        page.paragraph(&format!(
            "Keys only; {} of {} left out, which are the least connected.",
            alone,
            count(relations.tables.len(), "table")
        ));
    }
    page.fence("mermaid", &er_diagram(&material.facts.catalog, &drawn));
    suggest(material, page);
}

/// What the statements of the findings' fixes would add or change.
fn suggest(material: &Material<'_>, page: &mut Page<'_>) {
    let then = material.submission.suggested;
    if let Some(diagram) = then.and_then(|then| suggestions(&material.facts.catalog, then)) {
        page.heading("Relations as suggested");
        page.paragraph("What the fixes of the findings would add or change, as it would be then.");
        page.fence("mermaid", &diagram);
    }
}

fn extent(relations: &Relations<'_>) -> String {
    let sum = |number: fn(&Table) -> usize| relations.tables.iter().map(|table| number(table)).sum::<usize>();
    let partitions = match relations.all_partitions() {
        0 => String::new(),
        partitions => format!(" and {}", count(partitions, "partition")),
    };
    format!(
        "{}{partitions}, {}, {}, {} besides those of keys.",
        count(relations.tables.len(), "table"),
        count(sum(|table| table.columns.len()), "column"),
        count(sum(|table| table.foreign_keys.len()), "foreign key"),
        count(sum(|table| table.indexes.len()), "index"),
    )
}

/// What a reader looks for first: tables without a key, references without an index.
fn lacking(tables: &[&Table]) -> String {
    let names = |lacks: fn(&Table) -> bool| -> Vec<String> {
        tables.iter().filter(|table| lacks(table)).map(|table| code(&table.name)).collect()
    };
    let keyless = names(|table| table.primary_key.is_none());
    let slow = names(|table| table.foreign_keys.iter().any(|key| !table.is_indexed(&key.columns)));
    let mut sentences = Vec::new();
    if !keyless.is_empty() {
        sentences.push(format!("Without a primary key: {}.", listed(&keyless, 8)));
    }
    if !slow.is_empty() {
        sentences.push(format!("With a foreign key that no index begins with: {}.", listed(&slow, 8)));
    }
    sentences.join(" ")
}

/// Findings as comments below the table that they are about.
fn remarks(findings: &[&ReportFinding]) -> String {
    let mut lines = Vec::new();
    for finding in findings.iter().take(FINDINGS) {
        let message = one_line(&finding.message, 200);
        lines.push(format!("-- {} ({}): {message}", finding.rule, severity_name(finding.severity)));
        if !finding.fix.edits.is_empty() {
            lines.push(format!("--   suggested: {}", one_line(&finding.fix.title, 200)));
        }
    }
    if let Some(more @ 1..) = findings.len().checked_sub(FINDINGS) {
        lines.push(format!("-- and {}", count(more, "more finding")));
    }
    lines.join("\n")
}
