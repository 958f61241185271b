use super::*;

/// Each statement as it stands in the text, without those of the way back.
fn statements(text: &str, dialect: Dialect) -> Vec<&str> {
    let up = Splitter::new(text, dialect).filter(|statement| !statement.down);
    up.map(|statement| text.get(statement.start..statement.end).unwrap_or_default()).collect()
}

#[test]
fn a_semicolon_in_quotes_or_comments_ends_nothing() {
    let text = "SELECT ';', \";\", $$;$$, $a$ $$ ; $a$ -- ;\n/* ; /* ; */ ; */ FROM t; SELECT 2";
    let found = statements(text, Dialect::PostgreSql);
    assert_eq!(found.len(), 2);
    assert_eq!(found.last(), Some(&"SELECT 2"));
}

#[test]
fn places_count_bytes_in_texts_of_any_script() {
    assert_eq!(statements("SELECT 'αβ😀'; SELECT 'ж';", Dialect::Generic), ["SELECT 'αβ😀';", "SELECT 'ж';"]);
}

#[test]
fn what_psql_and_dumps_add_is_no_statement() {
    let text = "\\restrict abc\n\\connect db\nCOPY t (a) FROM stdin;\n1;'\n2\t\"\n\\.\nSELECT 1;\n\\unrestrict abc\n";
    assert_eq!(statements(text, Dialect::PostgreSql), ["COPY t (a) FROM stdin;", "SELECT 1;"]);
}

#[test]
fn a_delimiter_is_what_the_file_says() {
    let text = "DELIMITER $$\nCREATE TRIGGER t BEGIN SELECT 1; SELECT 2; END$$\nDELIMITER ;\nSELECT 3;";
    let found = statements(text, Dialect::MySql);
    assert_eq!(found, ["CREATE TRIGGER t BEGIN SELECT 1; SELECT 2; END$$", "SELECT 3;"]);
}

#[test]
fn the_body_of_a_trigger_belongs_to_it() {
    let text = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN 1 THEN 2 END; DELETE FROM d; END;\n\
                SELECT 1;";
    assert_eq!(statements(text, Dialect::Sqlite).len(), 2);
    let text = "CREATE PROCEDURE p() BEGIN IF a THEN SELECT 1; END IF; WHILE b DO SELECT 2; END WHILE; END; SELECT 3;";
    assert_eq!(statements(text, Dialect::MySql).last(), Some(&"SELECT 3;"));
}

#[test]
fn go_ends_a_batch() {
    let text = "CREATE TABLE a (b int)\nGO\nCREATE PROCEDURE p AS SELECT 1; SELECT 2\ngo 5\nSELECT 3\n";
    let found = statements(text, Dialect::SqlServer);
    assert_eq!(found, ["CREATE TABLE a (b int)", "CREATE PROCEDURE p AS SELECT 1; SELECT 2", "SELECT 3"]);
}

#[test]
fn a_conditional_comment_counts() {
    let found =
        statements("/*!40101 SET NAMES utf8 */;\n/*!50003 DROP TABLE a */; SELECT 1;", Dialect::MySql);
    assert_eq!(found.len(), 3);
}

#[test]
fn a_statement_without_its_end_does_not_take_the_next_one_along() {
    let text = "CREATE TABLE a (b int\nCREATE TABLE c (d int)\nALTER TABLE c\n  DROP COLUMN d,\n  ADD e int;";
    let found = statements(text, Dialect::Generic);
    assert_eq!(found.len(), 3);
    assert_eq!(found.last(), Some(&"ALTER TABLE c\n  DROP COLUMN d,\n  ADD e int;"));
}

#[test]
fn the_way_back_of_a_migration_is_told_apart() {
    for (up, down) in
        [("-- +goose Up", "-- +goose Down"), ("-- migrate:up", "-- migrate:down"), ("-- up", "-- @UNDO")]
    {
        let text = format!("{up}\nCREATE TABLE a (b int);\n{down}\nDROP TABLE a;\n");
        assert_eq!(statements(&text, Dialect::Generic), ["CREATE TABLE a (b int);"], "{down}");
    }
}

#[test]
fn a_quote_that_does_not_close_costs_its_line() {
    let text = "SELECT 'a;\nCREATE TABLE b (c int);\n";
    assert_eq!(statements(text, Dialect::PostgreSql).last(), Some(&"CREATE TABLE b (c int);"));
}

#[test]
fn a_removed_table_takes_no_later_line_for_a_name() {
    let text = "DROP TABLE a, dbo.b\nUPDATE c SET d = 1, e = 2\nDROP TABLE IF EXISTS\n  f,\n  g\nEXEC h 1, 2";
    let found = statements(text, Dialect::SqlServer);
    let lines = [
        "DROP TABLE a, dbo.b",
        "UPDATE c SET d = 1, e = 2",
        "DROP TABLE IF EXISTS\n  f,\n  g",
        "EXEC h 1, 2",
    ];
    assert_eq!(found, lines);
}

#[test]
fn transactions_of_t_sql_need_no_semicolon() {
    let text = "BEGIN TRANSACTION\n\nINSERT a (b) VALUES (1)\n, (2)\nCOMMIT\nGO\nBEGIN TRAN\nDELETE a\nROLLBACK TRAN;\n";
    let found = statements(text, Dialect::SqlServer);
    assert_eq!(found.len(), 6, "{found:?}");
    assert_eq!(found.get(2).map(|text| text.trim()), Some("COMMIT"));
}
