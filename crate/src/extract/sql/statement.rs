//! What each statement is, and who reads it.

use super::cursor::Cursor;
use super::ddl;
use super::heads::{PROCEDURAL, SILENT, ddl_tokens, describes, is_index, is_routine, is_view};
use super::missed::Missed;
use super::query;
use super::run;
use super::scan::Token;
use super::split::Statement;
use crate::artifact::{Place, Source};
use crate::detect::Dialect;
use crate::facts::{Engine, FileFacts, Query, QueryOrigin, QueryVerb, RunStep, SchemaChange, StepKind};

/// More than any schema has; what each says takes many times the room of its text.
const MOST_FACTS: usize = 50_000;

pub(super) struct Reader<'a> {
    pub source: &'a Source<'a>,
    pub dialect: Dialect,
    pub engine: Option<&'static Engine>,
    pub facts: &'a mut FileFacts,
    pub missed: Missed,
}

impl Reader<'_> {
    pub(super) fn read(&mut self, statement: &Statement) {
        let source = self.source;
        let tokens = ddl_tokens(source, &statement.tokens);
        let mut cursor = Cursor::new(source, tokens);
        let place = source.place(statement.start, statement.end);
        if self.facts.schema_changes.len() + self.facts.queries.len() >= MOST_FACTS {
            self.missed.note("statements beyond the first 50,000 that say something", place);
            return;
        }
        if statement.cut {
            self.missed.note("the rest of statements of more than 60,000 words", place);
        }
        if statement.unclosed {
            self.missed.note("the end of statements whose parentheses or quotes do not close", place);
        }
        let before = (self.facts.schema_changes.len(), self.facts.queries.len());
        let step = run::step(&cursor);
        if cursor.eat(&["CREATE"]) {
            self.create(&mut cursor, statement, place);
        } else if cursor.eat(&["ALTER"]) {
            self.alter(&mut cursor, place);
        } else if cursor.eat(&["DROP"]) {
            self.drop(&mut cursor);
        } else if cursor.eat(&["RENAME", "TABLE"]) {
            self.rename(&cursor);
        } else if cursor.is_any(SILENT) || cursor.is_done() || describes(&cursor) {
            // Nothing to learn.
        } else if cursor.is_any(PROCEDURAL) {
            self.missed.note("blocks of procedural code", place);
        } else {
            self.query(tokens, place, QueryOrigin::Statement);
        }
        self.note_step(step, before, place);
    }

    /// `before` is how many changes and queries there were before the statement.
    fn note_step(&mut self, step: Option<StepKind>, before: (usize, usize), place: Place) {
        let (changes, queries) = before;
        let made = self.facts.schema_changes.len();
        if made > changes {
            self.facts.run.push(RunStep { place, kind: StepKind::Changes(changes..made) });
        } else if self.facts.queries.len() > queries {
            self.facts.run.push(RunStep { place, kind: StepKind::Rows(queries) });
        }
        self.facts.run.extend(step.map(|kind| RunStep { place, kind }));
    }

    fn create(&mut self, cursor: &mut Cursor<'_>, statement: &Statement, place: Place) {
        let _replace = cursor.eat(&["OR", "REPLACE"]) || cursor.eat(&["OR", "ALTER"]);
        let temporary = cursor.is_any(&["TEMPORARY", "TEMP"]) || cursor.is("GLOBAL") || cursor.is("LOCAL");
        let mut ahead = *cursor;
        while ahead.is_any(&[
            "TEMPORARY",
            "TEMP",
            "GLOBAL",
            "LOCAL",
            "UNLOGGED",
            "FOREIGN",
            "EXTERNAL",
            "COLUMN",
            "ROW",
        ]) {
            ahead.skip();
        }
        if ahead.eat(&["TABLE"]) {
            self.create_table(
                &mut ahead,
                statement,
                place,
                temporary || cursor.is_any(&["FOREIGN", "EXTERNAL"]),
            );
        } else if is_index(cursor) {
            match ddl::create_index(cursor) {
                Some(change) => self.facts.schema_changes.push(change),
                None => self.missed.note("indexes whose table is not clear", place),
            }
        } else if is_view(cursor) {
            self.view(cursor, place);
        } else if is_routine(cursor) {
            self.missed.note("the bodies of functions, procedures and triggers", place);
        }
    }

    fn create_table(&mut self, cursor: &mut Cursor<'_>, statement: &Statement, place: Place, passing: bool) {
        let Some(mut table) = ddl::create_table(cursor, self.dialect, place) else {
            self.missed.note("tables whose columns are not clear", place);
            return;
        };
        if table.columns.len() >= ddl::MOST_ELEMENTS {
            self.missed.note("columns beyond the first 2,000 of a table", place);
        }
        // A temporary table of SQL Server says so in its name.
        if passing || table.name.starts_with('#') {
            return;
        }
        table.engine = self.engine;
        table.after = statement.closed.then(|| self.source.place(statement.end, statement.end));
        self.facts.schema_changes.push(SchemaChange::CreateTable(table));
    }

    fn view(&mut self, cursor: &mut Cursor<'_>, place: Place) {
        let mut ahead = *cursor;
        if ahead.seek("VIEW") {
            ahead.eat(&["VIEW"]);
            ahead.eat(&["IF", "NOT", "EXISTS"]);
            let view = ahead.name();
            self.facts.schema_changes.extend(view.map(|view| SchemaChange::CreateView {
                schema: view.schema,
                name: view.name,
                place: view.place,
            }));
        }
        if cursor.seek("AS") {
            cursor.eat(&["AS"]);
            self.query(cursor.rest(), place, QueryOrigin::Routine);
        }
    }

    fn alter(&mut self, cursor: &mut Cursor<'_>, place: Place) {
        if cursor.eat(&["TABLE"]) {
            match ddl::alter_table(cursor, self.dialect) {
                Some(changes) => self.facts.schema_changes.extend(changes),
                None => self.missed.note("changes of tables whose name is not clear", place),
            }
        } else if cursor.eat(&["INDEX"]) {
            cursor.eat(&["IF", "EXISTS"]);
            let from = cursor.name();
            let to = cursor.eat(&["RENAME", "TO"]).then(|| cursor.ident()).flatten();
            if let (Some(from), Some(to)) = (from, to) {
                let change = SchemaChange::RenameIndex { name: from.name, to: to.value, place: from.place };
                self.facts.schema_changes.push(change);
            }
        }
    }

    fn drop(&mut self, cursor: &mut Cursor<'_>) {
        let changes = if cursor.eat(&["TABLE"]) {
            ddl::drop_table(cursor)
        } else if cursor.eat(&["INDEX"]) {
            ddl::drop_index(cursor)
        } else {
            Vec::new()
        };
        self.facts.schema_changes.extend(changes);
    }

    /// `RENAME TABLE a TO b, c TO d`
    fn rename(&mut self, cursor: &Cursor<'_>) {
        for mut part in cursor.parts() {
            let Some(from) = part.name() else { continue };
            let to = part.eat(&["TO"]).then(|| part.name()).flatten();
            self.facts.schema_changes.extend(to.map(|to| SchemaChange::RenameTable {
                schema: from.schema,
                name: from.name,
                to: to.name,
                place: to.place,
            }));
        }
    }

    fn query(&mut self, tokens: &[Token], place: Place, origin: QueryOrigin) {
        match query::read_tokens(self.source.text, tokens, self.dialect, place, origin) {
            Some((query, _)) if self.repeats(&query) => {}
            Some((query, whole)) => {
                if !whole {
                    self.missed.note("parts of queries beyond their keywords", place);
                }
                self.facts.queries.push(query);
            }
            None => self.missed.note("statements of an unknown kind", place),
        }
    }

    /// Rows of one table, one statement each, tell as much as the first.
    fn repeats(&self, query: &Query) -> bool {
        query.verb == QueryVerb::Insert
            && self
                .facts
                .queries
                .last()
                .is_some_and(|last| last.verb == QueryVerb::Insert && last.tables == query.tables)
    }
}
