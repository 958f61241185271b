//! Parameters that a suggestion adds to operations.

use super::{is_old, path, shared, update};
use crate::artifact::Value;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Family, List, Operation, ParameterLocation};
use crate::finding::Action;

/// A parameter that callers may leave out.
pub(in crate::rules) struct Parameter<'a> {
    pub(in crate::rules) name: &'a str,
    pub(in crate::rules) location: &'static str,
    pub(in crate::rules) description: &'static str,
    /// Members of its schema.
    pub(in crate::rules) schema: Vec<(&'static str, Value)>,
}

impl Parameter<'_> {
    fn written(&self, contract: &Contract) -> Value {
        let schema = self.schema.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let mut members = vec![
            ("name".to_owned(), Value::text(self.name)),
            ("in".to_owned(), Value::text(self.location)),
            ("required".to_owned(), Value::Bool(false)),
            ("description".to_owned(), Value::text(self.description)),
        ];
        if is_old(contract) {
            members.extend(schema);
        } else {
            members.push(("schema".to_owned(), Value::Map(schema.collect())));
        }
        Value::Map(members)
    }
}

/// One parameter for some operations, described once where there are several; none where one of them cannot be
/// named. `component` is what it is called among the components.
pub(in crate::rules) fn parameter(
    contract: &Contract,
    operations: &[&Operation],
    parameter: &Parameter<'_>,
    component: &str,
) -> Option<Vec<Action>> {
    let mut actions = Vec::new();
    let mut value = parameter.written(contract);
    if operations.len() > 1 {
        let what = format!("Describe the parameter `{}` once", parameter.name);
        actions.push(shared(contract, "parameters", component, value, what));
        let of = if is_old(contract) { "" } else { "components/" };
        value = Value::reference(format!("#/{of}parameters/{component}"));
    }
    for operation in operations {
        let what = format!("Let callers of `{}` send `{}`", operation.label(), parameter.name);
        actions.extend(added(contract, operation, &[value.clone()], &what)?);
    }
    Some(actions)
}

/// Adds parameters to the list of an operation.
fn added(contract: &Contract, operation: &Operation, new: &[Value], what: &str) -> Option<Vec<Action>> {
    let mut path = path(contract, operation)?;
    if !operation.slots.lists_parameters {
        let list = Value::map([("parameters", Value::List(new.to_vec()))]);
        return Some(vec![update(&path, what, list)]);
    }
    path.push("parameters");
    // What is merged into a list is one more of its values (OpenAPI Overlay 1.0.0, 4.4.3.1).
    Some(new.iter().map(|value| update(&path, what, value.clone())).collect())
}

/// The parameters by which lists come in parts, as the document's other lists have them.
pub(in crate::rules) fn paging(contract: &Contract, lists: &[&Operation]) -> Option<Vec<Action>> {
    let parameters = house_parameters(contract).unwrap_or_else(|| {
        [sized("limit"), cursor("cursor")].iter().map(|one| one.written(contract)).collect()
    });
    let mut actions = Vec::new();
    for operation in lists {
        let what = format!("Let callers of `{}` ask for one part after another", operation.label());
        actions.extend(added(contract, operation, &parameters, &what)?);
    }
    Some(actions)
}

/// What the lists of the most frequent way of paging take.
fn house_parameters(contract: &Contract) -> Option<Vec<Value>> {
    let mut families: BTreeMap<Family, Vec<(&Operation, &List)>> = BTreeMap::new();
    for (operation, list) in contract.listing() {
        let family = list.paging.as_ref().map(|paging| paging.family);
        if let Some(family) =
            family.filter(|family| matches!(family, Family::Cursor | Family::Page | Family::Offset))
        {
            families.entry(family).or_default().push((operation, list));
        }
    }
    let (_, lists) = families.into_iter().max_by_key(|(_, lists)| lists.len())?;
    let (model, _) = lists.into_iter().find(|(operation, _)| {
        operation.place.file == contract.place.file && !contract.paging_parameters(operation).is_empty()
    })?;
    let parameters = contract
        .paging_parameters(model)
        .into_iter()
        .filter(|(_, one)| one.location == ParameterLocation::Query);
    let written = parameters.map(|(family, parameter)| match (parameter.reference.as_deref(), family) {
        (Some(reference), _) => Value::reference(reference),
        (None, Family::Size) => sized(&parameter.name).written(contract),
        (None, Family::Cursor) => cursor(&parameter.name).written(contract),
        (None, _) => position(&parameter.name).written(contract),
    });
    Some(written.collect::<Vec<_>>()).filter(|written| !written.is_empty())
}

fn number(minimum: u64) -> Vec<(&'static str, Value)> {
    vec![("type", Value::text("integer")), ("minimum", Value::Number(minimum))]
}

fn sized(name: &str) -> Parameter<'_> {
    let mut schema = number(1);
    schema.extend([("maximum", Value::Number(100)), ("default", Value::Number(20))]);
    Parameter { name, location: "query", description: "How many items the answer holds at most", schema }
}

fn cursor(name: &str) -> Parameter<'_> {
    let schema = vec![("type", Value::text("string")), ("maxLength", Value::Number(500))];
    Parameter {
        name,
        location: "query",
        description: "Where to go on, as the answer before has told it",
        schema,
    }
}

fn position(name: &str) -> Parameter<'_> {
    Parameter { name, location: "query", description: "Where to go on", schema: number(0) }
}
