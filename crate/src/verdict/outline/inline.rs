//! Keeps text of the submission from acting as markup: it stands in code spans and fences only, on one line,
//! bounded, without characters that cannot be seen.

/// Characters of a name that are shown.
const LONGEST_NAME: usize = 120;
/// Characters of a sentence that are shown.
const LONGEST_SENTENCE: usize = 400;

/// Text of the submission as a code span. Backticks in it become apostrophes: a span that needs longer
/// delimiters is not understood by every reader of Markdown.
pub(super) fn code(text: &str) -> String {
    let line = one_line(text, LONGEST_NAME);
    if line.is_empty() { "`(empty)`".to_owned() } else { format!("`{}`", line.replace('`', "'")) }
}

/// An expression of the submission as a code span, cut early: its beginning names it.
pub(super) fn short(text: &str) -> String {
    code(&one_line(text, 40))
}

/// Text of the submission within a fence: only line breaks and tabs are left of the control characters, and
/// nothing in it ends the fence.
pub(super) fn fenced(text: &str) -> String {
    text.replace("```", "'''")
        .chars()
        .map(|c| if c != '\n' && c != '\t' && is_invisible(c) { ' ' } else { c })
        .collect()
}

/// A sentence of a rule, which names things of the submission between backticks. Words outside of them that
/// could act as markup become code spans too.
pub(super) fn prose(text: &str) -> String {
    let line = one_line(text, LONGEST_SENTENCE);
    let pieces: Vec<&str> = line.split('`').collect();
    let last = pieces.len() - 1;
    let mut written = String::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        if at % 2 == 1 && at < last {
            written.push_str(&code(piece));
        } else {
            written.push_str(&plain(piece, at == 0));
        }
    }
    written
}

/// `3 tables`, `1 table`, `2 queries`, `4 indexes`
pub(super) fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{number} {stem}ies"),
        _ if noun.ends_with('x') => format!("{number} {noun}es"),
        _ => format!("{number} {noun}s"),
    }
}

/// `a, b and 4 more`
pub(super) fn listed(names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    match names.len().saturating_sub(most) {
        0 => shown.join(", "),
        left => format!("{} and {left} more", shown.join(", ")),
    }
}

/// Text on one line, its white space collapsed, of at most so many characters.
pub(super) fn one_line(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for c in text.chars().map(|c| if c.is_whitespace() || is_invisible(c) { ' ' } else { c }) {
        if c == ' ' && (line.is_empty() || line.ends_with(' ')) {
            continue;
        }
        if length == most {
            line.push('…');
            break;
        }
        line.push(c);
        length += 1;
    }
    line.truncate(line.trim_end().len());
    line
}

/// Control characters, and those that change the direction or the width of what stands beside them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn plain(piece: &str, begins_line: bool) -> String {
    let words = piece.split(' ').enumerate().map(|(at, word)| {
        let core = word.trim_end_matches(['.', ',', ';', ':']);
        if is_active(core) || (begins_line && at == 0 && is_marker(word)) {
            format!("{}{}", code(core), word.strip_prefix(core).unwrap_or_default())
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_active(word: &str) -> bool {
    word.contains(['<', '>', '[', ']', '*', '_', '|', '#', '\\', '&', '{', '}', '~', '^', '$', '@', '!'])
        || word.contains("://")
        || word.starts_with("www.")
}

/// What begins a list, a heading or a rule where it begins a line: `-`, `+`, `===`, `12.`, `3)`
fn is_marker(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    is_number || (!word.is_empty() && word.chars().all(|c| matches!(c, '-' | '+' | '=')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_code_span() {
        assert_eq!(code("a`<img>`\n# b"), "`a'<img>' # b`");
        assert_eq!(code(&"x".repeat(500)).chars().count(), 123);
        assert_eq!(code("\u{202E}\u{0}"), "`(empty)`");
    }

    #[test]
    fn words_that_could_act_as_markup_become_code() {
        assert_eq!(
            prose("table `a_b` has <b>no</b> key, see https://x.y."),
            "table `a_b` has `<b>no</b>` key, see `https://x.y`."
        );
        assert_eq!(prose("1. `x"), "`1`. x");
        assert_eq!(prose("[a](b) `*x*`"), "`[a](b)` `*x*`");
    }

    #[test]
    fn a_fence_cannot_be_left() {
        assert_eq!(fenced("a\n```\n<b>\u{7}"), "a\n'''\n<b> ");
    }

    #[test]
    fn numbers_and_nouns_agree() {
        assert_eq!(
            [count(1, "query"), count(2, "query"), count(0, "key")],
            ["1 query", "2 queries", "0 keys"]
        );
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()], 2), "a, b and 1 more");
    }
}
