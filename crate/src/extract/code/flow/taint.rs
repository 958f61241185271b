use std::rc::Rc;

use crate::extract::code::syntax::{Name, NodeId};
use crate::facts::{Doubts, Passed, SinkKind};

/// That somebody outside controls a value.
#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Taint {
    pub source: TaintSource,
    pub trail: Option<Rc<Trail>>,
    pub safe: Sinks,
    pub doubts: Doubts,
    /// Functions of other files that looked at it, last first.
    pub checked: Option<Rc<Checked>>,
}

#[derive(Debug)]
pub(in crate::extract::code) struct Checked {
    pub check: Passed,
    pub before: Option<Rc<Checked>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract::code) enum TaintSource {
    Request {
        start: usize,
        end: usize,
        text: Name,
    },
    /// Whatever a caller of the function passes.
    Parameter {
        function: NodeId,
        index: usize,
        /// The field of it, where it is only one.
        field: Option<Name>,
    },
    /// Whatever a call of a function of another file gives, which may be of a caller or not.
    Result(NodeId),
}

/// The way of a value, last step first.
#[derive(Debug)]
pub(in crate::extract::code) struct Trail {
    pub start: usize,
    pub end: usize,
    pub text: Name,
    before: Option<Rc<Trail>>,
    length: usize,
}

/// Steps of one way that are kept.
const LONGEST: usize = 12;

/// Sources of one value that are kept.
pub(super) const MOST: usize = 4;

impl Taint {
    pub(in crate::extract::code) fn new(source: TaintSource) -> Self {
        Self { source, trail: None, safe: Sinks::NONE, doubts: Doubts::NONE, checked: None }
    }

    pub(in crate::extract::code) fn step(&mut self, start: usize, end: usize, text: &str) {
        let length = self.trail.as_ref().map_or(0, |trail| trail.length);
        let repeated = self.trail.as_ref().is_some_and(|last| &*last.text == text && last.start == start);
        if length < LONGEST && !repeated {
            let before = self.trail.take();
            self.trail = Some(Rc::new(Trail { start, end, text: text.into(), before, length: length + 1 }));
        }
    }

    /// Whether it is a whole part of a request: `req.body`.
    pub(in crate::extract::code) fn is_whole(&self) -> bool {
        match &self.source {
            TaintSource::Request { text, .. } => {
                [".body", ".query", ".params", ".headers", ".cookies"].iter().any(|part| text.ends_with(part))
            }
            TaintSource::Parameter { .. } => true,
            TaintSource::Result(_) => false,
        }
    }

    /// Whether it is known with the other files only that anybody controls it.
    pub(in crate::extract::code) fn is_result(&self) -> bool {
        matches!(self.source, TaintSource::Result(_))
    }

    /// Why it may lead to no file but the one that was meant.
    pub(in crate::extract::code) fn doubts_of_path(&self) -> Doubts {
        let own = if self.safe.holds(Sinks::SEGMENT) { Doubts::SEGMENT } else { return self.doubts };
        let own = if self.safe.holds(Sinks::BARE) { own.with(Doubts::BARE) } else { own };
        self.doubts.with(own)
    }

    /// The checks that it passed, last first.
    pub(in crate::extract::code) fn checks(&self) -> impl Iterator<Item = &Passed> {
        std::iter::successors(self.checked.as_deref(), |one| one.before.as_deref()).map(|one| &one.check)
    }

    /// Its steps from first to last.
    pub(in crate::extract::code) fn steps(&self) -> Vec<&Trail> {
        let mut steps = Vec::new();
        let mut at = self.trail.as_deref();
        while let Some(trail) = at {
            steps.push(trail);
            at = trail.before.as_deref();
        }
        steps.reverse();
        steps
    }
}

/// Adds what is not yet there. A value that comes from one source on two ways is as dangerous as the worse.
pub(super) fn add(taints: &mut Vec<Taint>, more: &[Taint]) {
    for taint in more {
        if let Some(own) = taints.iter_mut().find(|own| own.source == taint.source) {
            own.safe = own.safe.both(taint.safe);
            own.doubts = own.doubts.least(taint.doubts);
            let alike = match (&own.checked, &taint.checked) {
                (Some(own), Some(other)) => Rc::ptr_eq(own, other),
                (own, other) => own.is_none() && other.is_none(),
            };
            if !alike {
                own.checked = None;
            }
        } else if taints.len() < MOST {
            taints.push(taint.clone());
        } else if !taint.is_result()
            && let Some(guess) = taints.iter_mut().find(|own| own.is_result())
        {
            *guess = taint.clone();
        }
    }
}

/// A set of sinks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::extract::code) struct Sinks(u32);

impl Sinks {
    pub(in crate::extract::code) const NONE: Self = Self(0);
    pub(in crate::extract::code) const ALL: Self = Self((1 << SinkKind::ALL.len()) - 1);
    /// What only a file's own name and a name within an archive are a danger to.
    pub(in crate::extract::code) const OF_NAMES: Self =
        Self::one(SinkKind::StoredName).with(Self::one(SinkKind::ArchivePath));
    /// Where a path leads.
    pub(in crate::extract::code) const PATHS: Self =
        Self::one(SinkKind::FilePath).with(Self::one(SinkKind::ArchivePath));
    /// Where the beginning of an address says whom it leads to.
    pub(in crate::extract::code) const ADDRESSES: Self =
        Self::one(SinkKind::OutgoingUrl).with(Self::one(SinkKind::Redirect));
    /// Where a line break ends something.
    pub(in crate::extract::code) const LINES: Self =
        Self::one(SinkKind::LogEntry).with(Self::one(SinkKind::HeaderValue));
    /// No place, but that a path was made to the one that it leads to, without `..`.
    pub(in crate::extract::code) const RESOLVED: Self = Self(1 << 31);
    /// No place, but that a text was encoded to letters and digits, until it is decoded.
    pub(in crate::extract::code) const ENCODED: Self = Self(1 << 30);
    /// No place, but that a text is one segment of an address, and holds no slash.
    pub(in crate::extract::code) const SEGMENT: Self = Self(1 << 28);
    /// No place, but that it holds no backslash that would be one either.
    pub(in crate::extract::code) const BARE: Self = Self(1 << 27);
    /// No place, but that a text holds no quotes.
    pub(in crate::extract::code) const UNQUOTED: Self = Self(1 << 29);
    /// No place, but that it is a path, and knows its last part.
    pub(in crate::extract::code) const PATH: Self = Self(1 << 25);
    /// No place, but that it is a file that was sent, with a name of its own.
    pub(in crate::extract::code) const SENT_FILE: Self = Self(1 << 26);
    /// What a text is no danger to, whatever it says.
    pub(in crate::extract::code) const OF_OBJECTS: Self = Self::one(SinkKind::DocumentFilter);

    /// A sent file is no path, and no text.
    pub(in crate::extract::code) const OF_FILES: Self =
        Self::OF_OBJECTS.with(Self::one(SinkKind::FilePath)).with(Self::SENT_FILE);

    pub(in crate::extract::code) const fn one(kind: SinkKind) -> Self {
        Self(1 << kind as u32)
    }

    pub(in crate::extract::code) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(in crate::extract::code) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(in crate::extract::code) const fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(in crate::extract::code) const fn has(self, kind: SinkKind) -> bool {
        self.0 & Self::one(kind).0 != 0
    }

    pub(in crate::extract::code) fn is_all(self) -> bool {
        self.0 & Self::ALL.0 == Self::ALL.0
    }

    pub(in crate::extract::code) const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(in crate::extract::code) fn kinds(self) -> Vec<SinkKind> {
        SinkKind::ALL.into_iter().filter(|kind| self.has(*kind)).collect()
    }
}
