use crate::artifact::{FileId, Source};
use crate::facts::{Action, FileFacts, IndexPart, NamedTypeKind, SchemaChange, Status, Table, TypeFamily};

fn facts(text: &str) -> FileFacts {
    let source = Source { file: FileId(0), path: "schema.prisma", text, offset: 0 };
    let mut facts = FileFacts::default();
    super::read(&source, &mut facts);
    facts
}

fn tables(facts: &FileFacts) -> Vec<&Table> {
    let tables = facts.schema_changes.iter().filter_map(|change| match change {
        SchemaChange::CreateTable(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

const SHOP: &str = r#"
datasource db { provider = "postgresql"
  url = env("DATABASE_URL") }
// model Ghost { id Int }
model Order {
  id        BigInt   @id @default(autoincrement())
  total     Float
  at        DateTime @default(now()) @db.Timestamptz(6)
  changed   DateTime @updatedAt @map("changed_at")
  state     State    @default(OPEN)
  note      String?  @db.VarChar(200)
  tags      String[]
  ownerId   Int      @map("owner_id")
  owner     Owner    @relation("orders", fields: [ownerId],
                               references: [id], onDelete: Cascade)
  @@unique([ownerId, total], map: "one_total")
  @@index([at(sort: Desc), note])
  @@map("orders")
}
model Owner {
  id     Int     @id
  email  String  @unique
  orders Order[] @relation("orders")
}
enum State {
  OPEN @map("open")
  PAID
}
"#;

#[test]
fn models_are_the_tables_that_prisma_makes() {
    let facts = facts(SHOP);
    let [orders, owner] = tables(&facts)[..] else { panic!("there are two models") };
    assert_eq!((orders.name.as_str(), owner.name.as_str()), ("orders", "Owner"));
    assert_eq!(orders.engine.map(|engine| engine.name), Some("PostgreSQL"));
    let columns: Vec<_> =
        orders.columns.iter().map(|own| (own.name.as_str(), own.type_.text.as_str(), own.nullable)).collect();
    assert_eq!(
        columns,
        [
            ("id", "bigint", false),
            ("total", "double precision", false),
            ("at", "timestamptz(6)", false),
            ("changed_at", "timestamp(3)", false),
            ("state", "State", false),
            ("note", "varchar(200)", true),
            ("tags", "text[]", false),
            ("owner_id", "integer", false),
        ]
    );
    assert!(orders.columns[0].generated);
    assert!(orders.columns[3].on_change.is_some());
    assert_eq!(orders.columns[4].type_.family, TypeFamily::Enumeration);
    assert_eq!(orders.columns[4].values, ["open", "PAID"]);
    assert_eq!(orders.uniques[0].columns, ["owner_id", "total"]);
    assert_eq!(orders.indexes[0].parts[0], IndexPart::Column("at".to_owned()));
    assert_eq!(orders.indexes[0].descending, ["at"]);
    assert_eq!(orders.uniques[0].name.as_deref(), Some("one_total"));
    assert_eq!(orders.indexes[0].name.as_deref(), Some("orders_at_note_idx"));
    let key = &orders.foreign_keys[0];
    assert_eq!(
        (key.table.as_str(), key.columns.join(","), key.referred.join(",")),
        ("Owner", "owner_id".into(), "id".into())
    );
    assert_eq!(key.on_delete, Some(Action::Cascade));
    assert!(owner.foreign_keys.is_empty());
    let state = facts.schema_changes.iter().find_map(|change| match change {
        SchemaChange::CreateType(own) => Some(own),
        _ => None,
    });
    let Some(NamedTypeKind::Enumeration(values)) = state.map(|own| &own.kind) else {
        panic!("it is an enum")
    };
    assert_eq!(values, &["open", "PAID"]);
}

#[test]
fn a_place_is_the_field_in_the_file() {
    let facts = facts(SHOP);
    let total = tables(&facts)[0].column("total").expect("the field is a column");
    let span = total.place.span;
    assert_eq!(SHOP.get(span.start as usize..span.end as usize), Some("total"));
}

#[test]
fn references_that_only_the_client_holds_are_none() {
    let text = SHOP.replace("url =", "relationMode = \"prisma\"\n url =");
    assert!(tables(&facts(&text))[0].foreign_keys.is_empty());
}

#[test]
fn what_is_cut_or_broken_is_read_as_far_as_it_goes() {
    for text in [
        "model A {\n id Int @id(",
        "model A {\n id Int @relation(fields: [a\n}\nmodel B {",
        "}}} @@ ((( model A { \u{feff} \"",
        "model",
    ] {
        let facts = facts(text);
        assert!(facts.coverage.status == Status::NotRead || !facts.schema_changes.is_empty(), "{text}");
    }
    let cut = SHOP.split_at(SHOP.len() / 2).0;
    assert_eq!(tables(&facts(cut)).len(), 1);
    let deep = format!("model A {{ id Int @default({}1{}) }}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(tables(&facts(&deep)).len(), 1);
}

#[test]
fn collections_of_mongodb_are_no_tables() {
    let facts = facts("datasource db { provider = \"mongodb\" }\nmodel A { id String @id }");
    assert!(facts.schema_changes.is_empty());
    assert_eq!(facts.coverage.status, Status::Partly);
}
