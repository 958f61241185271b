//! The statements of a file: syntax, package, imports, options, and what is declared.

use super::reader::{Lost, Read, Reader};
use crate::artifact::Place;
use crate::facts::Located;
use crate::facts::proto::Import;

/// Bytes of a line that are looked at beside a statement.
const MOST_COLUMNS: usize = 2_000;

impl Reader<'_> {
    pub(super) fn statements(&mut self) {
        self.file.place = self.place(self.token());
        while !self.is_done() {
            let start = self.token().start;
            if let Err(lost) = self.statement() {
                self.skip(start, &lost);
            }
            // A brace that closes nothing.
            if self.is_sign(b'}') {
                let place = self.place(self.token());
                self.fault("this `}` closes nothing".to_owned(), place);
                self.skipped.push(place);
                self.advance();
            }
        }
    }

    fn statement(&mut self) -> Read<()> {
        let doc = self.doc();
        if self.take_sign(b';') || self.is_sign(b'}') {
            return Ok(());
        }
        let start = self.token().start;
        let Some(word) = self.word() else { return Err(Lost { expected: "a declaration" }) };
        self.advance();
        let scope = self.file.package.as_ref().map(|package| package.value.clone()).unwrap_or_default();
        match word {
            "syntax" | "edition" => self.syntax(),
            "package" => self.package(),
            "import" => self.import(start),
            "option" => {
                let settings = self.option()?;
                self.file.settings.extend(settings);
                Ok(())
            }
            "message" => self.message(&scope, doc, 0),
            "enum" => self.enum_(&scope, doc),
            "extend" => self.extend(&scope, 0),
            "service" => self.service(&scope, doc),
            // Visibility, from edition 2024 on.
            "export" | "local" if self.is_word("message") || self.is_word("enum") => {
                let is_message = self.is_word("message");
                self.advance();
                if is_message { self.message(&scope, doc, 0) } else { self.enum_(&scope, doc) }
            }
            _ => Err(Lost { expected: "`message`, `enum`, `service` or another declaration" }),
        }
    }

    fn syntax(&mut self) -> Read<()> {
        self.sign(b'=', "`=`")?;
        let syntax = self.quoted("a syntax such as `\"proto3\"`")?;
        self.file.syntax.get_or_insert(syntax);
        self.end_of_statement()
    }

    fn package(&mut self) -> Read<()> {
        let package = self.type_name()?;
        self.file.package.get_or_insert(package);
        self.end_of_statement()
    }

    fn import(&mut self, start: usize) -> Read<()> {
        let public = self.take_word("public");
        let weak = !public && self.take_word("weak");
        // Editions can import for the sake of options alone.
        if !public && !weak {
            self.take_word("option");
        }
        let Located { value: path, place } = self.quoted("the path of a file in quotes")?;
        self.end_of_statement()?;
        let statement = self.line_from(start);
        self.file.imports.push(Import { path, public, weak, place, statement });
        Ok(())
    }

    /// From a place up to the token that was read last; the whole line with its end, where nothing but a comment stands beside it.
    fn line_from(&self, start: usize) -> Place {
        let statement = self.place_from(start);
        self.line(start, statement).unwrap_or(statement)
    }

    fn line(&self, start: usize, statement: Place) -> Option<Place> {
        let text = self.source.text.as_bytes();
        let end = (statement.span.end as usize).checked_sub(self.source.offset)?;
        let ahead = text.get(..start)?.iter().rev().take(MOST_COLUMNS);
        let blanks = ahead.take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let begins = matches!(text.get(..start - blanks)?.last(), None | Some(b'\n'));
        let behind = text.get(end..)?;
        let length = behind.iter().take(MOST_COLUMNS).position(|byte| *byte == b'\n')?;
        let rest = behind.get(..length)?.trim_ascii();
        (begins && (rest.is_empty() || rest.starts_with(b"//")))
            .then(|| self.source.place(start - blanks, end + length + 1))
    }
}
