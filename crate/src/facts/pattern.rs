//! What a regular expression lets through and what it costs, as far as its form alone shows it.

/// Longer patterns are left alone.
const LONGEST: usize = 500;

/// Whether a pattern repeats what it can already repeat in itself, so that a text which does not fit in the end
/// is tried in exponentially many ways: `^(a+)+$`, `^([a-z]+-?)*$`, `^(\w|\d)+$`. Only certain forms.
pub fn is_catastrophic(pattern: &str) -> bool {
    if pattern.len() > LONGEST {
        return false;
    }
    let mut rest = pattern;
    let mut groups = vec![Group::default()];
    while !rest.is_empty() {
        let (atom, after) = atom(rest);
        match atom {
            Atom::Open(length) => {
                groups.push(Group { looks: length > 3, ..Group::default() });
                rest = after;
            }
            Atom::Or => {
                if let Some(group) = groups.last_mut() {
                    group.next_alternative();
                }
                rest = after;
            }
            Atom::Anchor => {
                if let Some(group) = groups.last_mut() {
                    group.add("", Times::ONCE);
                }
                rest = after;
            }
            Atom::Close if groups.len() > 1 => {
                let (times, after) = times(after);
                let mut group = groups.pop().unwrap_or_default();
                group.next_alternative();
                let ends = after.trim_start_matches(')');
                let may_fail = !ends.is_empty() && !ends.starts_with(".*");
                if group.ambiguous && times.endless && may_fail && !group.looks {
                    return true;
                }
                if let Some(parent) = groups.last_mut() {
                    parent.add("()", times);
                }
                rest = after;
            }
            Atom::Close | Atom::One => {
                let text = rest.strip_suffix(after).unwrap_or_default();
                let (times, after) = times(after);
                if let Some(group) = groups.last_mut() {
                    group.add(text, times);
                }
                rest = after;
            }
        }
    }
    false
}

enum Atom {
    /// With the number of characters that open the group.
    Open(usize),
    Close,
    Or,
    Anchor,
    One,
}

/// The first thing of a pattern, and what stands behind it.
fn atom(pattern: &str) -> (Atom, &str) {
    let behind = |length: usize| pattern.get(length..).unwrap_or_default();
    match pattern.as_bytes() {
        [b'(', b'?', b':', ..] => (Atom::Open(3), behind(3)),
        [b'(', b'?', b'<', next, ..] if !matches!(next, b'=' | b'!') => {
            let name = pattern.find('>').map_or(pattern.len(), |end| end + 1);
            (Atom::Open(1), behind(name))
        }
        [b'(', b'?', ..] => (Atom::Open(4), behind(3)),
        [b'(', ..] => (Atom::Open(1), behind(1)),
        [b')', ..] => (Atom::Close, behind(1)),
        [b'|', ..] => (Atom::Or, behind(1)),
        [b'^' | b'$', ..] => (Atom::Anchor, behind(1)),
        [b'\\', b'b' | b'B', ..] => (Atom::Anchor, behind(2)),
        [b'\\', ..] => (Atom::One, after_escape(behind(1))),
        [b'[', ..] => (Atom::One, after_class(behind(1))),
        _ => (Atom::One, pattern.get(first_length(pattern)..).unwrap_or_default()),
    }
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn after_escape(pattern: &str) -> &str {
    let after = pattern.get(first_length(pattern)..).unwrap_or_default();
    let braced = pattern.starts_with(['p', 'P', 'u', 'x']) && after.starts_with('{');
    if braced { after.split_once('}').map_or("", |(_, after)| after) } else { after }
}

fn after_class(pattern: &str) -> &str {
    let mut escaped = false;
    for (at, letter) in pattern.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' if at > 0 => return pattern.get(at + 1..).unwrap_or_default(),
            _ => {}
        }
    }
    ""
}

/// How often something may stand.
#[derive(Clone, Copy)]
struct Times {
    optional: bool,
    endless: bool,
    /// There is a quantifier.
    counted: bool,
}

impl Times {
    const ONCE: Self = Self { optional: false, endless: false, counted: false };
}

/// The quantifier at the beginning of a pattern, and what stands behind it.
fn times(pattern: &str) -> (Times, &str) {
    let lazy = |rest: &'_ str| rest.len() - rest.strip_prefix('?').unwrap_or(rest).len();
    let behind = |length: usize| {
        let rest = pattern.get(length..).unwrap_or_default();
        rest.get(lazy(rest)..).unwrap_or_default()
    };
    match pattern.as_bytes() {
        [b'*', ..] => (Times { optional: true, endless: true, counted: true }, behind(1)),
        [b'+', ..] => (Times { optional: false, endless: true, counted: true }, behind(1)),
        [b'?', ..] => (Times { optional: true, endless: false, counted: true }, behind(1)),
        [b'{', ..] => {
            let Some((inner, _)) = pattern.get(1..).and_then(|rest| rest.split_once('}')) else {
                return (Times::ONCE, pattern);
            };
            let least = inner.split(',').next().unwrap_or_default();
            let times = Times { optional: least == "0", endless: inner.ends_with(','), counted: true };
            (times, behind(inner.len() + 2))
        }
        _ => (Times::ONCE, pattern),
    }
}

#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
struct Group<'p> {
    /// Looks ahead or behind, and takes nothing.
    looks: bool,
    /// A text can be split among repetitions of the group in several ways.
    ambiguous: bool,
    /// Of the present alternative: whether something in it repeats without end, and whether something must stand.
    endless: bool,
    needed: bool,
    /// The only thing of the present alternative that stands once.
    single: Option<&'p str>,
    atoms: usize,
    singles: Vec<&'p str>,
}

impl<'p> Group<'p> {
    fn add(&mut self, text: &'p str, times: Times) {
        self.atoms += 1;
        self.single = (self.atoms == 1 && !times.counted).then_some(text);
        if times.endless && !self.endless {
            self.endless = true;
        } else {
            self.needed |= !times.optional;
        }
    }

    fn next_alternative(&mut self) {
        self.ambiguous |= self.endless && !self.needed;
        if let Some(single) = self.single.filter(|single| *single != "()" && !single.is_empty()) {
            self.ambiguous |=
                self.singles.len() < 50 && self.singles.iter().any(|other| overlap(single, other));
            self.singles.push(single);
        }
        (self.endless, self.needed, self.single, self.atoms) = (false, false, None, 0);
    }
}

/// Whether two single characters or classes certainly have something in common.
fn overlap(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        outer == "." && inner != "\\n" || matches!((inner, outer), ("\\d" | "_", "\\w"))
    };
    one == other || within(one, other) || within(other, one)
}

/// Whether a pattern that is meant for the whole text lets any text through that holds a fitting part. What asks
/// for a part on purpose (`\S`, `@`, a beginning such as `^https://`) is left alone.
pub fn is_unanchored(pattern: &str) -> bool {
    let begins = pattern.starts_with('^') || pattern.starts_with("\\A") || pattern.starts_with("(?");
    let ends = (pattern.ends_with('$') && !pattern.ends_with("\\$")) || pattern.ends_with("\\z");
    let inner = pattern.trim_start_matches('^').trim_end_matches('$');
    let everything = ["", ".", "[\\s\\S]", "[\\S\\s]", "[\\d\\D]", "[\\w\\W]"];
    let anything = |text: &str| everything.contains(&text.trim_end_matches(['*', '+']));
    if (begins && ends) || anything(inner) || inner.contains(['^', '$', '|']) || inner.contains(".*") {
        return false;
    }
    // A quantified class at the open end shows that it should go on to the end.
    let counted_end = ends || (inner.ends_with(['+', '}', '*']) && inner.contains(['[', '\\']));
    let counted_begin =
        begins || ["[", "\\d", "\\w", "\\p", "("].iter().any(|class| inner.starts_with(class));
    let classes = inner.matches(['[', '\\']).count();
    counted_end && counted_begin && classes > 0 && inner.len() > 3
}

#[cfg(test)]
mod tests {
    use super::{is_catastrophic, is_unanchored};

    #[test]
    fn repetitions_of_repetitions_are_catastrophic() {
        let bad = [
            "^(a+)+$",
            "^([a-zA-Z0-9]+)*$",
            "^(?:\\w+\\s?)+$",
            "^([a-z]+-?)*@x$",
            "(.*)*x",
            "^(\\d{2,})+;$",
            "^(\\w|\\d)+$",
            "^(a|a)*$",
            "^((ab)*)*$",
            "^(-?[a-z]+)+$",
            "^(?<part>[^/]+)+$",
        ];
        let good = [
            "^(a+b)+$",
            "^([a-z]+\\.)*[a-z]+$",
            "^[a-z]+$",
            "^(a|b)+$",
            "^(\\w+)$",
            "^(\\w+\\s)+$",
            "(a+)+",
            "^(a+){1,3}$",
            "^(?=.*[A-Z])(?=.*\\d).+$",
            "^\\(a+\\)+$",
            "^[(a+)+]+$",
            "^([a-z]+(-[a-z]+)*)$",
            "^(/[^/]+)+$",
            "^(\\d{12}|\\d{16})*$",
            "^([0-9]{1,3}\\.){3}[0-9]{1,3}$",
            "^(a+)+.*",
            "",
            "(((",
            ")))",
            "[",
            "\\",
        ];
        for pattern in bad {
            assert!(is_catastrophic(pattern), "{pattern}");
        }
        for pattern in good {
            assert!(!is_catastrophic(pattern), "{pattern}");
        }
    }

    #[test]
    fn patterns_for_the_whole_text_are_told_from_those_for_a_part() {
        let bad = ["[a-z]+", "\\d{4}-\\d{2}", "^[a-zA-Z0-9]+", "[A-Z]{3}$", "[\\w+=,.@-]+"];
        let good = [
            "^[a-z]+$",
            "\\S",
            "@",
            ".*",
            ".+",
            "^https://",
            "^(a|b)$",
            "[a-z]+|\\d+",
            "(?=.*[A-Z])",
            "^$",
            "",
            "^.*\\S.*$",
            "\\.pdf$",
        ];
        for pattern in bad {
            assert!(is_unanchored(pattern), "{pattern}");
        }
        for pattern in good {
            assert!(!is_unanchored(pattern), "{pattern}");
        }
    }
}
