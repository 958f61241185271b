//! A schema with all that it is put together from, as one.

use std::collections::HashMap;

use super::keywords::{is_nullable, only_refers, only_types, only_unites, types};
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Located, Permitted, Schema, SchemaId, SchemaType};

/// Schemas that one is put together from, past which the rest is left out.
const MOST_LAYERS: usize = 200;
/// Those of them that are asked whether a property is read-only and the like.
const MOST_MARKING: usize = 8;

/// Schemas that all hold for one value: sorted, each once.
pub(super) type Together = Box<[SchemaId]>;

/// The schemas of one version.
pub(in crate::facts::compatibility) struct Schemas<'a> {
    all: &'a [Schema],
    names: HashMap<SchemaId, &'a str>,
}

/// What a schema says, with references and `allOf` merged.
pub(super) struct View<'a> {
    pub(super) place: Place,
    pub(super) name: Option<&'a str>,
    /// Something of it is not known: nothing can be said about it.
    pub(super) unread: bool,
    pub(super) layers: Vec<&'a Schema>,
    /// `None` where any will do; without `null`.
    pub(super) types: Option<BTreeSet<SchemaType>>,
    /// `None` where that is not known, as it says no type.
    pub(super) nullable: Option<bool>,
    pub(super) properties: BTreeMap<&'a str, Held>,
    pub(super) required: BTreeSet<&'a str>,
    /// What it may be one of, where it has several such members.
    pub(super) variants: Vec<SchemaId>,
}

/// A property of a schema.
#[allow(clippy::struct_excessive_bools, reason = "each is a keyword of its own in JSON Schema")]
pub(super) struct Held {
    pub(super) place: Place,
    pub(super) schemas: Vec<SchemaId>,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) deprecated: bool,
    pub(super) default: bool,
}

impl<'a> Schemas<'a> {
    pub(in crate::facts::compatibility) fn new(
        all: &'a [Schema],
        named: &'a [(Located<String>, SchemaId)],
    ) -> Self {
        Self { all, names: named.iter().map(|(name, id)| (*id, name.value.as_str())).collect() }
    }

    pub(super) fn get(&self, id: SchemaId) -> Option<&'a Schema> {
        self.all.get(id.0 as usize)
    }

    pub(super) fn name(&self, id: SchemaId) -> Option<&'a str> {
        self.names.get(&id).copied()
    }

    /// The name of one schema; none for several together.
    pub(super) fn only_name(&self, ids: &Together) -> Option<&'a str> {
        match ids.as_ref() {
            [one] => self.name(*one),
            _ => None,
        }
    }

    /// Those schemas, with what does nothing but refer followed to what it means.
    pub(super) fn together(&self, ids: impl IntoIterator<Item = SchemaId>) -> Together {
        let meant: BTreeSet<SchemaId> = ids.into_iter().map(|id| self.meant(id)).collect();
        meant.into_iter().collect()
    }

    /// What a chain of references, at most 64 long, leads to.
    pub(super) fn meant(&self, mut id: SchemaId) -> SchemaId {
        for _ in 0..64 {
            match self.get(id).filter(|schema| only_refers(schema)).and_then(|schema| schema.refers_to) {
                Some(next) => id = next,
                None => break,
            }
        }
        id
    }

    /// All schemas that hold together with some: through references and `allOf`; and what is one of several.
    fn layers(&self, ids: &[SchemaId], most: usize) -> Layers<'a> {
        let mut seen: Vec<SchemaId> = ids.to_vec();
        let mut layers = Layers::default();
        while let Some(schema) = seen.get(layers.schemas.len()).and_then(|id| self.get(*id)) {
            layers.schemas.push(schema);
            let mut next: Vec<SchemaId> =
                schema.refers_to.into_iter().chain(schema.all_of.iter().copied()).collect();
            for group in [&schema.one_of, &schema.any_of] {
                let members: Vec<SchemaId> = group.iter().copied().filter(|id| !self.is_null(*id)).collect();
                layers.null |= members.len() < group.len();
                match members.as_slice() {
                    [one] => next.push(*one),
                    _ => layers.variants.extend(members),
                }
            }
            for id in next {
                if seen.len() < most && !seen.contains(&id) {
                    seen.push(id);
                }
            }
        }
        layers
    }

    /// The properties of what a schema may be one of.
    pub(super) fn names_in_variants(&self, view: &View<'a>) -> BTreeSet<&'a str> {
        let members = view.variants.iter().take(MOST_LAYERS);
        let layers = members.flat_map(|id| self.layers(&[*id], MOST_MARKING).schemas);
        layers.flat_map(|layer| &layer.properties).map(|property| property.name.as_str()).collect()
    }

    fn is_null(&self, id: SchemaId) -> bool {
        self.get(self.meant(id)).is_some_and(|schema| {
            schema.types == [SchemaType::Null]
                || schema.types.is_empty()
                    && schema.permitted.as_ref().is_some_and(|values| values.values().eq(["null"]))
        })
    }

    fn held(&self, place: Place, id: SchemaId) -> Held {
        let layers = self.layers(&[id], MOST_MARKING).schemas;
        let any = |has: fn(&Schema) -> bool| layers.iter().any(|layer| has(layer));
        Held {
            place,
            schemas: vec![id],
            read_only: any(|layer| layer.read_only),
            write_only: any(|layer| layer.write_only),
            deprecated: any(|layer| layer.deprecated),
            default: any(|layer| layer.rare().default.is_some()),
        }
    }
}

#[derive(Default)]
struct Layers<'a> {
    schemas: Vec<&'a Schema>,
    variants: Vec<SchemaId>,
    /// One of the variants is null.
    null: bool,
}

impl<'a> View<'a> {
    pub(super) fn of(schemas: &Schemas<'a>, ids: &Together) -> Self {
        let Layers { schemas: layers, variants, null } = schemas.layers(ids, MOST_LAYERS);
        let mut properties: BTreeMap<&'a str, Held> = BTreeMap::new();
        for property in layers.iter().flat_map(|layer| &layer.properties) {
            let held = schemas.held(property.place, property.schema);
            match properties.get_mut(property.name.as_str()) {
                Some(known) => known.join(held),
                None => {
                    properties.insert(&property.name, held);
                }
            }
        }
        let (variants, flattened) = schemas.plain_types(variants);
        let types = types(&layers).or(flattened.filter(|_| variants.is_empty()));
        Self {
            place: layers.first().map(|layer| layer.place).unwrap_or_default(),
            name: schemas.only_name(ids),
            unread: layers.iter().any(|layer| layer.unread),
            nullable: types.as_ref().map(|_| null || is_nullable(&layers)),
            types,
            properties,
            required: layers.iter().flat_map(|layer| &layer.required).map(String::as_str).collect(),
            variants,
            layers,
        }
    }

    pub(super) fn any(&self, has: impl Fn(&Schema) -> bool) -> bool {
        self.layers.iter().any(|layer| has(layer))
    }

    pub(super) fn first<T>(&self, get: impl Fn(&'a Schema) -> Option<T>) -> Option<T> {
        self.layers.iter().find_map(|layer| get(layer))
    }

    pub(super) fn permitted(&self) -> Option<&'a Permitted> {
        self.first(|layer| layer.permitted.as_deref())
    }

    /// How much there is to compare.
    pub(super) fn weight(&self) -> usize {
        self.layers.len() + 2 * self.properties.len() + self.variants.len() * 10
    }

    /// Nothing but what is declared may stand in it.
    pub(super) fn closed(&self) -> bool {
        self.any(|layer| layer.closed || layer.sealed)
    }
}

impl Held {
    /// The same property, declared once more.
    fn join(&mut self, other: Self) {
        self.schemas.extend(other.schemas);
        self.read_only |= other.read_only;
        self.write_only |= other.write_only;
        self.deprecated |= other.deprecated;
        self.default |= other.default;
    }
}

impl Schemas<'_> {
    /// The members of a union, those of unions in it included; none and their types where each is nothing but
    /// a type.
    fn plain_types(&self, members: Vec<SchemaId>) -> (Vec<SchemaId>, Option<BTreeSet<SchemaType>>) {
        let mut flat: Vec<SchemaId> = members.into_iter().map(|id| self.meant(id)).collect();
        let mut seen: BTreeSet<SchemaId> = flat.iter().copied().collect();
        let mut at = 0;
        while let Some(id) = flat.get(at).copied() {
            let inner = self.get(id).filter(|schema| only_unites(schema));
            match inner {
                Some(schema) if seen.len() < MOST_LAYERS => {
                    let group = schema.one_of.iter().chain(&schema.any_of).map(|id| self.meant(*id));
                    let fresh: Vec<_> = group.filter(|id| seen.insert(*id)).collect();
                    flat.splice(at..=at, fresh);
                }
                _ => at += 1,
            }
        }
        let plain = |id: &SchemaId| self.get(*id).filter(|schema| only_types(schema));
        let types = flat
            .iter()
            .map(|id| plain(id).map(|schema| schema.types.iter().copied()))
            .collect::<Option<Vec<_>>>();
        match types {
            Some(types) if !flat.is_empty() => (Vec::new(), Some(types.into_iter().flatten().collect())),
            _ => (flat, None),
        }
    }
}
