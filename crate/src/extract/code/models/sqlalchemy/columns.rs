//! Columns: `Column(...)`, `mapped_column(...)`, `Field(...)`, and what the type of a member says.

use super::Reader;
use crate::artifact::Place;
use crate::extract::code::models::draft::{Draft, action, set_type};
use crate::extract::code::syntax::{Call, Member, NodeId, NodeKind};
use crate::facts::{Column, Index, Link, Located, MadeColumn, Relation, TypeFamily};

impl Reader<'_, '_> {
    pub(super) fn column(
        &self,
        draft: &mut Draft,
        (key, place): (&str, Place),
        arguments: &[NodeId],
        member: Option<&Member>,
    ) {
        let program = self.program;
        let given = program.first_text(arguments).or_else(|| program.text_option(arguments, "name"));
        let mut column = Column::new(given.unwrap_or_else(|| key.to_owned()), place);
        column.type_.place = place;
        let (said, may_be_null) = member.map_or((None, true), annotated);
        let typed = self.type_(&mut column, arguments);
        if !typed && !self.plain(&mut column, said.as_deref(), arguments, member) {
            return;
        }
        let flag = |name: &str| program.flag(arguments, name);
        let key_column = flag("primary_key") == Some(true);
        column.nullable = flag("nullable").unwrap_or(may_be_null) && !key_column;
        self.values(&mut column, arguments);
        let reference = self.reference(&column, arguments);
        let own = vec![column.name.clone()];
        if key_column {
            let number = matches!(column.type_.family, TypeFamily::Integer { .. });
            column.generated = number && reference.is_none() && flag("autoincrement") != Some(false);
            draft.key_column(None, &column.name, place);
        }
        if flag("unique") == Some(true) {
            draft.unique(None, own, place);
        } else if flag("index") == Some(true) {
            draft.index(Index::over(None, own, place));
        }
        draft.model.relations.extend(reference);
        if column.type_.text.is_empty() {
            // The column that a reference makes has the type of what it refers to.
            draft.model.fields.push((key.to_owned(), column.name));
        } else {
            draft.add(key, column);
        }
    }

    /// Defaults, and what a change sets.
    fn values(&self, column: &mut Column, arguments: &[NodeId]) {
        let program = self.program;
        let default =
            program.option(arguments, "server_default").or_else(|| program.option(arguments, "default"));
        column.default = default.and_then(|own| {
            let text = program.default(own)?;
            let now = ["now", "utcnow"].iter().any(|part| text.value.to_lowercase().contains(part));
            Some(if now { Located { value: "now()".to_owned(), ..text } } else { text })
        });
        let changed =
            program.option(arguments, "onupdate").or_else(|| program.option(arguments, "server_onupdate"));
        column.on_change = changed.map(|own| program.place(own));
        column.described = ["comment", "doc"].iter().any(|own| program.option(arguments, own).is_some());
    }

    /// The type among the arguments; whether there is one.
    fn type_(&self, column: &mut Column, arguments: &[NodeId]) -> bool {
        let program = self.program;
        let named = ["type_", "sa_type"].iter().find_map(|name| program.option(arguments, name));
        let positional = arguments
            .iter()
            .copied()
            .filter(|own| !matches!(program.tree.kind(*own), NodeKind::Named { .. } | NodeKind::Text(_)));
        for own in named.into_iter().chain(positional) {
            let (name, inner): (&str, &[NodeId]) = match program.call(own) {
                Some(call) => (program.callee(call).name, &call.arguments),
                None => (program.last_name(own).unwrap_or_default(), &[]),
            };
            let name = name.rsplit('.').next().unwrap_or_default();
            if name.is_empty()
                || matches!(name, "ForeignKey" | "Sequence" | "Identity" | "Computed" | "CheckConstraint")
            {
                continue;
            }
            self.typed(column, name, inner);
            return true;
        }
        false
    }

    fn typed(&self, column: &mut Column, name: &str, inner: &[NodeId]) {
        let program = self.program;
        let numbers: Vec<String> = inner
            .iter()
            .map(|own| match program.tree.kind(*own) {
                NodeKind::Named { name, value } if matches!(&**name, "length" | "precision" | "scale") => {
                    *value
                }
                _ => *own,
            })
            .filter(|own| matches!(program.tree.kind(program.value(*own)), NodeKind::Number(_)))
            .map(|own| program.written(program.value(own)).to_owned())
            .collect();
        set_type(column, "sqlalchemy", name, &numbers);
        if program.flag(inner, "timezone") == Some(true) {
            "timestamp with time zone".clone_into(&mut column.type_.text);
            column.type_.family = TypeFamily::Timestamp { zoned: true };
        }
        if column.type_.family == TypeFamily::Enumeration {
            column.values = inner.iter().filter_map(|own| program.text(*own)).collect();
        }
    }

    /// A column of which only the member's type is known; whether it is one.
    fn plain(
        &self,
        column: &mut Column,
        said: Option<&str>,
        arguments: &[NodeId],
        member: Option<&Member>,
    ) -> bool {
        let refers = arguments.iter().any(|own| {
            self.program.call(*own).is_some_and(|call| self.program.callee(call).name.ends_with("ForeignKey"))
        });
        let Some(said) = said.filter(|own| !own.is_empty()) else { return refers };
        let listed = said.starts_with("list[") || said.starts_with("List[") || said.starts_with("set[");
        if listed && member.is_none_or(|own| self.program.call(own.value).is_none()) {
            return false;
        }
        let name = said.split('[').next().unwrap_or(said).rsplit('.').next().unwrap_or(said);
        if refers && !matches!(name, "int" | "str" | "UUID") {
            return true;
        }
        set_type(column, "sqlalchemy", name, &[]);
        true
    }

    /// `ForeignKey("users.id", ondelete="CASCADE")` among the arguments.
    fn reference(&self, column: &Column, arguments: &[NodeId]) -> Option<Relation> {
        let program = self.program;
        let calls = arguments.iter().filter_map(|own| program.call(*own).map(|call| (*own, call)));
        let mut keys =
            calls.filter(|(_, call)| program.callee(call).name.rsplit('.').next() == Some("ForeignKey"));
        let (id, call) = keys.next()?;
        let first = *call.arguments.first()?;
        let target = program.text(first).or_else(|| Some(program.written(first).to_owned()))?;
        let act = |name: &str| action(&program.text_option(&call.arguments, name)?);
        let relation = refer(&column.name, column.nullable, &target, program.place(id))?;
        Some(Relation { on_delete: act("ondelete"), on_update: act("onupdate"), ..relation })
    }

    /// `Field(default=None, foreign_key="team.id")`
    pub(super) fn field(&self, draft: &mut Draft, (key, place): (&str, Place), call: &Call, member: &Member) {
        let program = self.program;
        let arguments = &call.arguments;
        if let Some(own) = program.option(arguments, "sa_column").and_then(|own| program.call(own)) {
            return self.column(draft, (key, place), &own.arguments, Some(member));
        }
        let before = draft.model.table.columns.len();
        self.column(draft, (key, place), arguments, Some(member));
        let Some(column) = draft.model.table.columns.get_mut(before) else { return };
        if let (Some(most), TypeFamily::Text { .. }) =
            (program.option(arguments, "max_length"), column.type_.family)
        {
            set_type(column, "sqlalchemy", "String", &[program.written(most).to_owned()]);
        }
        if let Some(target) = program.text_option(arguments, "foreign_key") {
            let relation = refer(&column.name, column.nullable, &target, place);
            let act = program.text_option(arguments, "ondelete").and_then(|own| action(&own));
            draft.model.relations.extend(relation.map(|own| Relation { on_delete: act, ..own }));
        }
    }
}

/// A reference to `users.id`, `schema.users.id`.
pub(super) fn refer(column: &str, nullable: bool, target: &str, place: Place) -> Option<Relation> {
    let (table, referred) = target.rsplit_once('.')?;
    let table = table.rsplit('.').next().unwrap_or(table);
    let made = MadeColumn { nullable, ..MadeColumn::default() };
    let link = Link::Columns { columns: vec![column.to_owned()], referred: vec![referred.to_owned()], made };
    Some(Relation { name: None, target: table.to_owned(), link, place, on_delete: None, on_update: None })
}

/// The type that stands at the member: `Mapped[Optional[int]]`, `int | None`; and whether it may be null.
fn annotated(member: &Member) -> (Option<String>, bool) {
    let Some(written) = member.type_.as_deref() else { return (None, true) };
    let mut inner: String = written.split_whitespace().collect();
    let optional = inner.contains("Optional[") || inner.contains("|None") || inner.contains("None|");
    for _ in 0..4 {
        let opened = inner.split_once('[').filter(|(outer, _)| {
            matches!(outer.rsplit('.').next(), Some("Mapped" | "Optional" | "Annotated"))
        });
        let Some((_, rest)) = opened else { break };
        let rest = rest.strip_suffix(']').unwrap_or(rest);
        inner = rest.split(',').next().unwrap_or(rest).to_owned();
    }
    let mut parts = inner.split('|');
    let first = parts.find(|part| *part != "None").unwrap_or_default();
    (Some(first.trim_matches(['"', '\'']).to_owned()), optional)
}
