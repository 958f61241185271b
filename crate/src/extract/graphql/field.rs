use super::reader::Reader;
use super::scan::TokenKind;
use crate::facts::{EnumValue, GraphField, Located, TypeRef};

/// Lists within each other that a type keeps; none has more than three.
const MOST_LISTS: usize = 16;

impl Reader<'_> {
    /// `{ name(arguments): Type @directives ... }` of a type called `owner`.
    pub(super) fn fields(&mut self, owner: &str) -> Vec<GraphField> {
        self.block(b'}', owner, Self::field)
    }

    pub(super) fn arguments(&mut self, owner: &str) -> Vec<GraphField> {
        self.block(b')', owner, Self::field)
    }

    /// `{ FIRST SECOND @deprecated }`
    pub(super) fn values_of_enum(&mut self, owner: &str) -> Vec<EnumValue> {
        self.block(b'}', owner, |reader, _| {
            let description = reader.description();
            let Some(Located { value: name, place }) = reader.name() else {
                reader.fault(reader.here(), format!("{} where a value of an enum belongs", reader.shown()));
                return None;
            };
            let directives = reader.directives();
            Some(EnumValue { name, place, description, directives })
        })
    }

    /// What stands between two brackets, one after the other; a line that breaks the grammar is left out.
    fn block<T>(&mut self, close: u8, owner: &str, one: fn(&mut Self, u8) -> Option<T>) -> Vec<T> {
        let open = self.here();
        if !(self.eat(b'{') || self.eat(b'(')) {
            return Vec::new();
        }
        let mut all = Vec::new();
        loop {
            if self.eat(close) {
                if all.is_empty() && close == b')' {
                    self.fault(open, format!("the `()` of `{owner}`, which holds no argument"));
                }
                return all;
            }
            let lost = close == b')' && (self.is_sign(b'}') || self.is_sign(b':'));
            if self.peek().is_none() || self.is_definition() || self.is_full() || lost {
                if !self.is_full() {
                    let bracket = if close == b')' { '(' } else { '{' };
                    self.fault(open, format!("the `{bracket}` of `{owner}`, which is not closed"));
                }
                return all;
            }
            self.count();
            match one(self, close) {
                Some(one) => all.push(one),
                None => self.recover(close),
            }
        }
    }

    /// To the next line, or past a bracket that closes something else.
    fn recover(&mut self, close: u8) {
        self.skip_line();
        if !self.is_sign(close) && (self.is_sign(b')') || self.is_sign(b']')) {
            self.next();
        }
    }

    /// A field or an argument.
    fn field(&mut self, close: u8) -> Option<GraphField> {
        let description = self.description();
        let Some(Located { value: name, place }) = self.name() else {
            self.fault(
                self.here(),
                format!("{} where the name of a field or argument belongs", self.shown()),
            );
            return None;
        };
        let arguments = if close == b'}' && self.is_sign(b'(') { self.arguments(&name) } else { Vec::new() };
        if !self.eat(b':') {
            self.fault(place, format!("`{name}`, which has no `:` with a type behind it"));
            let same_line = self.peek().is_some_and(|token| !token.first_of_line);
            if !same_line || !self.begins_type() {
                return None;
            }
        }
        let Some(type_) = self.type_ref() else {
            self.fault(self.here(), format!("{} where the type of `{name}` belongs", self.shown()));
            return None;
        };
        let default = self.eat(b'=').then(|| {
            let start = self.here();
            let value = self.value();
            Box::new(Located { value, place: start })
        });
        let directives = self.directives();
        Some(GraphField { name, place, description, type_, arguments, default, directives })
    }

    fn begins_type(&self) -> bool {
        self.is_sign(b'[') || self.peek().is_some_and(|token| token.kind == TokenKind::Name)
    }

    /// `[[Visit!]!]!`, to any depth without recursion.
    pub(super) fn type_ref(&mut self) -> Option<TypeRef> {
        let open = self.peek()?;
        let mut lists = 0usize;
        while self.eat(b'[') {
            lists += 1;
        }
        let name = self.name()?;
        let mut required = 0u32;
        let mut level = lists;
        loop {
            if self.eat(b'!') && level <= MOST_LISTS {
                required |= 1 << level;
            }
            if level == 0 {
                break;
            }
            if !self.eat(b']') {
                let place = self.place_from(open.start);
                self.fault(place, format!("a list of `{}` without its `]`", name.value));
                break;
            }
            level -= 1;
        }
        let place = self.place_from(open.start);
        if lists > MOST_LISTS {
            self.fault(place, format!("more than {MOST_LISTS} lists within each other"));
        }
        let lists = u8::try_from(lists.min(MOST_LISTS)).unwrap_or_default();
        Some(TypeRef { name: name.value, place, lists, required })
    }
}
