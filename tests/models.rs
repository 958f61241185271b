//! What models in code become in the catalog.

use archwright::{File, ReportTable, Workspace};

/// The tables of some files, one line each: `shop.pets (id) | id serial!+ | index name | owner_id -> owners.id`;
/// `!` is for a column that is never null, `+` for one that the database counts up.
fn tables(files: &[(&str, &str)]) -> Vec<String> {
    let mut workspace = Workspace::default();
    for (path, text) in files {
        workspace.set_file(File::new(*path, *text));
    }
    workspace.catalog().tables.iter().map(line).collect()
}

fn line(table: &ReportTable) -> String {
    let schema = table.schema.as_ref().map_or_else(String::new, |schema| format!("{schema}."));
    let key = table.primary_key.as_ref().map_or_else(String::new, |key| key.columns.join(","));
    let mut parts = vec![format!("{schema}{} ({key})", table.name)];
    for column in &table.columns {
        let null = if column.nullable { "" } else { "!" };
        let counted = if column.generated { "+" } else { "" };
        let default = column.default.as_ref().map_or_else(String::new, |own| format!("={own}"));
        parts.push(format!("{} {}{null}{counted}{default}", column.name, column.type_));
    }
    parts.extend(table.uniques.iter().map(|key| format!("unique {}", key.columns.join(","))));
    for index in &table.indexes {
        let unique = if index.unique { "unique " } else { "" };
        parts.push(format!("{unique}index {}", index.parts.join(",")));
    }
    for key in &table.foreign_keys {
        let action = key.on_delete.map_or_else(String::new, |action| format!(" {action}"));
        let (columns, referred) = (key.columns.join(","), key.referred.join(","));
        parts.push(format!("{columns} -> {}.{referred}{action}", key.table));
    }
    parts.join(" | ")
}

#[test]
fn drizzle_tables_have_what_their_calls_say() {
    let owners = r#"
        import { pgTable, uuid, varchar, pgEnum } from "drizzle-orm/pg-core";
        import { timestamps } from "./helpers";
        export const kind = pgEnum("owner_kind", ["person", "company"]);
        export const owners = pgTable("owners", {
          id: uuid("id").primaryKey().defaultRandom(),
          email: varchar("email", { length: 255 }).notNull().unique(),
          kind: kind("kind").notNull().default("person"),
          ...timestamps,
        });
    "#;
    let helpers = r#"
        import { timestamp } from "drizzle-orm/pg-core";
        const at = (name: string) => timestamp(name, { withTimezone: true });
        export const timestamps = { createdAt: at("created_at").notNull().defaultNow() };
    "#;
    let pets = r#"
        import * as p from "drizzle-orm/pg-core";
        import { sql } from "drizzle-orm";
        import { owners } from "./owners";
        const shop = p.pgSchema("shop");
        export const pets = shop.table("pets", {
          id: p.serial("id").primaryKey(),
          name: p.text().notNull(),
          ownerId: p.uuid("owner_id").references(() => owners.id, { onDelete: "cascade" }),
        }, (t) => [
          p.index("by_owner").on(t.ownerId, t.name.desc()),
          p.uniqueIndex("one_name").on(sql`lower(${t.name})`),
        ]);
    "#;
    let found = tables(&[("owners.ts", owners), ("helpers.ts", helpers), ("pets.ts", pets)]);
    assert_eq!(
        found,
        [
            "owners (id) | id uuid!=gen_random_uuid() | email varchar(255)! | kind owner_kind!='person' \
             | created_at timestamp with time zone!=now() | unique email",
            "shop.pets (id) | id serial!+ | name text! | owner_id uuid | index owner_id,name \
             | unique index (lower(name)) | owner_id -> owners.id cascade",
        ]
    );
}

#[test]
fn drizzle_tables_may_be_made_by_a_function_of_the_project() {
    let text = r#"
        import { mysqlTableCreator, int, primaryKey, foreignKey } from "drizzle-orm/mysql-core";
        const createTable = mysqlTableCreator((name) => `app_${name}`);
        const users = createTable("users", { id: int("id").autoincrement().primaryKey() });
        const follows = createTable("follows", {
          follower: int("follower_id").notNull(),
          followed: int("followed_id").notNull(),
        }, (t) => ({
          key: primaryKey({ columns: [t.follower, t.followed] }),
          reference: foreignKey({ columns: [t.follower], foreignColumns: [users.id] }).onDelete("set null"),
        }));
    "#;
    assert_eq!(
        tables(&[("schema.ts", text)]),
        [
            "app_users (id) | id int!+",
            "app_follows (follower_id,followed_id) | follower_id int! | followed_id int! \
             | follower_id -> app_users.id set null",
        ]
    );
}

#[test]
fn typeorm_entities_have_the_columns_of_their_base_and_their_relations() {
    let base = r#"
        import { PrimaryGeneratedColumn, CreateDateColumn } from "typeorm";
        export abstract class Base {
          @PrimaryGeneratedColumn("uuid") id: string;
          @CreateDateColumn({ type: "timestamptz", name: "created_at" }) createdAt: Date;
        }
    "#;
    let pet = r#"
        import { Entity, Column, ManyToOne, ManyToMany, JoinColumn, JoinTable, Index, Unique, PrimaryGeneratedColumn } from "typeorm";
        import { Base } from "./base";
        @Entity("pets")
        @Unique(["name", "owner"])
        export class Pet extends Base {
          @Index() @Column({ length: 80 }) name: string;
          @Column("decimal", { precision: 10, scale: 2, nullable: true }) price: number | null;
          @Column({ type: "enum", enum: ["cat", "dog"], default: "cat" }) kind: string;
          @ManyToOne(() => Owner, (owner) => owner.pets, { nullable: false, onDelete: "CASCADE" })
          @JoinColumn({ name: "owner_id" }) owner: Owner;
          @ManyToMany(() => Tag) @JoinTable() tags: Tag[];
        }
        @Entity() export class Tag { @PrimaryGeneratedColumn() id: number; @Column({ unique: true }) label: string; }
    "#;
    let owner = r#"
        import { Entity, Column, OneToMany, ManyToOne } from "typeorm";
        @Entity({ name: "owners", schema: "shop" }) export class Owner extends Base {
          @OneToMany(() => Pet, (pet) => pet.owner) pets: Pet[];
          @ManyToOne(() => Owner) bestFriend: Owner;
        }
    "#;
    let found = tables(&[("base.ts", base), ("owner.ts", owner), ("pet.ts", pet)]);
    assert_eq!(
        found,
        [
            "shop.owners (id) | id uuid!=uuid_generate_v4() | created_at timestamptz!=now() \
             | bestFriendId uuid | bestFriendId -> owners.",
            "pets (id) | name varchar(80)! | price decimal(10, 2) | kind enum!='cat' \
             | id uuid!=uuid_generate_v4() | created_at timestamptz!=now() | owner_id uuid! \
             | unique name,owner_id | index name | owner_id -> owners. cascade",
            "tag (id) | id integer!+ | label varchar! | unique label",
            "pets_tags_tag (petsId,tagId) | petsId uuid! | tagId integer! | index tagId \
             | petsId -> pets.id cascade | tagId -> tag.id cascade",
        ]
    );
}

#[test]
fn typeorm_schemas_are_objects_of_columns() {
    let text = r#"
        const { EntitySchema } = require("typeorm");
        module.exports = new EntitySchema({
          name: "Visit",
          tableName: "visits",
          columns: {
            id: { primary: true, type: "int", generated: true },
            note: { type: String, nullable: true },
          },
          relations: { pet: { target: "Pet", type: "many-to-one", joinColumn: { name: "pet_id" }, onDelete: "CASCADE" } },
          indices: [{ name: "by_note", columns: ["note"] }],
        });
    "#;
    assert_eq!(
        tables(&[("visit.js", text)]),
        ["visits (id) | id integer!+ | note varchar | pet_id  | index note | pet_id -> Pet. cascade"]
    );
}
