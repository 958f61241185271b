//! Reads YAML from the events of a parser that does not recurse. A line that the parser cannot read is left
//! out, and the rest is read again without it.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::build::Builder;
use super::char_offsets::CharOffsets;
use super::{NodeId, Tree, Value, plain};
use crate::artifact::Span;

/// Reading goes on without the line at fault this many times.
const MOST_REPAIRS: usize = 12;
/// Bytes read in all attempts together.
const MOST_BYTES: usize = 64_000_000;
/// Keys, values and ends of containers; a contract of thirteen megabytes has 600,000 of them.
const MOST_EVENTS: usize = 3_000_000;
/// Where the nesting is deeper, reading ends: what the parser does for each token grows with it.
const MOST_OPEN: usize = 2_000;

pub(super) fn read(text: &str) -> Tree<'_> {
    let mut repaired: Option<String> = None;
    let mut left_out = Vec::new();
    let mut tabs = None;
    loop {
        let readable = repaired.as_deref().unwrap_or(text);
        let mut reader = Reader::new(text, readable);
        let error = reader.run(readable);
        let mut tree = reader.finish(error.as_ref());
        let Some(error) = error else { return with_faults(tree, left_out, tabs) };
        if repaired.is_none()
            && let Some((text, tab)) = with_spaces(text)
        {
            repaired = Some(text);
            tabs = Some(tab);
            continue;
        }
        let worth_another = left_out.len() < MOST_REPAIRS
            && text.len().saturating_mul(left_out.len() + 2) <= MOST_BYTES.max(text.len() * 3);
        let repair = worth_another.then(|| without_lines(readable, &error)).flatten();
        let Some((text, lines)) = repair else {
            tree.fault(Span::new(error.at, error.at), true, error.sentence());
            return with_faults(tree, left_out, tabs);
        };
        left_out.push((lines, error.text));
        repaired = Some(text);
    }
}

/// Why reading ended before the text did.
struct Stop {
    at: usize,
    text: String,
    /// Where the brackets begin that are still open.
    brackets: Option<usize>,
    /// The keys that lead to it.
    trail: String,
}

impl Stop {
    fn sentence(&self) -> String {
        let inside = if self.trail.is_empty() { String::new() } else { format!(" inside {}", self.trail) };
        format!("{}; what follows{inside} is left out", self.text)
    }
}

/// A text whose lines are indented with tabs alone, with a space in place of each, and where its first one is.
fn with_spaces(text: &str) -> Option<(String, Span)> {
    let indented = || text.split_inclusive('\n').filter(|line| line.starts_with([' ', '\t']));
    let only_tabs = |line: &str| line.starts_with('\t') && !line.trim_start_matches('\t').starts_with(' ');
    if indented().next().is_none() || !indented().all(only_tabs) {
        return None;
    }
    let mut spaced = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches('\t');
        spaced.extend(std::iter::repeat_n(' ', line.len() - rest.len()));
        spaced.push_str(rest);
    }
    let first = text.find("\n\t").map_or(0, |newline| newline + 1);
    Some((spaced, Span::new(first, first + 1)))
}

fn with_faults(mut tree: Tree<'_>, left_out: Vec<(Span, String)>, tabs: Option<Span>) -> Tree<'_> {
    if let Some(tab) = tabs {
        tree.fault(tab, false, "tabs as indentation, which YAML does not allow: they are read as spaces");
    }
    for (line, text) in left_out {
        tree.fault(line, true, format!("{text}; so this is left out"));
    }
    tree.faults.sort_by_key(|fault| fault.span);
    tree
}

/// The text with spaces in place of the lines at fault, as long as it was, and where those lines are: the
/// line of the error, or what leads up to it from brackets that are never closed. `None` where nothing
/// stands there.
fn without_lines(text: &str, error: &Stop) -> Option<(String, Span)> {
    let line_at = |at: usize| {
        let start = text.get(..at.min(text.len()))?.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = text.get(start..)?;
        Some((start, start + rest.find('\n').unwrap_or(rest.len())))
    };
    let indent = |start: usize| text.get(start..).map(|line| line.len() - line.trim_start_matches(' ').len());
    let (mut start, mut end) = line_at(error.at)?;
    if let Some((opening, _)) = error.brackets.and_then(line_at)
        && opening < start
        && indent(start) <= indent(opening)
    {
        (start, end) = (opening, start - 1);
    }
    let lines = text.get(start..end)?;
    if lines.trim().is_empty() {
        return None;
    }
    let mut repaired = String::with_capacity(text.len());
    repaired.push_str(text.get(..start)?);
    repaired.extend(lines.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    repaired.push_str(text.get(end..)?);
    Some((repaired, Span::new(start, end)))
}

struct Reader<'a, 'r> {
    text: &'a str,
    /// Of the text that the parser sees, which has the same bytes but for the lines that are left out.
    offsets: CharOffsets<'r>,
    builder: Builder<'a>,
    levels: Vec<Level>,
    anchors: HashMap<usize, NodeId>,
}

/// An open container.
struct Level {
    map: bool,
    /// The next scalar is a key.
    expects_key: bool,
    /// Where the outermost brackets begin that it stands in.
    brackets: Option<usize>,
}

impl<'a, 'r> Reader<'a, 'r> {
    fn new(text: &'a str, readable: &'r str) -> Self {
        let offsets = CharOffsets::new(readable);
        let builder = Builder::merging();
        Self { text, offsets, builder, levels: Vec::new(), anchors: HashMap::new() }
    }

    fn run(&mut self, readable: &str) -> Option<Stop> {
        let mut parser = Parser::new_from_str(readable);
        let mut documents = 0;
        let mut events = 0;
        while let Some(event) = parser.next_event() {
            let (event, span) = match event {
                Ok(read) => read,
                Err(error) => return Some(self.stop(&error)),
            };
            let (start, end) = (self.offsets.byte(span.start.index()), self.offsets.byte(span.end.index()));
            events += 1;
            if events > MOST_EVENTS {
                let text =
                    format!("the document has more than {MOST_EVENTS} parts; what follows is left out");
                self.builder.tree.fault(Span::new(start, end), true, text);
                return None;
            }
            match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        let text = "only the first document of the file is read";
                        self.builder.tree.fault(Span::new(start, end), true, text);
                        return None;
                    }
                }
                Event::MappingStart(anchor, _) => self.open(true, anchor, start),
                Event::SequenceStart(anchor, _) => self.open(false, anchor, start),
                Event::MappingEnd | Event::SequenceEnd => self.close(end),
                Event::Scalar(text, style, anchor, tag) => {
                    self.scalar(text, plain::is_typed(style, tag.as_deref()), style, anchor, (start, end));
                }
                Event::Alias(anchor) => self.alias(anchor, start, end),
                _ => {}
            }
            if self.levels.len() > MOST_OPEN {
                let text = format!("values are nested deeper than {MOST_OPEN} levels");
                return Some(Stop { at: start, text, brackets: None, trail: self.builder.trail() });
            }
        }
        None
    }

    fn finish(self, error: Option<&Stop>) -> Tree<'a> {
        let end = error.map_or(self.text.len(), |error| error.at);
        self.builder.finish(end)
    }

    fn stop(&self, error: &ScanError) -> Stop {
        Stop {
            at: self.offsets.byte(error.marker().index()),
            text: format!("not valid YAML: {}", error.info()),
            brackets: self.levels.last().and_then(|level| level.brackets),
            trail: self.builder.trail(),
        }
    }

    fn open(&mut self, map: bool, anchor: usize, start: usize) {
        self.key_is_no_text(start);
        let id = if map { self.builder.open_map(start) } else { self.builder.open_list(start) };
        self.remember(anchor, id);
        let outer = self.levels.last().and_then(|level| level.brackets);
        let bracket = self.text.get(start..).is_some_and(|rest| rest.starts_with(['{', '[']));
        self.levels.push(Level { map, expects_key: map, brackets: outer.or(bracket.then_some(start)) });
    }

    /// A block ends where its last value ends; the parser says where the next token begins.
    fn close(&mut self, end: usize) {
        self.levels.pop();
        let flow = self.text.get(..end).is_some_and(|before| before.ends_with(['}', ']']));
        let end = if flow { end } else { self.builder.end_of_last() };
        self.builder.close(end);
        self.after_value();
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        typed: bool,
        style: ScalarStyle,
        anchor: usize,
        (start, end): (usize, usize),
    ) {
        let text = self.borrowed(text, style, start, end);
        if let Some(level) = self.levels.last_mut()
            && level.expects_key
        {
            level.expects_key = false;
            self.builder.key(text, start, end);
            return;
        }
        let value = if typed { plain::value(text) } else { Value::Text(text) };
        let id = self.builder.scalar(value, start, end);
        self.remember(anchor, id);
        self.after_value();
    }

    /// Keeps no copy of what stands in the text as it is.
    fn borrowed(&self, text: Cow<'_, str>, style: ScalarStyle, start: usize, end: usize) -> Cow<'a, str> {
        let quotes = usize::from(matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
        match self.text.get(start + quotes..end.saturating_sub(quotes)) {
            Some(written) if written == text => Cow::Borrowed(written),
            _ => Cow::Owned(text.into_owned()),
        }
    }

    fn alias(&mut self, anchor: usize, start: usize, end: usize) {
        let target = self.anchors.get(&anchor).copied();
        let value = match target {
            Some(target) if self.builder.contains(target) => {
                let text = "this alias stands within the value that it repeats";
                self.builder.tree.fault(Span::new(start, end), true, text);
                Value::Null
            }
            Some(target) => Value::Alias(target),
            None => Value::Null,
        };
        if self.levels.last().is_some_and(|level| level.expects_key) {
            let text =
                target.and_then(|target| self.builder.tree.written(target)).unwrap_or_default().to_owned();
            self.scalar(Cow::Owned(text), true, ScalarStyle::Plain, 0, (start, end));
            return;
        }
        self.builder.scalar(value, start, end);
        self.after_value();
    }

    /// A list or map in place of a key: it gets an empty key, and stands where the value would.
    fn key_is_no_text(&mut self, start: usize) {
        if let Some(level) = self.levels.last_mut()
            && level.expects_key
        {
            level.expects_key = false;
            self.builder.key(Cow::Borrowed(""), start, start);
            let text = "a list or an object in place of a key";
            self.builder.tree.fault(Span::new(start, start + 1), true, text);
        }
    }

    fn remember(&mut self, anchor: usize, id: Option<NodeId>) {
        if let (true, Some(id)) = (anchor > 0, id) {
            self.anchors.insert(anchor, id);
        }
    }

    fn after_value(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.expects_key = level.map;
        }
    }
}
