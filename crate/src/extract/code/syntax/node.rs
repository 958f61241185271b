use std::rc::Rc;

/// A name or a text of the program.
pub(in crate::extract::code) type Name = Rc<str>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::extract::code) struct NodeId(pub u32);

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Node {
    /// Bytes in the text that was read.
    pub start: usize,
    pub end: usize,
    pub kind: NodeKind,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) enum NodeKind {
    Name(Name),
    This,
    /// A constant string, without quotes and escapes.
    Text(Name),
    Number(f64),
    Boolean(bool),
    /// `null`, `undefined`.
    Nothing,
    /// A regular expression, without slashes and flags.
    Regex(Name),
    /// A string with values in it: [`NodeKind::Text`] nodes and expressions, in order.
    Template {
        tag: Option<NodeId>,
        parts: Vec<NodeId>,
    },
    /// What `+` joins, from left to right.
    Concat(Vec<NodeId>),
    /// An array, or the pattern of one.
    Array(Vec<NodeId>),
    /// An object, or the pattern of one.
    Object(Vec<Property>),
    /// `...value`, and the rest in a pattern.
    Spread(NodeId),
    Function(Box<Function>),
    Class(Box<Class>),
    Call(Call),
    Member {
        object: NodeId,
        name: Name,
    },
    Index {
        object: NodeId,
        key: NodeId,
    },
    Await(NodeId),
    Binary {
        operator: Name,
        left: NodeId,
        right: NodeId,
    },
    Unary {
        operator: Name,
        operand: NodeId,
    },
    /// An `if`, or a conditional expression; `value` where it is the latter.
    If {
        test: NodeId,
        then: NodeId,
        otherwise: Option<NodeId>,
        value: bool,
    },
    Assign {
        target: NodeId,
        /// `+=`, ...; none for `=`.
        operator: Option<Name>,
        value: NodeId,
    },
    /// A pattern with a value for when there is none.
    Default {
        target: NodeId,
        value: NodeId,
    },
    Declare {
        target: NodeId,
        value: Option<NodeId>,
    },
    Block(Vec<NodeId>),
    Loop(Box<Loop>),
    Try(Box<Try>),
    Switch {
        value: NodeId,
        cases: Vec<Case>,
    },
    Return(Option<NodeId>),
    Throw(Option<NodeId>),
    /// `break`, `continue`.
    Jump,
    Import {
        module: Name,
        names: Vec<ImportedName>,
    },
    Export {
        names: Vec<ExportedName>,
        /// The module that they are passed on from.
        module: Option<Name>,
    },
    Other(Vec<NodeId>),
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Property {
    /// Where it is constant.
    pub key: Option<Name>,
    /// An expression in brackets.
    pub computed: Option<NodeId>,
    pub value: NodeId,
    /// Bytes of its name in the text; of the whole where it has none.
    pub named: (usize, usize),
    /// What a member of a class is marked with.
    pub decorators: Vec<NodeId>,
    /// The type of a member of a class, as written: `Collection<Post>`.
    pub type_: Option<Name>,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Function {
    pub name: Option<Name>,
    pub parameters: Vec<Parameter>,
    /// A block, or the expression that it returns.
    pub body: NodeId,
    /// `this` is that of the function around it.
    pub arrow: bool,
    /// The whole is a statement: its name is known in the block around it, even before it.
    pub declared: bool,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Parameter {
    pub pattern: NodeId,
    /// The name of its type, without arguments: `Request`, `express.Request`.
    pub type_: Option<Name>,
    /// Also a field of the instance.
    pub field: bool,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Class {
    pub name: Option<Name>,
    pub parent: Option<NodeId>,
    pub members: Vec<Property>,
    pub decorators: Vec<NodeId>,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Call {
    pub callee: NodeId,
    pub arguments: Vec<NodeId>,
    /// `new`.
    pub creates: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract::code) enum LoopKind {
    /// Over the elements of something.
    Each,
    /// With a counter.
    Counted,
    /// While something holds.
    While,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Loop {
    pub kind: LoopKind,
    /// Runs once, before.
    pub before: Option<NodeId>,
    /// What is gone through, where it is over elements.
    pub over: Option<NodeId>,
    pub element: Option<NodeId>,
    pub test: Option<NodeId>,
    pub step: Option<NodeId>,
    pub body: NodeId,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Try {
    pub body: NodeId,
    /// The whole `catch` clause with its parameter and block.
    pub handler: Option<Handler>,
    pub last: Option<NodeId>,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Handler {
    pub start: usize,
    pub end: usize,
    pub parameter: Option<NodeId>,
    pub body: NodeId,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Case {
    /// None for the default.
    pub value: Option<NodeId>,
    pub body: Vec<NodeId>,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct ImportedName {
    pub local: Name,
    /// As exported; empty for the default export or the whole module.
    pub imported: Name,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct ExportedName {
    /// Empty for the default export; `*` for all of another module.
    pub name: Name,
    /// The local name, or an expression or declaration.
    pub local: Option<Name>,
    pub value: Option<NodeId>,
}
