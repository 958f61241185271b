use std::rc::Rc;

use super::taint::Sinks;
use crate::extract::code::syntax::Name;
use crate::facts::SinkKind;

/// A string of which some stretches are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract::code) struct Text(Rc<[Piece]>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::extract::code) enum Piece {
    Fixed(Name),
    /// A value; whether a caller controls it.
    Hole {
        tainted: bool,
    },
}

/// Pieces and bytes of one text that are kept: what is longer ends in a hole.
const MOST_PIECES: usize = 128;
const MOST_BYTES: usize = 64 * 1024;

impl Text {
    pub(in crate::extract::code) fn fixed(text: &str) -> Self {
        Self(Rc::from([Piece::Fixed(text.into())]))
    }

    pub(in crate::extract::code) fn hole(tainted: bool) -> Self {
        Self(Rc::from([Piece::Hole { tainted }]))
    }

    pub(in crate::extract::code) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    pub(in crate::extract::code) fn joined(texts: &[Self]) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut fixed = String::new();
        let mut bytes = 0;
        for piece in texts.iter().flat_map(|text| text.0.iter()) {
            if pieces.len() >= MOST_PIECES || bytes > MOST_BYTES {
                let tainted = texts.iter().any(Self::has_tainted_hole);
                pieces.push(Piece::Hole { tainted });
                return Self(pieces.into());
            }
            match piece {
                Piece::Fixed(text) => {
                    bytes += text.len();
                    fixed.push_str(text);
                }
                Piece::Hole { .. } => {
                    if !fixed.is_empty() {
                        pieces.push(Piece::Fixed(std::mem::take(&mut fixed).into()));
                    }
                    pieces.push(piece.clone());
                }
            }
        }
        if !fixed.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Fixed(fixed.into()));
        }
        Self(pieces.into())
    }

    pub(in crate::extract::code) fn has_tainted_hole(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Hole { tainted: true }))
    }

    pub(in crate::extract::code) fn constant(&self) -> Option<String> {
        match &*self.0 {
            [Piece::Fixed(text)] => Some(text.to_string()),
            _ => None,
        }
    }

    /// What it surely begins with.
    pub(in crate::extract::code) fn prefix(&self) -> &str {
        match self.0.first() {
            Some(Piece::Fixed(text)) => text,
            _ => "",
        }
    }

    /// What two texts have in common at their start, and a hole.
    pub(super) fn common(&self, other: &Self) -> Self {
        if self == other {
            return self.clone();
        }
        let same = self.0.iter().zip(other.0.iter()).take_while(|(left, right)| left == right).count();
        let mut pieces: Vec<Piece> = self.0.iter().take(same).cloned().collect();
        if let (Some(Piece::Fixed(left)), Some(Piece::Fixed(right))) = (self.0.get(same), other.0.get(same)) {
            let start: String = left
                .chars()
                .zip(right.chars())
                .take_while(|(one, two)| one == two)
                .map(|(one, _)| one)
                .collect();
            if !start.is_empty() {
                pieces.push(Piece::Fixed(start.into()));
            }
        }
        pieces.push(Piece::Hole { tainted: self.has_tainted_hole() || other.has_tainted_hole() });
        Self(pieces.into())
    }
}

/// What a value is no danger to where it stands behind a constant text: without quotes it does not leave a string
/// of SQL, and what is encoded for HTML still leaves an attribute that has none.
pub(super) fn stands_behind(before: &str, safe: Sinks) -> Sinks {
    let html = Sinks::one(SinkKind::Html);
    if before.ends_with('\'') && safe.holds(Sinks::UNQUOTED) {
        return safe.with(Sinks::one(SinkKind::SqlText));
    }
    let tag = before.rsplit_once('<').map_or("", |(_, tag)| tag);
    let in_tag = !tag.is_empty() && !tag.contains('>') && tag.contains(char::is_whitespace);
    let quotes = tag.matches(['"', '\'']).count();
    if in_tag && tag.ends_with('=') && quotes.is_multiple_of(2) { safe.without(html) } else { safe }
}

/// Whether what stands before a part of an address says already whom it leads to: it ends behind the host, or within
/// a path.
pub(super) fn names_host(before: &str) -> bool {
    let behind_scheme = before.split_once("://").map_or(before, |(_, rest)| rest);
    behind_scheme.trim_start_matches('/').contains('/')
}
