use std::sync::LazyLock;

use super::Engine;
use crate::finding::Severity;
use crate::rules::{self, DIGEST_OF_NOTHING, digest};

/// Of the rules, and of what their pages tell.
static RULES: LazyLock<u64> = LazyLock::new(rules_hash);

pub(super) fn engine() -> Engine {
    Engine { version: env!("CARGO_PKG_VERSION").to_owned(), rules: format!("{:016x}", *RULES) }
}

fn rules_hash() -> u64 {
    rules::all().fold(DIGEST_OF_NOTHING, |hash, rule| {
        let page = rule.page.digest.to_le_bytes();
        let parts = [rule.id.as_bytes(), rule.item.as_bytes(), severity(rule.severity).as_bytes(), &page];
        parts.iter().fold(hash, |hash, part| digest(digest(hash, part), &[0]))
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}
