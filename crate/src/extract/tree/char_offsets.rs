//! Byte offsets for a parser that counts characters.

/// Characters between remembered offsets.
const STRIDE: usize = 32;

pub(super) struct CharOffsets<'a> {
    text: &'a str,
    /// Byte offset of every [`STRIDE`]th character; empty where the text is ASCII.
    marks: Vec<usize>,
}

impl<'a> CharOffsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(at, _)| at).collect()
        };
        Self { text, marks }
    }

    /// The byte offset of a character; the end of the text for one past it.
    pub(super) fn byte(&self, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(self.text.len());
        }
        let Some(mark) = self.marks.get(character / STRIDE) else { return self.text.len() };
        let rest = self.text.get(*mark..).unwrap_or_default();
        rest.char_indices().nth(character % STRIDE).map_or(self.text.len(), |(at, _)| mark + at)
    }
}
