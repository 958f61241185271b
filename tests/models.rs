//! What models in code become in the catalog.

use archwright::{File, Workspace};
use archwright_tests::tables::{line, tables};

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

#[test]
fn sequelize_models_have_keys_times_and_associations() {
    let models = r#"
        module.exports = (sequelize, DataTypes) => {
          const Owner = sequelize.define("Owner", {
            email: { type: DataTypes.STRING(200), allowNull: false, unique: true },
            nick: { type: DataTypes.VIRTUAL, get() { return this.email } },
          }, { paranoid: true, updatedAt: false, indexes: [{ fields: ["email", "createdAt"] }] });
          Owner.associate = (models) => Owner.hasMany(models.Pet, { onDelete: "CASCADE" });
          return Owner;
        };
    "#;
    let pet = r#"
        import { Table, Column, Model, DataType, ForeignKey, PrimaryKey, AllowNull } from "sequelize-typescript";
        @Table({ tableName: "pets", underscored: true, timestamps: false })
        export class Pet extends Model {
          @PrimaryKey @Column(DataType.UUID) id: string;
          @AllowNull(false) @Column petName: string;
          @ForeignKey(() => Shop) @Column(DataType.INTEGER) shopId: number;
        }
    "#;
    assert_eq!(
        tables(&[("models/owner.js", models), ("models/pet.ts", pet)]),
        [
            "Owners (id) | id integer!+ | email varchar(200)! | createdAt timestamp with time zone! \
             | deletedAt timestamp with time zone | unique email | index email,createdAt",
            "pets (id) | id uuid! | pet_name varchar(255)! | shop_id integer | OwnerId integer \
             | shop_id -> Shop. set null | OwnerId -> Owners. cascade",
        ]
    );
}

#[test]
fn mikro_orm_entities_are_classes_or_objects() {
    let text = r#"
        import { Entity, PrimaryKey, Property, ManyToOne, Unique } from "@mikro-orm/postgresql";
        import { defineEntity, p } from "@mikro-orm/core";
        @Entity({ tableName: "pets" }) @Unique({ properties: ["owner", "petName"] })
        export class Pet {
          @PrimaryKey() id: number;
          @Property({ length: 80 }) petName: string;
          @Property({ onUpdate: () => new Date() }) updatedAt = new Date();
          @ManyToOne(() => Owner, { deleteRule: "cascade" }) owner: Owner;
        }
        export const Owner = defineEntity({
          name: "Owner",
          properties: { id: p.uuid().primary(), email: p.string().unique(), note: p.text().nullable() },
        });
    "#;
    assert_eq!(
        tables(&[("entities.ts", text)]),
        [
            "pets (id) | id integer!+ | pet_name varchar(80)! | updated_at timestamp with time zone! \
             | owner_id uuid! | unique owner_id,pet_name | owner_id -> owner. cascade",
            "owner (id) | id uuid! | email varchar(255)! | note text | unique email",
        ]
    );
}

#[test]
fn documents_are_no_tables() {
    let text = r#"
        const mongoose = require("mongoose");
        const petSchema = new mongoose.Schema({
          name: { type: String, required: true, unique: true },
          owner: { type: mongoose.Schema.Types.ObjectId, ref: "Owner", index: true },
          tags: [String],
        }, { timestamps: true });
        petSchema.index({ owner: 1, name: -1 });
        module.exports = mongoose.model("Pet", petSchema);
    "#;
    let mut workspace = Workspace::default();
    workspace.set_file(File::new("pet.js", text));
    let catalog = workspace.catalog();
    assert!(catalog.tables.is_empty());
    let found: Vec<String> = catalog.collections.iter().map(line).collect();
    assert_eq!(
        found,
        ["pets (_id) | _id objectid! | name string! | owner objectid | tags array | createdAt date \
             | updatedAt date | unique name | index owner | index owner,name | owner -> Owner._id"]
    );
}

#[test]
fn settings_name_the_database_and_the_case_of_columns() {
    let settings = r#"
        import { SnakeNamingStrategy } from "typeorm-naming-strategies";
        export default new DataSource({ type: "postgres", namingStrategy: new SnakeNamingStrategy() });
    "#;
    let entity = r#"
        import { Entity, PrimaryGeneratedColumn, Column, ManyToOne } from "typeorm";
        @Entity() export class PetVisit {
          @PrimaryGeneratedColumn() id: number;
          @Column() visitedAt: Date;
          @ManyToOne(() => PetVisit) lastVisit: PetVisit;
        }
    "#;
    let files = [("data-source.ts", settings), ("visit.ts", entity)];
    assert_eq!(
        tables(&files),
        ["pet_visit (id) | id integer!+ | visited_at timestamp! | last_visit_id integer \
             | last_visit_id -> pet_visit."]
    );
    let mut workspace = Workspace::default();
    for (path, text) in files {
        workspace.set_file(File::new(path, text));
    }
    assert_eq!(workspace.catalog().tables.first().and_then(|table| table.database), Some("PostgreSQL"));
}
