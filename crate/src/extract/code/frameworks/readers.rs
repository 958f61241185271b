//! Rows for what reads the configuration of a program.

use super::rows::CallPattern;
use crate::tables::table;

table! {
    /// A call that gives the value of a name.
    #[derive(Debug)]
    pub(in crate::extract::code) struct ReaderRow {
        /// The name is a field of it instead: `process.env.PORT`.
        pub fields: bool,
        pub call: CallPattern,
    }
}
