//! How names and files of a language relate.

use crate::tables::table;

table! {
    #[derive(Debug)]
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
        /// A method without a body is that of the class that has it, in whichever file.
        pub interfaces: bool,
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
        /// Answers that do not say what they are are told by how they begin.
        pub sniffed_answers: bool,
        /// Patterns take time in proportion to the text (RE2).
        pub linear_patterns: bool,
        /// What is given to a parameter is of its type.
        pub typed_parameters: bool,
        /// The type of a parameter says which part of a request it is, wherever the function stands.
        pub extractors: bool,
        /// Methods that read a relation to many rows, where mappers read what a row refers to when it is asked for it.
        pub lazy_reads: Vec<String>,
        /// Parts of what asks for rows that brings along what they refer to.
        pub eager_parts: Vec<String>,
        /// Methods that run a function for each row, where relations are read when they are asked for.
        pub row_methods: Vec<String>,
        /// What is asked of a relation without its being read.
        pub unread_parts: Vec<String>,
        /// The call without which no mapper of the language reads a relation when it is asked for.
        pub lazy_switch: Option<String>,
        /// The setting with which a mapper reads the relations of many rows at once.
        pub batch_setting: Option<String>,
        /// The setting with which every request runs in a transaction.
        pub transaction_switch: Option<String>,
        /// Packages that begin transactions by themselves, or whose databases hardly have any.
        pub apart_from_transactions: Vec<String>,
        /// Methods that only note what a mapper is to write.
        pub noted_writes: Vec<String>,
        /// Methods that call the function that they are called on: `supplier.get()`.
        pub invoked_by: Vec<String>,
        /// Packages whose types say nothing of a value: lists, texts.
        pub plain_packages: Vec<String>,
        /// Errors are caught by type, and passing over an expected one is usual.
        pub narrow_catches: bool,
        /// Ends of the names of folders and files that hold tests.
        pub test_ends: Vec<String>,
        /// Calls that give as many zeros as their argument says.
        pub zero_filled: Vec<String>,
        /// Modules that come with the language.
        pub modules: Vec<String>,
        /// Types whose values no caller can fill with text of its own.
        pub harmless_types: Vec<String>,
    }
}

impl LanguageTable {
    /// Whether what is given to a parameter is of its type.
    pub(in crate::extract::code) fn typed(&self) -> bool {
        self.implicit_this || self.typed_parameters
    }
}
