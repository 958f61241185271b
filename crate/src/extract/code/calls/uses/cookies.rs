//! Cookies that are written out as a header: `Set-Cookie: session=...; Path=/`.

use super::MOST;
use crate::collections::BTreeMap;
use crate::extract::code::calls::Site;
use crate::extract::code::calls::flows::callee_text;
use crate::extract::code::flow::{Interpreter, Piece, Shape, Value};
use crate::facts::{Said, SecurityUse, UseKind};

/// Cookies of one header that are looked at.
const MOST_TOGETHER: usize = 16;

/// Writes down what a header says of the cookies that it sets.
pub(in crate::extract::code::calls) fn cookies(run: &mut Interpreter<'_>, site: &Site, value: &Value) {
    let list = match value.shape {
        Shape::Object(id) => run.state.object(id).map(|list| list.items.clone()).unwrap_or_default(),
        _ => vec![value.clone()],
    };
    for (at, one) in list.iter().take(MOST_TOGETHER).enumerate() {
        let Some(said) = said(one).filter(|_| run.found.uses.len() < MOST) else { continue };
        let one = SecurityUse {
            said,
            ..SecurityUse::new(UseKind::Cookie, callee_text(run, site), run.place(site.id))
        };
        // No row of the tables told it.
        run.found.uses.entry((site.id, usize::MAX - at)).or_insert(one);
    }
}

/// Name and attributes of a cookie; none where its text is not known, or another may add to it.
fn said(value: &Value) -> Option<BTreeMap<String, Said>> {
    let Shape::Text(text) = &value.shape else { return None };
    let mut whole = String::new();
    for piece in text.pieces() {
        match piece {
            Piece::Fixed(fixed) => whole.push_str(fixed),
            Piece::Hole { .. } => whole.push('\0'),
        }
    }
    let mut parts = whole.split(';');
    let (name, given) = parts.next()?.split_once('=')?;
    let attributes: Vec<String> = parts.map(|part| part.trim().to_ascii_lowercase()).collect();
    if name.contains('\0') || attributes.iter().any(|part| part.contains('\0') && !part.contains('=')) {
        return None;
    }
    let constant = |text: &str| Said::Constant(text.to_owned(), None);
    let of = |own: &str| {
        let named = |part: &&String| part.split('=').next().unwrap_or_default() == own;
        attributes.iter().find(named).map(|part| part.split_once('=').map_or("true", |(_, value)| value))
    };
    let flag = |own: &str| of(own).map_or(Said::Nothing, constant);
    let value = if given.contains('\0') { Said::Unknown } else { constant(given) };
    let sides = [
        ("name", constant(name.trim())),
        ("value", value),
        ("age", flag("max-age")),
        ("secure", flag("secure")),
        ("http-only", flag("httponly")),
        ("same-site", flag("samesite")),
    ];
    Some(sides.into_iter().map(|(side, said)| (side.to_owned(), said)).collect())
}
