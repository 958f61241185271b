//! Reviews files and folders from the command line: the only native place that reads files and prints.

#![allow(clippy::disallowed_methods, reason = "an example is where files and arguments come from")]
#![allow(clippy::print_stderr, reason = "what was skipped is said beside the report, not in it")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use archwright::{
    ControlState, CoverageStatus, File, ItemState, Project, Report, ReportControl, ReportFinding, ReportItem,
    Workspace, review,
};

const HELP: &str = "\
Reviews backend architecture: OpenAPI, AsyncAPI, GraphQL, protobuf, SQL, TypeScript and JavaScript.

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
        return print(&harmless(&text(report, options.outline)));
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
    project.files.push(File::from_bytes(path, &bytes));
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

fn text(report: &Report, outline: bool) -> String {
    let mut out = String::new();
    findings(report, &mut out);
    files(report, &mut out);
    routes(report, &mut out);
    scorecard(report, &mut out);
    if outline {
        for section in &report.outline.sections {
            let _ = writeln!(out, "\n## {}\n\n{}", section.title, section.markdown.trim_end());
        }
    }
    let _ = writeln!(out, "\narchwright {}, rules {}", report.engine.version, report.engine.rules);
    out
}

/// File by file, in the order in which they were read; worst first within each.
fn findings(report: &Report, out: &mut String) {
    let mut by_path: BTreeMap<&str, Vec<&ReportFinding>> = BTreeMap::new();
    for finding in &report.findings {
        by_path.entry(&finding.path).or_default().push(finding);
    }
    for file in &report.files {
        let Some(found) = by_path.get(file.path.as_str()) else { continue };
        let _ = writeln!(out, "{}", file.path);
        for finding in found {
            let _ = writeln!(out, "  {}", line(finding));
            for related in &finding.related {
                let start = related.range.start;
                let at = format!("{}:{}:{}", related.path, start.line, start.column);
                let _ = writeln!(out, "{:27}{at}  {}", "", related.message);
            }
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", count(report.findings.len(), "finding"));
}

fn line(finding: &ReportFinding) -> String {
    let start = finding.range.start;
    let severity = format!("{:?}", finding.severity).to_lowercase();
    let doubt = match finding.confidence {
        archwright::Confidence::Low => ", low confidence",
        archwright::Confidence::Medium => ", medium confidence",
        archwright::Confidence::High => "",
    };
    let at = format!("{}:{}", start.line, start.column);
    format!("{at:>11}  {severity:<8}  {}  [{}{doubt}]", finding.message, finding.rule)
}

fn files(report: &Report, out: &mut String) {
    out.push_str("\nRead\n");
    for file in &report.files {
        let status = match file.coverage.status {
            CoverageStatus::Read => "read",
            CoverageStatus::Partly => "partly read",
            CoverageStatus::NotRead => "not read",
        };
        let kind = file.language.as_deref().unwrap_or(&file.kind);
        let version = if file.baseline { ", earlier version" } else { "" };
        let lines = count(file.lines, "line");
        let _ = writeln!(out, "  {status:<11}  {} ({kind}, {lines}{version})", file.path);
        for note in &file.coverage.notes {
            let at = note.range.map(|range| format!("line {}: ", range.start.line)).unwrap_or_default();
            let _ = writeln!(out, "{:15}{at}{}", "", note.text);
        }
    }
}

/// What stands before each route.
fn routes(report: &Report, out: &mut String) {
    if report.routes.is_empty() {
        return;
    }
    out.push_str("\nRoutes\n");
    for route in &report.routes {
        let method = route.method.as_deref().unwrap_or("ANY");
        let handler = route.handler.as_deref().map(|name| format!(" -> {name}")).unwrap_or_default();
        let at = format!("{}:{}", route.file, route.range.start.line);
        let _ = writeln!(out, "  {method:<7} {}{handler}  ({at})", route.path);
        let controls = [
            ("authentication", &route.authentication),
            ("authorization", &route.authorization),
            ("validation", &route.validation),
            ("rate limit", &route.rate_limit),
            ("CSRF", &route.csrf),
        ];
        let told: Vec<String> = controls.iter().map(|(name, control)| control_text(name, control)).collect();
        let _ = writeln!(out, "          {}", told.join("; "));
    }
}

fn control_text(name: &str, control: &ReportControl) -> String {
    let evidence = control.name.as_deref().map(|guard| format!(" by {guard}")).unwrap_or_default();
    match control.state {
        ControlState::Covered => format!("{name}{evidence}"),
        ControlState::Public => format!("{name}: public{evidence}"),
        ControlState::NotCovered => format!("no {name}"),
        ControlState::Unknown => format!("{name} unknown"),
        ControlState::NotNeeded => format!("{name} not needed"),
    }
}

fn scorecard(report: &Report, out: &mut String) {
    let card = &report.scorecard;
    let _ = writeln!(out, "\nScorecard: {} of {} items judged", card.coverage.judged, card.coverage.total);
    for next in &card.coverage.next {
        let _ = writeln!(out, "  add {} to judge {} more", next.add, next.items);
    }
    let grade = card.grade.as_deref().unwrap_or("none");
    let _ = writeln!(out, "  grade {grade}, score {}", score(card.score).trim_start());
    if let Some(reason) = &card.grade_reason {
        let _ = writeln!(out, "  {reason}");
    }
    for area in &card.areas {
        let judged = format!("{} of {}", area.judged, area.total);
        let _ = writeln!(out, "\n  {} {} ({judged}, weight {})", score(area.score), area.title, area.weight);
        let items = card.items.iter().filter(|item| item.area == area.id);
        for item in items.filter(|item| item.score.is_some() || item.state == ItemState::Question) {
            let _ = writeln!(out, "    {}", item_line(item));
        }
    }
}

fn item_line(item: &ReportItem) -> String {
    format!("{} {}: {}", score(item.score), item.id, item.reason)
}

fn score(score: Option<f64>) -> String {
    score.map_or_else(|| "    -".to_owned(), |score| format!("{score:5.1}"))
}

fn count(number: usize, of: &str) -> String {
    format!("{number} {of}{}", if number == 1 { "" } else { "s" })
}
