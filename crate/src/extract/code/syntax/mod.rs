//! One small tree for every language: what a program does, without how it is spelled.
//!
//! Nodes live in an arena and refer to each other by id, so a tree is dropped without recursion. A construct
//! that has no kind of its own is [`NodeKind::Other`] with its children: nothing is lost.

mod children;
mod fields;
mod lower;
mod node;
mod tree;

pub(super) use fields::Fields;
pub(super) use lower::{Grammar, Lowering, inner, lower, named};
pub(super) use node::{
    Call, Case, Class, Clause, Comprehension, ExportedName, Function, Handler, ImportedName, Loop, LoopKind,
    Member, Name, Node, NodeId, NodeKind, Parameter, Property, Try,
};
pub(super) use tree::Tree;
