use crate::artifact::{FileId, Place, Source};
use crate::detect::Dialect;
use crate::facts::{
    Action, AlterTable, Coverage, Derivation, FileFacts, IndexPart, SchemaChange, Status, Table, TypeFamily,
};

fn facts(text: &str, dialect: Dialect) -> FileFacts {
    let source = Source { file: FileId(0), path: "a.sql", text, offset: 0 };
    let mut facts = FileFacts { coverage: Coverage::read(), ..FileFacts::default() };
    crate::extract::sql::read(&source, dialect, &mut facts);
    facts
}

fn table(text: &str, dialect: Dialect) -> Table {
    let changes = facts(text, dialect).schema_changes;
    let mut tables = changes.into_iter().filter_map(|change| match change {
        SchemaChange::CreateTable(table) => Some(table),
        _ => None,
    });
    tables.next_back().expect("the text creates a table")
}

fn changes(text: &str, dialect: Dialect) -> Vec<AlterTable> {
    let changes = facts(text, dialect).schema_changes.into_iter();
    changes
        .filter_map(|change| match change {
            SchemaChange::AlterTable { change, .. } => Some(change),
            _ => None,
        })
        .collect()
}

fn text_at(text: &str, place: Place) -> &str {
    text.get(place.span.start as usize..place.span.end as usize).unwrap_or_default()
}

fn columns(table: &Table) -> Vec<(&str, &str, bool)> {
    let columns = table.columns.iter();
    columns.map(|column| (column.name.as_str(), column.type_.text.as_str(), column.nullable)).collect()
}

#[test]
fn columns_have_their_types_and_places() {
    let text = "-- ключ 😀\nCREATE TABLE \"shop\".\"Orders\" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n\
                total double precision NOT NULL DEFAULT 0.5, at timestamp (3) with time zone,\n\
                code character varying(20)[] NULL, CHECK (total > 0));";
    let table = table(text, Dialect::PostgreSql);
    assert_eq!((table.schema.as_deref(), table.name.as_str()), (Some("shop"), "Orders"));
    assert_eq!(text_at(text, table.place), "\"Orders\"");
    assert_eq!(
        columns(&table),
        [
            ("id", "bigint", false),
            ("total", "double precision", false),
            ("at", "timestamp (3) with time zone", true),
            ("code", "character varying(20)[]", true),
        ]
    );
    let column = table.column("at").expect("the column is there");
    assert_eq!(column.type_.family, TypeFamily::Timestamp { zoned: true });
    assert_eq!(text_at(text, column.place), "at");
    let total = table.column("total").expect("the column is there");
    assert_eq!(total.default.as_ref().map(|default| default.value.as_str()), Some("0.5"));
    assert_eq!(table.checks.first().map(|check| check.expression.as_str()), Some("total > 0"));
}

#[test]
fn keys_and_references_are_read_wherever_they_stand() {
    let text = "CREATE TABLE `v` (`a` int unsigned NOT NULL AUTO_INCREMENT, `b` int(11) REFERENCES x (y) ON DELETE SET NULL,\n\
                `key` varchar(10), PRIMARY KEY (`a`), UNIQUE KEY `u` (`b`,`key`(4)), KEY `k` (`b`),\n\
                CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`id`) ON UPDATE CASCADE\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;";
    let table = table(text, Dialect::MySql);
    assert_eq!(table.columns.len(), 3);
    assert_eq!(table.primary_key.as_ref().map(|key| key.columns.clone()), Some(vec!["a".to_owned()]));
    let unique = table.uniques.first().expect("there is one");
    assert_eq!((unique.name.as_deref(), unique.columns.join(",")), (Some("u"), "b,key".to_owned()));
    assert_eq!(table.indexes.first().and_then(|index| index.name.as_deref()), Some("k"));
    let actions: Vec<_> = table
        .foreign_keys
        .iter()
        .map(|key| (key.table.as_str(), key.inline, key.on_delete, key.on_update))
        .collect();
    assert_eq!(
        actions,
        [("x", true, Some(Action::SetNull), None), ("p", false, None, Some(Action::Cascade))]
    );
}

#[test]
fn sql_server_is_read_with_its_own_clauses() {
    let text = "CREATE TABLE [dbo].[T]([Id] [int] IDENTITY(1,1) NOT NULL, [Sum] AS (ISNULL([A]+[B], 0)),\n\
                [On] [bit] NOT NULL CONSTRAINT [DF_On] DEFAULT ((1)),\n\
                CONSTRAINT [PK_T] PRIMARY KEY CLUSTERED ([Id] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]\n) ON [PRIMARY]\nGO\n\
                CREATE UNIQUE NONCLUSTERED INDEX [IX] ON [dbo].[T]([On] DESC) INCLUDE ([Sum])\nGO\n\
                ALTER TABLE [dbo].[T] WITH NOCHECK ADD CONSTRAINT [FK] FOREIGN KEY([Id]) REFERENCES [dbo].[P] ([Id])\nGO";
    let facts = facts(text, Dialect::SqlServer);
    assert_eq!(facts.coverage.status, Status::Read);
    let table = table(text, Dialect::SqlServer);
    assert_eq!(columns(&table), [("Id", "[int]", false), ("Sum", "", false), ("On", "[bit]", false)]);
    assert_eq!(table.column("On").map(|column| column.type_.family), Some(TypeFamily::Boolean));
    assert_eq!(table.primary_key.as_ref().and_then(|key| key.name.as_deref()), Some("PK_T"));
    let index = facts.schema_changes.iter().find_map(|change| match change {
        SchemaChange::CreateIndex { index, .. } => Some((index.unique, index.parts.clone())),
        _ => None,
    });
    assert_eq!(index, Some((true, vec![IndexPart::Column("On".to_owned())])));
    assert!(
        matches!(changes(text, Dialect::SqlServer).as_slice(), [AlterTable::AddForeignKey(key)] if key.table == "P")
    );
}

#[test]
fn an_index_keeps_expressions_method_and_condition() {
    let text = "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY s.t USING btree (lower(email), b DESC NULLS LAST) \
                WHERE deleted_at IS NULL;";
    let changes = facts(text, Dialect::PostgreSql).schema_changes;
    let [SchemaChange::CreateIndex { schema, table, index }] = changes.as_slice() else {
        panic!("one index: {changes:?}");
    };
    assert_eq!((schema.as_deref(), table.as_str()), (Some("s"), "t"));
    assert_eq!(
        index.parts,
        [IndexPart::Expression("lower(email)".to_owned()), IndexPart::Column("b".to_owned())]
    );
    assert_eq!(index.condition.as_deref(), Some("deleted_at IS NULL"));
    assert!(index.unique && index.online);
    assert_eq!(text_at(text, index.place), "i");
}

#[test]
fn each_action_of_an_alteration_is_read() {
    let text = "ALTER TABLE ONLY t ADD COLUMN IF NOT EXISTS a int NOT NULL, DROP COLUMN b, ALTER c TYPE numeric(10, 2) USING c::numeric,\n\
                ALTER COLUMN d SET NOT NULL, ADD CONSTRAINT u UNIQUE (a), ALTER d SET DEFAULT nextval('s'::regclass);\n\
                ALTER TABLE t RENAME COLUMN a TO z;";
    let found = changes(text, Dialect::PostgreSql);
    let kinds: Vec<_> = found
        .iter()
        .map(|change| match change {
            AlterTable::AddColumn(column) => format!("add {}", column.name),
            AlterTable::DropColumn(name) => format!("drop {name}"),
            AlterTable::SetType { column, type_ } => format!("type {column} {}", type_.text),
            AlterTable::SetNullable { column, nullable, .. } => format!("null {column} {nullable}"),
            AlterTable::AddUnique(key) => format!("unique {}", key.columns.join(",")),
            AlterTable::SetGenerated { column } => format!("generated {column}"),
            AlterTable::SetDefault { column, .. } => format!("default {column}"),
            AlterTable::RenameColumn { from, to } => format!("rename {from} {to}"),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "add a",
            "drop b",
            "type c numeric(10, 2)",
            "null d false",
            "unique a",
            "generated d",
            "default d",
            "rename a z"
        ]
    );
}

#[test]
fn what_a_table_takes_from_others_is_kept() {
    let derived = |text: &str| table(text, Dialect::PostgreSql).derived;
    assert_eq!(
        derived("CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2);"),
        Some(Derivation::Partition("p".to_owned()))
    );
    assert_eq!(
        derived("CREATE TABLE c (x int) INHERITS (a, b);"),
        Some(Derivation::Child(vec!["a".into(), "b".into()]))
    );
    assert_eq!(
        derived("CREATE TABLE c (LIKE a INCLUDING ALL, x int);"),
        Some(Derivation::Copy { of: "a".to_owned(), keys: true })
    );
    assert_eq!(derived("CREATE TABLE c AS SELECT 1;"), Some(Derivation::Rows));
}

#[test]
fn a_temporary_table_is_no_part_of_the_schema() {
    let makes_table = |text: &str, dialect: Dialect| {
        let changes = facts(text, dialect).schema_changes;
        changes.iter().any(|change| matches!(change, SchemaChange::CreateTable(_)))
    };
    assert!(!makes_table("CREATE TEMP TABLE a (b int);", Dialect::PostgreSql));
    assert!(!makes_table("CREATE TABLE #a (b int);", Dialect::SqlServer));
    assert!(makes_table("CREATE TABLE a (b int);", Dialect::SqlServer));
}

#[test]
fn what_is_not_understood_is_counted_in_one_note() {
    let facts = facts(&"FROBNICATE the table;\n".repeat(200), Dialect::Generic);
    assert_eq!(facts.coverage.status, Status::Partly);
    let notes: Vec<_> = facts.coverage.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["not read: statements that begin with `FROBNICATE` (200)"]);
}

#[test]
fn nodes_and_edges_of_a_graph_are_tables() {
    let named = |text: &str| {
        let facts = facts(text, Dialect::SqlServer);
        let made = facts.schema_changes.iter().find_map(|change| match change {
            SchemaChange::CreateTable(table) => {
                Some((table.name.clone(), table.columns.len(), table.traits.len()))
            }
            _ => None,
        });
        (made, facts.coverage.notes.len())
    };
    assert_eq!(
        named("CREATE TABLE Person (ID int PRIMARY KEY, Name varchar(9)) AS NODE;"),
        (Some(("Person".to_owned(), 2, 1)), 0)
    );
    assert_eq!(named("CREATE TABLE friendOf AS EDGE;"), (Some(("friendOf".to_owned(), 0, 1)), 0));
}

#[test]
fn what_is_dropped_ends_with_its_name() {
    let dropped = facts("DROP TABLE a, b UPDATE c SET d = 1, e = 2", Dialect::SqlServer).schema_changes;
    assert_eq!(dropped.len(), 2);
}
