//! Where a version stands in an address.

/// The first segment that is a version: `v1`, `v2.1`, `v1beta1`.
pub(super) fn version(path: &str) -> Option<&str> {
    path.split('/').find(|segment| is_version(segment))
}

fn is_version(segment: &str) -> bool {
    let Some(number) = segment.strip_prefix(['v', 'V']) else { return false };
    let short = number.len() <= 8;
    let shaped = number.chars().all(|character| character.is_ascii_alphanumeric() || character == '.');
    short && shaped && number.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_v_with_a_number() {
        assert_eq!(version("/api/v1/users"), Some("v1"));
        assert_eq!(version("https://example.org/v2.1"), Some("v2.1"));
        assert_eq!(version("/vendors/7"), None);
    }
}
