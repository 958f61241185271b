//! How every rule about dangerous places reports what reaches them.

use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Facts, Flow, SinkKind};
use crate::finding::{Confidence, Seen};

/// One finding for each place that is reached: `what` says what comes of it, from the source and the call.
pub(super) fn report(facts: &Facts, seen: &mut Seen, sink: SinkKind, what: fn(&str, &str) -> String) {
    let mut by_place: BTreeMap<Place, Vec<&Flow>> = BTreeMap::new();
    for flow in facts.flows().filter(|flow| flow.sink == sink) {
        by_place.entry(flow.argument).or_default().push(flow);
    }
    for (place, flows) in by_place {
        let Some(first) = flows.first() else { continue };
        let confidence = flows.iter().map(|flow| confidence(flow)).max().unwrap_or(Confidence::Low);
        let finding = seen.violated(place, what(&sources(&flows), &first.call.value)).confidence(confidence);
        for flow in &flows {
            finding.related(flow.source.place, format!("`{}` comes from the caller", flow.source.value));
        }
        for step in &first.steps {
            finding.related(step.place, step.text.clone());
        }
    }
}

fn confidence(flow: &Flow) -> Confidence {
    // Only the browser sets this header: sending somebody back leads to the page that they come from.
    let is_way_back =
        flow.sink == SinkKind::Redirect && flow.source.value.to_ascii_lowercase().contains("refer");
    match (is_way_back, flow.certain) {
        (true, _) => Confidence::Low,
        (false, true) => Confidence::High,
        (false, false) => Confidence::Medium,
    }
}

/// `req.query.name`; the others are among the related places.
fn sources(flows: &[&Flow]) -> String {
    let mut names: Vec<&str> = flows.iter().map(|flow| flow.source.value.as_str()).collect();
    names.order();
    names.dedup();
    match names.as_slice() {
        [only] => format!("`{only}`"),
        [first, others @ ..] => format!("`{first}` (with {} more)", others.len()),
        [] => String::new(),
    }
}
