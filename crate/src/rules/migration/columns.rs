//! Columns that become required or take another type while rows are written.

use super::Draft;
use crate::facts::{Column, IndexPart, Table, TypeFamily};
use crate::finding::{Migration, Stage};

/// How many rows are written before the locks on them are given back.
const BATCH: usize = 5000;

/// Lets no row be without a value, those that are taking `value`.
pub(in crate::rules) fn require(table: &Table, column: &Column, value: &str) -> Option<Migration> {
    let mut draft = Draft::unvalidated(table)?;
    let name = table.spelled_column(&column.name);
    if column.default.is_none() {
        let alter = format!("ALTER TABLE {} ALTER COLUMN {name}", draft.name);
        draft.step(Stage::Add, format!("{alter} SET DEFAULT {value};"), format!("{alter} DROP DEFAULT;"));
    }
    let fill = draft.fill(&format!("{name} = {value}"), &format!("{name} IS NULL"));
    draft.step(Stage::Fill, fill, String::new());
    draft.demand(&column.name, &name);
    draft.done()
}

/// Keeps what a column holds in another one of that type, which takes its place in the end.
pub(in crate::rules) fn retype(table: &Table, column: &Column, type_: &str, end: &str) -> Option<Migration> {
    let note = format!("-- {type_} rounds what has more places, and refuses what has more digits.\n");
    let cast = format!("::{type_}");
    let name = format!("{}_{end}", column.name.to_lowercase());
    succeed(table, column, &Successor { name, type_, note, cast: &cast, implied: true })
}

/// As [`retype`], for a point in time whose zone is not stored: it is taken for UTC.
pub(in crate::rules) fn zone(table: &Table, column: &Column, type_: &str) -> Option<Migration> {
    let note = "-- What is stored is taken for UTC.\n".to_owned();
    let name = format!("{}_zoned", column.name.to_lowercase());
    let cast = " AT TIME ZONE 'UTC'";
    succeed(table, column, &Successor { name, type_, note, cast, implied: false })
}

/// Keeps what a column holds in another one of that name, which takes its place in the end.
pub(in crate::rules) fn rename(table: &Table, column: &Column, name: &str) -> Option<Migration> {
    let name = name.to_owned();
    let type_ = column.type_.text.as_str();
    succeed(table, column, &Successor { name, type_, note: String::new(), cast: "", implied: true })
}

/// What takes the place of a column.
struct Successor<'a> {
    name: String,
    type_: &'a str,
    /// Said above the statement that adds it.
    note: String,
    /// What stands behind a value of the one for it to become one of the other.
    cast: &'a str,
    /// An assignment converts a value by itself.
    implied: bool,
}

fn succeed(table: &Table, column: &Column, successor: &Successor<'_>) -> Option<Migration> {
    let mut draft = Draft::unvalidated(table)?;
    let default = column.default.as_ref().map(|default| default.value.as_str());
    let now = |value: &str| ["now()", "current_timestamp"].contains(&value.to_ascii_lowercase().as_str());
    let known = column.generated || column.computed.is_some() || !default.is_none_or(now);
    if known || is_used(table, &column.name) || table.column(&successor.name).is_some() {
        return None;
    }
    let (old, new) = (table.spelled_column(&column.name), table.spelled_column(&successor.name));
    let (name, type_) = (draft.name.clone(), successor.type_);
    let mirror = Mirror::of(&draft, column);
    let keep = mirror.keep(&old, &new, default.is_some(), successor);
    let forget = mirror.forget();
    draft.step(
        Stage::Add,
        format!("{}ALTER TABLE {name} ADD COLUMN {new} {type_};\n{keep}", successor.note),
        format!("{forget}\nALTER TABLE {name} DROP COLUMN {new};"),
    );
    let converted = if successor.implied { old.clone() } else { format!("{old}{}", successor.cast) };
    let fill = draft.fill(&format!("{new} = {converted}"), &format!("{new} IS NULL AND {old} IS NOT NULL"));
    draft.step(Stage::Fill, fill, String::new());
    let mut required = String::new();
    if !column.nullable {
        draft.demand(&successor.name, &new);
        required = format!("\nALTER TABLE {name} ALTER COLUMN {old} SET NOT NULL;");
    }
    let (taken_over, given) = match default {
        Some(value) => (
            format!("\nALTER TABLE {name} ALTER COLUMN {new} SET DEFAULT {value};"),
            format!(" DEFAULT {value}"),
        ),
        None => (String::new(), String::new()),
    };
    let dropped = default.map(|_| format!("ALTER TABLE {name} ALTER COLUMN {new} DROP DEFAULT;\n"));
    let former = &column.type_.text;
    let back = if successor.implied { new.clone() } else { format!("{new}{}", successor.cast) };
    draft.step(
        Stage::Remove,
        format!(
            "-- Apply this when no program reads or writes {old} any more.\n{forget}\n\
             ALTER TABLE {name} DROP COLUMN {old};{taken_over}"
        ),
        // In one go, as it has to work inside of a transaction too.
        format!(
            "{}ALTER TABLE {name} ADD COLUMN {old} {former}{given};\n\
             UPDATE {name} SET {old} = {back};\n{keep}{required}",
            dropped.unwrap_or_default()
        ),
    );
    draft.done()
}

/// The trigger that writes to one of two columns what is written to the other.
pub(super) struct Mirror {
    table: String,
    trigger: String,
    function: String,
}

impl Mirror {
    pub(super) fn of(draft: &Draft<'_>, column: &Column) -> Self {
        let trigger = draft.table.name_for(std::slice::from_ref(&column.name), "sync");
        Self { table: draft.name.clone(), function: draft.beside(&trigger), trigger }
    }

    fn keep(&self, old: &str, new: &str, defaulted: bool, successor: &Successor<'_>) -> String {
        let cast = successor.cast;
        let implied = if successor.implied { "" } else { cast };
        // Where the database gives a value, only the successor shows whether the program gave one.
        let first = if defaulted {
            format!("NEW.{old} := NEW.{new}{implied};")
        } else {
            format!("NEW.{old} := COALESCE(NEW.{old}, NEW.{new}{implied});")
        };
        self.made(&format!(
            "  IF TG_OP = 'INSERT' THEN\n    \
             NEW.{new} := COALESCE(NEW.{new}, NEW.{old}{implied});\n    \
             {first}\n  \
             ELSIF NEW.{old} IS DISTINCT FROM OLD.{old} THEN\n    \
             NEW.{new} := NEW.{old}{implied};\n  \
             ELSIF NEW.{new} IS DISTINCT FROM OLD.{new} AND NEW.{new} IS DISTINCT FROM NEW.{old}{cast} THEN\n    \
             NEW.{old} := NEW.{new}{implied};\n  \
             END IF;\n"
        ))
    }

    /// The trigger whose function does that to each row before it is written.
    pub(super) fn made(&self, body: &str) -> String {
        let Self { table, trigger, function } = self;
        format!(
            "CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$\n\
             BEGIN\n{body}  RETURN NEW;\nEND $$;\n\
             CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {table}\n  \
             FOR EACH ROW EXECUTE FUNCTION {function}();"
        )
    }

    pub(super) fn forget(&self) -> String {
        format!("DROP TRIGGER {} ON {};\nDROP FUNCTION {}();", self.trigger, self.table, self.function)
    }
}

/// Whether a key, index or condition speaks of a column.
pub(in crate::rules) fn is_used(table: &Table, name: &str) -> bool {
    let is = |own: &String| own.eq_ignore_ascii_case(name);
    let says = |text: &String| text.to_lowercase().contains(&name.to_lowercase());
    let in_index = table.indexes.iter().any(|index| {
        let parts = index.parts.iter().any(|part| match part {
            IndexPart::Column(own) => is(own),
            IndexPart::Expression(text) => says(text),
        });
        parts || index.included.iter().any(is) || index.condition.as_ref().is_some_and(says)
    });
    let keys = table.primary_key.iter().chain(&table.uniques);
    let others = table.columns.iter().filter_map(|column| column.computed.as_ref());
    in_index
        || keys
            .flat_map(|key| &key.columns)
            .chain(table.foreign_keys.iter().flat_map(|key| &key.columns))
            .any(is)
        || table.checks.iter().any(|check| says(&check.expression))
        || others.into_iter().any(|computed| says(&computed.value))
        || !table.exclusions.is_empty()
}

impl Draft<'_> {
    /// `SET NOT NULL` by way of a constraint that is checked while rows are written.
    pub(super) fn demand(&mut self, column: &str, spelled: &str) {
        let check = self.table.name_for(&[column.to_owned()], "not_null");
        let alter = format!("ALTER TABLE {}", self.name);
        self.step(
            Stage::Constrain,
            format!("{alter} ADD CONSTRAINT {check} CHECK ({spelled} IS NOT NULL) NOT VALID;"),
            format!("{alter} DROP CONSTRAINT IF EXISTS {check};"),
        );
        self.step(Stage::Validate, format!("{alter} VALIDATE CONSTRAINT {check};"), String::new());
        self.step(
            Stage::Settle,
            format!("{alter} ALTER COLUMN {spelled} SET NOT NULL;\n{alter} DROP CONSTRAINT {check};"),
            format!("{alter} ALTER COLUMN {spelled} DROP NOT NULL;"),
        );
    }

    /// Writes rows some at a time: along the key where it counts, else wherever they lie.
    pub(super) fn fill(&self, assignment: &str, condition: &str) -> String {
        let table = &self.name;
        let Some(key) = self.counted_key() else {
            return format!(
                "DO $$\nDECLARE\n  changed bigint;\nBEGIN\n  LOOP\n    \
                 UPDATE {table} SET {assignment}\n      \
                 WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE {condition} LIMIT {BATCH}));\n    \
                 GET DIAGNOSTICS changed = ROW_COUNT;\n    EXIT WHEN changed = 0;\n    COMMIT;\n  END LOOP;\nEND $$;"
            );
        };
        format!(
            "DO $$\nDECLARE\n  first bigint := (SELECT min({key}) FROM {table});\n  last bigint;\nBEGIN\n  LOOP\n    \
             SELECT max({key}) INTO last FROM (SELECT {key} FROM {table} WHERE {key} >= first ORDER BY {key} LIMIT {BATCH}) AS batch;\n    \
             EXIT WHEN last IS NULL;\n    \
             UPDATE {table} SET {assignment} WHERE {key} BETWEEN first AND last AND {condition};\n    \
             COMMIT;\n    first := last + 1;\n  END LOOP;\nEND $$;"
        )
    }

    fn counted_key(&self) -> Option<String> {
        let [name] = self.table.primary_key.as_ref()?.columns.as_slice() else { return None };
        let column = self.table.column(name)?;
        matches!(column.type_.family, TypeFamily::Integer { .. }).then(|| self.table.spelled_column(name))
    }

    /// The name of something that stands in the table's schema.
    pub(super) fn beside(&self, name: &str) -> String {
        let schema = self.name.rsplit_once('.').map(|(schema, _)| format!("{schema}."));
        format!("{}{name}", schema.unwrap_or_default())
    }
}
