use super::access::{ForgeryTable, PolicyTable, RecordRow, StandingRow};
use super::language::LanguageTable;
use super::operation::Operation;
use super::outside::OutsideRow;
use super::readers::ReaderRow;
use super::rows::{
    CallPattern, ChecksTable, CorsRow, EverywhereRow, FormFieldRow, GuardRow, HashCall, OrmCall,
    RequestTable, RolesTable, SourceRow, TechnologyRow, WordRow, guard_kind,
};
use super::sinks::{
    DetailsTable, DocumentsTable, ListenersTable, SanitizerRow, SettingRow, SinkRow, sink_kind,
};
use super::sql::SqlTable;
use super::uses::{UseIndex, UseRow};
use super::web::{
    Assembly, Controller, Endpoint, EntryRow, FileRoute, Framework, Input, Register, RouterRow,
};
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{GuardKind, SinkKind};
use crate::tables::{read, table};

table! {
    /// Everything that is known of a language and its libraries. A section may stand in several files.
    #[derive(Debug)]
    pub(in crate::extract::code) struct Tables {
        pub language: LanguageTable,
        /// Functions that the language has of itself, by their dotted name.
        pub functions: BTreeMap<String, Operation>,
        /// Methods of texts, lists and maps.
        pub methods: BTreeMap<String, Operation>,
        pub framework: Vec<Framework>,
        pub router: Vec<RouterRow>,
        pub register: Vec<Register>,
        pub controller: Vec<Controller>,
        pub endpoint: Vec<Endpoint>,
        pub input: Vec<Input>,
        pub assembly: Vec<Assembly>,
        pub file_route: Vec<FileRoute>,
        pub entry: Vec<EntryRow>,
        /// Methods of a response, and the sink that each is.
        pub answers: BTreeMap<String, String>,
        /// The same for what is assigned to one of its fields.
        pub assigned: BTreeMap<String, String>,
        /// Classes of packages that are imported whole.
        pub classes: BTreeMap<String, Vec<String>>,
        pub request: RequestTable,
        pub source: Vec<SourceRow>,
        pub form_field: Vec<FormFieldRow>,
        /// Names of packages that are the request itself.
        pub request_object: Vec<CallPattern>,
        pub roles: RolesTable,
        pub guard: Vec<GuardRow>,
        pub everywhere: Vec<EverywhereRow>,
        pub word: Vec<WordRow>,
        /// First words of names that turn nobody away.
        pub preparing: Vec<String>,
        /// Words that turn a name into its opposite.
        pub negating: Vec<String>,
        pub check: Vec<GuardRow>,
        pub policy: PolicyTable,
        pub record: Vec<RecordRow>,
        /// Calls that keep sessions in cookies.
        pub session: Vec<CallPattern>,
        pub forgery: ForgeryTable,
        /// Names of settings that list what stands before handlers.
        pub standing: Vec<StandingRow>,
        pub cors: Vec<CorsRow>,
        pub checks: ChecksTable,
        /// Ends of the paths of what compares sign by sign: `bytes.Equal`, `equals`.
        pub comparisons: Vec<String>,
        /// Methods of builders that set a header of the answer, by name and value or as one pair.
        pub header_setters: Vec<String>,
        pub sink: Vec<SinkRow>,
        pub sanitizer: Vec<SanitizerRow>,
        pub setting: Vec<SettingRow>,
        pub documents: DocumentsTable,
        pub details: DetailsTable,
        /// Functions that hold only for values that are harmless in some places.
        pub condition: Vec<SanitizerRow>,
        pub listeners: ListenersTable,
        pub sql: SqlTable,
        pub orm: Vec<OrmCall>,
        pub outside: Vec<OutsideRow>,
        pub reader: Vec<ReaderRow>,
        /// Calls that never return.
        pub exit: Vec<CallPattern>,
        /// Methods of a chain that bound the number of rows.
        pub bounds: Vec<String>,
        pub hash: Vec<HashCall>,
        pub salt: Vec<CallPattern>,
        pub uses as "use": Vec<UseRow>,
        pub(super) technology: Vec<TechnologyRow>,
    }
    derived {
        /// Every package that a row names, and those of the language itself: no files of the submission.
        pub(super) known: BTreeSet<String>,
        pub(super) use_index: UseIndex,
        /// The package of each class.
        pub(super) packages_of: BTreeMap<String, String>,
    }
}

impl Tables {
    pub(super) fn read(text: &'static str) -> Self {
        let mut all: Self = read(text);
        all.known = all.packages();
        all.use_index = UseIndex::of(&all.uses);
        if all.language.shares_types {
            for (package, classes) in &all.classes {
                for class in classes {
                    all.packages_of.entry(class.clone()).or_insert_with(|| package.clone());
                }
            }
        }
        all
    }

    /// What a middleware of a package is for; `path` may end in `()`.
    pub(in crate::extract::code) fn guard(&self, module: &str, path: &str) -> Option<GuardKind> {
        let path = path.strip_suffix("()").unwrap_or(path);
        find_guard(&self.guard, module, path)
    }

    pub(in crate::extract::code) fn guard_row(&self, module: &str, path: &str) -> Option<&GuardRow> {
        self.guard.iter().find(|row| row.call.matches(module, path))
    }

    pub(in crate::extract::code) fn check_call(&self, module: &str, path: &str) -> Option<GuardKind> {
        find_guard(&self.check, module, path)
    }

    /// Whether a package reads archives, whose entries have names.
    pub(in crate::extract::code) fn is_archive(&self, module: &str) -> bool {
        let mut rows = self.source.iter().filter(|row| row.part == "archive");
        rows.any(|row| row.call.packages.iter().any(|own| own == module))
    }

    /// Whether the types of a package hold archives or documents.
    pub(in crate::extract::code) fn is_holder(&self, module: &str) -> bool {
        self.is_archive(module) || self.documents.packages.iter().any(|own| own == module)
    }

    pub(in crate::extract::code) fn kind_of_word(&self, word: &str) -> Option<GuardKind> {
        let row = self.word.iter().find(|row| row.words.iter().any(|own| own == word))?;
        guard_kind(&row.kind)
    }

    pub(in crate::extract::code) fn technology(&self, module: &str) -> Option<&TechnologyRow> {
        let module = module.strip_prefix("node:").unwrap_or(module);
        let inside = |package: &str| {
            module.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
        };
        self.technology.iter().find(|row| row.packages.iter().any(|package| inside(package)))
    }

    /// What a method of a response does with its argument.
    pub(in crate::extract::code) fn answer(&self, name: &str) -> Option<SinkKind> {
        sink_kind(self.answers.get(name)?)
    }

    /// What becomes of a value that is assigned to a field of a response.
    pub(in crate::extract::code) fn assigned(&self, name: &str) -> Option<SinkKind> {
        sink_kind(self.assigned.get(name)?)
    }

    pub(in crate::extract::code) fn framework(&self, name: &str) -> Option<&Framework> {
        self.framework.iter().find(|row| row.name == name)
    }

    pub(in crate::extract::code) fn function(&self, path: &str) -> Option<Operation> {
        let below = || self.functions.get(&format!("{}.*", path.split_once('.')?.0));
        self.functions.get(path).or_else(below).copied()
    }

    /// What a function does by the end of its path, where its package is not known: `UTF8.GetBytes`.
    pub(in crate::extract::code) fn function_ending(&self, path: &str) -> Option<Operation> {
        let ends = |own: &str| own.strip_suffix(path).is_some_and(|before| before.ends_with('.'));
        self.functions.iter().find(|(own, _)| ends(own)).map(|(_, operation)| *operation)
    }

    pub(in crate::extract::code) fn method(&self, name: &str) -> Option<Operation> {
        self.methods.get(name).copied()
    }
}

fn find_guard(rows: &[GuardRow], module: &str, path: &str) -> Option<GuardKind> {
    let row = rows.iter().find(|row| {
        row.call.matches(module, path)
            || (row.call.members.is_empty() && row.call.packages.iter().any(|own| own == module))
    })?;
    guard_kind(&row.kind)
}

#[cfg(test)]
mod tests {
    use super::super::rows::role;
    use super::super::sinks::sink_kind;
    use super::super::{CSHARP, GO, JAVA, JAVASCRIPT, PYTHON, RUST};
    use super::*;
    use crate::tables::{Cell, compiled, value};

    #[test]
    fn every_table_is_read_and_names_only_what_exists() {
        for tables in [&*CSHARP, &*GO, &*JAVA, &*JAVASCRIPT, &*PYTHON, &*RUST] {
            assert!(tables.guard.iter().chain(&tables.check).all(|row| guard_kind(&row.kind).is_some()));
            assert!(!tables.word.is_empty() && tables.word.iter().all(|row| guard_kind(&row.kind).is_some()));
            assert!(!tables.sink.is_empty() && tables.sink.iter().all(|row| sink_kind(&row.sink).is_some()));
            assert!(
                !tables.sql.drivers.is_empty()
                    && !tables.hash.is_empty()
                    && (!tables.router.is_empty() || !tables.controller.is_empty())
            );
            assert!(!tables.functions.is_empty() && !tables.methods.is_empty());
            assert!(tables.outside.iter().all(|row| row.does().is_some()));
            assert!(tables.technology.iter().all(|row| role(&row.role).is_some()));
        }
    }

    #[test]
    fn every_row_has_only_columns_that_are_read() {
        for (language, text) in [
            ("csharp", compiled!("csharp")),
            ("go", compiled!("go")),
            ("java", compiled!("java")),
            ("javascript", compiled!("javascript")),
            ("python", compiled!("python")),
            ("rust", compiled!("rust")),
        ] {
            assert_eq!(Tables::faults(&value(text), language), Vec::<String>::new());
        }
    }
}
