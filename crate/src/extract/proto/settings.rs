//! Options, and the message literals that they may hold.

use super::lexer::TokenKind;
use super::reader::{Lost, Read, Reader};
use crate::facts::proto::Setting;

/// Longest value that is kept, in bytes.
const MOST_VALUE: usize = 1_000;
/// Longest path of names that is kept, in bytes.
const MOST_NAME: usize = 256;
/// Message literals within message literals that are read.
const DEEPEST: usize = 32;
/// Values of one list of options that are kept.
const MOST_SETTINGS: usize = 2_000;

/// A message literal or list that is open while its values are read.
struct Open {
    name: String,
    literal: u32,
    close: u8,
}

impl Reader<'_> {
    /// `option deprecated = true;`, from behind the word `option`.
    pub(super) fn option(&mut self) -> Read<Vec<Setting>> {
        let mut settings = Vec::new();
        self.setting(&mut settings)?;
        self.end_of_statement()?;
        Ok(settings)
    }

    /// `[deprecated = true, (validate.rules).string.min_len = 1]`, where there are some.
    pub(super) fn bracketed(&mut self) -> Read<Vec<Setting>> {
        let mut settings = Vec::new();
        if !self.take_sign(b'[') {
            return Ok(settings);
        }
        loop {
            self.setting(&mut settings)?;
            if self.take_sign(b']') {
                return Ok(settings);
            }
            self.sign(b',', "`,` or `]`")?;
        }
    }

    fn setting(&mut self, settings: &mut Vec<Setting>) -> Read<()> {
        self.custom = self.is_sign(b'(');
        let name = self.setting_name()?;
        self.sign(b'=', "`=`")?;
        self.value(&name, settings)
    }

    /// `deprecated`, `(google.api.http).get`, `features.(pb.go).api_level`
    fn setting_name(&mut self) -> Read<String> {
        let mut name = String::new();
        loop {
            if self.take_sign(b'(') {
                let extension = self.type_name()?;
                self.sign(b')', "`)`")?;
                name.push_str(extension.value.trim_start_matches('.'));
            } else {
                name.push_str(&self.name("the name of an option")?.value);
            }
            if !self.take_sign(b'.') {
                return Ok(clipped(&name, MOST_NAME));
            }
            name = clipped(&name, MOST_NAME);
            name.push('.');
        }
    }

    /// A plain value, or a message literal with all that is in it.
    fn value(&mut self, name: &str, settings: &mut Vec<Setting>) -> Read<()> {
        let mut open: Vec<Open> = Vec::new();
        let literal = self.next_literal();
        self.one_value(name, literal, &mut open, settings)?;
        while let Some(innermost) = open.last() {
            let (name, literal, close) = (innermost.name.clone(), innermost.literal, innermost.close);
            if self.take_sign(close) {
                open.pop();
            } else if self.is_sign(b',') || self.is_sign(b';') {
                self.advance();
            } else if close == b']' {
                self.one_value(&name, literal, &mut open, settings)?;
            } else {
                let name = self.member_name(&name)?;
                let colon = self.take_sign(b':');
                if !colon && !self.is_sign(b'{') && !self.is_sign(b'<') {
                    return Err(Lost { expected: "`:`" });
                }
                self.one_value(&name, literal, &mut open, settings)?;
            }
        }
        Ok(())
    }

    /// `min_len`, `[buf.validate.field]`
    fn member_name(&mut self, around: &str) -> Read<String> {
        let mut own = String::new();
        if self.take_sign(b'[') {
            own.push_str(&self.type_name()?.value);
            while self.take_sign(b'/') {
                own.push('/');
                own.push_str(&self.type_name()?.value);
            }
            self.sign(b']', "`]`")?;
        } else {
            own = self.name("the name of a field or `}`")?.value;
        }
        Ok(clipped(&format!("{around}.{own}"), MOST_NAME))
    }

    fn one_value(
        &mut self,
        name: &str,
        literal: u32,
        open: &mut Vec<Open>,
        settings: &mut Vec<Setting>,
    ) -> Read<()> {
        let close = match self.token().kind {
            TokenKind::Sign(b'{') => Some((b'}', self.next_literal())),
            TokenKind::Sign(b'<') => Some((b'>', self.next_literal())),
            TokenKind::Sign(b'[') => Some((b']', literal)),
            _ => None,
        };
        if let Some((close, literal)) = close {
            if open.len() >= DEEPEST {
                return Err(Lost { expected: "a value with fewer levels" });
            }
            self.advance();
            open.push(Open { name: name.to_owned(), literal, close });
            return Ok(());
        }
        let start = self.token().start;
        let value = self.plain_value()?;
        if settings.len() < MOST_SETTINGS {
            let place = self.place_from(start);
            settings.push(Setting {
                name: name.to_owned(),
                value: clipped(&value, MOST_VALUE),
                literal,
                custom: self.custom,
                place,
            });
        }
        Ok(())
    }

    fn plain_value(&mut self) -> Read<String> {
        let expected = "a value";
        match self.token().kind {
            TokenKind::Text => Ok(self.quoted(expected)?.value),
            TokenKind::Word => Ok(self.type_name()?.value),
            TokenKind::Number => {
                let token = self.advance();
                Ok(self.text(token).to_owned())
            }
            TokenKind::Sign(sign @ (b'-' | b'+')) => {
                self.advance();
                let token = self.advance();
                let plain = matches!(token.kind, TokenKind::Number | TokenKind::Word);
                let minus = if sign == b'-' { "-" } else { "" };
                if plain { Ok(format!("{minus}{}", self.text(token))) } else { Err(Lost { expected }) }
            }
            _ => Err(Lost { expected }),
        }
    }

    fn next_literal(&mut self) -> u32 {
        self.literals = self.literals.saturating_add(1);
        self.literals
    }
}

fn clipped(text: &str, most: usize) -> String {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text).to_owned()
}
