//! Parameters of handlers whose types say how they are made: making one may turn the caller away.

use super::guards;
use super::injections::is_store;
use super::words::words;
use crate::extract::code::flow::{Interpreter, Shape, is_class};
use crate::extract::code::syntax::{NodeId, NodeKind, Parameter};
use crate::facts::{Guard, GuardKind};

/// Guards among the parameters of a function whose types say how they are made.
pub(super) fn guards(run: &mut Interpreter<'_>, function: NodeId) -> Vec<Guard> {
    let tree = run.tree;
    let NodeKind::Function(own) = tree.kind(function) else { return Vec::new() };
    if !run.tables.language.extractors {
        return Vec::new();
    }
    let mut guards = Vec::new();
    for parameter in &own.parameters {
        guards.extend(extractor(run, parameter));
    }
    guards
}

fn extractor(run: &mut Interpreter<'_>, parameter: &Parameter) -> Option<Guard> {
    let outermost = *parameter.decorators.first()?;
    let path = run.tree.path(outermost)?;
    let last = path.rsplit('.').next().unwrap_or_default().to_owned();
    // What may be missing turns nobody away.
    if matches!(&*last, "Option" | "Result") {
        return None;
    }
    let value = run.value(outermost);
    let place = run.place(parameter.pattern);
    let made = |kind, imported| Guard {
        kind,
        name: last.clone(),
        place,
        order: 0,
        prefix: "/".to_owned(),
        imported,
    };
    let held = parameter.decorators.iter().take(3).find_map(|node| {
        let api = run.value(*node).as_api().cloned()?;
        run.tables.guard(&api.module, &api.path).filter(|kind| *kind != GuardKind::Other)
    });
    if let Some(kind) = held {
        return (kind != GuardKind::BodyParser).then(|| made(kind, None));
    }
    if let Some((part, _)) = super::annotated_input(run, parameter) {
        let described = parameter.type_.as_deref().is_some_and(is_class)
            && !matches!(
                parameter.type_.as_deref(),
                Some("Value" | "String" | "HashMap" | "Bytes" | "Multipart")
            );
        let validates =
            words(&last).iter().any(|word| matches!(&**word, "valid" | "validated" | "validate" | "garde"));
        return (part == "body" && (described || validates)).then(|| made(GuardKind::Validation, None));
    }
    let named = guards::kind_by_name(run.tables, &last).filter(|kind| {
        matches!(kind, GuardKind::Authentication | GuardKind::Authorization | GuardKind::RateLimit)
    });
    let all = words(&last);
    let optional = all.iter().any(|word| matches!(&**word, "optional" | "maybe" | "opt" | "anonymous"));
    let caller =
        || run.tables.framework.iter().flat_map(|framework| &framework.callers).any(|own| all.contains(own));
    if is_store(&last) || optional || !is_class(&last) {
        return None;
    }
    match named {
        Some(kind) => Some(made(kind, None)),
        None if caller() => Some(made(GuardKind::Authentication, None)),
        None => {
            let by_body = match &value.shape {
                Shape::Class(class) => super::resources::extractor_kind(run, class.node),
                _ => None,
            };
            let imported = value.as_api().and_then(|api| guards::imported(run, api));
            match (by_body, imported) {
                (Some(kind), _) => Some(made(kind, None)),
                (None, Some(member)) => Some(made(GuardKind::Injection, Some(member))),
                (None, None) => None,
            }
        }
    }
}
