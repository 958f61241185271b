//! What rules about the bodies of routines and triggers share.

use crate::facts::{BodyFlaw, Facts};

/// The flaws of all bodies, each with the name of the routine or trigger. What earlier migrations made may have been
/// replaced since.
pub(super) fn flaws(facts: &Facts) -> impl Iterator<Item = (&str, &BodyFlaw)> {
    let objects = &facts.catalog.objects;
    let routines = objects.routines.iter().map(|own| (own.name.as_str(), &own.effects));
    let triggers = objects.triggers.iter().map(|own| (own.name.as_str(), &own.effects));
    let all = routines
        .chain(triggers)
        .flat_map(|(name, effects)| effects.flaws.iter().map(move |flaw| (name, flaw)));
    all.filter(|(_, flaw)| !facts.catalog.history.done.contains(&flaw.place.file))
}
