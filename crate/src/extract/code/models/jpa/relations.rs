//! Fields that refer to other tables.

use super::{Field, Reader, last};
use crate::extract::code::models::draft::{Draft, action};
use crate::extract::code::models::marks::Mark;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Action, Link, MadeColumn, Model, ModelKind, Relation, Table, snake};

pub(super) fn is_one(mark: &str) -> bool {
    matches!(mark, "ManyToOne" | "OneToOne" | "OneToMany" | "ManyToMany")
}

impl Reader<'_, '_> {
    /// Whether the other rows are read when they are asked for, those of each row for themselves (Jakarta
    /// Persistence 3.1, section 11.1: to many rows unless it is said otherwise).
    pub(super) fn is_lazy(&self, field: &Field<'_, '_>, mark: &Mark<'_>) -> bool {
        let together = field.mark("BatchSize").is_some() || field.mark("Fetch").is_some();
        let usual = if last(mark.name).ends_with("ToMany") { "LAZY" } else { "EAGER" };
        let said =
            self.program.option(mark.arguments, "fetch").map_or(usual, |own| self.program.written(own));
        !together && said.ends_with("LAZY")
    }

    /// Adds a reference; where the column stands in the other table, it is said of that one.
    pub(super) fn relation(
        &self,
        draft: &mut Draft,
        field: &Field<'_, '_>,
        mark: &Mark<'_>,
    ) -> Option<Model> {
        let program = self.program;
        let target = self.target(field, mark)?;
        let joined = field.arguments("JoinColumn");
        let place = program.named(field.member.named);
        let unenforced = program
            .option(joined, "foreignKey")
            .is_some_and(|own| program.written(own).contains("NO_CONSTRAINT"));
        if program.option(mark.arguments, "mappedBy").is_some() || unenforced {
            return None;
        }
        let mut relation = Relation {
            name: None,
            target,
            link: self.columns(field, mark, joined),
            place,
            on_delete: self.on_delete(field),
            on_update: None,
        };
        match last(mark.name) {
            "ManyToMany" => relation.link = self.pairs(draft, field),
            "OneToMany" => {
                field.mark("JoinColumn")?;
                let holder = std::mem::replace(&mut relation.target, draft.model.name.clone());
                let table = Table::new(String::new(), place, place);
                return Some(Model {
                    relations: vec![relation],
                    ..Model::new(&holder, ModelKind::More, table)
                });
            }
            _ => {
                if let Link::Columns { columns, .. } = &relation.link {
                    let name = columns.first().map(|own| own.replace("{key}", "id"));
                    draft.model.fields.extend(name.map(|name| (field.key.to_owned(), name)));
                }
            }
        }
        draft.model.relations.push(relation);
        None
    }

    /// The class at the other end: of the field, or of what its list holds.
    fn target(&self, field: &Field<'_, '_>, mark: &Mark<'_>) -> Option<String> {
        let program = self.program;
        if let Some(given) = program.option(mark.arguments, "targetEntity") {
            return program.written(given).split('.').next().map(str::to_owned);
        }
        let inner = field.member.annotation.map(|own| program.tree.kind(own));
        let named = |id: NodeId| program.last_name(id).map(|name| last(name).to_owned());
        match inner {
            Some(NodeKind::Index { key, .. }) => match program.tree.kind(*key) {
                NodeKind::Array(items) => items.last().and_then(|own| named(*own)),
                _ => named(*key),
            },
            _ => Some(field.type_().to_owned()),
        }
    }

    fn columns(&self, field: &Field<'_, '_>, mark: &Mark<'_>, joined: &[NodeId]) -> Link {
        let program = self.program;
        let name = program.text_option(joined, "name").map(|own| snake(&own));
        let name = name.unwrap_or_else(|| format!("{}_{{key}}", snake(field.key)));
        let referred = program.text_option(joined, "referencedColumnName").map(|own| snake(&own));
        let required = program.flag(mark.arguments, "optional") == Some(false)
            || program.flag(joined, "nullable") == Some(false)
            || field.mark("NotNull").is_some();
        let key = field.mark("Id").is_some() || field.mark("MapsId").is_some();
        let unique = (last(mark.name) == "OneToOne" || program.flag(joined, "unique") == Some(true)) && !key;
        let made = MadeColumn { nullable: !required && !key, unique, key, ..MadeColumn::default() };
        Link::Columns { columns: vec![name], referred: referred.into_iter().collect(), made }
    }

    fn pairs(&self, draft: &Draft, field: &Field<'_, '_>) -> Link {
        let program = self.program;
        let options = field.arguments("JoinTable");
        let column = |side: &str| {
            let marks = program.option(options, side).map(|own| match program.tree.kind(own) {
                NodeKind::Array(items) => program.marks(items),
                _ => program.marks(&[own]),
            })?;
            program.text_option(marks.first()?.arguments, "name").map(|own| snake(&own))
        };
        let named = program.text_option(options, "name").map(|own| snake(&own));
        Link::Between {
            table: named.unwrap_or_else(|| format!("{{own}}_{}", snake(field.key))),
            own: column("joinColumns").unwrap_or_else(|| format!("{}_{{key}}", snake(&draft.model.name))),
            other: column("inverseJoinColumns").unwrap_or_else(|| format!("{}_{{key}}", snake(field.key))),
            indexed: false,
        }
    }

    fn on_delete(&self, field: &Field<'_, '_>) -> Option<Action> {
        let options = field.arguments("OnDelete");
        let given = self.program.option(options, "action").and_then(|own| self.program.last_name(own))?;
        action(last(given))
    }
}
