//! What each migration tool does by itself, from its documentation.

use crate::facts::{Runner, Transaction};

/// A tool that puts each file into a transaction, sends its statements one by one, and applies a number once.
const PLAIN: Runner = Runner {
    name: "",
    transaction: Transaction::File,
    whole: false,
    opt_out: None,
    spares_online: false,
    doubtful: false,
    numbers_once: true,
    counts_on: false,
};

pub(super) static FLYWAY: Runner = Runner {
    name: "Flyway",
    opt_out: Some("executeInTransaction=false` in the script's `.conf"),
    spares_online: true,
    ..PLAIN
};
pub(super) static LIQUIBASE: Runner = Runner {
    name: "Liquibase",
    transaction: Transaction::Section,
    opt_out: Some("runInTransaction:false"),
    numbers_once: false,
    ..PLAIN
};
pub(super) static GOOSE: Runner =
    Runner { name: "goose", opt_out: Some("-- +goose NO TRANSACTION"), ..PLAIN };
pub(super) static SQL_MIGRATE: Runner = Runner {
    name: "sql-migrate",
    opt_out: Some("-- +migrate Up notransaction"),
    numbers_once: false,
    ..PLAIN
};
pub(super) static DBMATE: Runner =
    Runner { name: "dbmate", whole: true, opt_out: Some("-- migrate:up transaction:false"), ..PLAIN };
pub(super) static GOLANG_MIGRATE: Runner =
    Runner { name: "golang-migrate", transaction: Transaction::Never, whole: true, ..PLAIN };
pub(super) static POP: Runner = Runner { name: "Pop", whole: true, ..PLAIN };
pub(super) static MORPH: Runner =
    Runner { name: "morph", whole: true, opt_out: Some("-- morph:nontransactional"), ..PLAIN };
pub(super) static DIESEL: Runner = Runner {
    name: "Diesel",
    whole: true,
    opt_out: Some("run_in_transaction = false` in `metadata.toml"),
    ..PLAIN
};
pub(super) static HASURA: Runner = Runner { name: "Hasura", whole: true, ..PLAIN };
pub(super) static PRISMA: Runner = Runner {
    name: "Prisma Migrate",
    transaction: Transaction::Never,
    whole: true,
    doubtful: true,
    numbers_once: false,
    ..PLAIN
};
pub(super) static DRIZZLE: Runner =
    Runner { name: "Drizzle", transaction: Transaction::Pending, numbers_once: false, ..PLAIN };
pub(super) static SQLX: Runner =
    Runner { name: "SQLx", whole: true, opt_out: Some("-- no-transaction"), ..PLAIN };
pub(super) static SUPABASE: Runner = Runner { name: "Supabase CLI", whole: true, doubtful: true, ..PLAIN };
pub(super) static NODE_PG_MIGRATE: Runner = Runner {
    name: "node-pg-migrate",
    transaction: Transaction::Pending,
    whole: true,
    numbers_once: false,
    ..PLAIN
};
pub(super) static PLAY: Runner =
    Runner { name: "Play evolutions", transaction: Transaction::Never, counts_on: true, ..PLAIN };
pub(super) static TERN: Runner = Runner {
    name: "tern",
    whole: true,
    opt_out: Some("---- tern: disable-tx ----"),
    counts_on: true,
    ..PLAIN
};
pub(super) static ATLAS: Runner = Runner { name: "Atlas", opt_out: Some("-- atlas:txmode none"), ..PLAIN };
pub(super) static GRAPHILE: Runner =
    Runner { name: "Graphile Migrate", whole: true, opt_out: Some("--! no-transaction"), ..PLAIN };
pub(super) static YOYO: Runner =
    Runner { name: "yoyo", opt_out: Some("-- transactional: false"), numbers_once: false, ..PLAIN };
