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
    let mut draft = Draft::unvalidated(table)?;
    let successor = format!("{}_{end}", column.name.to_lowercase());
    let known = column.generated || column.computed.is_some() || column.default.is_some();
    if known || is_used(table, &column.name) || table.column(&successor).is_some() {
        return None;
    }
    let (old, new) = (table.spelled_column(&column.name), table.spelled_column(&successor));
    let (table_name, sync) = (draft.name.clone(), table.name_for(std::slice::from_ref(&column.name), "sync"));
    let function = draft.beside(&sync);
    let former = &column.type_.text;
    let keep = format!(
        "CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$\n\
         BEGIN\n  \
         IF TG_OP = 'INSERT' THEN\n    \
         NEW.{new} := COALESCE(NEW.{new}, NEW.{old});\n    \
         NEW.{old} := COALESCE(NEW.{old}, NEW.{new});\n  \
         ELSIF NEW.{old} IS DISTINCT FROM OLD.{old} THEN\n    \
         NEW.{new} := NEW.{old};\n  \
         ELSIF NEW.{new} IS DISTINCT FROM OLD.{new} AND NEW.{new} IS DISTINCT FROM NEW.{old}::{type_} THEN\n    \
         NEW.{old} := NEW.{new};\n  \
         END IF;\n  \
         RETURN NEW;\nEND $$;\n\
         CREATE TRIGGER {sync} BEFORE INSERT OR UPDATE ON {table_name}\n  \
         FOR EACH ROW EXECUTE FUNCTION {function}();"
    );
    let forget = format!("DROP TRIGGER {sync} ON {table_name};\nDROP FUNCTION {function}();");
    draft.step(
        Stage::Add,
        format!(
            "-- {type_} rounds what has more places, and refuses what has more digits.\n\
             ALTER TABLE {table_name} ADD COLUMN {new} {type_};\n{keep}"
        ),
        format!("{forget}\nALTER TABLE {table_name} DROP COLUMN {new};"),
    );
    let fill = draft.fill(&format!("{new} = {old}"), &format!("{new} IS NULL AND {old} IS NOT NULL"));
    draft.step(Stage::Fill, fill, String::new());
    if !column.nullable {
        draft.demand(&successor, &new);
    }
    let required = if column.nullable {
        String::new()
    } else {
        format!("\nALTER TABLE {table_name} ALTER COLUMN {old} SET NOT NULL;")
    };
    draft.step(
        Stage::Remove,
        format!(
            "-- Apply this when no program reads or writes {old} any more.\n{forget}\n\
             ALTER TABLE {table_name} DROP COLUMN {old};"
        ),
        // In one go, as it has to work inside of a transaction too.
        format!(
            "ALTER TABLE {table_name} ADD COLUMN {old} {former};\n\
             UPDATE {table_name} SET {old} = {new};\n{keep}{required}"
        ),
    );
    draft.done()
}

/// Whether a key, index or condition speaks of a column.
fn is_used(table: &Table, name: &str) -> bool {
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
