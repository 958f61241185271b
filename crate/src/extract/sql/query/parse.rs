//! Hands a statement to the parser, where it is small and shallow enough for it.

use sqlparser::ast::Statement;
use sqlparser::dialect as parsers;
use sqlparser::keywords::Keyword;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::Token;

use super::server::SqlServer;
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
    let rules: &dyn parsers::Dialect = match dialect {
        Dialect::Generic => &parsers::GenericDialect {},
        Dialect::PostgreSql => &parsers::PostgreSqlDialect {},
        Dialect::MySql => &parsers::MySqlDialect {},
        Dialect::Sqlite => &parsers::SQLiteDialect {},
        Dialect::SqlServer => &SqlServer,
        Dialect::Oracle => &parsers::OracleDialect {},
    };
    let parser = Parser::new(rules).with_recursion_limit(50);
    let mut parser = parser.try_with_sql(&sql).ok()?;
    let statement = rows(&mut parser, dialect)?;
    let whole = match &parser.peek_token_ref().token {
        Token::EOF | Token::SemiColon => true,
        // What a view says behind its query: `WITH READ ONLY`, `WITH CHECK OPTION`, `WITH NO DATA`.
        Token::Word(word) => word.keyword == Keyword::WITH,
        _ => false,
    };
    whole.then_some(statement)
}

/// A statement that reads or writes rows. The parser's own entry knows every other kind, too: those are read by
/// `ddl`, and what nothing calls does not travel.
fn rows(parser: &mut Parser<'_>, dialect: Dialect) -> Option<Statement> {
    let first = parser.next_token();
    let keyword = match &first.token {
        Token::Word(word) => word.keyword,
        Token::LParen => Keyword::SELECT,
        _ => return None,
    };
    let statement = match keyword {
        Keyword::SELECT | Keyword::WITH | Keyword::VALUES | Keyword::FROM => {
            parser.prev_token();
            parser.parse_query().map(Into::into)
        }
        Keyword::INSERT => parser.parse_insert(first),
        Keyword::REPLACE if dialect == Dialect::Sqlite => parser.parse_insert(first),
        Keyword::REPLACE => parser.parse_replace(first),
        Keyword::UPDATE => parser.parse_update(first),
        Keyword::DELETE => parser.parse_delete(first),
        Keyword::MERGE => parser.parse_merge(first).map(Into::into),
        _ => return None,
    };
    statement.ok()
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
