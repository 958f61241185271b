use crate::facts::{Facts, GraphKind, directive};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "scalar-without-specification",
    item: "api.documentation",
    severity: Severity::Info,
    page: page!("scalar_without_specification.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        let mut met = 0;
        let mut sites = Vec::new();
        for scalar in graph.of_kind(GraphKind::Scalar).filter(|scalar| !is_given(&scalar.name)) {
            let label = format!("scalar `{}`", scalar.name);
            if directive(&scalar.directives, "specifiedBy").is_some() || scalar.description.is_some() {
                met += 1;
                seen.met(scalar.place, || format!("{label} says what it holds"));
                continue;
            }
            let message =
                format!("{label} says nowhere what it holds: neither `@specifiedBy` nor a description");
            sites.push(Site {
                place: scalar.place,
                label,
                message,
                confidence: Confidence::High,
                severity: None,
            });
        }
        gather::tell(seen, sites, met, |number| {
            format!("{} say nowhere what they hold", count(number, "scalar"))
        });
    }
}

/// Those of federation and platforms.
fn is_given(name: &str) -> bool {
    name.contains("__") || name.starts_with('_') || name.starts_with("AWS")
}
