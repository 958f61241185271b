//! Two versions of a protobuf package: what changed on the wire, in JSON and in generated code.

mod enums;
mod fields;
mod messages;
mod options;
mod services;
mod types;

use super::pairing::{Known, pairs};
use super::{ChangeKind, Comparison, ContractChange, Impact};
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::proto::{
    EnumType, Field, LARGEST_FIELD_NUMBER, Message, ProtoFile, Reserved, Service, Setting, Syntax,
};
use crate::facts::{FileEntry, Located};

/// A package with all that its files declare, by name within the package.
struct Package<'a> {
    name: &'a str,
    /// Of its first file.
    path: &'a str,
    place: Place,
    syntax: Syntax,
    messages: BTreeMap<&'a str, &'a Message>,
    enums: BTreeMap<&'a str, &'a EnumType>,
    services: BTreeMap<&'a str, &'a Service>,
    /// By the last part of what they extend, and their number.
    extensions: BTreeMap<(&'a str, i64), &'a Field>,
    /// Options that name generated code, of all files.
    code_names: Vec<&'a Setting>,
    /// The last parts of the names of messages and enums.
    message_names: BTreeSet<&'a str>,
    enum_names: BTreeSet<&'a str>,
    /// Some of it could not be read: what is not there may have been lost.
    lost: bool,
    /// Some of its rpcs are served over HTTP, as JSON.
    speaks_json: bool,
}

/// Both versions, and what was found to have changed.
struct Compared<'a> {
    earlier: &'a Package<'a>,
    later: &'a Package<'a>,
    changes: Vec<ContractChange>,
}

pub(super) fn comparisons(earlier: &[FileEntry], later: &[FileEntry]) -> Vec<Comparison> {
    let (earlier, later) = (packages(earlier), packages(later));
    pairs(known(&earlier), known(&later)).into_iter().map(|(one, other)| comparison(one, other)).collect()
}

fn known<'a>(packages: &'a [Package<'a>]) -> Vec<Known<'a, Package<'a>>> {
    packages.iter().map(|document| Known { document, path: document.path, name: document.name }).collect()
}

fn packages(files: &[FileEntry]) -> Vec<Package<'_>> {
    let mut packages: BTreeMap<&str, Package<'_>> = BTreeMap::new();
    for entry in files {
        for file in &entry.facts.protos {
            let package = packages.entry(file.package()).or_insert_with(|| Package {
                name: file.package(),
                path: &entry.path,
                place: file.package.as_ref().map_or(file.place, |package| package.place),
                syntax: file.syntax(),
                messages: BTreeMap::new(),
                enums: BTreeMap::new(),
                services: BTreeMap::new(),
                extensions: BTreeMap::new(),
                code_names: Vec::new(),
                message_names: BTreeSet::new(),
                enum_names: BTreeSet::new(),
                lost: false,
                speaks_json: false,
            });
            package.take(file);
        }
    }
    packages.into_values().collect()
}

impl<'a> Package<'a> {
    fn take(&mut self, file: &'a ProtoFile) {
        let name = self.name;
        let within =
            |full: &'a str| full.strip_prefix(name).map_or(full, |rest| rest.trim_start_matches('.'));
        self.messages.extend(file.messages.iter().map(|one| (within(&one.full_name), one)));
        self.enums.extend(file.enums.iter().map(|one| (within(&one.full_name), one)));
        self.services.extend(file.services.iter().map(|one| (within(&one.full_name), one)));
        self.message_names.extend(file.messages.iter().map(|one| one.name.value.as_str()));
        self.enum_names.extend(file.enums.iter().map(|one| one.name.value.as_str()));
        self.lost |= !file.whole;
        let named = |own: &&Setting| options::NAMES_OF_CODE.contains(&own.name.as_str());
        self.code_names.extend(file.settings.iter().filter(named));
        for extension in &file.extensions {
            let extendee = types::last(&extension.extendee.value);
            let numbered = extension.fields.iter().filter_map(|own| Some(((extendee, own.number?), own)));
            self.extensions.extend(numbered);
        }
        let rpcs = file.services.iter().flat_map(|service| &service.rpcs);
        self.speaks_json |=
            rpcs.flat_map(|rpc| &rpc.settings).any(|own| own.name.starts_with("google.api.http."));
    }

    /// The value of such an option, where all files agree on it.
    fn code_name(&self, name: &str) -> Option<&'a Setting> {
        let mut own = self.code_names.iter().filter(|own| own.name == name);
        let first = own.next()?;
        own.all(|other| other.value == first.value).then_some(*first)
    }
}

fn comparison<'a>(earlier: &'a Package<'a>, later: &'a Package<'a>) -> Comparison {
    let mut compared = Compared { earlier, later, changes: Vec::new() };
    compared.package();
    compared.messages();
    compared.enums();
    compared.services();
    compared.extensions();
    compared.code_names();
    Comparison {
        name: later.name.to_owned(),
        place: later.place,
        earlier: earlier.place,
        earlier_version: None,
        later_version: None,
        changes: compared.changes,
        cut: earlier.lost || later.lost,
    }
}

impl Compared<'_> {
    fn add(
        &mut self,
        kind: ChangeKind,
        impact: Impact,
        place: Place,
        message: impl Into<String>,
    ) -> &mut ContractChange {
        self.changes.push_mut(ContractChange::new(kind, impact, place, message))
    }

    /// A change of what both versions have.
    fn change(
        &mut self,
        kind: ChangeKind,
        impact: Impact,
        (earlier, later): (Place, Place),
        message: impl Into<String>,
    ) {
        self.add(kind, impact, later, message).earlier = Some(earlier);
    }

    /// What was removed; nothing where it may only have been lost.
    fn removed(&mut self, impact: Impact, places: (Place, Place), message: impl Into<String>) {
        if !self.later.lost {
            self.change(ChangeKind::Removed, impact, places, message);
        }
    }

    /// Names matter to JSON and to generated code, not on the wire.
    fn of_names(&self) -> Impact {
        if self.later.speaks_json { Impact::Breaking } else { Impact::Dangerous }
    }

    fn package(&mut self) {
        let (earlier, later) = (self.earlier, self.later);
        let places = (earlier.place, later.place);
        if earlier.name != later.name {
            let text = format!(
                "the package `{}` became `{}`: no earlier client reaches its services",
                earlier.name, later.name
            );
            let impact = if earlier.services.is_empty() { Impact::Dangerous } else { Impact::Breaking };
            self.change(ChangeKind::Renamed, impact, places, text);
        }
        if earlier.syntax != later.syntax {
            let text = "the file is written in another syntax: fields that are not set, and numbers that an enum does not know, are treated otherwise";
            self.change(ChangeKind::Encoding, Impact::Dangerous, places, text);
        }
    }

    /// What was reserved and is no more: `owner` is the message or enum.
    fn reserved(&mut self, owner: &str, place: Place, (earlier, later): (&Reserved, &Reserved)) {
        for range in &earlier.ranges {
            let kept = later.holds_number(range.first)
                && (later.holds_number(range.last)
                    || range.last >= LARGEST_FIELD_NUMBER.min(i64::from(i32::MAX)));
            if !kept {
                let text = format!(
                    "`{owner}` no longer reserves {}: old data of those numbers can be taken for something else",
                    if range.first == range.last {
                        range.first.to_string()
                    } else {
                        format!("{} to {}", range.first, range.last)
                    }
                );
                self.change(ChangeKind::Encoding, Impact::Dangerous, (range.place, place), text);
            }
        }
        let later: BTreeSet<&str> = later.names.iter().map(|name| name.value.as_str()).collect();
        for name in earlier.names.iter().filter(|name| !later.contains(name.value.as_str())) {
            let text = format!("`{owner}` no longer reserves the name `{}`", name.value);
            self.change(ChangeKind::Encoding, Impact::Dangerous, (name.place, place), text);
        }
    }

    /// `deprecated = true` where there was none.
    fn deprecated(
        &mut self,
        what: &str,
        was: bool,
        is: bool,
        (earlier, later): (&Located<String>, &Located<String>),
    ) {
        if is && !was {
            let text = format!("{what} `{}` was deprecated", later.value);
            self.change(ChangeKind::Deprecated, Impact::Safe, (earlier.place, later.place), text);
        }
    }
}
