use crate::collections::BTreeMap;
use crate::facts::{Facts, Query, QueryColumn, Table};
use crate::finding::{Confidence, Fix, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "unindexed-join",
    item: "data.query-indexes",
    severity: Severity::Medium,
    page: page!("unindexed_join.md"),
    check,
};

/// A pair of tables, and the columns of each that a statement joins them by.
struct Join<'a> {
    tables: [&'a Table; 2],
    columns: [Vec<String>; 2],
    /// Columns of each by which the statement relates it to further tables.
    beside: [Vec<String>; 2],
}

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open: BTreeMap<String, (Join<'_>, Vec<&Query>)> = BTreeMap::new();
    for query in facts.lasting_queries().filter(|query| !query.joins.is_empty()) {
        for join in joins(facts, query) {
            let finds = |(table, columns): (&&Table, &Vec<String>)| {
                columns.iter().any(|column| table.is_indexed(std::slice::from_ref(column)))
            };
            let found = join.tables.iter().zip(&join.columns).any(finds)
                || join.tables.iter().zip(&join.beside).all(finds);
            let [one, other] = &join.tables;
            if found {
                seen.met(query.place, || format!("an index relates `{}` and `{}`", one.name, other.name));
            } else {
                let key = format!("{} {} {:?}", one.name, other.name, join.columns).to_lowercase();
                open.entry(key).or_insert_with(|| (join, Vec::new())).1.push(query);
            }
        }
    }
    for (join, queries) in open.values() {
        report(join, queries, seen);
    }
}

fn joins<'f>(facts: &'f Facts, query: &Query) -> Vec<Join<'f>> {
    let mut joins: Vec<Join<'f>> = Vec::new();
    let find = |column: &QueryColumn| {
        let table = facts.catalog.only_table(column.table.as_deref()?)?;
        let known = table.column(&column.column)?;
        (table.derived.is_none()).then(|| (table, known.name.clone()))
    };
    for [one, other] in &query.joins {
        let (Some((left, one)), Some((right, other))) = (find(one), find(other)) else { continue };
        if left.place == right.place {
            continue;
        }
        let known = joins.iter_mut().find(|join| {
            let [a, b] = join.tables;
            a.place == left.place && b.place == right.place
        });
        match known {
            Some(Join { columns: [a, b], .. }) => {
                a.push(one);
                b.push(other);
            }
            None => joins.push(Join {
                tables: [left, right],
                columns: [vec![one], vec![other]],
                beside: [Vec::new(), Vec::new()],
            }),
        }
    }
    for join in &mut joins {
        for (table, beside) in join.tables.iter().zip(&mut join.beside) {
            let sides = query.joins.iter().flatten().filter_map(find);
            beside.extend(sides.filter(|(own, _)| own.place == table.place).map(|(_, column)| column));
        }
    }
    joins
}

fn report(join: &Join<'_>, queries: &[&Query], seen: &mut Seen) {
    let [one, other] = join.tables;
    let [left, right] = &join.columns;
    let Some((first, others)) = queries.split_first() else { return };
    let message = format!(
        "joins `{}` and `{}` by `{}` and `{}`, and no index of either finds a row by that",
        one.name,
        other.name,
        left.join("`, `"),
        right.join("`, `")
    );
    let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(queries.len());
    for query in others.iter().take(20) {
        finding.related(query.place, "and here");
    }
    finding.related(other.place, format!("`{}` is read whole", other.name)).fix(Fix {
        title: format!("Index `{}` by `{}`", other.name, right.join("`, `")),
        edits: tables::index_edit(other, right, false).into_iter().collect(),
        code: Some(tables::index_code(other, right)),
    });
}
