//! Packages that tables name, and modules that may be files of the submission.

use super::tables::Tables;
use crate::collections::BTreeSet;

impl Tables {
    pub(super) fn packages(&self) -> BTreeSet<String> {
        let calls = self.router.iter().map(|row| &row.call);
        let calls = calls.chain(self.guard.iter().chain(&self.check).map(|row| &row.call));
        let calls = calls.chain(self.source.iter().map(|row| &row.call));
        let calls = calls.chain(self.sink.iter().map(|row| &row.call));
        let calls = calls.chain(self.sanitizer.iter().flat_map(|row| &row.calls));
        let calls = calls.chain(self.setting.iter().map(|row| &row.call));
        let calls = calls.chain(self.hash.iter().map(|row| &row.call)).chain(&self.salt);
        let calls = calls.chain(self.sql.drivers.iter().map(|row| &row.call));
        let calls = calls.chain(self.cors.iter().map(|row| &row.call));
        let calls = calls.chain(self.uses.iter().map(|row| &row.call));
        let of_calls = calls.flat_map(|call| &call.packages);
        let of_technologies = self.technology.iter().flat_map(|row| &row.packages);
        of_calls
            .chain(of_technologies)
            .chain(&self.language.modules)
            .chain(&self.documents.packages)
            .cloned()
            .collect()
    }

    /// Whether a module may be another file of the submission, as far as its spelling says.
    pub(in crate::extract::code) fn may_be_local(&self, module: &str) -> bool {
        if is_spelled_local(module) {
            return true;
        }
        self.language.local_by_name && !module.is_empty() && !self.known.contains(module)
    }

    /// The package of a class that a file need not import.
    pub(in crate::extract::code) fn package_of(&self, class: &str) -> Option<&str> {
        self.packages_of.get(class).map(String::as_str)
    }

    /// Whether a dotted name is that of a package, or begins one.
    pub(in crate::extract::code) fn is_namespace(&self, name: &str) -> bool {
        let inside = |package: &String| {
            package.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.language.shares_types && self.classes.keys().any(inside)
    }

    /// Whether a module makes routers, or may be of the submission.
    pub(in crate::extract::code) fn is_of_framework(&self, module: &str) -> bool {
        self.may_be_local(module)
            || self.router.iter().any(|row| row.call.packages.iter().any(|own| own == module))
    }
}

/// `./users`, `../db`, and the usual spellings of a project's own folders.
fn is_spelled_local(module: &str) -> bool {
    ["./", "../", "/", "@/", "~/", "src/", "#"].iter().any(|prefix| module.starts_with(prefix))
        || matches!(module, "." | "..")
}
