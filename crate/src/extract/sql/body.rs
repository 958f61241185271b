//! The statements within a body: PL/pgSQL, T-SQL, the procedures of MySQL, PL/SQL. Control flow is passed over, and
//! a statement ends where the next one begins, since T-SQL puts nothing between them.

use super::scan::{Token, TokenKind};
use crate::detect::Dialect;

/// Statements of one body that are looked at.
const MOST_PARTS: usize = 5_000;

const OBJECTS: &[&str] = &[
    "TABLE",
    "INDEX",
    "VIEW",
    "PROCEDURE",
    "PROC",
    "FUNCTION",
    "TRIGGER",
    "TYPE",
    "SCHEMA",
    "SEQUENCE",
    "UNIQUE",
    "CLUSTERED",
    "NONCLUSTERED",
    "OR",
    "TEMPORARY",
    "TEMP",
    "UNLOGGED",
    "MATERIALIZED",
    "EXTENSION",
    "POLICY",
    "ROLE",
    "USER",
    "DATABASE",
    "DOMAIN",
    "PUBLICATION",
    "PARTITION",
    "FULLTEXT",
    "SYNONYM",
    "GLOBAL",
    "LOGIN",
    "AGGREGATE",
];

/// Steps of a program: no statement goes on over them.
const STEPS: &[&str] = &[
    "END",
    "ELSE",
    "ELSIF",
    "ELSEIF",
    "THEN",
    "LOOP",
    "BEGIN",
    "IF",
    "WHILE",
    "DECLARE",
    "RETURN",
    "PRINT",
    "RAISERROR",
    "RAISE",
    "THROW",
    "EXEC",
    "EXECUTE",
    "CALL",
    "GOTO",
    "OPEN",
    "CLOSE",
    "DEALLOCATE",
    "SIGNAL",
    "RESIGNAL",
    "LEAVE",
    "ITERATE",
    "COMMIT",
    "ROLLBACK",
    "PERFORM",
    "EXCEPTION",
    "WAITFOR",
    "FETCH",
    "SET",
    "GOTO",
    "REPEAT",
    "UNTIL",
    "PREPARE",
];

/// Tokens of one text.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub text: &'a str,
    pub all: &'a [Token],
    pub dialect: Dialect,
}

impl<'a> Tokens<'a> {
    /// The word at a position; empty where another token stands there.
    pub(super) fn word(&self, at: usize) -> &'a str {
        match self.all.get(at) {
            Some(token) if token.kind == TokenKind::Word => {
                self.text.get(token.start..token.end).unwrap_or_default()
            }
            _ => "",
        }
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.iter().any(|own| word.eq_ignore_ascii_case(own))
    }

    pub(super) fn is_symbol(&self, at: usize, symbol: u8) -> bool {
        self.all.get(at).is_some_and(|token| token.kind == TokenKind::Symbol(symbol))
    }

    fn is_before(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|at| self.is(at, words))
    }

    pub(super) fn ends(&self, at: usize) -> bool {
        self.all.get(at).is_none_or(|token| matches!(token.kind, TokenKind::End | TokenKind::Symbol(b';')))
    }

    /// The statements, each from its verb on, and where each begins.
    pub(super) fn statements(&self) -> Vec<(usize, &'a [Token])> {
        let mut parts = Vec::new();
        let mut at = 0;
        while at < self.all.len() && parts.len() < MOST_PARTS {
            if self.begins(at) {
                let end = self.end_of(at).max(at + 1);
                parts.push((at, self.all.get(at..end).unwrap_or_default()));
                at = end;
            } else {
                at += 1;
            }
        }
        parts
    }

    fn begins(&self, at: usize) -> bool {
        if at > 0 && (self.is_symbol(at - 1, b'.') || self.is_before(at, &["GRANT", "REVOKE", "ON", "FOR"])) {
            // `FOR SELECT` opens a cursor, `FOR UPDATE` locks.
            return self.is_before(at, &["FOR"]) && self.is(at, &["SELECT"]);
        }
        let next = at + 1;
        match self.word(at).to_ascii_uppercase().as_str() {
            "SELECT" | "PERFORM" | "TRUNCATE" => true,
            "INSERT" | "REPLACE" => self.is(next, &["INTO", "IGNORE", "OR"]) || self.is_t_sql_insert(at),
            "UPDATE" => !self.is_symbol(next, b'(') && !self.is(next, &["STATISTICS"]) && !self.ends(next),
            "DELETE" => !self.ends(next) && !self.is_symbol(next, b'(') && !self.is_symbol(next, b','),
            "MERGE" => !self.is(next, &["JOIN"]),
            "WITH" => self.is(next, &["RECURSIVE"]) || self.names_rows(next),
            "CREATE" | "ALTER" | "DROP" => self.is(next, OBJECTS),
            _ => false,
        }
    }

    /// `INSERT [dbo].[t] (...)`, without `INTO`.
    fn is_t_sql_insert(&self, at: usize) -> bool {
        self.dialect == Dialect::SqlServer
            && self.is(at, &["INSERT"])
            && !self.ends(at + 1)
            && !self.is_symbol(at + 1, b',')
    }

    /// `name AS (` or `name (columns) AS (`.
    fn names_rows(&self, at: usize) -> bool {
        self.is(at + 1, &["AS"]) || (self.is_symbol(at + 1, b'(') && !self.word(at).is_empty())
    }

    fn end_of(&self, start: usize) -> usize {
        let mut seen = Seen::of(self.word(start));
        let (mut depth, mut cases) = (0usize, 0usize);
        for at in start + 1..self.all.len() {
            match self.all.get(at).map(|token| token.kind) {
                Some(TokenKind::Symbol(b'(')) => depth += 1,
                Some(TokenKind::Symbol(b')')) if depth == 0 => return at,
                Some(TokenKind::Symbol(b')')) => depth -= 1,
                _ if depth > 0 => {}
                _ if self.ends(at) => return at,
                Some(TokenKind::Word) if self.is_symbol(at - 1, b'.') => {}
                Some(TokenKind::Word) if self.is(at, &["CASE"]) => cases += 1,
                Some(TokenKind::Word) if cases > 0 => cases -= usize::from(self.is(at, &["END"])),
                Some(TokenKind::Word) if self.stops(at, &mut seen) => return at,
                _ => {}
            }
        }
        self.all.len()
    }

    /// Whether the statement ends before the word here.
    fn stops(&self, at: usize, seen: &mut Seen) -> bool {
        if self.is(at, STEPS) {
            return self.is_step(at, seen);
        }
        if !self.begins(at)
            || self.is_before(at, &["AS", "UNION", "ALL", "EXCEPT", "INTERSECT", "MINUS", "DISTINCT"])
        {
            return false;
        }
        let word = self.word(at).to_ascii_uppercase();
        let inner = match seen.verb {
            Verb::Merge | Verb::Create => !matches!(word.as_str(), "CREATE" | "ALTER" | "MERGE" | "SELECT"),
            Verb::Alter => word == "DROP" || word == "ALTER",
            Verb::Insert => matches!(word.as_str(), "SELECT" | "WITH") && !seen.rows,
            Verb::With => !seen.rows,
            Verb::Other => false,
        };
        let follows =
            self.is_before(at, &["DO", "KEY", "NO", "OF", "EXPLAIN", "ANALYZE", "THEN"]) && word == "UPDATE";
        seen.rows |= inner && matches!(word.as_str(), "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "MERGE");
        !(inner || follows)
    }

    /// Whether a word for a step is one here, and not a part of the statement.
    fn is_step(&self, at: usize, seen: &mut Seen) -> bool {
        let next = at + 1;
        match self.word(at).to_ascii_uppercase().as_str() {
            "SET" => {
                let own = std::mem::replace(&mut seen.set, true);
                let variable = self.all.get(next).is_some_and(|token| token.kind == TokenKind::Placeholder);
                let setting =
                    self.is(next, &["NOCOUNT", "XACT_ABORT", "IDENTITY_INSERT", "TRANSACTION", "ROWCOUNT"]);
                (variable || setting) && own
            }
            "IF" => {
                !self.is(next, &["EXISTS"]) && !self.is(next + 1, &["EXISTS"]) && !self.is_symbol(next, b'(')
                    || (self.is_symbol(next, b'(') && self.dialect != Dialect::MySql)
            }
            "FETCH" => !self.is(next, &["NEXT", "FIRST"]) || self.is(next + 1, &["FROM"]),
            "THEN" => seen.verb != Verb::Merge,
            "EXECUTE" | "EXEC" | "BEGIN" | "RETURN" | "CALL" => seen.verb != Verb::Create,
            "OPEN" | "CLOSE" | "REPEAT" | "RAISE" | "PREPARE" => !self.is_symbol(next, b'('),
            _ => true,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Insert,
    With,
    Merge,
    Create,
    Alter,
    Other,
}

/// What of a statement has gone by.
struct Seen {
    verb: Verb,
    /// The rows of an `INSERT`, the verb behind `WITH`.
    rows: bool,
    /// The `SET` of an `UPDATE`; other statements have none.
    set: bool,
}

impl Seen {
    fn of(verb: &str) -> Self {
        let set = !verb.eq_ignore_ascii_case("UPDATE");
        let verb = match verb.to_ascii_uppercase().as_str() {
            "INSERT" | "REPLACE" => Verb::Insert,
            "WITH" => Verb::With,
            "MERGE" => Verb::Merge,
            "CREATE" => Verb::Create,
            "ALTER" => Verb::Alter,
            _ => Verb::Other,
        };
        Self { verb, rows: false, set }
    }
}

/// The statement without the variables that it puts its results into: `SELECT a INTO b FROM t`.
pub(super) fn without_targets(statement: Tokens<'_>) -> Vec<Token> {
    let mut kept = Vec::with_capacity(statement.all.len());
    let (mut depth, mut skipping) = (0usize, false);
    let writes = statement.is(0, &["INSERT", "REPLACE", "MERGE"]);
    for (at, token) in statement.all.iter().enumerate() {
        match token.kind {
            TokenKind::Symbol(b'(') => depth += 1,
            TokenKind::Symbol(b')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        let into = depth == 0 && statement.is(at, &["INTO"]) && (!writes || at > 4);
        let over =
            statement.is(at, &["FROM", "WHERE", "UNION", "LIMIT", "ORDER", "VALUES", "SELECT", "GROUP"]);
        skipping = (skipping || into) && !over;
        if !skipping {
            kept.push(*token);
        }
    }
    kept
}
