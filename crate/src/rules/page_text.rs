//! The Markdown of a page, with what every review asks of all pages: `build.rs` reads them, so that none is read
//! before something is told of it.

use super::ways::{Shown, Ways};

#[derive(Clone, Copy)]
pub struct PageText {
    pub markdown: &'static str,
    /// What its examples are made of.
    pub(crate) shown: Shown,
    /// Of what is told of it.
    pub(crate) digest: u64,
}

impl PageText {
    pub(crate) const fn of(markdown: &'static str, (ways, all, digest): ([u8; 16], u8, [u8; 8])) -> Self {
        let shown = Shown { ways: Ways::from_le_bytes(ways), all };
        Self { markdown, shown, digest: u64::from_le_bytes(digest) }
    }
}
