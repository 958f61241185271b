/// A database: what it does by itself, and how statements for it are spelled.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a trait of its own, and any combination exists")]
pub struct Engine {
    /// As people write it.
    pub name: &'static str,
    /// It creates an index for each foreign key.
    pub indexes_foreign_keys: bool,
    /// A key that is added later takes over an index of the same columns.
    pub keys_take_indexes: bool,
    /// It reads a reference behind a column and drops it silently.
    pub ignores_column_references: bool,
    /// What stands before the name of an index that is built while rows are written: `CREATE INDEX CONCURRENTLY`.
    pub create_index: &'static str,
    /// Writes wait while an index is built, unless the statement says otherwise.
    pub locks_for_index: bool,
    /// A change of a table can say how it is to be made: `ALGORITHM=INPLACE, LOCK=NONE`.
    pub chooses_algorithm: bool,
    /// A constraint can be added first and compared with the rows later: `NOT VALID`.
    pub adds_unvalidated: bool,
    /// The type that keeps JSON in a form that is compared and indexed, where `json` does not.
    pub binary_json: Option<&'static str>,
    /// The kind of index that finds parts of a value.
    pub inverted_index: Option<&'static str>,
    /// It shows columns that are neither grouped by nor gathered.
    pub groups_loosely: bool,
    /// Compared with a number, it turns the text of each row into one.
    pub numbers_texts: bool,
    /// An index can hold some of the rows: `WHERE deleted_at IS NULL`.
    pub partial_indexes: bool,
    /// The statement that drops an index must name its table.
    pub drops_index_on_table: bool,
    /// A change of a table can be part of a transaction, and is taken back with it.
    pub transactional_changes: bool,
    /// The statement after which none in the file waits longer for a lock.
    pub lock_limit: Option<&'static str>,
    /// A 64-bit key that the database counts up.
    pub identity: &'static str,
    /// The type of a point in time, where the usual one does not say which.
    pub zoned_timestamp: Option<&'static str>,
    /// The statement that gives a column another type, with `{table}`, `{column}` and `{type}`.
    pub change_type: Option<&'static str>,
    /// What that statement must say again of the column, lest it be lost.
    pub restated: Restated,
    /// What quotes a name.
    pub quotes: (char, char),
    /// To a unique constraint over several columns, two rows are never alike where one of them has no value.
    pub distinct_nulls: bool,
    /// The type for a UUID, where there is a better one than text.
    pub uuid: Option<&'static str>,
    /// In bytes.
    pub longest_name: usize,
    /// What is longer is cut off and taken, not refused.
    pub cuts_names: bool,
    /// Words that are names only in quotes, in lower case, each between blanks.
    pub reserved: &'static str,
    /// What only the running database can tell.
    pub diagnostics: &'static [Diagnostic],
}

/// There is one of each, and it is asked for every table.
impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Engine {}

impl Engine {
    /// Whether a name needs quotes, though it looks like one.
    pub fn reserves(&self, name: &str) -> bool {
        // Few of the words have an underscore, and most names do.
        let likely = !name.contains('_') || name.starts_with(['c', 'C', 'l', 'L', 's', 'S']);
        likely && name.len() < 24 && self.reserved.contains(&format!(" {} ", name.to_ascii_lowercase()))
    }
}

/// A question that no file answers, and the statement that does.
#[derive(Debug)]
pub struct Diagnostic {
    /// The item of the checklist that the answer is about.
    pub item: &'static str,
    pub asks: &'static str,
    pub sql: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restated {
    Nothing,
    /// Whether it may be null.
    Nullability,
    /// That, its default, and that the database counts it up.
    Everything,
}

impl super::Facts {
    /// What only the running databases can tell, of those that the tables are for; once for each.
    pub fn diagnostics(&self) -> impl Iterator<Item = &'static Diagnostic> {
        let mut engines: Vec<&'static Engine> = Vec::new();
        for engine in self.tables().filter_map(|table| table.engine) {
            if !engines.contains(&engine) {
                engines.push(engine);
            }
        }
        engines.into_iter().flat_map(|engine| engine.diagnostics)
    }
}
