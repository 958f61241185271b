//! What goes wrong with a statement, or how it looks for its rows, beside the columns that it compares.

use super::QueryColumn;

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
    /// No row meets the condition: `a = 1 AND a = 2`.
    NeverHolds {
        column: String,
    },
    /// Every row meets it: `a <> 1 OR a <> 2`, `... OR 1 = 1`.
    AlwaysHolds {
        column: Option<String>,
    },
    /// One condition stands twice: `a = 1 OR a = 1`.
    RepeatedCondition {
        column: String,
    },
    /// `NATURAL JOIN`
    NaturalJoin,
    /// Rows are numbered in no order: `row_number() OVER (PARTITION BY a)`.
    UnorderedRanking,
    /// Two tables have one name: `FROM a x JOIN b x`.
    RepeatedRelation {
        name: String,
    },
    /// Two results have one name: `SELECT a.id, b.id`.
    RepeatedResult {
        name: String,
    },
    /// `IN (SELECT column FROM table)`, the column without a name before it.
    InSubquery {
        table: String,
        column: String,
    },
    /// `INSERT INTO table (columns)`, `UPDATE table SET column = ...`
    Written(QueryColumns),
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
