//! Values that reach dangerous places, and the way that they took.

use super::Site;
use crate::artifact::Place;
use crate::extract::code::flow::{Interpreter, Taint, TaintSource};
use crate::extract::code::syntax::NodeId;
use crate::facts::{Flow, Located, ParameterFlow, ResultFlow, SinkKind, Step};

/// Writes down that a value reaches an argument of a call.
pub(super) fn report(
    run: &mut Interpreter<'_>,
    site: &Site,
    argument: NodeId,
    kind: SinkKind,
    taint: &Taint,
) {
    // Without a slash, it names no file elsewhere but where a backslash is one, too.
    let doubts = if kind == SinkKind::FilePath { taint.doubts_of_path() } else { taint.doubts };
    let steps = steps(run, taint);
    let call = Located { value: callee_text(run, site), place: run.place(site.id) };
    let argument = run.place(argument);
    let checks = taint.checks().cloned().collect();
    match &taint.source {
        TaintSource::Request { start, end, text } => {
            let source = Located { value: text.to_string(), place: run.source.place(*start, *end) };
            let flow = Flow { sink: kind, source, steps, call, argument, doubts, checks };
            let own = run.found.flows.entry((site.id, *start, kind)).or_insert(flow);
            own.doubts = own.doubts.least(doubts);
        }
        TaintSource::Parameter { function, index, field } => {
            let flow = ParameterFlow {
                function: String::new(),
                parameter: *index,
                field: field.as_deref().map(str::to_owned),
                sink: kind,
                steps,
                call,
                argument,
                doubts,
                checks,
            };
            let key = (site.id, *function, *index, field.clone(), kind);
            run.found.parameter_flows.entry(key).or_insert((*function, flow));
        }
        TaintSource::Result(given) => {
            let Some(target) = run.found.results.get(given).cloned() else { return };
            let source = Located { value: target.member.clone(), place: run.place(*given) };
            let flow = Flow { sink: kind, source, steps, call, argument, doubts, checks };
            run.found.result_flows.entry((site.id, *given, kind)).or_insert(ResultFlow { target, flow });
        }
    }
}

pub(super) fn callee_text(run: &Interpreter<'_>, site: &Site) -> String {
    const LONGEST: usize = 80;
    let text: String = run.text(site.target).chars().take(LONGEST).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn steps(run: &Interpreter<'_>, taint: &Taint) -> Vec<Step> {
    let place = |start, end| -> Place { run.source.place(start, end) };
    taint
        .steps()
        .into_iter()
        .map(|step| Step { place: place(step.start, step.end), text: step.text.to_string() })
        .collect()
}
