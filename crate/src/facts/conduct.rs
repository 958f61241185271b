//! What a function does about its caller and with stored rows.

use super::{Facts, Located, ModuleMember, Query, Route};
use crate::artifact::Place;

/// Of one function with those that it calls in its file; once it is linked, of handlers with those of other files.
#[derive(Clone, Debug, Default)]
pub struct Conduct {
    /// Its body, and those that it reaches.
    pub bodies: Vec<Place>,
    /// Statements that it runs.
    pub queries: Vec<Place>,
    /// Functions of other modules that it calls.
    pub calls: Vec<ModuleMember>,
    /// It names the caller, or whose something is.
    pub names_caller: bool,
    /// It names roles, permissions or the like.
    pub names_rights: bool,
    /// Rights that a request states of its sender, and that decide whether it is let through.
    pub claims: Vec<Located<String>>,
    /// The text that tells that there is no such account.
    pub unknown_account: Option<Located<String>>,
    /// The text that tells that the password was wrong.
    pub wrong_secret: Option<Located<String>>,
    /// It calls something that was not handed in and may ask about the caller.
    pub unseen: bool,
}

impl Conduct {
    pub fn absorb(&mut self, other: &Self) {
        self.bodies.extend(&other.bodies);
        self.queries.extend(&other.queries);
        self.names_caller |= other.names_caller;
        self.names_rights |= other.names_rights;
        self.claims.extend(other.claims.iter().cloned());
        self.unknown_account = self.unknown_account.take().or_else(|| other.unknown_account.clone());
        self.wrong_secret = self.wrong_secret.take().or_else(|| other.wrong_secret.clone());
        self.unseen |= other.unseen;
    }
}

impl Conduct {
    /// Whether a place lies in what it does.
    pub fn reaches(&self, place: Place) -> bool {
        self.bodies.iter().any(|body| body.file == place.file && body.span.contains(place.span))
    }
}

impl Facts {
    /// What the handler of a route does, where it was seen.
    pub fn conduct(&self, route: &Route) -> Option<&Conduct> {
        self.conducts.get(&route.place)
    }

    /// The statements that a handler runs.
    pub fn queries_of<'a>(&'a self, conduct: &'a Conduct) -> impl Iterator<Item = &'a Query> {
        self.queries().filter(|query| conduct.queries.contains(&query.place))
    }

    /// Rights that requests state of their senders, and that decide what they may.
    pub fn claims(&self) -> impl Iterator<Item = &Located<String>> {
        self.code().flat_map(|code| &code.claims)
    }
}
