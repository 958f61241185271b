//! Contracts in several files.

use super::*;
use crate::artifact::Companions;

/// Files by their paths; their places in the list are their ids.
struct Folder(Vec<(&'static str, String)>);

impl Companions for Folder {
    fn find(&self, path: &str) -> Option<Source<'_>> {
        let at = self.0.iter().position(|(own, _)| *own == path)?;
        Some(self.source(at))
    }
}

impl Folder {
    /// A contract with these paths and components, and the other files.
    fn of(rest: &str, others: &[(&'static str, &str)]) -> Self {
        let mut files = vec![("api/openapi.yaml", document(rest))];
        files.extend(others.iter().map(|(path, text)| (*path, (*text).to_owned())));
        Self(files)
    }

    fn source(&self, at: usize) -> Source<'_> {
        let (path, text) = &self.0[at];
        Source { file: FileId(u32::try_from(at).unwrap()), path, text, offset: 0 }
    }

    fn read(&self) -> FileFacts {
        let mut facts = FileFacts::default();
        read(&self.source(0), self, &mut facts);
        facts
    }

    /// Every problem with the path of the file that it stands in.
    fn problems(&self) -> Vec<(&'static str, String)> {
        let facts = self.read();
        let problems = facts.contracts.into_iter().flat_map(|contract| contract.problems);
        problems.map(|problem| (self.0[problem.place.file.0 as usize].0, problem.message)).collect()
    }

    fn notes(&self) -> Vec<String> {
        self.read().coverage.notes.into_iter().map(|note| note.text).collect()
    }
}

#[test]
fn references_lead_to_other_files_and_back() {
    let folder = Folder::of(
        "paths:
  /pets:
    $ref: paths/pets.yaml
components:
  schemas:
    Error: {$ref: '../common.json#/Error'}
",
        &[
            (
                "api/paths/pets.yaml",
                "get:
  operationId: listPets
  responses:
    '200':
      description: OK
      content:
        application/json:
          schema: {type: array, items: {$ref: ../schemas/Pet.yaml}}
    default:
      description: Error
      content: {application/json: {schema: {$ref: '../openapi.yaml#/components/schemas/Error'}}}
",
            ),
            (
                "api/schemas/Pet.yaml",
                "type: object\nproperties:\n  name: {type: string}\n  friend: {$ref: '#'}\n",
            ),
            (
                "common.json",
                "{\"Error\": {\"type\": \"object\", \"properties\": {\"code\": {\"type\": \"string\"}}}}",
            ),
        ],
    );
    assert_eq!(folder.problems(), []);
    let facts = folder.read();
    let contract = facts.contracts.first().unwrap();
    let operation = contract.operations.first().unwrap();
    assert_eq!((operation.label().as_str(), operation.place.file), ("GET /pets", FileId(1)));
    let list = contract.resolved(operation.responses[0].media[0].schema.unwrap()).unwrap();
    let pet = contract.resolved(list.items.unwrap()).unwrap();
    assert_eq!((pet.properties[0].name.as_str(), pet.place.file), ("name", FileId(2)));
    assert_eq!(contract.resolved(pet.properties[1].schema).unwrap().place, pet.place);
    let error = contract.resolved(operation.responses[1].media[0].schema.unwrap()).unwrap();
    assert_eq!((error.properties[0].name.as_str(), error.place.file), ("code", FileId(3)));
    let read: Vec<_> = facts.companions.iter().filter(|other| other.read.is_some()).collect();
    assert_eq!(read.len(), 3);
    assert!(facts.coverage.notes.is_empty(), "{:?}", facts.coverage.notes);
}

#[test]
fn problems_lie_in_the_file_where_they_stand() {
    let folder = Folder::of(
        "paths: {/pets: {$ref: pets.yaml}}\n",
        &[(
            "api/pets.yaml",
            "get:\n  sumary: Pets\n  responses: {'200': {$ref: '#/components/responses/Pets'}}\n",
        )],
    );
    assert_eq!(
        folder.problems(),
        [
            (
                "api/pets.yaml",
                "an operation has no field `sumary` in OpenAPI 3.1; did you mean `summary`?".to_owned()
            ),
            (
                "api/pets.yaml",
                "`$ref` leads to `#/components/responses/Pets`, which does not exist in `api/pets.yaml`"
                    .to_owned()
            ),
        ]
    );
}

#[test]
fn a_part_written_as_if_it_stood_in_the_contract_is_followed_and_told() {
    let folder = Folder::of(
        "paths: {/pets: {$ref: pets.yaml}}\ncomponents: {responses: {Pets: {description: OK}}}\n",
        &[("api/pets.yaml", "get:\n  responses: {'200': {$ref: '#/components/responses/Pets'}}\n")],
    );
    let [(_, message)] = folder.problems().try_into().unwrap();
    assert!(message.ends_with("which does not exist in `api/pets.yaml`, but in the document that uses it"));
    let facts = folder.read();
    let response = &facts.contracts[0].operations[0].responses[0];
    assert_eq!(response.description.as_deref(), Some("OK"));
}

#[test]
fn a_file_that_was_not_handed_in_is_noted_once_and_no_problem() {
    let folder = Folder::of(
        "paths:
  /users/{id}:
    get:
      parameters: [{$ref: 'common.yaml#/parameters/id'}]
      responses: {'200': {$ref: 'common.yaml#/responses/ok'}, '400': {$ref: 'https://example.com/a.yaml'}}
",
        &[],
    );
    assert_eq!(folder.problems(), []);
    assert_eq!(
        folder.notes(),
        [
            "`api/common.yaml` was not handed in (2 references in all): what it holds is not known",
            "`https://example.com/a.yaml` leads out of the submission: nothing is fetched",
        ]
    );
    assert_eq!(folder.read().contracts[0].operations[0].unread.len(), 1);
}

#[test]
fn a_file_that_is_missing_among_others_of_its_folder_is_a_problem() {
    let folder = Folder::of(
        "paths: {}
components: {schemas: {Pet: {$ref: schemas/pet.yaml}, Owner: {$ref: schemas/owner.yaml}}}
",
        &[("api/schemas/pet.yaml", "type: object\n")],
    );
    assert_eq!(
        folder.problems(),
        [(
            "api/openapi.yaml",
            "`api/schemas/owner.yaml` is not there, though other files of its folder are".to_owned()
        )]
    );
}

#[test]
fn a_contract_that_another_one_uses_tells_its_own_problems() {
    let other = "openapi: 3.0.3\ninfo: {title: T}\npaths: {}\ncomponents: {schemas: {A: {type: array}}}\n";
    let folder = Folder::of(
        "paths: {}\ncomponents: {schemas: {A: {$ref: 'other.yaml#/components/schemas/A'}, B: {$ref: 'other.yaml#/no'}}}\n",
        &[("api/other.yaml", other)],
    );
    assert_eq!(
        folder.problems(),
        [("api/openapi.yaml", "`$ref` leads to `other.yaml#/no`, which does not exist".to_owned())]
    );
}

#[test]
fn rings_through_several_files_end() {
    let folder = Folder::of(
        "paths: {}\ncomponents: {schemas: {A: {$ref: a.yaml}}}\n",
        &[("api/a.yaml", "$ref: b.yaml\n"), ("api/b.yaml", "$ref: a.yaml\n")],
    );
    let facts = folder.read();
    assert!(facts.contracts[0].resolved(facts.contracts[0].named[0].1).is_some());
}
