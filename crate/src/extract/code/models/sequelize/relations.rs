//! `Pet.belongsTo(Owner, { foreignKey: "ownerId" })`, and what it says about the other side.

use crate::artifact::Place;
use crate::collections::Sort;
use crate::extract::code::models::draft::action;
use crate::extract::code::models::program::Program;
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::facts::snake;
use crate::facts::{Action, Link, MadeColumn, Model, ModelKind, Relation, Table, singular};

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    let mut owners = Vec::new();
    for (id, class) in program.classes() {
        for (inner, _) in program.tree.below(id).filter(|(_, node)| matches!(node.kind, NodeKind::Call(_))) {
            owners.extend(class.name.as_deref().map(|name| (inner, name)));
        }
    }
    owners.order();
    for (id, node) in program.tree.nodes() {
        let NodeKind::Call(call) = &node.kind else { continue };
        let callee = program.callee(call);
        if !matches!(callee.name, "belongsTo" | "hasMany" | "hasOne" | "belongsToMany") {
            continue;
        }
        let (Some(on), Some(target)) = (callee.on, call.arguments.first()) else { continue };
        let class = owners.binary_search_by_key(&id, |(inner, _)| *inner).ok().and_then(|at| owners.get(at));
        let own = match program.tree.kind(on) {
            NodeKind::This => class.map(|(_, name)| *name),
            _ => program.last_name(on),
        };
        let (Some(own), Some(target)) = (own, program.last_name(*target)) else { continue };
        let underscored = models.iter().any(|model| {
            model.name == own
                && model.fields.iter().any(|(field, column)| field != column && snake(field) == *column)
        });
        let association = Association { program, call, own, target, place: program.place(id), underscored };
        models.extend(association.models(callee.name));
    }
}

struct Association<'p, 'a> {
    program: &'p Program<'a>,
    call: &'p Call,
    own: &'p str,
    target: &'p str,
    place: Place,
    underscored: bool,
}

impl Association<'_, '_> {
    fn options(&self) -> &[NodeId] {
        self.call.arguments.get(1..).unwrap_or_default()
    }

    fn models(&self, kind: &str) -> Vec<Model> {
        if self.program.flag(self.options(), "constraints") == Some(false) {
            return Vec::new();
        }
        let (holder, other) = match kind {
            "hasMany" | "hasOne" => (self.target, self.own),
            _ => (self.own, self.target),
        };
        if kind != "belongsToMany" {
            return vec![self.more(holder, other, kind, self.columns(kind))];
        }
        if let Some(link) = self.between() {
            return vec![self.more(holder, other, kind, link)];
        }
        // The table between has a model of its own.
        let Some(through) = self.program.option(self.options(), "through") else { return Vec::new() };
        let inner = self.program.option(&[through], "model").unwrap_or(through);
        let Some(pairs) = self.program.last_name(inner) else { return Vec::new() };
        let side = |option: &str, other: &str| {
            let columns = vec![self.given(option).unwrap_or_else(|| self.usual())];
            let made = MadeColumn { nullable: true, ..MadeColumn::default() };
            self.more(pairs, other, kind, Link::Columns { columns, referred: Vec::new(), made })
        };
        vec![side("foreignKey", self.own), side("otherKey", self.target)]
    }

    fn more(&self, holder: &str, other: &str, kind: &str, link: Link) -> Model {
        let (on_delete, on_update) = self.actions(kind, &link);
        let target = other.to_owned();
        let relation = Relation { name: None, target, link, place: self.place, on_delete, on_update };
        let table = Table::new(String::new(), self.place, self.place);
        Model { relations: vec![relation], ..Model::new(holder, ModelKind::More, table) }
    }

    /// The name of a column that an option gives, as text or in an object.
    fn given(&self, option: &str) -> Option<String> {
        let given = self.program.option(self.options(), option)?;
        let inner =
            ["name", "fieldName", "field"].iter().find_map(|name| self.program.text_option(&[given], name));
        self.program.text(given).or(inner)
    }

    /// The name that a column has where none is given.
    fn usual(&self) -> String {
        if self.underscored { "{model}_{key}".to_owned() } else { "{model}{Key}".to_owned() }
    }

    fn columns(&self, kind: &str) -> Link {
        let given = self.program.option(self.options(), "foreignKey");
        let alias = self.program.text_option(self.options(), "as").filter(|_| kind == "belongsTo");
        let called = alias.map(|alias| self.usual().replace("{model}", &alias));
        let name = self.given("foreignKey").or(called).unwrap_or_else(|| self.usual());
        let required = given.and_then(|given| self.program.flag(&[given], "allowNull")) == Some(false);
        let referred = self.program.text_option(self.options(), "targetKey");
        let made = MadeColumn { nullable: !required, ..MadeColumn::default() };
        Link::Columns { columns: vec![name], referred: referred.into_iter().collect(), made }
    }

    /// Only where the table between has a name and no model of its own.
    fn between(&self) -> Option<Link> {
        let options = self.options();
        let table = self.program.text_option(options, "through")?;
        let usual = |model: &str| {
            let own = singular(model);
            if self.underscored { format!("{}_{{key}}", snake(&own)) } else { format!("{own}{{Key}}") }
        };
        Some(Link::Between {
            table,
            own: self.given("foreignKey").unwrap_or_else(|| usual(self.own)),
            other: self.given("otherKey").unwrap_or_else(|| usual(self.target)),
            indexed: false,
        })
    }

    fn actions(&self, kind: &str, link: &Link) -> (Option<Action>, Option<Action>) {
        let given = |name: &str| action(&self.program.text_option(self.options(), name)?);
        let nullable = matches!(link, Link::Columns { made, .. } if made.nullable);
        let usual = match (kind, nullable) {
            ("belongsToMany", _) | ("hasMany" | "hasOne", false) => Action::Cascade,
            (_, true) => Action::SetNull,
            _ => Action::NoAction,
        };
        (given("onDelete").or(Some(usual)), given("onUpdate").or(Some(Action::Cascade)))
    }
}
