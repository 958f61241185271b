//! The parts of a templated path: `/users/{id}`.

/// What stands between two slashes of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment<'a> {
    Literal(&'a str),
    /// A parameter that is the whole segment, without its braces.
    Parameter(&'a str),
    /// Literals and parameters together: `{id}.json`, `Users({key})`.
    Compound(&'a str),
}

/// The segments of a path without empty ones; what stands behind `?` or `#` is no part of it.
pub fn segments(path: &str) -> impl Iterator<Item = Segment<'_>> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').filter(|part| !part.is_empty()).map(segment)
}

fn segment(part: &str) -> Segment<'_> {
    let inner = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    match inner {
        Some(name) if !name.contains(['{', '}']) => Segment::Parameter(name.trim_end_matches(['*', '+'])),
        _ if part.contains(['{', '}']) => Segment::Compound(part),
        _ => Segment::Literal(part),
    }
}

/// `v1`, `v2beta1`, `2024-01-31`, `beta`.
pub fn is_version(part: &str) -> bool {
    let numbered = part.strip_prefix(['v', 'V']).is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_digit())
            && rest.len() <= 10
            && rest.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-'))
    });
    let day = |(at, byte): (usize, u8)| {
        if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() }
    };
    let dated = part.len() == 10 && part.bytes().enumerate().all(day);
    numbered || dated || matches!(part, "alpha" | "beta" | "preview")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_falls_into_literals_and_parameters() {
        let parts: Vec<_> = segments("/users/{id}/files/{name}.json?all").collect();
        assert_eq!(
            parts,
            [
                Segment::Literal("users"),
                Segment::Parameter("id"),
                Segment::Literal("files"),
                Segment::Compound("{name}.json"),
            ]
        );
    }

    #[test]
    fn a_version_is_a_number_behind_a_v_or_a_day() {
        assert!(["v1", "v2beta1", "V3.1", "2024-01-31"].into_iter().all(is_version));
        assert!(!["vendors", "1", "video", "v", "2024-01"].into_iter().any(is_version));
    }
}
