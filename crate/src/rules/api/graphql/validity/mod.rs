//! Where a schema does not follow the GraphQL specification (October 2021, section 3): all of it at once, so
//! that it is mended in one go.

mod defaults;
mod directives;
mod inputs;
mod interfaces;
mod names;
mod references;
mod roots;
mod unknown;

use crate::artifact::Place;
use crate::facts::{GraphSchema, GraphType};
use crate::finding::{Confidence, Seen, Severity};

pub(super) struct Problem {
    /// The name of the type that it belongs to, to tell types without problems.
    pub(super) owner: Place,
    pub(super) place: Place,
    /// Two that say the same have one cause.
    pub(super) message: String,
    pub(super) severity: Severity,
    pub(super) confidence: Confidence,
    pub(super) related: Vec<(Place, String)>,
}

impl Problem {
    fn new(owner: &GraphType, place: Place, message: String) -> Self {
        Self { owner: owner.place, ..Self::at(place, message) }
    }

    fn at(place: Place, message: String) -> Self {
        Self {
            owner: place,
            place,
            message,
            severity: Severity::Medium,
            confidence: Confidence::High,
            related: Vec::new(),
        }
    }

    fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push((place, message.into()));
        self
    }

    fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }
}

/// Everything that is wrong, in no order; what other files would have to show goes to `seen`.
pub(super) fn problems(graph: &GraphSchema, seen: &mut Seen) -> Vec<Problem> {
    let mut problems = Vec::new();
    for fault in &graph.faults {
        problems.push(Problem::at(fault.place, format!("the grammar does not allow {}", fault.value)));
    }
    names::check(graph, &mut problems);
    references::check(graph, &mut problems);
    interfaces::check(graph, &mut problems);
    inputs::check(graph, &mut problems);
    defaults::check(graph, &mut problems);
    directives::check(graph, &mut problems);
    roots::check(graph, &mut problems, seen);
    unknown::check(graph, &mut problems, seen);
    problems
}

/// Whether two types that a service defines are known to be all there is.
fn is_complete(graph: &GraphSchema) -> bool {
    graph.whole && !graph.federated && graph.root(crate::facts::RootKind::Query).is_some()
}
