//! How the statements of several files come together in one schema, told by what is found in it.

use archwright::{CoverageStatus, File, Project, Report, review};

fn report(files: &[(&str, &str)]) -> Report {
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    review(&Project { files }).report().clone()
}

/// Messages of one rule's findings.
fn found(files: &[(&str, &str)], rule: &str) -> Vec<String> {
    let report = report(files);
    report.findings.iter().filter(|own| own.rule == rule).map(|own| own.message.clone()).collect()
}

const UNKEYED: &str = "missing-primary-key";
const UNINDEXED: &str = "unindexed-foreign-key";

#[test]
fn migrations_apply_in_the_order_of_their_numbers() {
    let files = [
        ("migrations/10_drop.sql", "DROP TABLE visits;"),
        ("migrations/9_key.sql", "ALTER TABLE pets ADD PRIMARY KEY (id);"),
        ("migrations/1_visits.sql", "CREATE TABLE visits (pet_id bigint); CREATE TABLE pets (id bigint);"),
    ];
    assert!(found(&files, UNKEYED).is_empty());
}

#[test]
fn the_way_back_of_a_migration_is_not_applied() {
    let up = "CREATE TABLE pets (id bigint PRIMARY KEY);";
    let down = "ALTER TABLE pets DROP CONSTRAINT pets_pkey;";
    for (first, second) in
        [("1/up.sql", "1/down.sql"), ("1_a.up.sql", "1_a.down.sql"), ("V1__a.sql", "U1__a.sql")]
    {
        assert!(found(&[(first, up), (second, down)], UNKEYED).is_empty(), "{second}");
    }
    let both = format!("-- migrate:up\n{up}\n-- migrate:down\n{down}");
    assert!(found(&[("1_a.sql", &both)], UNKEYED).is_empty());
}

#[test]
fn a_table_goes_on_under_its_other_name() {
    let text = "CREATE TABLE packages (id bigint, owner_id bigint REFERENCES owners (id));\n\
                ALTER TABLE packages RENAME TO crates;\n\
                ALTER TABLE crates RENAME COLUMN owner_id TO user_id;\n\
                ALTER TABLE crates ADD CONSTRAINT k PRIMARY KEY (id);\n\
                CREATE INDEX i ON crates (user_id);";
    assert!(found(&[("a.sql", text)], UNKEYED).is_empty());
    assert!(found(&[("a.sql", text)], UNINDEXED).is_empty());
}

#[test]
fn an_index_goes_with_its_column() {
    let text = "CREATE TABLE pets (id bigint PRIMARY KEY, a bigint, owner_id bigint REFERENCES owners (id));\n\
                CREATE INDEX i ON pets (owner_id, a);\n\
                ALTER TABLE pets DROP COLUMN a;";
    assert_eq!(found(&[("a.sql", text)], UNINDEXED).len(), 1);
}

#[test]
fn an_index_in_a_file_that_comes_first_counts() {
    let files = [
        ("indexes.sql", "CREATE INDEX i ON pets (owner_id);"),
        ("tables.sql", "CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint REFERENCES owners (id));"),
    ];
    assert!(found(&files, UNINDEXED).is_empty());
}

#[test]
fn a_dump_that_clears_the_way_first_takes_nothing_from_its_own_tables() {
    let text = "ALTER TABLE IF EXISTS ONLY pets DROP CONSTRAINT IF EXISTS pets_pkey;\n\
                DROP TABLE IF EXISTS pets;\n\
                CREATE TABLE pets (id bigint NOT NULL);\n\
                ALTER TABLE ONLY pets ADD CONSTRAINT pets_pkey PRIMARY KEY (id);";
    assert!(found(&[("a.sql", text)], UNKEYED).is_empty());
}

#[test]
fn partitions_share_what_each_of_them_declares() {
    let text = "CREATE TABLE visits (id bigserial, pet_id bigint NOT NULL, on_day date) PARTITION BY RANGE (on_day);\n\
                CREATE TABLE pets (id bigserial PRIMARY KEY);\n\
                CREATE TABLE visits_1 PARTITION OF visits FOR VALUES FROM (1) TO (2);\n\
                ALTER TABLE visits ADD PRIMARY KEY (on_day, id);\n\
                ALTER TABLE visits_1 ADD CONSTRAINT f FOREIGN KEY (pet_id) REFERENCES pets (id);\n\
                CREATE INDEX i ON visits_1 (pet_id);";
    for rule in [UNKEYED, UNINDEXED, "unenforced-reference"] {
        assert!(found(&[("a.sql", text)], rule).is_empty(), "{rule}");
    }
}

#[test]
fn the_same_schema_for_two_databases_is_two_schemas() {
    let files = [
        (
            "mysql.sql",
            "CREATE TABLE `pets` (`id` int NOT NULL AUTO_INCREMENT, PRIMARY KEY (`id`)) ENGINE=InnoDB;",
        ),
        (
            "postgres.sql",
            "CREATE TABLE pets (id bigserial, tags jsonb);\nCREATE TABLE IF NOT EXISTS pets (id bigserial);",
        ),
    ];
    assert_eq!(found(&files, UNKEYED).len(), 1);
}

#[test]
fn a_table_of_a_migration_tool_is_nobodys_design() {
    assert!(
        found(&[("a.sql", "CREATE TABLE schema_migrations (version text, dirty boolean);")], UNKEYED)
            .is_empty()
    );
}

#[test]
fn a_finding_stands_at_the_name_in_a_text_of_any_script() {
    let report = report(&[(
        "a.sql",
        "-- ключ 😀\nCREATE TABLE ы (a int PRIMARY KEY); CREATE TABLE визиты (a int, b int);",
    )]);
    let finding = report.findings.iter().find(|own| own.rule == UNKEYED).expect("the table has no key");
    assert!(finding.message.contains("`визиты`"), "{}", finding.message);
    assert_eq!((finding.range.start.line, finding.range.start.column), (2, 50));
}

#[test]
fn nesting_and_length_beyond_measure_are_answered() {
    let deep = format!("CREATE TABLE t (a int CHECK ({}1{}));", "(".repeat(10_000), ")".repeat(10_000));
    assert_eq!(found(&[("a.sql", &deep)], UNKEYED).len(), 1);
    let nested = "SELECT a FROM t WHERE a NOT IN (".repeat(5_000);
    let rows = format!("CREATE TABLE t (a int);\nINSERT INTO t VALUES {};", "(1, 'x'),".repeat(500_000));
    for text in [nested, rows, "SELECT ((((".repeat(200_000), "'\\' \" $a$ ` [".repeat(200_000)] {
        let report = report(&[("a.sql", &text)]);
        assert!(report.files.iter().all(|file| file.coverage.status != CoverageStatus::NotRead));
    }
}
