//! The addresses of the service.

use super::{ChangeKind, Changes, ContractChange, Impact};
use crate::facts::Server;

impl Changes<'_> {
    pub(super) fn servers(&mut self) {
        let (before, after) = (&self.earlier.servers, &self.later.servers);
        // Without servers the address is where the document came from.
        if after.is_empty() {
            return;
        }
        let moved = self.prefix_moved;
        let is_same = |new: &Server, old: &Server| {
            plain(&new.url) == plain(&old.url) || moved && origin(&new.url) == origin(&old.url)
        };
        let gone = |old: &&Server| !after.iter().any(|new| is_same(new, old));
        let gone: Vec<&Server> = before.iter().filter(gone).filter(|old| !is_local(&old.url)).collect();
        for old in gone {
            let message = format!("the server `{}` was removed", old.url);
            let place = after.first().map_or(self.later.place, |new| new.place);
            let change = ContractChange::new(ChangeKind::Server, Impact::Dangerous, place, message);
            self.whole.push(change.since(old.place));
        }
    }
}

/// Without what makes no difference: case, a slash at its end.
fn plain(url: &str) -> String {
    url.trim_end_matches('/').to_ascii_lowercase()
}

/// The address up to its path.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| host + at);
    url.get(..end).unwrap_or_default()
}

fn is_local(url: &str) -> bool {
    ["localhost", "127.0.0.1", "0.0.0.0"].iter().any(|host| url.contains(host))
}
