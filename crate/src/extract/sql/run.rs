//! Statements that count for the run of a migration, though they say nothing of tables and columns.

use super::cursor::Cursor;
use super::heads::is_index;
use super::scan::{Token, TokenKind};
use super::statement::Reader;
use crate::artifact::Place;
use crate::facts::{Located, RunStep, StepKind};

/// Values of enumerations whose use is looked for.
const MOST_VALUES: usize = 30;

impl Reader<'_> {
    /// How many changes and queries there are.
    pub(super) fn said(&self) -> (usize, usize) {
        (self.facts.schema_changes.len(), self.facts.queries.len())
    }

    /// Keeps what is added to an enumeration, and notes where a later statement uses it.
    pub(super) fn note_value(&mut self, step: Option<&StepKind>, tokens: &[Token], place: Place) {
        if let Some(StepKind::AddEnumValue { value, .. }) = step {
            if self.values.len() < MOST_VALUES {
                self.values.push(value.clone());
            }
            return;
        }
        if self.values.is_empty() {
            return;
        }
        let texts = tokens.iter().filter(|token| token.kind == TokenKind::Text);
        let mut texts = texts.map(|token| self.source.slice(token.start, token.end));
        let used = texts.find_map(|text| self.values.iter().find(|value| *value == text));
        let kind = used.map(|value| StepKind::UsesEnumValue(value.clone()));
        self.facts.run.extend(kind.map(|kind| RunStep { place, kind }));
    }

    /// `before` is how many changes and queries there were before the statement.
    pub(super) fn note_step(&mut self, step: Option<StepKind>, before: (usize, usize), place: Place) {
        let (changes, queries) = before;
        let made = self.facts.schema_changes.len();
        if made > changes {
            self.facts.run.push(RunStep { place, kind: StepKind::Changes(changes..made) });
        } else if self.facts.queries.len() > queries {
            self.facts.run.push(RunStep { place, kind: StepKind::Rows(queries) });
        }
        self.facts.run.extend(step.map(|kind| RunStep { place, kind }));
    }
}

/// The cursor stands at the verb.
pub(super) fn step(cursor: &Cursor<'_>) -> Option<StepKind> {
    let mut cursor = *cursor;
    let verb = cursor.next()?;
    let verb = cursor.text(verb).to_ascii_uppercase();
    match verb.as_str() {
        // `BEGIN TRY` and a block's `BEGIN` open no transaction.
        "BEGIN" => begins(&cursor).then_some(StepKind::Begin),
        "START" => cursor.is("TRANSACTION").then_some(StepKind::Begin),
        "COMMIT" | "ROLLBACK" | "ABORT" => (!cursor.is_any(&["TO", "PREPARED"])).then_some(StepKind::End),
        "END" => cursor.is_done().then_some(StepKind::End),
        "SET" => limit(&mut cursor),
        "REINDEX" => reindex(&mut cursor),
        "VACUUM" => vacuum(&mut cursor),
        "CLUSTER" => {
            let _detail = cursor.group().is_some() || cursor.eat(&["VERBOSE"]);
            Some(StepKind::RebuildTable { command: "CLUSTER", table: name(&mut cursor) })
        }
        "REFRESH" => refresh(&mut cursor),
        "TRUNCATE" => truncate(&mut cursor),
        "ALTER" if cursor.eat(&["TYPE"]) => add_value(&mut cursor),
        "ALTER" => cursor.is("TABLE").then(|| algorithm(&cursor)).flatten(),
        "CREATE" => is_index(&cursor).then(|| algorithm(&cursor)).flatten(),
        "DROP" => drop(&mut cursor),
        _ => None,
    }
}

fn begins(cursor: &Cursor<'_>) -> bool {
    let modes = ["TRANSACTION", "TRAN", "WORK", "ISOLATION", "READ", "IMMEDIATE", "EXCLUSIVE", "DEFERRED"];
    cursor.is_done() || cursor.is_any(&modes)
}

/// `SET LOCAL lock_timeout = '2s'`; SQL Server writes `SET LOCK_TIMEOUT 2000`, MySQL `SET lock_wait_timeout = 5`.
fn limit(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    let _scope = cursor.eat(&["LOCAL"]) || cursor.eat(&["SESSION"]) || cursor.eat(&["GLOBAL"]);
    let name = cursor.name()?.name.to_ascii_lowercase();
    let limits = ["lock_timeout", "lock_wait_timeout", "innodb_lock_wait_timeout"];
    let limited = limits.iter().any(|limit| name.ends_with(limit));
    let _equals = cursor.eat_symbol(b'=') || cursor.eat(&["TO"]);
    let off = cursor.peek().is_some_and(|value| cursor.text(value).trim_matches('\'') == "0");
    if off && name == "foreign_key_checks" {
        return Some(StepKind::SkipsChecks);
    }
    (limited && !off).then_some(StepKind::LockTimeout)
}

/// `ALGORITHM=INPLACE, LOCK=NONE`
fn algorithm(cursor: &Cursor<'_>) -> Option<StepKind> {
    let said = |word: &str| {
        let mut cursor = *cursor;
        cursor.seek(word).then_some(())?;
        cursor.skip();
        let _equals = cursor.eat_symbol(b'=');
        cursor.ident().map(|value| value.value.to_ascii_uppercase())
    };
    // A table or column may have such a name.
    let known = |value: &String| {
        ["DEFAULT", "INSTANT", "INPLACE", "COPY", "NOCOPY", "NONE", "SHARED", "EXCLUSIVE"]
            .contains(&value.as_str())
    };
    let (algorithm, lock) = (said("ALGORITHM").filter(known), said("LOCK").filter(known));
    (algorithm.is_some() || lock.is_some()).then_some(StepKind::Algorithm { algorithm, lock })
}

fn reindex(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    let options = cursor
        .group()
        .is_some_and(|options| options.rest_text().to_ascii_uppercase().contains("CONCURRENTLY"));
    let of =
        ["INDEX", "TABLE", "SCHEMA", "DATABASE", "SYSTEM"].into_iter().find(|kind| cursor.eat(&[kind]))?;
    let online = cursor.eat(&["CONCURRENTLY"]) || options;
    (of != "SYSTEM").then(|| StepKind::RebuildIndex { name: name(cursor), online })
}

fn vacuum(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    let options =
        cursor.group().is_some_and(|options| options.rest_text().to_ascii_uppercase().contains("FULL"));
    let full = cursor.eat(&["FULL"]) || options;
    while cursor.is_any(&["FREEZE", "VERBOSE", "ANALYZE", "ANALYSE"]) {
        cursor.skip();
    }
    full.then(|| StepKind::RebuildTable { command: "VACUUM FULL", table: name(cursor) })
}

fn refresh(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    cursor.eat(&["MATERIALIZED", "VIEW"]).then_some(())?;
    let online = cursor.eat(&["CONCURRENTLY"]);
    Some(StepKind::RefreshView { name: name(cursor)?, online })
}

fn truncate(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    cursor.eat(&["TABLE"]);
    cursor.eat(&["ONLY"]);
    let mut tables = Vec::new();
    let mut cascade = false;
    for mut part in cursor.parts() {
        let name = part.name();
        tables.extend(name.map(|name| Located { value: name.name, place: name.place }));
        cascade |= part.seek("CASCADE");
    }
    (!tables.is_empty()).then_some(StepKind::Truncate { tables, cascade })
}

/// `name ADD VALUE 'closed'`
fn add_value(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    let type_ = cursor.name()?.name;
    cursor.eat(&["ADD", "VALUE"]).then_some(())?;
    cursor.eat(&["IF", "NOT", "EXISTS"]);
    let value = cursor.peek().filter(|token| token.kind == TokenKind::Text)?;
    Some(StepKind::AddEnumValue { type_, value: cursor.text(value).to_owned() })
}

fn drop(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    let kinds = ["SCHEMA", "DATABASE", "TABLE", "TYPE", "OWNED"];
    let object = kinds.into_iter().find(|kind| cursor.eat(&[kind]))?;
    cursor.eat(&["IF", "EXISTS"]);
    cursor.eat(&["BY"]);
    let name = cursor.name()?;
    let cascade = cursor.seek("CASCADE");
    let whole = matches!(object, "SCHEMA" | "DATABASE" | "OWNED");
    let name = Located { value: name.name, place: name.place };
    (cascade || whole).then(|| StepKind::Drop { object: object.to_owned(), name, cascade })
}

fn name(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.name().map(|name| name.name)
}
