//! The facts for an entity-relationship diagram: as the tables stand, and as the findings' fixes would leave them.

use archwright::{Cardinality, DataModel, EntityRelationship, File, Project, review};

const SCHEMA: &str = "\
CREATE TABLE owners (
  id bigserial PRIMARY KEY,
  name text NOT NULL,
  phone1 text,
  phone2 text,
  phone3 text
);
CREATE TABLE pets (
  id bigserial PRIMARY KEY,
  owner_id bigint NOT NULL REFERENCES owners (id),
  sitter_id bigint REFERENCES owners (id)
);
CREATE TABLE passports (
  pet_id bigint PRIMARY KEY REFERENCES pets (id),
  number text NOT NULL
);
CREATE TABLE vets (id bigserial PRIMARY KEY, name text NOT NULL);
CREATE TABLE pet_vets (
  pet_id bigint NOT NULL REFERENCES pets (id),
  vet_id bigint NOT NULL REFERENCES vets (id),
  PRIMARY KEY (pet_id, vet_id)
);
";

fn model() -> DataModel {
    let project = Project { files: vec![File::new("schema.sql", SCHEMA)] };
    review(&project).report().data_model.clone()
}

fn relationship<'a>(model: &'a DataModel, columns: &[&str]) -> &'a EntityRelationship {
    let found = model.relationships.iter().find(|own| own.columns == columns);
    found.unwrap_or_else(|| panic!("no relationship over {columns:?}"))
}

#[test]
fn a_reference_that_may_be_null_has_one_parent_or_none() {
    let model = model();
    let counts = |columns: &[&str]| {
        let own = relationship(&model, columns);
        (own.from_count, own.to_count, own.identifying)
    };
    assert_eq!(counts(&["owner_id"]), (Cardinality::ZeroOrMore, Cardinality::One, false));
    assert_eq!(counts(&["sitter_id"]), (Cardinality::ZeroOrMore, Cardinality::ZeroOrOne, false));
}

#[test]
fn a_shared_key_makes_one_of_one() {
    let model = model();
    let passport = relationship(&model, &["pet_id"]);
    assert_eq!((passport.from.as_str(), passport.to.as_str()), ("passports", "pets"));
    assert_eq!((passport.from_count, passport.to_count), (Cardinality::ZeroOrOne, Cardinality::One));
    assert!(passport.identifying);
}

#[test]
fn a_table_of_pairs_is_a_relation_of_many_to_many() {
    let model = model();
    let pairs = relationship(&model, &["pet_id", "vet_id"]);
    assert_eq!(pairs.through.as_deref(), Some("pet_vets"));
    assert_eq!((pairs.from_count, pairs.to_count), (Cardinality::ZeroOrMore, Cardinality::ZeroOrMore));
    assert!(model.entities.iter().any(|entity| entity.name == "pet_vets" && entity.join));
}

#[test]
fn what_a_fix_would_add_is_suggested() {
    let model = model();
    let phones = model.suggested_entities.iter().find(|entity| entity.name == "owner_phones");
    let phones = phones.expect("numbered columns become a table");
    assert_eq!(phones.path, None);
    let key: Vec<_> =
        phones.attributes.iter().filter(|own| own.primary).map(|own| own.name.as_str()).collect();
    assert_eq!(key, ["owner_id", "position"]);
    assert!(model.suggested_relationships.iter().any(|own| own.from == "owner_phones" && own.to == "owners"));
    let owners = model.suggested_entities.iter().find(|entity| entity.name == "owners");
    assert!(owners.is_some_and(|owners| owners.attributes.iter().all(|own| !own.name.starts_with("phone"))));
}
