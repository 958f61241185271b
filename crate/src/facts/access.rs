//! What each route asks of its callers, control by control, with what shows it.

use super::{Guard, GuardKind, Method, Route};
use crate::collections::BTreeSet;

/// The guard of a handler that leaves to the settings who may call it.
pub const UNSTATED_GUARD: &str = "default permissions";

/// What a route can be protected by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Control {
    Authentication,
    Authorization,
    Validation,
    RateLimit,
    Csrf,
}

/// Whether a route has a control.
#[derive(Clone, Copy, Debug)]
pub enum Cover<'a> {
    Covered(&'a Guard),
    /// Everything that stands before it was seen, and nothing of the kind is there.
    Missing,
    /// Somebody wrote that anybody may call it.
    Public(&'a Guard),
    /// Something stands before it of which it is not known what it does, or that was not handed in.
    Unknown(Option<&'a Guard>),
    /// There is nothing that it could protect.
    NotNeeded,
}

impl Control {
    pub const ALL: [Self; 5] =
        [Self::Authentication, Self::Authorization, Self::Validation, Self::RateLimit, Self::Csrf];

    fn is_met_by(self, kind: GuardKind) -> bool {
        match self {
            Self::Authentication => matches!(kind, GuardKind::Authentication | GuardKind::Authorization),
            Self::Authorization => kind == GuardKind::Authorization,
            Self::Validation => kind == GuardKind::Validation,
            Self::RateLimit => kind == GuardKind::RateLimit,
            Self::Csrf => kind == GuardKind::Csrf,
        }
    }

    fn asks_who(self) -> bool {
        matches!(self, Self::Authentication | Self::Authorization)
    }
}

impl Route {
    pub fn cover(&self, control: Control) -> Cover<'_> {
        let public = self.guards.iter().find(|guard| guard.says_public()).filter(|_| control.asks_who());
        let covering = self.guards.iter().find(|guard| control.is_met_by(guard.kind) && !guard.is_optional());
        match (public, covering) {
            (Some(public), _) => Cover::Public(public),
            (None, Some(guard)) => Cover::Covered(guard),
            (None, None) if !self.needs(control) => Cover::NotNeeded,
            (None, None) if !self.mounts_seen || self.unknown_guard().is_some() => {
                Cover::Unknown(self.unknown_guard())
            }
            (None, None) => Cover::Missing,
        }
    }

    /// Safe methods change nothing that somebody could be tricked into (RFC 9110, 9.2.1), and who reads nothing of
    /// a request has nothing to validate.
    fn needs(&self, control: Control) -> bool {
        match control {
            Control::Csrf => !matches!(self.method, Some(Method::Get | Method::Head | Method::Options)),
            Control::Validation => self
                .handler
                .as_ref()
                .is_none_or(|handler| handler.imported.is_some() || !handler.reads.is_empty()),
            _ => true,
        }
    }

    /// Roles, permissions and scopes that its guards name, sorted, each once.
    pub fn roles(&self) -> Vec<String> {
        let guards = self.guards.iter().filter(|guard| guard.kind == GuardKind::Authorization);
        guards.flat_map(Guard::roles).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

impl Guard {
    /// Whether somebody wrote by it that anybody may call.
    pub fn says_public(&self) -> bool {
        let anonymous = || self.name.to_ascii_lowercase().contains("anonymous");
        self.kind == GuardKind::Public || (self.identifies() && anonymous())
    }

    /// Roles, permissions and scopes that it is written with: `admin` of `requireRole("admin")`, `ADMIN` of
    /// `authorize(Role.ADMIN)` and of `PreAuthorize("hasRole('ADMIN')")`.
    pub fn roles(&self) -> Vec<String> {
        const MOST: usize = 12;
        let Some((_, arguments)) = self.name.split_once('(') else { return Vec::new() };
        let pieces = arguments.split(['\'', '"', '`']).skip(1).map(str::to_owned);
        let mut roles: Vec<String> = pieces.filter(|piece| is_name(piece)).collect();
        for word in arguments.split([',', '[', ']', '{', '}', '(', ')', ' ', '"']) {
            if let Some((owner, role)) = word.rsplit_once('.')
                && is_name(role)
                && owner.starts_with(char::is_uppercase)
            {
                roles.push(role.to_owned());
            }
        }
        roles.truncate(MOST);
        roles
    }
}

fn is_name(text: &str) -> bool {
    const LONGEST: usize = 60;
    let sign = |c: char| matches!(c, '_' | '-' | ':' | '.' | '/' | '*');
    !text.is_empty()
        && text.len() <= LONGEST
        && text.starts_with(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || sign(c))
}

#[cfg(test)]
mod tests {
    use super::{Guard, GuardKind};
    use crate::artifact::Place;

    fn roles(name: &str) -> Vec<String> {
        let kind = GuardKind::Authorization;
        let place = Place::default();
        Guard { kind, name: name.to_owned(), place, order: 0, prefix: String::new(), imported: None }.roles()
    }

    #[test]
    fn roles_are_read_from_guards_as_they_are_written() {
        assert_eq!(roles("requireRole('admin', 'editor')"), ["admin", "editor"]);
        assert_eq!(roles("authorize([Role.ADMIN])"), ["ADMIN"]);
        assert_eq!(
            roles(r#"@PreAuthorize("hasRole('ADMIN') or hasAuthority('posts:write')")"#),
            ["ADMIN", "posts:write"]
        );
        assert!(roles("requireAdmin").is_empty() && roles("auth('say what')").is_empty());
    }
}
