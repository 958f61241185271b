//! What migrations that are written in code make of the catalog.

use archwright_tests::tables::tables;

#[test]
fn migrations_in_code_are_folded_in_order() {
    let first = r#"
        exports.up = (knex) => knex.schema
          .createTable("owners", (t) => { t.increments("id"); t.string("email", 100).notNullable().unique(); })
          .createTable("pets", (table) => {
            table.uuid("id").primary().defaultTo(knex.raw("gen_random_uuid()"));
            table.integer("owner_id").unsigned().references("id").inTable("owners").onDelete("CASCADE");
            table.timestamps(true, true);
          });
        exports.down = (knex) => knex.schema.dropTable("pets").dropTable("owners");
    "#;
    let second = r#"
        export async function up(knex) {
          await knex.schema.alterTable("pets", function (table) {
            table.renameColumn("updated_at", "changed_at");
            table.index(["owner_id"]);
            table.text("note").notNullable().defaultTo("");
          });
          await knex.raw(`ALTER TABLE owners ADD COLUMN \"nick\" text`);
        }
        export async function down(knex) { await knex.schema.dropTable("owners"); }
    "#;
    let found = tables(&[("migrations/001_first.js", first), ("migrations/002_second.js", second)]);
    assert_eq!(
        found,
        [
            "owners (id) | id integer!+ | email varchar(100)! | nick text | unique email",
            "pets (id) | id uuid!=gen_random_uuid() | owner_id integer unsigned \
             | created_at timestamp with time zone!=CURRENT_TIMESTAMP \
             | changed_at timestamp with time zone!=CURRENT_TIMESTAMP | note text!='' | index owner_id \
             | owner_id -> owners.id cascade",
        ]
    );
}

#[test]
fn statements_that_typeorm_and_sequelize_run_are_read() {
    let typeorm = r#"
        import { MigrationInterface, QueryRunner } from "typeorm";
        export class First1 implements MigrationInterface {
          async up(queryRunner: QueryRunner) {
            await queryRunner.query(`CREATE TABLE "visits" ("id" SERIAL PRIMARY KEY, "note" text)`);
            await queryRunner.query("CREATE INDEX \"by_note\" ON \"visits\" (\"note\")");
          }
          async down(queryRunner: QueryRunner) { await queryRunner.query(`DROP TABLE "visits"`); }
        }
    "#;
    let sequelize = r#"
        module.exports = {
          async up(queryInterface, Sequelize) {
            await queryInterface.createTable("pets", {
              id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true, allowNull: false },
              owner_id: { type: Sequelize.INTEGER, references: { model: "owners", key: "id" }, onDelete: "SET NULL" },
            });
            await queryInterface.addColumn("pets", "name", { type: Sequelize.STRING, allowNull: false });
            await queryInterface.addIndex("pets", ["owner_id"], { name: "by_owner" });
          },
          async down(queryInterface) { await queryInterface.dropTable("pets"); },
        };
    "#;
    assert_eq!(
        tables(&[("migrations/1-first.ts", typeorm), ("migrations/2-pets.js", sequelize)]),
        [
            "visits (id) | id SERIAL!+ | note text | index note",
            "pets (id) | id integer!+ | owner_id integer | name varchar(255)! | index owner_id \
             | owner_id -> owners.id set null",
        ]
    );
}
