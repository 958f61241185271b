//! A Prisma schema as blocks, their fields and attributes.

use super::lexer::{Kind, Token, tokens};

/// `model User { ... }`
pub(super) struct Block<'a> {
    /// `model`, `view`, `enum`, `type`, `datasource`, `generator`.
    pub keyword: &'a str,
    pub name: Word<'a>,
    /// Behind its closing brace.
    pub end: usize,
    pub lines: Vec<Line<'a>>,
}

/// A text and where it stands, in bytes.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

/// A line of a block.
pub(super) struct Line<'a> {
    /// The words before the first attribute: name and type of a field, a value of an enumeration.
    pub words: Vec<Word<'a>>,
    pub optional: bool,
    pub list: bool,
    pub attributes: Vec<Attribute<'a>>,
    /// `provider = "postgresql"`
    pub value: Option<&'a str>,
}

/// `@id`, `@db.VarChar(255)`, `@@unique([a, b])`
pub(super) struct Attribute<'a> {
    /// Without the signs: `db.VarChar`.
    pub name: &'a str,
    /// It is about the whole block.
    pub of_block: bool,
    pub arguments: Vec<Argument<'a>>,
    pub start: usize,
    pub end: usize,
}

pub(super) struct Argument<'a> {
    pub name: Option<&'a str>,
    /// As written.
    pub value: &'a str,
}

impl<'a> Attribute<'a> {
    /// The argument of that name, or the first without one where the name is the usual first.
    pub(super) fn argument(&self, name: &str, first: bool) -> Option<&'a str> {
        let named = self.arguments.iter().find(|own| own.name == Some(name));
        named.or_else(|| self.arguments.iter().find(|own| first && own.name.is_none())).map(|own| own.value)
    }
}

pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, tokens: tokens(text), at: 0 }
    }

    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn is(&self, sign: u8) -> bool {
        self.peek().is_some_and(|token| token.kind == Kind::Sign(sign))
    }

    fn eat(&mut self, sign: u8) -> bool {
        let here = self.is(sign);
        self.at += usize::from(here);
        here
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn word(&mut self) -> Option<Word<'a>> {
        let token = self.peek().filter(|token| token.kind == Kind::Word)?;
        self.at += 1;
        Some(Word { text: self.slice(token.start, token.end), start: token.start, end: token.end })
    }

    /// The next block; what stands between blocks is passed over.
    pub(super) fn block(&mut self) -> Option<Block<'a>> {
        loop {
            self.peek()?;
            let before = self.at;
            if let (Some(keyword), Some(name)) = (self.word(), self.word())
                && self.eat(b'{')
            {
                let lines = self.lines();
                let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
                let end = last.map_or(name.end, |token| token.end);
                return Some(Block { keyword: keyword.text, name, end, lines });
            }
            self.at = before + 1;
        }
    }

    fn lines(&mut self) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        while self.peek().is_some() && !self.eat(b'}') {
            let line = self.line();
            if !line.words.is_empty() || !line.attributes.is_empty() {
                lines.push(line);
            }
        }
        lines
    }

    fn line(&mut self) -> Line<'a> {
        let mut line =
            Line { words: Vec::new(), optional: false, list: false, attributes: Vec::new(), value: None };
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::LineEnd => {
                    self.at += 1;
                    break;
                }
                Kind::Sign(b'}') => break,
                Kind::Word => {
                    let word = self.word();
                    line.words.extend(word);
                }
                Kind::Text => {
                    line.value = Some(self.slice(token.start, token.end).trim_matches('"'));
                    self.at += 1;
                }
                Kind::Sign(b'@') => {
                    let attribute = self.attribute();
                    line.attributes.push(attribute);
                }
                Kind::Sign(b'(') => {
                    self.group();
                }
                Kind::Sign(sign) => {
                    line.optional |= sign == b'?';
                    line.list |= sign == b'[';
                    self.at += 1;
                }
            }
        }
        line
    }

    fn attribute(&mut self) -> Attribute<'a> {
        let start = self.peek().map_or(0, |token| token.start);
        self.eat(b'@');
        let of_block = self.eat(b'@');
        let name = self.peek().map_or(start, |token| token.start);
        let mut end = name;
        while let Some(token) = self.peek() {
            if token.start != end || !matches!(token.kind, Kind::Word | Kind::Sign(b'.')) {
                break;
            }
            end = token.end;
            self.at += 1;
        }
        let arguments = if self.is(b'(') { self.group() } else { Vec::new() };
        let behind = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(end, |token| token.end);
        Attribute { name: self.slice(name, end), of_block, arguments, start, end: behind.max(end) }
    }

    /// What stands between the parenthesis here and its partner, cut at its commas.
    fn group(&mut self) -> Vec<Argument<'a>> {
        let mut arguments = Vec::new();
        self.eat(b'(');
        let (mut depth, mut name, mut from) = (0usize, None, None);
        while let Some(token) = self.peek() {
            let close = matches!(token.kind, Kind::Sign(b')' | b'}')) && depth == 0;
            let comma = token.kind == Kind::Sign(b',') && depth == 0;
            if close || comma {
                if let Some(from) = from.take() {
                    arguments
                        .push(Argument { name: name.take(), value: self.slice(from, token.start).trim() });
                }
                // A brace is the end of the block, and not of the parenthesis.
                self.at += usize::from(token.kind != Kind::Sign(b'}'));
                if close {
                    break;
                }
                continue;
            }
            match token.kind {
                Kind::Sign(b'(' | b'[') => depth += 1,
                Kind::Sign(b')' | b']') => depth = depth.saturating_sub(1),
                Kind::Sign(b':') if depth == 0 => {
                    name = from.take().map(|from| self.slice(from, token.start).trim());
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            from = from.or(Some(token.start));
            self.at += 1;
        }
        arguments
    }
}

/// The names of `[a, b(sort: Desc)]`, each with what stands in its parentheses.
pub(super) fn names(list: &str) -> Vec<(&str, &str)> {
    let inner = list.trim().trim_start_matches('[').trim_end_matches(']');
    let (mut names, mut depth, mut from) = (Vec::new(), 0usize, 0usize);
    for (at, sign) in inner.char_indices().chain([(inner.len(), ',')]) {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 || at == inner.len() => {
                let part = inner.get(from..at).unwrap_or_default();
                let (name, detail) = part.split_once('(').unwrap_or((part, ""));
                if !name.trim().is_empty() {
                    names.push((name.trim(), detail));
                }
                from = at + 1;
            }
            _ => {}
        }
    }
    names
}
