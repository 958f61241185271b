//! Rows for calls that leave the program, or hold it up.

use serde::Deserialize;

use super::rows::CallPattern;
use crate::facts::OutsideWork;

/// A call that leaves the program or holds it up.
#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct OutsideRow {
    /// `request`, `client`, `server`, `wait`.
    does: String,
    pub name: String,
    /// Arguments and options by name, or the position of one, that give it a deadline.
    #[serde(default)]
    pub bounds: Vec<String>,
    /// Words with which a file gives all such calls a deadline.
    #[serde(default)]
    pub defaults: Vec<String>,
    /// How many arguments stand before its options.
    #[serde(default)]
    pub given: usize,
    /// Where it counts: in a `handler` itself, while a `request` is answered, in an `async` function; anywhere
    /// where nothing is said.
    #[serde(default)]
    pub within: String,
    #[serde(default)]
    pub light: bool,
    #[serde(flatten)]
    pub call: CallPattern,
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
