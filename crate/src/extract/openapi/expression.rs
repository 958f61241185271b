//! Regular expressions, as far as their form alone shows that they are none (ECMA-262, 22.2.1).

/// Longer ones are left alone.
const LONGEST: usize = 2_000;

/// What keeps a text from being a regular expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// In no language that has them: in words for people.
    Broken(&'static str),
    /// Other languages have it, JavaScript does not.
    Foreign(&'static str),
}

pub(super) fn fault(pattern: &str) -> Option<Fault> {
    if pattern.len() > LONGEST {
        return None;
    }
    let mut rest = pattern;
    let mut depth = 0_usize;
    // Whether there is something that a repetition can follow, and whether it is a repetition itself.
    let (mut repeatable, mut repeated) = (false, false);
    while let Some(first) = rest.chars().next() {
        let mut after = rest.get(first.len_utf8()..).unwrap_or_default();
        match first {
            '\\' => {
                let Some(escaped) = after.chars().next() else {
                    return Some(Fault::Broken("it ends with a lone backslash"));
                };
                after = after.get(escaped.len_utf8()..).unwrap_or_default();
                (repeatable, repeated) = (true, false);
            }
            '[' => {
                let Some(end) = class_end(after) else {
                    return Some(Fault::Broken("a `[` is not closed"));
                };
                after = after.get(end..).unwrap_or_default();
                (repeatable, repeated) = (true, false);
            }
            '(' => {
                depth += 1;
                if let Some(special) = after.strip_prefix('?') {
                    if !special.starts_with([':', '=', '!', '<']) {
                        return Some(Fault::Foreign("`(?` must be followed by `:`, `=`, `!` or `<`"));
                    }
                    after = special.trim_start_matches([':', '=', '!', '<']);
                }
                (repeatable, repeated) = (false, false);
            }
            ')' => {
                let Some(less) = depth.checked_sub(1) else {
                    return Some(Fault::Broken("a `)` has no counterpart"));
                };
                depth = less;
                (repeatable, repeated) = (true, false);
            }
            '|' => (repeatable, repeated) = (false, false),
            '*' | '+' | '?' => {
                if !repeatable {
                    return Some(Fault::Broken("a repetition has nothing to repeat"));
                }
                if repeated && first == '+' {
                    return Some(Fault::Foreign("a repetition follows a repetition"));
                }
                if repeated && first == '*' {
                    return Some(Fault::Broken("a repetition follows a repetition"));
                }
                repeated = !repeated;
            }
            _ => (repeatable, repeated) = (true, false),
        }
        rest = after;
    }
    (depth > 0).then_some(Fault::Broken("a `(` is not closed"))
}

/// The number of bytes up to the end of a class of characters, whose `[` was read.
fn class_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_told_from_what_is_none() {
        for pattern in [
            "",
            "^[a-z]+$",
            r"^\[(a|b)?\]$",
            "a{2,}",
            "{x}",
            "(?:a)*?",
            "(?<y>a)",
            "[(]",
            "^$",
            "a|",
            "[^]]x",
            "\\d+?",
        ] {
            assert_eq!(fault(pattern), None, "{pattern}");
        }
        for pattern in ["(a", "a)", "[a", "a\\", "*a", "a|+", "(?:+)", "a**"] {
            assert!(matches!(fault(pattern), Some(Fault::Broken(_))), "{pattern}");
        }
        for pattern in ["(?i)a", "(?P<n>a)", "a++", "(?>a)"] {
            assert!(matches!(fault(pattern), Some(Fault::Foreign(_))), "{pattern}");
        }
    }
}
