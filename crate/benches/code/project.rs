//! Projects of any size from the files in the folders beside this one: each is written for visits, and stands for
//! every other thing of the same service once the names are others, and parts of it left out or in another order.

use std::fs;
use std::path::{Path, PathBuf};

use archwright::File;

pub const LANGUAGES: [&str; 6] = ["csharp", "go", "java", "python", "rust", "typescript"];

const THINGS: [&str; 12] = [
    "Order", "Invoice", "Customer", "Product", "Shipment", "Payment", "Ticket", "Booking", "Contract",
    "Voucher", "Account", "Message",
];
const TEXTS: [&str; 4] = ["title", "reason", "subject", "label"];
const NUMBERS: [&str; 3] = ["amountDue", "weight", "total"];
const FLAGS: [&str; 3] = ["public", "verified", "locked"];

/// Files of a language: `most` of them, or as many as make up `least_bytes` where that is not 0.
pub fn files(language: &str, most: usize, least_bytes: usize) -> Vec<File> {
    let templates = templates(language);
    let mut files = Vec::new();
    let mut size = 0;
    for thing in 0.. {
        for (name, text) in &templates {
            if files.len() >= most || (least_bytes > 0 && size >= least_bytes) {
                return files;
            }
            let text = written(&arranged(text, thing), thing);
            size += text.len();
            files.push(File::new(written(&format!("src/visits/{name}"), thing), text));
        }
    }
    files
}

/// One file of that many lines or a few more: what answers requests for several things.
pub fn long_file(language: &str, lines: usize) -> File {
    let templates = templates(language);
    let routes = templates
        .iter()
        .find(|(name, _)| name.to_lowercase().contains("route") || name.contains("Controller"));
    let Some((name, text)) = routes else { return File::new("", "") };
    let parts = parts(text);
    let (first, last) =
        (parts.first().copied().unwrap_or_default(), parts.last().copied().unwrap_or_default());
    let mut whole = first.to_owned();
    for thing in 0.. {
        for part in parts.iter().skip(1).take(parts.len().saturating_sub(2)) {
            whole.push_str(&written(part, thing));
        }
        if whole.lines().count() >= lines {
            break;
        }
    }
    File::new(format!("src/all/{name}"), whole + last)
}

fn templates(language: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/code").join(language);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let named = paths.iter().filter_map(|path| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, fs::read_to_string(path).ok()?))
    });
    named.collect()
}

/// The parts that lines of `// ----` are between.
fn parts(text: &str) -> Vec<&str> {
    text.split("// ----\n").flat_map(|part| part.split("# ----\n")).collect()
}

/// The first and the last part stay where they are; of the others, each thing lacks another one.
fn arranged(text: &str, thing: usize) -> String {
    let parts = parts(text);
    let mut inner: Vec<&str> = parts.iter().skip(1).take(parts.len().saturating_sub(2)).copied().collect();
    if inner.len() > 2 {
        let count = inner.len();
        inner.rotate_left(thing % count);
        inner.truncate(count - thing % 3);
    }
    let ends = |part: Option<&&str>| part.copied().unwrap_or_default().to_owned();
    ends(parts.first()) + &inner.concat() + &ends(parts.last().filter(|_| parts.len() > 1))
}

/// A text about visits, about another thing.
fn written(text: &str, thing: usize) -> String {
    let of = |words: &[&'static str]| words.get(thing % words.len()).copied().unwrap_or_default();
    let number = if thing < THINGS.len() { String::new() } else { (thing / THINGS.len()).to_string() };
    let name = format!("{}{number}", of(&THINGS));
    text.replace("Visit", &name)
        .replace("visit", &name.to_lowercase())
        .replace("VISIT", &name.to_uppercase())
        .replace("purpose", of(&TEXTS))
        .replace("price", of(&NUMBERS))
        .replace("urgent", of(&FLAGS))
}
