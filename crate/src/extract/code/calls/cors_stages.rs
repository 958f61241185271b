//! Policies for other origins that depend on where the service runs.

use super::uses;
use super::words::words;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::NodeId;
use crate::facts::Origins;

/// Marks the policies that stand under a condition which asks whether this is production.
pub(super) fn mark(run: &mut Interpreter<'_>) {
    const STAGES: &[&str] = &["dev", "development", "local", "prod", "production", "staging"];
    let open: Vec<NodeId> = run
        .found
        .cors
        .iter()
        .filter(|(_, policy)| matches!(policy.origins, Origins::Any | Origins::Reflected))
        .map(|(node, _)| *node)
        .collect();
    let under = uses::conditions(run, &open);
    for (node, names) in open.iter().zip(under) {
        let asks = names.iter().flat_map(|name| words(name)).any(|word| STAGES.contains(&word.as_str()));
        if let Some(policy) = run.found.cors.get_mut(node) {
            policy.by_stage |= asks;
        }
    }
}
