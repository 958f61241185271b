use crate::artifact::Place;
use crate::facts::{Facts, Index, IndexPart, Table};
use crate::finding::{Edit, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, amend, gather, migration};

pub(super) static RULE: Rule = Rule {
    id: "redundant-index",
    item: "data.index-hygiene",
    severity: Severity::Low,
    page: page!("redundant_index.md"),
    check,
};

/// Indexes of one table that are compared; more is no schema that a person wrote.
const MOST_INDEXES: usize = 200;

/// Something that finds rows as an index does.
struct Finder<'a> {
    parts: Vec<IndexPart>,
    name: &'a str,
    place: Place,
    condition: Option<&'a str>,
    unique: bool,
    method: &'a str,
    includes: bool,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let mut repeats: Vec<(&Table, &Index, String, Place)> = Vec::new();
    for table in facts.tables().filter(|table| !table.is_partition()) {
        let finders = finders(table);
        let taken = table.engine.is_some_and(|engine| engine.keys_take_indexes);
        for (at, index) in table.indexes.iter().enumerate().take(MOST_INDEXES) {
            let own = finder(index);
            // The keys stand before the indexes; of two that are equal, the later one is too many.
            let keys = finders.len() - table.indexes.len().min(MOST_INDEXES);
            let better = finders
                .iter()
                .enumerate()
                .filter(|(other, finder)| !(taken && *other < keys && finder.parts.len() == own.parts.len()))
                .find(|(other, finder)| *other != keys + at && replaces(finder, &own, *other < keys + at));
            match better {
                Some((_, finder)) => repeats.push((table, index, finder.name.to_owned(), finder.place)),
                None => seen.met(index.place, || {
                    format!("`{}` of `{}` repeats no other index", own.name, table.name)
                }),
            }
        }
    }
    report(facts, &repeats, seen);
}

fn finders(table: &Table) -> Vec<Finder<'_>> {
    let keys = table.primary_key.iter().chain(&table.uniques).map(|key| Finder {
        parts: key.columns.iter().cloned().map(IndexPart::Column).collect(),
        name: key.name.as_deref().unwrap_or("the key"),
        place: key.place,
        condition: None,
        unique: true,
        method: "btree",
        includes: false,
    });
    keys.chain(table.indexes.iter().take(MOST_INDEXES).map(finder)).collect()
}

fn finder(index: &Index) -> Finder<'_> {
    Finder {
        parts: index.parts.clone(),
        name: index.name.as_deref().unwrap_or("the index"),
        place: index.place,
        condition: index.condition.as_deref(),
        unique: index.unique,
        method: index.method.as_deref().unwrap_or("btree"),
        includes: !index.included.is_empty(),
    }
}

/// Whether one index finds all that another one does; `earlier` says that it stands before it.
fn replaces(one: &Finder<'_>, other: &Finder<'_>, earlier: bool) -> bool {
    let begins =
        other.parts.len() <= one.parts.len() && one.parts.iter().zip(&other.parts).all(|(a, b)| same(a, b));
    let equal = begins && one.parts.len() == other.parts.len();
    // Of the other kinds it is not known what else they are made to find.
    let ordered = one.method == "btree" && other.method == "btree" && !other.includes;
    let alike = ordered && one.condition == other.condition && !other.parts.is_empty();
    // A longer index does not keep the values of the shorter one unique.
    let longer = begins && !equal && !other.unique;
    alike
        && (longer || (equal && (one.unique || !other.unique) && (earlier || (one.unique && !other.unique))))
}

fn same(one: &IndexPart, other: &IndexPart) -> bool {
    match (one, other) {
        (IndexPart::Column(one), IndexPart::Column(other))
        | (IndexPart::Expression(one), IndexPart::Expression(other)) => one.eq_ignore_ascii_case(other),
        _ => false,
    }
}

/// One finding for all of them: each is dropped in the same way.
fn report(facts: &Facts, repeats: &[(&Table, &Index, String, Place)], seen: &mut Seen) {
    let places: Vec<_> = repeats
        .iter()
        .map(|(table, index, better, _)| {
            let name = index.name.as_deref().unwrap_or("without a name");
            (
                index.place,
                format!("index `{name}` of `{}` finds nothing that `{better}` does not", table.name),
            )
        })
        .collect();
    let finding = gather::listed(seen, &places, |count, first| match count {
        1 => first.to_owned(),
        _ => format!("{first}, and {} repeat others as well", gather::count(count - 1, "index")),
    });
    let Some(finding) = finding else { return };
    if let [(.., place)] = repeats {
        finding.related(*place, "finds the same rows");
    }
    finding
        .migrations(repeats.iter().map(|(table, index, ..)| (index.place, migration::unindex(table, index))));
    let drops: Vec<String> = repeats.iter().filter_map(|(table, index, ..)| drop(table, index)).collect();
    let title = match repeats {
        [(_, Index { name: Some(name), .. }, ..)] => format!("Drop the index `{name}`"),
        _ => "Drop the indexes that repeat others".to_owned(),
    };
    let code = (!drops.is_empty()).then(|| Snippet { language: "sql".to_owned(), text: drops.join("\n") });
    let edits: Option<Vec<Edit>> =
        repeats.iter().map(|(table, index, ..)| edit(facts, table, index)).collect();
    finding.fix(Fix { title, edits: edits.unwrap_or_default(), code });
}

fn drop(table: &Table, index: &Index) -> Option<String> {
    let on_table = table.engine.is_some_and(|engine| engine.drops_index_on_table);
    let behind = if on_table { format!(" ON {}", table.spelled()) } else { String::new() };
    index.name.as_ref().map(|name| format!("DROP INDEX {name}{behind};"))
}

/// The statement that creates it goes.
fn edit(facts: &Facts, table: &Table, index: &Index) -> Option<Edit> {
    let own = !facts.catalog.migrated && !table.modelled && !table.states(index.place);
    let created = amend::single(facts, index.place).filter(|_| own)?;
    Some(Edit { place: created.place, text: String::new() })
}
