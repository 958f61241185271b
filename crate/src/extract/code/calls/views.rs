//! What a function that answers requests returns: a page, or the name of one.

use super::{Argument, Site, sinks};
use crate::extract::code::flow::{Interpreter, Piece, Shape, Value};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::SinkKind;

/// What stands before the address that a caller is sent to, instead of the name of a view.
pub(super) const REDIRECT: &str = "redirect:";

/// What is returned may be sent as HTML, or choose the view that is.
pub(in crate::extract::code) fn returned(run: &mut Interpreter<'_>, id: NodeId, node: NodeId, value: &Value) {
    let Some(function) = run.function() else { return };
    let Some(framework) = run.found.entries.get(&function).map(|entry| entry.framework) else { return };
    if framework.answers_html {
        let (node, value) = first_of(run, node, value);
        sinks::check_page(run, &Site::at(id, node, value.clone()), &Argument { node, name: None, value });
    } else if run.found.sent_as_is.contains(&function) {
        sinks::check(run, &Site::at(id, node, value.clone()), 0, SinkKind::Html);
    } else if framework.answers_views {
        view(run, &Site::at(id, node, value.clone()));
    }
}

/// `return page, 200`.
fn first_of(run: &Interpreter<'_>, node: NodeId, value: &Value) -> (NodeId, Value) {
    match (run.tree.kind(node), &value.shape) {
        (NodeKind::Array(items), Shape::Object(object)) => {
            let first = run.state.object(*object).and_then(|object| object.items.first().cloned());
            (items.first().copied().unwrap_or(node), first.unwrap_or_default())
        }
        _ => (node, value.clone()),
    }
}

fn view(run: &mut Interpreter<'_>, site: &Site) {
    let Some(argument) = site.arguments.first() else { return };
    let Shape::Text(text) = &argument.value.shape else { return };
    if text.prefix().starts_with(REDIRECT) {
        let leads = match text.pieces() {
            [Piece::Fixed(fixed), Piece::Hole { tainted: true }, ..] => {
                let address = fixed.strip_prefix(REDIRECT).unwrap_or_default();
                address.is_empty() || matches!(address, "http://" | "https://" | "//")
            }
            _ => false,
        };
        if leads {
            sinks::check_value(run, site, argument, SinkKind::Redirect);
        }
    } else if text.has_tainted_hole() {
        let argument = Argument { value: argument.value.clone().uncertain(), ..argument.clone() };
        sinks::check_value(run, site, &argument, SinkKind::Template);
    }
}
