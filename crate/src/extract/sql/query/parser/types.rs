//! Types, where an expression names one.

use super::Parser;
use crate::extract::sql::scan::TokenKind;

impl Parser<'_> {
    /// `YEAR TO MONTH`, `DAY (3) TO SECOND (2)`
    fn fields(&mut self) -> Option<()> {
        let fields = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"];
        while self.take_any(&fields) || self.is("TO") {
            let _ = self.take(&["TO"]);
            if self.is_symbol(b'(') {
                self.skip_brackets()?;
            }
        }
        Some(())
    }

    /// `numeric(10, 2)[]`, `timestamp with time zone`, `character varying`, `unsigned integer`: as it stands there.
    pub(super) fn type_(&mut self) -> Option<String> {
        let start = self.peek()?.start;
        let first = self.word().unwrap_or_default().to_ascii_lowercase();
        let _ = self.take(&["SETOF"]);
        self.names()?;
        match first.as_str() {
            "double" => drop(self.take(&["PRECISION"])),
            "character" | "char" | "national" | "nchar" | "bit" => {
                let _ = self.take_any(&["CHARACTER", "CHAR"]);
                let _ = self.take(&["VARYING"]);
            }
            "unsigned" | "signed" => drop(self.take_any(&["INTEGER", "INT"])),
            "interval" => self.fields()?,
            _ => {}
        }
        if self.is_symbol(b'(') {
            self.skip_brackets()?;
        }
        let zone = self.take(&["WITH", "TIME", "ZONE"])
            || self.take(&["WITHOUT", "TIME", "ZONE"])
            || self.take(&["WITH", "LOCAL", "TIME", "ZONE"]);
        let _ = zone || self.take_any(&["UNSIGNED", "SIGNED"]);
        if self.take(&["CHARACTER", "SET"]) || self.take(&["CHARSET"]) {
            self.name()?;
        }
        while self.is_symbol(b'[')
            && (self.is_symbol_at(1, b']')
                || (self.tokens.get(self.at + 1).is_some_and(|token| token.kind == TokenKind::Number)
                    && self.is_symbol_at(2, b']')))
        {
            self.at += if self.is_symbol_at(1, b']') { 2 } else { 3 };
        }
        let end = self.tokens.get(self.at.checked_sub(1)?)?.end;
        self.text.get(start..end).map(str::to_owned)
    }
}
