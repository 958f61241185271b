use super::{Area, Item, SeenIn};
use crate::facts::Artifact;

pub(super) const ITEMS: &[Item] = &[Item {
    id: "data.primary-keys",
    area: Area::Data,
    weight: 5,
    title: "Primary keys",
    question: "Does every table have a primary key that is stable, narrow and large enough?",
    standards: &[],
    seen_in: SeenIn::Any(&[Artifact::Schema]),
    unjudged: None,
}];
