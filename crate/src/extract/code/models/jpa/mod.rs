//! Jakarta Persistence: tables as classes with marks, columns as their fields. Names become those that Spring makes
//! of them, in snake case.

mod columns;
mod relations;

use super::draft::Draft;
use super::marks::Mark;
use super::program::Program;
use crate::detect::Dialect;
use crate::extract::code::syntax::{Class, Member, NodeId, NodeKind};
use crate::facts::{Check, Index, Model, ModelKind, snake};

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    let reader = Reader { program };
    for (id, class) in program.classes() {
        reader.class(id, class, models);
    }
}

struct Reader<'p, 'a> {
    program: &'p Program<'a>,
}

/// What a member is marked with, for what it is the place of.
struct Field<'m, 'a> {
    key: &'m str,
    member: &'m Member,
    marks: Vec<Mark<'a>>,
}

impl<'a> Field<'_, 'a> {
    fn mark(&self, name: &str) -> Option<&Mark<'a>> {
        self.marks.iter().find(|mark| last(mark.name) == name)
    }

    fn arguments(&self, name: &str) -> &'a [NodeId] {
        self.mark(name).map_or(&[], |mark| mark.arguments)
    }

    /// The type without what is around it.
    fn type_(&self) -> &str {
        last(self.member.type_.as_deref().unwrap_or_default())
    }
}

/// `Id` of `persistence.Id`.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

impl Reader<'_, '_> {
    fn class(&self, id: NodeId, class: &Class, models: &mut Vec<Model>) {
        let program = self.program;
        let Some(name) = class.name.as_deref() else { return };
        let marks = program.marks(&class.decorators);
        let own = |name: &str| marks.iter().find(|mark| last(mark.name) == name);
        let part = own("MappedSuperclass").is_some() || own("Embeddable").is_some();
        let kind = match own("Entity") {
            Some(_) if own("DiscriminatorValue").is_some() => ModelKind::Shared,
            Some(_) => ModelKind::Table,
            None if part => ModelKind::Part,
            None => return,
        };
        let options = own("Table").map_or(&[][..], |mark| mark.arguments);
        let given = program.text_option(options, "name");
        let given =
            given.or_else(|| own("Entity").and_then(|mark| program.text_option(mark.arguments, "name")));
        let table = match kind {
            ModelKind::Table => snake(&given.unwrap_or_else(|| name.to_owned())),
            _ => String::new(),
        };
        let places = (program.class_place(id, name), program.place(id));
        let mut draft = Draft::new(name, kind, Dialect::Generic, (table, places.0, places.1));
        draft.model.table.schema = program.text_option(options, "schema");
        draft.model.keyed = true;
        draft.model.beside_parent = Some("{key}".to_owned());
        if self.extends(id) {
            let above = class.parents.first().and_then(|parent| program.last_name(*parent));
            draft.model.parents.extend(above.map(|above| last(above).to_owned()));
        }
        for field in self.fields(class) {
            models.extend(self.field(&mut draft, &field));
        }
        self.constraints(&mut draft, options);
        models.push(draft.model);
    }

    /// Whether a class has a class above it: what it implements does not count.
    fn extends(&self, id: NodeId) -> bool {
        let head = self.program.written(id).split('{').find(|part| part.contains("class "));
        head.is_some_and(|head| head.split("implements").next().is_some_and(|own| own.contains(" extends ")))
    }

    /// The fields, or their getters where those are marked.
    fn fields<'m>(&self, class: &'m Class) -> Vec<Field<'m, '_>> {
        let functions =
            |member: &&Member| matches!(self.program.tree.kind(member.value), NodeKind::Function(_));
        let fields = class.members.iter().filter(|member| !functions(member));
        let fields = fields.filter_map(|member| {
            let marks = self.program.marks(&member.decorators);
            let key = member.key.as_deref().filter(|key| !self.is_constant(key, member))?;
            Some(Field { key, member, marks })
        });
        fields.collect()
    }

    /// Static fields, loggers, and what is kept out by its keyword.
    fn is_constant(&self, key: &str, member: &Member) -> bool {
        let upper =
            key.chars().all(|letter| letter.is_uppercase() || letter == '_' || letter.is_ascii_digit());
        let before = self.program.source.text.get(..member.named.0).unwrap_or_default();
        let line = before.rsplit([';', '{', '}', '\n']).next().unwrap_or_default();
        upper
            || key == "serialVersionUID"
            || line.split_whitespace().any(|word| matches!(word, "static" | "transient"))
    }

    fn field(&self, draft: &mut Draft, field: &Field<'_, '_>) -> Option<Model> {
        if field.mark("Transient").is_some() || field.mark("Formula").is_some() {
            return None;
        }
        if field.mark("Embedded").is_some() || field.mark("EmbeddedId").is_some() {
            // With columns of other names, it is not known which they are.
            draft.model.table.incomplete |= field.mark("AttributeOverrides").is_some();
            draft.model.parents.push(field.type_().to_owned());
            return None;
        }
        if let Some(relation) = field.marks.iter().find(|mark| relations::is_one(last(mark.name))) {
            if self.is_lazy(field, relation) {
                draft.model.table.lazy.push(field.key.to_owned());
            }
            return self.relation(draft, field, relation);
        }
        if field.mark("ElementCollection").is_none() {
            self.column(draft, field);
        }
        None
    }

    /// `@Table(indexes = @Index(columnList = "a, b"), uniqueConstraints = @UniqueConstraint(columnNames = "a"))`
    fn constraints(&self, draft: &mut Draft, options: &[NodeId]) {
        let program = self.program;
        for option in ["indexes", "uniqueConstraints", "check"] {
            let Some(list) = program.option(options, option) else { continue };
            let items = match program.tree.kind(list) {
                NodeKind::Array(items) => items.clone(),
                _ => vec![list],
            };
            for mark in program.marks(&items) {
                let name = program.text_option(mark.arguments, "name");
                let named = program.option(mark.arguments, "columnNames").map(|own| program.texts(own));
                let listed = program.text_option(mark.arguments, "columnList").unwrap_or_default();
                let listed: Vec<String> = listed.split(',').map(|own| own.trim().to_owned()).collect();
                let plain = |own: &String| own.split_whitespace().next().map(snake);
                let columns: Vec<String> =
                    named.as_ref().unwrap_or(&listed).iter().filter_map(plain).collect();
                let unique = named.is_some() || program.flag(mark.arguments, "unique") == Some(true);
                if option == "check" {
                    let expression = program.text_option(mark.arguments, "constraint").unwrap_or_default();
                    draft.model.table.checks.push(Check {
                        name,
                        expression,
                        validated: true,
                        place: mark.place,
                    });
                } else if unique {
                    draft.unique(name, columns, mark.place);
                } else if !columns.is_empty() {
                    let down = listed.iter().filter(|own| own.to_lowercase().ends_with(" desc"));
                    let descending = down.filter_map(plain).collect();
                    draft.index(Index { descending, ..Index::over(name, columns, mark.place) });
                }
            }
        }
    }
}
