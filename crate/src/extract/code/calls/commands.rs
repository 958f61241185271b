//! Programs that are run, and what they are told word by word.

use super::sinks::check_argument;
use super::{Argument, Site};
use crate::extract::code::flow::{COMMAND, Interpreter, Piece, Shape, Text, Value};
use crate::extract::code::frameworks::SinkRow;
use crate::facts::SinkKind;

/// A command as a list of words: only what a shell is told, or the program itself, is dangerous.
pub(super) fn parts(run: &mut Interpreter<'_>, site: &Site, sink: &SinkRow) -> bool {
    let from = sink.words_from.unwrap_or_default();
    let Some(first) = site.positional().nth(from).cloned() else { return false };
    let words: Vec<Argument> = match first.value.shape {
        Shape::Object(id) => {
            let items = run.state.object(id).filter(|list| list.array).map(|list| list.items.clone());
            let words = items.unwrap_or_default().into_iter();
            words.map(|value| Argument { node: first.node, name: None, value }).collect()
        }
        _ if sink.listed => return true,
        _ if sink.words_from.is_some() || (site.arguments.len() > 1 && site.creates) => {
            let words = site.positional().skip(from).cloned();
            words.flat_map(|word| each_word(run, word)).collect()
        }
        _ => return false,
    };
    let program = words.first().and_then(|word| word.value.constant()).unwrap_or_default();
    let shell = is_shell(&program) || sink.only_if.is_some() || (program.is_empty() && is_line(&words));
    let told = if shell { words.as_slice() } else { words.get(..1).unwrap_or_default() };
    for word in told {
        check_argument(run, site, word, SinkKind::ShellCommand);
    }
    true
}

/// Whether words are what a shell is told, where it depends on the system which: none that begin is known, and a
/// caller's text stands behind a program in one word.
fn is_line(words: &[Argument]) -> bool {
    let [program, option, line, ..] = words else { return false };
    let is_open = |one: &Argument| matches!(one.value.shape, Shape::Unknown) && !one.value.may_be_sent();
    let begins = |text: &Text| matches!(text.pieces(), [Piece::Fixed(fixed), ..] if fixed.contains(' '));
    is_open(program) && is_open(option) && matches!(&line.value.shape, Shape::Text(text) if begins(text))
}

/// `Command::new("sh").arg("-c").arg(text)`: what a shell is told.
pub(super) fn added(run: &mut Interpreter<'_>, site: &Site) {
    let Some(Shape::Object(id)) = site.receiver.as_ref().map(|receiver| &receiver.shape) else { return };
    let program = run.state.object(*id).and_then(|list| list.fields.get(COMMAND)).and_then(Value::constant);
    let adds = matches!(site.name.as_deref(), Some("arg" | "args"));
    let Some(argument) = site.arguments.first().filter(|_| adds).cloned() else { return };
    if !program.is_some_and(|program| is_shell(&program)) {
        return;
    }
    let words = match argument.value.shape {
        Shape::Object(id) => run.state.object(id).map(|list| list.items.clone()).unwrap_or_default(),
        _ => vec![argument.value.clone()],
    };
    for value in words {
        check_argument(run, site, &Argument { value, ..argument.clone() }, SinkKind::ShellCommand);
    }
}

/// The words of a list; a word itself.
fn each_word(run: &Interpreter<'_>, word: Argument) -> Vec<Argument> {
    let Shape::Object(id) = word.value.shape else { return vec![word] };
    let items = run.state.object(id).filter(|list| list.array).map(|list| list.items.clone());
    let one = |value| Argument { node: word.node, name: None, value };
    items.unwrap_or_default().into_iter().map(one).collect()
}

/// Whether an argument names a program that is no shell.
pub(super) fn starts_program(site: &Site, sink: &SinkRow) -> bool {
    let program = site.pick(&sink.program).and_then(|one| one.value.constant());
    program.is_some_and(|program| !is_shell(&program))
}

pub(super) fn is_shell(program: &str) -> bool {
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    matches!(
        name,
        "sh" | "bash" | "zsh" | "ksh" | "dash" | "cmd" | "cmd.exe" | "powershell" | "powershell.exe" | "pwsh"
    )
}
