//! Transactions of T-SQL, which nothing stands between.

use super::{Splitter, Token};

const TRANSACTIONS: &[&str] = &["TRAN", "TRANSACTION", "WORK"];

impl Splitter<'_> {
    /// `BEGIN TRAN`, or `COMMIT` alone on its line.
    pub(super) fn steps_transaction(&self, token: &Token) -> bool {
        let behind = self.line_behind(token).trim_end_matches(';').trim_end();
        let transaction = TRANSACTIONS.iter().any(|known| behind.eq_ignore_ascii_case(known));
        (self.ends_transaction(token) && (behind.is_empty() || transaction))
            || (self.is(token, "BEGIN") && transaction)
    }

    /// Whether the lines before only began, committed or undid a transaction.
    pub(super) fn was_step(&self, tokens: &[Token]) -> bool {
        match tokens {
            [one] => self.ends_transaction(one),
            [one, other] => {
                TRANSACTIONS.iter().any(|known| self.is(other, known))
                    && (self.ends_transaction(one) || self.is(one, "BEGIN"))
            }
            _ => false,
        }
    }

    fn ends_transaction(&self, token: &Token) -> bool {
        self.is(token, "COMMIT") || self.is(token, "ROLLBACK")
    }
}
