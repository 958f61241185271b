//! Filters of document databases: an object that a caller sends may carry operators.

use super::{Argument, Site, mappers, queries, sinks};
use crate::extract::code::flow::{Interpreter, Object, Shape, Value};
use crate::extract::code::syntax::NodeKind;
use crate::facts::SinkKind;

/// Levels of a filter that are looked into.
const DEEPEST: usize = 4;

/// Operators that hold a value against their operand as it is: what it names is no operator.
const COMPARISONS: &[&str] =
    &["$eq", "$gt", "$gte", "$in", "$lt", "$lte", "$ne", "$nin", "$options", "$regex"];

/// Looks whether a call asks a document database, and with what.
pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    if !is_question(run, site) {
        return;
    }
    let positional = site.positional().find(|one| !queries::is_context(run, one.node)).cloned();
    let Some(filter) = site.named("filter").cloned().or(positional) else { return };
    let mut held = Vec::new();
    collect(run, &filter.value, 0, &mut held);
    for (script, value) in held {
        let kind = if script { SinkKind::DocumentScript } else { SinkKind::DocumentFilter };
        let argument = Argument { value, ..filter.clone() };
        sinks::check_value(run, site, &argument, kind);
    }
}

fn is_question(run: &Interpreter<'_>, site: &Site) -> bool {
    let documents = &run.tables.documents;
    let Some(name) = site.name.as_deref() else { return false };
    let Some(receiver) = &site.receiver else { return false };
    if documents.sure_methods.iter().any(|own| own == name) {
        return true;
    }
    // `record.update(values)` asks for nothing: a filter and what is set are two arguments.
    let sets_only = name == "update" && site.positional().count() < 2;
    if sets_only || !documents.methods.iter().any(|own| own == name) {
        return false;
    }
    let of_package =
        receiver.as_api().is_some_and(|api| documents.packages.iter().any(|own| **own == *api.module));
    of_package
        || is_collection(run, site)
        || (run.tables.language.commonjs && mappers::is_model(run, site, receiver))
}

/// `db.collection("users").find(...)`.
fn is_collection(run: &Interpreter<'_>, site: &Site) -> bool {
    if site.receiver_name(run).to_ascii_lowercase().ends_with("collection") {
        return true;
    }
    let NodeKind::Member { object, .. } = run.tree.kind(site.target) else { return false };
    let NodeKind::Call(call) = run.tree.kind(*object) else { return false };
    let NodeKind::Member { name, .. } = run.tree.kind(call.callee) else { return false };
    run.tables.documents.collections.iter().any(|own| **own == **name)
}

/// Everything that a filter holds, and whether it stands where a script does.
fn collect(run: &Interpreter<'_>, value: &Value, depth: usize, held: &mut Vec<(bool, Value)>) {
    if value.may_be_sent() {
        held.push((false, value.clone()));
    }
    let Shape::Object(id) = value.shape else { return };
    let Some(object) = run.state.object(id).filter(|_| depth < DEEPEST) else { return };
    // Options of a mapper of tables.
    if depth == 0 && (object.fields.contains_key("where") || mappers::has_options(object)) {
        return;
    }
    let mut named = |name: &str, value: &Value| {
        if run.tables.documents.scripts.iter().any(|own| own == name) {
            held.push((true, value.clone()));
        } else if !COMPARISONS.contains(&name) {
            collect(run, value, depth + 1, held);
        }
    };
    if let Some((name, value)) = pair(run, object) {
        return named(&name, value);
    }
    object.fields.iter().for_each(|(name, value)| named(name, value));
    for value in object.items.iter().chain(&object.rest) {
        collect(run, value, depth + 1, held);
    }
}

/// One name with its value, where a filter is a list of them: `{"$where", text}`, `{Key: "$where", Value: text}`.
fn pair<'o>(run: &Interpreter<'_>, object: &'o Object) -> Option<(String, &'o Value)> {
    let [key, value] = run.tables.documents.pairs.as_slice() else { return None };
    let (name, value) = match object.items.as_slice() {
        [name, value] if object.array => (name, value),
        _ => (object.fields.get(&**key)?, object.fields.get(&**value)?),
    };
    Some((name.constant()?, value))
}
