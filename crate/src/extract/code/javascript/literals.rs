//! Spelling of strings and numbers.

/// A string without quotes, its escapes resolved.
pub(super) fn string(literal: &str) -> String {
    let quotes = ['"', '\'', '`'];
    let inner = literal.strip_prefix(quotes).unwrap_or(literal);
    unescape(inner.strip_suffix(quotes).unwrap_or(inner))
}

pub(super) fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            out.push(char);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('0') => out.push('\0'),
            Some('x') => out.extend(code(&mut chars, 2)),
            Some('u') => out.extend(unicode(&mut chars)),
            // A line break that is escaped is none.
            Some('\n') | None => {}
            Some(other) => out.push(other),
        }
    }
    out
}

fn unicode(chars: &mut std::str::Chars<'_>) -> Option<char> {
    let rest = chars.as_str();
    let Some(braced) = rest.strip_prefix('{') else { return code(chars, 4) };
    let (digits, after) = braced.split_once('}')?;
    *chars = after.chars();
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

fn code(chars: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let hex: String = chars.by_ref().take(digits).collect();
    char::from_u32(u32::from_str_radix(&hex, 16).ok()?)
}

pub(super) fn number(text: &str) -> f64 {
    let plain = text.replace('_', "").to_ascii_lowercase();
    let plain = plain.strip_suffix('n').unwrap_or(&plain);
    let radix = |prefix: &str, radix: u32| {
        plain.strip_prefix(prefix).and_then(|digits| u32::from_str_radix(digits, radix).ok())
    };
    let whole = radix("0x", 16).or_else(|| radix("0o", 8)).or_else(|| radix("0b", 2));
    whole.map_or_else(|| plain.parse().unwrap_or(f64::NAN), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(string(r"'a\'b\x41\u0042\u{43}\n'"), "a'bABC\n");
    }

    #[test]
    fn numbers_may_have_a_base_and_separators() {
        assert!((number("1_000") - 1000.0).abs() < f64::EPSILON);
        assert!((number("0xFF") - 255.0).abs() < f64::EPSILON);
    }
}
