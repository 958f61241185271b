//! Hands a statement to the parser, where it is small and shallow enough for it.

use sqlparser::ast::Statement;
use sqlparser::dialect as parsers;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::Token;

use crate::detect::Dialect;
use crate::extract::sql::scan::{self, TokenKind};

/// Stands for a placeholder, whatever its style, in the text that is parsed.
pub(super) const HOLE: &str = "__hole__";

/// Nesting that the parser takes on a stack of one megabyte.
const MOST_LEVELS: usize = 40;
/// Chains of operators become trees that are as deep as they are long.
const MOST_OPERATORS: usize = 1000;
/// The parser's time doubles with each level of `NOT IN (SELECT`.
const MOST_SUBQUERIES: usize = 8;

pub(super) fn statement(text: &str, tokens: &[scan::Token], dialect: Dialect) -> Option<Statement> {
    if !is_parsable(text, tokens) {
        return None;
    }
    let sql = normalized(text, tokens);
    let dialect: &dyn parsers::Dialect = match dialect {
        Dialect::Generic => &parsers::GenericDialect {},
        Dialect::PostgreSql => &parsers::PostgreSqlDialect {},
        Dialect::MySql => &parsers::MySqlDialect {},
        Dialect::Sqlite => &parsers::SQLiteDialect {},
        Dialect::SqlServer => &parsers::MsSqlDialect {},
        Dialect::Oracle => &parsers::OracleDialect {},
    };
    let parser = Parser::new(dialect).with_recursion_limit(50);
    let mut parser = parser.try_with_sql(&sql).ok()?;
    let statement = parser.parse_statement().ok()?;
    let whole = matches!(parser.peek_token_ref().token, Token::EOF | Token::SemiColon);
    whole.then_some(statement)
}

fn is_parsable(text: &str, tokens: &[scan::Token]) -> bool {
    let (mut level, mut deepest, mut operators, mut subqueries) = (0usize, 0usize, 0usize, 0usize);
    for token in tokens {
        match token.kind {
            TokenKind::Symbol(b'(' | b'[') => {
                level += 1;
                deepest = deepest.max(level);
            }
            TokenKind::Symbol(b')' | b']') => level = level.saturating_sub(1),
            TokenKind::Symbol(b',' | b'.' | b';') => {}
            TokenKind::Symbol(_) => operators += 1,
            TokenKind::Word => {
                let word = text.get(token.start..token.end).unwrap_or_default();
                let chains =
                    ["AND", "OR", "NOT", "UNION", "EXCEPT", "INTERSECT", "JOIN", "CASE", "IS", "COLLATE"];
                operators += usize::from(chains.iter().any(|chain| word.eq_ignore_ascii_case(chain)));
                subqueries += usize::from(level > MOST_SUBQUERIES && word.eq_ignore_ascii_case("SELECT"));
            }
            _ => {}
        }
    }
    deepest <= MOST_LEVELS && operators <= MOST_OPERATORS && subqueries == 0
}

/// The statement without comments, each placeholder as a name.
fn normalized(text: &str, tokens: &[scan::Token]) -> String {
    let mut sql = String::new();
    let mut end = None;
    for token in tokens {
        let glued = end == Some(token.start);
        let hole = token.kind == TokenKind::Placeholder;
        if !glued || hole {
            sql.push(' ');
        }
        sql.push_str(if hole { HOLE } else { text.get(token.start..token.end).unwrap_or_default() });
        if hole {
            sql.push(' ');
        }
        end = Some(token.end);
    }
    sql
}
