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
        let units = if text.is_ascii() { Vec::new() } else { unit_counts(text) };
        Self { starts: line_starts(text), units, length: text.len() }
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
        counted + units_of(rest)
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    let mut at = 0;
    for chunk in chunks {
        if holds_newline(*chunk) {
            add_starts(at, chunk, &mut starts);
        }
        at += chunk.len();
    }
    add_starts(at, rest, &mut starts);
    starts
}

fn add_starts(at: usize, bytes: &[u8], starts: &mut Vec<usize>) {
    let newlines = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    starts.extend(newlines.map(|(behind, _)| at + behind + 1));
}

/// Eight bytes at once: taking 1 from a byte borrows its highest bit only where it is 0.
fn holds_newline(chunk: [u8; 8]) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const NEWLINES: u64 = u64::from_ne_bytes([b'\n'; 8]);
    const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
    let zero_where_newline = u64::from_ne_bytes(chunk) ^ NEWLINES;
    zero_where_newline.wrapping_sub(ONES) & !zero_where_newline & HIGHEST != 0
}

fn unit_counts(text: &str) -> Vec<usize> {
    let mut counts = vec![0];
    let mut sum = 0;
    for chunk in text.as_bytes().chunks(STRIDE) {
        sum += units_of(chunk);
        counts.push(sum);
    }
    counts
}

fn units_of(bytes: &[u8]) -> usize {
    if bytes.is_ascii() { bytes.len() } else { bytes.iter().map(|byte| units_begun_by(*byte)).sum() }
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
    fn lines_begin_behind_line_breaks_wherever_these_stand() {
        let text = "\n234567\n9\n\n\u{10a}\u{b}\n";
        let index = LineIndex::new(text);
        let lines: Vec<_> = (0..=text.len()).map(|byte| index.position(text, byte).line).collect();
        assert_eq!(lines, [1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 5, 5, 5, 5, 6]);
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        let index = LineIndex::new("ab\n");
        assert_eq!(index.position("ab\n", 99), Position { line: 2, column: 1, offset: 3 });
    }
}
