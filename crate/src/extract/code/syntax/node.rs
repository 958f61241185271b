use std::rc::Rc;

/// A name or a text of the program.
pub(in crate::extract::code) type Name = Rc<str>;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// What is passed on or taken by name: `**options`.
    SpreadNamed(NodeId),
    /// A value that is declared or cast to be of a type.
    Typed {
        type_: Name,
        value: NodeId,
    },
    /// An argument that is given by the name of its parameter.
    Named {
        name: Name,
        value: NodeId,
    },
    /// A list, set, map or stream that is written as a loop.
    Comprehension(Box<Comprehension>),
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
    /// A block that gives its resources back when it ends, however it ends.
    With {
        /// Declarations, assignments or expressions.
        resources: Vec<NodeId>,
        body: NodeId,
    },
    Switch {
        value: NodeId,
        cases: Vec<Case>,
    },
    Return(Option<NodeId>),
    Throw(Option<NodeId>),
    /// One of the values that a generator gives.
    Yield(Option<NodeId>),
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
}

#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a trait of its own, and any combination exists")]
pub(in crate::extract::code) struct Function {
    /// A constructor is called `constructor` in every language.
    pub name: Option<Name>,
    pub parameters: Vec<Parameter>,
    /// The name of the instance, where it stands among the parameters: `self`, `func (s *Server)`. It is not
    /// in `parameters`.
    pub receiver: Option<Name>,
    /// A block, or the expression that it returns.
    pub body: NodeId,
    /// `this` is that of the function around it.
    pub arrow: bool,
    /// The whole is a statement: its name is known in the block around it, even before it.
    pub declared: bool,
    pub is_async: bool,
    /// Decorators, annotations, attributes, outermost first.
    pub decorators: Vec<NodeId>,
    /// Not for everybody to call: what a framework does not take for an action.
    pub hidden: bool,
}

#[derive(Clone, Debug, Default)]
pub(in crate::extract::code) struct Parameter {
    pub pattern: NodeId,
    /// The name of its type, without arguments: `Request`, `express.Request`.
    pub type_: Option<Name>,
    /// The whole type, as an expression.
    pub annotation: Option<NodeId>,
    pub decorators: Vec<NodeId>,
    /// Also a field of the instance.
    pub field: bool,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Class {
    pub name: Option<Name>,
    /// Base classes and interfaces, in order.
    pub parents: Vec<NodeId>,
    pub members: Vec<Member>,
    pub decorators: Vec<NodeId>,
}

/// A field or method, or something else that stands in a class and runs when it is met.
#[derive(Clone, Debug, Default)]
pub(in crate::extract::code) struct Member {
    /// Where it is constant.
    pub key: Option<Name>,
    pub computed: Option<NodeId>,
    /// A function, or a field's first value.
    pub value: NodeId,
    /// Bytes of its name in the text; of the whole where it has none.
    pub named: (usize, usize),
    /// What it is marked with.
    pub decorators: Vec<NodeId>,
    /// Its type as written: `Collection<Post>`.
    pub type_: Option<Name>,
    /// The same as an expression, where the language's reader gives it.
    #[allow(dead_code, reason = "what models of object mappers are read from")]
    pub annotation: Option<NodeId>,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Call {
    pub callee: NodeId,
    /// Positions first; [`NodeKind::Named`], [`NodeKind::Spread`] and [`NodeKind::SpreadNamed`] among them.
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
    /// The whole `catch` clauses with their parameters and blocks.
    pub handlers: Vec<Handler>,
    /// Runs where nothing was thrown.
    pub otherwise: Option<NodeId>,
    pub last: Option<NodeId>,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Handler {
    pub start: usize,
    pub end: usize,
    /// The types that it catches; none for all.
    pub errors: Option<NodeId>,
    pub parameter: Option<NodeId>,
    pub body: NodeId,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Case {
    /// None for the default.
    pub value: Option<NodeId>,
    /// A further condition.
    pub guard: Option<NodeId>,
    pub body: Vec<NodeId>,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Comprehension {
    /// Of a map.
    pub key: Option<NodeId>,
    pub value: NodeId,
    /// Outermost first.
    pub loops: Vec<Clause>,
}

/// One `for` of a comprehension, with its conditions.
#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Clause {
    pub start: usize,
    pub end: usize,
    pub element: NodeId,
    pub over: NodeId,
    pub tests: Vec<NodeId>,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct ImportedName {
    pub local: Name,
    /// As exported, dotted for what is inside; empty for the default export or the whole module, `*` for
    /// everything.
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
