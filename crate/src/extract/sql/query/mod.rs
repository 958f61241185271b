//! Statements that read or write rows: through the parser where it understands them, by their words where not.

mod ast;
mod bounds;
mod conditions;
mod grouping;
mod hints;
mod joins;
mod logic;
mod marks;
mod names;
mod paging;
mod parser;
mod relations;
mod values;
mod walk;
mod words;
mod writes;

use super::scan::{Token, TokenKind, tokens};
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::facts::{QueryMark, QueryOrigin, QueryVerb};

pub(super) use crate::facts::Query;

/// More tokens than a statement has that a person wrote; what is longer holds data.
const MOST_TOKENS: usize = 20_000;

/// Reads one SQL statement that stands in code. Holes of a template may be a placeholder of any style
/// (`$1`, `?`, `:name`, `@name`, `%s`, `${name}`) or the name `__hole__`. `None` where the text is not SQL.
pub(in crate::extract) fn read_query(
    text: &str,
    dialect: Dialect,
    place: Place,
    origin: QueryOrigin,
) -> Option<Query> {
    let tokens = tokens(text, dialect, MOST_TOKENS);
    Some(read_as(verb(text, &tokens)?, text, &tokens, dialect, place, origin).0)
}

/// Reads one statement of a file of SQL that is already cut into tokens; says whether it was understood, not only
/// recognised. What stands there is no prose, and T-SQL leaves words out.
pub(super) fn read_tokens(
    text: &str,
    tokens: &[Token],
    dialect: Dialect,
    place: Place,
    origin: QueryOrigin,
) -> Option<(Query, bool)> {
    let bare = || {
        let first = word(text, tokens.first()?)?;
        let verbs =
            [("SELECT", QueryVerb::Select), ("INSERT", QueryVerb::Insert), ("DELETE", QueryVerb::Delete)];
        verbs.into_iter().find(|(verb, _)| first.eq_ignore_ascii_case(verb)).map(|(_, verb)| verb)
    };
    Some(read_as(verb(text, tokens).or_else(bare)?, text, tokens, dialect, place, origin))
}

/// Reads a `PERFORM`, which stands for a `SELECT` whose results nobody wants; the cursor stands behind it.
pub(super) fn read_performed(text: &str, tokens: &[Token], dialect: Dialect, place: Place) -> Query {
    read_as(QueryVerb::Select, text, tokens, dialect, place, QueryOrigin::Routine).0
}

fn read_as(
    verb: QueryVerb,
    text: &str,
    tokens: &[Token],
    dialect: Dialect,
    place: Place,
    origin: QueryOrigin,
) -> (Query, bool) {
    let mut query = Query::new(verb, place, origin);
    if verb == QueryVerb::Insert && words::read_rows(text, tokens, &mut query) {
        return (query, true);
    }
    let statement = parser::statement(text, tokens, dialect);
    query.guessed = statement.is_none();
    if let Some(statement) = &statement {
        let expressions = walk::read(statement, &mut query);
        hints::mark_unused(text, tokens, &expressions, &mut query);
    } else {
        words::read(text, tokens, &mut query);
    }
    hints::mark(text, tokens, dialect, &mut query);
    let writes = matches!(query.verb, QueryVerb::Update | QueryVerb::Delete);
    if statement.is_some() && writes && query.tables.len() == 1 && !query.filtered && !query.bounded {
        query.marks.push(QueryMark::WritesAll);
    }
    query.tables.retain(|table| table != parser::HOLE);
    (query, statement.is_some())
}

/// What the statement does, where its first words are those of a statement: prose may begin with a verb too.
fn verb(text: &str, tokens: &[Token]) -> Option<QueryVerb> {
    let mut words = tokens.iter().skip_while(|token| token.kind == TokenKind::Symbol(b'('));
    let first = word(text, words.next()?)?;
    let second = words.next()?;
    let next = word(text, second).unwrap_or_default();
    match first.to_ascii_uppercase().as_str() {
        "SELECT" => begins_projection(text, tokens, second).then_some(QueryVerb::Select),
        "WITH" => names_verb(text, tokens),
        "INSERT" | "REPLACE" => {
            let into = ["INTO", "IGNORE", "OR", "OVERWRITE", "LOW_PRIORITY", "DELAYED"];
            into.iter().any(|word| next.eq_ignore_ascii_case(word)).then_some(QueryVerb::Insert)
        }
        "UPDATE" => has(text, tokens, "SET").then_some(QueryVerb::Update),
        "DELETE" => has(text, tokens, "FROM").then_some(QueryVerb::Delete),
        "MERGE" => {
            (next.eq_ignore_ascii_case("INTO") || has(text, tokens, "USING")).then_some(QueryVerb::Update)
        }
        _ => None,
    }
}

/// `SELECT 1` and `SELECT f()` are SQL, "select an option" is not: names without `FROM` do not stand alone.
fn begins_projection(text: &str, tokens: &[Token], second: &Token) -> bool {
    let literal = matches!(second.kind, TokenKind::Number | TokenKind::Text | TokenKind::Placeholder);
    let called = tokens.iter().skip(2).take(3).any(|token| token.kind == TokenKind::Symbol(b'('));
    literal || ((has(text, tokens, "FROM") || called) && !is_prose(text, tokens))
}

/// "the list", "your plan": an article that a plain word follows.
fn is_prose(text: &str, tokens: &[Token]) -> bool {
    let articles = ["an", "the", "your", "our", "this"];
    tokens.windows(2).any(|pair| match pair {
        [article, noun] => {
            noun.kind == TokenKind::Word
                && !["FROM", "AS", "WHERE", "JOIN"].iter().any(|keyword| is_word(text, noun, keyword))
                && articles.iter().any(|own| is_word(text, article, own))
        }
        _ => false,
    })
}

/// The verb behind the common table expressions.
fn names_verb(text: &str, tokens: &[Token]) -> Option<QueryVerb> {
    has(text, tokens, "AS").then_some(())?;
    let mut depth = 0usize;
    for token in tokens {
        match token.kind {
            TokenKind::Symbol(b'(') => depth += 1,
            TokenKind::Symbol(b')') => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => match word(text, token).unwrap_or_default().to_ascii_uppercase().as_str() {
                "SELECT" => return Some(QueryVerb::Select),
                "INSERT" => return Some(QueryVerb::Insert),
                "UPDATE" | "MERGE" => return Some(QueryVerb::Update),
                "DELETE" => return Some(QueryVerb::Delete),
                _ => {}
            },
        }
    }
    None
}

fn has(text: &str, tokens: &[Token], keyword: &str) -> bool {
    tokens.iter().any(|token| is_word(text, token, keyword))
}

fn is_word(text: &str, token: &Token, keyword: &str) -> bool {
    word(text, token).is_some_and(|word| word.eq_ignore_ascii_case(keyword))
}

fn word<'a>(text: &'a str, token: &Token) -> Option<&'a str> {
    (token.kind == TokenKind::Word).then(|| text.get(token.start..token.end)).flatten()
}

#[cfg(test)]
mod tests;
