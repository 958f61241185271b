//! What a rule can look at. Taken from its page, so that it is said once and tested: the rule finds something in
//! each bad example, so it looks at what that example is made of.

use crate::facts::Artifact;

/// What the examples of a page are made of.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    /// Of the bad ones: what the rule finds something in.
    pub(crate) ways: Ways,
    /// Of all: what it has something to say about.
    pub(super) all: Set,
}

impl Shown {
    pub(crate) const fn has(self, artifact: Artifact) -> bool {
        self.all >> artifact as Set & 1 == 1
    }
}

/// Sets of artifacts, a bit for each that is among them: what one set shows is enough by itself.
pub(crate) type Ways = u128;

/// One set of artifacts as bits; fewer than 7, so that a [`Ways`] has a bit for each set.
pub(super) type Set = u8;

/// The sets that a number of ways are.
pub(super) fn sets(ways: Ways) -> impl Iterator<Item = impl Iterator<Item = Artifact>> {
    let sets = (0..Ways::BITS).filter(move |set| ways >> set & 1 == 1);
    sets.map(|set| Artifact::ALL.into_iter().filter(move |artifact| set >> *artifact as u32 & 1 == 1))
}
