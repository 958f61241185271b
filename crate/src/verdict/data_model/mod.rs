//! Facts for an entity-relationship diagram: the tables as they stand, and as the findings' fixes would leave them.

mod shape;

pub use shape::*;

use std::collections::HashSet;

use super::ranges::located;
use crate::Submission;
use crate::facts::{Catalog, Column, Multiplicity, Relationship, Table};

const MOST_ENTITIES: usize = 400;
const MOST_ATTRIBUTES: usize = 200;

pub(super) fn data_model(submission: &Submission<'_>) -> DataModel {
    let stands = &submission.facts.catalog;
    let (entities, relationships) = (entities(submission, stands), relationships(stands));
    let Some(then) = submission.suggested else {
        return DataModel { entities, relationships, ..DataModel::default() };
    };
    let mut suggested_entities = self::entities(submission, then);
    suggested_entities.retain(|entity| !entities.contains(entity));
    let mut suggested_relationships = self::relationships(then);
    let known: HashSet<&EntityRelationship> = relationships.iter().collect();
    suggested_relationships.retain(|own| !known.contains(own));
    DataModel { entities, relationships, suggested_entities, suggested_relationships }
}

fn entities(submission: &Submission<'_>, catalog: &Catalog) -> Vec<Entity> {
    let tables = catalog.tables.iter().filter(|table| !table.is_partition());
    let entities = tables.take(MOST_ENTITIES).map(|table| {
        let (path, range) = located(submission, table.place).unzip();
        let attributes = table.columns.iter().take(MOST_ATTRIBUTES).map(|column| attribute(table, column));
        Entity {
            schema: table.schema.clone(),
            name: table.name.clone(),
            path,
            range,
            join: table.pair().is_some(),
            attributes: attributes.collect(),
        }
    });
    entities.collect()
}

fn attribute(table: &Table, column: &Column) -> Attribute {
    let is = |names: &[String]| names.iter().any(|name| name.eq_ignore_ascii_case(&column.name));
    Attribute {
        name: column.name.clone(),
        type_: column.type_.text.clone(),
        primary: table.primary_key.as_ref().is_some_and(|key| is(&key.columns)),
        foreign: table.foreign_keys.iter().take(MOST_ATTRIBUTES).any(|key| is(&key.columns)),
        unique: table.is_unique(std::slice::from_ref(&column.name)),
        nullable: column.nullable,
    }
}

/// Those between entities that are told, the pairs of a join table as one relation of many to many.
fn relationships(catalog: &Catalog) -> Vec<EntityRelationship> {
    let mut found: Vec<EntityRelationship> = Vec::new();
    for own in catalog.relationships().take(MOST_ENTITIES * 10) {
        let pair = own.child.pair();
        let half = pair.filter(|_| own.children == Multiplicity::ZeroOrMore);
        match half {
            None => found.push(relationship(&own)),
            // The first of the two references tells of both.
            Some((one, other)) if std::ptr::eq(one, own.key) => {
                found.push(EntityRelationship {
                    from: own.parent.name.clone(),
                    to: other.table.clone(),
                    from_count: Cardinality::ZeroOrMore,
                    to_count: Cardinality::ZeroOrMore,
                    columns: one.columns.iter().chain(&other.columns).cloned().collect(),
                    identifying: false,
                    through: Some(own.child.name.clone()),
                });
            }
            Some(_) => {}
        }
    }
    found
}

fn relationship(own: &Relationship<'_>) -> EntityRelationship {
    EntityRelationship {
        from: own.child.name.clone(),
        to: own.parent.name.clone(),
        from_count: own.children.into(),
        to_count: own.parents.into(),
        columns: own.key.columns.clone(),
        identifying: own.identifying,
        through: None,
    }
}

impl From<Multiplicity> for Cardinality {
    fn from(multiplicity: Multiplicity) -> Self {
        match multiplicity {
            Multiplicity::One => Self::One,
            Multiplicity::ZeroOrOne => Self::ZeroOrOne,
            Multiplicity::ZeroOrMore => Self::ZeroOrMore,
        }
    }
}
