//! The GraphQL definitions of several texts as the one schema that a service offers.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    AppliedDirective, DirectiveDefinition, GraphField, GraphKind, GraphType, Located, RootKind,
    SchemaDefinition, TypeRef,
};
use crate::artifact::Place;

/// The scalars that every service knows (GraphQL specification, 3.5).
const BUILT_IN_SCALARS: [&str; 5] = ["Int", "Float", "String", "Boolean", "ID"];

#[derive(Clone, Debug, Default)]
pub struct GraphSchema {
    /// Where it says what it is: the schema definition, else the type of queries, else the first type.
    pub place: Place,
    /// Each name once, with what extensions add.
    pub types: Vec<Arc<GraphType>>,
    /// Where in `types` a name stands.
    pub(super) names: HashMap<String, usize>,
    pub directives: Vec<Arc<DirectiveDefinition>>,
    /// Where in `directives` a name stands first.
    pub(super) directive_names: HashMap<String, usize>,
    pub schemas: Vec<SchemaDefinition>,
    /// Definitions of a name that is defined before, with the place of the first.
    pub repeated: Vec<(Arc<GraphType>, Place)>,
    /// Extensions of another kind than what they extend, with the place of the definition.
    pub mismatched: Vec<(Arc<GraphType>, Place)>,
    pub faults: Vec<Located<String>>,
    /// Nothing of the texts was lost: what the schema lacks is really not there.
    pub whole: bool,
    /// It is, or may be, a part of a federated graph: types may be defined by other services.
    pub federated: bool,
}

impl GraphSchema {
    pub fn named(&self, name: &str) -> Option<&GraphType> {
        self.names.get(name).and_then(|at| self.types.get(*at)).map(Arc::as_ref)
    }

    /// What a reference leads to; none for the built-in scalars and what is not defined.
    pub fn target(&self, type_: &TypeRef) -> Option<&GraphType> {
        self.named(&type_.name)
    }

    /// The definition of a directive, by its name without `@`.
    pub fn declared(&self, name: &str) -> Option<&DirectiveDefinition> {
        self.directive_names.get(name).and_then(|at| self.directives.get(*at)).map(Arc::as_ref)
    }

    /// The kind that a name has, built-in scalars included.
    pub fn kind(&self, name: &str) -> Option<GraphKind> {
        match self.named(name) {
            Some(found) => Some(found.kind),
            None => BUILT_IN_SCALARS.contains(&name).then_some(GraphKind::Scalar),
        }
    }

    /// The type in which requests of that kind begin.
    pub fn root(&self, kind: RootKind) -> Option<&GraphType> {
        let mut stated = self.schemas.iter().flat_map(|schema| &schema.roots);
        match stated.find(|(own, _)| *own == kind) {
            Some((_, name)) => self.named(&name.value),
            // A schema definition that names others leaves out what it does not name (3.3.1).
            None if self.schemas.iter().any(|schema| !schema.extends && !schema.roots.is_empty()) => None,
            None => self.named(kind.type_name()),
        }
    }

    pub fn is_root(&self, type_: &GraphType) -> bool {
        RootKind::ALL.into_iter().any(|kind| self.root(kind).is_some_and(|root| root.name == type_.name))
    }

    /// Fields of queries, mutations and subscriptions.
    pub fn root_fields(&self, kind: RootKind) -> impl Iterator<Item = &GraphField> {
        self.root(kind).into_iter().flat_map(|root| &root.fields)
    }

    pub fn of_kind(&self, kind: GraphKind) -> impl Iterator<Item = &GraphType> {
        self.types.iter().map(Arc::as_ref).filter(move |type_| type_.kind == kind)
    }

    /// Types that clients ask fields of.
    pub fn outputs(&self) -> impl Iterator<Item = &GraphType> {
        let has_fields = |type_: &&GraphType| matches!(type_.kind, GraphKind::Object | GraphKind::Interface);
        self.types.iter().map(Arc::as_ref).filter(has_fields)
    }

    /// Every directive that is used anywhere, with repeats.
    pub fn used_directives(&self) -> impl Iterator<Item = &AppliedDirective> {
        let of_schemas = self.schemas.iter().flat_map(|schema| &schema.directives);
        of_schemas.chain(self.types.iter().flat_map(|type_| directives_of(type_)))
    }
}

fn directives_of(type_: &GraphType) -> impl Iterator<Item = &AppliedDirective> {
    let of_fields = type_.fields.iter().flat_map(|field| {
        field.directives.iter().chain(field.arguments.iter().flat_map(|argument| &argument.directives))
    });
    let of_values = type_.values.iter().flat_map(|value| &value.directives);
    type_.directives.iter().chain(of_fields).chain(of_values)
}
