//! How every rule about dangerous places reports what reaches them.

use crate::artifact::{FileId, Place};
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Facts, Flow, SinkKind};
use crate::finding::{Confidence, Finding, Seen};

/// More places of one file than this are told as one finding, where each costs little.
const FEW: usize = 3;

/// One finding for each place that is reached: `what` says what comes of it, from the source and the call.
pub(in crate::rules) fn report(
    facts: &Facts,
    seen: &mut Seen,
    sink: SinkKind,
    what: fn(&str, &str) -> String,
) {
    report_at_most(facts, seen, sink, Confidence::High, what);
}

/// As [`report`], and no surer than a confidence.
pub(super) fn report_at_most(
    facts: &Facts,
    seen: &mut Seen,
    sink: SinkKind,
    most: Confidence,
    what: fn(&str, &str) -> String,
) {
    for together in causes(facts, sink) {
        let Some((place, flows)) = together.first() else { continue };
        let Some(finding) = tell(seen, *place, flows, what) else { continue };
        let highest = together.iter().map(|(_, flows)| highest(flows)).max().unwrap_or(Confidence::Low);
        finding.confidence(highest.min(most)).sites(together.len());
        for (place, flows) in together.iter().skip(1) {
            let call = flows.first().map_or("", |flow| flow.call.value.as_str());
            finding.related(*place, format!("it reaches `{call}` as well"));
        }
    }
}

/// Places that one check of the value would mend together: of one file, reached by the same values. What is mended
/// where it stands is told one by one.
fn causes(facts: &Facts, sink: SinkKind) -> Vec<Vec<(Place, Vec<&Flow>)>> {
    let by_value = matches!(
        sink,
        SinkKind::ArchivePath | SinkKind::FilePath | SinkKind::OutgoingUrl | SinkKind::Redirect
    );
    let mut causes: Vec<Vec<(Place, Vec<&Flow>)>> = Vec::new();
    let mut known: BTreeMap<(FileId, Vec<Place>), usize> = BTreeMap::new();
    for (place, flows) in by_place(facts, sink) {
        let mut sources: Vec<Place> = flows.iter().map(|flow| flow.source.place).collect();
        sources.order();
        sources.dedup();
        let at = *known.entry((place.file, sources)).or_insert(causes.len());
        match causes.get_mut(at).filter(|_| by_value) {
            Some(cause) => cause.push((place, flows)),
            None => causes.push(vec![(place, flows)]),
        }
    }
    causes
}

/// As [`report`], with one finding for a file that does it often: `whole` says so of a number of places.
pub(super) fn report_few(
    facts: &Facts,
    seen: &mut Seen,
    sink: SinkKind,
    what: fn(&str, &str) -> String,
    whole: fn(usize) -> String,
) {
    let mut by_file: BTreeMap<FileId, Vec<(Place, Vec<&Flow>)>> = BTreeMap::new();
    for (place, flows) in by_place(facts, sink) {
        by_file.entry(place.file).or_default().push((place, flows));
    }
    for places in by_file.into_values() {
        if let [(first, _), ..] = places.as_slice()
            && places.len() > FEW
        {
            let highest = places.iter().map(|(_, flows)| highest(flows)).max().unwrap_or(Confidence::Low);
            let finding = seen.violated(*first, whole(places.len())).confidence(highest).sites(places.len());
            for (place, flows) in &places {
                finding.related(*place, format!("{} is written here", sources(flows)));
            }
            continue;
        }
        for (place, flows) in places {
            tell(seen, place, &flows, what);
        }
    }
}

pub(super) fn by_place(facts: &Facts, sink: SinkKind) -> BTreeMap<Place, Vec<&Flow>> {
    let mut by_place: BTreeMap<Place, Vec<&Flow>> = BTreeMap::new();
    for flow in facts.flows().filter(|flow| flow.sink == sink) {
        by_place.entry(flow.argument).or_default().push(flow);
    }
    by_place
}

pub(super) fn tell<'s>(
    seen: &'s mut Seen,
    place: Place,
    flows: &[&Flow],
    what: fn(&str, &str) -> String,
) -> Option<&'s mut Finding> {
    let first = flows.first()?;
    let finding = seen.violated(place, what(&sources(flows), &first.call.value)).confidence(highest(flows));
    relate(finding, flows, first);
    Some(finding)
}

fn relate(finding: &mut Finding, flows: &[&Flow], first: &Flow) {
    for flow in flows {
        let from = if flow.sink == SinkKind::ArchivePath { "an archive" } else { "the caller" };
        finding.related(flow.source.place, format!("`{}` comes from {from}", flow.source.value));
    }
    for step in &first.steps {
        finding.related(step.place, step.text.clone());
    }
}

fn highest(flows: &[&Flow]) -> Confidence {
    flows.iter().map(|flow| confidence(flow)).max().unwrap_or(Confidence::Low)
}

fn confidence(flow: &Flow) -> Confidence {
    // No link of another site sets a header or a cookie: at most somebody is led back to where they came from.
    let is_way_back = flow.sink == SinkKind::Redirect && {
        let source = flow.source.value.to_ascii_lowercase();
        ["refer", "header", "cookie"].iter().any(|part| source.contains(part))
    };
    // No link carries a body: only a form of another site does, where forms are read.
    let needs_form = flow.sink == SinkKind::Html && flow.source.value.contains(".body.");
    match flow.doubts.weight() {
        _ if is_way_back => Confidence::Low,
        0 if needs_form => Confidence::Medium,
        0 => Confidence::High,
        1 => Confidence::Medium,
        _ => Confidence::Low,
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
