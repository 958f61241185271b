//! What comments in a file say to migration tools.

use super::table;
use crate::facts::Runner;

/// What a comment means for the statements behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract::sql) enum Mark {
    Forward,
    Back,
    /// The way forward, outside of a transaction.
    ForwardAlone,
    /// What opens and closes several lines that are one statement.
    Opens,
    Closes,
    /// The whole file wants no transaction.
    Alone,
    /// A part begins that is applied by itself, in a transaction or outside of one.
    Part {
        alone: bool,
    },
    /// It only tells whose file it is.
    Tells,
}

/// What the marks of one file said, so far.
#[derive(Debug, Default)]
pub(in crate::extract::sql) struct Marks {
    /// With the bytes of the mark that shows it.
    pub runner: Option<(&'static Runner, usize, usize)>,
    pub opted_out: Option<(usize, usize)>,
    /// Where the way back begins.
    pub back: Option<usize>,
    /// How many parts have begun, and whether the present one wants no transaction.
    pub parts: u32,
    pub alone: bool,
}

type Meant = (Option<&'static Runner>, Mark);

/// What a comment says, without what introduces it, in lower case.
pub(in crate::extract::sql) fn meaning(text: &str) -> Option<Meant> {
    if let Some(rest) = text.strip_prefix("+goose ") {
        return goose(rest).map(|mark| (Some(&table::GOOSE), mark));
    }
    if let Some(rest) = text.strip_prefix("+migrate ") {
        return up_or_down(rest, "notransaction").map(|mark| (Some(&table::SQL_MIGRATE), mark));
    }
    if let Some(rest) = text.strip_prefix("migrate:") {
        return up_or_down(rest, "transaction:false").map(|mark| (Some(&table::DBMATE), mark));
    }
    if text.starts_with("changeset ") {
        let alone = text.contains("runintransaction:false");
        return Some((Some(&table::LIQUIBASE), Mark::Part { alone }));
    }
    if text.starts_with("! previous:") || text.starts_with("! hash:") {
        return Some((Some(&table::GRAPHILE), Mark::Tells));
    }
    Some(match text {
        "liquibase formatted sql" => (Some(&table::LIQUIBASE), Mark::Tells),
        "> statement-breakpoint" => (Some(&table::DRIZZLE), Mark::Tells),
        "!ups" => (Some(&table::PLAY), Mark::Forward),
        "!downs" => (Some(&table::PLAY), Mark::Back),
        "up migration" => (Some(&table::NODE_PG_MIGRATE), Mark::Forward),
        "down migration" => (Some(&table::NODE_PG_MIGRATE), Mark::Back),
        "create above / drop below ----" => (Some(&table::TERN), Mark::Back),
        "tern: disable-tx ----" => (Some(&table::TERN), Mark::Alone),
        "! no-transaction" => (Some(&table::GRAPHILE), Mark::Alone),
        "no-transaction" => (Some(&table::SQLX), Mark::Alone),
        "atlas:txmode none" => (Some(&table::ATLAS), Mark::Alone),
        "morph:nontransactional" => (Some(&table::MORPH), Mark::Alone),
        "transactional: false" => (Some(&table::YOYO), Mark::Alone),
        "@undo" | "rambler down" | "+micrate down" | "+duck down" | "==== down ====" => (None, Mark::Back),
        "rambler up" | "+micrate up" | "+duck up" | "==== up ====" => (None, Mark::Forward),
        _ => return None,
    })
}

fn goose(rest: &str) -> Option<Mark> {
    Some(match rest.trim() {
        "up" => Mark::Forward,
        "down" => Mark::Back,
        "no transaction" => Mark::Alone,
        "statementbegin" => Mark::Opens,
        "statementend" => Mark::Closes,
        _ => return None,
    })
}

/// `up`, `down`, and behind them words among which one may say that there is to be no transaction.
fn up_or_down(rest: &str, alone: &str) -> Option<Mark> {
    let mut words = rest.split_whitespace();
    Some(match words.next()? {
        "up" if words.any(|word| word == alone) => Mark::ForwardAlone,
        "up" => Mark::Forward,
        "down" => Mark::Back,
        "statementbegin" => Mark::Opens,
        "statementend" => Mark::Closes,
        _ => return None,
    })
}
