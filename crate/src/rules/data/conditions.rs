//! Conditions of check constraints, as far as they compare one column with constants.

use crate::facts::Check;

/// One condition that must hold.
#[derive(Debug, PartialEq)]
pub(super) enum Condition {
    /// `status IN ('open', 'paid')`
    Among { column: String, values: Vec<String> },
    /// `price > 0`: the operator as written.
    Compared { column: String, operator: String, number: f64 },
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Sign(String),
}

/// More tokens than a person writes into one check.
const MOST: usize = 2_000;

/// The conditions that must all hold; empty where they are more than comparisons joined by `AND`.
pub(super) fn conditions(check: &Check) -> Vec<Condition> {
    let tokens = tokens(&check.expression);
    let is = |token: &Token, words: &[&str]| matches!(token, Token::Word(own) if words.contains(&own.to_lowercase().as_str()));
    if tokens.iter().any(|token| is(token, &["or", "not", "case", "between", "is", "null", "like", "select"]))
    {
        return Vec::new();
    }
    tokens.split(|token| is(token, &["and"])).filter_map(condition).collect()
}

/// The columns that a check compares with constants or with each other, as far as [`conditions`] reads it.
pub(super) fn compared(check: &Check) -> Vec<String> {
    // A call without arguments is read as a name: `now()`.
    if check.expression.contains("()") {
        return Vec::new();
    }
    let tokens = tokens(&check.expression);
    let mut names: Vec<String> = Vec::new();
    for condition in conditions(check) {
        let (Condition::Among { column, .. } | Condition::Compared { column, .. }) = condition;
        names.push(column);
    }
    if let [Token::Word(one), Token::Sign(sign), Token::Word(other)] = tokens.as_slice()
        && matches!(sign.as_str(), "<" | "<=" | ">" | ">=" | "<>" | "!=" | "=")
    {
        let values = |name: &&String| !VALUES.contains(&name.to_lowercase().as_str());
        names.extend([one, other].into_iter().filter(values).cloned());
    }
    names.retain(|name| name.starts_with(|c: char| c.is_alphabetic() || c == '_') && !name.contains('.'));
    names
}

/// Values that are written like names of columns.
const VALUES: &[&str] = &[
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "false",
    "localtime",
    "localtimestamp",
    "null",
    "session_user",
    "sysdate",
    "systimestamp",
    "true",
    "user",
];

fn condition(tokens: &[Token]) -> Option<Condition> {
    let [Token::Word(column), rest @ ..] = tokens else { return None };
    let column = column.clone();
    match rest {
        [Token::Word(word), values @ ..] if word.eq_ignore_ascii_case("in") => among(column, values),
        [Token::Sign(sign), Token::Word(any), Token::Word(array), values @ ..]
            if sign == "=" && any.eq_ignore_ascii_case("any") && array.eq_ignore_ascii_case("array") =>
        {
            among(column, values)
        }
        [Token::Sign(operator), Token::Word(number) | Token::Text(number)] => {
            let number = number.parse().ok()?;
            Some(Condition::Compared { column, operator: operator.clone(), number })
        }
        _ => None,
    }
}

fn among(column: String, tokens: &[Token]) -> Option<Condition> {
    let plain = tokens.iter().all(|token| match token {
        Token::Text(_) => true,
        Token::Word(word) => word.parse::<f64>().is_ok(),
        Token::Sign(sign) => sign == ",",
    });
    let values = tokens.iter().filter_map(|token| match token {
        Token::Text(text) | Token::Word(text) => Some(text.clone()),
        Token::Sign(_) => None,
    });
    plain.then(|| Condition::Among { column, values: values.collect() })
}

/// Words, texts and operators; without parentheses, brackets and casts.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next().filter(|_| tokens.len() < MOST) {
        let (token, after) = if first == '\'' {
            quoted(rest)
        } else if first == '"' || first == '`' {
            let inner = rest.get(1..).unwrap_or_default();
            let (name, after) = inner.split_once(first).unwrap_or((inner, ""));
            (Token::Word(name.to_owned()), after)
        } else if let Some(after) = rest.strip_prefix("::") {
            rest = skip_type(after).trim_start();
            continue;
        } else if matches!(first, '(' | ')' | '[' | ']') {
            rest = rest.get(1..).unwrap_or_default().trim_start();
            continue;
        } else {
            run(rest, first)
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

fn quoted(text: &str) -> (Token, &str) {
    let mut value = String::new();
    let mut rest = text.get(1..).unwrap_or_default();
    loop {
        let (part, after) = rest.split_once('\'').unwrap_or((rest, ""));
        value.push_str(part);
        let Some(more) = after.strip_prefix('\'') else { return (Token::Text(value), after) };
        value.push('\'');
        rest = more;
    }
}

/// A word or number, or signs that stand together.
fn run(text: &str, first: char) -> (Token, &str) {
    let in_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '$');
    let number =
        first == '-' && text.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let word = in_word(first) || number;
    let start = first.len_utf8();
    let belongs = |letter: char| {
        if word {
            in_word(letter)
        } else {
            matches!(letter, '=' | '<' | '>' | '!' | '~' | '|' | '+' | '*' | '/' | '%')
        }
    };
    let end = text
        .get(start..)
        .and_then(|rest| rest.find(|letter| !belongs(letter)))
        .map_or(text.len(), |at| at + start);
    let (own, after) = text.split_at_checked(end).unwrap_or((text, ""));
    let token = if word { Token::Word(own.to_owned()) } else { Token::Sign(own.to_owned()) };
    (token, after)
}

/// What stands behind the type of a cast: `character varying(20)[]`.
fn skip_type(text: &str) -> &str {
    let rest =
        text.trim_start_matches(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '"'));
    let varying = rest.strip_prefix(" varying").or_else(|| rest.strip_prefix(" precision")).unwrap_or(rest);
    let sized =
        varying.strip_prefix('(').and_then(|inner| inner.split_once(')')).map_or(varying, |(_, after)| after);
    sized.trim_start_matches(['[', ']'])
}

/// The text or number that a default is, without its quotes and casts; `None` where it is worked out.
pub(super) fn constant(default: &str) -> Option<String> {
    match tokens(default).as_slice() {
        [Token::Text(text)] => Some(text.clone()),
        [Token::Word(prefix), Token::Text(text)] if matches!(prefix.as_str(), "N" | "E" | "n" | "e") => {
            Some(text.clone())
        }
        [Token::Word(number)] if number.parse::<f64>().is_ok() => Some(number.clone()),
        _ => None,
    }
}

/// Whether the default is a text in quotes.
pub(super) fn quoted_constant(default: &str) -> Option<String> {
    constant(default).filter(|_| default.contains('\''))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artifact::Place;

    fn of(expression: &str) -> Vec<Condition> {
        let place = Place::default();
        conditions(&Check { name: None, expression: expression.to_owned(), validated: true, place })
    }

    #[test]
    fn lists_are_read_as_people_and_as_dumps_write_them() {
        let values = vec!["open".to_owned(), "paid".to_owned()];
        let among = Condition::Among { column: "status".to_owned(), values };
        assert_eq!(of("status IN ('open', 'paid')"), [among]);
        let dumped =
            "((status)::text = ANY ((ARRAY['open'::character varying, 'paid'::character varying])::text[]))";
        assert_eq!(of(dumped), of("status IN ('open', 'paid')"));
    }

    #[test]
    fn comparisons_are_read_where_all_must_hold() {
        assert_eq!(of("(price > (0)::numeric) AND (price <= 10.5)").len(), 2);
        assert_eq!(of("price > 0 OR price = -1"), []);
        assert_eq!(of("length(name) > 5"), []);
    }

    #[test]
    fn compared_columns_are_told_from_values() {
        let of = |expression: &str| {
            let place = Place::default();
            compared(&Check { name: None, expression: expression.to_owned(), validated: true, place })
        };
        assert_eq!(of("ends_at > starts_at"), ["ends_at", "starts_at"]);
        assert_eq!(of("price > 0 AND amount >= 1"), ["price", "amount"]);
        assert_eq!(of("day <= CURRENT_DATE"), ["day"]);
        assert_eq!(of("day = NULL"), ["day"]);
        assert_eq!(of("day <= now()"), Vec::<String>::new());
        assert_eq!(of("length(name) > 5"), Vec::<String>::new());
        assert_eq!(of("lower(code) = code"), Vec::<String>::new());
    }

    #[test]
    fn a_default_is_constant_or_not() {
        assert_eq!(constant("'open'::text"), Some("open".to_owned()));
        assert_eq!(constant("((0))"), Some("0".to_owned()));
        assert_eq!(constant("now()"), None);
    }
}
