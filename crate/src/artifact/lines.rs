use super::Span;

/// Distance in bytes between remembered UTF-16 counts: bounds the walk for one position, even where
/// ten megabytes stand in one line.
const STRIDE: usize = 1024;

/// Finds lines and UTF-16 columns for byte offsets of one text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Byte offset at which each line begins.
    starts: Vec<usize>,
    /// UTF-16 code units before each multiple of [`STRIDE`] bytes; empty where the text is ASCII.
    units: Vec<usize>,
    length: usize,
}

/// A position as editors count: line and column from 1, column and offset in UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
    pub offset: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    pub start: Position,
    pub end: Position,
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(newlines).collect();
        let units = if text.is_ascii() { Vec::new() } else { unit_counts(text) };
        Self { starts, units, length: text.len() }
    }

    /// Number of lines; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    pub fn range(&self, text: &str, span: Span) -> Range {
        Range { start: self.position(text, span.start as usize), end: self.position(text, span.end as usize) }
    }

    pub fn position(&self, text: &str, byte: usize) -> Position {
        let byte = byte.min(self.length);
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let offset = self.utf16(text, byte);
        Position { line, column: offset - self.utf16(text, start) + 1, offset }
    }

    /// UTF-16 code units before `byte`.
    fn utf16(&self, text: &str, byte: usize) -> usize {
        let Some(counted) = self.units.get(byte / STRIDE) else { return byte };
        let from = byte / STRIDE * STRIDE;
        let rest = text.as_bytes().get(from..byte).unwrap_or_default();
        counted + rest.iter().map(|byte| units_begun_by(*byte)).sum::<usize>()
    }
}

fn unit_counts(text: &str) -> Vec<usize> {
    let mut counts = vec![0];
    let mut sum = 0;
    for chunk in text.as_bytes().chunks(STRIDE) {
        sum += chunk.iter().map(|byte| units_begun_by(*byte)).sum::<usize>();
        counts.push(sum);
    }
    counts
}

/// How many UTF-16 code units the character has that begins with this UTF-8 byte; 0 for a continuation byte.
fn units_begun_by(byte: u8) -> usize {
    match byte {
        0x80..=0xBF => 0,
        0xF0..=0xFF => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_code_units() {
        let text = "a\nπ😀x";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 8), Position { line: 2, column: 4, offset: 5 });
    }

    #[test]
    fn a_position_past_a_stride_counts_all_before_it() {
        let text = "é".repeat(3000);
        let index = LineIndex::new(&text);
        assert_eq!(index.position(&text, 5000).column, 2501);
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        let index = LineIndex::new("ab\n");
        assert_eq!(index.position("ab\n", 99), Position { line: 2, column: 1, offset: 3 });
    }
}
