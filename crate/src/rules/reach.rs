use std::sync::LazyLock;

use super::{Example, ExampleFile, Page, Rule, all};
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::Artifact;

/// What a rule can look at. Taken from its page, so that it is said once and tested: the rule finds
/// something in each bad example, so it looks at what that example is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Each set is enough by itself, and none contains another; all artifacts of one are needed together.
    pub ways: BTreeSet<BTreeSet<Artifact>>,
}

/// By id of the rule; pages are constant, so they are read once.
static REACHES: LazyLock<BTreeMap<&str, Reach>> =
    LazyLock::new(|| all().map(|rule| (rule.id, Reach::of_page(&Page::read(rule.page)))).collect());

impl Reach {
    /// What some rules together can look at.
    pub(crate) fn of<'a>(rules: impl IntoIterator<Item = &'a Rule>) -> Self {
        let reaches = rules.into_iter().filter_map(|rule| REACHES.get(rule.id));
        let all: BTreeSet<_> = reaches.flat_map(|reach| &reach.ways).collect();
        let needless =
            |way: &BTreeSet<_>| all.iter().any(|less| less.len() < way.len() && less.is_subset(way));
        Self { ways: all.iter().filter(|way| !needless(way)).map(|way| (*way).clone()).collect() }
    }

    fn of_page(page: &Page) -> Self {
        Self { ways: page.bad.iter().map(artifacts).filter(|way| !way.is_empty()).collect() }
    }

    pub(crate) fn is_covered_by(&self, present: &BTreeSet<Artifact>) -> bool {
        self.ways.iter().any(|way| way.is_subset(present))
    }
}

fn artifacts(example: &Example) -> BTreeSet<Artifact> {
    example.files.iter().filter_map(artifact).collect()
}

/// What an example file shows of the checklist; `None` where it only completes a project.
fn artifact(file: &ExampleFile) -> Option<Artifact> {
    match file.language.as_str() {
        "sql" | "prisma" => Some(Artifact::Schema),
        "yaml" | "yml" | "json" if file.text.contains("asyncapi") => Some(Artifact::Events),
        "yaml" | "yml" | "json" if file.text.contains("openapi") || file.text.contains("swagger") => {
            Some(Artifact::OpenApi)
        }
        "yaml" | "yml" | "dockerfile" | "terraform" | "hcl" | "env" => Some(Artifact::Configuration),
        "graphql" => Some(Artifact::GraphQl),
        "protobuf" | "proto" => Some(Artifact::Protobuf),
        "json" | "markdown" | "md" | "text" => None,
        _ => Some(Artifact::Code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{SeenIn, items};

    #[test]
    fn every_rule_can_look_at_something() {
        let blind: Vec<_> = all()
            .map(|rule| rule.id)
            .filter(|id| REACHES.get(id).is_none_or(|reach| reach.ways.is_empty()))
            .collect();
        assert!(blind.is_empty(), "no artifact is known for the bad examples of {blind:?}");
    }

    /// Items that a kind of contract, or a schema, could show, for which no rule looks at that kind.
    fn unjudged() -> Vec<String> {
        let kinds = [
            (Artifact::OpenApi, "OpenAPI"),
            (Artifact::GraphQl, "GraphQL"),
            (Artifact::Protobuf, "protobuf"),
            (Artifact::Schema, "schemas"),
        ];
        let mut unjudged = Vec::new();
        for item in items() {
            let (SeenIn::Any(shown) | SeenIn::Across(shown)) = item.seen_in;
            let reach = Reach::of(all().filter(|rule| rule.item == item.id));
            for (artifact, name) in kinds.iter().filter(|(artifact, _)| shown.contains(artifact)) {
                if !reach.ways.iter().any(|way| way.contains(artifact)) {
                    unjudged.push(format!("- `{}` in {name}:", item.id));
                }
            }
        }
        unjudged
    }

    #[test]
    fn what_no_rule_reads_in_contracts_and_schemas_has_its_reason() {
        let readme = include_str!("README.md");
        let unjudged = unjudged();
        let untold: Vec<_> = unjudged.iter().filter(|line| !readme.contains(line.as_str())).collect();
        assert!(untold.is_empty(), "no rule and no reason in rules/README.md: {untold:#?}");
        let told = readme.lines().filter(|line| line.starts_with("- `") && line.contains("` in "));
        let needless: Vec<_> =
            told.filter(|line| !unjudged.iter().any(|start| line.starts_with(start.as_str()))).collect();
        assert!(needless.is_empty(), "there is a rule after all: {needless:#?}");
    }
}
