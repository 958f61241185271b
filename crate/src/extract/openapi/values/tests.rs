use super::super::read;
use crate::artifact::{FileId, Source};
use crate::facts::{Bound, Contract, FileFacts};

fn contract(text: &str) -> Contract {
    let source = Source { file: FileId(0), path: "openapi", text, offset: 0 };
    let mut facts = FileFacts::default();
    read(&source, &crate::artifact::Alone, &mut facts);
    facts.contracts.pop().unwrap()
}

/// A document of 3.0 with these named schemas.
fn schemas(version: &str, rest: &str) -> Contract {
    contract(&format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{rest}"
    ))
}

#[test]
fn bounds_are_numbers_whichever_way_a_version_writes_them() {
    let old = schemas("3.0.3", "    A: {type: number, exclusiveMinimum: true, minimum: 0, maximum: 1e3}\n");
    let late = schemas("3.1.0", "    A: {type: number, minimum: -5, exclusiveMinimum: 0, maximum: 1000}\n");
    for contract in [old, late] {
        let rare = contract.schemas.first().unwrap().rare();
        assert_eq!(rare.minimum, Some(Bound { value: 0.0, exclusive: true }));
        assert_eq!(rare.maximum, Some(Bound { value: 1000.0, exclusive: false }));
    }
}

#[test]
fn permitted_values_are_kept_as_json() {
    let contract = schemas("3.1.0", "    A: {enum: [open, 'a \"b\"', 7, null, {x: [1, true]}]}\n");
    let permitted = contract.schemas.first().unwrap().permitted.clone().unwrap();
    let values: Vec<_> = permitted.values().collect();
    assert_eq!(values, ["\"open\"", "\"a \\\"b\\\"\"", "7", "null", "{\"x\": [1, true]}"]);
    assert!(!permitted.cut);
}

#[test]
fn a_long_list_of_permitted_values_is_cut() {
    let list = vec!["abcdefghijklmnop"; 9_000].join(", ");
    let contract = schemas("3.1.0", &format!("    A: {{enum: [{list}]}}\n"));
    let permitted = contract.schemas.first().unwrap().permitted.clone().unwrap();
    assert!(permitted.cut && permitted.count == 9_000 && permitted.values().count() < 3_000);
}

#[test]
fn a_discriminator_maps_values_to_schemas_by_reference_and_by_name() {
    let contract = schemas(
        "3.0.3",
        "    Pet:
      type: object
      discriminator:
        propertyName: kind
        mapping: {cat: '#/components/schemas/Cat', dog: Dog, bird: other.yaml#/Bird}
    Cat: {type: object}
    Dog: {type: object}
",
    );
    let discriminator = contract.schemas.first().unwrap().rare().discriminator.clone().unwrap();
    let found: Vec<_> = discriminator.mapping.iter().map(|entry| entry.schema.is_some()).collect();
    assert_eq!((&*discriminator.property, found), ("kind", vec![true, true, false]));
}

#[test]
fn lists_that_aliases_multiply_are_cut_with_a_note() {
    let names = vec!["abcdefghij"; 2_000].join(", ");
    let others: String =
        (0..2_000).fold(String::new(), |text, at| text + &format!("    S{at}: {{required: *r}}\n"));
    let contract = schemas("3.1.0", &format!("    A: {{required: &r [{names}]}}\n{others}"));
    let kept: usize = contract.schemas.iter().map(|schema| schema.required.len()).sum();
    assert!((2_000..100_000).contains(&kept), "{kept}");
}

/// What differs, as a sentence for each difference.
fn differences(contract: &Contract) -> Vec<String> {
    let all = contract.given.mismatches.iter().flat_map(|mismatch| &mismatch.differences);
    all.map(|difference| format!("{} {}", difference.path, difference.text).trim().to_owned()).collect()
}

#[test]
fn rings_of_schemas_come_to_an_end() {
    let contract = schemas(
        "3.1.0",
        "    A: {anyOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/A'}], example: {b: {b: 1}}}
    B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}]}
    C: {$ref: '#/components/schemas/C', example: 1}
",
    );
    assert!(contract.given.mismatches.len() <= 1);
}

#[test]
fn several_differences_of_one_example_are_told_with_their_ways() {
    let contract = schemas(
        "3.0.3",
        "    A:
      type: object
      properties:
        name: {type: string}
        pets: {type: array, items: {type: object, required: [id], properties: {age: {type: integer}}}}
      example: {name: 5, pets: [{id: 1, age: 2.5}, {age: '3'}]}
",
    );
    let expected = [
        "name is a number, not a text",
        "pets[0].age is a number with a fraction, not a whole number",
        "pets[1] lacks `id`, which is required",
        "pets[1].age is a number in quotes, which is a text, not a whole number",
    ];
    assert_eq!(differences(&contract), expected);
}

#[test]
fn the_version_decides_what_null_is() {
    let null = "    A: {type: object, properties: {b: {type: string}}, example: {b: null}}\n";
    let old = contract(
        "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\ndefinitions:\n  A: {type: object, \
         properties: {b: {type: string}}, example: {b: null}}\n",
    );
    assert!(differences(&old).is_empty());
    assert_eq!(differences(&schemas("3.0.3", null)), ["b is null, not a text"]);
    let late = null.replace("type: string", "type: [string, 'null']");
    assert!(differences(&schemas("3.1.0", &late)).is_empty());
}
