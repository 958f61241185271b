//! How a table finds its rows.

use crate::artifact::Place;

#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is said of an index for itself")]
pub struct Index {
    pub name: Option<String>,
    pub parts: Vec<IndexPart>,
    /// The parts with their order and operators, as written; none where a statement has renamed one since.
    pub written: Option<String>,
    /// The columns among them that are kept from the largest to the smallest.
    pub descending: Vec<String>,
    /// Columns that it carries without finding rows by them.
    pub included: Vec<String>,
    pub unique: bool,
    /// Two rows without a value are alike to it: `NULLS NOT DISTINCT`.
    pub nulls_alike: bool,
    /// `btree`, `gin`, `hash`, lower case, where it is said.
    pub method: Option<String>,
    /// The predicate of a partial index, as written.
    pub condition: Option<String>,
    /// Whether rows can be written while it is built.
    pub online: bool,
    /// It is of a partitioned table without its partitions: `ON ONLY`.
    pub parent_only: bool,
    pub place: Place,
}

impl Index {
    /// A plain index.
    pub fn over(name: Option<String>, columns: Vec<String>, place: Place) -> Self {
        Self {
            name,
            parts: columns.into_iter().map(IndexPart::Column).collect(),
            written: None,
            descending: Vec::new(),
            included: Vec::new(),
            unique: false,
            nulls_alike: false,
            method: None,
            condition: None,
            online: false,
            parent_only: false,
            place,
        }
    }

    /// The plain columns at its front, up to the first expression.
    pub fn leading_columns(&self) -> Vec<String> {
        self.parts
            .iter()
            .map_while(|part| match part {
                IndexPart::Column(name) => Some(name.clone()),
                IndexPart::Expression(_) => None,
            })
            .collect()
    }

    /// Whether it finds rows by equality: one for texts or shapes does not.
    pub(super) fn finds_equal(&self) -> bool {
        let others = ["gin", "gist", "spgist", "brin", "fulltext", "spatial", "xml", "bloom", "columnstore"];
        !self.method.as_deref().is_some_and(|method| others.contains(&method))
    }

    /// Whether it leaves out no more than rows without values: `WHERE pet_id IS NOT NULL`.
    pub(super) fn holds_values_of(&self, columns: &[String]) -> bool {
        let Some(condition) = &self.condition else { return true };
        let condition = condition.trim_matches(['(', ')', ' ']).to_ascii_lowercase();
        let column = condition
            .strip_suffix("is not null")
            .map(|column| column.trim_matches([' ', '"', '`', '[', ']']));
        column.is_some_and(|column| columns.iter().any(|own| own.eq_ignore_ascii_case(column)))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexPart {
    Column(String),
    /// As written: `lower(email)`.
    Expression(String),
}
