use crate::artifact::{FileId, Source};
use crate::detect::Dialect;
use crate::facts::{Coverage, FileFacts, QueryVerb, Routine, SchemaChange, TextValues, Trigger};

fn facts(text: &str, dialect: Dialect) -> FileFacts {
    let source = Source { file: FileId(0), path: "a.sql", text, offset: 0 };
    let mut facts = FileFacts { coverage: Coverage::read(), ..FileFacts::default() };
    crate::extract::sql::read(&source, dialect, &mut facts);
    facts
}

fn routine(facts: &FileFacts) -> &Routine {
    let mut routines = facts.schema_changes.iter().filter_map(|change| match change {
        SchemaChange::CreateRoutine(routine) => Some(routine),
        _ => None,
    });
    routines.next_back().expect("the text makes a routine")
}

fn trigger(facts: &FileFacts) -> &Trigger {
    let mut triggers = facts.schema_changes.iter().filter_map(|change| match change {
        SchemaChange::CreateTrigger(trigger) => Some(trigger),
        _ => None,
    });
    triggers.next_back().expect("the text makes a trigger")
}

/// Each query with its verb, its tables and its text.
fn queries<'t>(facts: &FileFacts, text: &'t str) -> Vec<(QueryVerb, String, &'t str)> {
    let queries = facts.queries.iter().map(|query| {
        let span = query.place.span;
        let written = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        (query.verb, query.tables.join(" "), written)
    });
    queries.collect()
}

#[test]
fn the_body_of_a_function_is_read_at_its_place() {
    let text = "CREATE FUNCTION pay(o bigint, tab text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER\n\
                SET search_path = shop, pg_temp AS $body$\n\
                DECLARE v bigint; BEGIN\n\
                IF EXISTS (SELECT 1 FROM refunds WHERE order_id = o) THEN RETURN; END IF;\n\
                SELECT total INTO v FROM orders WHERE id = o FOR UPDATE;\n\
                UPDATE accounts SET balance = CASE WHEN v > 0 THEN balance - v ELSE 0 END WHERE id = 1;\n\
                PERFORM 1 FROM audits; EXECUTE 'DELETE FROM ' || tab;\n\
                END $body$;";
    let facts = facts(text, Dialect::PostgreSql);
    let pay = routine(&facts);
    assert_eq!(pay.language.as_deref(), Some("plpgsql"));
    assert!(pay.definer.is_some());
    assert_eq!(pay.search_path.as_ref().map(|path| path.value.as_str()), Some("shop, pg_temp"));
    assert_eq!(pay.effects.written, ["accounts"]);
    assert!(pay.effects.dynamic.iter().any(|dynamic| dynamic.values == TextValues::Callers));
    let queries = queries(&facts, text);
    let tables: Vec<_> = queries.iter().map(|(verb, tables, _)| (*verb, tables.as_str())).collect();
    let (select, update) = (QueryVerb::Select, QueryVerb::Update);
    assert_eq!(tables, [(select, "refunds"), (select, "orders"), (update, "accounts"), (select, "audits")]);
    assert_eq!(queries[1].2, "SELECT total INTO v FROM orders WHERE id = o FOR UPDATE");
    assert!(queries[2].2.ends_with("WHERE id = 1"), "{}", queries[2].2);
}

#[test]
fn statements_of_t_sql_end_where_the_next_begins() {
    let text = "CREATE PROCEDURE dbo.Pay @id int, @name sysname AS BEGIN SET NOCOUNT ON\n\
                DECLARE @n int = (SELECT COUNT(*) FROM dbo.Carts)\n\
                UPDATE dbo.Orders SET Paid = 1 WHERE Id = @id\n\
                INSERT INTO dbo.Log (Id) SELECT Id FROM dbo.Orders WHERE Id = @id\n\
                IF @n > 0 DELETE FROM dbo.Carts WHERE Id = @id ELSE SELECT Id FROM dbo.Empty\n\
                EXEC('DROP TABLE ' + @name) END\nGO\nSELECT Id FROM dbo.After";
    let facts = facts(text, Dialect::SqlServer);
    let found: Vec<_> = facts.queries.iter().map(|query| query.tables.join(" ")).collect();
    assert_eq!(found, ["Carts", "Orders", "Log Orders", "Carts", "Empty", "After"]);
    assert_eq!(routine(&facts).effects.written, ["Orders", "Log", "Carts"]);
    assert!(routine(&facts).effects.dynamic.iter().any(|dynamic| dynamic.values == TextValues::Callers));
}

#[test]
fn a_trigger_knows_its_table_and_what_it_sets() {
    let mysql = "CREATE TRIGGER t BEFORE UPDATE ON shop.orders FOR EACH ROW BEGIN\n\
                 SET NEW.updated_at = NOW(); INSERT INTO audits VALUES (OLD.id); END";
    let sqlite = "CREATE TRIGGER t AFTER UPDATE OF total ON orders BEGIN\n\
                  UPDATE orders SET updated_at = 1 WHERE id = NEW.id; INSERT INTO audits VALUES (1); END";
    let sql_server = "CREATE TRIGGER t ON dbo.orders AFTER UPDATE AS BEGIN\n\
                      UPDATE dbo.orders SET updated_at = GETDATE() FROM inserted\n\
                      INSERT INTO audits (id) SELECT id FROM inserted END";
    let oracle = "CREATE OR REPLACE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW BEGIN\n\
                  :NEW.updated_at := SYSDATE; INSERT INTO audits (id) VALUES (:OLD.id); END;\n/";
    for (text, dialect) in [
        (mysql, Dialect::MySql),
        (sqlite, Dialect::Sqlite),
        (sql_server, Dialect::SqlServer),
        (oracle, Dialect::Oracle),
    ] {
        let facts = facts(text, dialect);
        let trigger = trigger(&facts);
        assert_eq!((trigger.name.as_str(), trigger.table.as_str()), ("t", "orders"), "{dialect}");
        assert_eq!(trigger.events, [QueryVerb::Update], "{dialect}");
        assert_eq!(trigger.effects.assigned, ["updated_at"], "{dialect}");
        assert!(trigger.effects.written.iter().any(|table| table == "audits"), "{dialect}");
    }
}

#[test]
fn a_block_runs_as_it_stands() {
    let text = "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type) THEN CREATE TYPE mood AS ENUM ('a', 'b');\n\
                ALTER TABLE pets ADD COLUMN age int; END IF; END $$;";
    let own = facts(text, Dialect::PostgreSql);
    assert!(own.schema_changes.iter().any(|change| matches!(change, SchemaChange::CreateType(_))));
    assert!(own.schema_changes.iter().any(|change| matches!(change, SchemaChange::AlterTable { .. })));
    let text = "IF OBJECT_ID('dbo.pets') IS NULL\nBEGIN\nCREATE TABLE dbo.pets (id int NOT NULL)\nEND\nGO";
    let own = facts(text, Dialect::SqlServer);
    assert!(own.schema_changes.iter().any(|change| matches!(change, SchemaChange::CreateTable(_))));
}

#[test]
fn what_defines_is_counted_and_told_where_it_is_not_understood() {
    let text = "CREATE TYPE m AS ENUM ('a'); COMMENT ON TABLE t IS 'x'; GRANT SELECT ON t TO r;\n\
                CREATE FROB x; ALTER TABLE t FROB y; CREATE TABLE u (a int FROB);";
    let facts = facts(text, Dialect::PostgreSql);
    assert_eq!((facts.coverage.tally.defining, facts.coverage.tally.understood), (6, 3));
}
