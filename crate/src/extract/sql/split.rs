//! Cuts a text into statements, around everything that stands in such files without being SQL.

mod batches;
mod commands;

use super::runner::Marks;
use super::scan::{Scanner, Token, TokenKind};
use crate::detect::Dialect;

/// Tokens that are kept of one statement; the rest of a longer one is skipped.
const MOST_TOKENS: usize = 60_000;
/// Rows tell nothing that the head of the statement does not.
const MOST_TOKENS_OF_ROWS: usize = 400;

#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent findings about one statement")]
pub(super) struct Statement {
    pub tokens: Vec<Token>,
    /// Bytes, from the first token to behind what ends it.
    pub start: usize,
    pub end: usize,
    /// A semicolon ends it.
    pub closed: bool,
    /// It stands in the part of a migration that takes it back.
    pub down: bool,
    /// The part of the file that is applied by itself, counted from 1; 0 where marks divide nothing.
    pub part: u32,
    /// That part wants no transaction.
    pub alone: bool,
    /// The end of it was too long to read.
    pub cut: bool,
    /// A parenthesis or a quote does not close.
    pub unclosed: bool,
}

pub(super) struct Splitter<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
    dialect: Dialect,
    down: bool,
    /// A migration tool's marks hold several lines together.
    block: bool,
    pub(super) marks: Marks,
    /// A token that begins the next statement.
    ahead: Option<Token>,
    /// Of the statement that is being read.
    nesting: Nesting,
}

/// Where within a statement the splitter stands.
#[derive(Default)]
struct Nesting {
    parentheses: usize,
    /// `BEGIN` and `CASE` without their `END`.
    blocks: usize,
    routine: Option<bool>,
    after_end: bool,
}

impl<'a> Splitter<'a> {
    pub(super) fn new(text: &'a str, dialect: Dialect) -> Self {
        let scanner = Scanner::new(text, dialect);
        let (marks, nesting) = (Marks::default(), Nesting::default());
        Self { text, scanner, dialect, down: false, block: false, marks, ahead: None, nesting }
    }

    fn word(&self, token: &Token) -> &'a str {
        match token.kind {
            TokenKind::Word => self.text.get(token.start..token.end).unwrap_or_default(),
            _ => "",
        }
    }

    fn is(&self, token: &Token, keyword: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(keyword)
    }

    /// What is left of the line of a token.
    fn line_behind(&self, token: &Token) -> &'a str {
        let rest = self.text.get(token.end..).unwrap_or_default();
        rest.split('\n').next().unwrap_or_default().trim()
    }

    /// `GO` or `/` on a line of its own.
    fn ends_batch(&self, token: &Token) -> bool {
        let sign = self.is(token, "GO") || token.kind == TokenKind::Symbol(b'/');
        let rest = if token.first && sign { self.line_behind(token) } else { return false };
        rest.is_empty() || rest.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// A line begins with the head of a statement although the one before has no end.
    fn begins_another(&self, token: &Token, tokens: &[Token]) -> bool {
        if !token.first || self.nesting.routine == Some(true) || tokens.is_empty() {
            return false;
        }
        if self.dialect == Dialect::SqlServer && self.nesting.parentheses == 0 && self.ends_drop(tokens) {
            return token.kind == TokenKind::Word && !self.is(token, "GO");
        }
        if self.dialect == Dialect::SqlServer
            && self.nesting.parentheses == 0
            && (self.steps_transaction(token) || self.was_step(tokens))
        {
            return !self.is(token, "GO");
        }
        let verb = ["CREATE", "ALTER", "DROP", "INSERT"].into_iter().find(|verb| self.is(token, verb));
        let behind = self.line_behind(token);
        let object = behind.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let one_of = |objects: &[&str]| objects.iter().any(|known| object.eq_ignore_ascii_case(known));
        match verb {
            Some("CREATE") if one_of(&["TABLE"]) => true,
            _ if self.nesting.parentheses > 0 => false,
            Some("CREATE") => OBJECTS.split(' ').any(|known| object.eq_ignore_ascii_case(known)),
            Some("ALTER") => one_of(&["TABLE", "DATABASE", "SCHEMA", "AUTHORIZATION"]),
            Some("DROP") => one_of(&["TABLE", "VIEW", "PROCEDURE", "FUNCTION", "DATABASE", "SCHEMA", "TYPE"]),
            Some("INSERT") => {
                one_of(&["INTO"])
                    && tokens.first().is_some_and(|head| self.is(head, "CREATE") || self.is(head, "ALTER"))
            }
            _ => false,
        }
    }

    /// `DROP TABLE a, dbo.b` is whole, though nothing ends it.
    fn ends_drop(&self, tokens: &[Token]) -> bool {
        let [head, kind, .., last] = tokens else { return false };
        let name = matches!(last.kind, TokenKind::Word | TokenKind::Quoted);
        let waits =
            ["EXISTS", "TABLE", "VIEW", "PROCEDURE", "FUNCTION", "IF"].iter().any(|word| self.is(last, word));
        self.is(head, "DROP") && self.is(kind, "TABLE") && name && !waits
    }

    fn enter(&mut self, token: &Token, tokens: &[Token]) {
        match token.kind {
            TokenKind::Symbol(b'(') => self.nesting.parentheses += 1,
            TokenKind::Symbol(b')') => self.nesting.parentheses = self.nesting.parentheses.saturating_sub(1),
            TokenKind::Word => {
                if self.nesting.routine.is_none() && tokens.len() < 14 {
                    self.nesting.routine = self.creates_routine(token, tokens);
                }
                if self.nesting.routine == Some(true) {
                    self.enter_block(token);
                }
                return;
            }
            _ => {}
        }
        self.nesting.after_end = false;
    }

    fn creates_routine(&self, token: &Token, tokens: &[Token]) -> Option<bool> {
        let head = tokens.first()?;
        if !self.is(head, "CREATE") && !self.is(head, "ALTER") {
            return Some(false);
        }
        let one_of = |words: &[&str]| words.iter().any(|word| self.is(token, word));
        if one_of(&["FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "EVENT", "PACKAGE"]) {
            return Some(true);
        }
        one_of(&["TABLE", "VIEW", "INDEX", "TYPE", "SEQUENCE", "SCHEMA", "DATABASE", "ROLE", "USER", "RULE"])
            .then_some(false)
    }

    fn enter_block(&mut self, token: &Token) {
        let after_end = std::mem::take(&mut self.nesting.after_end);
        if self.is(token, "END") {
            self.nesting.blocks = self.nesting.blocks.saturating_sub(1);
            self.nesting.after_end = true;
            return;
        }
        // `END IF` ends what was not counted, `END CASE` what was.
        let uncounted = ["IF", "LOOP", "WHILE", "REPEAT", "FOR"].iter().any(|word| self.is(token, word));
        let begins = self.is(token, "BEGIN") || (self.is(token, "CASE") && !after_end);
        if begins || (after_end && uncounted) {
            self.nesting.blocks += 1;
        }
    }

    /// Whether a semicolon here stands within the statement.
    fn is_inside(&self) -> bool {
        let whole_batch = matches!(self.dialect, Dialect::SqlServer | Dialect::Oracle);
        self.block || (self.nesting.routine == Some(true) && (self.nesting.blocks > 0 || whole_batch))
    }

    /// Skips the rows behind `COPY ... FROM stdin`.
    fn skip_rows(&mut self, tokens: &[Token]) {
        let copies = tokens.first().is_some_and(|head| self.is(head, "COPY"));
        if !copies || !tokens.iter().any(|token| self.is(token, "STDIN")) {
            return;
        }
        self.scanner.skip_line();
        while !self.scanner.rest().is_empty() && !self.scanner.rest().starts_with("\\.") {
            self.scanner.skip_line();
        }
        self.scanner.skip_line();
    }

    fn most_tokens(&self, tokens: &[Token]) -> usize {
        let rows = tokens.first().is_some_and(|head| self.is(head, "INSERT") || self.is(head, "REPLACE"));
        let select = rows && tokens.iter().take(100).any(|token| self.is(token, "SELECT"));
        if rows && !select { MOST_TOKENS_OF_ROWS } else { MOST_TOKENS }
    }
}

/// What follows `CREATE` at the head of a statement.
const OBJECTS: &str = "TABLE UNIQUE INDEX VIEW MATERIALIZED TYPE SEQUENCE TRIGGER FUNCTION PROCEDURE PROC OR \
    TEMPORARY TEMP CLUSTERED NONCLUSTERED SCHEMA DATABASE EXTENSION FULLTEXT XML PRIMARY UNLOGGED \
    DOMAIN POLICY";

impl Iterator for Splitter<'_> {
    type Item = Statement;

    fn next(&mut self) -> Option<Statement> {
        let before = self.scanner.is_unclosed();
        let mut statement = self.read()?;
        statement.unclosed = self.nesting.parentheses > 0 || (self.scanner.is_unclosed() && !before);
        Some(statement)
    }
}

impl Splitter<'_> {
    /// The next statement.
    fn read(&mut self) -> Option<Statement> {
        self.nesting = Nesting::default();
        let mut statement = Statement {
            tokens: Vec::new(),
            start: 0,
            end: 0,
            closed: false,
            down: self.down,
            part: 0,
            alone: false,
            cut: false,
            unclosed: false,
        };
        let mut most = MOST_TOKENS;
        while let Some(token) = self.ahead.take().or_else(|| self.scanner.next_token()) {
            let tokens = &mut statement.tokens;
            if token.kind == TokenKind::Note {
                self.mark(&token);
                continue;
            }
            if (tokens.is_empty() || token.kind == TokenKind::Symbol(b'\\')) && self.command(&token) {
                continue;
            }
            let batch = self.ends_batch(&token);
            if batch {
                self.scanner.skip_line();
            }
            let ends = batch || (token.kind == TokenKind::End && !self.is_inside());
            if ends && tokens.is_empty() {
                continue;
            }
            if ends {
                statement.closed = token.kind == TokenKind::End;
                statement.end = if statement.closed { token.end } else { statement.end };
                self.skip_rows(&statement.tokens);
                return Some(statement);
            }
            if self.begins_another(&token, tokens) {
                self.ahead = Some(token);
                return Some(statement);
            }
            if tokens.is_empty() {
                statement.start = token.start;
                statement.down = self.down;
                statement.part = self.marks.parts;
                statement.alone = self.marks.alone;
            }
            self.enter(&token, tokens);
            statement.end = token.end;
            if tokens.len() < most {
                tokens.push(token);
                if tokens.len() == 100 {
                    most = self.most_tokens(tokens);
                }
            } else {
                statement.cut = most == MOST_TOKENS;
            }
        }
        (!statement.tokens.is_empty()).then_some(statement)
    }
}

#[cfg(test)]
#[path = "split_tests.rs"]
mod tests;
