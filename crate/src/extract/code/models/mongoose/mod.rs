//! Mongoose: schemas of documents, and the collections that they are for.

mod decorated;

use crate::collections::BTreeMap;

use super::draft::Draft;
use super::names::plural;
use super::program::Program;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::facts::{Column, ColumnType, ForeignKey, Index, IndexPart, Model, ModelKind, TypeFamily};

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    let mut schemas: BTreeMap<String, Draft> = decorated::read(program);
    for (id, node) in program.tree.nodes() {
        let NodeKind::Call(call) = &node.kind else { continue };
        let callee = program.callee(call);
        let made = call.creates || callee.module == "mongoose";
        if made && callee.name == "Schema" {
            let name = program.name_of(id).unwrap_or_default();
            if let Some(draft) = schema(program, id, name, call) {
                schemas.entry(name.to_owned()).or_insert(draft);
            }
        }
    }
    let named = collections(program);
    let alone = named.is_empty() && schemas.len() == 1;
    for (_, node) in program.tree.nodes() {
        let NodeKind::Call(call) = &node.kind else { continue };
        let callee = program.callee(call);
        let on = callee.on.and_then(|on| program.last_name(on)).and_then(|name| schemas.get_mut(name));
        if let (Some(draft), "index") = (on, callee.name) {
            index(program, draft, call);
        }
    }
    for (name, mut draft) in schemas {
        let known = named.get(&name);
        // Without a model of its own it is a part of other documents.
        let Some((model, collection)) = known.cloned().or_else(|| guessed(&name).filter(|_| alone)) else {
            continue;
        };
        if draft.model.table.name.is_empty() {
            draft.model.table.name = collection.unwrap_or_else(|| plural(&model.to_lowercase()));
        }
        draft.model.name = model;
        models.push(draft.model);
    }
}

/// `petSchema` is for `Pet`, where another file makes the model.
fn guessed(name: &str) -> Option<(String, Option<String>)> {
    let stem = name.strip_suffix("Schema").or_else(|| name.strip_suffix("schema"))?;
    let mut letters = stem.chars();
    let first = letters.next()?;
    Some((first.to_uppercase().chain(letters).collect(), None))
}

/// `mongoose.model("Pet", petSchema, "pets")`: the model and its collection by the schema.
fn collections(program: &Program<'_>) -> BTreeMap<String, (String, Option<String>)> {
    let mut named = BTreeMap::new();
    for (_, node) in program.tree.nodes() {
        let NodeKind::Call(call) = &node.kind else { continue };
        let [name, schema, rest @ ..] = call.arguments.as_slice() else { continue };
        if !matches!(program.callee(call).name, "model" | "discriminator") {
            continue;
        }
        if let (Some(name), Some(schema)) = (program.text(*name), program.last_name(*schema)) {
            let collection = rest.first().and_then(|own| program.text(*own));
            named.entry(schema.to_owned()).or_insert((name, collection));
        }
    }
    named
}

fn schema(program: &Program<'_>, id: NodeId, name: &str, call: &Call) -> Option<Draft> {
    let fields = program.object(*call.arguments.first()?)?;
    let options = call.arguments.get(1..).unwrap_or_default();
    let place = program.place(id);
    let collection = program.text_option(options, "collection").unwrap_or_default();
    let mut draft = start(name, collection, place, place);
    for property in fields {
        if let Some(key) = property.key.as_deref() {
            field(program, &mut draft, (key, program.named(property.named)), property.value);
        }
    }
    let times = program.option(options, "timestamps");
    let wanted = times.is_some_and(|own| !matches!(program.tree.kind(own), NodeKind::Boolean(false)));
    if wanted {
        times_of(&mut draft, place);
    }
    Some(draft)
}

fn start(name: &str, collection: String, place: Place, statement: Place) -> Draft {
    let mut draft = Draft::new(name, ModelKind::Documents, Dialect::Generic, (collection, place, statement));
    let type_ = ColumnType { text: "objectid".to_owned(), place, family: TypeFamily::Other };
    draft.add("_id", Column { type_, nullable: false, ..Column::new("_id".to_owned(), place) });
    draft.key(None, vec!["_id".to_owned()], place);
    draft
}

fn times_of(draft: &mut Draft, place: Place) {
    for name in ["createdAt", "updatedAt"] {
        let type_ =
            ColumnType { text: "date".to_owned(), place, family: TypeFamily::Timestamp { zoned: true } };
        let on_change = (name == "updatedAt").then_some(place);
        draft.add(name, Column { type_, on_change, ..Column::new(name.to_owned(), place) });
    }
}

/// `email: { type: String, required: true, unique: true }`, `age: Number`, `tags: [String]`
fn field(program: &Program<'_>, draft: &mut Draft, (key, place): (&str, Place), value: NodeId) {
    let mut column = Column::new(key.to_owned(), place);
    let options = program.object(value).filter(|_| program.property(value, "type").is_some());
    let own = [value];
    let type_ = if options.is_some() { program.option(&own, "type").unwrap_or(value) } else { value };
    let (text, family) = type_of(program, type_);
    column.type_ = ColumnType { text, place: program.place(value), family };
    if options.is_none() {
        draft.add(key, column);
        return;
    }
    let required = program.option(&own, "required").map(|own| program.tree.kind(own));
    column.nullable = !match required {
        Some(NodeKind::Array(items)) => items.first().is_some_and(|first| program.is_true(*first)),
        Some(NodeKind::Boolean(value)) => *value,
        _ => false,
    };
    if let Some(values) = program.option(&own, "enum") {
        column.values = program.texts(values);
    }
    column.default = program
        .option(&own, "default")
        .filter(|own| program.function(*own).is_none())
        .and_then(|own| program.default(own));
    let columns = vec![key.to_owned()];
    let yes = |name: &str| {
        program
            .option(&own, name)
            .is_some_and(|own| !matches!(program.tree.kind(own), NodeKind::Boolean(false)))
    };
    if yes("unique") {
        draft.unique(None, columns.clone(), place);
    } else if yes("index") {
        draft.index(Index::over(None, columns.clone(), place));
    }
    if let Some(to) = program.text_option(&own, "ref") {
        draft.model.table.foreign_keys.push(ForeignKey::over(columns, to, vec!["_id".to_owned()], place));
    }
    draft.add(key, column);
}

fn type_of(program: &Program<'_>, type_: NodeId) -> (String, TypeFamily) {
    let text = program.text(type_);
    let name = text.as_deref().or_else(|| program.last_name(type_)).unwrap_or_default();
    let family = match name {
        "String" => TypeFamily::Text { most: None, fixed: false },
        "Number" | "Double" => TypeFamily::Float,
        "Decimal128" => TypeFamily::Decimal,
        "BigInt" | "Int32" => TypeFamily::Integer { bits: 64 },
        "Boolean" => TypeFamily::Boolean,
        "Date" => TypeFamily::Timestamp { zoned: true },
        "Buffer" => TypeFamily::Binary,
        "ObjectId" | "ObjectID" => return ("objectid".to_owned(), TypeFamily::Other),
        "UUID" => TypeFamily::Uuid,
        "Mixed" | "Map" | "Object" => TypeFamily::Json,
        _ => match program.tree.kind(program.value(type_)) {
            NodeKind::Array(_) => return ("array".to_owned(), TypeFamily::Array),
            NodeKind::Object(_) => return ("object".to_owned(), TypeFamily::Json),
            _ => TypeFamily::Other,
        },
    };
    (name.to_ascii_lowercase(), family)
}

/// `schema.index({ owner: 1, at: -1 }, { unique: true })`
fn index(program: &Program<'_>, draft: &mut Draft, call: &Call) {
    let Some(fields) = call.arguments.first().and_then(|own| program.object(*own)) else { return };
    let place = program.place(call.callee);
    let keys: Vec<String> = fields.iter().filter_map(|own| own.key.as_deref().map(str::to_owned)).collect();
    let options = call.arguments.get(1..).unwrap_or_default();
    let name = program.text_option(options, "name");
    let kind = fields.iter().find_map(|own| program.text(own.value));
    if program.flag(options, "unique") == Some(true)
        && program.option(options, "partialFilterExpression").is_none()
    {
        draft.unique(name, keys, place);
        return;
    }
    let falls = |own: &&crate::extract::code::syntax::Property| program.written(own.value).starts_with('-');
    let descending = fields.iter().filter(falls).filter_map(|own| own.key.as_deref().map(str::to_owned));
    draft.index(Index {
        descending: descending.collect(),
        method: kind.map(|kind| if kind == "text" { "fulltext".to_owned() } else { kind }),
        parts: keys.into_iter().map(IndexPart::Column).collect(),
        ..Index::over(name, Vec::new(), place)
    });
}
