//! Reads a rule's page: what people need to know, and the examples that test the rule.

use std::mem::take;

/// The sections of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    pub why: String,
    /// The items of the Fix section's list, one step each.
    pub fix: Vec<String>,
    pub bad: Vec<Example>,
    pub good: Vec<Example>,
    /// What the rule knowingly misses, in words, with examples marked `missed`.
    pub limits: String,
    pub missed: Vec<Example>,
    pub references: Vec<Reference>,
}

/// A small project: the fences that stand under one heading, or one fence without a file name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    pub files: Vec<ExampleFile>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleFile {
    /// From `file=routes/users.js` on the fence, or made from the language.
    pub path: String,
    /// Of the fence: `sql`, `yaml`, `typescript`.
    pub language: String,
    /// Without the marks.
    pub text: String,
    /// Lines, from 1, that the rule must find: from the mark `finding` in a comment, or `finding=3,7` on the fence.
    pub findings: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// Number of a weakness: `CWE-89`.
    Cwe(u32),
    /// `A03:2021`, `API1:2023`
    Owasp(String),
    /// `RFC 9457`
    Rfc(String),
    Link(String),
}

impl Page {
    /// Reads the Markdown of a page; what it does not know stays out.
    pub fn read(markdown: &str) -> Self {
        let mut reader = Reader::default();
        for line in markdown.lines() {
            reader.line(line);
        }
        reader.finish()
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Section {
    #[default]
    Unknown,
    Why,
    Fix,
    Bad,
    Good,
    Limits,
    References,
}

#[derive(Default)]
struct Reader {
    page: Page,
    section: Section,
    fence: Option<Fence>,
    /// The files with a name that stand under the present heading.
    project: Example,
    /// Whether [`Reader::project`] is marked `missed`.
    project_is_missed: bool,
}

struct Fence {
    /// What closes it: as many of the same sign, or more.
    sign: String,
    named: bool,
    missed: bool,
    file: ExampleFile,
    lines: usize,
}

impl Reader {
    fn line(&mut self, line: &str) {
        match &mut self.fence {
            Some(fence) if fence.is_closed_by(line) => self.close_fence(),
            Some(fence) => fence.push(line),
            None => self.outside(line),
        }
    }

    fn outside(&mut self, line: &str) {
        if let Some(fence) = Fence::open(line) {
            self.fence = Some(fence);
        } else if let Some(title) = line.strip_prefix("# ") {
            title.trim().clone_into(&mut self.page.title);
        } else if let Some(heading) = line.strip_prefix("## ") {
            self.close_project();
            self.section = section(heading.trim());
        } else if line.starts_with("### ") {
            self.close_project();
        } else {
            self.prose(line.trim());
        }
    }

    fn prose(&mut self, line: &str) {
        let item = line.strip_prefix("- ");
        match (self.section, item) {
            (Section::Why, _) => append(&mut self.page.why, line),
            (Section::Limits, _) => append(&mut self.page.limits, item.unwrap_or(line)),
            (Section::Fix, Some(step)) => self.page.fix.push(step.to_owned()),
            (Section::Fix, None) => {
                if let Some(step) = self.page.fix.last_mut() {
                    append(step, line);
                }
            }
            (Section::References, Some(text)) => self.page.references.extend(reference(text.trim())),
            _ => {}
        }
    }

    fn close_fence(&mut self) {
        let Some(fence) = self.fence.take() else { return };
        if fence.named {
            self.project_is_missed |= fence.missed;
            self.project.files.push(fence.file);
        } else {
            self.keep(Example { files: vec![fence.file] }, fence.missed);
        }
    }

    fn close_project(&mut self) {
        let (project, missed) = (take(&mut self.project), take(&mut self.project_is_missed));
        if !project.files.is_empty() {
            self.keep(project, missed);
        }
    }

    fn keep(&mut self, example: Example, missed: bool) {
        match self.section {
            Section::Limits if missed => self.page.missed.push(example),
            Section::Bad => self.page.bad.push(example),
            Section::Good => self.page.good.push(example),
            _ => {}
        }
    }

    fn finish(mut self) -> Page {
        self.close_fence();
        self.close_project();
        self.page
    }
}

impl Fence {
    fn open(line: &str) -> Option<Self> {
        let sign: String = ["`", "~"]
            .into_iter()
            .map(|sign| line.chars().take_while(|c| sign.starts_with(*c)).collect())
            .find(|run: &String| run.len() >= 3)?;
        let mut words = line.trim_start_matches(['`', '~']).split_whitespace();
        let mut file =
            ExampleFile { language: words.next().unwrap_or_default().to_owned(), ..Default::default() };
        let (mut named, mut missed) = (false, false);
        for word in words {
            match word.split_once('=') {
                Some(("file", path)) => (file.path, named) = (path.to_owned(), true),
                Some(("finding", lines)) => file.findings = lines.split(',').flat_map(str::parse).collect(),
                _ => missed |= word == "missed",
            }
        }
        if !named {
            file.path = default_path(&file.language);
        }
        Some(Self { sign, named, missed, file, lines: 0 })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        line.trim_end().strip_prefix(&self.sign).is_some_and(|rest| {
            let sign = self.sign.chars().next();
            rest.chars().all(|c| Some(c) == sign)
        })
    }

    fn push(&mut self, line: &str) {
        self.lines += 1;
        let unmarked = without_mark(line);
        if unmarked.is_some() {
            self.file.findings.push(self.lines);
        }
        self.file.text.push_str(unmarked.unwrap_or(line));
        self.file.text.push('\n');
    }
}

/// The line before its mark; `None` where it has none.
fn without_mark(line: &str) -> Option<&str> {
    let before = line.trim_end().strip_suffix("finding")?.trim_end();
    ["--", "//", "#"].into_iter().find_map(|comment| before.strip_suffix(comment)).map(str::trim_end)
}

fn section(heading: &str) -> Section {
    match heading {
        "Why" => Section::Why,
        "Fix" => Section::Fix,
        "Bad" => Section::Bad,
        "Good" => Section::Good,
        "Limits" => Section::Limits,
        "References" => Section::References,
        _ => Section::Unknown,
    }
}

/// A name by which a file of that language is known.
fn default_path(language: &str) -> String {
    match language {
        "yaml" | "yml" => "openapi.yaml".to_owned(),
        "json" => "openapi.json".to_owned(),
        "javascript" => "example.js".to_owned(),
        "typescript" => "example.ts".to_owned(),
        "python" => "example.py".to_owned(),
        "csharp" => "example.cs".to_owned(),
        "rust" => "example.rs".to_owned(),
        "dockerfile" => "Dockerfile".to_owned(),
        "env" => ".env".to_owned(),
        other => format!("example.{other}"),
    }
}

fn reference(text: &str) -> Option<Reference> {
    if let Some(number) = text.strip_prefix("CWE-") {
        return number.parse().ok().map(Reference::Cwe);
    }
    if text.starts_with("RFC ") {
        return Some(Reference::Rfc(text.to_owned()));
    }
    if text.starts_with("http") {
        return Some(Reference::Link(text.to_owned()));
    }
    let (category, year) = text.split_once(':')?;
    let known = category.starts_with('A') && year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit());
    known.then(|| Reference::Owasp(text.to_owned()))
}

/// Lines of one paragraph become one line.
fn append(text: &mut String, line: &str) {
    if !text.is_empty() && !line.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests;
