use serde::Serialize;

use crate::verdict::report::ReportRange;

/// The tables and how their rows belong together, for an entity-relationship diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct DataModel {
    /// In the order of their creation, at most 400.
    pub entities: Vec<Entity>,
    pub relationships: Vec<EntityRelationship>,
    /// Entities that the statements of the findings' fixes would add or change, as they would be then.
    pub suggested_entities: Vec<Entity>,
    /// Relationships that those statements would add.
    pub suggested_relationships: Vec<EntityRelationship>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct Entity {
    pub schema: Option<String>,
    pub name: String,
    /// Where it is declared; `None` for one that is only suggested.
    pub path: Option<String>,
    pub range: Option<ReportRange>,
    /// It holds nothing but pairs of other entities' rows: a diagram can draw it as a line between them.
    pub join: bool,
    /// At most 200.
    pub attributes: Vec<Attribute>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_excessive_bools, reason = "each is said of an attribute for itself")]
pub struct Attribute {
    pub name: String,
    #[serde(rename = "type")]
    pub type_: String,
    /// Part of the primary key.
    pub primary: bool,
    /// Part of a foreign key.
    pub foreign: bool,
    /// Unique by itself.
    pub unique: bool,
    pub nullable: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct EntityRelationship {
    /// The entity that refers; of a relation of many to many the first that is referred to.
    pub from: String,
    /// The entity that is referred to.
    pub to: String,
    /// Rows of `from` for one row of `to`.
    pub from_count: Cardinality,
    /// Rows of `to` for one row of `from`.
    pub to_count: Cardinality,
    /// The columns that refer.
    pub columns: Vec<String>,
    /// The primary key of `from` holds the reference: it is nothing without `to`.
    pub identifying: bool,
    /// The entity that holds the pairs of a relation of many to many.
    pub through: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Cardinality {
    One,
    ZeroOrOne,
    ZeroOrMore,
}
