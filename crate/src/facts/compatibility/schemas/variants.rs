//! The members of `oneOf` and `anyOf`.

use std::cell::OnceCell;

use super::view::{Schemas, Together, View};
use super::{ChangeKind, Impact, Site, Step};
use crate::collections::{BTreeSet, Sort};

/// Members past this number are matched by their names alone.
const MOST_COMPARED: usize = 60;

/// What two members must have in common to be versions of each other.
const ENOUGH: f64 = 0.5;

/// A member with what it is told from others by.
struct Member<'s, 'a> {
    ids: Together,
    name: Option<&'a str>,
    schemas: &'s Schemas<'a>,
    /// Only found out where names do not tell which is which: unions may hold each other.
    view: OnceCell<View<'a>>,
}

impl<'a> Member<'_, 'a> {
    fn view(&self) -> &View<'a> {
        self.view.get_or_init(|| View::of(self.schemas, &self.ids))
    }
}

pub(super) fn compare<'a>(
    site: &mut Site,
    sides: (&Schemas<'a>, &Schemas<'a>),
    ids: (&Together, &Together),
    before: &View<'a>,
    after: &View<'a>,
) {
    let (old, new) = match (before.variants.is_empty(), after.variants.is_empty()) {
        (false, false) => {
            discriminator(site, before, after);
            (members(sides.0, before), members(sides.1, after))
        }
        // A schema that became one of several, or the reverse. Where the properties stand beside the members,
        // they were compared, and what the members add is not known to be old or new.
        (true, false) if after.properties.is_empty() => {
            (vec![alone(sides.0, ids.0)], members(sides.1, after))
        }
        (false, true) if before.properties.is_empty() => {
            (members(sides.0, before), vec![alone(sides.1, ids.1)])
        }
        _ => return,
    };
    let pairs = matched(&old, &new);
    for (one, other) in &pairs {
        if let (Some(one), Some(other)) = (old.get(*one), new.get(*other)) {
            let name = other.name.or(one.name).unwrap_or("a variant").to_owned();
            site.follow(one.ids.clone(), other.ids.clone(), Step::Variant(name));
        }
    }
    let is_old: BTreeSet<usize> = pairs.iter().map(|(one, _)| *one).collect();
    let is_new: BTreeSet<usize> = pairs.iter().map(|(_, other)| *other).collect();
    let left = |members: &[Member<'_, '_>], known: &BTreeSet<usize>| {
        let left = members.iter().enumerate().filter(|(at, _)| !known.contains(at));
        left.map(|(_, member)| described(member)).collect::<Vec<_>>()
    };
    tell(site, (before, after), &left(&old, &is_old), &left(&new, &is_new));
}

fn tell(site: &mut Site, views: (&View<'_>, &View<'_>), gone: &[String], fresh: &[String]) {
    for name in gone {
        let impact = if site.is_response() { Impact::Safe } else { Impact::Breaking };
        site.change(ChangeKind::Values, impact, views, format!("is never {name} any more"));
    }
    for name in fresh {
        let impact = if site.is_response() { Impact::Dangerous } else { Impact::Safe };
        site.change(ChangeKind::Values, impact, views, format!("may be {name} as well"));
    }
}

fn discriminator(site: &mut Site, before: &View<'_>, after: &View<'_>) {
    let property = |view: &View<'_>| {
        view.first(|layer| layer.rare().discriminator.as_ref()).map(|own| own.property.to_string())
    };
    match (property(before), property(after)) {
        (Some(old), Some(new)) if old != new => {
            let text = format!("is told by `{new}` instead of `{old}`");
            site.change(ChangeKind::Type, Impact::Breaking, (before, after), text);
        }
        (Some(old), None) => {
            let text = format!("is not told by `{old}` any more");
            site.change(ChangeKind::Type, Impact::Dangerous, (before, after), text);
        }
        _ => {}
    }
}

fn members<'s, 'a>(schemas: &'s Schemas<'a>, view: &View<'a>) -> Vec<Member<'s, 'a>> {
    view.variants.iter().map(|id| alone(schemas, &schemas.together([*id]))).collect()
}

fn alone<'s, 'a>(schemas: &'s Schemas<'a>, ids: &Together) -> Member<'s, 'a> {
    let name = schemas.only_name(ids);
    let mut member = Member { ids: ids.clone(), name, schemas, view: OnceCell::new() };
    if name.is_none() {
        let view = member.view();
        member.name = view.name.or_else(|| view.first(|layer| layer.title.as_deref()));
    }
    member
}

/// Members that are versions of each other: of one name, else alike in what they hold, the most alike first.
fn matched(old: &[Member<'_, '_>], new: &[Member<'_, '_>]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut left: Vec<usize> = (0..new.len()).collect();
    let mut waiting = Vec::new();
    for (at, one) in old.iter().enumerate() {
        let same =
            |other: &usize| new.get(*other).is_some_and(|other| one.name.is_some() && one.name == other.name);
        match left.iter().position(same) {
            Some(found) => pairs.push((at, left.swap_remove(found))),
            None => waiting.push(at),
        }
    }
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    for at in waiting.iter().copied().take(MOST_COMPARED) {
        for other in left.iter().copied().take(MOST_COMPARED) {
            if let (Some(one), Some(two)) = (old.get(at), new.get(other)) {
                alike.push((likeness(one, two), at, other));
            }
        }
    }
    alike.retain(|(likeness, ..)| *likeness >= ENOUGH);
    alike.order_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
    for (_, at, other) in alike {
        if !taken.contains(&at) && !given.contains(&other) {
            taken.insert(at);
            given.insert(other);
            pairs.push((at, other));
        }
    }
    pairs
}

/// From 0 to 1: how much two members have in common.
fn likeness(one: &Member<'_, '_>, other: &Member<'_, '_>) -> f64 {
    if one.view().types != other.view().types {
        return 0.0;
    }
    let (old, new) = (&one.view().properties, &other.view().properties);
    if old.is_empty() && new.is_empty() {
        return match (one.view().permitted(), other.view().permitted()) {
            (Some(old), Some(new)) => share(
                old.values().filter(|value| new.values().any(|own| own == *value)).count(),
                old.count.max(new.count),
            ),
            (None, None) => 1.0,
            _ => ENOUGH,
        };
    }
    let common = old.keys().filter(|name| new.contains_key(*name)).count();
    share(common, old.len() + new.len() - common)
}

#[allow(clippy::cast_precision_loss, reason = "a share needs no more than its first digits")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn described(member: &Member<'_, '_>) -> String {
    if let Some(name) = member.name {
        return format!("`{name}`");
    }
    match &member.view().types {
        Some(types) if !types.is_empty() => {
            let names: Vec<_> = types.iter().map(|type_| type_.name()).collect();
            format!("a variant of type `{}`", names.join("` or `"))
        }
        _ => "a further variant".to_owned(),
    }
}
