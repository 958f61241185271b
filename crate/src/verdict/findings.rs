use std::cmp::Reverse;

use super::ranges::located;
use super::reach::Reach;
use super::{References, ReportCode, ReportEdit, ReportFinding, ReportFix, ReportRelated};
use crate::Submission;
use crate::collections::Sort;
use crate::finding::{Edit, Finding, Fix, Related};
use crate::rules::{ExampleFile, Item, Observed, Page, Reference, Rule, items};
use crate::workspace::SubmittedFile;

/// Every finding of every rule, worst first; then by path and position.
pub(super) fn findings(submission: &Submission<'_>, observed: &[Observed]) -> Vec<ReportFinding> {
    let found = observed.iter().filter(|observed| !observed.seen.violated.is_empty());
    let reach = Reach::new(submission.facts, observed);
    let mut findings: Vec<_> = found.flat_map(|observed| of_rule(submission, observed, &reach)).collect();
    findings.order_by(|a, b| order(a).cmp(&order(b)));
    findings
}

fn order(finding: &ReportFinding) -> impl Ord {
    let start = finding.range.start.offset;
    (Reverse(finding.severity), &finding.path, start, &finding.rule, &finding.message)
}

fn of_rule(submission: &Submission<'_>, observed: &Observed, reach: &Reach) -> Vec<ReportFinding> {
    let explained = Explained::new(observed.rule);
    let violated = observed.seen.violated.iter();
    violated.filter_map(|finding| explained.report(submission, finding, reach.of(finding))).collect()
}

/// A rule with what its page says, read once for all its findings.
struct Explained {
    rule: &'static Rule,
    item: Option<&'static Item>,
    page: Page,
    references: References,
}

impl Explained {
    fn new(rule: &'static Rule) -> Self {
        let page = Page::read(rule.page.markdown);
        let references = references(&page.references);
        Self { rule, item: items().find(|item| item.id == rule.item), page, references }
    }

    fn report(
        &self,
        submission: &Submission<'_>,
        finding: &Finding,
        reached: &[Related],
    ) -> Option<ReportFinding> {
        let (file, range) = submission.locate(finding.place)?;
        Some(ReportFinding {
            rule: self.rule.id.to_owned(),
            item: self.rule.item.to_owned(),
            area: self.item.map(|item| item.area.id()).unwrap_or_default().to_owned(),
            severity: finding.severity,
            confidence: finding.confidence,
            title: self.page.title.clone(),
            message: finding.message.clone(),
            path: file.path.to_owned(),
            range: range.into(),
            sites: finding.sites,
            related: finding
                .related
                .iter()
                .chain(reached)
                .filter_map(|related| report_related(submission, related))
                .collect(),
            why: self.page.why.clone(),
            fix: self.fix(submission, &file, finding.fix.as_ref()),
            references: self.references.clone(),
        })
    }

    fn fix(&self, submission: &Submission<'_>, file: &SubmittedFile<'_>, own: Option<&Fix>) -> ReportFix {
        let first_step = || self.page.fix.first().map(|step| step.trim_end_matches('.').to_owned());
        let own_title = own.map(|fix| fix.title.clone()).filter(|title| !title.is_empty());
        let own_code = own.and_then(|fix| fix.code.as_ref());
        let own_code =
            own_code.map(|code| ReportCode { language: code.language.clone(), text: code.text.clone() });
        ReportFix {
            title: own_title.or_else(first_step).unwrap_or_default(),
            steps: self.page.fix.clone(),
            edits: own.and_then(|fix| edits(submission, &fix.edits)).unwrap_or_default(),
            code: own_code.or_else(|| self.good_example(file)),
        }
    }

    /// The first good example that is written in the language of the file; of several files in it, the one
    /// that is bad in the bad example.
    fn good_example(&self, file: &SubmittedFile<'_>) -> Option<ReportCode> {
        let bad = || self.page.bad.iter().flat_map(|example| &example.files);
        let mended = |good: &ExampleFile| bad().any(|bad| bad.path == good.path && !bad.findings.is_empty());
        let written_in = |fences: &[&str]| {
            self.page.good.iter().find_map(|example| {
                let files = || example.files.iter().filter(|file| fences.contains(&file.language.as_str()));
                files().find(|file| mended(file)).or_else(|| files().next())
            })
        };
        let example = fences(file).iter().find_map(|fences| written_in(fences))?;
        Some(ReportCode { language: example.language.clone(), text: example.text.clone() })
    }
}

/// Names behind the fence of a code block that fit a file, the best first.
fn fences(file: &SubmittedFile<'_>) -> &'static [&'static [&'static str]] {
    const JAVASCRIPT: &[&str] = &["js", "javascript", "jsx", "mjs", "cjs"];
    const TYPESCRIPT: &[&str] = &["ts", "typescript", "tsx"];
    const JSON: &[&str] = &["json"];
    const YAML: &[&str] = &["yaml", "yml"];
    const SQL: &[&str] = &["sql"];
    match (file.kind, file.language.as_deref()) {
        ("sql", _) => &[SQL],
        // A table that code declares may be shown as the statement that makes it.
        ("code", Some("JavaScript")) => &[JAVASCRIPT, TYPESCRIPT, SQL],
        ("code", Some("Python")) => &[&["python"], TYPESCRIPT, JAVASCRIPT, SQL],
        ("code", Some("Java")) => &[&["java"], TYPESCRIPT, JAVASCRIPT, SQL],
        ("code", Some("Go")) => &[&["go"], TYPESCRIPT, JAVASCRIPT, SQL],
        ("code", Some("C#")) => &[&["csharp"], TYPESCRIPT, JAVASCRIPT, SQL],
        ("code", Some("Rust")) => &[&["rust"], TYPESCRIPT, JAVASCRIPT, SQL],
        ("code", _) => &[TYPESCRIPT, JAVASCRIPT, SQL],
        ("graphql", _) => &[&["graphql"]],
        ("protobuf", _) => &[&["proto", "protobuf"]],
        ("openapi" | "asyncapi", _) if file.text.trim_start().starts_with('{') => &[JSON, YAML],
        ("openapi" | "asyncapi", _) => &[YAML, JSON],
        _ => &[TYPESCRIPT, JAVASCRIPT, YAML, JSON, SQL],
    }
}

fn report_related(submission: &Submission<'_>, related: &Related) -> Option<ReportRelated> {
    let (path, range) = located(submission, related.place)?;
    Some(ReportRelated { path, range, message: related.message.clone() })
}

/// All of the edits or none: half a fix is not one.
fn edits(submission: &Submission<'_>, edits: &[Edit]) -> Option<Vec<ReportEdit>> {
    let edit = |edit: &Edit| {
        let (path, range) = located(submission, edit.place)?;
        Some(ReportEdit { path, range, text: edit.text.clone() })
    };
    edits.iter().map(edit).collect()
}

fn references(references: &[Reference]) -> References {
    let mut report = References::default();
    for reference in references {
        match reference {
            Reference::Cwe(number) => report.cwe.push(format!("CWE-{number}")),
            Reference::Owasp(name) => report.owasp.push(name.clone()),
            Reference::Rfc(name) => report.rfc.push(name.clone()),
            Reference::Link(link) => report.links.push(link.clone()),
        }
    }
    report
}
