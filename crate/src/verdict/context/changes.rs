use super::Remark;
use crate::facts::{Bump, Comparison};

/// How a contract stands against its earlier version.
pub(super) fn remark(comparison: &Comparison) -> Remark {
    let needs = match (comparison.needed_bump(), comparison.needed_version()) {
        (Bump::None, _) => String::new(),
        (_, Some(version)) => format!("; needs {version}"),
        (bump, None) => format!("; needs a {bump} version"),
    };
    let cut = if comparison.cut { ", as far as it could be compared" } else { "" };
    let name = if comparison.name.is_empty() { "the contract" } else { &comparison.name };
    Remark {
        topic: "compatibility",
        value: format!("{}{cut}{needs}", comparison.summary()),
        evidence: format!("`{name}`, compared with the earlier version"),
        place: comparison.place,
    }
}
