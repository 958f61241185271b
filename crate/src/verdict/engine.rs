use std::sync::LazyLock;

use super::Engine;
use crate::finding::Severity;
use crate::rules;

/// FNV-1a, 64 bits: the same on every platform and in every build, which `std`'s hashers do not promise.
const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Of the rules, and of what their pages tell.
static RULES: LazyLock<u64> = LazyLock::new(rules_hash);

pub(super) fn engine() -> Engine {
    Engine { version: env!("CARGO_PKG_VERSION").to_owned(), rules: format!("{:016x}", *RULES) }
}

fn rules_hash() -> u64 {
    rules::all().fold(OFFSET_BASIS, |hash, rule| {
        let page = rule.told();
        let parts = [rule.id, rule.item, severity(rule.severity), &page];
        parts.iter().fold(hash, |hash, part| fold(fold(hash, part.as_bytes()), &[0]))
    })
}

fn fold(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_fnv_1a() {
        assert_eq!(fold(OFFSET_BASIS, b"foobar"), 0x8594_4171_f739_67e8);
    }
}
