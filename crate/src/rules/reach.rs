use super::Rule;
use super::ways::sets;
use crate::collections::BTreeSet;
use crate::facts::Artifact;

/// What some rules together can look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Each set is enough by itself, and none contains another; all artifacts of one are needed together.
    pub ways: BTreeSet<BTreeSet<Artifact>>,
}

impl Reach {
    pub(crate) fn of<'a>(rules: impl IntoIterator<Item = &'a Rule>) -> Self {
        let ways = rules.into_iter().fold(0, |ways, rule| ways | rule.page.shown.ways);
        let all: BTreeSet<BTreeSet<Artifact>> = sets(ways).map(Iterator::collect).collect();
        let needless =
            |way: &BTreeSet<_>| all.iter().any(|less| less.len() < way.len() && less.is_subset(way));
        Self { ways: all.iter().filter(|way| !needless(way)).cloned().collect() }
    }

    pub(crate) fn is_covered_by(&self, present: &BTreeSet<Artifact>) -> bool {
        self.ways.iter().any(|way| way.is_subset(present))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{SeenIn, all, items};

    #[test]
    fn every_rule_can_look_at_something() {
        let blind: Vec<_> = all().filter(|rule| rule.page.shown.ways == 0).map(|rule| rule.id).collect();
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
