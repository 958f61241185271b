//! Options, fields, keys of maps, settings and marks of functions that mean something by their name.

use super::{MOST, is_about, said, spelled, values, zeros};
use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::frameworks::{JAVA, UseRow};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Configured, Said, SecurityUse};

/// What a line of a configuration file says of the framework that reads it.
pub(in crate::extract::code) fn configured(setting: &Configured, place: Place) -> Option<SecurityUse> {
    if !setting.name.contains('.') {
        return None;
    }
    let mut rows = JAVA.uses.iter();
    let row = rows.find(|row| row.settings.contains(&setting.name))?;
    let given = |_: &str, _: &[String]| Said::Constant(setting.value.clone(), None);
    Some(SecurityUse { said: said(row, given), ..SecurityUse::new(row.kind(), setting.name.clone(), place) })
}

type Rows<'a> = BTreeMap<&'a str, Vec<&'a UseRow>>;

/// Each with the node that the conditions around it are looked for from.
pub(super) fn all(run: &Interpreter<'_>) -> Vec<(NodeId, SecurityUse)> {
    let mut properties = Rows::new();
    let mut marks = Rows::new();
    for row in &run.tables.uses {
        if (row.properties.is_empty() && row.marks.is_empty()) || !is_about(run, row) {
            continue;
        }
        for name in &row.properties {
            properties.entry(name.as_str()).or_default().push(row);
        }
        for name in &row.marks {
            marks.entry(name.as_str()).or_default().push(row);
        }
    }
    let mut all = Vec::new();
    if properties.is_empty() && marks.is_empty() {
        return all;
    }
    for (id, node) in run.tree.nodes() {
        let found = each(run, id, &node.kind);
        for (name, value, place) in found {
            let rows = properties.get(name.as_str()).into_iter().flatten();
            all.extend(rows.map(|row| (value, one(run, row, &name, Some(value), place))));
        }
        marked(run, &node.kind, &marks, &mut all);
        if all.len() > MOST {
            break;
        }
    }
    all
}

/// Names that a node gives a value, with that and the place of both.
fn each(run: &Interpreter<'_>, id: NodeId, kind: &NodeKind) -> Vec<(String, NodeId, Place)> {
    let named = |named: (usize, usize), value: NodeId| {
        let function = matches!(run.tree.kind(value), NodeKind::Function(_));
        let end = if function { named.1 } else { run.tree.node(value).end };
        match named {
            (0, 0) => run.place(value),
            (start, _) => run.source.place(start, end.max(start)),
        }
    };
    match kind {
        NodeKind::Object(properties) => {
            let keyed = properties.iter().filter_map(|own| Some((own.key.as_ref()?, own)));
            keyed.map(|(key, own)| (key.to_string(), own.value, named(own.named, own.value))).collect()
        }
        NodeKind::Class(class) => {
            let keyed = class.members.iter().filter_map(|own| Some((own.key.as_ref()?, own)));
            keyed.map(|(key, own)| (key.to_string(), own.value, named(own.named, own.value))).collect()
        }
        NodeKind::Named { name, value } => vec![(name.to_string(), *value, run.place(id))],
        NodeKind::Assign { target, value, operator }
            // `ServerCertificateValidationCallback += delegate { return true; }`
            if operator.is_none() || matches!(run.tree.kind(*value), NodeKind::Function(_)) =>
        {
            name_of(run, *target).map(|name| (name, *value, run.place(id))).into_iter().collect()
        }
        NodeKind::Declare { target, value: Some(value) } => {
            name_of(run, *target).map(|name| (name, *value, run.place(id))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The last name of what is assigned to: `DEBUG` of `app.config["DEBUG"]`.
fn name_of(run: &Interpreter<'_>, target: NodeId) -> Option<String> {
    match run.tree.kind(target) {
        NodeKind::Name(name) | NodeKind::Member { name, .. } => Some(name.to_string()),
        NodeKind::Index { key, .. } => match run.tree.kind(*key) {
            NodeKind::Text(name) => Some(name.to_string()),
            _ => None,
        },
        _ => None,
    }
}

fn marked(run: &Interpreter<'_>, kind: &NodeKind, marks: &Rows<'_>, all: &mut Vec<(NodeId, SecurityUse)>) {
    let (decorators, within) = match kind {
        NodeKind::Function(function) => (&function.decorators, &function.name),
        NodeKind::Class(class) => (&class.decorators, &class.name),
        _ => return,
    };
    for decorator in decorators {
        let path = spelled(run, *decorator);
        let name = path.rsplit('.').next().unwrap_or_default();
        for row in marks.get(name).into_iter().flatten() {
            let mut one = one(run, row, name, None, run.place(*decorator));
            one.within = within.as_ref().map(ToString::to_string);
            all.push((*decorator, one));
        }
    }
}

fn one(run: &Interpreter<'_>, row: &UseRow, name: &str, value: Option<NodeId>, place: Place) -> SecurityUse {
    let given = |what: &str, picks: &[String]| match (picks.first().map(String::as_str), value) {
        (Some("="), Some(value)) => {
            zeros::said(run, what, value).unwrap_or_else(|| values::of_node(run, value))
        }
        _ => Said::Nothing,
    };
    SecurityUse { said: said(row, given), ..SecurityUse::new(row.kind(), name.to_owned(), place) }
}
