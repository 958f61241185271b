//! Signs between two expressions, and what binds tighter.

use super::Parser;
use crate::detect::Dialect;
use crate::extract::sql::query::ast::Operator;
use crate::extract::sql::scan::{Token, TokenKind};

/// How tight operators bind, the loosest first.
pub(super) mod binding {
    pub const OR: u8 = 1;
    pub const XOR: u8 = 2;
    pub const AND: u8 = 3;
    pub const NOT: u8 = 4;
    pub const IS: u8 = 5;
    pub const COMPARISON: u8 = 6;
    /// `LIKE`, `IN`, `BETWEEN`
    pub const RANGE: u8 = 7;
    pub const OTHER: u8 = 8;
    pub const SUM: u8 = 9;
    pub const PRODUCT: u8 = 10;
    pub const POWER: u8 = 11;
    pub const ZONE: u8 = 12;
    pub const SIGN: u8 = 13;
}

/// Signs of more than one character, the longest first: what begins with one is that one.
const SIGNS: &[(&str, Operator)] = &[
    ("<<->>", Operator::Other),
    ("<<#>>", Operator::Other),
    ("!~~*", Operator::Other),
    ("<->>", Operator::Other),
    ("<<->", Operator::Other),
    ("#>>", Operator::TextBelow),
    ("->>", Operator::TextAt),
    ("!~*", Operator::Other),
    ("!~~", Operator::Other),
    ("~~*", Operator::Other),
    ("<=>", Operator::NullSafe),
    ("<->", Operator::Other),
    ("<#>", Operator::Other),
    ("<+>", Operator::Other),
    ("<%>", Operator::Other),
    ("<<=", Operator::Other),
    (">>=", Operator::Other),
    ("-|-", Operator::Other),
    ("&&&", Operator::Other),
    ("<<%", Operator::Other),
    ("%>>", Operator::Other),
    ("~>=", Operator::Other),
    ("~<=", Operator::Other),
    ("<<|", Operator::Other),
    ("|>>", Operator::Other),
    ("&<|", Operator::Other),
    ("|&>", Operator::Other),
    ("**", Operator::Power),
    ("->", Operator::Other),
    ("#>", Operator::Other),
    ("#-", Operator::Other),
    ("@>", Operator::SearchesJson),
    ("@?", Operator::SearchesJson),
    ("@@", Operator::Matches),
    ("<@", Operator::Other),
    ("<=", Operator::LtEq),
    (">=", Operator::GtEq),
    ("<>", Operator::NotEq),
    ("!=", Operator::NotEq),
    ("^=", Operator::NotEq),
    ("!<", Operator::GtEq),
    ("!>", Operator::LtEq),
    ("==", Operator::Eq),
    ("||", Operator::Concat),
    ("&&", Operator::Other),
    ("<<", Operator::Other),
    (">>", Operator::Other),
    ("!~", Operator::Other),
    ("~*", Operator::Other),
    ("~~", Operator::Other),
    ("&<", Operator::Other),
    ("&>", Operator::Other),
    ("%>", Operator::Other),
    ("<%", Operator::Other),
    ("^@", Operator::Other),
    (":=", Operator::Other),
    ("+=", Operator::Other),
    ("-=", Operator::Other),
    ("*=", Operator::Other),
    ("/=", Operator::Other),
    ("%=", Operator::Other),
    ("&=", Operator::Other),
    ("|=", Operator::Other),
    ("~=", Operator::Other),
    ("~>", Operator::Other),
    ("~<", Operator::Other),
];

/// A sign between two expressions.
#[derive(Clone, Copy)]
pub(super) struct Sign {
    pub operator: Operator,
    pub binding: u8,
    /// Tokens that it consists of.
    pub tokens: usize,
}

impl Parser<'_> {
    /// The sign or word at the cursor that joins two expressions.
    pub(super) fn sign(&self) -> Option<Sign> {
        let token = self.peek()?;
        match token.kind {
            TokenKind::Symbol(byte) => self.symbol_sign(byte),
            TokenKind::Word => self.word_sign(),
            TokenKind::Placeholder => self.question(),
            _ => None,
        }
    }

    fn symbol_sign(&self, byte: u8) -> Option<Sign> {
        let glued = self.glued();
        if let Some((sign, operator)) = SIGNS.iter().find(|(sign, _)| glued.starts_with(sign)) {
            let operator = match *sign {
                "||" if self.dialect == Dialect::MySql => Operator::Or,
                "&&" if self.dialect == Dialect::MySql => Operator::And,
                _ => *operator,
            };
            // `@@` is one token where it is an operator.
            let first = self.peek().map_or(1, |token| token.end - token.start);
            return Some(Sign { operator, binding: binding_of(operator), tokens: sign.len() + 1 - first });
        }
        let operator = match byte {
            b'=' => Operator::Eq,
            b'<' => Operator::Lt,
            b'>' => Operator::Gt,
            b'+' => Operator::Plus,
            b'-' => Operator::Minus,
            b'*' => Operator::Multiply,
            b'/' => Operator::Divide,
            b'%' => Operator::Modulo,
            b'^' => Operator::Power,
            b'|' | b'&' | b'#' | b'~' | b'@' => Operator::Other,
            _ => return None,
        };
        Some(Sign { operator, binding: binding_of(operator), tokens: 1 })
    }

    /// Signs that stand at the cursor without a blank between them.
    fn glued(&self) -> &str {
        let Some(first) = self.peek() else { return "" };
        let rest = self.tokens.get(self.at..).unwrap_or_default();
        let mut end = first.start;
        for token in rest.iter().take(5) {
            let is_sign = matches!(token.kind, TokenKind::Symbol(byte) if b"+-*/<>=~!@#%^&|:".contains(&byte))
                || (token.kind == TokenKind::Placeholder && self.slice(*token) == "?");
            if !is_sign || token.start != end {
                break;
            }
            end = token.end;
        }
        self.text.get(first.start..end).unwrap_or_default()
    }

    fn word_sign(&self) -> Option<Sign> {
        let (operator, tokens) = match self.word()? {
            word if word.eq_ignore_ascii_case("AND") => (Operator::And, 1),
            word if word.eq_ignore_ascii_case("OR") => (Operator::Or, 1),
            word if word.eq_ignore_ascii_case("XOR") => (Operator::Xor, 1),
            word if word.eq_ignore_ascii_case("DIV") => (Operator::Divide, 1),
            word if word.eq_ignore_ascii_case("MOD") => (Operator::Modulo, 1),
            word if word.eq_ignore_ascii_case("OVERLAPS") => (Operator::Other, 1),
            word if word.eq_ignore_ascii_case("OPERATOR") => (Operator::Other, self.qualified_sign()?),
            _ => return None,
        };
        Some(Sign { operator, binding: binding_of(operator), tokens })
    }

    /// `OPERATOR(pg_catalog.=)`: how many tokens that is.
    fn qualified_sign(&self) -> Option<usize> {
        let inside = self.tokens.get(self.at + 2..)?;
        let is_name = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Symbol(b'.'));
        let name = inside.iter().take_while(|token| is_name(token)).count();
        let sign =
            inside.iter().skip(name).take(5).position(|token| token.kind == TokenKind::Symbol(b')'))?;
        (self.is_symbol_at(1, b'(') && sign > 0).then_some(name + sign + 3)
    }

    /// `document ? 'key'`: what looks like a placeholder stands between two expressions.
    fn question(&self) -> Option<Sign> {
        let plain = self.peek().is_some_and(|token| self.slice(token) == "?");
        if !plain || !matches!(self.dialect, Dialect::PostgreSql | Dialect::Generic) {
            return None;
        }
        let many = self.is_symbol_at(1, b'|') || self.is_symbol_at(1, b'&');
        let tokens = 1 + usize::from(many);
        let next = self.tokens.get(self.at + tokens)?;
        let follows =
            matches!(next.kind, TokenKind::Text | TokenKind::Placeholder) || self.is_at(tokens, &["ARRAY"]);
        let operator = Operator::SearchesJson;
        follows.then_some(Sign { operator, binding: binding_of(operator), tokens })
    }
}

fn binding_of(operator: Operator) -> u8 {
    match operator {
        Operator::Or => binding::OR,
        Operator::Xor => binding::XOR,
        Operator::And => binding::AND,
        Operator::Plus | Operator::Minus => binding::SUM,
        Operator::Multiply | Operator::Divide | Operator::Modulo => binding::PRODUCT,
        Operator::Power => binding::POWER,
        own if own.compares() => binding::COMPARISON,
        _ => binding::OTHER,
    }
}
