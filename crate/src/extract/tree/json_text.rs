//! The text of a string in JSON (RFC 8259, section 7).

use std::borrow::Cow;

/// Where a text ends that begins at `start`, behind its quote; whether a quote or the line ends it, and whether
/// it holds escapes.
pub(super) fn end_of_text(bytes: &[u8], start: usize, quote: u8) -> (usize, bool, bool) {
    let stops = |byte: &u8| matches!(byte, b'"' | b'\'' | b'\\' | b'\n');
    let (mut at, mut escapes) = (start, false);
    let closed = loop {
        let rest = bytes.get(at..).unwrap_or_default();
        at += rest.iter().position(stops).unwrap_or(rest.len());
        match bytes.get(at) {
            Some(b'\\') => {
                escapes = true;
                at += 2;
            }
            Some(byte) if *byte == quote => break true,
            Some(b'\n') | None => break false,
            Some(_) => at += 1,
        }
    };
    (at.min(bytes.len()), closed, escapes)
}

/// What stands between the quotes, with its escapes carried out; an escape that makes no sense stays.
pub(super) fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let (character, length) = escape(after);
        text.push(character);
        rest = after.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character that an escape stands for, and its length in bytes without the backslash.
fn escape(after: &str) -> (char, usize) {
    let Some(first) = after.chars().next() else { return ('\\', 0) };
    match first {
        '"' | '\\' | '/' => (first, 1),
        'b' => ('\u{8}', 1),
        'f' => ('\u{c}', 1),
        'n' => ('\n', 1),
        'r' => ('\r', 1),
        't' => ('\t', 1),
        'u' => unicode(after),
        _ => ('\\', 0),
    }
}

/// `uXXXX`, or the two that make one character outside the basic plane.
fn unicode(after: &str) -> (char, usize) {
    let unit = |from: usize| {
        let digits = after.get(from..from + 4)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        u32::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(1) else { return ('\\', 0) };
    if let Some(character) = char::from_u32(first) {
        return (character, 5);
    }
    let second = (after.get(5..7) == Some("\\u")).then(|| unit(7)).flatten();
    match second {
        Some(second) if (0xD800..0xDC00).contains(&first) && (0xDC00..0xE000).contains(&second) => {
            let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 11)
        }
        _ => (char::REPLACEMENT_CHARACTER, 5),
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_become_what_they_stand_for() {
        assert_eq!(unescaped(r#"a\"b\\c\/\n\u00e9\ud83d\ude00"#), "a\"b\\c/\né😀");
    }

    #[test]
    fn a_broken_escape_stays_as_it_is() {
        assert_eq!(unescaped(r"\x \u12 \ud83d end\"), "\\x \\u12 \u{fffd} end\\");
    }
}
