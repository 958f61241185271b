//! Types that do not hold what their interfaces promise (specification, 3.6 and 3.7).

use std::collections::{HashMap, HashSet};

use super::Problem;
use crate::facts::{GraphField, GraphKind, GraphSchema, GraphType, Located, TypeRef};

/// Fields that are compared at most: far more than schemas have, and a bound for those that are made to be slow.
const MOST_COMPARED: usize = 500_000;
/// Missing fields that one finding names.
const MOST_NAMED: usize = 5;

pub(super) fn check(graph: &GraphSchema, problems: &mut Vec<Problem>) {
    let mut compared = 0;
    for type_ in graph.outputs().filter(|type_| !type_.implements.is_empty()) {
        let fields: HashMap<&str, &GraphField> =
            type_.fields.iter().map(|field| (field.name.as_str(), field)).collect();
        let implemented: HashSet<&str> = type_.implements.iter().map(|name| name.value.as_str()).collect();
        for stated in &type_.implements {
            let Some(interface) = graph.named(&stated.value) else { continue };
            if interface.kind != GraphKind::Interface || compared > MOST_COMPARED {
                continue;
            }
            compared += interface.fields.len() + interface.implements.len();
            let pair = Pair { graph, type_, interface, stated };
            pair.inherited(&implemented, problems);
            pair.missing(&fields, problems);
            for field in &interface.fields {
                let Some(own) = fields.get(field.name.as_str()) else { continue };
                compared += own.arguments.len() * field.arguments.len();
                if compared < MOST_COMPARED {
                    pair.field(own, field, problems);
                }
            }
        }
    }
}

struct Pair<'a> {
    graph: &'a GraphSchema,
    type_: &'a GraphType,
    interface: &'a GraphType,
    /// The interface's name behind `implements`.
    stated: &'a Located<String>,
}

impl Pair<'_> {
    /// Whoever only extends a type of another service need not repeat its fields.
    fn missing(&self, own: &HashMap<&str, &GraphField>, problems: &mut Vec<Problem>) {
        let promised = self.interface.fields.iter().filter(|_| !self.type_.extends);
        let missing: Vec<&GraphField> =
            promised.filter(|field| !own.contains_key(field.name.as_str())).collect();
        let Some(first) = missing.first() else { return };
        let names: Vec<_> =
            missing.iter().take(MOST_NAMED).map(|field| format!("`{}`", field.name)).collect();
        let more = missing.len() - names.len();
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let message = format!(
            "`{}` lacks {}{more}, which its interface `{}` promises",
            self.type_.name,
            names.join(", "),
            self.interface.name
        );
        let problem = Problem::new(self.type_, self.stated.place, message);
        problems.push(problem.related(first.place, "promised here"));
    }

    /// What an interface implements, its types have to name as well.
    fn inherited(&self, implemented: &HashSet<&str>, problems: &mut Vec<Problem>) {
        if self.interface.name == self.type_.name {
            let message = format!("`{}` implements itself", self.type_.name);
            problems.push(Problem::new(self.type_, self.stated.place, message));
            return;
        }
        for wider in &self.interface.implements {
            let named = implemented.contains(wider.value.as_str());
            if !named && wider.value != self.type_.name && !self.type_.extends {
                let message = format!(
                    "`{}` implements `{}`, but not `{}`, which `{}` implements",
                    self.type_.name, self.interface.name, wider.value, self.interface.name
                );
                problems.push(Problem::new(self.type_, self.stated.place, message));
            }
        }
    }

    fn field(&self, own: &GraphField, promised: &GraphField, problems: &mut Vec<Problem>) {
        let (type_, interface) = (&self.type_.name, &self.interface.name);
        if !self.fits(&own.type_, &promised.type_) {
            let message = format!(
                "`{type_}.{}` is `{}`, while interface `{interface}` promises `{}`",
                own.name,
                own.type_.text(),
                promised.type_.text()
            );
            let problem = Problem::new(self.type_, own.type_.place, message);
            problems.push(problem.related(promised.type_.place, "promised here"));
        }
        for argument in &promised.arguments {
            let message = match own.argument(&argument.name) {
                Some(taken) if same(&taken.type_, &argument.type_) => continue,
                Some(taken) => format!(
                    "`{type_}.{}({})` is `{}`, while interface `{interface}` takes `{}`",
                    own.name,
                    argument.name,
                    taken.type_.text(),
                    argument.type_.text()
                ),
                None => format!(
                    "`{type_}.{}` does not take the argument `{}`, which interface `{interface}` promises",
                    own.name, argument.name
                ),
            };
            let problem = Problem::new(self.type_, own.place, message);
            problems.push(problem.related(argument.place, "promised here"));
        }
        for extra in own.arguments.iter().filter(|extra| extra.is_required()) {
            if promised.argument(&extra.name).is_none() {
                let message = format!(
                    "`{type_}.{}({})` is required, but interface `{interface}` knows no such argument",
                    own.name, extra.name
                );
                problems.push(Problem::new(self.type_, extra.place, message));
            }
        }
    }

    /// Whether a value of one type always is one of the other.
    fn fits(&self, own: &TypeRef, promised: &TypeRef) -> bool {
        let levels = 0..=promised.lists;
        own.lists == promised.lists
            && levels.into_iter().all(|level| own.is_required_at(level) || !promised.is_required_at(level))
            && self.is_kind_of(&own.name, &promised.name)
    }

    fn is_kind_of(&self, own: &str, promised: &str) -> bool {
        let Some((own, promised)) = self.graph.named(own).zip(self.graph.named(promised)) else {
            // What is not defined is told elsewhere.
            return own == promised || self.graph.kind(own).is_none() || self.graph.kind(promised).is_none();
        };
        own.name == promised.name
            || own.implements.iter().any(|name| name.value == promised.name)
            || promised.members.iter().any(|name| name.value == own.name)
    }
}

fn same(one: &TypeRef, other: &TypeRef) -> bool {
    one.name == other.name && one.lists == other.lists && one.required == other.required
}
