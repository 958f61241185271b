//! What single properties say.

use super::{Reader, is_object_id};
use crate::artifact::Place;
use crate::extract::code::models::draft::{Draft, sql_type};
use crate::extract::code::models::marks::plain_type;
use crate::extract::code::syntax::{Member, NodeId};
use crate::extract::sql;
use crate::facts::snake;
use crate::facts::{Column, ModelKind, TypeFamily};

pub(super) enum Said {
    Column,
    Reference,
    Pairs,
}

pub(super) fn said(mark: &str) -> Option<Said> {
    Some(match mark {
        "PrimaryKey" | "Property" | "Enum" | "SerializedPrimaryKey" => Said::Column,
        "ManyToOne" | "OneToOne" => Said::Reference,
        "ManyToMany" => Said::Pairs,
        _ => return None,
    })
}

/// The mark that says what a kind of relation does: `m:1`.
pub(super) fn of_kind(kind: &str) -> &'static str {
    match kind {
        "m:1" | "manyToOne" => "ManyToOne",
        "1:1" | "oneToOne" => "OneToOne",
        "m:n" | "manyToMany" => "ManyToMany",
        "1:m" | "oneToMany" => "OneToMany",
        _ => "Property",
    }
}

impl Reader<'_, '_> {
    pub(super) fn column(
        &self,
        draft: &mut Draft,
        (key, place): (&str, Place),
        mark: &str,
        arguments: &[NodeId],
        member: Option<&Member>,
    ) -> Option<Column> {
        let program = self.program;
        if program.flag(arguments, "persist") == Some(false) || mark == "SerializedPrimaryKey" {
            return None;
        }
        let name = ["fieldName", "name"].iter().find_map(|name| program.text_option(arguments, name));
        let mut column = Column::new(name.unwrap_or_else(|| snake(key)), place);
        let type_ = program.option(arguments, "type");
        let said =
            type_.and_then(|own| program.text(own).or_else(|| program.last_name(own).map(str::to_owned)));
        let items = program.option(arguments, "items").map(|own| program.returned(own));
        let usual = if mark == "Enum" || items.is_some() {
            "enum"
        } else {
            member.map_or("", |member| program.type_of_member(member))
        };
        self.typed(&mut column, &said.unwrap_or_else(|| usual.to_owned()), arguments);
        column.values = items.map(|own| program.texts(own)).unwrap_or_default();
        column.nullable = program.flag(arguments, "nullable") == Some(true);
        column.described = program.option(arguments, "comment").is_some();
        let default =
            program.option(arguments, "defaultRaw").or_else(|| program.option(arguments, "default"));
        column.default = default.and_then(|own| program.default(own));
        column.on_change = program.option(arguments, "onUpdate").map(|own| program.place(own));
        self.keys(draft, &mut column, mark, arguments);
        if is_object_id(&column) {
            draft.model.kind = ModelKind::Documents;
        }
        Some(column)
    }

    fn keys(&self, draft: &mut Draft, column: &mut Column, mark: &str, arguments: &[NodeId]) {
        let program = self.program;
        let flag = |name: &str| program.flag(arguments, name) == Some(true);
        if mark == "PrimaryKey" || flag("primary") {
            let number = matches!(column.type_.family, TypeFamily::Integer { .. });
            column.generated = number && program.flag(arguments, "autoincrement") != Some(false);
            column.nullable = false;
            draft.key_column(None, &column.name, column.place);
        }
        let own = vec![column.name.clone()];
        let given = |name: &str| program.option(arguments, name).and_then(|own| program.text(own));
        if flag("unique") || given("unique").is_some() {
            draft.unique(given("unique"), own.clone(), column.place);
        }
        if flag("index") || given("index").is_some() {
            let index = crate::facts::Index::over(given("index"), own, column.place);
            draft.index(index);
        }
    }

    fn typed(&self, column: &mut Column, own: &str, arguments: &[NodeId]) {
        let program = self.program;
        column.type_.place = column.place;
        let numbers = ["length", "precision", "scale"]
            .iter()
            .filter_map(|name| Some(program.written(program.option(arguments, name)?).to_owned()));
        let numbers: Vec<String> = numbers.collect();
        let written = program.text_option(arguments, "columnType");
        let array = own.ends_with("[]");
        let text = written.or_else(|| sql_type("mikro", own, &numbers)).unwrap_or_else(|| own.to_owned());
        column.type_.family = if array { TypeFamily::Array } else { sql::family(&text, self.dialect) };
        column.type_.text = text;
    }

    /// `p.string().nullable().unique()`
    pub(super) fn chained(&self, draft: &mut Draft, (key, place): (&str, Place), value: NodeId) {
        let program = self.program;
        let (root, steps) = program.chain(program.returned(value));
        let Some(call) = program.call(root) else { return };
        let kind = program.callee(call).name;
        let step = |name: &str| steps.iter().find(|step| step.name == name);
        let text = |name: &str| step(name).and_then(|step| program.first_text(step.arguments));
        if let "manyToOne" | "oneToOne" = kind {
            if step("mappedBy").is_none() {
                let target = call.arguments.first().map(|own| program.returned(*own));
                let target = target.and_then(|own| program.last_name(own)).map(str::to_owned);
                let before = draft.model.relations.len();
                if let Some(target) = target {
                    self.reference(draft, (key, place), of_kind(kind), &call.arguments, target);
                }
                for relation in draft.model.relations.iter_mut().skip(before) {
                    if let crate::facts::Link::Columns { made, .. } = &mut relation.link {
                        made.nullable |= step("nullable").is_some();
                    }
                }
            }
            return;
        }
        if matches!(kind, "oneToMany" | "manyToMany" | "formula" | "embedded") || step("persist").is_some() {
            return;
        }
        let mut column = Column::new(text("fieldName").or(text("name")).unwrap_or_else(|| snake(key)), place);
        self.typed(&mut column, kind, &call.arguments);
        if let Some(type_) = text("columnType") {
            column.type_.family = sql::family(&type_, self.dialect);
            column.type_.text = type_;
        }
        if kind == "enum" {
            let items = call.arguments.first().map(|own| program.returned(*own));
            column.values = items.map(|own| program.texts(own)).unwrap_or_default();
        }
        column.nullable = step("nullable").is_some();
        column.on_change = step("onUpdate").map(|step| step.place);
        let default = step("defaultRaw").or(step("default")).and_then(|step| step.arguments.first());
        column.default = default.and_then(|own| program.default(*own));
        if let Some(step) = step("primary") {
            column.generated = matches!(column.type_.family, TypeFamily::Integer { .. });
            draft.key_column(None, &column.name, step.place);
        }
        let own = vec![column.name.clone()];
        if let Some(step) = step("unique") {
            draft.unique(None, own.clone(), step.place);
        }
        if let Some(step) = step("index") {
            draft.index(crate::facts::Index::over(None, own, step.place));
        }
        draft.add(key, column);
    }

    /// `() => Owner`, `{ entity: () => Owner }`, or the type of the member.
    pub(super) fn target(&self, arguments: &[NodeId], member: Option<&Member>) -> Option<String> {
        let program = self.program;
        let first = arguments.first().copied().filter(|own| program.object(*own).is_none());
        let given = first.or_else(|| program.option(arguments, "entity")).map(|own| program.returned(own));
        let named =
            given.and_then(|own| program.text(own).or_else(|| program.last_name(own).map(str::to_owned)));
        named.or_else(|| {
            let type_ = member.map(plain_type)?;
            let inner = type_.split_once('<').map_or(type_, |(_, inner)| inner.trim_end_matches('>'));
            (!inner.is_empty()).then(|| inner.to_owned())
        })
    }
}
