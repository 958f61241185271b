//! Calls that store an object of fields as a record, and may be given whatever a caller sent (CWE-915).

use super::words::words;
use super::{Argument, Site, flows, mappers};
use crate::extract::code::flow::{Interpreter, Shape, Taint, Value};
use crate::extract::code::frameworks::RecordRow;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Doubts, SinkKind};

pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    let tables = run.tables;
    let Some(name) = site.name.as_deref() else { return };
    let row = tables.record.iter().find(|row| {
        let named = row.methods.is_empty() || row.methods.iter().any(|own| own == name);
        named && applies(run, site, row)
    });
    let Some(row) = row else { return };
    for argument in arguments(site, row) {
        for value in given(run, &argument.value, row) {
            let looked_into = looks_into(run, argument.node);
            for taint in value.taints.iter().filter(|taint| is_whole(taint)) {
                let mut taint = taint.clone();
                if looked_into {
                    taint.doubts = taint.doubts.with(Doubts::CHECK);
                }
                flows::report(run, site, argument.node, SinkKind::RecordFields, &taint);
            }
        }
    }
}

/// Whether the function itself reads or sets whose the object is, or what it allows.
fn looks_into(run: &Interpreter<'_>, object: NodeId) -> bool {
    const DECIDING: &[&str] = &["account", "admin", "author", "owner", "role", "roles", "tenant", "user"];
    let (tree, Some(function)) = (run.tree, run.function()) else { return false };
    let NodeKind::Name(own) = tree.kind(object) else { return false };
    tree.below(function).any(|(_, node)| match &node.kind {
        NodeKind::Member { object, name } => {
            matches!(tree.kind(*object), NodeKind::Name(name) if name == own)
                && words(name).iter().any(|word| DECIDING.contains(&word.as_str()))
        }
        _ => false,
    })
}

fn arguments(site: &Site, row: &RecordRow) -> Vec<Argument> {
    let picked = row.arguments.iter().filter_map(|pick| site.pick(std::slice::from_ref(pick)));
    picked.cloned().collect()
}

fn applies(run: &Interpreter<'_>, site: &Site, row: &RecordRow) -> bool {
    let imports = |packages: &[String]| {
        packages.is_empty()
            || run
                .found
                .imports
                .iter()
                .any(|(module, _)| packages.iter().any(|own| module.starts_with(own.as_str())))
    };
    if !imports(&row.packages) {
        return false;
    }
    match row.style.as_str() {
        "receiver" => {
            let receiver = site.receiver_name(run).to_ascii_lowercase();
            site.receiver.is_some() && row.receivers.iter().any(|own| receiver.ends_with(own.as_str()))
        }
        "constructor" => is_record_class(run, site),
        _ => mappers::mapper_call(run, site).is_some(),
    }
}

/// A class of records that is made: of a file of models, or one that extends what mappers bring.
fn is_record_class(run: &Interpreter<'_>, site: &Site) -> bool {
    let creates = site.creates || run.tables.language.calls_create;
    let name = site.name.as_deref().unwrap_or_default();
    if !creates || !name.starts_with(char::is_uppercase) || site.receiver.is_some() {
        return false;
    }
    match &site.callee.shape {
        Shape::Class(class) => match run.tree.kind(class.node) {
            NodeKind::Class(class) => class.parents.iter().any(|parent| is_record_parent(run, *parent)),
            _ => false,
        },
        Shape::Api(api) => {
            let module = api.module.to_ascii_lowercase();
            let of_mapper = matches!(&*api.module, "mongoose" | "sequelize");
            of_mapper
                || (run.tables.may_be_local(&api.module)
                    && (module.contains("model") || module.contains("entit")))
        }
        _ => false,
    }
}

/// `models.Model`, `db.Model`, `Base`; not a class that describes what is sent.
fn is_record_parent(run: &Interpreter<'_>, parent: NodeId) -> bool {
    let path = run.tree.path(parent).unwrap_or_default();
    matches!(path.rsplit('.').next(), Some("Model" | "Base" | "Document" | "BaseEntity" | "DeclarativeBase"))
}

/// What of a value becomes fields: the whole of it where nothing is known of it, what is spread into an object, and
/// what stands in a field of it that a table names.
fn given(run: &Interpreter<'_>, value: &Value, row: &RecordRow) -> Vec<Value> {
    match &value.shape {
        Shape::Unknown => vec![value.clone()],
        Shape::Object(id) => {
            let Some(object) = run.state.object(*id) else { return Vec::new() };
            let named = row.fields.iter().filter_map(|name| object.fields.get(name.as_str()));
            let inner = named.filter_map(|value| match &value.shape {
                Shape::Object(id) => run.state.object(*id).and_then(|inner| inner.rest.clone()),
                Shape::Unknown => Some(value.clone()),
                _ => None,
            });
            // Options are no fields.
            let own = object.rest.clone().filter(|_| row.fields.is_empty() && !object.array);
            inner.chain(own).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a value came as it was sent, and nothing chose parts of it on the way.
fn is_whole(taint: &Taint) -> bool {
    let moved = |text: &str| text.starts_with("passed to") || text.starts_with("returned by");
    !taint.doubts.any()
        && !taint.safe.has(SinkKind::RecordFields)
        && taint.steps().iter().all(|step| moved(&step.text))
}
