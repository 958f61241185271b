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
        "RESET" => cursor
            .is_any(&["ALL", "LOCK_TIMEOUT"])
            .then_some(StepKind::LockTimeout { limited: false, local: false }),
        "SELECT" => configured(&mut cursor),
        "LOCK" => lock(&mut cursor),
        "REINDEX" => reindex(&mut cursor),
        "REPACK" => {
            let _detail = cursor.group().is_some() || cursor.eat(&["VERBOSE"]);
            Some(StepKind::RebuildTable { command: "REPACK", table: name(&mut cursor) })
        }
        "VACUUM" => Some(vacuum(&mut cursor)),
        "CLUSTER" => {
            let _detail = cursor.group().is_some() || cursor.eat(&["VERBOSE"]);
            Some(StepKind::RebuildTable { command: "CLUSTER", table: name(&mut cursor) })
        }
        "REFRESH" => refresh(&mut cursor),
        "TRUNCATE" => truncate(&mut cursor),
        "ALTER" if cursor.eat(&["TYPE"]) => add_value(&mut cursor),
        "ALTER" if cursor.eat(&["TABLE"]) => algorithm(&cursor).or_else(|| dropped_part(&mut cursor)),
        "ALTER" => cursor.is("SYSTEM").then_some(StepKind::Alone("ALTER SYSTEM")),
        "CREATE" if cursor.is("DATABASE") => Some(StepKind::Alone("CREATE DATABASE")),
        "CREATE" if cursor.is("TABLESPACE") => Some(StepKind::Alone("CREATE TABLESPACE")),
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
    let local = cursor.eat(&["LOCAL"]);
    let _scope = cursor.eat(&["SESSION"]) || cursor.eat(&["GLOBAL"]);
    let name = cursor.name()?.name.to_ascii_lowercase();
    let _equals = cursor.eat_symbol(b'=') || cursor.eat(&["TO"]);
    let value = cursor.text(cursor.peek()?).trim_matches('\'');
    if value == "0" && name == "foreign_key_checks" {
        return Some(StepKind::SkipsChecks);
    }
    is_limit(&name).then(|| StepKind::LockTimeout { limited: is_short(value), local })
}

fn is_limit(setting: &str) -> bool {
    ["lock_timeout", "lock_wait_timeout"].iter().any(|limit| setting.ends_with(limit))
}

/// Whether a wait of so long ends before people look after it: not none at all, nor one of minutes or hours.
fn is_short(value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    let unit =
        value.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '-')).trim();
    let long = matches!(unit, "h" | "d") || (unit == "min" && value.len() > "9min".len());
    !(long || value == "default" || value == "0" || value.starts_with("0s") || value.starts_with('-'))
}

/// `SELECT set_config('lock_timeout', '2s', false)`
fn configured(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    (cursor.name()?.name.eq_ignore_ascii_case("set_config")).then_some(())?;
    let parts = cursor.group()?.parts();
    let texts: Vec<&str> = parts.iter().map(|part| part.rest_text().trim_matches('\'')).collect();
    let [name, value, local] = texts.as_slice() else { return None };
    let local = local.eq_ignore_ascii_case("true");
    is_limit(&name.to_ascii_lowercase()).then(|| StepKind::LockTimeout { limited: is_short(value), local })
}

/// `LOCK TABLE a IN ACCESS EXCLUSIVE MODE`; MySQL writes `LOCK TABLES a WRITE`.
fn lock(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    let _object = cursor.eat(&["TABLE"]) || cursor.eat(&["TABLES"]);
    cursor.eat(&["ONLY"]);
    let table = cursor.name()?.name;
    (!cursor.seek("NOWAIT")).then_some(StepKind::LockTable { table })
}

/// `ALTER TABLE a DROP COLUMN b CASCADE`, the cursor behind `TABLE`.
fn dropped_part(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    cursor.eat(&["IF", "EXISTS"]);
    cursor.eat(&["ONLY"]);
    let of = cursor.name()?.name;
    cursor.parts().into_iter().take(200).find_map(|mut part| {
        part.eat(&["DROP"]).then_some(())?;
        let object = if part.eat(&["CONSTRAINT"]) { "CONSTRAINT" } else { "COLUMN" };
        part.eat(&["COLUMN"]);
        part.eat(&["IF", "EXISTS"]);
        let name = part.name()?;
        let name = Located { value: name.name, place: name.place };
        let of = Some(of.clone());
        part.is("CASCADE").then_some(StepKind::Drop { object, name, of, cascade: true })
    })
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
    let options = cursor.group().is_some_and(|options| is_on(&options, "CONCURRENTLY"));
    ["INDEX", "TABLE", "SCHEMA", "DATABASE", "SYSTEM"].into_iter().find(|kind| cursor.eat(&[kind]))?;
    let online = cursor.eat(&["CONCURRENTLY"]) || options;
    Some(StepKind::RebuildIndex { name: name(cursor), online })
}

/// Whether an option within parentheses is given, and not switched off.
fn is_on(options: &Cursor<'_>, name: &str) -> bool {
    let mut given = options.parts().into_iter().filter_map(|mut part| part.eat(&[name]).then_some(part));
    given.any(|part| !part.is_any(&["FALSE", "OFF"]) && part.rest_text() != "0")
}

fn vacuum(cursor: &mut Cursor<'_>) -> StepKind {
    let options = cursor.group().is_some_and(|options| is_on(&options, "FULL"));
    let full = cursor.eat(&["FULL"]) || options;
    while cursor.is_any(&["FREEZE", "VERBOSE", "ANALYZE", "ANALYSE"]) {
        cursor.skip();
    }
    if full {
        StepKind::RebuildTable { command: "VACUUM FULL", table: name(cursor) }
    } else {
        StepKind::Alone("VACUUM")
    }
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

/// Objects on which others may hang.
const OBJECTS: &[&str] = &[
    "SCHEMA",
    "DATABASE",
    "TABLE",
    "TYPE",
    "OWNED",
    "VIEW",
    "FUNCTION",
    "PROCEDURE",
    "ROUTINE",
    "AGGREGATE",
    "EXTENSION",
    "SEQUENCE",
    "DOMAIN",
    "SERVER",
    "COLLATION",
];

fn drop(cursor: &mut Cursor<'_>) -> Option<StepKind> {
    cursor.eat(&["MATERIALIZED"]);
    if cursor.eat(&["TABLESPACE"]) {
        return Some(StepKind::Alone("DROP TABLESPACE"));
    }
    let object = OBJECTS.iter().copied().find(|kind| cursor.eat(&[kind]))?;
    cursor.eat(&["IF", "EXISTS"]);
    cursor.eat(&["BY"]);
    let name = cursor.name()?;
    let cascade = cursor.seek("CASCADE");
    let whole = matches!(object, "SCHEMA" | "DATABASE" | "OWNED");
    let name = Located { value: name.name, place: name.place };
    (cascade || whole).then_some(StepKind::Drop { object, name, of: None, cascade })
}

fn name(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.name().map(|name| name.name)
}
