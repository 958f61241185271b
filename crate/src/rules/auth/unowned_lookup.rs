use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Facts, Guard, GuardKind, Query, QueryVerb, Route, Table, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unowned-lookup",
    item: "auth.object-level",
    severity: Severity::High,
    page: page!("unowned_lookup.md"),
    check,
};

/// Routes that one finding names.
const MOST_NAMED: usize = 10;

fn check(facts: &Facts, seen: &mut Seen) {
    let routes: Vec<&Route> =
        facts.service_routes().into_iter().filter(|route| knows_caller(route)).collect();
    let tables = Tables::of(facts, &routes);
    let mut found: BTreeMap<Place, (&Query, Owned<'_>, Vec<&Route>)> = BTreeMap::new();
    for route in routes.into_iter().filter(|route| names_one(route)) {
        let Some(conduct) = facts.conduct(route) else { continue };
        for query in facts.queries_of(conduct) {
            let Some(owned) = tables.owned(query).filter(|_| is_by_key(query)) else { continue };
            if conduct.names_caller {
                seen.met(query.place, || format!("`{}` asks whose `{}` it is", route.label(), owned.name));
            } else if !conduct.unseen {
                found.entry(query.place).or_insert((query, owned, Vec::new())).2.push(route);
            }
        }
    }
    for (query, owned, routes) in found.into_values() {
        tell(seen, query, &owned, &routes);
    }
}

/// A table whose rows belong to somebody.
struct Owned<'a> {
    name: &'a str,
    /// Says whose a row is.
    column: Option<Place>,
    /// A statement that takes only the rows of one owner.
    narrowed: Option<Place>,
}

/// What is known of tables, by their keys, looked up once for all statements.
struct Tables<'a> {
    known: BTreeMap<String, &'a Table>,
    /// Statements that take only the rows of one owner, of handlers that find out who calls.
    by_caller: BTreeMap<String, Place>,
    /// Such statements wherever they stand.
    narrowed: BTreeMap<String, Place>,
}

impl<'a> Tables<'a> {
    fn of(facts: &'a Facts, routes: &[&Route]) -> Self {
        let mut known = BTreeMap::new();
        for table in facts.tables() {
            known.entry(key(&table.name)).or_insert(table);
        }
        let conducts = routes.iter().filter_map(|route| facts.conduct(route));
        let of_callers =
            conducts.filter(|conduct| conduct.names_caller).flat_map(|conduct| facts.queries_of(conduct));
        Self { known, by_caller: narrowed(of_callers), narrowed: narrowed(facts.queries()) }
    }

    /// The table of a statement, where its rows belong to somebody.
    fn owned(&self, query: &'a Query) -> Option<Owned<'a>> {
        let name = query.tables.first()?;
        let key = key(name);
        if matches!(&*key, "user" | "account" | "customer" | "member" | "tenant" | "organization") {
            return None;
        }
        let by_caller = self.by_caller.get(&key).copied();
        let Some(table) = self.known.get(&key) else {
            return by_caller.map(|place| Owned { name, column: None, narrowed: Some(place) });
        };
        // Where the table is known, its columns decide.
        let column = Some(owner(table)?);
        Some(Owned { name, column, narrowed: by_caller.or_else(|| self.narrowed.get(&key).copied()) })
    }
}

/// The first of the statements on each table that take only the rows of one owner.
fn narrowed<'a>(queries: impl Iterator<Item = &'a Query>) -> BTreeMap<String, Place> {
    let mut found = BTreeMap::new();
    for query in queries.filter(|query| asks_for_owner(query)) {
        if let Some(table) = query.tables.first() {
            found.entry(key(table)).or_insert(query.place);
        }
    }
    found
}

fn asks_for_owner(query: &Query) -> bool {
    query.predicates.iter().any(|predicate| predicate.equality && is_owner(&predicate.column))
}

fn tell(seen: &mut Seen, query: &Query, owned: &Owned<'_>, routes: &[&Route]) {
    let Some(first) = routes.first() else { return };
    // What everybody may read is no secret of its author.
    if query.verb == QueryVerb::Select && owned.narrowed.is_none() {
        return;
    }
    let does = match query.verb {
        QueryVerb::Delete => "deletes",
        QueryVerb::Update => "changes",
        _ => "reads",
    };
    let message = format!(
        "`{}` {does} whichever `{}` the caller names, without asking whose it is",
        first.label(),
        owned.name
    );
    let finding = seen.violated(query.place, message).confidence(Confidence::Medium).sites(routes.len());
    if owned.narrowed.is_none() {
        finding.severity(Severity::Medium);
    }
    for route in routes.iter().take(MOST_NAMED) {
        finding.related(route.place, format!("`{}` leads here", route.label()));
    }
    if let Some(column) = owned.column {
        finding.related(column, format!("`{}` says whose it is", owned.name));
    }
    if let Some(narrowed) = owned.narrowed {
        finding.related(narrowed, "here only the owner's rows count".to_owned());
    }
}

/// It finds out who calls, and nothing before it decides what they may do.
fn knows_caller(route: &Route) -> bool {
    let asked = route.identification().is_some_and(|guard| !Guard::is_optional(guard));
    let of_everybody = |segment: &str| {
        words(segment).iter().any(|word| matches!(word.as_str(), "admin" | "staff" | "internal" | "public"))
    };
    asked
        && route.guard(GuardKind::Authorization).is_none()
        && route.guard(GuardKind::Public).is_none()
        && route.unknown_guard().is_none()
        && !route.path.split('/').any(of_everybody)
}

/// What it acts on is named in its path.
fn names_one(route: &Route) -> bool {
    route.path.split('/').any(|segment| segment.starts_with([':', '{', '<']))
}

/// Whether a statement picks one row by its key, whoever it belongs to.
fn is_by_key(query: &Query) -> bool {
    let is_key =
        |words: &[String]| matches!(words.last().map(String::as_str), Some("id" | "pk" | "uuid" | "guid"));
    // Whether it is there still, and not whose it is.
    let is_state = |words: &[String]| {
        let mut words = words.iter().map(String::as_str);
        words.any(|word| matches!(word, "active" | "archived" | "deleted" | "removed" | "state" | "status"))
    };
    let is_group = |words: &[String]| {
        let first = words.first().map(String::as_str);
        matches!(
            first,
            Some("company" | "group" | "org" | "organisation" | "organization" | "team" | "workspace")
        )
    };
    let columns = || query.predicates.iter().map(|predicate| (predicate, words(&predicate.column)));
    matches!(query.verb, QueryVerb::Select | QueryVerb::Update | QueryVerb::Delete)
        && columns().any(|(predicate, words)| predicate.equality && is_key(&words))
        && columns().all(|(predicate, words)| {
            !is_owner(&predicate.column) && !is_group(&words) && (is_key(&words) || is_state(&words))
        })
}

fn owner(table: &Table) -> Option<Place> {
    table.columns.iter().find(|column| is_owner(&column.name)).map(|column| column.place)
}

fn is_owner(column: &str) -> bool {
    let words = words(column);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let who = |word: &str| {
        matches!(
            word,
            "owner"
                | "user"
                | "author"
                | "creator"
                | "customer"
                | "account"
                | "tenant"
                | "member"
                | "patient"
        )
    };
    match words.as_slice() {
        ["created", "by"] | ["created", "by", "id"] | ["userid" | "ownerid" | "createdby"] => true,
        [one, "id" | "uuid" | "pk"] | [one] => who(one),
        _ => false,
    }
}

/// A name of a table or a class, so that `Order` and `orders` are the same.
fn key(name: &str) -> String {
    let mut words = words(name.rsplit('.').next().unwrap_or(name));
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words.concat()
}
