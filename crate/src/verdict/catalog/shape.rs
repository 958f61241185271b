//! The shape of the catalog as JSON.

use serde::Serialize;

/// Tables with their columns, keys and indexes, and what stands beside them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportCatalog {
    /// `migrations` or `schema`: steps of a history, or the schema as it stands.
    pub mode: &'static str,
    pub tables: Vec<ReportTable>,
    /// Collections of documents.
    pub collections: Vec<ReportTable>,
    pub types: Vec<ReportType>,
    /// What stands beside the tables, one line for each, in its own words.
    pub objects: Vec<ReportObject>,
    /// Statements that define the schema, and those of them that were wholly understood.
    pub defining: usize,
    pub understood: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportTable {
    pub schema: Option<String>,
    pub name: String,
    /// `path:line` of the statement that makes it.
    pub at: String,
    pub database: Option<&'static str>,
    /// The table that it is a part of.
    pub partition_of: Option<String>,
    /// Its columns come from a query that the statement does not spell out.
    pub derived: bool,
    pub columns: Vec<ReportColumn>,
    pub primary_key: Option<ReportKey>,
    pub uniques: Vec<ReportKey>,
    pub foreign_keys: Vec<ReportForeignKey>,
    pub checks: Vec<ReportRule>,
    pub exclusions: Vec<ReportRule>,
    pub indexes: Vec<ReportIndex>,
    pub traits: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_excessive_bools, reason = "each is said of a column for itself")]
pub struct ReportColumn {
    pub name: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub nullable: bool,
    pub default: Option<String>,
    pub generated: bool,
    pub computed: Option<String>,
    pub updated_by_itself: bool,
    /// The trigger that gives it its value.
    pub set_by: Option<String>,
    pub collation: Option<String>,
    pub values: Vec<String>,
    pub described: bool,
    pub at: String,
    /// The last statement that changed it.
    pub changed: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportKey {
    pub name: Option<String>,
    pub columns: Vec<String>,
    pub at: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportForeignKey {
    pub name: Option<String>,
    pub columns: Vec<String>,
    pub table: String,
    pub referred: Vec<String>,
    pub on_delete: Option<&'static str>,
    pub on_update: Option<&'static str>,
    pub validated: bool,
    pub deferrable: bool,
    pub at: String,
}

/// A check, or an exclusion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportRule {
    pub name: Option<String>,
    pub expression: String,
    pub validated: bool,
    pub at: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportIndex {
    pub name: Option<String>,
    /// Columns by name, expressions in parentheses.
    pub parts: Vec<String>,
    pub descending: Vec<String>,
    pub included: Vec<String>,
    pub unique: bool,
    pub method: Option<String>,
    pub condition: Option<String>,
    pub at: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportType {
    pub schema: Option<String>,
    pub name: String,
    /// Of an enumeration.
    pub values: Vec<String>,
    /// Of a domain.
    pub base: Option<String>,
    pub nullable: bool,
    pub checks: Vec<String>,
    pub at: String,
}

/// A view, routine, trigger, policy, grant, step or query.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportObject {
    pub kind: &'static str,
    pub name: String,
    pub says: Vec<String>,
    pub at: String,
}
