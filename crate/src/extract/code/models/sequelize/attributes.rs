//! `email: { type: DataTypes.STRING(200), allowNull: false, unique: true }`

use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::models::draft::{Draft, action, sql_type};
use crate::extract::code::models::program::Program;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::extract::sql;
use crate::facts::snake;
use crate::facts::{Column, Link, MadeColumn, Relation, TypeFamily};

/// The column of an attribute; none where it is worked out and not stored.
pub(super) fn attribute(
    program: &Program<'_>,
    draft: &mut Draft,
    (key, place): (&str, Place),
    value: NodeId,
    underscored: bool,
) -> Option<Column> {
    let own = [value];
    let usual = if underscored { snake(key) } else { key.to_owned() };
    let given = program.text_option(&own, "field");
    draft.model.implicit.extend(given.is_none().then(|| usual.clone()));
    let name = given.unwrap_or(usual);
    let mut column = Column::new(name, place);
    let is_object = program.object(value).is_some();
    let type_ = if is_object { program.option(&own, "type") } else { Some(value) };
    if let Some(type_) = type_ {
        set_type(program, &mut column, type_)?;
    }
    if !is_object {
        return Some(column);
    }
    if column.values.is_empty()
        && let Some(values) = program.option(&own, "values")
    {
        column.values = program.texts(values);
    }
    column.nullable = program.flag(&own, "allowNull") != Some(false);
    column.generated = program.flag(&own, "autoIncrement") == Some(true);
    column.described = program.option(&own, "comment").is_some();
    column.default = program
        .option(&own, "defaultValue")
        .filter(|own| !is_made_by_client(program, *own))
        .and_then(|own| program.default(own));
    let place = program.place(value);
    if program.flag(&own, "primaryKey") == Some(true) {
        column.nullable = false;
        draft.key_column(None, &column.name, place);
    }
    match program.option(&own, "unique").map(|own| program.tree.kind(own)) {
        Some(NodeKind::Boolean(true) | NodeKind::Object(_)) => {
            draft.unique(None, vec![column.name.clone()], place);
        }
        // Attributes with one text make one constraint.
        Some(NodeKind::Text(group)) => {
            let known = draft.model.table.uniques.iter_mut().find(|key| key.name.as_deref() == Some(group));
            match known {
                Some(known) => known.columns.push(column.name.clone()),
                None => draft.unique(Some(group.to_string()), vec![column.name.clone()], place),
            }
        }
        _ => {}
    }
    draft.model.relations.extend(reference(program, &own, &column));
    Some(column)
}

/// `DataTypes.UUIDV4` and functions are values that the client makes.
fn is_made_by_client(program: &Program<'_>, value: NodeId) -> bool {
    let named = program.last_name(value).is_some_and(|name| matches!(name, "UUIDV4" | "UUIDV1"));
    named || program.function(value).is_some()
}

fn reference(program: &Program<'_>, own: &[NodeId], column: &Column) -> Option<Relation> {
    let references = program.option(own, "references")?;
    let options = [references];
    let model =
        program.option(&options, "model").or_else(|| program.option(&options, "table")).unwrap_or(references);
    let target = program.text(model).or_else(|| program.text_option(&[model], "tableName"));
    let act = |name: &str| action(&program.text_option(own, name)?);
    Some(Relation {
        name: None,
        target: target.or_else(|| program.last_name(model).map(str::to_owned))?,
        link: Link::Columns {
            columns: vec![column.name.clone()],
            referred: program.text_option(&options, "key").into_iter().collect(),
            made: MadeColumn::default(),
        },
        place: program.place(references),
        on_delete: act("onDelete"),
        on_update: act("onUpdate"),
    })
}

/// Gives a column the type that `DataTypes.STRING(20)` is; none where it is not stored.
pub(super) fn set_type(program: &Program<'_>, column: &mut Column, type_: NodeId) -> Option<()> {
    column.type_.place = program.place(type_);
    let mut at = program.value(type_);
    let mut arguments: &[NodeId] = &[];
    // `INTEGER.UNSIGNED`, `STRING(20).BINARY`: the type is the part in capitals that is known.
    for _ in 0..4 {
        match program.tree.kind(at) {
            NodeKind::Call(call) => {
                arguments = &call.arguments;
                at = call.callee;
            }
            NodeKind::Member { object, name } if sql_type("sequelize", name, &[]).is_none() => at = *object,
            _ => break,
        }
    }
    let given = program.text(at);
    let name = given.as_deref().or_else(|| program.last_name(at)).unwrap_or_default();
    if name == "VIRTUAL" {
        return None;
    }
    let numbers = arguments.iter().filter(|own| matches!(program.tree.kind(**own), NodeKind::Number(_)));
    let numbers: Vec<String> = numbers.map(|own| program.written(*own).to_owned()).collect();
    let text = match sql_type("sequelize", name, &numbers) {
        Some(text) => text,
        None => given.clone().unwrap_or_default(),
    };
    column.type_.family = sql::family(&text, Dialect::Generic);
    column.type_.text = text;
    match name {
        "ENUM" => {
            let texts = |own: &NodeId| {
                if let NodeKind::Spread(list) = program.tree.kind(*own) {
                    return program.texts(*list);
                }
                let listed = program.option(&[*own], "values").map(|own| program.texts(own));
                listed.unwrap_or_else(|| program.texts(*own))
            };
            column.values = arguments.iter().flat_map(texts).collect();
        }
        "ARRAY" => {
            let mut inner = Column::new(String::new(), column.place);
            let element = arguments.first().and_then(|own| set_type(program, &mut inner, *own));
            column.type_.text =
                element.map_or_else(|| "array".to_owned(), |()| format!("{}[]", inner.type_.text));
            column.type_.family = TypeFamily::Array;
        }
        _ => {}
    }
    Some(())
}
