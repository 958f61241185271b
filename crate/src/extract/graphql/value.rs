use super::reader::Reader;
use super::scan::TokenKind;
use crate::facts::{AppliedDirective, Literal, Located};

/// Levels of lists and objects within a value.
const DEEPEST: usize = 32;

impl Reader<'_> {
    /// All directives that stand here: `@deprecated(reason: "...") @auth`.
    pub(super) fn directives(&mut self) -> Vec<AppliedDirective> {
        let mut directives = Vec::new();
        while let Some(at) = self.peek().filter(|token| token.kind == TokenKind::Sign(b'@')) {
            self.next();
            self.count();
            let Some(name) = self.name() else {
                self.fault(self.place(at), "`@` without the name of a directive");
                break;
            };
            let arguments = if self.is_sign(b'(') { self.values() } else { Vec::new() };
            let place = self.source.place(at.start, self.behind_name(&name));
            directives.push(AppliedDirective { name: name.value, place, arguments });
        }
        directives
    }

    fn behind_name(&self, name: &Located<String>) -> usize {
        (name.place.span.end as usize).saturating_sub(self.source.offset)
    }

    /// `(name: value, ...)`
    fn values(&mut self) -> Vec<(Located<String>, Literal)> {
        let open = self.here();
        self.eat(b'(');
        let mut values = Vec::new();
        loop {
            if self.eat(b')') {
                return values;
            }
            let Some(name) = self.name().filter(|_| !self.is_full()) else {
                self.fault(open, format!("a `(` that is not closed before {}", self.shown()));
                return values;
            };
            if !self.eat(b':') {
                self.fault(name.place, format!("`{}` without a value", name.value));
                continue;
            }
            self.count();
            let value = self.value();
            values.push((name, value));
        }
    }

    pub(super) fn value(&mut self) -> Literal {
        self.value_within(0)
    }

    fn value_within(&mut self, depth: usize) -> Literal {
        let Some(token) = self.peek() else { return Literal::Unread };
        if depth > DEEPEST {
            self.fault(self.here(), format!("values nested more than {DEEPEST} levels deep"));
            self.skip_value();
            return Literal::Unread;
        }
        match token.kind {
            TokenKind::Sign(b'[') => self.list(depth),
            TokenKind::Sign(b'{') => self.object(depth),
            TokenKind::Sign(b'$') => {
                self.next();
                self.name();
                Literal::Unread
            }
            TokenKind::Name | TokenKind::Int | TokenKind::Float | TokenKind::Text | TokenKind::Block => {
                self.next();
                let text = self.text(token);
                match (token.kind, text) {
                    (TokenKind::Text | TokenKind::Block, _) => Literal::Text(self.string(token)),
                    (TokenKind::Int, _) => Literal::Int(text.to_owned()),
                    (TokenKind::Float, _) => Literal::Float(text.to_owned()),
                    (_, "null") => Literal::Null,
                    (_, "true") => Literal::Boolean(true),
                    (_, "false") => Literal::Boolean(false),
                    _ => Literal::Enum(text.to_owned()),
                }
            }
            _ => {
                self.fault(self.here(), format!("{} where a value belongs", self.shown()));
                Literal::Unread
            }
        }
    }

    fn list(&mut self, depth: usize) -> Literal {
        self.eat(b'[');
        let mut values = Vec::new();
        while !self.eat(b']') {
            if !self.begins_value() || self.is_full() {
                self.fault(self.here(), format!("a list that is not closed before {}", self.shown()));
                break;
            }
            self.count();
            values.push(self.value_within(depth + 1));
        }
        Literal::List(values)
    }

    fn object(&mut self, depth: usize) -> Literal {
        self.eat(b'{');
        let mut fields = Vec::new();
        while !self.eat(b'}') {
            let Some(name) = self.name().filter(|_| !self.is_full()) else {
                self.fault(self.here(), format!("an object that is not closed before {}", self.shown()));
                break;
            };
            if self.eat(b':') {
                self.count();
                fields.push((name.value, self.value_within(depth + 1)));
            }
        }
        Literal::Object(fields)
    }

    fn begins_value(&self) -> bool {
        self.peek().is_some_and(|token| {
            !matches!(token.kind, TokenKind::Unknown | TokenKind::Spread)
                && (!matches!(token.kind, TokenKind::Sign(_))
                    || matches!(token.kind, TokenKind::Sign(b'[' | b'{' | b'$')))
        })
    }

    /// Passes one value with all that it holds, however deep.
    fn skip_value(&mut self) {
        let mut depth = 0usize;
        while let Some(token) = self.next() {
            match token.kind {
                TokenKind::Sign(b'[' | b'{' | b'(') => depth += 1,
                TokenKind::Sign(b']' | b'}' | b')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }
}
