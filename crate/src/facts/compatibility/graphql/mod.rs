//! Two versions of a GraphQL schema: what a request that was written for the earlier one meets in the later.

mod fields;
mod inputs;
mod members;
mod reach;

use super::pairing::{Known, pairs};
use super::{ChangeKind, Comparison, ContractChange, Impact};
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::link::graphs;
use crate::facts::{
    AppliedDirective, DirectiveDefinition, FileEntry, GraphKind, GraphSchema, GraphType, Located, RootKind,
    directive,
};
use reach::Reach;

pub(super) fn comparisons(earlier: &[FileEntry], later: &[FileEntry]) -> Vec<Comparison> {
    let none = BTreeSet::new();
    let (old, new) = (graphs(earlier, &none), graphs(later, &none));
    pairs(known(earlier, &old), known(later, &new))
        .into_iter()
        .map(|(earlier, later)| Comparison {
            name: "GraphQL schema".to_owned(),
            place: later.place,
            earlier: earlier.place,
            earlier_version: None,
            later_version: None,
            changes: changes(earlier, later),
            cut: !(earlier.whole && later.whole),
        })
        .collect()
}

fn known<'a>(files: &'a [FileEntry], graphs: &'a [GraphSchema]) -> Vec<Known<'a, GraphSchema>> {
    let path = |place: Place| files.iter().find(|file| file.id == place.file).map_or("", |file| &file.path);
    graphs.iter().map(|document| Known { document, path: path(document.place), name: "" }).collect()
}

/// Everything that differs, in no order.
fn changes(earlier: &GraphSchema, later: &GraphSchema) -> Vec<ContractChange> {
    let mut versions = Versions {
        earlier,
        later,
        reach: Reach::of(earlier),
        later_reach: Reach::of(later),
        changes: Vec::new(),
    };
    for type_ in &earlier.types {
        versions.type_(type_);
    }
    for added in later.types.iter().filter(|type_| !later.is_root(type_)) {
        if earlier.named(&added.name).is_none() {
            let message = format!("{} `{}` was added", added.kind.noun(), added.name);
            versions.tell(ChangeKind::Added, Impact::Safe, added.place, None, message);
        }
    }
    versions.directives();
    versions.changes
}

struct Versions<'a> {
    earlier: &'a GraphSchema,
    later: &'a GraphSchema,
    /// What requests get to, and send.
    reach: Reach<'a>,
    later_reach: Reach<'a>,
    changes: Vec<ContractChange>,
}

impl<'a> Versions<'a> {
    fn tell(
        &mut self,
        kind: ChangeKind,
        impact: Impact,
        place: Place,
        earlier: Option<Place>,
        message: String,
    ) {
        let change = ContractChange::new(kind, impact, place, message);
        self.changes.push(match earlier {
            Some(earlier) => change.since(earlier),
            None => change,
        });
    }

    fn type_(&mut self, old: &'a GraphType) {
        let noun = old.kind.noun();
        let Some(new) = self.counterpart(old) else {
            let impact = if self.reach.uses(&old.name) { Impact::Breaking } else { Impact::Safe };
            let message = format!("{noun} `{}` was removed", old.name);
            return self.tell(ChangeKind::Removed, impact, self.later.place, Some(old.place), message);
        };
        if old.kind != new.kind {
            let message = format!("`{}` was {noun} and is {}", old.name, new.kind.noun());
            return self.tell(ChangeKind::Type, Impact::Breaking, new.place, Some(old.place), message);
        }
        match old.kind {
            GraphKind::Object | GraphKind::Interface => {
                self.fields(old, new);
                self.interfaces(old, new);
            }
            GraphKind::Input => {
                self.one_of(old, new);
                self.input(old, new);
            }
            GraphKind::Enum => self.values(old, new),
            GraphKind::Union => self.members(old, new),
            GraphKind::Scalar => {}
        }
    }

    /// `@oneOf`: exactly one field may be sent (GraphQL specification, September 2025, 3.10).
    fn one_of(&mut self, old: &GraphType, new: &GraphType) {
        let is = |type_: &GraphType| directive(&type_.directives, "oneOf").is_some();
        if !is(old) && is(new) {
            let message = format!("input type `{}` takes exactly one of its fields", new.name);
            self.tell(ChangeKind::Requiredness, Impact::Breaking, new.place, Some(old.place), message);
        }
    }

    /// The type of the same name; where requests begin, the name says nothing to clients.
    fn counterpart(&self, old: &GraphType) -> Option<&'a GraphType> {
        let root = RootKind::ALL
            .into_iter()
            .find(|kind| self.earlier.root(*kind).is_some_and(|root| root.name == old.name));
        root.and_then(|kind| self.later.root(kind)).or_else(|| self.later.named(&old.name))
    }

    /// Directives that clients write into their requests.
    fn directives(&mut self) {
        for old in self.earlier.directives.iter().filter(|own| {
            own.locations.iter().any(|location| FOR_REQUESTS.contains(&location.value.as_str()))
        }) {
            match self.later.declared(&old.name) {
                None => {
                    let message = format!("directive `@{}`, which requests may hold, was removed", old.name);
                    self.tell(
                        ChangeKind::Removed,
                        Impact::Breaking,
                        self.later.place,
                        Some(old.place),
                        message,
                    );
                }
                Some(new) => {
                    let label = format!("directive `@{}`", old.name);
                    self.arguments(&label, &old.arguments, &new.arguments, new.place);
                    self.uses(&label, old, new);
                }
            }
        }
    }
}

impl Versions<'_> {
    /// Where and how often a directive may stand in a request.
    fn uses(&mut self, label: &str, old: &DirectiveDefinition, new: &DirectiveDefinition) {
        let for_requests = |location: &&Located<String>| FOR_REQUESTS.contains(&location.value.as_str());
        let kept = |name: &str| new.locations.iter().any(|own| own.value == name);
        for location in old.locations.iter().filter(for_requests).filter(|own| !kept(&own.value)) {
            let message = format!("{label} may not stand on {} any more", location.value);
            self.tell(ChangeKind::Removed, Impact::Breaking, new.place, Some(location.place), message);
        }
        if old.repeatable && !new.repeatable {
            let message = format!("{label} may not be repeated any more");
            self.tell(ChangeKind::Removed, Impact::Breaking, new.place, Some(old.place), message);
        }
    }
}

const FOR_REQUESTS: [&str; 7] = [
    "FIELD",
    "FRAGMENT_DEFINITION",
    "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT",
    "MUTATION",
    "QUERY",
    "SUBSCRIPTION",
];

fn is_deprecated(directives: &[AppliedDirective]) -> bool {
    directive(directives, "deprecated").is_some()
}

/// What is removed with notice breaks only those who did not listen.
fn removal(directives: &[AppliedDirective]) -> (Impact, &'static str) {
    if is_deprecated(directives) {
        (Impact::Dangerous, "was removed, after it had been deprecated")
    } else {
        (Impact::Breaking, "was removed")
    }
}
