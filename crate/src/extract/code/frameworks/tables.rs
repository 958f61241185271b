use serde::Deserialize;

use super::access::{ForgeryTable, PolicyTable, RecordRow, StandingRow};
use super::language::LanguageTable;
use super::operation::Operation;
use super::outside::OutsideRow;
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

/// Everything that is known of a language and its libraries. A section may stand in several files.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
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
    /// Calls that never return.
    pub exit: Vec<CallPattern>,
    /// Methods of a chain that bound the number of rows.
    pub bounds: Vec<String>,
    pub hash: Vec<HashCall>,
    pub salt: Vec<CallPattern>,
    #[serde(rename = "use")]
    pub uses: Vec<UseRow>,
    pub(super) technology: Vec<TechnologyRow>,
    /// Every package that a row names, and those of the language itself: no files of the submission.
    #[serde(skip)]
    pub(super) known: BTreeSet<String>,
    #[serde(skip)]
    pub(super) use_index: UseIndex,
    /// The package of each class.
    #[serde(skip)]
    pub(super) packages_of: BTreeMap<String, String>,
}

const COMMON: &str = include_str!("common/guards.toml");

impl Tables {
    pub(super) fn read(files: &[&str]) -> Self {
        let mut all = Self::default();
        for text in [COMMON].iter().chain(files) {
            all.absorb(toml::from_str(text).unwrap_or_default());
        }
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

    fn absorb(&mut self, mut part: Self) {
        self.language.absorb(part.language);
        self.functions.append(&mut part.functions);
        self.methods.append(&mut part.methods);
        self.framework.append(&mut part.framework);
        self.router.append(&mut part.router);
        self.register.append(&mut part.register);
        self.controller.append(&mut part.controller);
        self.endpoint.append(&mut part.endpoint);
        self.input.append(&mut part.input);
        self.assembly.append(&mut part.assembly);
        self.file_route.append(&mut part.file_route);
        self.entry.append(&mut part.entry);
        self.answers.append(&mut part.answers);
        self.assigned.append(&mut part.assigned);
        for (package, mut classes) in part.classes {
            self.classes.entry(package).or_default().append(&mut classes);
        }
        self.request.absorb(part.request);
        self.source.append(&mut part.source);
        self.form_field.append(&mut part.form_field);
        self.request_object.append(&mut part.request_object);
        self.roles.absorb(part.roles);
        self.guard.append(&mut part.guard);
        self.everywhere.append(&mut part.everywhere);
        self.word.append(&mut part.word);
        self.preparing.append(&mut part.preparing);
        self.negating.append(&mut part.negating);
        self.check.append(&mut part.check);
        self.policy.absorb(part.policy);
        self.record.append(&mut part.record);
        self.session.append(&mut part.session);
        self.forgery.absorb(part.forgery);
        self.standing.append(&mut part.standing);
        self.cors.append(&mut part.cors);
        self.checks.exact.append(&mut part.checks.exact);
        self.checks.names.append(&mut part.checks.names);
        self.header_setters.append(&mut part.header_setters);
        self.sink.append(&mut part.sink);
        self.sanitizer.append(&mut part.sanitizer);
        self.setting.append(&mut part.setting);
        self.documents.absorb(part.documents);
        self.details.absorb(part.details);
        self.condition.append(&mut part.condition);
        self.listeners.absorb(part.listeners);
        self.sql.absorb(part.sql);
        self.orm.append(&mut part.orm);
        self.outside.append(&mut part.outside);
        self.exit.append(&mut part.exit);
        self.bounds.append(&mut part.bounds);
        self.hash.append(&mut part.hash);
        self.salt.append(&mut part.salt);
        self.uses.append(&mut part.uses);
        self.technology.append(&mut part.technology);
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
    use super::super::{
        CSHARP, CSHARP_FILES, GO, GO_FILES, JAVA, JAVA_FILES, JAVASCRIPT, JAVASCRIPT_FILES, PYTHON,
        PYTHON_FILES, RUST, RUST_FILES,
    };
    use super::*;

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
    fn every_file_of_the_tables_is_valid() {
        for text in
            [&[COMMON], CSHARP_FILES, GO_FILES, JAVA_FILES, JAVASCRIPT_FILES, PYTHON_FILES, RUST_FILES]
                .concat()
        {
            let error = toml::from_str::<Tables>(text).err();
            assert!(error.is_none(), "{:?}", error.map(|error| error.message().to_owned()));
        }
    }
}
