use super::shape::{
    TELLING, is_bounded, is_connection, is_entity, is_page, last_word, lists_objects, outcomes, takes_size,
};
use crate::collections::BTreeSet;
use crate::facts::{Facts, GraphField, GraphKind, GraphSchema, GraphType, RootKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unbounded-graphql-list",
    item: "api.pagination",
    severity: Severity::Medium,
    page: page!("unbounded_graphql_list.md"),
    check,
};

/// Last words of fields whose lists stay short.
const SMALL: [&str; 38] = [
    "actions",
    "ancestors",
    "badges",
    "breadcrumbs",
    "channels",
    "columns",
    "countries",
    "currencies",
    "errors",
    "features",
    "flags",
    "genres",
    "groups",
    "icons",
    "images",
    "labels",
    "languages",
    "levels",
    "locales",
    "options",
    "parents",
    "path",
    "permissions",
    "plans",
    "plugins",
    "regions",
    "roles",
    "scopes",
    "sections",
    "settings",
    "sizes",
    "stages",
    "states",
    "statuses",
    "steps",
    "tags",
    "types",
    "warnings",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let outcomes = outcomes(graph);
    let is_judged = |type_: &&GraphType| {
        let writes = [RootKind::Mutation, RootKind::Subscription]
            .iter()
            .any(|kind| graph.root(*kind).is_some_and(|root| root.name == type_.name));
        let holds_a_part = is_connection(type_) || is_page(graph, type_) || outcomes.contains(&*type_.name);
        !(writes || holds_a_part || type_.name.starts_with('_') || type_.name.ends_with("Edge"))
    };
    let owners = graph.of_kind(GraphKind::Object).filter(is_judged);
    let many = owners.flat_map(|type_| type_.fields.iter().map(move |field| (type_, field)));
    let (bound, open): (Vec<_>, Vec<_>) = many
        .filter(|(_, field)| gives_many(graph, field))
        .partition(|(_, field)| takes_size(graph, field) || is_bounded(field));
    for (type_, field) in &bound {
        seen.met(field.place, || format!("`{}.{}` takes the size of a page", type_.name, field.name));
    }
    let paged = bound.iter().filter_map(|(_, field)| graph.target(&field.type_));
    let paged: BTreeSet<&str> = paged.map(|target| item(graph, target).name.as_str()).collect();
    let sites =
        open.into_iter().filter_map(|(type_, field)| Some((type_, site(graph, type_, field, &paged)?)));
    let (of_query, nested): (Vec<_>, Vec<_>) = sites.partition(|(type_, _)| is_query(graph, type_));
    let met = bound.len();
    for sites in [of_query, nested] {
        let sites = sites.into_iter().map(|(_, site)| site).collect();
        gather::tell(seen, sites, met, |number| {
            let fields = count(number, "field");
            if met == 0 {
                format!("no list can be asked for in parts ({fields})")
            } else {
                format!("whole lists come from {fields}, unlike {met} others that take the size of a page")
            }
        });
    }
}

fn is_query(graph: &GraphSchema, type_: &GraphType) -> bool {
    graph.root(RootKind::Query).is_some_and(|root| root.name == type_.name)
}

/// What a connection holds; another type is what it is.
fn item<'a>(graph: &'a GraphSchema, type_: &'a GraphType) -> &'a GraphType {
    let held = |type_: &'a GraphType, name: &str| {
        let mut fields = type_.fields.iter().take(TELLING);
        fields.find(|field| field.name == name).and_then(|field| graph.target(&field.type_))
    };
    let node = || held(held(type_, "edges")?, "node");
    held(type_, "nodes").or_else(node).or_else(|| held(type_, "items")).unwrap_or(type_)
}

fn gives_many(graph: &GraphSchema, field: &GraphField) -> bool {
    lists_objects(graph, field) || graph.target(&field.type_).is_some_and(is_connection)
}

/// A list that grows with the data; none where it stays short, or the caller names what it wants.
fn site(
    graph: &GraphSchema,
    type_: &GraphType,
    field: &GraphField,
    elsewhere: &BTreeSet<&str>,
) -> Option<Site> {
    let label = format!("`{}.{}`", type_.name, field.name);
    let target = graph.target(&field.type_)?;
    let of_query = is_query(graph, type_);
    let paged = is_connection(target);
    let named_by_caller =
        field.arguments.iter().any(|argument| argument.type_.is_list() && argument.type_.is_required());
    let small = SMALL.contains(&last_word(&field.name).as_str()) || !is_entity(graph, target);
    if !paged && (small || named_by_caller) {
        return None;
    }
    let narrowed = field.arguments.iter().any(GraphField::is_required);
    let message = if paged {
        format!("{label} gives a connection, but takes neither `first` nor `last`")
    } else {
        format!("{label} gives all of `{}` at once: it takes no size of a page", target.name)
    };
    Some(Site {
        place: field.place,
        message,
        label,
        confidence: match (of_query, narrowed) {
            (true, false) => Confidence::High,
            (true, true) => Confidence::Medium,
            // What comes in pages elsewhere is known to grow.
            (false, _) if paged || elsewhere.contains(&*target.name) => Confidence::Medium,
            (false, _) => Confidence::Low,
        },
        severity: (!of_query).then_some(Severity::Low),
    })
}
