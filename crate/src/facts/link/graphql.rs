//! Which texts make one GraphQL schema, and what they are together.

use std::sync::Arc;

use crate::artifact::{FileId, Place};
use crate::collections::{BTreeSet, Sort};
use crate::facts::{FileEntry, GraphDocument, GraphSchema, GraphType, RootKind};

/// Directives of Apollo Federation: other services define what a service only refers to.
const FEDERATION: [&str; 7] = ["key", "external", "requires", "provides", "extends", "shareable", "override"];

/// The schemas of a submission, in the order of their first text. Those in code that serves nobody are left out.
pub(in crate::facts) fn graphs(files: &[FileEntry], rehearsals: &BTreeSet<FileId>) -> Vec<GraphSchema> {
    let texts = files.iter().flat_map(|file| {
        let serves = |own: &&GraphDocument| !(own.in_code && rehearsals.contains(&file.id));
        let documents = file.facts.graphql.iter().filter(|document| document.defines_schema()).filter(serves);
        documents.map(|document| Text::new(&file.path, document))
    });
    // A text that says where requests begin makes a schema; the others join one.
    let (roots, others): (Vec<_>, Vec<_>) = texts.partition(|text| text.has_root);
    let mut groups: Vec<Group<'_>> = Vec::new();
    for text in roots.into_iter().chain(others) {
        let fitting = groups.iter_mut().filter(|group| group.takes(&text));
        match fitting.max_by_key(|group| (group.nearness(&text), std::cmp::Reverse(group.number))) {
            Some(group) => group.add(text),
            None => groups.push(Group::new(groups.len(), text)),
        }
    }
    let mut schemas: Vec<_> = groups.iter().map(Group::schema).collect();
    schemas.order_by_key(|schema| schema.place);
    schemas
}

struct Text<'a> {
    folders: Vec<&'a str>,
    document: &'a GraphDocument,
    /// What it defines, without extensions and roots.
    names: BTreeSet<&'a str>,
    /// It says where requests begin; a federated service may do that by extending.
    has_root: bool,
    federated: bool,
}

impl<'a> Text<'a> {
    fn new(path: &'a str, document: &'a GraphDocument) -> Self {
        let is_root = |type_: &GraphType| RootKind::ALL.iter().any(|kind| kind.type_name() == type_.name);
        let defined = || document.types.iter().filter(|type_| !type_.extends);
        let names = defined().filter(|type_| !is_root(type_)).map(|type_| type_.name.as_str()).collect();
        let federated = is_federated(document);
        let begins = |type_: &GraphType| is_root(type_) && (federated || !type_.extends);
        Self {
            folders: path.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
            names,
            has_root: !document.schemas.is_empty() || document.types.iter().any(|type_| begins(type_)),
            federated,
            document,
        }
    }

    /// It holds the one definition that a schema may have of itself.
    fn is_stated(&self) -> bool {
        self.document.schemas.iter().any(|schema| !schema.extends)
    }
}

fn is_federated(document: &GraphDocument) -> bool {
    let known = |name: &str| FEDERATION.contains(&name) || name.starts_with("federation__");
    let of_types = document.types.iter().any(|type_| {
        let of_fields = type_.fields.iter().flat_map(|field| &field.directives);
        type_.directives.iter().chain(of_fields).any(|directive| known(&directive.name))
    });
    let links = |text: &str| text.contains("specs.apollo.dev");
    of_types
        || document.schemas.iter().flat_map(|schema| &schema.directives).any(|directive| {
            directive.name == "link" && directive.arguments.iter().any(|(_, value)| links(&value.text()))
        })
}

struct Group<'a> {
    number: usize,
    texts: Vec<Text<'a>>,
    names: BTreeSet<&'a str>,
}

impl<'a> Group<'a> {
    fn new(number: usize, text: Text<'a>) -> Self {
        Self { number, names: text.names.clone(), texts: vec![text] }
    }

    fn add(&mut self, text: Text<'a>) {
        self.names.extend(&text.names);
        self.texts.push(text);
    }

    /// Whether a text belongs to the same schema: it does not define most of it once more, as a copy, another
    /// version or another service would.
    fn takes(&self, text: &Text<'_>) -> bool {
        let shared = text.names.iter().filter(|name| self.names.contains(*name)).count();
        let apart = |own: &Text<'_>| {
            own.has_root && text.has_root && (own.federated || text.federated)
                || own.is_stated() && text.is_stated()
        };
        !self.texts.iter().any(apart) && shared * 2 < text.names.len().max(1)
    }

    /// How many folders a text has in common with the nearest of the group.
    fn nearness(&self, text: &Text<'_>) -> usize {
        let common =
            |own: &Text<'_>| own.folders.iter().zip(&text.folders).take_while(|(a, b)| a == b).count();
        self.texts.iter().map(common).max().unwrap_or_default()
    }

    fn schema(&self) -> GraphSchema {
        let mut schema = GraphSchema { whole: true, ..GraphSchema::default() };
        let documents = || self.texts.iter().map(|text| text.document);
        for document in documents() {
            for directive in &document.directives {
                let next = schema.directives.len();
                schema.directive_names.entry(directive.name.clone()).or_insert(next);
                schema.directives.push(Arc::clone(directive));
            }
            schema.schemas.extend(document.schemas.iter().cloned());
            schema.faults.extend(document.faults.iter().cloned());
            schema.whole &= document.whole;
            define(&mut schema, document);
        }
        for document in documents() {
            extend(&mut schema, document);
        }
        schema.federated = self.texts.iter().any(|text| text.federated);
        schema.place = place(&schema).unwrap_or_default();
        schema
    }
}

fn define(schema: &mut GraphSchema, document: &GraphDocument) {
    let mut own_roots = BTreeSet::new();
    for type_ in document.types.iter().filter(|type_| !type_.extends) {
        let root = RootKind::ALL.iter().any(|kind| kind.type_name() == type_.name);
        match schema.names.get(&type_.name).and_then(|at| schema.types.get_mut(*at)) {
            // Tools that merge texts take each text's `Query` as a part of one.
            Some(first) if root && own_roots.insert(&type_.name) => merge(Arc::make_mut(first), type_),
            Some(first) => schema.repeated.push((Arc::clone(type_), first.place)),
            None => {
                own_roots.insert(&type_.name);
                schema.names.insert(type_.name.clone(), schema.types.len());
                schema.types.push(Arc::clone(type_));
            }
        }
    }
}

fn extend(schema: &mut GraphSchema, document: &GraphDocument) {
    for type_ in document.types.iter().filter(|type_| type_.extends) {
        match schema.names.get(&type_.name).and_then(|at| schema.types.get_mut(*at)) {
            Some(first) if first.kind == type_.kind => merge(Arc::make_mut(first), type_),
            Some(first) => schema.mismatched.push((Arc::clone(type_), first.place)),
            None => {
                schema.names.insert(type_.name.clone(), schema.types.len());
                schema.types.push(Arc::clone(type_));
            }
        }
    }
}

fn merge(first: &mut GraphType, other: &GraphType) {
    first.directives.extend(other.directives.iter().cloned());
    first.implements.extend(other.implements.iter().cloned());
    first.members.extend(other.members.iter().cloned());
    first.fields.extend(other.fields.iter().cloned());
    first.values.extend(other.values.iter().cloned());
}

fn place(schema: &GraphSchema) -> Option<Place> {
    let stated = schema.schemas.iter().find(|one| !one.extends).map(|one| one.place);
    let query = || schema.root(RootKind::Query).map(|root| root.place);
    let first = || schema.types.first().map(|type_| type_.place);
    let directive = || schema.directives.first().map(|directive| directive.place);
    stated.or_else(query).or_else(first).or_else(directive).or(schema.schemas.first().map(|one| one.place))
}
