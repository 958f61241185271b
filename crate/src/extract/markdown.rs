//! Markdown: each fenced block is read as what it is, its places falling within the Markdown file.

use crate::artifact::{Alone, Source};
use crate::collections::Sort;
use crate::detect;
use crate::facts::{Artifact, Coverage, FileFacts, Status};

/// Blocks of one file that are read.
const MOST_BLOCKS: usize = 500;

/// Reads the fenced blocks of a file. What is in languages that are not read, and prose, is said in coverage.
pub(super) fn read(source: &Source<'_>, facts: &mut FileFacts) -> Vec<Artifact> {
    facts.coverage = Coverage::read();
    let mut artifacts = Vec::new();
    let mut kinds = Kinds::default();
    let mut blocks = blocks(source.text);
    for block in blocks.by_ref().take(MOST_BLOCKS) {
        artifacts.extend(read_block(source, &block, facts, &mut kinds));
    }
    if blocks.next().is_some() {
        facts.coverage.missed(None, format!("only the first {MOST_BLOCKS} fenced blocks were read"));
    }
    kinds.tell(&mut facts.coverage);
    artifacts.order();
    artifacts.dedup();
    artifacts
}

fn read_block(
    source: &Source<'_>,
    block: &Block<'_>,
    facts: &mut FileFacts,
    kinds: &mut Kinds,
) -> Vec<Artifact> {
    let text = source.slice(block.start, block.end);
    let inner = Source { file: source.file, path: "", text, offset: source.offset + block.start };
    let named = format!("block.{}", ending(block.language));
    let detection = detect::of_text(if block.language.is_empty() { "" } else { &named }, text);
    let mut own = FileFacts::default();
    let artifacts = super::read(&inner, &detection.kind, &Alone, &mut own);
    match own.coverage.status {
        Status::NotRead => count(&mut kinds.left, detection.kind.name()),
        Status::Read | Status::Partly => count(&mut kinds.read, detection.kind.name()),
    }
    if own.coverage.status == Status::Partly {
        for note in std::mem::take(&mut own.coverage.notes) {
            facts.coverage.missed(note.place.or(Some(inner.whole())), note.text);
        }
    }
    facts.absorb(own);
    artifacts
}

/// Kinds of blocks, each with how many there are, in the order of their first.
#[derive(Default)]
struct Kinds {
    read: Vec<(&'static str, usize)>,
    /// What another tool may read, or prose.
    left: Vec<(&'static str, usize)>,
}

impl Kinds {
    fn tell(&self, coverage: &mut Coverage) {
        let counted = |kinds: &[(&str, usize)]| {
            let counted: Vec<_> = kinds.iter().map(|(kind, count)| format!("{kind} ({count})")).collect();
            counted.join(", ")
        };
        if self.read.is_empty() {
            *coverage = Coverage::not_read(match self.left.as_slice() {
                [] => "it has no fenced blocks, and prose is not reviewed".to_owned(),
                left => format!("none of its fenced blocks is of a kind that is reviewed: {}", counted(left)),
            });
            return;
        }
        coverage.note(None, format!("fenced blocks that were read: {}", counted(&self.read)));
        if !self.left.is_empty() {
            coverage.note(None, format!("fenced blocks that are not reviewed: {}", counted(&self.left)));
        }
    }
}

fn count(kinds: &mut Vec<(&'static str, usize)>, kind: &'static str) {
    match kinds.iter_mut().find(|(known, _)| *known == kind) {
        Some((_, count)) => *count += 1,
        None => kinds.push((kind, 1)),
    }
}

/// The file ending that a fence's language stands for.
fn ending(language: &str) -> &str {
    match language {
        "typescript" => "ts",
        "javascript" => "js",
        "python" => "py",
        "rust" => "rs",
        "csharp" => "cs",
        "golang" => "go",
        "postgresql" | "postgres" | "mysql" => "sql",
        "protobuf" => "proto",
        other => other,
    }
}

/// A fenced block: the first word of its info string, and the byte range of what it holds.
struct Block<'a> {
    language: &'a str,
    start: usize,
    end: usize,
}

/// Fenced code blocks by `CommonMark` 4.5: a fence of three or more backticks or tildes, closed by one that is
/// at least as long, or by the end of the text.
fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut open: Option<(&str, &str, usize)> = None;
        while let Some(line) = text.get(at..).and_then(|rest| rest.split_inclusive('\n').next()) {
            let start = at;
            at += line.len();
            match (open, fence(line)) {
                (None, Some((marks, info))) => {
                    open = Some((marks, info.split_whitespace().next().unwrap_or_default(), at));
                }
                (Some((marks, language, from)), Some((closing, ""))) if closing.starts_with(marks) => {
                    return Some(Block { language, start: from, end: start });
                }
                _ => {}
            }
        }
        open.map(|(_, language, from)| Block { language, start: from, end: text.len() })
    })
}

/// The fence marks that a line begins with, and the rest of it.
fn fence(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|mark| *mark == '`' || *mark == '~')?;
    let length = line.len() - line.trim_start_matches(mark).len();
    let (marks, info) = line.split_at_checked(length)?;
    (length >= 3 && !info.contains('`')).then_some((marks, info.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_with_their_language_and_range() {
        let text = "a\n```sql title=x\nSELECT 1;\n```\n~~~\nb\n~~~\n```ts\nopen";
        let found: Vec<_> = blocks(text)
            .map(|block| (block.language, text.get(block.start..block.end).unwrap_or_default()))
            .collect();
        assert_eq!(found, [("sql", "SELECT 1;\n"), ("", "b\n"), ("ts", "open")]);
    }

    #[test]
    fn a_shorter_fence_does_not_close_a_longer_one() {
        let text = "````md\n```sql\nx\n```\n````\n";
        assert_eq!(blocks(text).count(), 1);
    }

    #[test]
    fn a_document_says_which_blocks_were_read_and_which_were_not() {
        let text = "```sql\nSELECT 1;\n```\n```json\n{}\n```\n```sql\nSELECT 2;\n```\n";
        let source = Source { file: crate::artifact::FileId(0), path: "a.md", text, offset: 0 };
        let mut facts = FileFacts::default();
        read(&source, &mut facts);
        let notes: Vec<_> = facts.coverage.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(facts.coverage.status, Status::Read);
        assert_eq!(
            notes,
            ["fenced blocks that were read: sql (2)", "fenced blocks that are not reviewed: json (1)"]
        );
    }
}
