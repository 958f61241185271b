//! What the conditions of object mappers compare: fields of objects, arguments with names, comparisons of columns,
//! and names of methods.

use super::Site;
use crate::extract::code::flow::{Interpreter, Object, Shape, Value};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Predicate, PredicateRole};

/// Operators by what they do with a column; any other is compared in a way that no index serves for sure.
const EQUAL: &[&str] = &["$eq", "$in", "Equal", "In", "equals", "exact", "in", "is_", "in_"];
const RANGE: &[&str] = &[
    "$gt",
    "$gte",
    "$lt",
    "$lte",
    "Between",
    "LessThan",
    "LessThanOrEqual",
    "MoreThan",
    "MoreThanOrEqual",
    "between",
    "date",
    "gt",
    "gte",
    "lt",
    "lte",
    "range",
    "year",
];
const OTHER: &[&str] = &[
    "$ne",
    "$nin",
    "$regex",
    "contains",
    "endsWith",
    "endswith",
    "has",
    "icontains",
    "iendswith",
    "iexact",
    "iregex",
    "isnull",
    "istartswith",
    "not",
    "notIn",
    "regex",
    "search",
    "startsWith",
    "startswith",
];

/// Words of a derived name behind a field: `findByAgeGreaterThan`.
const BEHIND: &[(&str, &str)] = &[
    ("IgnoreCase", "other"),
    ("IsNotNull", "other"),
    ("IsNull", "other"),
    ("NotNull", "other"),
    ("Null", "other"),
    ("GreaterThanEqual", "gte"),
    ("GreaterThan", "gt"),
    ("LessThanEqual", "lte"),
    ("LessThan", "lt"),
    ("Between", "gt"),
    ("Before", "lt"),
    ("After", "gt"),
    ("Containing", "other"),
    ("Contains", "other"),
    ("StartingWith", "other"),
    ("EndingWith", "other"),
    ("NotLike", "other"),
    ("Like", "other"),
    ("NotIn", "other"),
    ("In", "in"),
    ("Not", "other"),
    ("True", "in"),
    ("False", "in"),
    ("Equals", "in"),
    ("Is", "in"),
];

fn role_of(operator: &str) -> Option<PredicateRole> {
    let among = |words: &[&str]| words.contains(&operator);
    if among(EQUAL) {
        return Some(PredicateRole::Equal);
    }
    if among(RANGE) {
        return Some(PredicateRole::Range);
    }
    among(OTHER).then_some(PredicateRole::Other)
}

fn predicate(table: &str, column: &str, role: PredicateRole) -> Predicate {
    let equality = role == PredicateRole::Equal;
    Predicate {
        table: Some(table.to_owned()),
        column: column.to_owned(),
        equality,
        role,
        ..Predicate::default()
    }
}

/// Looks a row up by its key.
pub(super) fn of_key(table: &str) -> Predicate {
    predicate(table, "id", PredicateRole::Equal)
}

/// `{ email: "...", age: { gte: 18 } }`
pub(super) fn of_object(run: &Interpreter<'_>, table: &str, filter: &Object) -> Vec<Predicate> {
    let columns = filter
        .fields
        .iter()
        .filter(|(name, _)| !name.starts_with('$') && name.chars().any(char::is_lowercase));
    columns.filter_map(|(name, value)| Some(predicate(table, name, of_value(run, value)?))).collect()
}

/// How a column is compared with a value: none where a further table is asked.
fn of_value(run: &Interpreter<'_>, value: &Value) -> Option<PredicateRole> {
    match &value.shape {
        Shape::Object(id) => {
            let object = run.state.object(*id)?;
            if object.array {
                return Some(PredicateRole::Equal);
            }
            object.fields.keys().find_map(|name| role_of(name))
        }
        Shape::Api(api) => {
            let last = api.path.trim_end_matches("()").rsplit('.').next().unwrap_or_default();
            Some(if api.path.ends_with("()") {
                role_of(last).unwrap_or(PredicateRole::Other)
            } else {
                PredicateRole::Equal
            })
        }
        Shape::Nothing => Some(PredicateRole::Other),
        _ => Some(PredicateRole::Equal),
    }
}

/// `filter(email=email, created__gte=day)`
pub(super) fn of_names(table: &str, site: &Site) -> Vec<Predicate> {
    let excluded = site.name.as_deref() == Some("exclude");
    let names = site
        .arguments
        .iter()
        .filter_map(|one| one.name.as_deref())
        .filter(|name| *name != "**" && *name != "defaults");
    let columns = names.filter_map(|name| {
        let mut parts: Vec<&str> = name.split("__").collect();
        let role = parts.last().filter(|_| parts.len() > 1).and_then(|last| role_of(last));
        if role.is_some() {
            parts.pop();
        }
        let column = match parts.as_slice() {
            ["pk"] => "id",
            [one] | [one, "id" | "pk"] => one,
            _ => return None,
        };
        let role = if excluded { PredicateRole::Other } else { role.unwrap_or_default() };
        Some(predicate(table, column, role))
    });
    columns.collect()
}

/// `filter(User.email == email, User.age > 18)`
pub(super) fn of_comparisons(run: &Interpreter<'_>, site: &Site) -> Vec<Predicate> {
    let compared = site.positional().filter_map(|argument| of_comparison(run, argument.node));
    compared.collect()
}

fn of_comparison(run: &Interpreter<'_>, id: NodeId) -> Option<Predicate> {
    let (column, role) = match run.tree.kind(id) {
        NodeKind::Binary { operator, left, .. } => match &**operator {
            "==" => (*left, PredicateRole::Equal),
            "<" | "<=" | ">" | ">=" => (*left, PredicateRole::Range),
            _ => return None,
        },
        NodeKind::Call(call) => match run.tree.kind(call.callee) {
            NodeKind::Member { object, name } => (*object, role_of(name).unwrap_or(PredicateRole::Other)),
            _ => return None,
        },
        _ => return None,
    };
    let path = run.tree.path(column)?;
    let (model, column) = path.rsplit_once('.')?;
    let model = model.rsplit('.').next().filter(|model| model.starts_with(char::is_uppercase))?;
    Some(predicate(model, column, role))
}

/// `findByEmailAndAgeGreaterThan`
pub(super) fn of_method(table: &str, name: &str) -> Vec<Predicate> {
    let Some((_, condition)) = name.split_once("By") else { return Vec::new() };
    let condition = condition.split("OrderBy").next().unwrap_or_default();
    let either =
        condition.contains("Or") && condition.split("Or").all(|part| part.starts_with(char::is_uppercase));
    let columns = condition.split("And").filter(|part| !part.is_empty()).map(|part| {
        let behind = BEHIND.iter().find_map(|(word, operator)| {
            Some((part.strip_suffix(word).filter(|own| !own.is_empty())?, *operator))
        });
        let (field, operator) = behind.unwrap_or((part, "in"));
        let mut letters = field.chars();
        let field: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
        let role =
            if either { PredicateRole::Other } else { role_of(operator).unwrap_or(PredicateRole::Other) };
        predicate(table, &field, role)
    });
    columns.collect()
}
