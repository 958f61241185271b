//! Where requests begin.

use super::Problem;
use crate::facts::{GraphKind, GraphSchema, RootKind};
use crate::finding::{Confidence, Seen};

/// Directives by which a tool makes the queries from the types.
const GENERATING: [&str; 8] =
    ["model", "entity", "node", "generate", "hasInverse", "withSubscription", "table", "search"];

pub(super) fn check(graph: &GraphSchema, problems: &mut Vec<Problem>, seen: &mut Seen) {
    let definitions = graph.schemas.iter().filter(|schema| !schema.extends);
    for second in definitions.skip(1) {
        problems.push(Problem::at(second.place, "the schema is defined more than once".to_owned()));
    }
    for (kind, name) in graph.schemas.iter().flat_map(|schema| &schema.roots) {
        if let Some(found) = graph.kind(&name.value).filter(|found| *found != GraphKind::Object) {
            let message = format!(
                "the {} type is the {} `{}`: it has to be an object type",
                kind.keyword(),
                found.noun(),
                name.value
            );
            problems.push(Problem::at(name.place, message));
        }
    }
    query(graph, problems, seen);
}

/// Every schema has queries (3.3.1), unless it is a part of one, or a tool adds them.
fn query(graph: &GraphSchema, problems: &mut Vec<Problem>, seen: &mut Seen) {
    let is_stated =
        graph.schemas.iter().flat_map(|schema| &schema.roots).any(|(kind, _)| *kind == RootKind::Query);
    let generated = graph.used_directives().any(|used| GENERATING.contains(&used.name.as_str()));
    let begun = RootKind::ALL.iter().any(|kind| graph.root(*kind).is_some());
    if is_stated || graph.root(RootKind::Query).is_some() || graph.federated || generated || !graph.whole {
        return;
    }
    if begun {
        let message = "the schema has no `Query` type: no service can start with it";
        let problem = Problem::at(graph.place, message.to_owned());
        problems.push(problem.confidence(Confidence::Medium));
    } else {
        seen.not_seen("the file of the GraphQL schema that defines `Query`");
    }
}
