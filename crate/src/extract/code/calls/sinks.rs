//! Calls that a caller's text must not reach, and calls that make it harmless.

use super::flows::report;
use super::{Argument, Site, commands, files, responses, settings, views};
use crate::extract::code::flow::{Interpreter, Piece, Shape, Sinks, Taint, TaintSource, Value};
use crate::extract::code::frameworks::SinkRow;
use crate::facts::SinkKind;

/// Looks whether a call is one that a text is dangerous in.
pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    commands::added(run, site);
    let Some(api) = site.callee.as_api().cloned() else { return files::look(run, site) };
    let tables = run.tables;
    if has_root(run, site) {
        return;
    }
    let rows = tables.sink.iter().filter(|own| own.call.matches(&api.module, &api.path));
    let closed = settings::is_closed(&api);
    for sink in rows.filter(|row| applies(run, site, row)).collect::<Vec<_>>() {
        let kind = sink.kind();
        if sink.unopened {
            run.found.unopened.insert(site.id);
        }
        if kind == SinkKind::Html && responses::says_other_type(run, site) {
            continue;
        }
        if (closed && kind.is_set()) || (kind == SinkKind::ShellCommand && commands::parts(run, site, sink)) {
            continue;
        }
        for mut argument in arguments(site, sink) {
            if kind == SinkKind::ArchivePath {
                // An archive is unpacked whole, with the names that its sender chose.
                let open = |taint: &mut Taint| taint.safe = taint.safe.without(Sinks::one(kind));
                argument.value.taints.iter_mut().for_each(open);
            }
            if sink.whole {
                check_value(run, site, &argument, kind);
            } else if sink.page {
                check_page(run, site, &argument);
            } else {
                check_argument(run, site, &argument, kind);
            }
        }
    }
}

/// Reports that a value reaches the place that a call is.
pub(in crate::extract::code) fn reached(
    run: &mut Interpreter<'_>,
    site: &Site,
    value: &Value,
    kind: SinkKind,
) {
    let argument = Argument { node: site.target, name: None, value: value.clone() };
    check_value(run, site, &argument, kind);
}

/// The arguments of a call that a row asks for, as far as they are dangerous there.
fn arguments(site: &Site, sink: &SinkRow) -> Vec<Argument> {
    if sink.written {
        let formatted = site.positional().position(|one| holds_places(&one.value));
        let labelled = sink.spaced && matches!(site.argument(0).shape, Shape::Text(_));
        let counts = |at: usize, one: &Argument| match &one.value.shape {
            Shape::Text(text) => text.has_tainted_hole(),
            // A whole body is written as an object, with its line breaks escaped.
            _ if labelled => at > 0 && !one.value.taints.iter().all(Taint::is_whole),
            _ => formatted.is_some_and(|format| at > format),
        };
        return site
            .arguments
            .iter()
            .enumerate()
            .filter(|(at, one)| counts(*at, one))
            .map(|(_, one)| one.clone())
            .collect();
    }
    let receiver = || Some(Argument { node: site.target, name: None, value: site.receiver.clone()? });
    let picked = match sink.arguments.as_slice() {
        [] => site.arguments.first().cloned(),
        [only] if only == "receiver" => receiver(),
        picks => site.pick(picks).cloned(),
    };
    picked.into_iter().filter(|one| !sink.head || stands_in_head(&one.value)).collect()
}

/// A constant text that further values are written into.
fn holds_places(value: &Value) -> bool {
    value.constant().is_some_and(|text| ["{}", "%s", "%v", "{0}"].iter().any(|place| text.contains(place)))
}

/// Whether a caller's text stands before the first empty line: among the headers of a message.
fn stands_in_head(value: &Value) -> bool {
    let Shape::Text(text) = &value.shape else { return false };
    let is_end = |piece: &Piece| matches!(piece, Piece::Fixed(fixed) if fixed.contains("\n\n") || fixed.contains("\r\n\r\n"));
    let head = text.pieces().iter().take_while(|piece| !is_end(piece));
    head.clone().count() > 1 && head.into_iter().any(|piece| matches!(piece, Piece::Hole { tainted: true }))
}

/// Whether the further arguments of a call leave it dangerous.
fn applies(run: &Interpreter<'_>, site: &Site, sink: &SinkRow) -> bool {
    let is_true = |value: &Value| matches!(value.shape, Shape::Boolean(true));
    let within = |name: &String| {
        site.positional().any(|one| match one.value.shape {
            Shape::Object(id) => {
                run.state.object(id).and_then(|object| object.fields.get(&**name)).is_some_and(is_true)
            }
            _ => false,
        })
    };
    let holds = |name: &String| site.named(name).is_some_and(|one| is_true(&one.value)) || within(name);
    let opened =
        || site.receiver.iter().chain(site.arguments.iter().map(|one| &one.value)).any(settings::is_opened);
    let mentions = || {
        let texts = site.arguments.iter().map(|one| run.text(one.node));
        texts.into_iter().any(|text| sink.mentions.iter().any(|own| text.contains(own.as_str())))
    };
    let begins = |first: &String| site.argument(0).constant().is_some_and(|own| own == *first);
    let named = |argument: &Argument| {
        let name = argument.name.as_ref().map(|name| format!("{name}=")).unwrap_or_default();
        let text = format!("{name}{}", run.text(argument.node));
        sink.unless.iter().any(|own| text.contains(own.as_str()))
    };
    sink.only_if.as_ref().is_none_or(holds)
        && sink.first.as_ref().is_none_or(begins)
        && (!sink.answers || matches!(site.argument(0).shape, Shape::Response))
        && (!sink.opened || opened())
        && (sink.mentions.is_empty() || mentions())
        && !commands::starts_program(site, sink)
        && !site.arguments.iter().any(named)
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
    let value = text_within(run, &argument.value, kind);
    let dangerous = match kind {
        SinkKind::OutgoingUrl | SinkKind::Redirect => caller_begins(&value),
        SinkKind::Html => holds_markup(&value),
        SinkKind::FormatText => value.may_be_sent() && site.arguments.len() > 1,
        _ => true,
    };
    if dangerous {
        check_value(run, site, &Argument { value, ..argument.clone() }, kind);
    }
}

/// What is sent as a page: markup with a caller's text in it, or such a text alone. What was written as JSON, or
/// came through a call that is not known, may be no text at all.
pub(super) fn check_page(run: &mut Interpreter<'_>, site: &Site, argument: &Argument) {
    let is_text = |taint: &Taint| !taint.doubts.any() && !taint.is_whole() && !taint.safe.holds(Sinks::LINES);
    let mut plain = argument.clone();
    plain.value.taints.retain(is_text);
    match argument.value.shape {
        Shape::Api(_) | Shape::Text(_) | Shape::Unknown if plain.value.may_be_sent() => {
            check_value(run, site, &plain, SinkKind::Html);
        }
        _ => check_argument(run, site, argument, SinkKind::Html),
    }
}

/// Reports every source of a value that is dangerous in a place, whatever the form of the value.
pub(super) fn check_value(run: &mut Interpreter<'_>, site: &Site, argument: &Argument, kind: SinkKind) {
    let plain = argument.value.taints.iter().filter(|taint| !taint.safe.holds(Sinks::ENCODED));
    for taint in plain {
        if kind == SinkKind::Redirect && is_own_address(run, taint) {
            continue;
        }
        if !taint.safe.has(kind) {
            report(run, site, argument.node, kind, taint);
        } else if kind == SinkKind::FilePath {
            for named in [SinkKind::ArchivePath, SinkKind::StoredName] {
                let ends = named == SinkKind::StoredName && ends_itself(&argument.value);
                if !taint.safe.has(named) && !ends && !only_reads(site) {
                    report(run, site, argument.node, named, taint);
                }
            }
        }
    }
}

/// Whether a name has an ending that the program chose: `join(folder, name + ".bin")`.
pub(in crate::extract::code) fn ends_itself(value: &Value) -> bool {
    let Shape::Text(text) = &value.shape else { return false };
    let Some(Piece::Fixed(last)) = text.pieces().last() else { return false };
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    !ending.is_empty() && ending.chars().all(char::is_alphanumeric)
}

/// `open(path, "rb")` writes nothing under the name that it is given.
fn only_reads(site: &Site) -> bool {
    site.argument(1).constant().is_some_and(|mode| matches!(&*mode, "r" | "rb" | "rt"))
}

/// The address that a caller asked for, or a part of it that no link can choose apart from the rest.
fn is_own_address(run: &Interpreter<'_>, taint: &Taint) -> bool {
    let TaintSource::Request { text, .. } = &taint.source else { return false };
    let (owner, last) = text.rsplit_once('.').unwrap_or_default();
    // `req.query.url` is whatever a caller writes there.
    let request = &run.tables.request;
    let part = request.parts.get(owner.rsplit('.').next().unwrap_or_default());
    let is_host = matches!(last, "Host" | "host");
    part.is_none_or(|part| matches!(part.as_str(), "itself" | "url") || (is_host && part == "headers"))
        && request.own_address.iter().any(|own| **own == *last.trim_end_matches("()"))
}

/// The text of `{ text: "...", values: [...] }`, `{ url: "..." }`.
fn text_within(run: &Interpreter<'_>, value: &Value, kind: SinkKind) -> Value {
    let Shape::Object(id) = value.shape else { return value.clone() };
    let Some(object) = run.state.object(id) else { return Value::default() };
    let names: &[&str] = match kind {
        SinkKind::LdapFilter => &["filter"],
        SinkKind::OutgoingUrl => &["url", "uri", "baseURL", "hostname", "host"],
        _ => &["text", "sql", "query", "url", "uri"],
    };
    let field = names.iter().find_map(|name| object.fields.get(*name));
    field.cloned().unwrap_or_default()
}

/// Whether a caller controls where an address begins, and with it where it leads.
pub(super) fn caller_begins(value: &Value) -> bool {
    match &value.shape {
        Shape::Text(text) => match text.pieces() {
            [Piece::Hole { tainted }, ..] => *tainted,
            // `https://` and nothing of the host.
            [Piece::Fixed(fixed), Piece::Hole { tainted: true }, ..] => {
                let fixed = fixed.strip_prefix(views::REDIRECT).unwrap_or(fixed);
                fixed.is_empty()
                    || fixed.ends_with("://")
                    || fixed == "//"
                    || (fixed.contains("://") && !after_scheme(fixed).contains('/'))
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

impl Interpreter<'_> {
    /// Runs the functions that a call is given.
    pub(super) fn call_backs(&mut self, site: &Site) {
        for argument in &site.arguments {
            self.call_back_value(&argument.value, &[]);
        }
    }
}
