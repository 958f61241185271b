use super::validity::{Problem, problems};
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Facts, GraphSchema};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "invalid-graphql-schema",
    item: "api.contract-valid",
    severity: Severity::Medium,
    page: page!("invalid_graphql_schema.md"),
    check,
};

/// Problems that are told by themselves.
const MOST_TOLD: usize = 1_000;
/// Places that one finding names besides its first.
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let found = problems(graph, seen);
    let mut alike: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in &found {
        alike.entry(&problem.message).or_default().push(problem);
    }
    for (message, problems) in alike.iter().take(MOST_TOLD) {
        tell(message, problems, seen);
    }
    let untold: Vec<&Problem> = alike.values().skip(MOST_TOLD).flatten().copied().collect();
    if let Some(first) = untold.first() {
        let message = format!("{} more problems of the schema are not told one by one", untold.len());
        let worst = untold.iter().map(|problem| problem.severity).max().unwrap_or(first.severity);
        seen.violated(first.place, message).severity(worst).confidence(first.confidence).sites(untold.len());
    }
    let mut places: Vec<_> = found.iter().map(|problem| problem.owner).collect();
    places.order();
    for type_ in graph.types.iter().filter(|type_| places.binary_search(&type_.place).is_err()) {
        seen.met(type_.place, || format!("{} `{}` follows the specification", type_.kind.noun(), type_.name));
    }
}

/// Problems that say the same: one cause, told once.
fn tell(message: &str, problems: &[&Problem], seen: &mut Seen) {
    let Some((first, others)) = problems.split_first() else { return };
    let message = match others.len() {
        0 => message.to_owned(),
        others => format!("{message} ({} places)", others + 1),
    };
    let finding = seen.violated(first.place, message);
    finding.severity(first.severity).confidence(first.confidence).sites(problems.len());
    for (place, what) in &first.related {
        finding.related(*place, what.clone());
    }
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.place, "the same here");
    }
}
