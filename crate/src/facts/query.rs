use super::{Facts, QueryMark, Table};
use crate::artifact::Place;

/// A statement that reads or writes rows, from a schema file or from a call in code.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is said of a statement for itself")]
pub struct Query {
    pub verb: QueryVerb,
    /// The statement, or the call that runs it.
    pub place: Place,
    pub origin: QueryOrigin,
    /// Tables by name, the one that is read or written first.
    pub tables: Vec<String>,
    /// `SELECT *`, or an ORM call that fetches every column.
    pub all_columns: bool,
    /// Columns that the statement compares, joins or sorts by.
    pub predicates: Vec<Predicate>,
    /// Columns of two tables that must be equal.
    pub joins: Vec<[QueryColumn; 2]>,
    /// Whether a condition (`WHERE`, a filter of an ORM call) picks rows.
    pub filtered: bool,
    /// Whether the number of rows has a bound: LIMIT, TOP, FETCH, an aggregate without GROUP BY, or a
    /// comparison with a whole key.
    pub bounded: bool,
    /// OFFSET, where it is not the constant 0.
    pub offset: Option<Place>,
    /// The loop that runs it once for each row, in code.
    pub in_loop: Option<Place>,
    /// The statement was not understood as a whole: which table a column belongs to is a guess.
    pub guessed: bool,
    /// What goes wrong whatever the tables hold; for statements that are written as SQL.
    pub marks: Vec<QueryMark>,
}

impl Query {
    /// A statement of which nothing is known but what it does and where it stands.
    pub fn new(verb: QueryVerb, place: Place, origin: QueryOrigin) -> Self {
        Self {
            verb,
            place,
            origin,
            tables: Vec::new(),
            all_columns: false,
            predicates: Vec::new(),
            joins: Vec::new(),
            filtered: false,
            bounded: false,
            offset: None,
            in_loop: None,
            guessed: false,
            marks: Vec::new(),
        }
    }

    /// The columns of a table that it compares for order, or sorts by.
    pub fn ranged(&self, table: &Table) -> Vec<String> {
        self.columns_of(table, |role| matches!(role, PredicateRole::Range | PredicateRole::Sort { .. }))
    }

    /// The columns of a table, as the table spells them, with which it does what `wanted` says.
    pub fn columns_of(&self, table: &Table, wanted: impl Fn(PredicateRole) -> bool) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        for predicate in self.predicates.iter().filter(|own| wanted(own.role)) {
            let own = predicate.table.as_ref().is_some_and(|name| table.is_named(None, name));
            let column = table.column(&predicate.column).filter(|_| own);
            columns.extend(column.map(|column| column.name.clone()).filter(|name| !columns.contains(name)));
        }
        columns
    }
}

/// A column as a statement names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryColumn {
    /// Where the statement says or implies which.
    pub table: Option<String>,
    pub column: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryVerb {
    Select,
    Insert,
    Update,
    Delete,
    /// The code builds it in a way that does not show what it does.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryOrigin {
    /// A statement of its own in a schema or migration file.
    Statement,
    /// The body of a function, procedure or trigger.
    Routine,
    View,
    /// A call in code, or a statement with placeholders in a file of queries.
    Code,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Predicate {
    /// Where the statement says or implies which.
    pub table: Option<String>,
    pub column: String,
    /// Compared for equality (`=`, `IN`), which a key needs to bound the rows.
    pub equality: bool,
    pub role: PredicateRole,
    /// The statement quotes its name, as some write texts.
    pub quoted: bool,
    /// Which `SELECT` of the statement it belongs to.
    pub select: u16,
}

/// What a statement does with a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PredicateRole {
    /// Compared with a value: `=`, `IN`.
    #[default]
    Equal,
    /// `<`, `BETWEEN`
    Range,
    /// Compared with a column of another table.
    Join,
    /// Rows are sorted by it; several in their order.
    Sort { descending: bool },
    /// Compared in another way, or in a condition that need not hold.
    Other,
}

impl QueryOrigin {
    /// It is kept in the database, and runs whenever somebody asks.
    pub fn is_kept(self) -> bool {
        matches!(self, Self::Routine | Self::View)
    }
}

impl Facts {
    /// Queries that run again and again: those of programs, of views and routines, and `SELECT`s of schema files.
    /// What earlier migrations did is over, and may have been replaced since.
    pub fn lasting_queries(&self) -> impl Iterator<Item = &Query> {
        self.queries().filter(|query| {
            let over = self.catalog.history.done.contains(&query.place.file);
            let lasts = query.origin.is_kept() || query.verb == QueryVerb::Select;
            query.origin == QueryOrigin::Code || (!over && lasts)
        })
    }
}
