//! Fields of a model.

use super::{PACKAGE, Reader};
use crate::artifact::Place;
use crate::extract::code::models::draft::{Draft, action, set_type};
use crate::extract::code::syntax::{Call, Member, NodeId, NodeKind};
use crate::facts::{Check, Column, Index, Link, Located, MadeColumn, Relation, TypeFamily};

impl<'a> Reader<'_, 'a> {
    /// The call that makes a field of a model: of the library's models, or of a package with more of them.
    pub(super) fn field(&self, member: &Member) -> Option<&'a Call> {
        let call = self.program.call(member.value)?;
        let name = self.kind(call);
        let known = name.ends_with("Field") || matches!(name, "ForeignKey" | "ParentalKey");
        if !known || self.is_of_form(call) {
            return None;
        }
        Some(call)
    }

    /// Forms, filters and serializers have fields of the same names.
    fn is_of_form(&self, call: &Call) -> bool {
        let program = self.program;
        let (object, own) = match program.tree.kind(call.callee) {
            NodeKind::Name(name) => (name, true),
            NodeKind::Member { object, .. } => match program.tree.kind(*object) {
                NodeKind::Name(name) => (name, false),
                _ => return true,
            },
            _ => return true,
        };
        let Some((module, imported)) = program.import(object) else {
            return !own && &**object != "models";
        };
        let path = format!("{module}.{imported}");
        let other =
            ["form", "serializer", "filter", "rest_framework", "graphene", "wtf", "admin", "marshmallow"];
        other.iter().any(|part| path.contains(part))
            || (module == PACKAGE && !path.contains("model") && !path.contains("postgres"))
    }

    /// `CharField` of `models.CharField(...)`.
    fn kind(&self, call: &Call) -> &'a str {
        self.program.callee(call).name.rsplit('.').next().unwrap_or_default()
    }

    pub(super) fn add(&self, draft: &mut Draft, class: &str, (key, place): (&str, Place), call: &Call) {
        match self.kind(call) {
            "ForeignKey" | "OneToOneField" | "ParentalKey" | "TreeForeignKey" | "TreeOneToOneField" => {
                self.reference(draft, class, (key, place), call);
            }
            "ManyToManyField" | "SortedManyToManyField" | "ParentalManyToManyField" => {
                self.pairs(draft, class, (key, place), call);
            }
            "GenericRelation" | "GenericForeignKey" => {}
            _ => self.column(draft, (key, place), call),
        }
    }

    fn flag(&self, call: &Call, name: &str) -> Option<bool> {
        self.program.flag(&call.arguments, name)
    }

    fn column(&self, draft: &mut Draft, (key, place): (&str, Place), call: &Call) {
        let program = self.program;
        let name = program.text_option(&call.arguments, "db_column").unwrap_or_else(|| key.to_owned());
        let mut column = Column::new(name, place);
        let numbers: Vec<String> = ["max_length", "max_digits", "decimal_places"]
            .iter()
            .filter_map(|option| {
                let value = program.value(program.option(&call.arguments, option)?);
                matches!(program.tree.kind(value), NodeKind::Number(_))
                    .then(|| program.written(value).to_owned())
            })
            .collect();
        let kind = self.kind(call);
        set_type(&mut column, "django", kind, &numbers);
        column.type_.place = place;
        column.nullable = self.flag(call, "null") == Some(true) || kind == "NullBooleanField";
        column.generated = kind.ends_with("AutoField");
        column.described = program.option(&call.arguments, "help_text").is_some();
        let given = program
            .option(&call.arguments, "db_default")
            .or_else(|| program.option(&call.arguments, "default"));
        column.default = given.and_then(|given| program.default(given));
        if self.flag(call, "auto_now_add") == Some(true) || self.flag(call, "auto_now") == Some(true) {
            column.default = Some(Located { value: "now()".to_owned(), place });
        }
        column.on_change = (self.flag(call, "auto_now") == Some(true)).then_some(place);
        column.values =
            program.option(&call.arguments, "choices").map(|own| self.choices(own)).unwrap_or_default();
        if kind.starts_with("Positive") {
            let expression = format!("{} >= 0", column.name);
            draft.model.table.checks.push(Check { name: None, expression, validated: true, place });
        }
        self.keys(draft, &mut column, kind, call);
        draft.add(key, column);
    }

    fn keys(&self, draft: &mut Draft, column: &mut Column, kind: &str, call: &Call) {
        let (own, place) = (vec![column.name.clone()], column.place);
        if self.flag(call, "primary_key") == Some(true) {
            column.nullable = false;
            draft.key(None, own, place);
        } else if self.flag(call, "unique") == Some(true) {
            draft.unique(None, own, place);
        } else if self.flag(call, "db_index").unwrap_or(kind == "SlugField") {
            draft.index(Index::over(None, own, place));
        }
    }

    /// The first of each pair that a list says.
    fn choices(&self, list: NodeId) -> Vec<String> {
        let NodeKind::Array(items) = self.program.tree.kind(self.program.value(list)) else {
            return Vec::new();
        };
        let firsts = items.iter().filter_map(|item| match self.program.tree.kind(*item) {
            NodeKind::Array(pair) => self.program.text(*pair.first()?),
            _ => None,
        });
        firsts.collect()
    }

    /// The model that a field refers to: `"shop.Order"`, `Order`, `"self"`, `settings.AUTH_USER_MODEL`.
    fn target(&self, class: &str, call: &Call) -> Option<String> {
        let program = self.program;
        let positional =
            call.arguments.first().filter(|own| !matches!(program.tree.kind(**own), NodeKind::Named { .. }));
        let first = positional.copied().or_else(|| program.option(&call.arguments, "to"))?;
        let last = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
        let named =
            program.text(first).map(|text| last(&text)).or_else(|| program.last_name(first).map(last));
        Some(match named?.as_str() {
            "self" => class.to_owned(),
            "AUTH_USER_MODEL" => "User".to_owned(),
            other => other.to_owned(),
        })
    }

    fn reference(&self, draft: &mut Draft, class: &str, (key, place): (&str, Place), call: &Call) {
        let program = self.program;
        let Some(target) = self.target(class, call) else { return };
        let one = matches!(self.kind(call), "OneToOneField" | "TreeOneToOneField");
        let unique = one || self.flag(call, "unique") == Some(true);
        let given = program.text_option(&call.arguments, "db_column");
        let column = given.unwrap_or_else(|| format!("{key}_id"));
        let fields = [(key.to_owned(), column.clone()), (format!("{key}_id"), column.clone())];
        draft.model.fields.extend(fields);
        if self.flag(call, "db_constraint") == Some(false) {
            let mut own = Column::new(column.clone(), place);
            own.type_.family = TypeFamily::Integer { bits: 64 };
            own.nullable = self.flag(call, "null") == Some(true);
            draft.model.table.columns.push(own);
            return;
        }
        let made = MadeColumn {
            nullable: self.flag(call, "null") == Some(true),
            unique,
            indexed: !unique && self.flag(call, "db_index") != Some(false),
            key: self.flag(call, "primary_key") == Some(true),
            ..MadeColumn::default()
        };
        let referred = program.text_option(&call.arguments, "to_field").into_iter().collect();
        let chosen = program.option(&call.arguments, "on_delete").or_else(|| call.arguments.get(1).copied());
        let chosen = chosen.and_then(|own| program.last_name(own));
        draft.model.relations.push(Relation {
            name: None,
            target,
            link: Link::Columns { columns: vec![column], referred, made },
            place,
            on_delete: chosen
                .and_then(|own| action(own.rsplit('.').next()?.trim_start_matches("DO_")))
                .or_else(|| (chosen == Some("PROTECT")).then_some(crate::facts::Action::Restrict)),
            on_update: None,
        });
    }

    fn pairs(&self, draft: &mut Draft, class: &str, (key, place): (&str, Place), call: &Call) {
        let program = self.program;
        if program.option(&call.arguments, "through").is_some() {
            return;
        }
        let Some(target) = self.target(class, call) else { return };
        let (own, other) = (class.to_lowercase(), target.to_lowercase());
        let (own, other) = if own == other {
            (format!("from_{own}_id"), format!("to_{other}_id"))
        } else {
            (format!("{own}_id"), format!("{other}_id"))
        };
        let given = program.text_option(&call.arguments, "db_table");
        let table = given.unwrap_or_else(|| format!("{{own}}_{key}"));
        draft.model.relations.push(Relation {
            name: None,
            target,
            link: Link::Between { table, own, other, indexed: true },
            place,
            on_delete: Some(crate::facts::Action::Cascade),
            on_update: None,
        });
    }
}
