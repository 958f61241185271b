//! What a service answers about its own schema (GraphQL specification, section 4.2), as JSON. Places are those of
//! the values in the JSON.

use std::sync::Arc;

use crate::artifact::{Place, Source};
use crate::extract::tree::{self, NodeId, Shape, Tree};
use crate::facts::{
    AppliedDirective, Coverage, DirectiveDefinition, EnumValue, GraphDocument, GraphField, GraphKind,
    GraphType, Literal, Located, RootKind, SchemaDefinition, TypeRef,
};

/// Fields, arguments and values that are read.
const MOST_ELEMENTS: usize = 300_000;
/// Lists and non-null marks around one type.
const MOST_WRAPPERS: usize = 31;
/// What every service has without defining it.
const BUILT_IN: [&str; 9] =
    ["Int", "Float", "String", "Boolean", "ID", "skip", "include", "deprecated", "specifiedBy"];

/// The schema of an introspection result; none where the text holds no `__schema`.
pub(super) fn read(source: &Source<'_>) -> Option<(GraphDocument, Coverage)> {
    let tree = tree::read(source.text);
    let root = tree.root()?;
    let within = |id: NodeId| tree.member(id, "__schema").map(|schema| tree.resolved(schema));
    let schema = within(root).or_else(|| within(tree.resolved(tree.member(root, "data")?)))?;
    let mut reader = Introspection { source, tree: &tree, elements: 0 };
    let mut document = GraphDocument { whole: true, ..GraphDocument::default() };
    for id in reader.list(schema, "types") {
        document.types.extend(reader.type_(id).map(Arc::new));
    }
    for id in reader.list(schema, "directives") {
        document.directives.extend(reader.directive(id).map(Arc::new));
    }
    document.schemas.extend(reader.roots(schema));
    let mut coverage = Coverage::read();
    for fault in tree.faults.iter().filter(|fault| fault.lost).take(super::MOST_NOTES) {
        document.whole = false;
        let place = source.place(fault.span.start as usize, fault.span.end as usize);
        coverage.missed(Some(place), fault.text.clone());
    }
    if reader.is_full() {
        document.whole = false;
        coverage.missed(None, format!("what follows the first {MOST_ELEMENTS} fields, arguments and values"));
    }
    if document.types.iter().all(|type_| type_.fields.is_empty() && type_.values.is_empty()) {
        // Clients keep such lists, to know which types an interface may be.
        let note = "`__schema` tells no fields: a list of types for clients, and no schema";
        return Some((GraphDocument::default(), Coverage::not_read(note)));
    }
    coverage.note(None, "read as an introspection result: directives of its parts do not stand in it");
    Some((document, coverage))
}

struct Introspection<'a> {
    source: &'a Source<'a>,
    tree: &'a Tree<'a>,
    elements: usize,
}

impl<'a> Introspection<'a> {
    fn is_full(&self) -> bool {
        self.elements >= MOST_ELEMENTS
    }

    fn list(&self, id: NodeId, name: &str) -> Vec<NodeId> {
        let Some(list) = self.tree.member(id, name).map(|list| self.tree.resolved(list)) else {
            return Vec::new();
        };
        let left = MOST_ELEMENTS.saturating_sub(self.elements);
        self.tree.children(list).take(left).map(|id| self.tree.resolved(id)).collect()
    }

    fn text(&self, id: NodeId, name: &str) -> Option<&'a str> {
        self.tree.member(id, name).and_then(|id| self.tree.text(id))
    }

    fn place(&self, id: NodeId) -> Place {
        let span = self.tree.span(id);
        self.source.place(span.start as usize, span.end as usize)
    }

    fn named(&self, id: NodeId) -> Option<Located<String>> {
        let name = self.tree.member(id, "name")?;
        Some(Located { value: self.tree.text(name)?.to_owned(), place: self.place(name) })
    }

    fn description(&self, id: NodeId) -> Option<Box<str>> {
        self.text(id, "description").filter(|text| !text.trim().is_empty()).map(Into::into)
    }

    fn type_(&mut self, id: NodeId) -> Option<GraphType> {
        self.elements += 1;
        let Located { value: name, place } = self.named(id)?;
        let kind = match self.text(id, "kind")? {
            "SCALAR" => GraphKind::Scalar,
            "OBJECT" => GraphKind::Object,
            "INTERFACE" => GraphKind::Interface,
            "UNION" => GraphKind::Union,
            "ENUM" => GraphKind::Enum,
            "INPUT_OBJECT" => GraphKind::Input,
            _ => return None,
        };
        if name.starts_with("__") || BUILT_IN.contains(&name.as_str()) {
            return None;
        }
        let fields = if kind == GraphKind::Input { "inputFields" } else { "fields" };
        let names = |name| self.list(id, name).into_iter().filter_map(|id| self.named(id)).collect();
        let (implements, possible): (_, Vec<_>) = (names("interfaces"), names("possibleTypes"));
        let specified =
            ["specifiedByURL", "specifiedByUrl"].into_iter().find_map(|name| self.tree.member(id, name));
        let specified = specified.and_then(|url| Some((url, self.tree.text(url)?)));
        Some(GraphType {
            name,
            kind,
            place,
            extends: false,
            description: self.description(id),
            directives: specified
                .map(|(at, url)| self.applied("specifiedBy", at, "url", url))
                .into_iter()
                .collect(),
            implements,
            members: if kind == GraphKind::Union { possible } else { Vec::new() },
            fields: self.list(id, fields).into_iter().filter_map(|id| self.field(id, true)).collect(),
            values: self.list(id, "enumValues").into_iter().filter_map(|id| self.value(id)).collect(),
        })
    }

    fn field(&mut self, id: NodeId, may_have_arguments: bool) -> Option<GraphField> {
        self.elements += 1;
        let Located { value: name, place } = self.named(id)?;
        let type_ = self.type_ref(self.tree.resolved(self.tree.member(id, "type")?))?;
        let arguments = if may_have_arguments { self.list(id, "args") } else { Vec::new() };
        let default = self.tree.member(id, "defaultValue").filter(|id| self.tree.shape(*id) == Shape::Text);
        Some(GraphField {
            name,
            place,
            description: self.description(id),
            type_,
            arguments: arguments.into_iter().filter_map(|id| self.field(id, false)).collect(),
            default: default.map(|id| Box::new(Located { value: Literal::Unread, place: self.place(id) })),
            directives: self.deprecated(id),
        })
    }

    fn value(&mut self, id: NodeId) -> Option<EnumValue> {
        self.elements += 1;
        let Located { value: name, place } = self.named(id)?;
        Some(EnumValue { name, place, description: self.description(id), directives: self.deprecated(id) })
    }

    fn deprecated(&self, id: NodeId) -> Vec<AppliedDirective> {
        let marked = self.tree.member(id, "isDeprecated").filter(|id| self.tree.bool(*id) == Some(true));
        let reason = self.text(id, "deprecationReason").unwrap_or_default();
        marked.map(|at| self.applied("deprecated", at, "reason", reason)).into_iter().collect()
    }

    fn applied(&self, name: &str, at: NodeId, argument: &str, value: &str) -> AppliedDirective {
        let place = self.place(at);
        let argument = Located { value: argument.to_owned(), place };
        let arguments =
            if value.is_empty() { Vec::new() } else { vec![(argument, Literal::Text(value.to_owned()))] };
        AppliedDirective { name: name.to_owned(), place, arguments }
    }

    /// The named type within its lists and non-null marks.
    fn type_ref(&self, id: NodeId) -> Option<TypeRef> {
        let (mut at, mut lists, mut required) = (id, 0_u8, 0_u32);
        for _ in 0..=MOST_WRAPPERS * 2 {
            match self.text(at, "kind")? {
                "NON_NULL" => required |= 1_u32.checked_shl(u32::from(lists)).unwrap_or_default(),
                "LIST" => lists = lists.saturating_add(1),
                _ => {
                    let Located { value: name, place } = self.named(at)?;
                    return Some(TypeRef { name, place, lists, required });
                }
            }
            at = self.tree.resolved(self.tree.member(at, "ofType")?);
        }
        None
    }

    fn directive(&mut self, id: NodeId) -> Option<DirectiveDefinition> {
        self.elements += 1;
        let Located { value: name, place } = self.named(id)?;
        if BUILT_IN.contains(&name.as_str()) {
            return None;
        }
        let located =
            |id: NodeId| Some(Located { value: self.tree.text(id)?.to_owned(), place: self.place(id) });
        let locations = self.list(id, "locations").into_iter().filter_map(located).collect();
        let repeatable = self.tree.member(id, "isRepeatable").and_then(|id| self.tree.bool(id));
        Some(DirectiveDefinition {
            name,
            place,
            description: self.description(id),
            arguments: self.list(id, "args").into_iter().filter_map(|id| self.field(id, false)).collect(),
            repeatable: repeatable == Some(true),
            locations,
        })
    }

    /// `queryType` and its like, as a schema definition would say it.
    fn roots(&self, schema: NodeId) -> Option<SchemaDefinition> {
        let named = |(kind, member): (RootKind, &str)| {
            Some((kind, self.named(self.tree.resolved(self.tree.member(schema, member)?))?))
        };
        let stated = [
            (RootKind::Query, "queryType"),
            (RootKind::Mutation, "mutationType"),
            (RootKind::Subscription, "subscriptionType"),
        ];
        let roots: Vec<_> = stated.into_iter().filter_map(named).collect();
        let place = roots.first().map(|(_, name)| name.place)?;
        let description = self.description(schema);
        Some(SchemaDefinition { place, extends: false, description, directives: Vec::new(), roots })
    }
}
