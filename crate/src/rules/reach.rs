use std::collections::BTreeSet;

use super::{Example, ExampleFile, Page, Rule};
use crate::facts::Artifact;

/// What a rule can look at. Taken from its page, so that it is said once and tested: the rule finds
/// something in each bad example, so it looks at what that example is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Each set is enough by itself; all of its artifacts are needed together.
    pub ways: BTreeSet<BTreeSet<Artifact>>,
}

impl Reach {
    pub(crate) fn of<'a>(rules: impl IntoIterator<Item = &'a Rule>) -> Self {
        let pages = rules.into_iter().map(|rule| Page::read(rule.page));
        let ways = pages.flat_map(|page| page.bad.iter().map(artifacts).collect::<Vec<_>>());
        Self { ways: ways.filter(|way| !way.is_empty()).collect() }
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
