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
use std::sync::LazyLock;

const JAVASCRIPT_FILES: &[&str] = &[
    include_str!("javascript/language.toml"),
    include_str!("javascript/web.toml"),
    include_str!("javascript/fastify.toml"),
    include_str!("javascript/functions.toml"),
    include_str!("javascript/hono.toml"),
    include_str!("javascript/koa.toml"),
    include_str!("javascript/nest.toml"),
    include_str!("javascript/guards.toml"),
    include_str!("javascript/flows.toml"),
    include_str!("javascript/injection.toml"),
    include_str!("javascript/data.toml"),
    include_str!("javascript/passwords.toml"),
    include_str!("javascript/outside.toml"),
    include_str!("javascript/security.toml"),
    include_str!("javascript/technologies.toml"),
];

const JAVA_FILES: &[&str] = &[
    include_str!("java/language.toml"),
    include_str!("java/classes.toml"),
    include_str!("java/spring.toml"),
    include_str!("java/servlet.toml"),
    include_str!("java/jaxrs.toml"),
    include_str!("java/data.toml"),
    include_str!("java/flows.toml"),
    include_str!("java/injection.toml"),
    include_str!("java/guards.toml"),
    include_str!("java/access.toml"),
    include_str!("java/passwords.toml"),
    include_str!("java/outside.toml"),
    include_str!("java/security.toml"),
    include_str!("java/technologies.toml"),
];

const PYTHON_FILES: &[&str] = &[
    include_str!("python/language.toml"),
    include_str!("python/flows.toml"),
    include_str!("python/injection.toml"),
    include_str!("python/data.toml"),
    include_str!("python/flask.toml"),
    include_str!("python/fastapi.toml"),
    include_str!("python/django.toml"),
    include_str!("python/aiohttp.toml"),
    include_str!("python/guards.toml"),
    include_str!("python/passwords.toml"),
    include_str!("python/outside.toml"),
    include_str!("python/security.toml"),
    include_str!("python/technologies.toml"),
];

const GO_FILES: &[&str] = &[
    include_str!("go/language.toml"),
    include_str!("go/web.toml"),
    include_str!("go/flows.toml"),
    include_str!("go/injection.toml"),
    include_str!("go/data.toml"),
    include_str!("go/guards.toml"),
    include_str!("go/outside.toml"),
    include_str!("go/security.toml"),
    include_str!("go/technologies.toml"),
];

const CSHARP_FILES: &[&str] = &[
    include_str!("csharp/language.toml"),
    include_str!("csharp/classes.toml"),
    include_str!("csharp/aspnet.toml"),
    include_str!("csharp/guards.toml"),
    include_str!("csharp/data.toml"),
    include_str!("csharp/flows.toml"),
    include_str!("csharp/passwords.toml"),
    include_str!("csharp/security.toml"),
    include_str!("csharp/technologies.toml"),
];

const RUST_FILES: &[&str] = &[
    include_str!("rust/language.toml"),
    include_str!("rust/web.toml"),
    include_str!("rust/flows.toml"),
    include_str!("rust/data.toml"),
    include_str!("rust/guards.toml"),
    include_str!("rust/security.toml"),
    include_str!("rust/technologies.toml"),
];

/// By mapper and its own name for a type, the type in SQL.
static TYPES: LazyLock<BTreeMap<String, BTreeMap<String, String>>> =
    LazyLock::new(|| toml::from_str(include_str!("common/types.toml")).unwrap_or_default());

pub(super) fn types(mapper: &str) -> Option<&'static BTreeMap<String, String>> {
    TYPES.get(mapper)
}

/// Tables are read when they are first needed.
pub(super) static JAVASCRIPT: LazyLock<Tables> = LazyLock::new(|| Tables::read(JAVASCRIPT_FILES));
pub(super) static CSHARP: LazyLock<Tables> = LazyLock::new(|| Tables::read(CSHARP_FILES));
pub(super) static GO: LazyLock<Tables> = LazyLock::new(|| Tables::read(GO_FILES));
pub(super) static JAVA: LazyLock<Tables> = LazyLock::new(|| Tables::read(JAVA_FILES));
pub(super) static PYTHON: LazyLock<Tables> = LazyLock::new(|| Tables::read(PYTHON_FILES));
pub(super) static RUST: LazyLock<Tables> = LazyLock::new(|| Tables::read(RUST_FILES));
