//! GORM: tables as structs whose fields are columns, with tags for what their types do not say.

use super::draft::{Draft, set_type, usual_key};
use super::names::plural;
use super::program::Program;
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::detect::Dialect;
use crate::extract::code::syntax::{Class, Member, NodeId, NodeKind};
use crate::facts::{
    Column, Index, Link, Located, MadeColumn, Model, ModelKind, Relation, Table, TypeFamily, snake,
};

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    let reader = Reader { program, migrated: migrated(program) };
    for (id, class) in program.classes() {
        reader.class(id, class, models);
    }
}

/// `db.AutoMigrate(&User{}, &Order{})`
fn migrated<'a>(program: &Program<'a>) -> BTreeSet<&'a str> {
    let calls = program.tree.nodes().filter_map(|(_, node)| match &node.kind {
        NodeKind::Call(call) if program.callee(call).name == "AutoMigrate" => Some(call),
        _ => None,
    });
    let named = calls.flat_map(|call| &call.arguments).map(|own| program.written(*own));
    named.map(|text| text.trim_start_matches('&').trim_end_matches("{}")).collect()
}

struct Reader<'p, 'a> {
    program: &'p Program<'a>,
    migrated: BTreeSet<&'a str>,
}

/// The parts of a tag: `column:name;not null`.
struct Tag {
    parts: Vec<(String, String)>,
}

impl Tag {
    /// Of `` `json:"name" gorm:"column:name;not null"` ``.
    fn of(text: &str) -> Self {
        let inner =
            text.split_once("gorm:\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
        let parts = inner.split(';').filter(|part| !part.trim().is_empty()).map(|part| {
            let (name, value) = part.split_once(':').unwrap_or((part, ""));
            let name: String = name.chars().filter(|letter| !matches!(letter, ' ' | '_')).collect();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        });
        Self { parts: parts.collect() }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.parts.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.get(name).is_some())
    }
}

/// A field with what stands around it.
struct Field<'m> {
    key: &'m str,
    /// Its type as written: `[]*Order`.
    written: &'m str,
    type_: &'m str,
    tag: Tag,
    place: Place,
}

impl Reader<'_, '_> {
    fn class(&self, id: NodeId, class: &Class, models: &mut Vec<Model>) {
        let program = self.program;
        let Some(name) = class.name.as_deref() else { return };
        let fields: Vec<Field<'_>> = class.members.iter().filter_map(|member| self.field(member)).collect();
        let embeds: Vec<&str> = class.parents.iter().filter_map(|own| program.last_name(*own)).collect();
        let whole = embeds
            .iter()
            .zip(&class.parents)
            .any(|(name, own)| *name == "Model" && program.written(*own) == "gorm.Model");
        let tagged = program.written(id).contains("gorm:\"");
        if !whole && !tagged && !self.migrated.contains(name) {
            return;
        }
        let table = self.table_name(class).unwrap_or_else(|| plural(&snake(name)));
        let places = (program.class_place(id, name), program.place(id));
        let mut draft = Draft::new(name, ModelKind::Table, Dialect::Generic, (table, places.0, places.1));
        draft.model.may_be_part = true;
        draft.model.keyed = true;
        let others = embeds.iter().filter(|own| !whole || **own != "Model").map(|own| (*own).to_owned());
        draft.model.parents.extend(others);
        if whole {
            of_library(&mut draft, places.0);
        }
        for field in &fields {
            models.extend(add(&mut draft, field, &fields));
        }
        models.push(draft.model);
    }

    fn field<'m>(&'m self, member: &'m Member) -> Option<Field<'m>> {
        let key = member.key.as_deref().filter(|key| key.starts_with(char::is_uppercase))?;
        if matches!(self.program.tree.kind(member.value), NodeKind::Function(_)) {
            return None;
        }
        let (_, end) = member.named;
        let rest = self.program.source.text.get(end..).unwrap_or_default().lines().next().unwrap_or_default();
        let written = rest.split('`').next().unwrap_or(rest).trim();
        let written = written.split("//").next().unwrap_or(written).trim();
        let type_ = member.type_.as_deref().unwrap_or_default();
        let tag = member.decorators.first().and_then(|own| self.program.text(*own)).unwrap_or_default();
        let type_ = type_.rsplit('.').next().unwrap_or(type_);
        Some(Field { key, written, type_, tag: Tag::of(&tag), place: self.program.named(member.named) })
    }

    /// What the method `TableName` returns.
    fn table_name(&self, class: &Class) -> Option<String> {
        let method = class.members.iter().find(|member| member.key.as_deref() == Some("TableName"))?;
        let returned = self.program.returned(method.value);
        self.program.text(returned).filter(|name| !name.is_empty())
    }
}

fn add(draft: &mut Draft, field: &Field<'_>, all: &[Field<'_>]) -> Option<Model> {
    if field.tag.has(&["-", "serializer"]) && field.tag.has(&["-"]) {
        return None;
    }
    if field.tag.has(&["embedded"]) {
        draft.model.table.incomplete |= field.tag.has(&["embeddedprefix"]);
        draft.model.parents.push(field.type_.to_owned());
        return None;
    }
    if let Some(table) = field.tag.get("many2many") {
        let side = |model: &str| format!("{}_{{key}}", snake(model));
        let (own, other) = (side(&draft.model.name), side(field.type_));
        let link = Link::Between { table: table.to_owned(), own, other, indexed: false };
        draft.model.relations.push(relation(field.type_, link, field.place));
        return None;
    }
    let list = field.written.starts_with("[]") && field.type_ != "byte" && field.type_ != "uint8";
    let bare = field.written.trim_start_matches(['*', '[', ']']);
    let known = super::draft::sql_type("gorm", field.type_, &[]).is_some();
    let said = field.tag.has(&["type", "serializer", "column", "size", "default"]);
    if !list && (known || said) || said && field.tag.has(&["type", "serializer"]) {
        column(draft, field);
        return None;
    }
    // A struct of the program: another table where a field holds its key.
    if !bare.starts_with(char::is_uppercase) && !bare.contains('.') || bare.starts_with("map[") {
        return None;
    }
    reference(draft, field, all, list)
}

fn reference(draft: &mut Draft, field: &Field<'_>, all: &[Field<'_>], list: bool) -> Option<Model> {
    let given = field.tag.get("foreignkey");
    let own = given.map_or_else(|| format!("{}ID", field.key), str::to_owned);
    let holds = |name: &str| all.iter().find(|other| other.key.eq_ignore_ascii_case(name));
    let referred = field.tag.get("references").map(str::to_owned);
    if field.tag.get("constraint") == Some("false") || own.contains(',') {
        return None;
    }
    if let Some(key) = holds(&own).filter(|_| !list) {
        let column = column_name(key);
        let nullable = key.written.starts_with('*');
        let made = MadeColumn { nullable, ..MadeColumn::default() };
        let referred = referred.into_iter().collect();
        let link = Link::Columns { columns: vec![column], referred, made };
        draft.model.relations.push(relation(field.type_, link, field.place));
        return None;
    }
    // The other struct holds the key.
    let key = given.map_or_else(|| format!("{}_id", snake(&draft.model.name)), snake);
    let made = MadeColumn { declared: true, ..MadeColumn::default() };
    let link = Link::Columns { columns: vec![key], referred: referred.into_iter().collect(), made };
    let relation = relation(&draft.model.name, link, field.place);
    let table = Table::new(String::new(), field.place, field.place);
    Some(Model { relations: vec![relation], ..Model::new(field.type_, ModelKind::More, table) })
}

fn column(draft: &mut Draft, field: &Field<'_>) {
    let tag = &field.tag;
    let mut column = Column::new(column_name(field), field.place);
    match (tag.get("type"), tag.get("size")) {
        (Some(type_), _) => set_type(&mut column, "gorm", type_, &[]),
        (None, Some(size)) if field.type_ == "string" => {
            set_type(&mut column, "gorm", &format!("varchar({size})"), &[]);
        }
        _ if tag.has(&["precision"]) => set_type(&mut column, "gorm", "numeric", &[]),
        _ => set_type(&mut column, "gorm", field.type_, &[]),
    }
    column.type_.place = field.place;
    let keyed = tag.has(&["primarykey"]) || field.key == "ID";
    column.nullable = !(keyed || tag.has(&["notnull"]));
    column.described = tag.has(&["comment"]);
    column.default = tag.get("default").map(|own| Located { value: own.to_owned(), place: field.place });
    if field.key == "CreatedAt" || tag.has(&["autocreatetime"]) {
        column.default = Some(Located { value: "now()".to_owned(), place: field.place });
    }
    column.on_change = (field.key == "UpdatedAt" || tag.has(&["autoupdatetime"])).then_some(field.place);
    if keyed {
        let number = matches!(column.type_.family, TypeFamily::Integer { .. });
        column.generated = number && tag.get("autoincrement") != Some("false");
        draft.key_column(None, &column.name, field.place);
    }
    for (name, unique) in [("index", false), ("uniqueindex", true), ("unique", true)] {
        if let Some(value) = tag.get(name) {
            indexed(draft, &column.name, value, unique || value.contains("unique"), field.place);
        }
    }
    draft.add(field.key, column);
}

fn column_name(field: &Field<'_>) -> String {
    field.tag.get("column").map_or_else(|| snake(field.key), str::to_owned)
}

/// Fields whose indexes have one name are in one index.
fn indexed(draft: &mut Draft, column: &str, value: &str, unique: bool, place: Place) {
    let mut parts = value.split(',').map(str::trim);
    let name = parts.next().filter(|own| !own.is_empty() && !own.contains(':')).map(str::to_owned);
    let table = &mut draft.model.table;
    let same = |own: &Option<String>| name.is_some() && *own == name;
    if let Some(key) = table.uniques.iter_mut().find(|key| same(&key.name)) {
        key.columns.push(column.to_owned());
    } else if let Some(index) = table.indexes.iter_mut().find(|index| same(&index.name)) {
        index.parts.push(crate::facts::IndexPart::Column(column.to_owned()));
    } else if unique && !value.contains("where:") {
        draft.unique(name, vec![column.to_owned()], place);
    } else {
        let condition = parts.find_map(|part| part.strip_prefix("where:")).map(str::to_owned);
        draft.index(Index { unique, condition, ..Index::over(name, vec![column.to_owned()], place) });
    }
}

/// What `gorm.Model` brings.
fn of_library(draft: &mut Draft, place: Place) {
    let moment = |name: &str| {
        let mut column = Column::new(name.to_owned(), place);
        set_type(&mut column, "gorm", "Time", &[]);
        column
    };
    draft.add("ID", usual_key("id", place));
    draft.key(None, vec!["id".to_owned()], place);
    draft.add(
        "CreatedAt",
        Column { default: Some(Located { value: "now()".to_owned(), place }), ..moment("created_at") },
    );
    draft.add("UpdatedAt", Column { on_change: Some(place), ..moment("updated_at") });
    draft.add("DeletedAt", moment("deleted_at"));
    draft.index(Index::over(None, vec!["deleted_at".to_owned()], place));
}

fn relation(target: &str, link: Link, place: Place) -> Relation {
    Relation { name: None, target: target.to_owned(), link, place, on_delete: None, on_update: None }
}
