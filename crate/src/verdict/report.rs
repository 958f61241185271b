//! The shape of the report, as JSON and as JavaScript see it. Stable: fields are added, never renamed.

use serde::{Serialize, Serializer};

use super::data_model::DataModel;
use crate::collections::BTreeMap;
use crate::finding::{Confidence, Severity};

/// Everything that one review says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub engine: Engine,
    pub files: Vec<ReportFile>,
    /// Worst first; then by path and position.
    pub findings: Vec<ReportFinding>,
    pub scorecard: Scorecard,
    pub context: Context,
    pub outline: Outline,
    pub artifacts: Vec<ReportArtifact>,
    pub data_model: DataModel,
    /// Every route that code registers, with what stands before it.
    pub routes: Vec<ReportRoute>,
}

/// A route, and what it asks of its callers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ReportRoute {
    /// `GET`; `None` where it answers every method.
    pub method: Option<String>,
    /// With the prefixes of all that it is mounted on: `/api/users/:id`.
    pub path: String,
    /// The file and the call or decorator that registers it.
    pub file: String,
    pub range: ReportRange,
    /// The name of what answers, where it has one.
    pub handler: Option<String>,
    /// Roles, permissions and scopes that its guards name.
    pub roles: Vec<String>,
    pub authentication: ReportControl,
    pub authorization: ReportControl,
    pub validation: ReportControl,
    pub rate_limit: ReportControl,
    pub csrf: ReportControl,
}

/// Whether a route has a control, and what shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ReportControl {
    pub state: ControlState,
    /// The guard as the code writes it: `requireRole("admin")`.
    pub name: Option<String>,
    pub file: Option<String>,
    pub range: Option<ReportRange>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum ControlState {
    Covered,
    NotCovered,
    /// The code says that anybody may call.
    Public,
    /// What would show it was not handed in, or is not understood.
    #[default]
    Unknown,
    /// There is nothing that it could protect: no input to validate, no change to forge.
    NotNeeded,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Engine {
    pub version: String,
    /// Hash of the ids, items, severities and pages of all rules: two reports with the same one were judged alike.
    pub rules: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ReportFile {
    pub path: String,
    /// `openapi`, `sql`, `code`, ...
    pub kind: String,
    /// Language, dialect or version within the kind.
    pub language: Option<String>,
    /// Why it was taken for that kind.
    pub reason: String,
    pub lines: usize,
    /// It belongs to an earlier version: it is compared with the later one, and not reviewed itself.
    pub baseline: bool,
    pub coverage: ReportCoverage,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ReportCoverage {
    pub status: CoverageStatus,
    pub notes: Vec<ReportNote>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum CoverageStatus {
    Read,
    Partly,
    NotRead,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ReportNote {
    pub text: String,
    pub range: Option<ReportRange>,
}

/// From 1; columns and offsets in UTF-16 code units, as JavaScript strings and editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ReportPosition {
    pub line: usize,
    pub column: usize,
    /// From the start of the file, from 0.
    pub offset: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ReportRange {
    pub start: ReportPosition,
    pub end: ReportPosition,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ReportFinding {
    pub rule: String,
    /// Id of the checklist item.
    pub item: String,
    pub area: String,
    pub severity: Severity,
    pub confidence: Confidence,
    /// The problem's name, the same for every finding of the rule.
    pub title: String,
    /// What is wrong here.
    pub message: String,
    pub path: String,
    pub range: ReportRange,
    /// How many sites it stands for in the score: more than one where one cause is told once.
    pub sites: usize,
    pub related: Vec<ReportRelated>,
    /// What happens to the people who run the system.
    pub why: String,
    pub fix: ReportFix,
    pub references: References,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ReportRelated {
    pub path: String,
    pub range: ReportRange,
    pub message: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ReportFix {
    pub title: String,
    pub steps: Vec<String>,
    /// Can be applied as they stand; empty where only people can decide.
    pub edits: Vec<ReportEdit>,
    pub code: Option<ReportCode>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ReportEdit {
    pub path: String,
    pub range: ReportRange,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ReportCode {
    pub language: String,
    pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct References {
    pub cwe: Vec<String>,
    pub owasp: Vec<String>,
    pub rfc: Vec<String>,
    pub links: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct Scorecard {
    /// 0 to 100; `None` where too little was seen for a score.
    pub score: Option<f64>,
    /// `A` to `F`; `None` where too little was seen for a grade.
    pub grade: Option<String>,
    /// Why there is no grade, or what holds it down.
    pub grade_reason: Option<String>,
    pub coverage: ItemCoverage,
    pub areas: Vec<ReportArea>,
    pub items: Vec<ReportItem>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ItemCoverage {
    pub judged: usize,
    pub total: usize,
    /// What to add to judge more, the most useful first.
    pub next: Vec<NextArtifact>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct NextArtifact {
    /// "the schema or migrations"
    pub add: String,
    /// Number of items that it would show.
    pub items: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ReportArea {
    pub id: String,
    pub title: String,
    /// 0 to 100; `None` where no item of it was judged.
    pub score: Option<f64>,
    pub weight: u32,
    pub judged: usize,
    pub total: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ReportItem {
    pub id: String,
    pub area: String,
    pub title: String,
    pub question: String,
    pub standards: Vec<String>,
    pub weight: u32,
    pub state: ItemState,
    /// In words: what decided the state, or what would show it.
    pub reason: String,
    /// 0 to 100; `None` where it was not judged.
    pub score: Option<f64>,
    /// Number of sites that are as they should be.
    pub met: usize,
    /// Number of sites that are not; those of low confidence count here, but not in the score.
    pub violated: usize,
    /// Some of what shows that sites are met, at most 20.
    pub evidence: Vec<ReportEvidence>,
    /// What only people can answer, at most 20.
    pub questions: Vec<ReportQuestion>,
    /// What to add so that more of it can be judged, at most 20: "the migrations that create `visits`".
    pub needed: Vec<String>,
    /// Every term of the score: one for each rule.
    pub terms: Vec<Term>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum ItemState {
    Met,
    Violated,
    Partial,
    NotApplicable,
    #[default]
    NotSeen,
    Question,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ReportEvidence {
    pub path: String,
    pub range: ReportRange,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ReportQuestion {
    pub text: String,
    /// A statement to run where the answer is.
    pub code: Option<ReportCode>,
    /// Where it arises; `None` where it is about the whole submission.
    pub path: Option<String>,
    pub range: Option<ReportRange>,
}

/// `score = 100 * sum(weight * met) / sum(weight * (met + violated))` over the terms of an item. An area's score
/// is the mean of its judged items by their weight, the whole's the mean of the areas by theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Term {
    pub rule: String,
    /// Of one site of this rule, by its severity: 1, 2, 4, 8, 16 from info to critical.
    pub weight: u32,
    pub met: usize,
    /// Without those of low confidence.
    pub violated: usize,
}

/// What was found out about the submission, each with its evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Context {
    pub entries: Vec<ContextEntry>,
    /// Number of each kind of fact: `operations`, `routes`, `tables`, `queries`, ...
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Record<string, number>"))]
    #[serde(serialize_with = "by_name")]
    pub counts: BTreeMap<String, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ContextEntry {
    /// `framework`, `database`, `authentication`, `versioning`, ...
    pub topic: String,
    /// `Express`
    pub value: String,
    /// "imports `express`"
    pub evidence: String,
    pub path: String,
    pub range: ReportRange,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Outline {
    /// Always the same ones in the same order.
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// `executive-summary`
    pub id: String,
    pub title: String,
    /// Markdown; text of the submission stands in it only in code spans and fences.
    pub markdown: String,
    /// The places that it was made from.
    pub sources: Vec<ReportSource>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ReportSource {
    pub path: String,
    pub range: ReportRange,
    /// What stands there: "table `visits`".
    pub text: String,
}

/// A document made from the review, to be saved beside what was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ReportArtifact {
    /// `openapi-overlay`, `migration`
    pub id: String,
    pub title: String,
    /// What it is, and what to do with it.
    pub description: String,
    /// A name for the file.
    pub path: String,
    /// As behind the fence of a Markdown code block: `yaml`.
    pub language: String,
    pub text: String,
    /// Of a file of a migration: how and when it is applied.
    pub migration: Option<ReportMigrationFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ReportMigrationFile {
    /// The database that it is for: `PostgreSQL`.
    pub database: String,
    /// Its number among the steps, from 1.
    pub step: usize,
    /// `expand`: programs that run stay as they are; `contract`: what they no longer use goes.
    pub phase: String,
    /// It takes the step back.
    pub down: bool,
    /// It can run inside of one transaction; otherwise each statement has to stand for itself.
    pub transaction: bool,
    /// The findings that it works towards: their rules and messages.
    pub settles: Vec<String>,
}

fn by_name<S: Serializer>(counts: &BTreeMap<String, usize>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter())
}
