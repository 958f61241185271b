use crate::facts::{Facts, Index, IndexPart, Table, TypeFamily};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unsuitable-index",
    item: "data.query-indexes",
    severity: Severity::Medium,
    page: page!("unsuitable_index.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        let Some(method) = table.engine.and_then(|engine| engine.inverted_index) else { continue };
        for index in table.indexes.iter().filter(|index| !index.unique) {
            let Some(column) = many_values(table, index) else { continue };
            if index.method.as_deref().is_some_and(|own| own != "btree" && own != "hash") {
                seen.met(index.place, || format!("finds what stands in `{column}`"));
                continue;
            }
            let name = index.name.as_deref().unwrap_or("without a name");
            let message = format!("index `{name}` finds `{column}` only as a whole, not what stands in it");
            let text = format!(
                "CREATE INDEX CONCURRENTLY {} ON {} USING {method} ({});",
                table.name_for(&[column.to_owned(), method.to_owned()], "idx"),
                table.spelled(),
                table.spelled_column(column)
            );
            seen.violated(index.place, message).confidence(Confidence::Medium).fix(Fix {
                title: format!("Index what stands in `{column}`"),
                edits: Vec::new(),
                code: Some(Snippet { language: "sql".to_owned(), text }),
            });
        }
    }
}

/// The only column of an index, where each of its values holds several.
fn many_values<'a>(table: &'a Table, index: &Index) -> Option<&'a str> {
    let [IndexPart::Column(name)] = index.parts.as_slice() else { return None };
    let column = table.column(name)?;
    let texts = column.type_.text.eq_ignore_ascii_case("tsvector");
    (texts || matches!(column.type_.family, TypeFamily::Json | TypeFamily::Array)).then_some(&column.name)
}
