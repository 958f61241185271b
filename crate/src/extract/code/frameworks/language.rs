//! How names and files of a language relate.

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "a table of yes and no")]
pub(in crate::extract::code) struct LanguageTable {
    /// A class that is called gives an instance: no `new`.
    pub calls_create: bool,
    /// Other files can use every name of a file, without its saying so.
    pub exports_names: bool,
    /// `module.exports`, `require`.
    pub commonjs: bool,
    /// Names that a file does not have may be those of another file in its folder.
    pub shares_folder: bool,
    /// Names that a file does not have may be those of any other file, or of a package that it does not name.
    pub shares_types: bool,
    /// All files of a folder are one module.
    pub folder_is_module: bool,
    /// The request answers, too: one context for both.
    pub request_answers: bool,
    /// A module of another file cannot be told from a package by its spelling: all that no table names may be one.
    pub local_by_name: bool,
    /// A method sees the fields and methods of its class by their plain names.
    pub implicit_this: bool,
    /// What stands in a field is read and set by methods of its name: `getName`, `setName`.
    pub accessors: bool,
    /// The quotient of whole numbers is whole.
    pub whole_division: bool,
    /// Patterns take time in proportion to the text (RE2).
    pub linear_patterns: bool,
    /// What is given to a parameter is of its type.
    pub typed_parameters: bool,
    /// The type of a parameter says which part of a request it is, wherever the function stands.
    pub extractors: bool,
    /// Methods that call the function that they are called on: `supplier.get()`.
    pub invoked_by: Vec<String>,
    /// Packages whose types say nothing of a value: lists, texts.
    pub plain_packages: Vec<String>,
    /// Errors are caught by type, and passing over an expected one is usual.
    pub narrow_catches: bool,
    /// Ends of the names of folders and files that hold tests.
    pub test_ends: Vec<String>,
    /// Modules that come with the language.
    pub modules: Vec<String>,
    /// Types whose values no caller can fill with text of its own.
    pub harmless_types: Vec<String>,
}

impl LanguageTable {
    /// Whether what is given to a parameter is of its type.
    pub(in crate::extract::code) fn typed(&self) -> bool {
        self.implicit_this || self.typed_parameters
    }

    pub(super) fn absorb(&mut self, mut part: Self) {
        self.calls_create |= part.calls_create;
        self.exports_names |= part.exports_names;
        self.commonjs |= part.commonjs;
        self.shares_folder |= part.shares_folder;
        self.shares_types |= part.shares_types;
        self.folder_is_module |= part.folder_is_module;
        self.request_answers |= part.request_answers;
        self.narrow_catches |= part.narrow_catches;
        self.local_by_name |= part.local_by_name;
        self.implicit_this |= part.implicit_this;
        self.accessors |= part.accessors;
        self.whole_division |= part.whole_division;
        self.linear_patterns |= part.linear_patterns;
        self.typed_parameters |= part.typed_parameters;
        self.extractors |= part.extractors;
        self.invoked_by.append(&mut part.invoked_by);
        self.plain_packages.append(&mut part.plain_packages);
        self.test_ends.append(&mut part.test_ends);
        self.modules.append(&mut part.modules);
        self.harmless_types.append(&mut part.harmless_types);
    }
}
