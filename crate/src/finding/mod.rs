//! What a rule can conclude. Knows no rules.

mod fix;
mod migration;
mod observation;

pub use fix::{Action, Change, Edit, Fix, Snippet};
pub use migration::{Migration, Stage, Step};
pub use observation::{Evidence, Finding, Related, Seen};

use serde::Serialize;

/// How bad it is when it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    Info,
    Low,
    Medium,
    High,
    Critical,
}

/// How sure the engine is. Findings of low confidence never lower a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    Low,
    Medium,
    High,
}
