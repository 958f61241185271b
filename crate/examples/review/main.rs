//! Reviews files and folders from the command line: the only native place that reads files and prints.

#![allow(clippy::disallowed_methods, reason = "an example is where files and arguments come from")]
#![allow(clippy::print_stderr, reason = "what was skipped is said beside the report, not in it")]

mod text;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use archwright::{File, Project, Workspace, review};

const HELP: &str = "\
Reviews backend architecture: OpenAPI, AsyncAPI, GraphQL, protobuf, SQL, and code in seven languages.

Usage: review [OPTIONS] PATH...

PATH is a file, or a folder that is read with everything below it.

Options:
  --format json|text|catalog
                       how to print the report: for programs (the default) or for people; or the tables that
                       were read, for programs
  --outline            add the design outline to the text format
  --baseline PATH      compare with the earlier version of the contracts in PATH; may be given again
  --help               print this text
";

/// Folders that hold no source of the project itself.
const SKIPPED_FOLDERS: [&str; 4] = [".git", "node_modules", "target", "dist"];
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// How much of a file is looked at to tell whether it is binary.
const SNIFFED: usize = 8 * 1024;

#[derive(Default)]
struct Options {
    format: Format,
    outline: bool,
    paths: Vec<PathBuf>,
    baseline: Vec<PathBuf>,
}

#[derive(Default, PartialEq)]
enum Format {
    #[default]
    Json,
    Text,
    Catalog,
}

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => return print(HELP),
        Err(problem) => {
            eprintln!("{problem}\nTry --help.");
            return ExitCode::from(2);
        }
    };
    let (mut project, mut baseline) = (Project::default(), Project::default());
    let paths = options.paths.iter().map(|path| (path, false));
    for (path, earlier) in paths.chain(options.baseline.iter().map(|path| (path, true))) {
        let files = if earlier { &mut baseline } else { &mut project };
        if let Err(error) = collect(path, true, files) {
            eprintln!("cannot read {}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    project.files.extend(baseline.files.into_iter().map(File::as_baseline));
    if options.format == Format::Catalog {
        let mut workspace = Workspace::default();
        project.files.into_iter().for_each(|file| workspace.set_file(file));
        return print_json(&workspace.catalog());
    }
    let verdict = review(&project);
    let report = verdict.report();
    if options.format == Format::Text {
        return print(&harmless(&text::text(report, options.outline)));
    }
    print_json(report)
}

fn print_json(report: &impl serde::Serialize) -> ExitCode {
    match serde_json::to_string_pretty(report) {
        Ok(json) => print(&(json + "\n")),
        Err(error) => {
            eprintln!("the report cannot be written as JSON: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `None` where the help is asked for.
fn options(arguments: impl Iterator<Item = String>) -> Result<Option<Options>, String> {
    let mut options = Options::default();
    let mut arguments = arguments.peekable();
    let mut only_paths = false;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            _ if only_paths => options.paths.push(argument.into()),
            "--" => only_paths = true,
            "--help" | "-h" => return Ok(None),
            "--outline" => options.outline = true,
            "--format" => {
                let format = arguments.next().ok_or("--format needs a value: json, text or catalog")?;
                options.format = chosen(&format)?;
            }
            "--baseline" => {
                let path = arguments.next().ok_or("--baseline needs a value: a file or folder")?;
                options.baseline.push(path.into());
            }
            other => match other.strip_prefix("--format=") {
                Some(format) => options.format = chosen(format)?,
                None if other.starts_with('-') => return Err(format!("there is no option {other}")),
                None => options.paths.push(argument.into()),
            },
        }
    }
    if options.paths.is_empty() {
        return Err("name at least one file or folder to review".to_owned());
    }
    if options.outline && options.format != Format::Text {
        return Err("--outline goes with --format text; the JSON report always holds the outline".to_owned());
    }
    Ok(Some(options))
}

fn chosen(format: &str) -> Result<Format, String> {
    match format {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        "catalog" => Ok(Format::Catalog),
        other => Err(format!("--format is json, text or catalog, not {other}")),
    }
}

/// Adds a file, or all files below a folder in the order of their names. What was `named` by the person is
/// reviewed even where it looks binary; below a folder it is skipped.
fn collect(path: &Path, named: bool, project: &mut Project) -> io::Result<()> {
    if !named && path.is_symlink() {
        eprintln!("skipped {}: a symbolic link", path.display());
        return Ok(());
    }
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return collect_folder(path, named, project);
    }
    if metadata.len() > MOST_BYTES {
        eprintln!("skipped {}: {} MB, more than {}", path.display(), metadata.len() >> 20, MOST_BYTES >> 20);
        return Ok(());
    }
    let bytes = fs::read(path)?;
    if !named && is_binary(&bytes) {
        eprintln!("skipped {}: binary", path.display());
        return Ok(());
    }
    let path = path.strip_prefix("./").unwrap_or(path).to_string_lossy().replace('\\', "/");
    project.files.push(File::from_bytes(path, bytes));
    Ok(())
}

fn collect_folder(path: &Path, named: bool, project: &mut Project) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default();
    if !named && SKIPPED_FOLDERS.iter().any(|skipped| name == *skipped) {
        eprintln!("skipped {}: not the project's own source", path.display());
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for entry in entries {
        if let Err(error) = collect(&entry, false, project) {
            eprintln!("skipped {}: {error}", entry.display());
        }
    }
    Ok(())
}

/// A zero byte near the start, in a text that is not marked as UTF-16.
fn is_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    !utf16 && bytes.iter().take(SNIFFED).any(|byte| *byte == 0)
}

/// A reader that hangs up early (`| head`) is no failure.
fn print(text: &str) -> ExitCode {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Names from files may hold what a terminal takes as a command.
fn harmless(text: &str) -> String {
    text.replace(|character: char| character.is_control() && !matches!(character, '\n' | '\t'), "\u{FFFD}")
}
