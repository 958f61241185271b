//! Lines that stand between statements: the commands of shells, the marks of migration tools.

use super::Splitter;
use crate::detect::Dialect;
use crate::extract::sql::runner::{Mark, meaning};
use crate::extract::sql::scan::{Token, TokenKind};

impl Splitter<'_> {
    pub(super) fn mark(&mut self, note: &Token) {
        // A mark is short; what is longer is prose.
        let text = self.text.get(note.start..note.end.min(note.start + 300)).unwrap_or_default();
        let text = text.trim_start_matches(['-', '#', '/', ' ', '\t']).trim_end().to_ascii_lowercase();
        let Some((runner, mark)) = meaning(&text) else { return };
        let place = (note.start, note.end);
        if let Some(runner) = runner {
            self.marks.runner.get_or_insert((runner, place.0, place.1));
        }
        match mark {
            Mark::Forward | Mark::ForwardAlone => self.down = false,
            Mark::Back => {
                self.down = true;
                self.marks.back.get_or_insert(note.end);
            }
            Mark::Opens => self.block = true,
            Mark::Closes => self.block = false,
            Mark::Part { alone } => {
                self.marks.parts += 1;
                self.marks.alone = alone;
            }
            Mark::Alone | Mark::Tells => {}
        }
        if matches!(mark, Mark::Alone | Mark::ForwardAlone) {
            self.marks.opted_out.get_or_insert(place);
        }
    }

    /// A line of its own that is not SQL; skips it.
    pub(super) fn command(&mut self, token: &Token) -> bool {
        let psql = token.kind == TokenKind::Symbol(b'\\');
        let mysql = token.first && self.is(token, "DELIMITER");
        if mysql {
            let delimiter = self.line_behind(token);
            self.scanner.delimiter = if delimiter.is_empty() { ";" } else { delimiter };
        }
        let sqlplus = token.first && self.is_sqlplus(token);
        let sqlcmd = token.first
            && token.kind == TokenKind::Placeholder
            && self.text.get(token.start..=token.start) == Some(":");
        if psql || mysql || sqlplus || sqlcmd {
            self.scanner.at = token.end;
            self.scanner.skip_line();
        }
        psql || mysql || sqlplus || sqlcmd
    }

    /// A command of Oracle's shell, which is a line.
    fn is_sqlplus(&self, token: &Token) -> bool {
        const EVERYWHERE: &[&str] = &["PROMPT", "SPOOL", "REM", "REMARK"];
        const ORACLE: &[&str] = &[
            "DEFINE", "UNDEFINE", "ACCEPT", "CONNECT", "CONN", "WHENEVER", "COLUMN", "TTITLE", "BTITLE",
            "PAUSE", "HOST",
        ];
        const SET: &[&str] = &["TRANSACTION", "ROLE", "CONSTRAINT", "CONSTRAINTS"];
        let oracle = self.dialect == Dialect::Oracle;
        let behind = self.line_behind(token).split_whitespace().next().unwrap_or_default();
        EVERYWHERE.iter().any(|word| self.is(token, word))
            || (oracle && ORACLE.iter().any(|word| self.is(token, word)))
            || (oracle && token.kind == TokenKind::Symbol(b'@'))
            || (oracle && self.is(token, "SET") && !SET.iter().any(|word| behind.eq_ignore_ascii_case(word)))
    }
}
