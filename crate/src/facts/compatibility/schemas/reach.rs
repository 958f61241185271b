//! How people call a schema, and which operations use it.

use super::told::Found;
use super::{ChangeKind, Comparer, ContractChange, Impact, Origin, Step};
use crate::collections::BTreeSet;
use crate::facts::Located;

/// Operations that are named.
const MOST_NAMED: usize = 20;
/// Steps back from changes to operations, of all changes together.
const MOST_STEPS: usize = 5_000_000;
/// Longer names are cut at their front.
const MOST_NAME_PARTS: usize = 12;

impl Comparer<'_> {
    /// The changes in words, with the operations that they reach.
    pub(super) fn tell(self) -> Vec<ContractChange> {
        let mut steps = 0;
        self.told.all.iter().map(|found| self.change(found, &mut steps)).collect()
    }

    fn change(&self, found: &Found, steps: &mut usize) -> ContractChange {
        let difference = &found.difference;
        let first = found.pairs.first().map(|(pair, _)| *pair).unwrap_or_default();
        let (name, root) = self.name(first, difference.property.as_deref());
        let message = match root {
            Some(root) if name.is_empty() => format!("{root} {}", difference.text),
            Some(root) => format!("`{name}` in {root} {}", difference.text),
            None => format!("`{name}` {}, {}", difference.text, found.wherein()),
        };
        let mut change = ContractChange::new(difference.kind, difference.impact, difference.place, message);
        change.earlier = difference.earlier;
        if difference.impact > Impact::Safe && difference.kind != ChangeKind::Deprecated {
            let operations = self.operations(found, steps);
            change.reach = operations.len().max(1);
            change.reached_from = operations.into_iter().take(MOST_NAMED).cloned().collect();
        }
        change
    }

    /// `Pet.owner.name`, or `owner.name` with the place of the contract that it is used at.
    fn name(&self, pair: u32, property: Option<&str>) -> (String, Option<&str>) {
        let mut parts: Vec<String> = Vec::new();
        if let Some(property) = property {
            parts.push(format!(".{property}"));
        }
        let mut at = pair;
        while let Some(pair) = self.pairs.get(at as usize) {
            // A name of one version alone may mean something else in the other.
            let name = self.later.only_name(&pair.after);
            if let Some(name) = name.filter(|name| self.earlier.only_name(&pair.before) == Some(*name)) {
                parts.push(name.to_owned());
                return (joined(parts), None);
            }
            match &pair.origin {
                Origin::Root(root) => {
                    let label = self.roots.get(*root as usize).map(|root| root.label.as_str());
                    return (joined(parts), Some(label.unwrap_or_default()));
                }
                Origin::Within(..) if parts.len() >= MOST_NAME_PARTS => break,
                Origin::Within(parent, step) => {
                    match step {
                        Step::Property(name) => parts.push(format!(".{name}")),
                        Step::Item => parts.push("[]".to_owned()),
                        Step::Value => parts.push("{}".to_owned()),
                        Step::Variant(name) => parts.push(format!("({name})")),
                    }
                    at = *parent;
                }
            }
        }
        (joined(parts), None)
    }

    /// The operations that use what changed, each once, in the order of the contract.
    fn operations(&self, found: &Found, steps: &mut usize) -> Vec<&Located<String>> {
        let mut seen: BTreeSet<u32> = found.pairs.iter().map(|(pair, _)| *pair).collect();
        let mut waiting: Vec<u32> = seen.iter().copied().collect();
        let mut roots: BTreeSet<u32> = BTreeSet::new();
        while let Some(pair) = waiting.pop().and_then(|at| self.pairs.get(at as usize)) {
            *steps += 1 + pair.parents.len() + pair.roots.len();
            if *steps > MOST_STEPS {
                break;
            }
            roots.extend(&pair.roots);
            waiting.extend(pair.parents.iter().filter(|parent| seen.insert(**parent)));
        }
        let mut places = BTreeSet::new();
        let operations = roots.iter().filter_map(|root| self.roots.get(*root as usize));
        operations.map(|root| &root.operation).filter(|operation| places.insert(operation.place)).collect()
    }
}

fn joined(parts: Vec<String>) -> String {
    let name: String = parts.into_iter().rev().collect();
    name.trim_start_matches('.').to_owned()
}
