use crate::facts::{Facts, UseKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "outdated-tls",
    item: "sec.tls",
    severity: Severity::Medium,
    page: page!("outdated_tls.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for one in facts.uses(UseKind::Tls) {
        if one.constant("suites").is_some_and(names_broken_suite) {
            seen.violated(one.place, format!("`{}` allows a cipher of TLS that can be broken", one.name));
        }
        let versions = one.constant("version").map(|all| all.split(',').filter_map(is_outdated));
        match versions.and_then(Iterator::max) {
            Some(true) => {
                seen.violated(one.place, format!("`{}` allows a version of TLS that is withdrawn", one.name));
            }
            Some(false) => seen.met(one.place, || format!("`{}` asks for TLS 1.2 or later", one.name)),
            None => {}
        }
    }
}

/// RC4 (RFC 7465), single and triple DES, and suites without encryption or authentication.
fn names_broken_suite(names: &str) -> bool {
    ["_rc4_", "_des_", "_3des_", "_null_", "_export_", "_anon_"].iter().any(|part| names.contains(part))
}

/// Whether a name is of a version before 1.2 (RFC 8996), however it is written: `TLSv1.1`, `VersionTLS10`,
/// `PROTOCOL_SSLv3`; `None` where it names none.
fn is_outdated(name: &str) -> Option<bool> {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let digits = |family: &str| {
        let rest = plain.split_once(family)?.1.trim_start_matches('v');
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end).filter(|digits| !digits.is_empty()).map(str::to_owned)
    };
    if let Some(version) = digits("tls") {
        return Some(matches!(version.as_str(), "1" | "10" | "11"));
    }
    digits("ssl").map(|version| matches!(version.as_str(), "2" | "3" | "20" | "30"))
}

#[cfg(test)]
mod tests {
    use super::is_outdated;

    #[test]
    fn versions_are_read_however_they_are_written() {
        for name in ["tlsv1", "TLSv1.1", "versiontls10", "protocol_sslv3", "sslv3_method", "tlsv1_1_method"] {
            assert_eq!(is_outdated(&name.to_lowercase()), Some(true), "{name}");
        }
        for name in ["tlsv1.2", "versiontls13", "tlsv1_2_method", "protocol_tlsv1_2"] {
            assert_eq!(is_outdated(name), Some(false), "{name}");
        }
        assert_eq!(is_outdated("protocol_tls_client"), None);
    }
}
