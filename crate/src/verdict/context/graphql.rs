use super::Remark;
use crate::facts::{Facts, GraphField, GraphKind, GraphSchema, RootKind};

/// Directives that say who may, as they are named most often.
const GUARDS: [&str; 8] = [
    "auth",
    "authenticated",
    "aws_auth",
    "hasPermission",
    "hasRole",
    "isAuthenticated",
    "policy",
    "requiresScopes",
];

/// What GraphQL schemas say of themselves: how large they are, how they hand out lists, who may.
pub(super) fn remarks(facts: &Facts) -> Vec<Remark> {
    facts.graphs().flat_map(of_graph).collect()
}

fn of_graph(graph: &GraphSchema) -> Vec<Remark> {
    let name = if graph.federated { "GraphQL, a part of a federated graph" } else { "GraphQL" };
    let counted =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let operations = |kind| graph.root_fields(kind).count();
    let evidence = format!(
        "a schema with {}, {} and {}",
        counted(graph.types.len(), "type", "types"),
        counted(operations(RootKind::Query), "query", "queries"),
        counted(operations(RootKind::Mutation), "mutation", "mutations"),
    );
    let mut remarks =
        vec![Remark { topic: "contract-version", value: name.to_owned(), evidence, place: graph.place }];
    remarks.extend(pagination(graph));
    let guards: Vec<_> =
        graph.used_directives().filter(|used| GUARDS.contains(&used.name.as_str())).collect();
    if let Some(first) = guards.first() {
        remarks.push(Remark {
            topic: "authorization",
            value: format!("directive `@{}`", first.name),
            evidence: counted(guards.len(), "place of the schema", "places of the schema"),
            place: first.place,
        });
    }
    remarks
}

/// Connections, or pages that arguments choose, whichever more fields have.
fn pagination(graph: &GraphSchema) -> Option<Remark> {
    let fields = || graph.of_kind(GraphKind::Object).flat_map(|type_| &type_.fields);
    let connections: Vec<_> = fields().filter(|field| field.type_.name.ends_with("Connection")).collect();
    let takes = |field: &&GraphField, names: &[&str]| names.iter().any(|name| field.argument(name).is_some());
    let offsets: Vec<_> = fields().filter(|field| takes(field, &["offset", "skip", "page"])).collect();
    let (value, found) = if connections.len() >= offsets.len() {
        ("connections (cursor)", connections)
    } else {
        ("offset or page number", offsets)
    };
    let first = found.first()?;
    Some(Remark {
        topic: "pagination",
        value: value.to_owned(),
        evidence: format!("{} fields of the GraphQL schema, `{}` first", found.len(), first.name),
        place: first.place,
    })
}
