//! What code shows of sessions in cookies, and of the protection against requests that other sites make with them.

use crate::artifact::Place;

#[derive(Clone, Debug, Default)]
pub struct ForgeryFacts {
    pub sessions: Vec<CookieSession>,
    /// Where the protection that a framework has of itself is switched off.
    pub off: Vec<Place>,
    /// The file speaks of tokens against forged requests, or of where cookies are sent.
    pub named: bool,
    /// Signing in leaves a cookie.
    pub by_cookie: bool,
    /// No session is kept.
    pub stateless: bool,
}

/// A session that the browser sends along with every request, whoever makes it.
#[derive(Clone, Debug)]
pub struct CookieSession {
    /// What keeps it, as written: `session`.
    pub name: String,
    pub place: Place,
}

impl ForgeryFacts {
    pub fn absorb(&mut self, part: Self) {
        self.sessions.extend(part.sessions);
        self.off.extend(part.off);
        self.named |= part.named;
        self.by_cookie |= part.by_cookie;
        self.stateless |= part.stateless;
    }
}
