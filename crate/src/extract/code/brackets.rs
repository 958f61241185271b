//! Texts that a grammar would take without end: angle brackets that stay open, each of which may be a comparison or
//! begin a type. Where the text ends, the parser goes through all of them again for each.

/// Brackets of one statement that may stay open. A text that a person wrote leaves a handful.
const MOST_OPEN: usize = 1_000;

/// Whether more angle brackets stay open in one statement than are read.
pub(super) fn stay_open(text: &str) -> bool {
    let mut open = 0_usize;
    let mut before = b' ';
    for byte in text.bytes() {
        match byte {
            b'<' if before != b'<' => open += 1,
            b'>' => open = open.saturating_sub(1),
            b';' | b'{' | b'}' => open = 0,
            _ => {}
        }
        if open > MOST_OPEN {
            return true;
        }
        before = byte;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::stay_open;

    #[test]
    fn brackets_that_are_closed_or_stand_in_other_statements_do_not_count() {
        assert!(stay_open(&"a<".repeat(2_000)));
        assert!(!stay_open(&"List<String> a = b;\n".repeat(2_000)));
        assert!(!stay_open(&"if (a < b) { c(); }\n".repeat(2_000)));
        assert!(!stay_open(&"1 << 2, ".repeat(900)));
    }
}
