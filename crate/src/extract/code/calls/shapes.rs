//! What a schema lets through: `z.object({ sort: z.enum(["name", "age"]) }).parse(input)` gives one of two texts
//! under `sort`, and whatever a caller sent under other names.

use super::Site;
use crate::collections::{BTreeMap, BTreeSet};
use crate::extract::code::flow::{Interpreter, Value};
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::{Assurance, ModuleMember, Outcome, Passed, SinkKind};

/// Calls of a schema that give what it lets through, and the field that they give it in.
const PARSES: &[(&str, &str)] = &[
    ("cast", ""),
    ("parse", ""),
    ("parseAsync", ""),
    ("safeParse", "data"),
    ("safeParseAsync", "data"),
    ("validate", "value"),
    ("validateAsync", ""),
    ("validateSync", ""),
];

/// Parts of a schema that are made of others.
const OBJECTS: &[&str] = &["extend", "keys", "object", "safeExtend", "shape", "strictObject"];

/// Parts that let no text through, or only such as the schema lists.
const CLOSED: &[&str] = &[
    "bigint",
    "boolean",
    "cuid",
    "cuid2",
    "date",
    "enum",
    "guid",
    "int",
    "integer",
    "literal",
    "nativeEnum",
    "number",
    "oneOf",
    "ulid",
    "uuid",
    "valid",
];

/// Parts that let something else through as well.
const OPENING: &[&str] = &["catch", "or", "pipe", "transform", "union"];

/// Links of one chain that are looked at.
const MOST_LINKS: usize = 32;

/// What a schema gives of what it is handed; none where the call is of nothing that is known as one.
pub(super) fn parsed(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let (_, within) = PARSES.iter().find(|(name, _)| site.name.as_deref() == Some(*name))?;
    let NodeKind::Member { object, .. } = run.tree.kind(site.target) else { return None };
    let given = run.unknown_result(&site.values());
    if !run.tables.language.commonjs || !given.is_tainted() {
        return None;
    }
    let imported =
        site.receiver.as_ref().and_then(Value::as_api).and_then(|api| super::guards::imported(run, api));
    let value = if let Some(target) = imported {
        given.shaped(&target)
    } else {
        let schema = definition(run, *object)?;
        let fields = closed_fields(run, schema);
        if fields.is_empty() {
            return None;
        }
        let whole = run.made(fields.into_iter().map(|field| (field, Value::default())).collect());
        run.set_others(&whole, &given);
        whole
    };
    if within.is_empty() {
        return Some(value);
    }
    Some(run.made([(Name::from(*within), value)].into_iter().collect()))
}

/// The expression that makes a schema: itself, or what stands behind its name in the file.
fn definition(run: &mut Interpreter<'_>, schema: NodeId) -> Option<NodeId> {
    let tree = run.tree;
    let NodeKind::Name(wanted) = tree.kind(schema) else { return Some(schema) };
    if run.found.made_by_calls.is_none() {
        let mut first = BTreeMap::new();
        for (name, value) in named(run) {
            first.entry(name.clone()).or_insert(value);
        }
        run.found.made_by_calls = Some(first);
    }
    run.found.made_by_calls.as_ref().and_then(|all| all.get(wanted)).copied()
}

fn named<'r>(run: &'r Interpreter<'_>) -> impl Iterator<Item = (&'r Name, NodeId)> {
    run.tree.nodes().filter_map(|(_, node)| match &node.kind {
        NodeKind::Declare { target, value: Some(value) } => match run.tree.kind(*target) {
            NodeKind::Name(name) if matches!(run.tree.kind(*value), NodeKind::Call(_)) => {
                Some((name, *value))
            }
            _ => None,
        },
        _ => None,
    })
}

/// What the schemas that a file exports say of their fields.
pub(super) fn exported(run: &Interpreter<'_>, names: &[(String, Value)]) -> Vec<Assurance> {
    if !run.tables.language.commonjs {
        return Vec::new();
    }
    let names: BTreeSet<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    let schemas = named(run).filter(|(name, _)| names.contains(&***name));
    let fields = schemas
        .flat_map(|(name, value)| closed_fields(run, value).into_iter().map(move |field| (name, field)));
    fields
        .map(|(name, field)| Assurance {
            function: name.to_string(),
            argument: 0,
            outcome: Outcome::Shaped,
            field: Some(field.to_string()),
            harmless: SinkKind::ALL.to_vec(),
            type_: None,
        })
        .collect()
}

/// The fields of a schema that no caller fills with text of its own.
fn closed_fields(run: &Interpreter<'_>, schema: NodeId) -> Vec<Name> {
    let mut fields = Vec::new();
    for (link, arguments) in chain(run, schema) {
        let objects = arguments.iter().filter(|_| OBJECTS.contains(&&**link));
        for object in objects {
            let NodeKind::Object(properties) = run.tree.kind(*object) else { continue };
            let closed = properties.iter().filter(|property| is_closed(run, property.value));
            fields.extend(closed.filter_map(|property| property.key.clone()));
        }
    }
    fields
}

fn is_closed(run: &Interpreter<'_>, schema: NodeId) -> bool {
    let links = chain(run, schema);
    let opens = links.iter().any(|(link, _)| OPENING.contains(&&***link));
    !opens && links.iter().any(|(link, _)| CLOSED.contains(&&***link))
}

/// The calls of a chain with their arguments, the last first.
fn chain<'r>(run: &'r Interpreter<'_>, schema: NodeId) -> Vec<(&'r Name, &'r [NodeId])> {
    let mut links = Vec::new();
    let mut at = schema;
    for _ in 0..MOST_LINKS {
        at = match run.tree.kind(at) {
            NodeKind::Call(call) => match run.tree.kind(call.callee) {
                NodeKind::Member { object, name } => {
                    links.push((name, call.arguments.as_slice()));
                    *object
                }
                _ => break,
            },
            NodeKind::Member { object, .. } => *object,
            _ => break,
        };
    }
    links
}

impl Value {
    /// The same value, as far as a schema or type of another file lets it through.
    pub(super) fn shaped(mut self, target: &ModuleMember) -> Self {
        let check = Passed { target: target.clone(), argument: 0, outcome: Outcome::Shaped, field: None };
        for taint in &mut self.taints {
            taint.pass(&check);
        }
        self
    }
}
