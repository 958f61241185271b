//! What expressions consist of.

use std::borrow::Cow;

use super::{Name, Names, Rows};

pub(in super::super) enum Expr<'a> {
    /// A column, a variable, or the name that stands for a placeholder.
    Name(Name<'a>),
    Names(Names<'a>),
    Value(Value<'a>),
    /// `DATE '2024-01-31'`
    Typed(Value<'a>),
    Nested(Box<Expr<'a>>),
    Tuple(Vec<Expr<'a>>),
    Not(Box<Expr<'a>>),
    Minus(Box<Expr<'a>>),
    Unary(Box<Expr<'a>>),
    Binary {
        left: Box<Expr<'a>>,
        operator: Operator,
        right: Box<Expr<'a>>,
    },
    /// `a = ANY (...)`
    Any {
        left: Box<Expr<'a>>,
        operator: Operator,
        right: Box<Expr<'a>>,
    },
    InList {
        value: Box<Expr<'a>>,
        list: Vec<Expr<'a>>,
        negated: bool,
    },
    InRows {
        value: Box<Expr<'a>>,
        rows: Box<Rows<'a>>,
        negated: bool,
    },
    Exists(Box<Rows<'a>>),
    Rows(Box<Rows<'a>>),
    Between {
        value: Box<Expr<'a>>,
        low: Box<Expr<'a>>,
        high: Box<Expr<'a>>,
        negated: bool,
    },
    /// `LIKE`, `ILIKE`
    Like {
        value: Box<Expr<'a>>,
        pattern: Box<Expr<'a>>,
    },
    IsNull {
        value: Box<Expr<'a>>,
        negated: bool,
    },
    /// `a IS TRUE`, `a IS FALSE`
    IsBoolean(Box<Expr<'a>>),
    Call(Box<Call<'a>>),
    Cast {
        value: Box<Expr<'a>>,
        type_: String,
    },
    /// `EXTRACT(year FROM a)`
    Extract(Box<Expr<'a>>),
    Case(Box<Case<'a>>),
    /// What nothing is asked of, with its parts.
    Other(Vec<Expr<'a>>),
}

pub(in super::super) struct Call<'a> {
    pub name: Names<'a>,
    pub arguments: Vec<Expr<'a>>,
    pub over: Over<'a>,
}

impl Call<'_> {
    /// The last part of the name is one of these.
    pub fn is(&self, names: &[&str]) -> bool {
        self.name.last().is_some_and(|own| names.iter().any(|name| own.is(name)))
    }
}

/// The window of a function.
pub(in super::super) enum Over<'a> {
    None,
    Window {
        partition: Vec<Expr<'a>>,
        ordered: bool,
    },
    /// One that is declared elsewhere, where its order may stand.
    Named,
}

pub(in super::super) struct Case<'a> {
    pub operand: Option<Expr<'a>>,
    pub whens: Vec<(Expr<'a>, Expr<'a>)>,
    pub otherwise: Option<Expr<'a>>,
}

#[derive(Clone, PartialEq)]
pub(in super::super) enum Value<'a> {
    Number(&'a str),
    Text(Cow<'a, str>),
    /// `N'...'`
    National(Cow<'a, str>),
    Boolean(bool),
    Null,
    /// In dollar quotes, with escapes, of bits.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Operator {
    Or,
    Xor,
    And,
    Eq,
    NotEq,
    Lt,
    LtEq,
    Gt,
    GtEq,
    /// `<=>`
    NullSafe,
    Plus,
    Minus,
    Multiply,
    Divide,
    Modulo,
    /// `||`
    Concat,
    /// `->>`
    TextAt,
    /// `#>>`
    TextBelow,
    /// `@>`, `@?`, `?`, `?|`, `?&`
    SearchesJson,
    /// `@@`
    Matches,
    Power,
    Other,
}

impl Operator {
    pub fn compares(self) -> bool {
        use Operator::{Eq, Gt, GtEq, Lt, LtEq, NotEq, NullSafe};
        matches!(self, Eq | NotEq | Lt | LtEq | Gt | GtEq | NullSafe)
    }

    /// The sign of a sum or a product.
    pub fn arithmetic(self) -> Option<&'static str> {
        match self {
            Self::Plus => Some("+"),
            Self::Minus => Some("-"),
            Self::Multiply => Some("*"),
            Self::Divide => Some("/"),
            _ => None,
        }
    }
}
