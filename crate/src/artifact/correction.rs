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
    pub hand: Hand,
}

/// How a document is written, as far as a value within it has to be written alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub struct Hand {
    /// By how much a level stands further in than the one around it.
    pub step: usize,
    /// Tabs rather than spaces stand before it.
    pub tabs: bool,
    /// YAML quotes by `"` rather than `'`.
    pub double: bool,
    /// Lines end in carriage return and line feed.
    pub carriage: bool,
    /// Nothing stands between the parts of JSON.
    pub dense: bool,
}

impl Default for Hand {
    fn default() -> Self {
        Self { step: 2, tabs: false, double: false, carriage: false, dense: false }
    }
}

impl Hand {
    /// The beginning of a line that stands so far in.
    fn line(self, indent: usize) -> String {
        let end = if self.carriage { "\r\n" } else { "\n" };
        format!("{end}{}", if self.tabs { "\t" } else { " " }.repeat(indent))
    }

    /// What stands between two values in brackets.
    fn comma(self) -> &'static str {
        if self.dense { "," } else { ", " }
    }

    /// What stands between a name and its value.
    fn colon(self) -> &'static str {
        if self.dense { ":" } else { ": " }
    }

    /// As YAML writes it with the fewest signs that keep it a string.
    fn plain_or_quoted(self, text: &str) -> String {
        if is_plain(text) {
            text.to_owned()
        } else if self.double || text.chars().any(char::is_control) {
            quoted(text)
        } else {
            format!("'{}'", text.replace('\'', "''"))
        }
    }

    fn member(self, out: &mut String, name: &str, value: &Value, indent: usize, level: usize) {
        out.push_str(&self.plain_or_quoted(name));
        out.push(':');
        if value.is_nested() {
            out.push_str(&self.line(indent + self.step));
        } else {
            out.push(' ');
        }
        value.block(out, self, indent + self.step, level + 1);
    }
}

/// How a document writes the members of one map, or the values of one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each on a line of its own without brackets (YAML), so far in.
    Block { indent: usize },
    /// In brackets, each on a line of its own so far in, or all on one line.
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
        self.flow(&mut out, Hand::default(), Some(0), 0);
        out
    }

    /// As YAML.
    pub fn yaml(&self) -> String {
        let mut out = String::new();
        self.block(&mut out, Hand::default(), 0, 0);
        out
    }

    fn is_nested(&self) -> bool {
        match self {
            Self::List(values) => !values.is_empty(),
            Self::Map(members) => !members.is_empty(),
            _ => false,
        }
    }

    fn block(&self, out: &mut String, hand: Hand, indent: usize, level: usize) {
        if !self.is_nested() || level >= MOST_LEVELS {
            return self.scalar(out, |text| hand.plain_or_quoted(text));
        }
        let line = hand.line(indent);
        match self {
            Self::List(values) => {
                for (at, value) in values.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { &line });
                    out.push_str("- ");
                    value.block(out, hand, indent + 2, level + 1);
                }
            }
            Self::Map(members) => {
                for (at, (name, value)) in members.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { &line });
                    hand.member(out, name, value, indent, level);
                }
            }
            _ => {}
        }
    }

    fn flow(&self, out: &mut String, hand: Hand, indent: Option<usize>, level: usize) {
        if !self.is_nested() || level >= MOST_LEVELS {
            return self.scalar(out, quoted);
        }
        let inner = indent.map(|indent| indent + hand.step);
        let (open, close) = if matches!(self, Self::List(_)) { ('[', ']') } else { ('{', '}') };
        out.push(open);
        let separate = |out: &mut String, at: usize| match (inner, at) {
            (None, 0) => {}
            (None, _) => out.push_str(hand.comma()),
            (Some(inner), _) => {
                out.push_str(if at == 0 { "" } else { "," });
                out.push_str(&hand.line(inner));
            }
        };
        match self {
            Self::List(values) => {
                for (at, value) in values.iter().enumerate() {
                    separate(out, at);
                    value.flow(out, hand, inner, level + 1);
                }
            }
            Self::Map(members) => {
                for (at, (name, value)) in members.iter().enumerate() {
                    separate(out, at);
                    out.push_str(&quoted(name));
                    out.push_str(hand.colon());
                    value.flow(out, hand, inner, level + 1);
                }
            }
            _ => {}
        }
        if let Some(indent) = indent {
            out.push_str(&hand.line(indent));
        }
        out.push(close);
    }

    fn scalar(&self, out: &mut String, text: impl Fn(&str) -> String) {
        match self {
            Self::Text(value) => out.push_str(&text(value)),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(value) => out.push_str(&value.to_string()),
            Self::List(_) => out.push_str("[]"),
            Self::Map(_) => out.push_str("{}"),
        }
    }
}

impl Slot {
    /// The text that adds a member to a map.
    pub fn member(&self, name: &str, value: &Value) -> String {
        let mut out = self.lead();
        match self.layout {
            Layout::Block { indent } => self.hand.member(&mut out, name, value, indent, 0),
            Layout::Flow { indent, .. } => {
                out.push_str(&quoted(name));
                out.push_str(self.hand.colon());
                value.flow(&mut out, self.hand, indent, 0);
            }
        }
        out
    }

    /// The text that adds several members to a map.
    pub fn members(&self, members: &[(&str, Value)]) -> String {
        let mut slot = *self;
        let mut out = String::new();
        for (name, value) in members {
            out.push_str(&slot.member(name, value));
            if let Layout::Flow { first, .. } = &mut slot.layout {
                *first = false;
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
                value.block(&mut out, self.hand, indent + 2, 0);
            }
            Layout::Flow { indent, .. } => value.flow(&mut out, self.hand, indent, 0),
        }
        out
    }

    fn lead(&self) -> String {
        match self.layout {
            Layout::Block { indent } => self.hand.line(indent),
            Layout::Flow { first: true, .. } => String::new(),
            Layout::Flow { indent: None, first: false } => self.hand.comma().to_owned(),
            Layout::Flow { indent: Some(indent), first: false } => format!(",{}", self.hand.line(indent)),
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

/// Whether YAML reads it as a string where it stands without quotes.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let begins = text.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '_' | '$'));
    let inner =
        |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '$' | '-' | '.' | '/' | ' ');
    let word = WORDS.iter().any(|word| word.eq_ignore_ascii_case(text));
    begins && !text.ends_with(' ') && text.chars().all(inner) && !word
}
