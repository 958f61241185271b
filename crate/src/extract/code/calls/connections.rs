//! Queries that a chain of calls on a connection builds: `db.Where("email = ?", email).First(&user)`.

use super::words::words;
use super::{Argument, Site, conditions};
use crate::detect::Dialect;
use crate::extract::code::flow::{Interpreter, Shape, Value};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::extract::sql;
use crate::facts::{Query, QueryOrigin, QueryVerb};

/// Calls of one chain that are looked at.
const LONGEST: usize = 24;
/// Parts of a function that are looked through for what a list holds.
const MOST_PARTS: usize = 4_000;

/// One call of a chain, the last first.
struct Step<'a> {
    name: &'a str,
    arguments: &'a [NodeId],
}

/// The query that a call ends, where the chain begins at a connection and names a model.
pub(super) fn ended(run: &mut Interpreter<'_>, site: &Site, verb: QueryVerb, one: bool) -> Option<Query> {
    let (root, steps) = chain(run, site.target)?;
    if !is_connection(run, &root) {
        return None;
    }
    let given =
        |name: &str| steps.iter().find(|step| step.name == name).and_then(|step| step.arguments.first());
    let (model, relation) = (given("Model").copied(), given("Association").copied());
    let model = match (relation, model) {
        (Some(relation), _) => run.value(relation).constant(),
        (None, Some(model)) => {
            let own = run.value(model);
            class_name(run, &own).or_else(|| listed(run, model))
        }
        (None, None) => {
            let first = site.positional().next().map(|first| first.node);
            class_name(run, &site.argument(0)).or_else(|| listed(run, first?))
        }
    }?;
    let text = condition(run, &steps, site);
    let place = run.place(site.id);
    let read = text.as_ref().and_then(|text| {
        let whole = format!("SELECT 1 FROM {model} WHERE {text}");
        sql::read_query(&whole, Dialect::Generic, place, QueryOrigin::Code)
    });
    let mut query = Query::new(verb, place, QueryOrigin::Code);
    query.predicates = read.map(|read| read.predicates).unwrap_or_default();
    let has = |names: &[&str]| steps.iter().any(|step| names.contains(&step.name));
    if let Some(key) = site.positional().nth(1).filter(|_| site.arguments.len() == 2)
        && text.is_none()
        && names_key(run, key.node)
    {
        query.predicates.push(conditions::of_key(&model));
    }
    query.filtered = has(&["Where", "Not", "Or"]) || site.arguments.len() > 1;
    query.bounded = one || has(&["Limit", "Scopes", "Joins", "Raw", "Table", "Association"]);
    query.in_loop = run.in_loop();
    let offset = steps.iter().find(|step| step.name == "Offset").and_then(|step| step.arguments.first());
    query.offset = offset.filter(|own| run.text(**own) != "0").map(|own| run.place(*own));
    query.tables = vec![model];
    Some(query)
}

/// The name that a chain begins with, and its calls but for the last.
fn chain<'a>(run: &Interpreter<'a>, target: NodeId) -> Option<(String, Vec<Step<'a>>)> {
    let mut steps = Vec::new();
    let NodeKind::Member { object, .. } = run.tree.kind(target) else { return None };
    let mut at = *object;
    while let NodeKind::Call(call) = run.tree.kind(at) {
        let NodeKind::Member { object, name } = run.tree.kind(call.callee) else { return None };
        if steps.len() == LONGEST {
            return None;
        }
        steps.push(Step { name, arguments: &call.arguments });
        at = *object;
    }
    let path = run.tree.path(at)?;
    Some((path.rsplit('.').next().unwrap_or(&path).to_owned(), steps))
}

fn is_connection(run: &Interpreter<'_>, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("db") || run.tables.sql.receivers.contains(&name)
}

/// The first text of a condition, in the chain or behind what the rows are read into.
fn condition(run: &mut Interpreter<'_>, steps: &[Step<'_>], site: &Site) -> Option<String> {
    let behind = site.positional().nth(1).map(|own: &Argument| own.value.clone());
    let within =
        steps.iter().find(|step| step.name == "Where").and_then(|step| step.arguments.first().copied());
    let value = match within {
        Some(within) => run.value(within),
        None => behind?,
    };
    let text = value.constant()?;
    text.contains(['=', '<', '>', ' ']).then_some(text)
}

/// Whether what stands behind the row is its key: `First(&note, id)`, `Delete(&Note{}, c.Param("id"))`.
fn names_key(run: &Interpreter<'_>, node: NodeId) -> bool {
    run.tree.below(node).take(32).any(|(_, node)| match &node.kind {
        NodeKind::Name(name) | NodeKind::Member { name, .. } | NodeKind::Text(name) => {
            let words = words(name);
            !name.contains(' ') && matches!(words.last().map(String::as_str), Some("id" | "pk" | "uuid"))
        }
        _ => false,
    })
}

/// The struct that a list is declared to hold, or a parameter to be: `&users`.
fn listed(run: &Interpreter<'_>, node: NodeId) -> Option<String> {
    let node = match run.tree.kind(node) {
        NodeKind::Unary { operand, .. } => *operand,
        _ => node,
    };
    let NodeKind::Name(name) = run.tree.kind(node) else { return None };
    let function = run.function()?;
    let before = run.tree.node(node).start;
    let is_it = |target: NodeId| run.tree.bound_name(target).is_some_and(|own| own == *name);
    let declared = run.tree.below(function).take(MOST_PARTS).filter(|(_, one)| one.end <= before);
    let declared = declared.filter_map(|(_, one)| match &one.kind {
        NodeKind::Declare { target, value: Some(value) } if is_it(*target) => match run.tree.kind(*value) {
            NodeKind::Typed { type_, .. } => Some(type_),
            _ => None,
        },
        _ => None,
    });
    let given = || match run.tree.kind(function) {
        NodeKind::Function(own) => own.parameters.iter().find(|one| is_it(one.pattern))?.type_.as_ref(),
        _ => None,
    };
    let type_ = declared.last().or_else(given)?;
    type_.rsplit('.').next().map(str::to_owned)
}

/// The class of a value, or that of its elements.
fn class_name(run: &Interpreter<'_>, value: &Value) -> Option<String> {
    match &value.shape {
        Shape::Object(id) => {
            let object = run.state.object(*id)?;
            let Some(class) = object.class else {
                return object.items.first().and_then(|first| match first.shape {
                    Shape::Object(inner) if inner == *id => None,
                    _ => class_name(run, first),
                });
            };
            let NodeKind::Class(class) = run.tree.kind(class.node) else { return None };
            class.name.as_deref().map(str::to_owned)
        }
        Shape::Api(api) => {
            let last = api.path.strip_suffix("()")?.rsplit('.').next()?;
            last.starts_with(char::is_uppercase).then(|| last.to_owned())
        }
        _ => None,
    }
}
