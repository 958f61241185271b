//! Follows what callers control from one file into the functions of others.

use super::modules::Modules;
use super::results::{Givers, Giving};
use crate::artifact::{FileId, Place};
use crate::collections::BTreeSet;
use crate::facts::{
    Doubts, FileEntry, Flow, Handover, Located, Origin, Outcome, ParameterFlow, Passed, SinkKind, Step,
};

/// Files that one value goes through, and ways that are followed at all.
const DEEPEST: usize = 6;
pub(super) const MOST_WAYS: usize = 20_000;

/// Every flow of the submission.
pub(in crate::facts) fn flows(files: &[FileEntry], rehearsals: &BTreeSet<FileId>) -> Vec<Flow> {
    let modules = Modules::new(files);
    let all = files.iter().enumerate();
    let own = all.flat_map(|(at, file)| file.facts.flows.iter().map(move |flow| (at, flow)));
    let open = own.filter(|(at, flow)| !modules.cleared(*at, &flow.checks, None).contains(&flow.sink));
    let mut flows: Vec<Flow> = open.map(|(_, flow)| flow.clone()).collect();
    let givers = Givers::new(&modules);
    flows.extend(givers.flows());
    let key = |flow: &Flow| (flow.call.place, flow.source.place, flow.sink);
    let mut known: BTreeSet<(Place, Place, SinkKind)> = flows.iter().map(key).collect();
    let mut open: Vec<Way> = Vec::new();
    // What a test hands over nobody sent.
    let serving = files.iter().enumerate().rev().filter(|(_, entry)| !rehearsals.contains(&entry.id));
    for (file, entry) in serving {
        for handover in entry.facts.code.handovers.iter().rev() {
            let cleared = || modules.cleared(file, &handover.checks, None);
            match &handover.origin {
                Origin::Request(source) => open.push(Way::new(file, source.clone(), handover, cleared())),
                Origin::Result(target) => {
                    let given = givers.of(file, target).iter();
                    open.extend(given.map(|giving| Way::given(file, giving, handover, cleared())));
                }
                Origin::Parameter { .. } => {}
            }
        }
    }
    let mut ways = 0;
    while let Some(way) = open.pop() {
        ways += 1;
        if ways > MOST_WAYS {
            break;
        }
        let Some(found) = modules.find(way.file, &way.handover.target) else { continue };
        let Some(entry) = files.get(found.file) else { continue };
        let (function, parameter) = (&found.export.name, way.handover.argument);
        let reached = entry.facts.code.parameter_flows.iter();
        let fields = &way.handover.fields;
        let reached = reached.filter(|flow| flow.function == *function && flow.parameter == parameter);
        for flow in reached.filter(|flow| fields.hold(flow.field.as_deref())) {
            let field = flow.field.as_deref();
            let mut cleared_for = modules.cleared(found.file, &flow.checks, None);
            cleared_for.extend(modules.cleared(way.file, &way.handover.checks, field));
            let flow = way.arrived(flow);
            let harmless = way.safe_for.contains(&flow.sink) || cleared_for.contains(&flow.sink);
            if !harmless && known.insert(key(&flow)) {
                flows.push(flow);
            }
        }
        let passes_on = |origin: &Origin| {
            matches!(
                origin,
                Origin::Parameter { function: own, parameter: at, field }
                    if own == function && *at == parameter && fields.hold(field.as_deref())
            )
        };
        let further = entry.facts.code.handovers.iter().filter(|next| passes_on(&next.origin));
        open.extend(further.filter_map(|next| {
            way.further(found.file, next, modules.cleared(found.file, &next.checks, None))
        }));
    }
    flows
}

impl Modules<'_> {
    /// The sinks that a value, or a field of it, is harmless for behind checks of other files, which a file makes.
    pub(super) fn cleared(&self, file: usize, checks: &[Passed], field: Option<&str>) -> Vec<SinkKind> {
        let mut shaped = checks.iter().filter(|check| check.outcome == Outcome::Shaped);
        let by_type = shaped.any(|check| {
            let way = check.field.as_deref().or(field).unwrap_or_default();
            self.holds_no_text(file, &check.target, way)
        });
        if by_type {
            return SinkKind::ALL.to_vec();
        }
        let said = checks.iter().flat_map(|check| {
            let found = self.find(file, &check.target).map(|found| (found.file, found.export.name.as_str()));
            let found = found
                .or_else(|| Some((self.file(file, &check.target.module)?, check.target.member.as_str())));
            let field = check.field.as_deref().or(field).filter(|_| check.outcome == Outcome::Shaped);
            found.into_iter().flat_map(move |(at, function)| {
                let said = self.files.get(at).into_iter().flat_map(|file| &file.facts.code.assurances);
                said.filter(move |own| {
                    own.function == function
                        && own.argument == check.argument
                        && own.outcome == check.outcome
                        && own.field.as_deref() == field
                })
            })
        });
        said.flat_map(|own| own.harmless.iter().copied()).collect()
    }
}

/// A value on its way into a function of another module.
struct Way<'a> {
    source: Located<String>,
    /// The file that hands it over.
    file: usize,
    handover: &'a Handover,
    steps: Vec<Step>,
    safe_for: Vec<SinkKind>,
    doubts: Doubts,
    depth: usize,
}

impl<'a> Way<'a> {
    fn new(
        file: usize,
        source: Located<String>,
        handover: &'a Handover,
        mut safe_for: Vec<SinkKind>,
    ) -> Self {
        safe_for.extend(&handover.safe_for);
        Self { source, file, handover, steps: steps(handover), safe_for, doubts: handover.doubts, depth: 1 }
    }

    /// The same of what a function of another file gave.
    fn given(file: usize, giving: &Giving, handover: &'a Handover, cleared: Vec<SinkKind>) -> Self {
        let mut way = Self::new(file, giving.source.clone(), handover, cleared);
        way.steps.splice(0..0, giving.steps.iter().cloned());
        way.safe_for.extend(&giving.safe_for);
        way.doubts = way.doubts.with(giving.doubts);
        way
    }

    fn further(&self, file: usize, next: &'a Handover, cleared: Vec<SinkKind>) -> Option<Self> {
        if self.depth >= DEEPEST {
            return None;
        }
        Some(Self {
            source: self.source.clone(),
            file,
            handover: next,
            steps: self.steps.iter().cloned().chain(steps(next)).collect(),
            safe_for: self.safe_for.iter().chain(&next.safe_for).copied().chain(cleared).collect(),
            doubts: self.doubts.with(next.doubts),
            depth: self.depth + 1,
        })
    }

    fn arrived(&self, flow: &ParameterFlow) -> Flow {
        Flow {
            sink: flow.sink,
            source: self.source.clone(),
            steps: self.steps.iter().chain(&flow.steps).cloned().collect(),
            call: flow.call.clone(),
            argument: flow.argument,
            doubts: match flow.sink {
                SinkKind::FilePath => self.doubts.with(flow.doubts),
                _ => self.doubts.of_any_sink().with(flow.doubts),
            },
            checks: Vec::new(),
        }
    }
}

fn steps(handover: &Handover) -> Vec<Step> {
    let name =
        if handover.target.member.is_empty() { &handover.target.module } else { &handover.target.member };
    let passed = Step { place: handover.place, text: format!("passed to `{name}`") };
    handover.steps.iter().cloned().chain([passed]).collect()
}
