//! Markdown: each fenced block is read as what it is, its places falling within the Markdown file.

use crate::artifact::Source;
use crate::detect;
use crate::facts::{Artifact, Coverage, FileFacts, Status};

/// Blocks of one file that are read.
const MOST_BLOCKS: usize = 500;

/// Reads the fenced blocks of a file. Blocks in languages that are not read, and prose, are said in coverage.
pub(super) fn read(source: &Source<'_>, facts: &mut FileFacts) -> Vec<Artifact> {
    facts.coverage = Coverage::read();
    let mut artifacts = Vec::new();
    let mut count = 0;
    for block in blocks(source.text) {
        count += 1;
        if count > MOST_BLOCKS {
            facts.coverage.missed(None, format!("only the first {MOST_BLOCKS} fenced blocks were read"));
            break;
        }
        artifacts.extend(read_block(source, &block, facts));
    }
    if count == 0 {
        facts.coverage = Coverage::not_read("it has no fenced blocks, and prose is not reviewed");
    }
    artifacts.sort_unstable();
    artifacts.dedup();
    artifacts
}

fn read_block(source: &Source<'_>, block: &Block<'_>, facts: &mut FileFacts) -> Vec<Artifact> {
    let text = source.slice(block.start, block.end);
    let inner = Source { file: source.file, path: "", text, offset: source.offset + block.start };
    let named = format!("block.{}", ending(block.language));
    let detection = detect::of_text(if block.language.is_empty() { "" } else { &named }, text);
    let mut own = FileFacts::default();
    let artifacts = super::read(&inner, &detection.kind, &mut own);
    let place = inner.whole();
    match own.coverage.status {
        Status::Read => {
            facts.coverage.note(Some(place), format!("fenced block read as {}", detection.kind.name()));
        }
        Status::Partly | Status::NotRead if detection.kind == detect::Kind::Text => {}
        Status::Partly | Status::NotRead => {
            for note in std::mem::take(&mut own.coverage.notes) {
                facts.coverage.missed(note.place.or(Some(place)), note.text);
            }
        }
    }
    facts.absorb(own);
    artifacts
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
}
