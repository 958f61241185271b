//! Credentials in any kind of text: by the format that a provider gives them, in addresses, and as values
//! of names that say what they are. One pass over the words of a text; the values themselves are not kept.

mod address;
mod assignment;
mod format;
mod key_block;
mod key_pair;
mod name;
mod setting;
mod value;

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::artifact::Source;
use crate::detect::{Kind, Language};
use crate::facts::{FileFacts, Located, Proof, Secret};
use format::Described;
use setting::Setting;

/// Most secrets that are kept of one file: more of them say nothing more.
const MOST: usize = 200;

/// Finds the credentials of one text, and the names of those that are supplied from outside.
pub(crate) fn read(source: &Source<'_>, kind: &Kind, facts: &mut FileFacts) {
    let Some(setting) = Setting::of(kind, source.path) else { return };
    let text = source.text;
    let tests = tests_in(text, kind);
    let mut described = Described::default();
    let mut taken = 0;
    let shortest = if setting == Setting::Prose { format::SHORTEST } else { 1 };
    for word in words(text, shortest) {
        if word.start < taken {
            continue;
        }
        if facts.secrets.len() >= MOST {
            break;
        }
        let for_tests = tests.is_some_and(|from| word.start > from)
            || *kind == Kind::Code(Language::Rust) && is_compiled_for_tests(text, word.start);
        let setting = if for_tests { Setting::Sample } else { setting };
        match found(text, word, setting, &mut described) {
            Some(Found::Literal(literal)) if is_harmless(&literal, source, kind, setting) => {}
            Some(Found::Literal(literal)) => {
                taken = literal.end;
                facts.secrets.push(literal.secret(source));
            }
            Some(Found::Supplied { name }) => {
                let place = source.place(word.start, word.end);
                facts.supplied_credentials.push(Located { value: name, place });
            }
            None => {}
        }
    }
}

fn found(text: &str, word: Word, setting: Setting, described: &mut Described) -> Option<Found> {
    let by_format = format::at(text, word, setting, described);
    if by_format.is_some() || setting == Setting::Prose {
        return by_format;
    }
    key_block::at(text, word, setting)
        .or_else(|| address::at(text, word, setting))
        .or_else(|| assignment::at(text, word, setting))
}

/// Whether what is no proven credential stands where it does no harm: in a sample, in an illustration, or as
/// the default of a service that lives as long as a test run.
fn is_harmless(literal: &Literal, source: &Source<'_>, kind: &Kind, setting: Setting) -> bool {
    let for_test_run = literal.proof == Proof::Guess && *kind == Kind::Workflow;
    literal.proof != Proof::Format
        && (setting == Setting::Sample
            || for_test_run
            || (setting == Setting::Configuration
                && (*kind != Kind::Environment || source.path.ends_with(".properties"))
                && is_out(source.text, literal.start))
            || is_illustration(source.text, literal.start))
}

/// Whether a line of settings is one that somebody may put in: `# secret = "…"`.
fn is_out(text: &str, start: usize) -> bool {
    let line = text.get(..start).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    line.trim_start().starts_with(['#', ';'])
}

/// Where the tests begin that a file ends with.
fn tests_in(text: &str, kind: &Kind) -> Option<usize> {
    if *kind != Kind::Code(Language::Rust) {
        return None;
    }
    let marks = ["#[cfg(test)]\nmod ", "#[cfg(test)]\r\nmod "];
    marks.iter().find_map(|mark| text.find(mark))
}

/// Whether the line before says that what stands in this one is compiled for tests: `#[cfg(feature = "test_keys")]`.
fn is_compiled_for_tests(text: &str, start: usize) -> bool {
    const NEAR: usize = 200;
    let from = (start.saturating_sub(NEAR)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let before = text.get(from..start).unwrap_or_default().rsplit('\n').nth(1).unwrap_or_default().trim();
    before.starts_with("#[cfg(")
        && !before.contains("not(")
        && ["(test", "\"test"].iter().any(|mark| before.contains(mark))
}

fn fingerprint(value: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Whether the lines at and before a value call it an example, as documentation in comments and YAML does.
fn is_illustration(text: &str, start: usize) -> bool {
    const NEAR: usize = 400;
    const LINES: usize = 6;
    let from = (start.saturating_sub(NEAR)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let before = text.get(from..start).unwrap_or_default();
    let says = |line: &str| {
        let line = line.to_ascii_lowercase();
        line.contains("example")
            || line.contains("for instance")
            || DENIALS.iter().any(|own| line.contains(own))
    };
    let within = before.rsplit('\n').next().unwrap_or_default().trim_start();
    shows_json(within) || before.rsplit('\n').take(LINES).any(says)
}

/// What says of a value that nobody has to keep it.
const DENIALS: &[&str] = &[
    "isn't a secret",
    "no secret",
    "not a real secret",
    "not a secret",
    "not actually a secret",
    "not really a secret",
    "not secret",
    "not sensitive",
    "test key",
    "testing key",
    "test-only",
];

/// Whether a line is a comment that shows what a field of JSON looks like: `//"token":"…"`.
fn shows_json(line: &str) -> bool {
    let comment = ["//", "*", "#"].iter().find_map(|mark| line.strip_prefix(mark));
    comment
        .is_some_and(|text| text.trim_start_matches(['/', ' ', '{']).starts_with('"') && text.contains("\":"))
}

/// A run of letters, digits, `_` and `-`, in bytes.
#[derive(Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
}

enum Found {
    Literal(Literal),
    /// The environment or a vault gives the value.
    Supplied {
        name: String,
    },
}

/// A credential that is written out, in bytes of the text.
struct Literal {
    start: usize,
    end: usize,
    what: String,
    proof: Proof,
}

impl Literal {
    fn secret(self, source: &Source<'_>) -> Secret {
        Secret {
            place: source.place(self.start, self.end),
            what: self.what,
            redacted: redacted(source.slice(self.start, self.end)),
            proof: self.proof,
            fingerprint: fingerprint(source.slice(self.start, self.end)),
        }
    }
}

/// The words of at least `shortest` bytes. Looks at the last byte of where one could be first, so that the
/// shorter ones are stepped over.
fn words(text: &str, shortest: usize) -> impl Iterator<Item = Word> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let window = bytes.get(at..at + shortest)?;
            match window.iter().rposition(|byte| !is_word(*byte)) {
                Some(gap) => at += gap + 1,
                None => break,
            }
        }
        let start = at;
        let more = bytes.get(start + shortest..)?;
        at += shortest + more.iter().position(|byte| !is_word(*byte)).unwrap_or(more.len());
        Some(Word { start: start + escaped_letter(bytes, start, at), end: at })
    })
}

/// 1 where the word begins with the letter of an escape sequence: `\nAKIA…` in a JSON string.
fn escaped_letter(bytes: &[u8], start: usize, end: usize) -> usize {
    let after_backslash = start > 0 && bytes.get(start - 1) == Some(&b'\\');
    let letter = matches!(bytes.get(start), Some(b'n' | b'r' | b't'));
    usize::from(after_backslash && letter && end - start > 1)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// Enough to recognise a value that one has, and too little to use it.
fn redacted(value: &str) -> String {
    let length = value.chars().count();
    let shown = match length {
        0..12 => 0,
        12..20 => 2,
        _ => 4,
    };
    let start: String = value.chars().take(shown).collect();
    format!("{start}…({length} characters)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artifact::FileId;

    fn found(path: &str, kind: &Kind, text: &str) -> FileFacts {
        let mut facts = FileFacts::default();
        read(&Source { file: FileId(0), path, text, offset: 0 }, kind, &mut facts);
        facts
    }

    #[test]
    fn the_value_is_no_part_of_the_fact() {
        let facts = found("a.ts", &Kind::Text, "");
        assert!(facts.secrets.is_empty());
        let facts = found(".env", &Kind::Environment, "DB_PASSWORD=Tr0ub4dor&3\n");
        let shown: Vec<_> = facts.secrets.iter().map(|secret| secret.redacted.as_str()).collect();
        assert_eq!(shown, ["…(11 characters)"]);
    }

    #[test]
    fn a_made_up_token_in_a_contract_is_none() {
        let contract = Kind::OpenApi { version: "3.1.0".to_owned() };
        let facts =
            found("api.json", &contract, r#"{"example": "ghp_16C7e42F292c6912E7710c838347Ae178B4a"}"#);
        assert!(facts.secrets.is_empty());
    }

    #[test]
    fn what_tries_a_pattern_out_is_no_secret() {
        let token = "npm_pQ7wXXu7s1RPi3w5b9kyJPmuiWGrQx3LqWQN";
        let code = Kind::Code(Language::Rust);
        let beside =
            format!("const PATTERNS: &[(&str, &str)] = &[(\"npm_[A-Za-z0-9]{{36}}\", \"{token}\")];\n");
        assert!(found("a.rs", &code, &beside).secrets.is_empty());
        let alone = format!("const TOKEN: &str = \"{token}\";\n");
        assert_eq!(found("a.rs", &code, &alone).secrets.len(), 1);
    }

    #[test]
    fn a_password_that_is_joined_in_is_not_written_out() {
        let code = Kind::Code(Language::Java);
        let text =
            "String sql = \"UPDATE users SET password = '\" + hash(newPassword1) + \"' WHERE id = 1\";\n";
        assert!(found("a.java", &code, text).secrets.is_empty());
    }

    #[test]
    fn a_key_in_the_address_of_a_script_is_public() {
        let key = ["AI", "zaSyB7QkTn4XwPq2RmLc9VdHf3JgYt6ZsUe1A"].concat();
        let page = format!("<script src=\"//maps.example.com/api/js?key={key}\" async></script>\n");
        let code = Kind::Code(Language::CSharp);
        assert!(found("layout.cshtml", &code, &page).secrets.is_empty());
        assert_eq!(found("a.cs", &code, &format!("var key = \"{key}\";\n")).secrets.len(), 1);
    }

    #[test]
    fn names_that_are_read_from_the_environment_are_told() {
        let facts = found("a.yaml", &Kind::Compose, "      DB_PASSWORD: ${DB_PASSWORD}\n");
        let names: Vec<_> = facts.supplied_credentials.iter().map(|name| name.value.as_str()).collect();
        assert_eq!(names, ["DB_PASSWORD"]);
    }

    #[test]
    fn a_long_line_of_names_is_read_in_one_pass() {
        let line = "password: a, eyJhbGciOiJIUzI1NiJ9.SG.".repeat(100_000);
        assert!(found("a.yaml", &Kind::Yaml, &line).secrets.is_empty());
        let sorted = "SELECT a FROM b ORDER BY a; ".repeat(50_000);
        assert!(found("a.sql", &Kind::Sql(crate::detect::Dialect::MySql), &sorted).secrets.is_empty());
    }
}
