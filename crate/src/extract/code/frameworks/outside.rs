//! Rows for calls that leave the program, or hold it up.

use super::rows::CallPattern;
use crate::facts::OutsideWork;
use crate::tables::table;

table! {
    /// A call that leaves the program or holds it up.
    #[derive(Debug)]
    pub(in crate::extract::code) struct OutsideRow {
        /// `request`, `client`, `server`, `wait`.
        does: String,
        pub name: String,
        /// Arguments and options by name, or the position of one, that give it a deadline.
        pub bounds: Vec<String>,
        /// Words with which a file gives all such calls a deadline.
        pub defaults: Vec<String>,
        /// How many arguments stand before its options.
        pub given: usize,
        /// Where it counts: in a `handler` itself, while a `request` is answered, in an `async` function; anywhere
        /// where nothing is said.
        pub within: String,
        pub light: bool,
        pub call: CallPattern,
    }
}

impl OutsideRow {
    pub(in crate::extract::code) fn does(&self) -> Option<OutsideWork> {
        Some(match &*self.does {
            "request" => OutsideWork::Request,
            "client" => OutsideWork::Client,
            "server" => OutsideWork::Server,
            "wait" => OutsideWork::Wait,
            _ => return None,
        })
    }
}
