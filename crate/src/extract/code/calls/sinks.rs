//! Calls that a caller's text must not reach, and calls that make it harmless.

use super::{Argument, Site};
use crate::artifact::Place;
use crate::extract::code::flow::{Interpreter, Piece, Shape, Taint, TaintSource, Value};
use crate::extract::code::frameworks::SinkRow;
use crate::extract::code::syntax::NodeId;
use crate::facts::{Flow, Located, ParameterFlow, SinkKind, Step};

/// Looks whether a call is one that a text is dangerous in.
pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    let Some(api) = site.callee.as_api().cloned() else { return };
    let tables = run.tables;
    if has_root(run, site) {
        return;
    }
    let rows = tables.sink.iter().filter(|own| own.call.matches(&api.module, &api.path));
    for sink in rows.filter(|row| applies(run, site, row)).collect::<Vec<_>>() {
        if sink.kind() == SinkKind::ShellCommand && parts_of_command(run, site, sink) {
            continue;
        }
        let argument =
            if sink.arguments.is_empty() { site.arguments.first() } else { site.pick(&sink.arguments) };
        if let Some(argument) = argument {
            check_argument(run, site, argument, sink.kind());
        }
    }
}

/// A command as a list of words: only what a shell is told, or the program itself, is dangerous.
fn parts_of_command(run: &mut Interpreter<'_>, site: &Site, sink: &SinkRow) -> bool {
    let from = sink.words_from.unwrap_or_default();
    let Some(first) = site.positional().nth(from).cloned() else { return false };
    let words: Vec<Argument> = match first.value.shape {
        Shape::Object(id) => {
            let items = run.state.object(id).filter(|list| list.array).map(|list| list.items.clone());
            let words = items.unwrap_or_default().into_iter();
            words.map(|value| Argument { node: first.node, name: None, value }).collect()
        }
        _ if sink.words_from.is_some() || (site.arguments.len() > 1 && site.creates) => {
            site.positional().skip(from).cloned().collect()
        }
        _ => return false,
    };
    let program = words.first().and_then(|word| word.value.constant()).unwrap_or_default();
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_shell =
        matches!(name, "sh" | "bash" | "zsh" | "ksh" | "dash" | "cmd" | "cmd.exe" | "powershell" | "pwsh");
    let told = if is_shell { words.as_slice() } else { words.get(..1).unwrap_or_default() };
    for word in told {
        check_argument(run, site, word, SinkKind::ShellCommand);
    }
    true
}

/// Whether the further arguments of a call leave it dangerous.
fn applies(run: &Interpreter<'_>, site: &Site, sink: &SinkRow) -> bool {
    let holds =
        |name: &String| site.named(name).is_some_and(|one| matches!(one.value.shape, Shape::Boolean(true)));
    let named = |argument: &Argument| {
        let path = run.tree.path(argument.node).unwrap_or_default();
        sink.unless.iter().any(|own| path.ends_with(own.as_str()))
    };
    sink.only_if.as_ref().is_none_or(holds) && !site.arguments.iter().any(named)
}

/// Whether a call confines its path to a folder.
pub(super) fn has_root(run: &Interpreter<'_>, site: &Site) -> bool {
    site.arguments.iter().any(|argument| match argument.value.shape {
        Shape::Object(id) => run.state.object(id).is_some_and(|object| object.fields.contains_key("root")),
        _ => false,
    })
}

/// Reports every source that reaches an argument of a sink.
pub(super) fn check(run: &mut Interpreter<'_>, site: &Site, at: usize, kind: SinkKind) {
    let Some(argument) = site.arguments.get(at) else { return };
    check_argument(run, site, argument, kind);
}

pub(super) fn check_argument(run: &mut Interpreter<'_>, site: &Site, argument: &Argument, kind: SinkKind) {
    let value = text_within(run, &argument.value);
    let dangerous = match kind {
        SinkKind::OutgoingUrl | SinkKind::Redirect => caller_begins(&value),
        SinkKind::Html => holds_markup(&value),
        _ => true,
    };
    if !dangerous {
        return;
    }
    let node = argument.node;
    for taint in &value.taints {
        if !taint.safe.has(kind) {
            report(run, site, node, kind, taint);
        }
    }
}

/// The text of `{ text: "...", values: [...] }`, `{ url: "..." }`.
fn text_within(run: &Interpreter<'_>, value: &Value) -> Value {
    let Shape::Object(id) = value.shape else { return value.clone() };
    let Some(object) = run.state.object(id) else { return Value::default() };
    let field = ["text", "sql", "query", "url", "uri"].iter().find_map(|name| object.fields.get(*name));
    field.cloned().unwrap_or_default()
}

/// Whether a caller controls where an address begins, and with it where it leads.
fn caller_begins(value: &Value) -> bool {
    match &value.shape {
        Shape::Text(text) => match text.pieces() {
            [Piece::Hole { tainted }, ..] => *tainted,
            // `https://` and nothing of the host.
            [Piece::Fixed(fixed), Piece::Hole { tainted: true }, ..] => {
                fixed.ends_with("://") || (fixed.contains("://") && !after_scheme(fixed).contains('/'))
            }
            _ => false,
        },
        _ => true,
    }
}

fn after_scheme(text: &str) -> &str {
    text.split_once("://").map_or("", |(_, rest)| rest)
}

fn holds_markup(value: &Value) -> bool {
    match &value.shape {
        Shape::Text(text) => {
            text.has_tainted_hole()
                && text.pieces().iter().any(|piece| matches!(piece, Piece::Fixed(text) if text.contains('<')))
        }
        _ => false,
    }
}

fn report(run: &mut Interpreter<'_>, site: &Site, argument: NodeId, kind: SinkKind, taint: &Taint) {
    let steps = steps(run, taint);
    let call = Located { value: callee_text(run, site), place: run.place(site.id) };
    let argument = run.place(argument);
    match &taint.source {
        TaintSource::Request { start, end, text } => {
            let source = Located { value: text.to_string(), place: run.source.place(*start, *end) };
            let flow = Flow { sink: kind, source, steps, call, argument, certain: taint.certain };
            let own = run.found.flows.entry((site.id, *start)).or_insert(flow);
            own.certain |= taint.certain;
        }
        TaintSource::Parameter { function, index } => {
            let flow = ParameterFlow {
                function: String::new(),
                parameter: *index,
                sink: kind,
                steps,
                call,
                argument,
                certain: taint.certain,
            };
            run.found.parameter_flows.entry((site.id, *function, *index)).or_insert((*function, flow));
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

/// What a call gives that makes its argument harmless for some sinks.
pub(super) fn sanitized(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let api = site.callee.as_api();
    let tables = run.tables;
    let name = site.name.as_deref().unwrap_or_default();
    let sanitizer = tables.sanitizer.iter().find(|own| {
        own.names.iter().any(|own| own == name)
            || api.is_some_and(|api| own.calls.iter().any(|call| call.matches(&api.module, &api.path)))
    })?;
    let sinks = sanitizer.sinks();
    let mut result = run.unknown_result(&site.values());
    for taint in &mut result.taints {
        taint.certain = true;
    }
    run.call_backs(site);
    Some(if sinks.is_all() { Value::default() } else { result.safe_for(sinks) })
}

impl Interpreter<'_> {
    /// Runs the functions that a call is given.
    pub(super) fn call_backs(&mut self, site: &Site) {
        for argument in &site.arguments {
            self.call_back_value(&argument.value, &[]);
        }
    }
}
