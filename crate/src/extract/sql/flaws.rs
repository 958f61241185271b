//! Words of a body that say something else than they seem to: a test for NULL that never holds, the number of
//! somebody else's row.

use super::body::Tokens;
use super::scan::TokenKind;
use crate::artifact::Source;
use crate::detect::Dialect;
use crate::facts::{BodyFlaw, Effects, Flaw};

/// More than one body is told of.
const MOST: usize = 30;
/// Words between `IF` and what it decides on.
const FARTHEST: usize = 40;

/// `trigger` says that the body is one's own.
pub(super) fn note(source: &Source<'_>, body: Tokens<'_>, trigger: bool, effects: &mut Effects) {
    let mut tested_until = 0;
    // A transaction of its own may end where it likes.
    let mut own_transaction = false;
    for at in 0..body.all.len() {
        if body.is(at, &["IF", "ELSIF", "ELSEIF", "WHILE", "UNTIL"]) {
            tested_until = at + FARTHEST;
        } else if body.is(at, &["THEN", "BEGIN", "RETURN", "SET", "SELECT", "UPDATE", "INSERT", "EXEC"])
            || body.ends(at)
        {
            tested_until = 0;
        }
        own_transaction |= body.is(at, &["AUTONOMOUS_TRANSACTION"]);
        let kind = flaw(body, at, at < tested_until, trigger && !own_transaction);
        if let (Some(kind), Some(token)) = (kind, body.all.get(at))
            && effects.flaws.len() < MOST
        {
            effects.flaws.push(BodyFlaw { kind, place: source.place(token.start, token.end) });
        }
    }
}

fn flaw(body: Tokens<'_>, at: usize, tested: bool, trigger: bool) -> Option<Flaw> {
    let server = body.dialect == Dialect::SqlServer;
    if tested && body.is(at, &["NULL"]) && compares(body, at) {
        return Some(Flaw::TestsForNull);
    }
    if trigger && body.is(at, &["COMMIT"]) && matches!(body.dialect, Dialect::Oracle | Dialect::MySql) {
        return Some(Flaw::CommitsInTrigger);
    }
    let uncommitted =
        body.is(at, &["READ"]) && body.is(at + 1, &["UNCOMMITTED"]) && at > 0 && body.is(at - 1, &["LEVEL"]);
    if uncommitted {
        return Some(Flaw::ReadsUncommitted);
    }
    let token = body.all.get(at).filter(|_| server)?;
    let text = body.text.get(token.start..token.end)?;
    if text.eq_ignore_ascii_case("@@IDENTITY") {
        return Some(Flaw::TakesIdentityOfSession);
    }
    let declared = at > 0 && body.all.get(at - 1).is_some_and(|before| before.kind == TokenKind::Placeholder);
    let unsized_text = body.is(at, &["VARCHAR", "NVARCHAR"]) && !body.is_symbol(at + 1, b'(');
    (declared && unsized_text).then_some(Flaw::UnsizedText)
}

/// `= NULL`, `<> NULL`, but not `:= NULL` and `<=> NULL`.
fn compares(body: Tokens<'_>, null: usize) -> bool {
    let Some(sign) = null.checked_sub(1) else { return false };
    let before = |symbol: u8| sign.checked_sub(1).is_some_and(|at| body.is_symbol(at, symbol));
    (body.is_symbol(sign, b'=') && !before(b':')) || (body.is_symbol(sign, b'>') && before(b'<'))
}
