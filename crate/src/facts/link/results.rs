//! What functions of one file give to those of others that a caller controls.

use super::flows::MOST_WAYS;
use super::modules::Modules;
use crate::collections::BTreeMap;
use crate::facts::{Doubts, Flow, Located, ModuleMember, Origin, Returned, SinkKind, Step};

/// Files that one value is given back through, and values of one function that are kept.
const DEEPEST: usize = 4;
const MOST: usize = 4;

/// A caller's value as a function gives it.
#[derive(Clone)]
pub(super) struct Giving {
    pub source: Located<String>,
    pub steps: Vec<Step>,
    pub safe_for: Vec<SinkKind>,
    pub doubts: Doubts,
}

/// What functions give of callers, by file and exported name.
pub(super) struct Givers<'a> {
    modules: &'a Modules<'a>,
    all: BTreeMap<(usize, String), Vec<Giving>>,
}

impl<'a> Givers<'a> {
    pub(super) fn new(modules: &'a Modules<'a>) -> Self {
        let mut givers = Self { modules, all: BTreeMap::new() };
        let mut passed_on = Vec::new();
        for (file, entry) in modules.files.iter().enumerate() {
            for returned in &entry.facts.code.returned {
                match &returned.origin {
                    Origin::Request(source) => {
                        let first = Giving {
                            source: source.clone(),
                            steps: Vec::new(),
                            safe_for: Vec::new(),
                            doubts: Doubts::NONE,
                        };
                        givers.add(file, &first, returned);
                    }
                    Origin::Result(target) => passed_on.push((file, target, returned)),
                    Origin::Parameter { .. } => {}
                }
            }
        }
        passed_on.truncate(MOST_WAYS);
        for _ in 0..DEEPEST {
            let before = givers.all.len();
            for (file, target, returned) in &passed_on {
                let own = (*file, returned.function.clone());
                if !givers.all.contains_key(&own) {
                    for giving in givers.of(*file, target).to_vec() {
                        givers.add(*file, &giving, returned);
                    }
                }
            }
            if givers.all.len() == before {
                break;
            }
        }
        givers
    }

    fn add(&mut self, file: usize, giving: &Giving, returned: &Returned) {
        let cleared = self.modules.cleared(file, &returned.checks, None);
        let own = self.all.entry((file, returned.function.clone())).or_default();
        if own.len() < MOST {
            own.push(Giving {
                source: giving.source.clone(),
                steps: giving.steps.iter().chain(&returned.steps).cloned().collect(),
                safe_for: giving.safe_for.iter().chain(&returned.safe_for).copied().chain(cleared).collect(),
                doubts: giving.doubts.with(returned.doubts),
            });
        }
    }

    /// What a function gives that is called from a file.
    pub(super) fn of(&self, file: usize, target: &ModuleMember) -> &[Giving] {
        if self.all.is_empty() {
            return &[];
        }
        let Some(found) = self.modules.find(file, target) else { return &[] };
        self.all.get(&(found.file, found.export.name.clone())).map_or(&[], Vec::as_slice)
    }

    /// Dangerous places that results of functions reach.
    pub(super) fn flows(&self) -> Vec<Flow> {
        let mut flows = Vec::new();
        for (file, entry) in self.modules.files.iter().enumerate() {
            for reached in &entry.facts.code.result_flows {
                let sink = reached.flow.sink;
                if self.modules.cleared(file, &reached.flow.checks, None).contains(&sink) {
                    continue;
                }
                let givings = self.of(file, &reached.target).iter();
                flows.extend(givings.filter(|own| !own.safe_for.contains(&sink)).map(|own| {
                    Flow {
                        source: own.source.clone(),
                        steps: own
                            .steps
                            .iter()
                            .chain([&given_by(&reached.flow.source)])
                            .chain(&reached.flow.steps)
                            .cloned()
                            .collect(),
                        doubts: own.doubts.with(reached.flow.doubts),
                        checks: Vec::new(),
                        ..reached.flow.clone()
                    }
                }));
            }
        }
        flows
    }
}

fn given_by(call: &Located<String>) -> Step {
    Step { place: call.place, text: format!("given by `{}`", call.value) }
}
