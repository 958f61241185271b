use super::rows::CallPattern;
use super::tables::Tables;
use crate::collections::BTreeMap;
use crate::facts::UseKind;
use crate::tables::table;

table! {
    /// What security hangs on: a call of a package, a call by its written name, or an option or setting by its name.
    #[derive(Debug)]
    pub(in crate::extract::code) struct UseRow {
        pub(super) kind: String,
        pub call: CallPattern,
        /// Ends of the path as written, whatever it is called on: `csrf.disable`.
        pub written: Vec<String>,
        /// Options, fields, keys of maps and settings of this name. The pick `=` is their value.
        pub properties: Vec<String>,
        /// Names in configuration files of a framework; the pick `=` is their value.
        pub settings: Vec<String>,
        /// Decorators, annotations and attributes of this name.
        pub marks: Vec<String>,
        /// Only in files that import a package that begins so; not for calls of packages.
        pub imports: Vec<String>,
        /// Only in files that give one of these names a value.
        pub beside: Vec<String>,
        /// Not what is given to one of these functions.
        pub not_for: Vec<String>,
        /// Only where a name in what is given has one of these words.
        pub named: Vec<String>,
        /// What is said, by the word for it, and the arguments that say it: by position or name, dotted into objects
        /// (`2.maxAge`); `written` is the call as it stands there, `chain:name` is `true` where the chain of calls has that name.
        pub given: BTreeMap<String, Vec<String>>,
        /// What constants mean, or each of several: `cert_none` is `false`. A function that does nothing is `nothing`,
        /// one that only says yes is `always`, one that only makes something is `made`.
        pub words: BTreeMap<String, String>,
        /// What the call says by itself.
        pub is: BTreeMap<String, String>,
        /// What the library does where nothing is said.
        pub absent: BTreeMap<String, String>,
    }
}

impl UseRow {
    pub(in crate::extract::code) fn kind(&self) -> UseKind {
        use_kind(&self.kind).unwrap_or(UseKind::Setting)
    }
}

pub(super) fn use_kind(name: &str) -> Option<UseKind> {
    Some(match name {
        "digest" => UseKind::Digest,
        "cipher" => UseKind::Cipher,
        "signature" => UseKind::Signature,
        "random" => UseKind::Random,
        "key-pair" => UseKind::KeyPair,
        "key-derivation" => UseKind::KeyDerivation,
        "tls" => UseKind::Tls,
        "token-issue" => UseKind::TokenIssue,
        "token-check" => UseKind::TokenCheck,
        "cookie" => UseKind::Cookie,
        "session" => UseKind::Session,
        "debug" => UseKind::Debug,
        "csrf" => UseKind::Csrf,
        "file-mode" => UseKind::FileMode,
        "temporary-name" => UseKind::TemporaryName,
        "log" => UseKind::Log,
        "setting" => UseKind::Setting,
        _ => return None,
    })
}

/// Positions of rows by what calls are looked up with.
#[derive(Debug, Default)]
pub(super) struct UseIndex {
    pub(super) by_package: BTreeMap<String, Vec<usize>>,
    /// By the last name of what is written.
    pub(super) by_name: BTreeMap<String, Vec<usize>>,
}

impl UseIndex {
    pub(super) fn of(rows: &[UseRow]) -> Self {
        let mut index = Self::default();
        for (at, row) in rows.iter().enumerate() {
            for package in &row.call.packages {
                index.by_package.entry(package.clone()).or_default().push(at);
            }
            for written in &row.written {
                let name = written.rsplit('.').next().unwrap_or_default();
                index.by_name.entry(name.to_owned()).or_default().push(at);
            }
        }
        index
    }
}

impl Tables {
    /// Positions of the uses that calls of a package can be.
    pub(in crate::extract::code) fn uses_of(&self, package: &str) -> &[usize] {
        self.use_index.by_package.get(package).map_or(&[], Vec::as_slice)
    }

    /// Positions of the uses that a call by a name can be, whatever it is called on.
    pub(in crate::extract::code) fn written_uses(&self, name: &str) -> &[usize] {
        self.use_index.by_name.get(name).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CSHARP, GO, JAVA, JAVASCRIPT, PYTHON};
    use super::use_kind;

    #[test]
    fn every_use_is_of_a_kind_that_exists() {
        for tables in [&*CSHARP, &*GO, &*JAVA, &*JAVASCRIPT, &*PYTHON] {
            assert!(!tables.uses.is_empty() && tables.uses.iter().all(|row| use_kind(&row.kind).is_some()));
        }
    }
}
