//! Where a document can be changed without touching the rest of it: its format and comments stay as they are.

use super::{NodeId, Shape, Tree};
use crate::artifact::{Hand, Layout, Slot, Source, Span};

/// Levels that are walked down to find where a value ends.
const MOST_LEVELS: usize = 200;
/// Columns that are looked at before something, and bytes behind it, to find the ends of its line.
const MOST_COLUMNS: usize = 2_000;

impl Tree<'_> {
    /// The room behind the last member of a map, or the last value of a list; none where the text around it is
    /// not laid out in a way that surely stays right.
    pub(in crate::extract) fn slot(&self, source: &Source<'_>, id: NodeId) -> Option<Slot> {
        let id = self.resolved(id);
        if !matches!(self.shape(id), Shape::Map | Shape::List) {
            return None;
        }
        let span = self.span(id);
        let (start, end) = (span.start as usize, span.end as usize);
        let bracketed = source.text.get(start..)?.starts_with(['{', '[']);
        let last = self.children(id).last();
        let first = self.children(id).next().and_then(|first| column(source.text, self.start(first)));
        let hand = self.hand(source.text, id, first.as_ref());
        let slot = |at, layout| Some(Slot { place: source.place(at, at), layout, hand });
        match last {
            None if bracketed => slot(start + 1, Layout::Flow { indent: None, first: true }),
            None => None,
            Some(last) if bracketed => {
                let at = self.span(last).end as usize;
                if at > end {
                    return None;
                }
                let indent = column(source.text, self.start(last)).filter(|indent| !indent.marked);
                slot(at, Layout::Flow { indent: indent.map(|indent| indent.width), first: false })
            }
            Some(last) => {
                let mut starts = first.filter(|first| !first.tabs)?;
                if self.shape(id) == Shape::List {
                    starts.width = starts.dash?;
                }
                let at = self.end_of_lines(source.text, last)?;
                slot(at, Layout::Block { indent: starts.width })
            }
        }
    }

    /// How a map or list is written, whose first value stands in a column.
    fn hand(&self, text: &str, id: NodeId, first: Option<&Column>) -> Hand {
        let mut hand = Hand { dense: self.is_dense(text, id), ..Hand::default() };
        let Some(first) = first else { return hand };
        hand.tabs = first.tabs;
        hand.carriage = first.carriage;
        let around = column(text, self.start(id)).filter(|around| around.tabs == first.tabs);
        let step = around.and_then(|around| first.width.checked_sub(around.width));
        hand.step = match step.filter(|step| (1..=8).contains(step)) {
            Some(step) if self.shape(id) == Shape::Map => step,
            _ if first.tabs => 1,
            _ => hand.step,
        };
        hand.double = self.children(id).any(|child| text.as_bytes().get(self.start(child)) == Some(&b'"'));
        hand
    }

    /// The text of a member with what parts it from the next; none where it cannot surely be taken out.
    pub(in crate::extract) fn removal(
        &self,
        source: &Source<'_>,
        parent: NodeId,
        id: NodeId,
    ) -> Option<Span> {
        let parent = self.resolved(parent);
        let bracketed = source.text.get(self.span(parent).start as usize..)?.starts_with(['{', '[']);
        let siblings: Vec<NodeId> = self.children(parent).collect();
        let at = siblings.iter().position(|sibling| *sibling == id)?;
        if bracketed {
            let next = siblings.get(at + 1).map(|next| self.start(*next));
            let before = at.checked_sub(1).and_then(|before| siblings.get(before));
            return match (next, before) {
                (Some(next), _) => Some(Span::new(self.start(id), next)),
                (None, Some(before)) => {
                    Some(Span::new(self.span(*before).end as usize, self.span(id).end as usize))
                }
                (None, None) => Some(Span::new(self.start(id), self.span(id).end as usize)),
            };
        }
        let column = column(source.text, self.start(id)).filter(|column| !column.marked)?;
        let end = self.end_of_lines(source.text, id)?;
        // With the line break before it: the last line may have none behind it.
        let start = (self.start(id) - column.width).checked_sub(if column.carriage { 2 } else { 1 })?;
        Some(Span::new(start, end))
    }

    /// Whether the colon of its first member, or else its own, is followed by the value at once.
    fn is_dense(&self, text: &str, id: NodeId) -> bool {
        let first = self.children(id).next().filter(|_| self.shape(id) == Shape::Map);
        let value = self.span(first.unwrap_or(id)).start as usize;
        value.checked_sub(1).and_then(|at| text.as_bytes().get(at)) == Some(&b':')
    }

    fn start(&self, id: NodeId) -> usize {
        self.key_span(id).start as usize
    }

    fn is_bracketed(&self, text: &str, id: NodeId) -> bool {
        text.get(self.span(id).start as usize..).is_some_and(|text| text.starts_with(['{', '[']))
    }

    /// The end of the last line of a value that stands without brackets, its comment included.
    fn end_of_lines(&self, text: &str, id: NodeId) -> Option<usize> {
        let mut id = id;
        for _ in 0..MOST_LEVELS {
            match self.children(id).last() {
                // What an alias stands for is written elsewhere.
                Some(last) if self.resolved(id) == id && !self.is_bracketed(text, id) => id = last,
                _ => break,
            }
        }
        let end = (self.span(id).end as usize).max(self.key_span(id).end as usize);
        let end = text.get(..end)?.trim_end().len().max(self.key_span(id).end as usize);
        let rest = text.as_bytes().get(end..)?;
        let length = match rest.iter().take(MOST_COLUMNS).position(|byte| *byte == b'\n') {
            Some(at) if rest.get(..at)?.ends_with(b"\r") => at - 1,
            Some(at) => at,
            None if rest.len() < MOST_COLUMNS => rest.len(),
            None => return None,
        };
        Some(end + length)
    }
}

struct Column {
    /// Spaces before it, or tabs.
    width: usize,
    tabs: bool,
    /// The line before ends in carriage return and line feed.
    carriage: bool,
    /// Where the dash of a list stands before it.
    dash: Option<usize>,
    /// Something else than spaces or tabs stands before it in its line.
    marked: bool,
}

/// Where in its line something stands; none where text stands before it, spaces and tabs do, or too much of
/// anything.
fn column(text: &str, at: usize) -> Option<Column> {
    let before = text.as_bytes().get(..at)?;
    let is_lead = |byte: &&u8| matches!(byte, b' ' | b'-' | b'\t');
    let width = before.iter().rev().take_while(is_lead).take(MOST_COLUMNS).count();
    let line = before.get(at - width..)?;
    let ahead = before.get(..at - width)?;
    let begins = matches!(ahead.last(), None | Some(b'\n'));
    let dash = line.iter().rposition(|byte| *byte == b'-');
    let tabs = line.contains(&b'\t');
    let alike = !tabs || line.iter().all(|byte| *byte == b'\t');
    let carriage = ahead.ends_with(b"\r\n");
    (begins && alike).then(|| Column { width, tabs, carriage, dash, marked: dash.is_some() })
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::artifact::{FileId, Value};

    fn added(text: &str, path: &[&str], name: &str, value: &Value) -> String {
        let tree = read(text);
        let source = Source { file: FileId(0), path: "a.yaml", text, offset: 0 };
        let mut id = tree.root().unwrap();
        for name in path {
            id = tree.member(id, name).unwrap();
        }
        let slot = tree.slot(&source, id).unwrap();
        let insert = if tree.shape(id) == Shape::List { slot.item(value) } else { slot.member(name, value) };
        let at = slot.place.span.start as usize;
        let (before, behind) = text.split_at(at);
        format!("{before}{insert}{behind}")
    }

    #[test]
    fn a_block_keeps_its_comments_and_its_indentation() {
        let text = "a:\n  b: 1 # one\n  c:\n    - d: 2 # two\n# next\ne: 3\n";
        assert_eq!(
            added(text, &["a"], "404", &Value::reference("#/x")),
            "a:\n  b: 1 # one\n  c:\n    - d: 2 # two\n  '404':\n    $ref: '#/x'\n# next\ne: 3\n"
        );
        assert_eq!(
            added(text, &["a", "c"], "", &Value::map([("d", Value::Number(3)), ("f", Value::Bool(true))])),
            "a:\n  b: 1 # one\n  c:\n    - d: 2 # two\n    - d: 3\n      f: true\n# next\ne: 3\n"
        );
    }

    #[test]
    fn json_keeps_its_lines() {
        let text = "{\n  \"a\": {\n    \"b\": 1\n  }\n}";
        assert_eq!(
            added(text, &["a"], "c", &Value::map([("d", Value::text("x"))])),
            "{\n  \"a\": {\n    \"b\": 1,\n    \"c\": {\n      \"d\": \"x\"\n    }\n  }\n}"
        );
        assert_eq!(added("{\"a\":{}}", &["a"], "c", &Value::Bool(true)), "{\"a\":{\"c\":true}}");
        assert_eq!(added("{\"a\":[1]}", &["a"], "", &Value::Number(2)), "{\"a\":[1,2]}");
        assert_eq!(added("{\"a\": [1]}", &["a"], "", &Value::Number(2)), "{\"a\": [1, 2]}");
    }

    #[test]
    fn what_is_added_is_written_as_the_rest_is() {
        let value = Value::map([("d", Value::map([("e", Value::text("#/x"))]))]);
        assert_eq!(
            added("a:\n    \"b\":\n        c: 1\n", &["a"], "1", &value),
            "a:\n    \"b\":\n        c: 1\n    \"1\":\n        d:\n            e: \"#/x\"\n"
        );
        assert_eq!(
            added("{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}", &["a"], "c", &value),
            "{\n\t\"a\": {\n\t\t\"b\": 1,\n\t\t\"c\": {\n\t\t\t\"d\": {\n\t\t\t\t\"e\": \"#/x\"\n\t\t\t}\n\t\t}\n\t}\n}"
        );
        assert_eq!(
            added("a:\r\n  b: 1\r\nc: 2\r\n", &["a"], "d", &Value::Bool(true)),
            "a:\r\n  b: 1\r\n  d: true\r\nc: 2\r\n"
        );
    }

    #[test]
    fn a_text_over_several_lines_is_not_torn() {
        let text = "a:\n  b: |\n    one\n    two\n\nc: 1\n";
        assert_eq!(
            added(text, &["a"], "d", &Value::Number(1)),
            "a:\n  b: |\n    one\n    two\n  d: 1\n\nc: 1\n"
        );
    }

    #[test]
    fn a_member_goes_with_its_line() {
        let gone = |text: &str, name: &str| {
            let tree = read(text);
            let source = Source { file: FileId(0), path: "a.yaml", text, offset: 0 };
            let root = tree.root().unwrap();
            let span = tree.removal(&source, root, tree.member(root, name).unwrap()).unwrap();
            let (before, behind) = (text.get(..span.start as usize), text.get(span.end as usize..));
            [before.unwrap(), behind.unwrap()].concat()
        };
        assert_eq!(gone("a: 1\nb: 2 # why\nc: 3\n", "b"), "a: 1\nc: 3\n");
        assert_eq!(gone("{\"a\": 1, \"b\": 2}", "b"), "{\"a\": 1}");
        assert_eq!(gone("{\"a\": 1, \"b\": 2}", "a"), "{\"b\": 2}");
    }
}
