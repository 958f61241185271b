//! Runs a program on values that are only partly known, to see what reaches what.
//!
//! The interpreter goes over the tree as the program would: it folds constants, follows names, objects and
//! local functions, joins what two branches leave behind, and marks every value that a caller of the service
//! controls. Calls that mean something to the facts are told to `calls`. It is bounded in steps, depth and
//! sizes; where a bound is met, a value becomes unknown.

mod assurances;
mod bind;
mod builtins;
mod carried;
mod collections;
mod confine;
mod constants;
mod containers;
mod exports;
mod expressions;
mod extractors;
mod format;
mod functions;
mod handlers;
mod indexes;
mod instances;
mod interpreter;
mod join;
mod loops;
mod marks;
mod members;
mod operators;
mod outside;
mod patterns;
mod prototypes;
mod refine;
mod roles;
mod roots;
mod state;
mod statements;
mod surroundings;
mod switches;
mod taint;
mod text;
mod texts;
mod typed;
mod value;

pub(super) use assurances::Assured;
pub(super) use builtins::COMMAND;
pub(super) use interpreter::Interpreter;
pub(super) use roots::is_class;
pub(super) use state::Object;
pub(super) use taint::{Sinks, Taint, TaintSource};
pub(super) use text::{Piece, Text};
pub(super) use value::{Api, Asked, Closure, RouterId, Shape, Value};
