//! Reads what the engine knows as data, so that it need not be read where the engine runs: the tables, of which all
//! files of a language become one, in the form that `src/tables.rs` tells; and of the rules' pages what travels.
#![allow(clippy::disallowed_methods, reason = "reads and writes files, as build scripts do")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

#[path = "src/facts/artifact.rs"]
mod artifact;
#[path = "src/rules/digest.rs"]
mod digest;
#[path = "src/rules/shown.rs"]
mod shown;
#[path = "src/rules/told.rs"]
mod told;
#[path = "src/rules/ways.rs"]
#[allow(dead_code, reason = "the engine asks more of it")]
mod ways;

/// Where the engine's files find it.
mod facts {
    pub use super::artifact::Artifact;
}

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const RULES: &str = "src/rules";
const FRAMEWORKS: &str = "src/extract/code/frameworks";
const LANGUAGES: [&str; 6] = ["csharp", "go", "java", "javascript", "python", "rust"];
/// Tables that stand alone.
const OTHERS: [&str; 3] = [
    "src/extract/code/frameworks/common/types.toml",
    "src/verdict/outline/decisions.toml",
    "src/verdict/outline/rationale.toml",
];

fn main() -> Result {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    tables(&out.join("tables"))?;
    println!("cargo:rerun-if-changed={RULES}");
    let pages = out.join("pages");
    if pages.exists() {
        fs::remove_dir_all(&pages)?;
    }
    fs::create_dir_all(&pages)?;
    write_pages(Path::new(RULES), &pages)
}

/// Writes what is told of each page below a folder, by the name of its file, and what is said of it there.
fn write_pages(folder: &Path, out: &Path) -> Result {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            write_pages(&path, out)?;
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let page = out.join(path.file_name().unwrap_or_default());
            if page.exists() {
                return Err(format!("two pages are called {}", path.display()).into());
            }
            let told = told::told(&fs::read_to_string(&path)?);
            let ways::Shown { ways, all } = shown::shown(&told);
            let digest = digest::digest(digest::DIGEST_OF_NOTHING, told.as_bytes());
            let said = (ways.to_le_bytes(), all, digest.to_le_bytes());
            fs::write(page.with_extension("md.said"), format!("{said:?}"))?;
            fs::write(page, told)?;
        }
    }
    Ok(())
}

fn tables(out: &Path) -> Result {
    fs::create_dir_all(out)?;
    println!("cargo:rerun-if-changed={FRAMEWORKS}");
    for language in LANGUAGES {
        fs::write(out.join(language), written(Value::Table(joined(language)?))?)?;
    }
    for path in OTHERS {
        println!("cargo:rerun-if-changed={path}");
        let name = Path::new(path).file_stem().ok_or("a file without a name")?;
        fs::write(out.join(name), written(Value::Table(read(path)?))?)?;
    }
    Ok(())
}

/// The files of a language in the order in which `language.toml` lists them, behind what holds for all languages:
/// of rows that fit alike, the first counts.
fn joined(language: &str) -> Result<Table> {
    let mut all = read(&format!("{FRAMEWORKS}/common/guards.toml"))?;
    let mut first = read(&format!("{FRAMEWORKS}/{language}/language.toml"))?;
    let files = first.remove("files").ok_or("language.toml lists no files")?;
    join(&mut all, first)?;
    let files: Vec<&str> = files.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if fs::read_dir(format!("{FRAMEWORKS}/{language}"))?.count() != files.len() + 1 {
        return Err(format!("{language}/language.toml lists other files than there are").into());
    }
    for file in files {
        join(&mut all, read(&format!("{FRAMEWORKS}/{language}/{file}.toml"))?)?;
    }
    Ok(all)
}

fn read(path: &str) -> Result<Table> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    text.parse().map_err(|error| format!("{path}: {error}").into())
}

fn join(all: &mut Table, more: Table) -> Result {
    for (name, value) in more {
        match (all.get_mut(&name), value) {
            (None, value) => {
                all.insert(name, value);
            }
            (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
            (Some(Value::Table(table)), Value::Table(more)) => join(table, more)?,
            (Some(own), value) if *own == value => {}
            (Some(_), _) => return Err(format!("two files say `{name}`").into()),
        }
    }
    Ok(())
}

fn written(value: Value) -> Result<String> {
    Ok(match value {
        Value::Array(list) => {
            let inside: Result<String> = list.into_iter().map(written).collect();
            format!("\u{1}{}\u{3}", inside?)
        }
        Value::Table(table) => {
            let inside: Result<String> =
                table.into_iter().map(|(name, value)| Ok(text(&name)? + &written(value)?)).collect();
            format!("\u{2}{}\u{3}", inside?)
        }
        Value::String(value) => text(&value)?,
        Value::Integer(value) => text(&value.to_string())?,
        Value::Boolean(value) => text(&value.to_string())?,
        Value::Float(_) | Value::Datetime(_) => return Err(format!("tables cannot hold {value:?}").into()),
    })
}

fn text(value: &str) -> Result<String> {
    if value.chars().any(char::is_control) {
        return Err(format!("tables cannot hold {value:?}").into());
    }
    Ok(format!("{value}\n"))
}
