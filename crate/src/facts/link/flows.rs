//! Follows what callers control from one file into the functions of others.

use super::modules::Modules;
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::{FileEntry, Flow, Handover, Located, Origin, ParameterFlow, SinkKind, Step};

/// Files that one value goes through, and ways that are followed at all.
const DEEPEST: usize = 6;
const MOST_WAYS: usize = 20_000;

/// Every flow of the submission.
pub(in crate::facts) fn flows(files: &[FileEntry]) -> Vec<Flow> {
    let mut flows: Vec<Flow> = files.iter().flat_map(|file| file.facts.flows.iter().cloned()).collect();
    let key = |flow: &Flow| (flow.call.place, flow.source.place, flow.sink);
    let mut known: BTreeSet<(Place, Place, SinkKind)> = flows.iter().map(key).collect();
    let modules = Modules::new(files);
    let mut open: Vec<Way> = Vec::new();
    for (file, entry) in files.iter().enumerate().rev() {
        for handover in entry.facts.code.handovers.iter().rev() {
            if let Origin::Request(source) = &handover.origin {
                open.push(Way::new(file, source.clone(), handover));
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
            let flow = way.arrived(flow);
            if !way.safe_for.contains(&flow.sink) && known.insert(key(&flow)) {
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
        open.extend(further.filter_map(|next| way.further(found.file, next)));
    }
    flows
}

/// A value on its way into a function of another module.
struct Way<'a> {
    source: Located<String>,
    /// The file that hands it over.
    file: usize,
    handover: &'a Handover,
    steps: Vec<Step>,
    safe_for: Vec<SinkKind>,
    certain: bool,
    depth: usize,
}

impl<'a> Way<'a> {
    fn new(file: usize, source: Located<String>, handover: &'a Handover) -> Self {
        let safe_for = handover.safe_for.clone();
        Self { source, file, handover, steps: steps(handover), safe_for, certain: handover.certain, depth: 1 }
    }

    fn further(&self, file: usize, next: &'a Handover) -> Option<Self> {
        if self.depth >= DEEPEST {
            return None;
        }
        Some(Self {
            source: self.source.clone(),
            file,
            handover: next,
            steps: self.steps.iter().cloned().chain(steps(next)).collect(),
            safe_for: self.safe_for.iter().chain(&next.safe_for).copied().collect(),
            certain: self.certain && next.certain,
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
            certain: self.certain && flow.certain,
        }
    }
}

fn steps(handover: &Handover) -> Vec<Step> {
    let name =
        if handover.target.member.is_empty() { &handover.target.module } else { &handover.target.member };
    let passed = Step { place: handover.place, text: format!("passed to `{name}`") };
    handover.steps.iter().cloned().chain([passed]).collect()
}
