//! What an operation does to a resource: exactly one of list, read, create, update, delete, action.

use super::naming::{Naming, Segment};
use super::{Classes, OperationClass, Sign, shape};
use crate::facts::{Contract, Method, Operation, singular, words};

const READ: &[&str] = &[
    "calculate",
    "check",
    "compare",
    "compute",
    "count",
    "describe",
    "detect",
    "estimate",
    "evaluate",
    "explain",
    "fetch",
    "find",
    "get",
    "list",
    "lookup",
    "poll",
    "preview",
    "query",
    "read",
    "retrieve",
    "search",
    "show",
    "simulate",
    "validate",
    "view",
];
const CREATE: &[&str] = &[
    "add",
    "create",
    "clone",
    "copy",
    "generate",
    "import",
    "insert",
    "issue",
    "new",
    "provision",
    "submit",
];
const UPDATE: &[&str] = &[
    "change", "disable", "edit", "enable", "modify", "patch", "put", "rename", "replace", "set", "update",
    "upsert",
];
const DELETE: &[&str] =
    &["delete", "destroy", "drop", "erase", "purge", "remove", "terminate", "wipe", "deregister"];

pub(super) fn add(contract: &Contract, operation: &Operation, naming: &Naming, classes: &mut Classes) {
    let (class, sign) = found(operation, naming);
    if class == OperationClass::Read
        && let Some(shape) = shape::collection(contract, operation, naming)
    {
        classes.add(OperationClass::List, shape);
        return;
    }
    classes.add(class, sign);
}

fn found(operation: &Operation, naming: &Naming) -> (OperationClass, Sign) {
    let by_method = |class| (class, Sign::Method(operation.method));
    match operation.method {
        // Names of remote procedures stand in addresses that take every method.
        _ if operation.path.contains('=') => {
            by_name(operation, naming).unwrap_or(by_method(OperationClass::Action))
        }
        Method::Get | Method::Head | Method::Query | Method::Options | Method::Trace => {
            by_method(OperationClass::Read)
        }
        Method::Put | Method::Patch => by_method(OperationClass::Update),
        Method::Delete => by_method(OperationClass::Delete),
        Method::Post => by_name(operation, naming).unwrap_or_else(|| posted(operation, naming)),
    }
}

fn by_name(operation: &Operation, naming: &Naming) -> Option<(OperationClass, Sign)> {
    let from_end = naming.end().and_then(|end| Some((class_of(end.first())?, Sign::Path(end.text.clone()))));
    let from_id = || {
        let class = class_of(naming.verb()?)?;
        Some((class, Sign::Id(operation.id.as_ref()?.value.clone())))
    };
    from_end.or_else(from_id)
}

fn class_of(verb: &str) -> Option<OperationClass> {
    if READ.contains(&verb) {
        Some(OperationClass::Read)
    } else if CREATE.contains(&verb) {
        Some(OperationClass::Create)
    } else if UPDATE.contains(&verb) {
        Some(OperationClass::Update)
    } else if DELETE.contains(&verb) {
        Some(OperationClass::Delete)
    } else {
        None
    }
}

/// A POST whose name has no verb that is known: to a collection it creates, elsewhere it is an action.
fn posted(operation: &Operation, naming: &Naming) -> (OperationClass, Sign) {
    let to_collection = naming.end().is_some_and(is_plural);
    let makes = operation.responses.iter().any(|response| response.status == "201");
    if !makes && looks_up(operation) {
        return (OperationClass::Read, Sign::Shape("a description that speaks of a lookup"));
    }
    let class = match makes {
        true => OperationClass::Create,
        false if to_collection => OperationClass::Create,
        false if naming.ends_with_parameter => OperationClass::Update,
        false => OperationClass::Action,
    };
    (class, Sign::Method(operation.method))
}

/// "Resolve names to ids", "Bulk lookup of characters": a list too long for an address comes in a body.
fn looks_up(operation: &Operation) -> bool {
    [&operation.summary, &operation.description].into_iter().flatten().any(|text| {
        let mut spoken = text.split_whitespace().map(|word| words(word).concat()).peekable();
        // "This endpoint is used to …"
        if spoken.peek().is_some_and(|first| first == "this") {
            let purpose = spoken.by_ref().take(6).any(|word| word == "to");
            if !purpose {
                return false;
            }
        }
        let start: Vec<String> = spoken.take(3).collect();
        let verb = start.first().map(String::as_str).unwrap_or_default();
        let found = ["resolve", "lookup", "search", "find", "retrieve"];
        found.contains(&verb)
            || matches!(verb, "resolves" | "searches" | "finds" | "retrieves")
            || matches!(start.as_slice(), [first, second, ..] if first == "look" && second == "up")
            || matches!(start.as_slice(), [_, second, third] if second == "lookup" && third == "of")
    })
}

fn is_plural(segment: &Segment) -> bool {
    segment.words.last().is_some_and(|last| singular(last) != *last)
}
