//! Whether a text fits a regular expression (ECMA-262, 22.2), in time that grows with both alone. What is not
//! read for certain (looking around, references back, classes of Unicode) is left open.

mod parse;
mod steps;

use parse::Parser;
use steps::{Step, compile, run};

/// Longer expressions are left open.
const LONGEST: usize = 500;
/// Steps times characters of the text.
const MOST_WORK: usize = 400_000;

/// Whether some part of the text fits; `None` where nobody can tell.
pub(super) fn fits(pattern: &str, text: &str) -> Option<bool> {
    if pattern.len() > LONGEST {
        return None;
    }
    let mut parser = Parser { rest: pattern.chars().peekable(), depth: 0 };
    let tree = parser.alternatives()?;
    if parser.rest.next().is_some() {
        return None;
    }
    let mut steps = Vec::new();
    compile(&tree, &mut steps)?;
    steps.push(Step::End);
    let text: Vec<char> = text.chars().collect();
    (steps.len() * (text.len() + 1) <= MOST_WORK).then(|| run(&steps, &text))
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn texts_that_fit_are_told_from_others() {
        for (pattern, text) in [
            ("^[a-z]+$", "abc"),
            ("b", "abc"),
            (r"^\d{2,3}-?\w*$", "12-a_1"),
            (r"^(a|bc)+$", "abcbc"),
            ("^(?:[A-Z]{2}|x)?$", ""),
            (r"^[\w.+-]+@[^@\s]+$", "a.b@c.de"),
            (r"\bcat\b", "a cat."),
            ("^a{x}$", "a{x}"),
            (r"^\u0041\x42[\]-]$", "AB-"),
            ("^(?<year>[0-9]{4})+?$", "2026"),
            ("^(a*)*$", "aaa"),
        ] {
            assert_eq!(fits(pattern, text), Some(true), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("^[a-z]+$", "ABC"),
            (r"^\d{4}$", "123"),
            ("^(a|bc)+$", "abcb"),
            ("^[^a-c]$", "b"),
            (r"^\S+$", "a b"),
            ("^a{2,}$", "a"),
            ("^(a*)*$", "aab"),
            ("[]", "a"),
        ] {
            assert_eq!(fits(pattern, text), Some(false), "{pattern} {text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_left_open() {
        for pattern in
            [r"^(?=a)a$", r"(a)\1", r"^\p{L}+$", "(?i)a", "[\\D]", "(a", "*", "a{1000}{1000}", "a++"]
        {
            assert_eq!(fits(pattern, "a"), None, "{pattern}");
        }
    }

    #[test]
    fn hostile_expressions_end() {
        let pattern = "^".to_owned() + &"(a*)*".repeat(60) + "b$";
        assert_eq!(fits(&pattern, &"a".repeat(200)), Some(false));
        assert_eq!(fits(&"(".repeat(400), "a"), None);
    }
}
