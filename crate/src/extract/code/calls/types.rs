//! What the types of a file say of a value that a framework makes of what a caller sent: numbers and enumerations hold
//! no text, and a type that is read by code of its own lets through what that code does.

use super::guards;
use crate::extract::code::flow::{Interpreter, Shape, Value};
use crate::extract::code::syntax::{Class, Name, NodeKind};
use crate::facts::{Assurance, ModuleMember, Outcome, SinkKind};

/// Fields of one file that are told.
const MOST: usize = 2_000;

/// Methods that read a value of a type from what was sent.
const READERS: &[&str] = &["deserialize", "__get_validators__", "__get_pydantic_core_schema__", "TryParse"];

/// A value that is declared to be of a type of another file: what that lets through.
pub(in crate::extract::code) fn shaped(run: &Interpreter<'_>, type_: Option<&Name>, value: Value) -> Value {
    match type_.and_then(|type_| elsewhere(run, type_)) {
        Some(target) => value.shaped(&target),
        None => value,
    }
}

/// The type, where it may be one of another file.
fn elsewhere(run: &Interpreter<'_>, type_: &Name) -> Option<ModuleMember> {
    let known = run.lookup(type_).map(|class| class.shape.clone());
    let class = known.unwrap_or_else(|| run.of_nobody(type_).shape);
    let Shape::Api(api) = class else { return None };
    guards::imported(run, &api)
}

/// What the types of a file say.
pub(super) fn told(run: &Interpreter<'_>) -> Vec<Assurance> {
    let classes = run.tree.nodes().filter_map(|(_, node)| match &node.kind {
        NodeKind::Class(class) => Some(class),
        _ => None,
    });
    classes.flat_map(|class| of_class(run, class)).take(MOST).collect()
}

fn of_class(run: &Interpreter<'_>, class: &Class) -> Vec<Assurance> {
    let Some(name) = &class.name else { return Vec::new() };
    let told = |field: Option<&Name>, harmless: bool, type_: Option<ModuleMember>| Assurance {
        function: name.to_string(),
        argument: 0,
        outcome: Outcome::Shaped,
        field: field.map(ToString::to_string),
        harmless: if harmless { SinkKind::ALL.to_vec() } else { Vec::new() },
        type_,
    };
    if is_closed(run, class) {
        return vec![told(None, true, None)];
    }
    let fields = class.members.iter().filter_map(|member| {
        let type_ = member.type_.as_ref()?;
        let field = member.key.as_ref()?;
        let harmless = run.tables.language.harmless_types.iter().any(|own| **own == **type_);
        let within = || match run.lookup(type_).map(|class| &class.shape) {
            Some(Shape::Class(_)) => Some(ModuleMember { module: String::new(), member: type_.to_string() }),
            _ => elsewhere(run, type_),
        };
        if harmless {
            Some(told(Some(field), true, None))
        } else {
            within().map(|type_| told(Some(field), false, Some(type_)))
        }
    });
    fields.collect()
}

/// An enumeration, or a type that is read by code of its own.
fn is_closed(run: &Interpreter<'_>, class: &Class) -> bool {
    let is_enumeration = class
        .parents
        .iter()
        .filter_map(|parent| run.tree.path(*parent))
        .any(|parent| parent.ends_with("Enum"));
    let reads = class.members.iter().filter_map(|member| member.key.as_deref());
    is_enumeration
        || reads.into_iter().any(|name| READERS.contains(&name))
        || class.decorators.iter().any(|mark| run.text(*mark).contains("try_from"))
}
