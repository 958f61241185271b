//! What each statement is, and who reads it.

use super::cursor::Cursor;
use super::ddl;
use super::missed::Missed;
use super::query;
use super::scan::{Token, TokenKind};
use super::split::Statement;
use crate::artifact::{Place, Source};
use crate::detect::Dialect;
use crate::facts::{Engine, FileFacts, Query, QueryOrigin, QueryVerb, SchemaChange};

/// Statements that say nothing of tables and rows.
const SILENT: &[&str] = &[
    "SET",
    "RESET",
    "SHOW",
    "GRANT",
    "REVOKE",
    "DENY",
    "COMMENT",
    "BEGIN",
    "START",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "END",
    "USE",
    "LOCK",
    "UNLOCK",
    "ANALYZE",
    "ANALYSE",
    "VACUUM",
    "OPTIMIZE",
    "PRAGMA",
    "PRINT",
    "COPY",
    "TRUNCATE",
    "EXPLAIN",
    "REINDEX",
    "REFRESH",
    "CLUSTER",
    "ATTACH",
    "DETACH",
    "FLUSH",
    "SOURCE",
    "LOAD",
    "CHECKPOINT",
    "NOTIFY",
    "LISTEN",
    "DISCARD",
    "SECURITY",
    "ABORT",
    "VALUES",
    "TABLE",
    "DESCRIBE",
    "EXIT",
    "QUIT",
    "WHENEVER",
    "RECONFIGURE",
    "ENABLE",
    "DISABLE",
    "PURGE",
    "ADD",
];
/// Steps of a program, which are not followed.
const PROCEDURAL: &[&str] = &[
    "DO",
    "IF",
    "WHILE",
    "DECLARE",
    "EXEC",
    "EXECUTE",
    "CALL",
    "RAISERROR",
    "THROW",
    "RETURN",
    "ELSE",
    "PREPARE",
    "DEALLOCATE",
    "OPEN",
    "FETCH",
    "CLOSE",
    "WAITFOR",
    "SIGNAL",
    "LOOP",
    "FOR",
    "GOTO",
    "BULK",
];

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
        if statement.cut {
            self.missed.note("the rest of statements of more than 60,000 words", place);
        }
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
        // A temporary table of SQL Server says so in its name.
        if passing || table.name.starts_with('#') {
            return;
        }
        table.engine = self.engine;
        table.after = statement.closed.then(|| self.source.place(statement.end, statement.end));
        self.facts.schema_changes.push(SchemaChange::CreateTable(table));
    }

    fn view(&mut self, cursor: &mut Cursor<'_>, place: Place) {
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
            Some(query) if self.repeats(&query) => {}
            Some(query) => self.facts.queries.push(query),
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

/// The tokens from the verb on: conditions of SQL Server may stand before it (`IF ... BEGIN CREATE TABLE`).
fn ddl_tokens<'a>(source: &Source<'_>, tokens: &'a [Token]) -> &'a [Token] {
    let is = |token: &Token, word: &str| {
        token.kind == TokenKind::Word && source.slice(token.start, token.end).eq_ignore_ascii_case(word)
    };
    if !tokens.first().is_some_and(|token| is(token, "IF")) {
        return tokens;
    }
    let at = tokens.windows(2).take(200).position(|pair| match pair {
        [verb, object] => {
            (is(verb, "CREATE") || is(verb, "ALTER"))
                && (is(object, "TABLE") || is(object, "INDEX") || is(object, "UNIQUE"))
        }
        _ => false,
    });
    at.and_then(|at| tokens.get(at..)).unwrap_or(tokens)
}

/// SQL Server keeps comments on tables and columns by calls of a procedure.
fn describes(cursor: &Cursor<'_>) -> bool {
    cursor.is_any(&["EXEC", "EXECUTE"])
        && cursor.rest().iter().skip(1).take(5).any(|token| {
            let name = cursor.text(token).trim_matches(['[', ']']);
            ["sp_addextendedproperty", "sp_updateextendedproperty"]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own))
        })
}

fn is_index(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    while ahead.is_any(&[
        "UNIQUE",
        "CLUSTERED",
        "NONCLUSTERED",
        "FULLTEXT",
        "SPATIAL",
        "BITMAP",
        "XML",
        "PRIMARY",
        "COLUMNSTORE",
    ]) {
        ahead.skip();
    }
    ahead.is("INDEX")
}

fn is_view(cursor: &Cursor<'_>) -> bool {
    cursor.rest().iter().take(12).any(|token| cursor.text(token).eq_ignore_ascii_case("VIEW"))
        && !is_routine(cursor)
}

fn is_routine(cursor: &Cursor<'_>) -> bool {
    let routine = ["FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "EVENT", "PACKAGE"];
    let mut ahead = *cursor;
    for _ in 0..12 {
        if ahead.is_any(&routine) {
            return true;
        }
        if ahead.is_any(&["TABLE", "VIEW", "INDEX", "AS"]) {
            return false;
        }
        ahead.skip();
    }
    false
}
