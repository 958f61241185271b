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
    let mut found: BTreeMap<Place, (&Query, &Table, Vec<&Route>)> = BTreeMap::new();
    for route in facts.service_routes().into_iter().filter(|route| knows_caller(route)) {
        let Some(conduct) = facts.conduct(route) else { continue };
        for query in facts.queries_of(conduct) {
            let Some(table) = owned_table(facts, query).filter(|_| is_by_key(query)) else { continue };
            if conduct.names_caller {
                seen.met(query.place, format!("`{}` asks whose `{}` it is", route.label(), table.name));
            } else if !conduct.unseen {
                found.entry(query.place).or_insert((query, table, Vec::new())).2.push(route);
            }
        }
    }
    for (place, (query, table, routes)) in found {
        tell(facts, seen, (place, query), table, &routes);
    }
}

fn tell(facts: &Facts, seen: &mut Seen, (place, query): (Place, &Query), table: &Table, routes: &[&Route]) {
    let Some(first) = routes.first() else { return };
    let narrowed = facts.queries().find(|other| {
        owned_table(facts, other).is_some_and(|own| own.name == table.name)
            && other.predicates.iter().any(|predicate| is_owner(&predicate.column))
    });
    // What everybody may read is no secret of its author.
    if query.verb == QueryVerb::Select && narrowed.is_none() {
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
        table.name
    );
    let finding = seen.violated(place, message).confidence(Confidence::Medium).sites(routes.len());
    if narrowed.is_none() {
        finding.severity(Severity::Medium);
    }
    for route in routes.iter().take(MOST_NAMED) {
        finding.related(route.place, format!("`{}` leads here", route.label()));
    }
    if let Some(column) = owner(table) {
        finding.related(column, format!("`{}` says whose it is", table.name));
    }
    if let Some(narrowed) = narrowed {
        finding.related(narrowed.place, "here only the owner's rows count".to_owned());
    }
}

/// It finds out who calls, and nothing before it decides what they may do; what it acts on is named in its path.
fn knows_caller(route: &Route) -> bool {
    let asked = route.identification().is_some_and(|guard| !Guard::is_optional(guard));
    let of_everybody = |segment: &str| {
        words(segment).iter().any(|word| matches!(word.as_str(), "admin" | "staff" | "internal" | "public"))
    };
    asked
        && route.guard(GuardKind::Authorization).is_none()
        && route.guard(GuardKind::Public).is_none()
        && route.unknown_guard().is_none()
        && route.path.split('/').any(|segment| segment.starts_with([':', '{', '<']))
        && !route.path.split('/').any(of_everybody)
}

/// Whether a statement picks one row by nothing but its key.
fn is_by_key(query: &Query) -> bool {
    let columns = || query.predicates.iter().filter(|predicate| predicate.equality);
    let is_key = |column: &str| {
        let words = words(column);
        matches!(words.last().map(String::as_str), Some("id" | "pk" | "uuid" | "guid")) && !is_owner(column)
    };
    matches!(query.verb, QueryVerb::Select | QueryVerb::Update | QueryVerb::Delete)
        && columns().next().is_some()
        && query.predicates.iter().all(|predicate| is_key(&predicate.column))
}

/// The table of a statement, where its rows belong to somebody.
fn owned_table<'a>(facts: &'a Facts, query: &Query) -> Option<&'a Table> {
    let name = key(query.tables.first()?);
    let table = facts.tables().find(|table| key(&table.name) == name)?;
    let is_person = matches!(
        key(&table.name).as_str(),
        "user" | "account" | "customer" | "member" | "tenant" | "organization"
    );
    (!is_person && owner(table).is_some()).then_some(table)
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
