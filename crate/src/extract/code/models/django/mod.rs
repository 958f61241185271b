//! Django: tables as classes whose fields are values, with a class `Meta` for what concerns the whole table.

mod fields;
mod meta;

use super::draft::{Draft, usual_key};
use super::program::Program;
use crate::detect::Dialect;
use crate::extract::code::syntax::{Call, Class, NodeId, NodeKind};
use crate::facts::{Model, ModelKind};

const PACKAGE: &str = "django";

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    let reader = Reader { program };
    for (id, class) in program.classes() {
        models.extend(reader.class(id, class));
    }
}

struct Reader<'p, 'a> {
    program: &'p Program<'a>,
}

impl Reader<'_, '_> {
    fn class(&self, id: NodeId, class: &Class) -> Option<Model> {
        let program = self.program;
        let name = class.name.as_deref()?;
        let fields: Vec<_> = class
            .members
            .iter()
            .filter_map(|member| Some((member, member.key.as_deref()?, self.field(member)?)))
            .collect();
        let sure = fields.iter().any(|(_, _, call)| self.is_own(call))
            || class.parents.iter().any(|parent| self.is_model(*parent));
        if !sure || class.parents.is_empty() {
            return None;
        }
        let metas = class.members.iter().rev().filter(|member| member.key.as_deref() == Some("Meta"));
        let mut metas = metas.filter_map(|member| match program.tree.kind(member.value) {
            NodeKind::Class(meta) => Some(&**meta),
            _ => None,
        });
        let meta = metas.next();
        let flag = |name: &str| meta::option(meta, name).is_some_and(|value| program.is_true(value));
        if flag("proxy") {
            return None;
        }
        let kind = if flag("abstract") { ModelKind::Part } else { ModelKind::Table };
        let places = (program.class_place(id, name), program.place(id));
        let table = if kind == ModelKind::Part { String::new() } else { self.table(name, meta) };
        let mut draft = Draft::new(name, kind, Dialect::Generic, (table, places.0, places.1));
        draft.extends(program, &class.parents, PACKAGE);
        // `MPTTModel` and alike bring along what the submission does not show; mixins without columns do not.
        draft.model.parents.retain(|parent| !parent.ends_with("Mixin"));
        draft.model.usual_key = Some(usual_key("id", places.0));
        draft.model.beside_parent = Some("{model}_ptr_id".to_owned());
        let managed = meta::option(meta, "managed").map(|value| program.tree.kind(value));
        draft.model.table.incomplete = matches!(managed, Some(NodeKind::Boolean(false)));
        for (member, key, call) in fields {
            self.add(&mut draft, name, (key, program.named(member.named)), call);
        }
        self.constraints(&mut draft, meta);
        Some(draft.model)
    }

    /// Whether the library itself makes a field.
    fn is_own(&self, call: &Call) -> bool {
        match self.program.tree.kind(call.callee) {
            NodeKind::Name(name) => self
                .program
                .import(name)
                .is_some_and(|(module, imported)| module == PACKAGE && imported.contains("db.models")),
            NodeKind::Member { object, .. } => self.is_package(*object),
            _ => false,
        }
    }

    /// Whether a class that is extended is the library's own of models.
    fn is_model(&self, parent: NodeId) -> bool {
        let program = self.program;
        match program.tree.kind(parent) {
            NodeKind::Name(name) => program.import(name).is_some_and(|(module, imported)| {
                module == PACKAGE && imported.contains("db.models") && imported.ends_with(".Model")
            }),
            NodeKind::Member { object, name } => &**name == "Model" && self.is_package(*object),
            _ => false,
        }
    }

    /// `models` of `from django.db import models`.
    fn is_package(&self, id: NodeId) -> bool {
        let NodeKind::Name(name) = self.program.tree.kind(id) else { return false };
        self.program
            .import(name)
            .is_some_and(|(module, imported)| module == PACKAGE && imported.ends_with("db.models"))
    }

    /// The name of the application's folder, and that of the class.
    fn table(&self, name: &str, meta: Option<&Class>) -> String {
        let text = |option: &str| meta::option(meta, option).and_then(|value| self.program.text(value));
        if let Some(given) = text("db_table") {
            return given;
        }
        let lower = name.to_lowercase();
        let mut folders = self.program.source.path.rsplit('/').skip(1);
        let folder = folders.find(|folder| *folder != "models").filter(|folder| !folder.is_empty());
        match text("app_label").as_deref().or(folder) {
            Some(app) => format!("{app}_{lower}"),
            None => lower,
        }
    }
}
