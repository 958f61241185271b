//! Tables of what a language and its libraries have, and what their calls are for. What differs from one to the
//! next is data.
//!
//! A folder for each language; a file holds any sections, as suits what it is about (a framework, a kind of
//! library). `common` holds what is the same everywhere.

mod access;
mod known;
mod language;
mod operation;
mod outside;
mod readers;
mod rows;
mod sinks;
mod sql;
mod tables;
mod uses;
mod web;

pub(super) use access::{RecordRow, StandingRow};
pub(super) use operation::Operation;
pub(super) use outside::OutsideRow;
pub(super) use rows::{CallPattern, CorsRow, HashCall, OrmCall, guard_kind};
pub(super) use sinks::{SettingRow, SinkRow};
pub(super) use tables::Tables;
pub(super) use uses::UseRow;
pub(super) use web::{Assembly, Controller, Does, EntryRow, FileRoute, Framework, Register};

use crate::collections::BTreeMap;
use crate::tables::{compiled, read};
use std::sync::LazyLock;

/// By mapper and its own name for a type, the type in SQL.
static TYPES: LazyLock<BTreeMap<String, BTreeMap<String, String>>> =
    LazyLock::new(|| read(compiled!("types")));

pub(super) fn types(mapper: &str) -> Option<&'static BTreeMap<String, String>> {
    TYPES.get(mapper)
}

/// Tables are read when they are first needed.
pub(super) static JAVASCRIPT: LazyLock<Tables> = LazyLock::new(|| Tables::read(compiled!("javascript")));
pub(super) static CSHARP: LazyLock<Tables> = LazyLock::new(|| Tables::read(compiled!("csharp")));
pub(super) static GO: LazyLock<Tables> = LazyLock::new(|| Tables::read(compiled!("go")));
pub(super) static JAVA: LazyLock<Tables> = LazyLock::new(|| Tables::read(compiled!("java")));
pub(super) static PYTHON: LazyLock<Tables> = LazyLock::new(|| Tables::read(compiled!("python")));
pub(super) static RUST: LazyLock<Tables> = LazyLock::new(|| Tables::read(compiled!("rust")));
