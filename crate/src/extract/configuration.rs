//! Configuration files: names and values, line by line. What is nested in YAML gets a dotted name.

use super::code;
use crate::artifact::Source;
use crate::detect::Kind;
use crate::facts::{Configured, FileFacts, words};

/// Lines of one file that are kept, and bytes of one value.
const MOST: usize = 2_000;
const LONGEST: usize = 200;
/// Levels of nested names.
const DEEPEST: usize = 16;

/// Words in the names of files that only developers and tests use.
const REHEARSED: &[&str] = &["dev", "development", "example", "local", "sample", "template", "test", "tests"];

/// Whether a file is one that programs which serve somebody are set up by.
pub(super) fn is_read(source: &Source<'_>, kind: &Kind) -> bool {
    let plain = || [".ini", ".cfg"].iter().any(|ending| source.path.ends_with(ending));
    let name = source.path.rsplit('/').next().unwrap_or_default();
    (matches!(kind, Kind::Environment | Kind::Yaml) || plain())
        && !words(name).iter().any(|word| REHEARSED.contains(&word.as_str()))
}

pub(super) fn read(source: &Source<'_>, facts: &mut FileFacts) {
    let nested = [".yml", ".yaml"].iter().any(|ending| source.path.ends_with(ending));
    // The names that the line stands in, with their indents.
    let mut within: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for whole in source.text.split_inclusive('\n').take(MOST) {
        let start = at;
        at += whole.len();
        let line = whole.trim();
        if line.starts_with(['#', '!', ';', '-', '[']) {
            continue;
        }
        let separators: &[char] = if nested { &[':'] } else { &['=', ':'] };
        let Some((name, value)) = line.split_once(separators) else { continue };
        let name = name.trim().trim_start_matches("export ").trim_matches(['"', '\'']);
        let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        let indent = whole.len() - whole.trim_start().len();
        if nested {
            within.retain(|(outer, _)| *outer < indent);
        }
        let long = name.len() > LONGEST || value.len() > LONGEST;
        if name.is_empty() || long || within.len() >= DEEPEST {
            continue;
        }
        if nested && value.is_empty() {
            within.push((indent, name));
            continue;
        }
        let names: Vec<&str> = within.iter().map(|(_, outer)| *outer).chain([name]).collect();
        // What a value is made of is not known here.
        if !value.is_empty() && !value.contains("${") {
            let one = Configured { name: names.join("."), value: value.to_ascii_lowercase() };
            code::look_at_setting(&one, source.place(start, start + whole.trim_end().len()), facts);
            facts.configured.push(one);
        }
    }
}
