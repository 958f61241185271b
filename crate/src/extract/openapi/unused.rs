//! Components that nothing uses: what leads to each is followed from what stands outside of the components.

use std::collections::HashMap;

use super::component::Component;
use super::pointer::decoded;
use super::reader::{Reader, clipped};
use super::version::Version;
use crate::artifact::Place;
use crate::collections::{BTreeSet, Sort};
use crate::extract::tree::NodeId;
use crate::facts::{Located, Operation, ProblemKind, Requirement, SchemaId};

/// Places that the problem names besides its first.
const MOST_RELATED: usize = 20;

/// The components of a document, in its order, and what leads from one to another.
struct Graph<'t> {
    components: Vec<Named<'t>>,
    numbers: HashMap<(Component, &'t str), usize>,
    /// By number: what each leads to.
    leads_to: Vec<Vec<usize>>,
    reached: Vec<bool>,
}

struct Named<'t> {
    kind: Component,
    name: &'t str,
    node: NodeId,
    /// All that it holds.
    place: Place,
}

impl<'t> Graph<'t> {
    fn new(mut components: Vec<Named<'t>>) -> Self {
        components.order_by_key(|component| component.place);
        let own = components.iter().zip(0..);
        let numbers = own.map(|(component, number)| ((component.kind, component.name), number)).collect();
        let leads_to = vec![Vec::new(); components.len()];
        let reached = vec![false; components.len()];
        Self { components, numbers, leads_to, reached }
    }

    /// The component that a place stands in.
    fn owner(&self, place: Place) -> Option<usize> {
        let at = self.components.partition_point(|component| component.place <= place).checked_sub(1)?;
        let own = self.components.get(at)?.place;
        (own.file == place.file && place.span.start < own.span.end).then_some(at)
    }

    fn number(&self, kind: Component, name: &str) -> Option<usize> {
        self.numbers.get(&(kind, name)).copied()
    }

    /// Notes that something leads to a component: another component, or what stands outside of them.
    fn lead(&mut self, from: Option<usize>, to: usize) {
        match from {
            Some(from) => self.leads_to.get_mut(from).into_iter().for_each(|list| list.push(to)),
            None => self.reached.get_mut(to).into_iter().for_each(|reached| *reached = true),
        }
    }

    /// The components that nothing leads to.
    fn unreached(mut self) -> Vec<Named<'t>> {
        let starts = self.reached.iter().zip(0..).filter(|(reached, _)| **reached);
        let mut open: Vec<usize> = starts.map(|(_, number)| number).collect();
        while let Some(number) = open.pop() {
            for next in self.leads_to.get_mut(number).map(std::mem::take).unwrap_or_default() {
                if let Some(reached) = self.reached.get_mut(next).filter(|reached| !**reached) {
                    *reached = true;
                    open.push(next);
                }
            }
        }
        let all = self.components.into_iter().zip(self.reached);
        all.filter(|(_, reached)| !reached).map(|(component, _)| component).collect()
    }
}

impl<'t> Reader<'t> {
    /// Tells the components that no operation leads to, as one problem.
    pub(super) fn unused(
        &mut self,
        operations: &[Operation],
        named: &[(Located<String>, SchemaId)],
        security: Option<&Located<Vec<Requirement>>>,
    ) {
        let named_otherwise = self.tree.has_key(&["$id", "$anchor", "$dynamicAnchor"], 0);
        if operations.is_empty() || !self.whole || self.leads_out() || named_otherwise || self.left_out > 0 {
            return;
        }
        let requirements: BTreeSet<&str> = operations
            .iter()
            .filter_map(|operation| operation.security.as_ref())
            .chain(security)
            .flat_map(|list| &list.value)
            .flat_map(|requirement| &requirement.schemes)
            .map(|(name, _)| name.as_str())
            .collect();
        let mut graph = Graph::new(self.components(!requirements.is_empty()));
        for name in requirements {
            if let Some(number) = graph.number(Component::SecurityScheme, name) {
                graph.lead(None, number);
            }
        }
        self.lead_by_pointers(&mut graph);
        self.lead_by_inheritance(&mut graph, named);
        self.tell_unused(&graph.unreached());
    }

    /// The components that can be unused, each with its place.
    fn components(&self, with_schemes: bool) -> Vec<Named<'t>> {
        let tree = self.tree;
        let kinds = Component::ALL.into_iter();
        let kinds = kinds.filter(|kind| with_schemes || *kind != Component::SecurityScheme);
        let mut components = Vec::new();
        for kind in kinds {
            let section = match self.version {
                Version::V2 => kind.old_section().and_then(|name| tree.member(self.root, name)),
                _ => self.component(kind.section()),
            };
            for (name, node) in section.into_iter().flat_map(|section| tree.members(section)) {
                // What only stands for another file may be used by that file's name.
                let elsewhere = self.text_member(node, "$ref").is_some_and(|to| !to.starts_with('#'));
                if !name.starts_with("x-") && !elsewhere {
                    components.push(Named { kind, name, node, place: self.value_place(node) });
                }
            }
        }
        components
    }

    /// References, mappings and whatever else names a component by a pointer.
    fn lead_by_pointers(&self, graph: &mut Graph<'t>) {
        let tree = self.tree;
        // What an alias or a merge key repeats stands at places that do not show where it is used.
        let merges = |part| tree.has_key(&["<<"], part);
        let repeats = tree.has_aliases() || (0..self.forest.texts.len()).any(merges);
        for (node, text) in tree.pointers() {
            let Some((kind, name)) = named_by(text, self.version) else { continue };
            if let Some(to) = graph.number(kind, &name) {
                let from = if repeats { None } else { graph.owner(self.value_place(node)) };
                graph.lead(from, to);
            }
        }
    }

    /// Names in mappings, and the subtypes of a schema whose discriminator may name any of them.
    fn lead_by_inheritance(&self, graph: &mut Graph<'t>, named: &[(Located<String>, SchemaId)]) {
        let numbers: HashMap<SchemaId, usize> = named
            .iter()
            .filter_map(|(name, id)| Some((*id, graph.number(Component::Schema, &name.value)?)))
            .collect();
        let mut subtypes: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        let schema = |id: SchemaId| self.schemas.get(id.0 as usize);
        for (_, id) in named {
            for part in schema(*id).into_iter().flat_map(|schema| &schema.all_of) {
                if let Some(base) = schema(*part).and_then(|part| part.refers_to) {
                    subtypes.entry(base).or_default().push(*id);
                }
            }
        }
        let mut open = Vec::new();
        for (own, id) in self.schemas.iter().zip(0..) {
            let Some(discriminator) = &own.rare().discriminator else { continue };
            let from = graph.owner(own.place);
            let meant = discriminator.mapping.iter().filter_map(|mapping| mapping.schema);
            for to in meant.filter_map(|schema| numbers.get(&schema)) {
                graph.lead(from, *to);
            }
            open.push(SchemaId(id));
        }
        while let Some(base) = open.pop() {
            let from = numbers.get(&base).copied();
            for subtype in subtypes.remove(&base).unwrap_or_default() {
                if let Some(to) = numbers.get(&subtype) {
                    graph.lead(from, *to);
                }
                open.push(subtype);
            }
        }
    }

    fn tell_unused(&mut self, unused: &[Named<'_>]) {
        let Some((first, others)) = unused.split_first() else { return };
        let label = |component: &Named<'_>| {
            let kind = component.kind.name();
            let kind = kind.split_once(' ').map_or(kind, |(_, noun)| noun);
            format!("the {kind} `{}`", clipped(component.name))
        };
        let related = others
            .iter()
            .take(MOST_RELATED)
            .map(|other| Located { value: label(other), place: self.node_place(other.node) });
        let related = related.collect();
        let rest = if others.is_empty() { "" } else { " and others" };
        let message = format!("no operation uses {}{rest}", label(first));
        self.many(ProblemKind::UnusedComponent, self.node_place(first.node), message, related, unused.len());
    }
}

/// The component that a pointer leads to or into: `#/components/schemas/Pet/properties/name`.
fn named_by(written: &str, version: Version) -> Option<(Component, String)> {
    let pointer = written.get(written.find("#/")?..)?;
    let depth = if version == Version::V2 { 3 } else { 4 };
    let end = pointer.match_indices('/').nth(depth - 1).map_or(pointer.len(), |(at, _)| at);
    let pointer = pointer.get(..end)?;
    let kind = Component::of(pointer, version)?;
    Some((kind, decoded(pointer.rsplit('/').next()?)))
}
