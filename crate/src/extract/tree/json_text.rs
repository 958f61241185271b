//! The text of a string in JSON (RFC 8259, section 7).

use std::borrow::Cow;

/// Where a text ends that begins at `start`, behind its quote; whether a quote or the line ends it, and whether
/// it holds escapes.
pub(super) fn end_of_text(bytes: &[u8], start: usize, quote: u8) -> (usize, bool, bool) {
    let (mut at, mut escapes) = (start, false);
    let closed = loop {
        at += plain_length(bytes.get(at..).unwrap_or_default(), quote);
        match bytes.get(at) {
            Some(b'\\') => {
                escapes = true;
                at += 2;
            }
            Some(byte) if *byte == quote => break true,
            _ => break false,
        }
    };
    (at.min(bytes.len()), closed, escapes)
}

/// Bytes up to the next quote of that kind, backslash or end of a line: eight at once, as far as there are eight.
fn plain_length(bytes: &[u8], quote: u8) -> usize {
    let stops = [quote, b'\\', b'\n'];
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (number, chunk) in chunks.iter().enumerate() {
        let met = stops.iter().fold(0, |met, stop| met | equal_bytes(*chunk, *stop));
        if met != 0 {
            return 8 * number + met.trailing_zeros() as usize / 8;
        }
    }
    let from = 8 * chunks.len();
    from + rest.iter().position(|byte| stops.contains(byte)).unwrap_or(rest.len())
}

/// The highest bit of the first byte that is `wanted`, counted from the lowest; those of bytes behind it mean nothing.
/// Taking 1 from a byte borrows its highest bit only where it is 0.
fn equal_bytes(chunk: [u8; 8], wanted: u8) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let zero_where_equal = u64::from_le_bytes(chunk) ^ u64::from_le_bytes([wanted; 8]);
    zero_where_equal.wrapping_sub(ONES) & !zero_where_equal & (ONES << 7)
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
    use super::{end_of_text, unescaped};

    #[test]
    fn escapes_become_what_they_stand_for() {
        assert_eq!(unescaped(r#"a\"b\\c\/\n\u00e9\ud83d\ude00"#), "a\"b\\c/\né😀");
    }

    #[test]
    fn a_text_ends_at_its_own_quote_wherever_that_stands() {
        for length in 0..40 {
            let plain = "a'é\u{ff}".chars().cycle().take(length).collect::<String>();
            let (whole, escaped) = (format!("{plain}\" rest\""), format!("{plain}\\\" more\n"));
            assert_eq!(end_of_text(whole.as_bytes(), 0, b'"'), (plain.len(), true, false));
            assert_eq!(end_of_text(escaped.as_bytes(), 0, b'"'), (plain.len() + 7, false, true));
            assert_eq!(end_of_text(plain.as_bytes(), 0, b'"'), (plain.len(), false, false));
        }
    }

    #[test]
    fn a_broken_escape_stays_as_it_is() {
        assert_eq!(unescaped(r"\x \u12 \ud83d end\"), "\\x \\u12 \u{fffd} end\\");
    }
}
