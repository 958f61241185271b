use crate::artifact::Place;

/// A statement that reads or writes rows, from a schema file or from a call in code.
#[derive(Clone, Debug)]
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
    /// Whether a condition (`WHERE`, a filter of an ORM call) picks rows.
    pub filtered: bool,
    /// Whether the number of rows has a bound: LIMIT, TOP, FETCH, an aggregate without GROUP BY, or a
    /// comparison with a whole key.
    pub bounded: bool,
    /// OFFSET, where it is not the constant 0.
    pub offset: Option<Place>,
    /// The loop that runs it once for each row, in code.
    pub in_loop: Option<Place>,
    /// What goes wrong whatever the tables hold; for statements that are written as SQL.
    pub marks: Vec<QueryMark>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryMark {
    /// `= NULL`, which is never true.
    ComparedWithNull,
    /// `NOT IN (SELECT column FROM table)` without a condition that keeps nulls out.
    NotIn {
        table: String,
        column: String,
    },
    /// Two tables between commas that no condition relates.
    Unjoined {
        table: String,
        other: String,
    },
    /// A column is compared as a function, a cast or a sum makes it: `lower`, `cast to date`, `+`.
    Wrapped {
        table: String,
        column: String,
        function: String,
    },
    /// `LIKE '%son'`
    OpenPattern {
        table: String,
        column: String,
    },
    RandomOrder,
    /// A subquery among the results that is run for each of them.
    PerRow {
        table: String,
    },
    /// `INSERT INTO table VALUES (...)`
    NoColumnList,
    /// `UPDATE` or `DELETE` without a condition.
    WritesAll,
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
    /// The body of a view or function.
    Routine,
    /// A call in code.
    Code,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// Where the statement says or implies which.
    pub table: Option<String>,
    pub column: String,
    /// Compared for equality (`=`, `IN`), which a key needs to bound the rows.
    pub equality: bool,
}
