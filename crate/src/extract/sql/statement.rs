//! What each statement is, and who reads it.

use super::cursor::Cursor;
use super::ddl;
use super::drops::{drop_object, drop_on_table, rename_object};
use super::heads::{
    DEFINING, OTHER_OBJECTS, PROCEDURAL, SILENT, TABLE_KINDS, describes, is_block, is_index, is_routine,
    is_view,
};
use super::missed::Missed;
use super::query;
use super::run;
use super::scan::Token;
use super::split::Statement;
use crate::artifact::{Place, Source};
use crate::detect::Dialect;
use crate::facts::{Engine, FileFacts, Located, Query, QueryOrigin, QueryVerb, SchemaChange, Tally};

/// More than any schema has; what each says takes many times the room of its text.
const MOST_FACTS: usize = 50_000;

pub(super) struct Reader<'a> {
    pub source: &'a Source<'a>,
    pub dialect: Dialect,
    pub engine: Option<&'static Engine>,
    pub facts: &'a mut FileFacts,
    pub missed: Missed,
    pub tally: Tally,
    /// Values that were added to enumerations, with their quotes.
    pub values: Vec<String>,
    /// The present statement, or a part of it, was not understood.
    pub lost: bool,
}

impl Reader<'_> {
    pub(super) fn read(&mut self, statement: &Statement) {
        let place = self.source.place(statement.start, statement.end);
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
        let after = statement.closed.then(|| self.source.place(statement.end, statement.end));
        self.statement(&statement.tokens, place, after);
    }

    /// `after` is where a further statement can stand.
    pub(super) fn statement(&mut self, tokens: &[Token], place: Place, after: Option<Place>) {
        let mut cursor = Cursor::new(self.source, tokens);
        self.note_power(&cursor, place);
        if cursor.is_any(PROCEDURAL) || is_block(&cursor) {
            if !describes(&cursor) {
                self.block(tokens);
            }
            return;
        }
        let before = self.said();
        let step = run::step(&cursor);
        self.lost = false;
        let defines = cursor.is_any(DEFINING);
        if cursor.eat(&["CREATE"]) {
            self.create(&mut cursor, place, after);
        } else if cursor.eat(&["ALTER"]) {
            self.alter(&mut cursor, place);
        } else if cursor.eat(&["DROP"]) {
            self.drop(&mut cursor, place);
        } else if cursor.eat(&["RENAME", "TABLE"]) {
            self.rename(&cursor);
        } else if cursor.eat(&["COMMENT", "ON"]) {
            self.comment(&mut cursor);
        } else if cursor.is_any(&["GRANT", "REVOKE", "DENY"]) {
            self.grant(&mut cursor, false, place);
        } else if cursor.is_any(SILENT) || cursor.is_done() {
            // Nothing more to learn.
        } else {
            self.query(tokens, place, QueryOrigin::Statement);
        }
        self.note_value(step.as_ref(), tokens, place);
        self.note_step(step, before, place);
        self.tally.defining += usize::from(defines);
        self.tally.understood += usize::from(defines && !self.lost);
    }

    /// A statement that defines something was not understood, or a part of it.
    pub(super) fn miss(&mut self, what: &str, place: Place) {
        self.lost = true;
        self.missed.note(what, place);
    }

    pub(super) fn push_query(&mut self, query: Query) {
        let full = self.facts.schema_changes.len() + self.facts.queries.len() >= MOST_FACTS;
        if !full && !self.repeats(&query) {
            self.facts.queries.push(query);
        }
    }

    fn create(&mut self, cursor: &mut Cursor<'_>, place: Place, after: Option<Place>) {
        let _replace = cursor.eat(&["OR", "REPLACE"]) || cursor.eat(&["OR", "ALTER"]);
        while cursor.is_any(&["EDITIONABLE", "NONEDITIONABLE", "FORCE", "NO"]) {
            cursor.skip();
        }
        let mut ahead = *cursor;
        let mut passing = false;
        let start = cursor.start();
        let mut unlogged = None;
        while ahead.is_any(TABLE_KINDS) {
            passing |=
                ahead.is_any(&["TEMPORARY", "TEMP", "GLOBAL", "LOCAL", "FOREIGN", "EXTERNAL", "PRIVATE"]);
            if ahead.is("UNLOGGED") {
                unlogged = Some(Located { value: "unlogged".to_owned(), place: cursor.place_from(start) });
            }
            ahead.skip();
        }
        if cursor.is("VIRTUAL") {
            self.virtual_table(&mut ahead);
        } else if ahead.eat(&["TABLE"]) {
            self.create_table(&mut ahead, (place, after), passing, unlogged);
        } else if is_index(cursor) {
            match ddl::create_index(cursor) {
                Some(change) => self.facts.schema_changes.push(change),
                None => self.miss("indexes whose table is not clear", place),
            }
        } else if is_routine(cursor) {
            self.routine(cursor, place);
        } else if is_view(cursor) {
            self.view(cursor, place);
        } else if cursor.eat(&["TYPE"]) {
            self.create_type(cursor, false);
        } else if cursor.eat(&["DOMAIN"]) {
            self.create_type(cursor, true);
        } else if cursor.eat(&["POLICY"]) {
            if self.policy(cursor).is_none() {
                self.miss("policies whose table is not clear", place);
            }
        } else if !cursor.is_any(OTHER_OBJECTS) {
            self.miss("objects of an unknown kind", place);
        }
    }

    fn create_table(
        &mut self,
        cursor: &mut Cursor<'_>,
        (place, after): (Place, Option<Place>),
        passing: bool,
        unlogged: Option<Located<String>>,
    ) {
        let Some(ddl::Created { mut table, unknown }) = ddl::create_table(cursor, self.dialect, place) else {
            self.miss("tables whose columns are not clear", place);
            return;
        };
        if table.columns.len() >= ddl::MOST_ELEMENTS {
            self.miss("columns beyond the first 2,000 of a table", place);
        }
        if let Some(unknown) = unknown {
            self.miss("parts of tables that no database is known to have", unknown);
        }
        if passing {
            self.facts.schema_changes.push(SchemaChange::CreatePassing { name: table.name });
            return;
        }
        // A temporary table of SQL Server says so in its name.
        if table.name.starts_with('#') {
            return;
        }
        table.engine = self.engine;
        table.after = after;
        table.traits.extend(unlogged);
        self.facts.schema_changes.push(SchemaChange::CreateTable(table));
    }

    fn alter(&mut self, cursor: &mut Cursor<'_>, place: Place) {
        cursor.eat(&["FOREIGN"]);
        if cursor.eat(&["TABLE"]) {
            match ddl::alter_table(cursor, self.dialect) {
                Some(altered) => {
                    self.facts.schema_changes.extend(altered.changes);
                    if let Some(unknown) = altered.unknown {
                        self.miss("changes of tables that no database is known to have", unknown);
                    }
                }
                None => self.miss("changes of tables whose name is not clear", place),
            }
        } else if cursor.eat(&["INDEX"]) {
            cursor.eat(&["IF", "EXISTS"]);
            let from = cursor.name();
            let to = cursor.eat(&["RENAME", "TO"]).then(|| cursor.ident()).flatten();
            if let (Some(from), Some(to)) = (from, to) {
                let change = SchemaChange::RenameIndex { name: from.name, to: to.value, place: from.place };
                self.facts.schema_changes.push(change);
            }
        } else if let Some(change) = rename_object(cursor) {
            self.facts.schema_changes.push(change);
        } else if cursor.eat(&["TYPE"]) {
            self.alter_type(cursor);
        } else if cursor.eat(&["DOMAIN"]) {
            self.facts.schema_changes.extend(ddl::alter_domain(cursor));
        } else if cursor.eat(&["DEFAULT", "PRIVILEGES"]) {
            while !cursor.is_done() && !cursor.is_any(&["GRANT", "REVOKE"]) {
                cursor.skip();
            }
            self.grant(cursor, true, place);
        } else if is_routine(cursor)
            && cursor.rest().iter().any(|token| cursor.text(token).eq_ignore_ascii_case("AS"))
        {
            self.routine(cursor, place);
        } else if !(is_routine(cursor) || is_view(cursor) || cursor.is_any(OTHER_OBJECTS)) {
            self.miss("changes of objects of an unknown kind", place);
        }
    }

    fn drop(&mut self, cursor: &mut Cursor<'_>, place: Place) {
        let changes = if cursor.eat(&["TABLE"]) || cursor.eat(&["FOREIGN", "TABLE"]) {
            ddl::drop_table(cursor)
        } else if cursor.eat(&["INDEX"]) {
            ddl::drop_index(cursor)
        } else if cursor.is_any(&["TRIGGER", "POLICY"]) {
            drop_on_table(cursor)
        } else if let Some(change) = drop_object(cursor) {
            vec![change]
        } else {
            self.miss("removals of objects of an unknown kind", place);
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

    pub(super) fn query(&mut self, tokens: &[Token], place: Place, origin: QueryOrigin) {
        match query::read_tokens(self.source.text, tokens, self.dialect, place, origin) {
            Some((query, _)) if self.repeats(&query) => {}
            Some((query, whole)) => {
                if !whole {
                    self.missed.note("parts of queries beyond their keywords", place);
                }
                self.facts.queries.push(query);
            }
            None => {
                let head =
                    tokens.first().map(|token| self.source.slice(token.start, token.end)).unwrap_or_default();
                let word: String = head.chars().filter(char::is_ascii_alphanumeric).take(20).collect();
                self.missed
                    .note(&format!("statements that begin with `{}`", word.to_ascii_uppercase()), place);
            }
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
