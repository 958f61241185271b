//! Data that the code reaches without its schema being known: what its queries name.

use super::inline::{code, count, listed};
use super::material::Material;
use crate::collections::BTreeMap;
use crate::facts::{QueryOrigin, QueryVerb, TechnologyRole as Role};

#[derive(Clone, Copy, Default)]
pub(super) struct Use {
    pub(super) reads: usize,
    pub(super) writes: usize,
}

/// Tables or collections that queries in code name, each with how often it is read and written. Tests are left out.
pub(super) fn uses<'a>(material: &Material<'a>) -> BTreeMap<&'a str, Use> {
    let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
    for query in material.facts.queries().filter(|query| query.origin == QueryOrigin::Code) {
        for (at, table) in query.tables.iter().enumerate() {
            let own = uses.entry(table).or_default();
            let writes = matches!(query.verb, QueryVerb::Insert | QueryVerb::Update | QueryVerb::Delete);
            if writes && at == 0 { own.writes += 1 } else { own.reads += 1 }
        }
    }
    uses
}

/// What reaches a database that nothing names: "reached through `Prisma`; which database is not seen".
pub(super) fn unnamed_store(material: &Material<'_>) -> Option<[String; 3]> {
    if material.in_role(Role::Database).next().is_some() {
        return None;
    }
    let title = "Data store".to_owned();
    let tables = material.relations.tables.len();
    let through: Vec<String> = material.in_role(Role::DataAccess).map(|seen| code(&seen.name)).collect();
    let queries = material.facts.queries().filter(|query| query.origin == QueryOrigin::Code).count();
    let what = match (through.is_empty(), tables, queries) {
        (true, 0, 0) => return None,
        (true, ..) => "which database is not seen".to_owned(),
        (false, ..) => format!("reached through {}; which database is not seen", listed(&through, 3)),
    };
    let shown = [(tables, "table"), (queries, "query")];
    let shown: Vec<String> = shown
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    Some([title, what, shown.join(", ")])
}
