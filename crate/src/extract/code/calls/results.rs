//! What functions give back: of a caller's, or of what they are given. Files tell it to each other.

use super::{Site, exports, flows, words};
use crate::extract::code::flow::{Interpreter, Shape, Sinks, Taint, TaintSource, Value};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Assurance, Doubts, ModuleMember, Outcome, Passed, Returned, SinkKind};

/// Levels of lists and objects that are looked through.
const DEEPEST: usize = 3;

/// What a function gives to those who call it from other files.
#[derive(Debug, Default)]
pub(in crate::extract::code) struct Given {
    sent: Vec<Returned>,
    /// Parameters by position, and the sinks that what is given is harmless for, whatever they hold.
    parameters: Vec<(usize, Sinks)>,
}

/// Writes down what a function gives that was called from outside.
pub(in crate::extract::code) fn note_given(
    run: &mut Interpreter<'_>,
    function: NodeId,
    arguments: &[Value],
    given: &Value,
) {
    let mut taints = Vec::new();
    if run.ran_out() || !collect(run, given, 0, &mut taints) {
        return;
    }
    let is_of = |taint: &Taint, at: usize| matches!(&taint.source, TaintSource::Parameter { function: of, index, .. } if *of == function && *index == at);
    let followed =
        arguments.iter().enumerate().filter(|(at, one)| one.taints.iter().any(|own| is_of(own, *at)));
    let parameters = followed.map(|(at, _)| {
        let given = taints.iter().filter(|taint| is_of(taint, at));
        (at, given.fold(Sinks::ALL, |safe, taint| safe.both(taint.safe)))
    });
    let parameters = parameters.collect();
    let of_others = taints.iter().filter(|taint| !matches!(taint.source, TaintSource::Parameter { .. }));
    let sent = of_others.map(|taint| Returned {
        function: String::new(),
        origin: exports::origin(run, &taint.source).0,
        steps: flows::steps(run, taint),
        // A whole body is sent on as it is written, which is no page.
        safe_for: if taint.is_whole() { taint.safe.with(Sinks::one(SinkKind::Html)) } else { taint.safe }
            .kinds(),
        doubts: taint.doubts,
        checks: taint.checks().cloned().collect(),
    });
    let given = Given { sent: sent.collect(), parameters };
    run.found.given.insert(function, given);
}

/// Taints of a value and of all that it holds; false where it is no value that says all of what is given.
fn collect(run: &Interpreter<'_>, value: &Value, depth: usize, taints: &mut Vec<Taint>) -> bool {
    // Which of several things it is that is taken of what is given is not known.
    let taken = |taint: &Taint| {
        let mut taint = taint.clone();
        if depth > 0 {
            taint.doubts = taint.doubts.with(Doubts::CALL);
        }
        taint
    };
    taints.extend(value.taints.iter().map(taken));
    match value.shape {
        Shape::Object(id) => {
            let Some(object) = run.state.object(id).filter(|_| depth < DEEPEST) else { return false };
            let held = object.fields.values().chain(&object.items).chain(&object.rest);
            // Each is looked at, also behind one that says too little.
            !held.fold(false, |little, one| little | !collect(run, one, depth + 1, taints))
        }
        Shape::Nothing => depth > 0,
        Shape::Api(_)
        | Shape::Boolean(_)
        | Shape::Number(_)
        | Shape::Regex(_)
        | Shape::Text(_)
        | Shape::Unknown => true,
        _ => false,
    }
}

/// What goes into a function of another file and may come out of it.
pub(super) fn passed_through(run: &Interpreter<'_>, site: &Site, target: Option<&ModuleMember>) -> Value {
    // `clean.Token(text)`, `text.sanitized()`: also the name of a package or class says it.
    let named = run.tree.path(site.target);
    let cleans = named.is_some_and(|path| path.rsplit('.').take(2).any(words::cleans));
    let given = of_target(run, site, target);
    if cleans { given.cleaned() } else { given }
}

fn of_target(run: &Interpreter<'_>, site: &Site, target: Option<&ModuleMember>) -> Value {
    let Some(target) = target else { return run.unknown_result(&site.values()) };
    let spread = site.arguments.iter().any(|one| matches!(run.tree.kind(one.node), NodeKind::Spread(_)));
    let through = site.arguments.iter().enumerate().map(|(argument, one)| {
        let mut value = Value::tainted(run.all_taints(&one.value));
        if one.name.is_none() && !spread {
            let check = Passed { target: target.clone(), argument, outcome: Outcome::Given, field: None };
            value.taints.iter_mut().for_each(|taint| taint.pass(&check));
        }
        value
    });
    run.unknown_result(&through.collect::<Vec<_>>())
}

/// The result of a function of another file, which may be a caller's own.
pub(super) fn mark(run: &mut Interpreter<'_>, site: &Site, target: ModuleMember, result: Value) -> Value {
    if site.creates {
        return result;
    }
    run.found.results.insert(site.id, target);
    let guess = Value::tainted(vec![Taint::new(TaintSource::Result(site.id))]);
    let shape = result.shape.clone();
    Value { shape, ..run.state.join(&result, &guess) }
}

/// What the functions of this file give, by their exported names.
pub(super) fn given(run: &Interpreter<'_>, exported: &[(String, Value)]) -> (Vec<Returned>, Vec<Assurance>) {
    let (mut sent, mut harmless) = (Vec::new(), Vec::new());
    for (function, given) in &run.found.given {
        for name in exports::names_of(exported, *function) {
            sent.extend(given.sent.iter().map(|own| Returned { function: name.clone(), ..own.clone() }));
            let told = given.parameters.iter().filter(|(_, safe)| !safe.kinds().is_empty());
            harmless.extend(told.map(|(argument, safe)| Assurance {
                function: name.clone(),
                argument: *argument,
                outcome: Outcome::Given,
                field: None,
                harmless: safe.kinds(),
                type_: None,
            }));
        }
    }
    (sent, harmless)
}
