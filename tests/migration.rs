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
        for example in Page::read(rule.page.markdown).bad {
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
                // What the scripts say themselves, above the statement.
                let expected = ["breaking-schema-change", "unique-over-existing-rows"].contains(&name);
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
    assert_eq!(phases, [(1, false), (2, false), (3, false), (4, false)]);
    let names: Vec<_> = ups.iter().map(|up| up.path.as_str()).collect();
    assert_eq!(
        names,
        [
            "migrations/0001_fill_columns.up.sql",
            "migrations/0002_add_constraints.up.sql",
            "migrations/0003_validate_constraints.up.sql",
            "migrations/0004_settle_keys.up.sql",
        ]
    );
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

const TABLES: &str = "CREATE TABLE pets (id bigserial PRIMARY KEY, name text NOT NULL);
CREATE TABLE visits (
  id bigserial PRIMARY KEY,
  pet_id bigint NOT NULL REFERENCES pets (id),
  price double precision NOT NULL,
  paid boolean DEFAULT false
);
CREATE INDEX visits_paid_pet_id_idx ON visits (paid, pet_id);
CREATE INDEX visits_paid_idx ON visits (paid);
";

/// A project in which that tool runs the migrations: the first creates the tables, the second does hardly anything.
fn history(first: &str, second: &str, wrap: impl Fn(&str) -> String, beside: &[(&str, &str)]) -> Texts {
    let steps = [(first, TABLES), (second, "CREATE TABLE vets (id bigserial PRIMARY KEY);\n")];
    let mut texts: Texts = steps.iter().map(|(path, text)| ((*path).to_owned(), wrap(text))).collect();
    texts.extend(beside.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    texts
}

/// The paths of what is suggested; reviewed behind the project, it breaks no rule of the tool.
fn continued(texts: &Texts) -> Vec<String> {
    let before = report(texts);
    let mut after = texts.clone();
    after.extend(before.artifacts.iter().map(|made| (made.path.clone(), made.text.clone())));
    for finding in report(&after).findings {
        let of_tool = finding.area == "data" && finding.item.contains("migrations");
        assert!(
            !of_tool
                || ["breaking-schema-change", "unique-over-existing-rows"].contains(&finding.rule.as_str())
                || texts.contains_key(&finding.path),
            "{}: {}\n{}",
            finding.path,
            finding.message,
            after[&finding.path]
        );
    }
    before.artifacts.iter().map(|made| made.path.clone()).collect()
}

#[test]
fn goose_gets_one_file_for_both_ways() {
    let wrap = |text: &str| format!("-- +goose Up\n{text}\n-- +goose Down\nSELECT 1;\n");
    let paths = continued(&history("db/00001_a.sql", "db/00002_b.sql", wrap, &[]));
    assert_eq!(paths.first().map(String::as_str), Some("db/00003_add_columns_of_visits.sql"));
    assert!(paths.contains(&"db/00005_build_indexes.sql".to_owned()), "{paths:?}");
}

#[test]
fn dbmate_gets_each_index_by_itself() {
    let wrap = |text: &str| format!("-- migrate:up\n{text}\n-- migrate:down\nSELECT 1;\n");
    let paths = continued(&history("db/20240101000000_a.sql", "db/20240101000001_b.sql", wrap, &[]));
    assert!(paths.contains(&"db/20240101000005_build_indexes_of_visits.sql".to_owned()), "{paths:?}");
}

#[test]
fn flyway_is_told_beside_the_file() {
    let paths = continued(&history("db/V1__a.sql", "db/V2__b.sql", str::to_owned, &[]));
    assert!(paths.contains(&"db/V4__fill_columns.sql.conf".to_owned()), "{paths:?}");
    assert!(paths.contains(&"db/U4__fill_columns.sql".to_owned()), "{paths:?}");
}

#[test]
fn golang_migrate_and_sqlx_get_pairs() {
    let go = [("go.mod", "module clinic\n\nrequire github.com/golang-migrate/migrate/v4 v4.17.0\n")];
    let paths = continued(&history("db/000001_a.up.sql", "db/000002_b.up.sql", str::to_owned, &go));
    assert!(paths.iter().any(|path| path.ends_with(".down.sql")), "{paths:?}");
    assert!(paths.iter().all(|path| path.starts_with("db/0000")), "{paths:?}");
}

#[test]
fn diesel_gets_folders() {
    let steps = ("migrations/2024-01-01-000000_a/up.sql", "migrations/2024-01-02-000000_b/up.sql");
    let beside = [("diesel.toml", "[print_schema]\nfile = \"src/schema.rs\"\n")];
    let paths = continued(&history(steps.0, steps.1, str::to_owned, &beside));
    assert!(
        paths.contains(&"migrations/2024-01-02-000002_fill_columns_of_visits/metadata.toml".to_owned()),
        "{paths:?}"
    );
}
