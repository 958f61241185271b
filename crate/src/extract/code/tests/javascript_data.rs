//! Data layers of JavaScript and TypeScript.

use super::javascript_projects::sources;
use super::projects::link;

#[test]
fn text_in_the_statements_of_each_data_layer_is_found() {
    let layers = [
        (
            "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();",
            "prisma.$queryRawUnsafe(`SELECT ${x}`)",
        ),
        ("import { prisma } from './prisma';", "prisma.$executeRawUnsafe('UPDATE t SET a = ' + x)"),
        ("import { Prisma } from '@prisma/client';", "Prisma.raw(x)"),
        ("import { sql } from 'drizzle-orm';", "db.execute(sql`SELECT ${sql.raw(x)}`)"),
        ("import { sql } from 'kysely';", "sql.raw(x)"),
        ("import postgres from 'postgres'; const sql = postgres();", "sql.unsafe('SELECT ' + x)"),
        (
            "import { createConnection } from 'mysql2/promise';",
            "(await createConnection({})).execute('SELECT ' + x)",
        ),
        (
            "import Database from 'better-sqlite3'; const db = new Database('a');",
            "db.prepare(`SELECT ${x}`).all()",
        ),
        ("import mssql from 'mssql';", "new mssql.Request().query(`SELECT ${x}`)"),
        ("import oracledb from 'oracledb';", "(await oracledb.getConnection()).execute('SELECT ' + x)"),
        (
            "import { getRepository } from 'typeorm';",
            "getRepository('a').createQueryBuilder('a').where('a.b = ' + x).getMany()",
        ),
        ("import { dataSource } from './source';", "dataSource.createQueryBuilder().orderBy(x)"),
        ("import { Sequelize } from 'sequelize';", "Sequelize.literal('a = ' + x)"),
        ("import { sequelize } from './models';", "sequelize.query(`SELECT ${x}`)"),
        ("import knex from 'knex'; const db = knex({});", "db('users').whereRaw(`a = ${x}`)"),
        ("import { db } from './db';", "db('users').orderByRaw(x)"),
        (
            "import { MikroORM } from '@mikro-orm/core'; const orm = MikroORM.init();",
            "orm.em.getConnection().execute('SELECT ' + x)",
        ),
    ];
    for (imports, call) in layers {
        let text = format!(
            "{imports}\nexport const find = async (req, res) => {{ const x = req.query.x; await {call}; }};"
        );
        assert_eq!(sources(&link(&[("a.ts", &text)])), ["req.query.x"], "{call}");
    }
}

#[test]
fn what_data_layers_bind_is_no_flow() {
    let layers = [
        ("import { prisma } from './prisma';", "prisma.$queryRaw`SELECT ${x}`"),
        ("import { Prisma } from '@prisma/client';", "prisma.$queryRaw(Prisma.sql`SELECT ${x}`)"),
        ("import { sql, eq } from 'drizzle-orm';", "db.execute(sql`SELECT ${x}`)"),
        ("import { eq } from 'drizzle-orm';", "db.select().from(users).where(eq(users.name, x))"),
        (
            "import { sql } from 'kysely';",
            "db.selectFrom('users').where('name', '=', x).selectAll().execute()",
        ),
        ("import postgres from 'postgres'; const sql = postgres();", "sql`SELECT ${x}`"),
        (
            "import { getRepository } from 'typeorm';",
            "getRepository('a').createQueryBuilder('a').where('a.b = :x', { x }).getMany()",
        ),
        ("import { User } from './models/user';", "User.findAll({ where: { name: x } })"),
        ("import knex from 'knex'; const db = knex({});", "db('users').whereRaw('a = ?', [x]).where('b', x)"),
        ("import mssql from 'mssql';", "mssql.query`SELECT ${x}`"),
    ];
    for (imports, call) in layers {
        let text = format!(
            "{imports}\nexport const find = async (req, res) => {{ const x = req.query.x; await {call}; }};"
        );
        assert!(sources(&link(&[("a.ts", &text)])).is_empty(), "{call}");
    }
}

#[test]
fn queries_that_are_built_by_calls_have_a_table_and_a_verb() {
    let text = r#"
        import { eq } from "drizzle-orm";
        import { db, kysely } from "./db";
        import { pets, users } from "./schema";
        export async function all() {
            await db.select().from(users).limit(10);
            await db.update(pets).set({ name: "x" }).where(eq(pets.id, 1));
            await kysely.selectFrom("owners").selectAll().execute();
            await kysely.deleteFrom("owners").where("id", "=", 1).execute();
        }
    "#;
    let facts = link(&[("a.ts", text)]);
    let found: Vec<(&str, bool, bool)> =
        facts.queries().map(|query| (query.tables[0].as_str(), query.bounded, query.filtered)).collect();
    let expected =
        [("users", true, false), ("pets", false, true), ("owners", false, false), ("owners", false, true)];
    assert_eq!(found, expected);
}

#[test]
fn only_the_field_that_is_used_of_an_object_counts() {
    let controller = r#"
        import { find } from "./store";
        export const search = async (req, res) => {
            await find({ table: "users", name: req.query.name });
            await find({ ...req.body, table: "pets" });
        };
    "#;
    let by_table = "import { pool } from './db'; export const find = ({ table, name }) => pool.query(`SELECT id FROM ${table} WHERE name = $1`, [name]);";
    let by_name = "import { pool } from './db'; export const find = (by) => pool.query(`SELECT id FROM t WHERE name = '${by.name}'`);";
    assert!(sources(&link(&[("a.ts", controller), ("store.ts", by_table)])).is_empty());
    assert_eq!(
        sources(&link(&[("a.ts", controller), ("store.ts", by_name)])),
        ["req.query.name", "req.body"]
    );
}
