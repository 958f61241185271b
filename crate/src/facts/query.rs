use super::{Facts, Table};
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryMark {
    /// `= NULL`, `NOT IN (1, NULL)`, which is never true.
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
    /// Results beside aggregates that are not grouped by, and what the rows are grouped by.
    Ungrouped {
        columns: Vec<QueryColumn>,
        by: Vec<QueryColumn>,
    },
    /// `HAVING` with nothing but columns that the rows are grouped by.
    PlainHaving,
    /// `DISTINCT` beside `GROUP BY`.
    GroupedDistinct,
    /// `SELECT DISTINCT a.* FROM a JOIN b`: every result is of the one table, and the other one is joined by those
    /// columns of it.
    DistinctOverJoin {
        kept: QueryColumns,
        joined: QueryColumns,
    },
    /// `(SELECT count(*) ...) > 0`
    CountsToExist,
    /// A point in time is at most a day: `BETWEEN '2024-01-01' AND '2024-01-31'`.
    UpToDay {
        table: String,
        column: String,
        day: String,
    },
    /// `EXISTS (SELECT ...)`
    AsksExistence,
    /// `ON CONFLICT`, `ON DUPLICATE KEY`
    Upsert,
    /// `UNION ALL`
    UnionAll,
    Having,
    /// `LIMIT` of rows in an order.
    OrderedPage,
    /// `LEFT JOIN`
    OuterJoin,
    /// `UNION` of results that hold different constants.
    UnionOfDisjoint,
    /// Sides of a `UNION`, or the columns and the results of an `INSERT`, that differ in number.
    UnevenColumns {
        one: usize,
        other: usize,
    },
    /// `ORDER BY` without a limit in what another query reads.
    LostOrder,
    /// `ORDER BY 1`, `GROUP BY 2`
    Ordinal,
    /// `LIMIT`, `TOP` of rows in no order.
    UnorderedPage,
    /// The condition drops the rows without a partner that an outer join to the table keeps.
    OuterJoinUndone {
        table: String,
        column: String,
    },
    /// `UPDATE ... LIMIT` without an order.
    PartialWrite,
    /// Rows are read that others have not committed: `NOLOCK`.
    DirtyRead,
    /// The rows that it reads are locked until the transaction ends: `FOR UPDATE`, `UPDLOCK`.
    LocksRows,
    /// Rows that others have locked are passed over: `SKIP LOCKED`, `READPAST`.
    SkipsLocked,
    /// The statement names the index or the plan that the database must use.
    ForcedPlan,
    /// `phone = 5551234`
    ComparedWithNumber {
        table: String,
        column: String,
    },
    /// `name = N'...'`
    ComparedWithNational {
        table: String,
        column: String,
    },
    /// `INSERT INTO table ... WHERE NOT EXISTS (SELECT ... FROM table)`: the columns that are compared.
    InsertedUnlessFound(QueryColumns),
    /// `MERGE` that takes no lock on what it does not find.
    UnlockedMerge {
        table: String,
    },
    /// `WITH name AS (...)` that nothing reads.
    UnusedExpression {
        name: String,
    },
    /// `a.id = a.id`
    SelfComparison {
        column: String,
    },
    /// `SET a = 1, a = 2`
    AssignedTwice {
        column: String,
    },
    /// `SET a = 1 AND b = 2`, which gives `a` a truth value.
    AssignedCondition {
        column: String,
    },
    /// `UPDATE a ... FROM b`: the columns of the source that pick its row.
    UpdatedFrom(QueryColumns),
    /// `column @> '...'`, `column ->> 'key' = ...`
    SearchedJson {
        table: String,
        column: String,
        /// The expression that is compared, where it is not the whole.
        path: Option<String>,
    },
    /// `to_tsvector('english', column) @@ ...`, `column @@ ...`
    SearchedText {
        table: String,
        column: String,
    },
}

/// Columns of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryColumns {
    pub table: String,
    pub columns: Vec<String>,
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
