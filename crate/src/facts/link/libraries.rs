//! Libraries of a workspace, which imports name without a path.

use super::modules::{Modules, normal};

impl Modules<'_> {
    /// The library of a workspace that a name means, or the one that a program of the same folder belongs to.
    pub(super) fn library(&self, from: usize, name: &str) -> Option<usize> {
        let path = self
            .files
            .get(from)
            .map(|file| file.path.as_str())
            .filter(|path| path.rsplit('.').next() == Some("rs"))?;
        if name.contains('/') {
            return None;
        }
        let by_end = || {
            let mut ends = self.libraries.iter().filter(|(own, _)| {
                !own.is_empty() && name.strip_suffix(own.as_str()).is_some_and(|rest| rest.ends_with('_'))
            });
            ends.next().filter(|_| ends.next().is_none()).map(|(_, at)| *at)
        };
        let own = || {
            let at = path
                .rfind("src/main.rs")
                .or_else(|| path.rfind("src/bin/"))
                .or_else(|| path.rfind("tests/"))?;
            self.by_path.get(&normal(&format!("{}/src/lib.rs", path.get(..at)?))).copied()
        };
        self.libraries.get(name).copied().or_else(by_end).or_else(own)
    }
}
