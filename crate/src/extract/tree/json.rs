//! Reads JSON, and what people write for JSON: with comments, trailing commas, a missing comma, cut in half.
//! One loop, no recursion.

use std::borrow::Cow;

use super::build::Builder;
use super::json_text::{end_of_text, unescaped};
use super::{Tree, Value};
use crate::artifact::Span;

/// Whether the text begins as JSON does. A flow map of YAML with bare keys does not.
pub(super) fn looks_like_json(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.skip_space();
    match reader.peek() {
        Some(b'[') => true,
        Some(b'{') => {
            reader.at += 1;
            reader.skip_space();
            matches!(reader.peek(), None | Some(b'"' | b'}' | b'{' | b',' | b'\''))
        }
        _ => false,
    }
}

pub(super) fn read(text: &str) -> Tree<'_> {
    let mut reader = Reader::new(text);
    reader.run();
    if !reader.levels.is_empty() {
        let trail = reader.builder.trail();
        let inside = if trail.is_empty() { String::new() } else { format!(" inside {trail}") };
        let end = text.len();
        let text = format!("the document ends{inside}, before it is complete");
        reader.builder.tree.fault(Span::new(end, end), true, text);
    }
    reader.builder.finish(text.len())
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    builder: Builder<'a>,
    /// For every open container: whether it is a map.
    levels: Vec<bool>,
    /// How many of them are maps.
    maps: usize,
    expects: Expects,
    /// A comma stands before what comes next.
    after_comma: bool,
    told_comments: bool,
    told_commas: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expects {
    Key,
    Colon,
    Value,
    /// A comma or the end of the container.
    Separator,
    Nothing,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            builder: Builder::of_size(text.len()),
            levels: Vec::new(),
            maps: 0,
            expects: Expects::Value,
            after_comma: false,
            told_comments: false,
            told_commas: false,
        }
    }

    fn run(&mut self) {
        loop {
            self.skip_space();
            let Some(byte) = self.peek() else { return };
            match (self.expects, byte) {
                (Expects::Nothing, _) => {
                    let rest = "what stands after the end of the document is left out";
                    self.fault(self.at, self.bytes.len(), true, rest);
                    return;
                }
                (_, b'}' | b']') => self.close(byte == b'}'),
                (Expects::Key, b'"' | b'\'') => {
                    let start = self.at;
                    let text = self.string(byte);
                    self.builder.key(text, start, self.at);
                    self.expects = Expects::Colon;
                }
                (Expects::Colon, b':') => self.step(Expects::Value),
                (Expects::Separator, b',') => {
                    self.after_comma = true;
                    self.step(self.next_member());
                }
                (Expects::Separator, _) => {
                    self.fault(self.at, self.at, false, "a comma is missing");
                    self.expects = self.next_member();
                }
                (Expects::Value, _) => self.value(byte),
                (Expects::Colon, _) => {
                    self.fault(self.at, self.at, false, "a colon is missing");
                    self.expects = Expects::Value;
                }
                (Expects::Key, b',') => self.at += 1,
                (Expects::Key, _) => self.bare_key(),
            }
        }
    }

    fn value(&mut self, byte: u8) {
        let start = self.at;
        match byte {
            b'{' => {
                self.builder.open_map(start);
                self.levels.push(true);
                self.maps += 1;
                self.after_comma = false;
                self.step(Expects::Key);
            }
            b'[' => {
                self.builder.open_list(start);
                self.levels.push(false);
                self.after_comma = false;
                self.step(Expects::Value);
            }
            b'"' | b'\'' => {
                let text = self.string(byte);
                self.scalar(Value::Text(text), start);
            }
            b',' => {
                self.fault(start, start + 1, false, "a value is missing before this comma");
                if self.levels.last() == Some(&true) {
                    self.builder.scalar(Value::Null, start, start);
                }
                self.step(self.next_member());
            }
            b':' => self.at += 1,
            _ => self.literal(),
        }
    }

    /// A number, `true`, `false`, `null`, or a word that should have quotes.
    fn literal(&mut self) {
        let start = self.at;
        let written = self.word();
        let value = match written {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ if written.starts_with(|first: char| first == '-' || first.is_ascii_digit()) => {
                Value::Number(Cow::Borrowed(written))
            }
            _ => {
                self.fault(start, self.at, false, "a text without quotes");
                Value::Text(Cow::Borrowed(written))
            }
        };
        self.scalar(value, start);
    }

    fn bare_key(&mut self) {
        let start = self.at;
        let written = self.word();
        self.fault(start, self.at, false, "a name without quotes");
        self.builder.key(Cow::Borrowed(written), start, self.at);
        self.expects = Expects::Colon;
    }

    fn scalar(&mut self, value: Value<'a>, start: usize) {
        self.builder.scalar(value, start, self.at);
        self.after_comma = false;
        self.expects = if self.levels.is_empty() { Expects::Nothing } else { Expects::Separator };
    }

    /// Ends the innermost container; one of the other kind is ended on the way to its fellow, if it has one.
    fn close(&mut self, map: bool) {
        if self.levels.last() != Some(&map) {
            self.fault(self.at, self.at + 1, false, "this bracket closes nothing that is open");
            let fellows = if map { self.maps } else { self.levels.len() - self.maps };
            if fellows == 0 {
                self.at += 1;
                return;
            }
            while self.levels.last().is_some_and(|level| *level != map) {
                self.leave(self.at);
            }
        }
        if self.after_comma && !self.told_commas {
            self.told_commas = true;
            self.fault(
                self.at,
                self.at + 1,
                false,
                "a comma before the closing bracket, which JSON does not allow",
            );
        }
        self.after_comma = false;
        self.leave(self.at + 1);
        self.step(if self.levels.is_empty() { Expects::Nothing } else { Expects::Separator });
    }

    fn leave(&mut self, end: usize) {
        if self.levels.pop() == Some(true) {
            self.maps -= 1;
        }
        self.builder.close(end);
    }

    /// Reads a string from its opening quote to its end, or to the end of the line where it has none.
    fn string(&mut self, quote: u8) -> Cow<'a, str> {
        let start = self.at + 1;
        let (at, closed, escapes) = end_of_text(self.bytes, start, quote);
        let raw = self.text.get(start..at).unwrap_or_default();
        self.at = at + usize::from(closed);
        if !closed {
            self.fault(start - 1, at, true, "a text without a closing quote");
        } else if quote == b'\'' {
            self.fault(start - 1, self.at, false, "a text in single quotes");
        }
        if escapes { unescaped(raw) } else { Cow::Borrowed(raw) }
    }

    /// Everything up to the next character that has a meaning of its own.
    fn word(&mut self) -> &'a str {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let ends = |byte: &u8| {
            matches!(byte, b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"' | b' ' | b'\n' | b'\r' | b'\t')
        };
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        // A character that only means something elsewhere is taken as a word of its own.
        self.at += length.max(1);
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => {
                    self.at += 1;
                    self.skip_indentation();
                }
                Some(0xEF) if self.at == 0 && self.text.starts_with('\u{feff}') => self.at = 3,
                Some(b'/') => {
                    let start = self.at;
                    let rest = self.bytes.get(start..).unwrap_or_default();
                    let length = match rest.get(1) {
                        Some(b'/') => rest.iter().position(|byte| *byte == b'\n'),
                        Some(b'*') => rest.windows(2).skip(2).position(|pair| pair == b"*/").map(|at| at + 4),
                        _ => return,
                    };
                    self.at += length.unwrap_or(rest.len());
                    if !self.told_comments {
                        self.told_comments = true;
                        self.fault(start, self.at, false, "a comment, which JSON does not allow");
                    }
                }
                _ => return,
            }
        }
    }

    /// Eight spaces at once: most of a text that is written for people is indentation.
    fn skip_indentation(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let (chunks, _) = rest.as_chunks::<8>();
        let whole = 8 * chunks.iter().take_while(|chunk| **chunk == [b' '; 8]).count();
        let rest = rest.get(whole..).unwrap_or_default();
        self.at += whole + rest.iter().position(|byte| *byte != b' ').unwrap_or(rest.len());
    }

    fn next_member(&self) -> Expects {
        match self.levels.last() {
            Some(true) => Expects::Key,
            Some(false) => Expects::Value,
            None => Expects::Nothing,
        }
    }

    fn step(&mut self, expects: Expects) {
        self.at += 1;
        self.expects = expects;
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn fault(&mut self, start: usize, end: usize, lost: bool, text: &str) {
        self.builder.tree.fault(Span::new(start, end), lost, text);
    }
}
