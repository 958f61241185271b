//! Changes to the text of a document that are certain, in the document's own format.

use super::Place;

/// Mends one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What applying it does, as a button says it.
    pub title: String,
    /// Replacements that do not overlap: where, and by what.
    pub edits: Vec<(Place, String)>,
}

/// Where a map or a list of a document has room for one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// An empty place.
    pub place: Place,
    pub layout: Layout,
}

/// How a document writes the members of one map, or the values of one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each on a line of its own without brackets (YAML), behind so many spaces.
    Block { indent: usize },
    /// In brackets, each on a line of its own behind so many spaces, or all on one line.
    Flow { indent: Option<usize>, first: bool },
}

/// A value to be written into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Bool(bool),
    Number(u64),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

/// How deep a written value may be nested; what lies deeper is left out.
const MOST_LEVELS: usize = 16;

impl Value {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn map<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Map(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// A `$ref` to another part of the document.
    pub fn reference(pointer: impl Into<String>) -> Self {
        Self::map([("$ref", Self::text(pointer))])
    }

    /// As JSON over several lines.
    pub fn json(&self) -> String {
        let mut out = String::new();
        self.flow(&mut out, Some(0), 0);
        out
    }

    /// As YAML.
    pub fn yaml(&self) -> String {
        let mut out = String::new();
        self.block(&mut out, 0, 0);
        out
    }

    fn is_nested(&self) -> bool {
        match self {
            Self::List(values) => !values.is_empty(),
            Self::Map(members) => !members.is_empty(),
            _ => false,
        }
    }

    fn block(&self, out: &mut String, indent: usize, level: usize) {
        if !self.is_nested() || level >= MOST_LEVELS {
            return self.scalar(out, plain_or_quoted);
        }
        let line = format!("\n{}", " ".repeat(indent));
        match self {
            Self::List(values) => {
                for (at, value) in values.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { &line });
                    out.push_str("- ");
                    value.block(out, indent + 2, level + 1);
                }
            }
            Self::Map(members) => {
                for (at, (name, value)) in members.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { &line });
                    member(out, name, value, indent, level);
                }
            }
            _ => {}
        }
    }

    fn flow(&self, out: &mut String, indent: Option<usize>, level: usize) {
        if !self.is_nested() || level >= MOST_LEVELS {
            return self.scalar(out, quoted);
        }
        let inner = indent.map(|indent| indent + 2);
        let (open, close) = if matches!(self, Self::List(_)) { ('[', ']') } else { ('{', '}') };
        out.push(open);
        let separate = |out: &mut String, at: usize| match (inner, at) {
            (None, 0) => {}
            (None, _) => out.push_str(", "),
            (Some(inner), _) => {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                out.push_str(&" ".repeat(inner));
            }
        };
        match self {
            Self::List(values) => {
                for (at, value) in values.iter().enumerate() {
                    separate(out, at);
                    value.flow(out, inner, level + 1);
                }
            }
            Self::Map(members) => {
                for (at, (name, value)) in members.iter().enumerate() {
                    separate(out, at);
                    out.push_str(&quoted(name));
                    out.push_str(": ");
                    value.flow(out, inner, level + 1);
                }
            }
            _ => {}
        }
        if let Some(indent) = indent {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
        }
        out.push(close);
    }

    fn scalar(&self, out: &mut String, text: fn(&str) -> String) {
        match self {
            Self::Text(value) => out.push_str(&text(value)),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(value) => out.push_str(&value.to_string()),
            Self::List(_) => out.push_str("[]"),
            Self::Map(_) => out.push_str("{}"),
        }
    }
}

fn member(out: &mut String, name: &str, value: &Value, indent: usize, level: usize) {
    out.push_str(&plain_or_quoted(name));
    out.push(':');
    if value.is_nested() {
        out.push('\n');
        out.push_str(&" ".repeat(indent + 2));
    } else {
        out.push(' ');
    }
    value.block(out, indent + 2, level + 1);
}

impl Slot {
    /// The text that adds a member to a map.
    pub fn member(&self, name: &str, value: &Value) -> String {
        let mut out = self.lead();
        match self.layout {
            Layout::Block { indent } => member(&mut out, name, value, indent, 0),
            Layout::Flow { indent, .. } => {
                out.push_str(&quoted(name));
                out.push_str(": ");
                value.flow(&mut out, indent, 0);
            }
        }
        out
    }

    /// The text that adds a value to a list.
    pub fn item(&self, value: &Value) -> String {
        let mut out = self.lead();
        match self.layout {
            Layout::Block { indent } => {
                out.push_str("- ");
                value.block(&mut out, indent + 2, 0);
            }
            Layout::Flow { indent, .. } => value.flow(&mut out, indent, 0),
        }
        out
    }

    fn lead(&self) -> String {
        match self.layout {
            Layout::Block { indent } => format!("\n{}", " ".repeat(indent)),
            Layout::Flow { first: true, .. } => String::new(),
            Layout::Flow { indent: None, first: false } => ", ".to_owned(),
            Layout::Flow { indent: Some(indent), first: false } => format!(",\n{}", " ".repeat(indent)),
        }
    }
}

/// As a JSON string, which YAML reads as well.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            sign if sign.is_control() => out.extend(format!("\\u{:04x}", u32::from(sign)).chars()),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

/// As YAML writes it with the fewest signs that keep it a string.
fn plain_or_quoted(text: &str) -> String {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let begins = text.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '_' | '$'));
    let inner =
        |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '$' | '-' | '.' | '/' | ' ');
    let word = WORDS.iter().any(|word| word.eq_ignore_ascii_case(text));
    if begins && !text.ends_with(' ') && text.chars().all(inner) && !word {
        text.to_owned()
    } else if text.chars().any(char::is_control) {
        quoted(text)
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}
