//! Reviews schemas again behind the migrations that a review suggests.

use std::collections::BTreeMap;

use archwright::rules::{self, Page};
use archwright::{File, Project, Report, ReportArtifact, review};
use archwright_tests::by_rule;

type Texts = BTreeMap<String, String>;

fn report(texts: &Texts) -> Report {
    let files = texts.iter().map(|(path, text)| File::new(path.as_str(), text.as_str())).collect();
    review(&Project { files }).report().clone()
}

fn ups(report: &Report) -> Vec<&ReportArtifact> {
    let forward = |made: &&ReportArtifact| made.migration.as_ref().is_some_and(|own| !own.down);
    report.artifacts.iter().filter(forward).collect()
}

fn schema(text: &str) -> Texts {
    Texts::from([("schema.sql".to_owned(), text.to_owned())])
}

#[test]
fn a_migration_settles_what_it_names_and_brings_up_nothing() {
    let mut settled = BTreeMap::new();
    for rule in rules::all() {
        for example in Page::read(rule.page).bad {
            let mut texts: Texts = example.files.into_iter().map(|file| (file.path, file.text)).collect();
            let before = report(&texts);
            let ups = ups(&before);
            texts.extend(ups.iter().map(|up| (format!("~/{}", up.path), up.text.clone())));
            let after = report(&texts);
            let (counts, rest) = (by_rule(&before), by_rule(&after));
            let named = ups.iter().flat_map(|up| &up.migration.as_ref().expect("it is one").settles);
            for (name, _) in named.filter_map(|settles| settles.split_once(": ")) {
                assert!(rest.get(name) < counts.get(name), "{name} stays in an example of {}", rule.id);
                settled.insert(name.to_owned(), rule.id);
            }
            for (name, count) in rest {
                // What the last step removes is what it says that nothing uses.
                let expected = name == "breaking-schema-change";
                assert!(
                    expected || counts.get(name) >= Some(&count),
                    "{name} comes up in an example of {}:\n{texts:#?}",
                    rule.id
                );
            }
        }
    }
    assert!(settled.len() >= 6, "migrations are offered for {settled:?} alone");
}

#[test]
fn steps_come_in_the_order_in_which_they_are_applied() {
    let report = report(&schema(
        "CREATE TABLE visits (id bigserial PRIMARY KEY, paid boolean DEFAULT false, seen_at timestamptz);",
    ));
    let ups = ups(&report);
    let phases: Vec<_> =
        ups.iter().filter_map(|up| up.migration.as_ref()).map(|own| (own.step, own.transaction)).collect();
    assert_eq!(phases, [(1, false), (2, true), (3, false), (4, true)]);
    assert!(ups.iter().all(|up| up.migration.as_ref().is_some_and(|own| own.phase == "expand")));
}

#[test]
fn a_name_that_is_taken_is_not_given_again() {
    let report = report(&schema(
        "CREATE TABLE pets (id bigserial PRIMARY KEY, code int);
         CREATE TABLE visits (id bigserial PRIMARY KEY, pet_id bigint REFERENCES pets (id));
         CREATE INDEX visits_pet_id_idx ON visits (id, pet_id);",
    ));
    assert!(report.findings.iter().any(|finding| finding.rule == "unindexed-foreign-key"));
    assert!(!ups(&report).iter().any(|up| up.text.contains("CREATE INDEX CONCURRENTLY visits_pet_id_idx")));
}

#[test]
fn without_a_known_database_nothing_is_suggested() {
    let report = report(&schema(
        "CREATE TABLE pets (id int PRIMARY KEY); CREATE TABLE visits (id int PRIMARY KEY, pet_id int REFERENCES pets (id));",
    ));
    assert!(ups(&report).is_empty());
}
