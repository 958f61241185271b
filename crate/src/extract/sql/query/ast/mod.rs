//! What statements that read or write rows consist of, as far as anything is asked of it.

mod expression;

use std::borrow::Cow;

pub(super) use expression::{Call, Case, Expr, Operator, Over, Value};

pub(super) enum Statement<'a> {
    Rows(Box<Rows<'a>>),
    Insert(Box<Insert<'a>>),
    Update(Box<Update<'a>>),
    Delete(Box<Delete<'a>>),
    Merge(Box<Merge<'a>>),
}

/// A query with what stands around its `SELECT`.
pub(super) struct Rows<'a> {
    pub with: Vec<TableExpression<'a>>,
    pub body: Body<'a>,
    pub order: Vec<Sort<'a>>,
    pub limit: Option<Expr<'a>>,
    pub offset: Option<Expr<'a>>,
    /// `FETCH FIRST 5 ROWS ONLY`
    pub fetches: bool,
    /// `FOR UPDATE`
    pub locks: bool,
    /// `FOR XML`, `FOR JSON`
    pub formats: bool,
}

/// One of a `WITH`.
pub(super) struct TableExpression<'a> {
    pub name: Name<'a>,
    pub rows: Rows<'a>,
}

pub(super) enum Body<'a> {
    Select(Box<Select<'a>>),
    Rows(Box<Rows<'a>>),
    Set(Box<SetOperation<'a>>),
    /// `VALUES`, `TABLE t`
    Plain,
    /// A table expression that writes.
    Write(Box<Statement<'a>>),
}

pub(super) struct SetOperation<'a> {
    pub union: bool,
    pub all: bool,
    pub by_name: bool,
    pub left: Body<'a>,
    pub right: Body<'a>,
}

#[derive(Default)]
pub(super) struct Select<'a> {
    pub distinct: Distinct,
    pub top: Option<Top<'a>>,
    pub projection: Vec<Item<'a>>,
    pub from: Vec<Joined<'a>>,
    pub selection: Option<Expr<'a>>,
    pub group: Vec<Expr<'a>>,
    pub having: Option<Expr<'a>>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Distinct {
    #[default]
    No,
    Rows,
    /// `DISTINCT ON (a)`
    On,
}

/// `TOP 5`, `TOP (@n) PERCENT`
pub(super) struct Top<'a> {
    pub quantity: Expr<'a>,
    pub percent: bool,
}

pub(super) enum Item<'a> {
    /// `*`
    Wildcard,
    /// `a.*`
    Qualified(Names<'a>),
    Value(Expr<'a>, Option<Name<'a>>),
}

impl<'a> Item<'a> {
    pub fn value(&self) -> Option<&Expr<'a>> {
        if let Self::Value(value, _) = self { Some(value) } else { None }
    }

    pub fn alias(&self) -> Option<&Name<'a>> {
        if let Self::Value(_, alias) = self { alias.as_ref() } else { None }
    }
}

pub(super) struct Sort<'a> {
    pub key: Expr<'a>,
    pub descending: bool,
}

/// An entry of `FROM` with what is joined to it.
pub(super) struct Joined<'a> {
    pub relation: Relation<'a>,
    pub joins: Vec<Join<'a>>,
}

pub(super) struct Join<'a> {
    pub kind: JoinKind,
    pub relation: Relation<'a>,
    pub constraint: Constraint<'a>,
}

impl<'a> Join<'a> {
    pub fn condition(&self) -> Option<&Expr<'a>> {
        if let Constraint::On(condition) = &self.constraint { Some(condition) } else { None }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
    /// `CROSS JOIN`, `CROSS APPLY`, `STRAIGHT_JOIN`
    Other,
}

pub(super) enum Constraint<'a> {
    None,
    Natural,
    On(Expr<'a>),
    Using(Vec<Name<'a>>),
}

pub(super) enum Relation<'a> {
    Table {
        name: Names<'a>,
        alias: Option<Name<'a>>,
    },
    /// A query in brackets.
    Derived {
        rows: Box<Rows<'a>>,
        alias: Option<Name<'a>>,
    },
    Nested(Box<Joined<'a>>),
    /// A function that gives rows, a pivoted table.
    Other {
        alias: Option<Name<'a>>,
    },
}

pub(super) struct Insert<'a> {
    pub table: Names<'a>,
    pub columns: Vec<Names<'a>>,
    /// `INSERT INTO t SET a = 1`
    pub assigns: bool,
    pub source: Option<Rows<'a>>,
    /// What is there already is left alone, updated or replaced.
    pub conflict: bool,
}

pub(super) struct Update<'a> {
    pub table: Joined<'a>,
    pub from: Vec<Joined<'a>>,
    pub assignments: Vec<Assignment<'a>>,
    pub selection: Option<Expr<'a>>,
    pub limit: Option<Expr<'a>>,
    pub ordered: bool,
}

pub(super) struct Assignment<'a> {
    /// Empty for several columns in brackets.
    pub target: Names<'a>,
    pub value: Expr<'a>,
}

pub(super) struct Delete<'a> {
    pub from: Vec<Joined<'a>>,
    pub using: Vec<Joined<'a>>,
    pub selection: Option<Expr<'a>>,
    pub limit: Option<Expr<'a>>,
    pub ordered: bool,
}

pub(super) struct Merge<'a> {
    pub table: Relation<'a>,
    pub source: Relation<'a>,
    pub on: Expr<'a>,
}

#[derive(Clone)]
pub(super) struct Name<'a> {
    pub value: Cow<'a, str>,
    pub quote: Option<char>,
}

impl Name<'_> {
    pub fn is(&self, other: &str) -> bool {
        self.value.eq_ignore_ascii_case(other)
    }
}

/// A name with what stands before its dots: `shop.orders`.
pub(super) type Names<'a> = Vec<Name<'a>>;
