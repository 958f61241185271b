//! What a body does row by row, without a lock, or when something in it fails.

use super::body::Tokens;
use super::scan::TokenKind;
use crate::artifact::Source;
use crate::detect::Dialect;
use crate::facts::{Effects, Query, QueryColumns, QueryMark, QueryVerb};

/// More than one body has of each.
const MOST: usize = 50;

/// Handlers that drop an error, and a transaction that one leaves open.
pub(super) fn note(source: &Source<'_>, body: Tokens<'_>, effects: &mut Effects) {
    let place = |at: usize| body.all.get(at).map(|token| source.place(token.start, token.end));
    let mut begun = None;
    let (mut ended, mut guarded) = (false, false);
    for at in 0..body.all.len() {
        if drops_error(body, at) && effects.swallowed.len() < MOST {
            effects.swallowed.extend(place(at));
        }
        if begins_transaction(body, at) && begun.is_none() {
            begun = place(at);
        }
        ended |= body.is(at, &["COMMIT"]);
        guarded |= body.is(at, &["XACT_ABORT", "CATCH", "HANDLER"]) || is_error_variable(body, at);
    }
    effects.guarded = begun.is_some() && ended && guarded;
    effects.unguarded = begun.filter(|_| ended && !guarded);
}

/// `WHEN OTHERS THEN NULL;`, `BEGIN CATCH END CATCH`
fn drops_error(body: Tokens<'_>, at: usize) -> bool {
    let others = body.is(at, &["WHEN"]) && body.is(at + 1, &["OTHERS"]) && body.is(at + 2, &["THEN"]);
    let nothing = body.is(at + 3, &["NULL"]) && body.ends(at + 4) && body.is(at + 5, &["END"]);
    let caught = body.is(at, &["BEGIN"]) && body.is(at + 1, &["CATCH"]) && body.is(at + 2, &["END"]);
    (others && nothing) || caught
}

fn begins_transaction(body: Tokens<'_>, at: usize) -> bool {
    match body.dialect {
        Dialect::SqlServer => body.is(at, &["BEGIN"]) && body.is(at + 1, &["TRAN", "TRANSACTION"]),
        Dialect::MySql => body.is(at, &["START"]) && body.is(at + 1, &["TRANSACTION"]),
        _ => false,
    }
}

fn is_error_variable(body: Tokens<'_>, at: usize) -> bool {
    body.all
        .get(at)
        .and_then(|token| body.text.get(token.start..token.end))
        .is_some_and(|text| text.eq_ignore_ascii_case("@@ERROR"))
}

/// For each token whether it is run once for each row that a loop reads.
pub(super) fn in_row_loop(body: Tokens<'_>) -> Vec<bool> {
    let mut inside = Vec::with_capacity(body.all.len());
    let mut loops: Vec<bool> = Vec::new();
    // Those among them that read rows.
    let mut open = 0usize;
    let mut rows = false;
    let mut fetched = false;
    let by_fetch = matches!(body.dialect, Dialect::SqlServer | Dialect::MySql);
    for at in 0..body.all.len() {
        let ends = at > 0 && body.is(at - 1, &["END"]);
        if body.is(at, &["FOR"]) && body.is(at + 2, &["IN"]) {
            let mut next = at + 3;
            while body.is_symbol(next, b'(') {
                next += 1;
            }
            rows = body.is(next, &["SELECT", "WITH"]);
        } else if body.is(at, &["LOOP"]) && ends {
            open -= usize::from(loops.pop() == Some(true));
        } else if body.is(at, &["LOOP"]) {
            open += usize::from(rows);
            loops.push(std::mem::take(&mut rows));
        } else if by_fetch && body.is(at, &["FETCH"]) && !body.is(at + 1, &["FIRST"]) {
            fetched = true;
        } else if by_fetch && body.is(at, &["CLOSE", "DEALLOCATE"]) {
            fetched = false;
        }
        inside.push(fetched || open > 0);
    }
    inside
}

/// Whether the body keeps others out while it looks.
pub(super) fn locks(body: Tokens<'_>) -> bool {
    let locks = [
        "UPDLOCK",
        "HOLDLOCK",
        "XLOCK",
        "TABLOCKX",
        "SERIALIZABLE",
        "LOCK",
        "SHARE",
        "UNIQUE_VIOLATION",
        "DUP_VAL_ON_INDEX",
        "CONFLICT",
        "SP_GETAPPLOCK",
        "GET_LOCK",
        "PG_ADVISORY_XACT_LOCK",
        "PG_ADVISORY_LOCK",
        "OTHERS",
        "HANDLER",
    ];
    (0..body.all.len()).any(|at| body.is(at, &locks))
}

/// `IF NOT EXISTS (SELECT ...)` before the statement that begins here.
pub(super) fn is_asked_for(body: Tokens<'_>, at: usize) -> bool {
    at >= 4
        && body.is_symbol(at - 1, b'(')
        && body.is(at - 2, &["EXISTS"])
        && body.is(at - 3, &["NOT"])
        && body.is(at - 4, &["IF"])
}

/// Marks an `INSERT` that follows upon a look at the same table.
pub(super) fn mark_insert(looked: &Query, insert: &mut Query) {
    let ([table], Some(written)) = (looked.tables.as_slice(), insert.tables.first()) else { return };
    let passing = written.starts_with(['#', '@']);
    if passing || !table.eq_ignore_ascii_case(written) || insert.verb != QueryVerb::Insert {
        return;
    }
    let columns = looked.predicates.iter().filter(|predicate| predicate.equality);
    let columns: Vec<String> = columns.map(|predicate| predicate.column.clone()).collect();
    if !columns.is_empty() {
        insert.marks.push(QueryMark::InsertedUnlessFound(QueryColumns { table: table.clone(), columns }));
    }
}

/// `> 0` behind the parenthesis that closes a count here.
pub(super) fn is_compared_with_none(body: Tokens<'_>, end: usize) -> bool {
    let number = |at: usize, wanted: &str| {
        body.all.get(at).is_some_and(|token| {
            token.kind == TokenKind::Number && body.text.get(token.start..token.end) == Some(wanted)
        })
    };
    let after = end + 1;
    body.is_symbol(end, b')')
        && ((body.is_symbol(after, b'>') && number(after + 1, "0"))
            || (body.is_symbol(after, b'=') && number(after + 1, "0"))
            || (body.is_symbol(after, b'>') && body.is_symbol(after + 1, b'=') && number(after + 2, "1")))
}
