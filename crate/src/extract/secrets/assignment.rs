//! Values of names that say that they are credentials: `password: 'hunter2'`, `JWT_SECRET=…`.

use super::name::{self, Class};
use super::setting::Setting;
use super::{Found, Literal, Word, value};
use crate::facts::{Proof, plain};

/// How keys begin that pages and apps carry for everybody to read: of Stripe, `PostHog`, Mapbox and Sentry's addresses.
const PUBLIC: &[&str] = &["pk_live_", "pk_test_", "phc_", "pk.eyJ"];

/// Longest value that is looked at, in bytes.
const LONGEST: usize = 512;

pub(super) fn at(text: &str, word: Word, setting: Setting) -> Option<Found> {
    if setting == Setting::Sample {
        return None;
    }
    let mut name = text.get(word.start..word.end)?.trim_start_matches('-');
    let before = text.get(..word.start)?;
    if setting == Setting::Sql && name.eq_ignore_ascii_case("by") {
        let word = before.trim_end().rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        name = if word.eq_ignore_ascii_case("identified") { "IDENTIFIED BY password" } else { name };
    }
    let class = name::class(name)?;
    if let Some(found) = connection(text, word, setting) {
        return literal(text, found, name, class, Setting::Configuration);
    }
    if setting == Setting::Sql {
        return literal(text, quoted_after_keyword(text, word)?, name, class, setting);
    }
    let Some((start, end)) = value_after(text, word, setting) else {
        return is_read_from_environment(before).then(|| Found::Supplied { name: name.to_owned() });
    };
    let written = text.get(start..end)?;
    if let Some(default) = default_of_variable(written) {
        let start = end - 1 - default.len();
        return literal(text, (start, end - 1), name, class, setting);
    }
    if written.starts_with("${") || written.starts_with("$(") {
        return Some(Found::Supplied { name: name.to_owned() });
    }
    literal(text, (start, end), name, class, setting)
}

fn literal(
    text: &str,
    (start, end): (usize, usize),
    name: &str,
    class: Class,
    setting: Setting,
) -> Option<Found> {
    let written = text.get(start..end)?;
    let guessable = is_guess(written, name, class, setting);
    // `"password='" + password + "'"`: the quotes are those of two texts.
    let between = setting == Setting::Code
        && ["\" +", "\"+", "' +", "'+", "+ \"", "+ '"].iter().any(|joint| written.contains(joint));
    // `#PasswordConfirmation` names an element of a page.
    let selects = written.strip_prefix('#').is_some_and(|id| {
        id.starts_with(|c: char| c.is_ascii_alphabetic())
            && id.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
    });
    if between
        || selects
        || PUBLIC.iter().any(|start| written.starts_with(start))
        || names_itself(written, name, setting)
        || value::is_term(written)
        || written.len() > LONGEST
    {
        return None;
    }
    let plausible = match class {
        Class::Token => value::is_random(written),
        Class::Secret => value::is_random(written) || (setting == Setting::Code && value::is_chosen(written)),
        Class::Password => value::is_chosen(written),
    };
    let what = format!("value of `{name}`");
    (guessable || plausible && !value::is_made_up(written)).then_some(Found::Literal(Literal {
        start,
        end,
        what,
        proof: if guessable { Proof::Guess } else { Proof::Name },
    }))
}

/// Whether a value only repeats its name, as labels and names of headers do.
fn names_itself(written: &str, name: &str, setting: Setting) -> bool {
    let ends = || plain(name).ends_with(&plain(written));
    plain(written) == plain(name) || (setting == Setting::Code && name.contains('-') && ends())
}

/// Whether it is a default, or says in itself that it should be one: `my-secret-key`.
fn is_guess(written: &str, name: &str, class: Class, setting: Setting) -> bool {
    let lower = written.to_ascii_lowercase();
    let of_account =
        setting == Setting::Configuration && class == Class::Password && is_word_for(name, written);
    let speaks = setting == Setting::Code
        && class == Class::Secret
        && lower.contains("secret")
        && written.len() >= 8
        && !written.contains(['.', ' ', '/', ':', '(', '{', '<', '$'])
        && !lower.contains("your")
        && written != written.to_ascii_uppercase();
    // `"secretKey": "SECRET"` keeps a place for one.
    let shouts = setting != Setting::Configuration && written.bytes().all(|byte| byte.is_ascii_uppercase());
    of_account || speaks || (class != Class::Token && value::is_common(written) && !shouts)
}

/// Whether a variable of the environment (`POSTGRES_PASSWORD`) has a plain word as its password.
fn is_word_for(name: &str, written: &str) -> bool {
    let variable = name.len() > 4 && !name.bytes().any(|byte| byte.is_ascii_lowercase());
    let word = written.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    variable && word && written.len() >= 3 && !value::is_stand_in(written)
}

/// The value behind a name: in quotes, or in configuration up to the end of the line. Start and end in bytes.
fn value_after(text: &str, word: Word, setting: Setting) -> Option<(usize, usize)> {
    let quote = text.get(..word.start)?.chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'));
    let mut rest = text.get(word.end..)?;
    if let Some(quote) = quote {
        rest = rest.strip_prefix(quote)?;
        rest = rest.strip_prefix(']').unwrap_or(rest);
    }
    let unquoted_allowed = setting == Setting::Configuration && quote.is_none_or(|quote| quote != '`');
    let rest =
        after_separator(rest.trim_start_matches([' ', '\t']), setting)?.trim_start_matches([' ', '\t']);
    let start = text.len() - rest.len();
    match rest.chars().next()? {
        quote @ ('"' | '\'' | '`') => in_quotes(text, start + 1, quote, setting),
        _ if unquoted_allowed => to_line_end(rest).map(|length| (start, start + length)),
        _ => None,
    }
}

/// What stands behind `:`, `=`, `:=`, `||`, `??`, or behind a type and `=`.
fn after_separator(rest: &str, setting: Setting) -> Option<&str> {
    let assigned = |rest: &'_ str| !rest.starts_with(['=', '>', '~']);
    for separator in ["||=", "??=", "||", "??", ":="] {
        if let Some(rest) = rest.strip_prefix(separator) {
            return Some(rest);
        }
    }
    if let Some(rest) = rest.strip_prefix('=') {
        return assigned(rest).then_some(rest);
    }
    let rest = rest.strip_prefix(':')?;
    let type_ = rest.trim_start_matches(' ');
    let after_type = type_.strip_prefix("string").map(|rest| rest.trim_start_matches(' '));
    match after_type.and_then(|rest| rest.strip_prefix('=')) {
        Some(rest) if setting == Setting::Code => assigned(rest).then_some(rest),
        _ => Some(rest),
    }
}

fn in_quotes(text: &str, start: usize, quote: char, setting: Setting) -> Option<(usize, usize)> {
    let rest = text.get(start..)?;
    let mut length = None;
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            '\n' => return None,
            _ if at > LONGEST => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => {
                length = Some(at);
                break;
            }
            _ => {}
        }
    }
    let end = start + length?;
    let after = text.get(end + 1..)?.trim_start();
    // `'prefix' + value` is not the whole of it.
    let joined = setting == Setting::Code && (after.starts_with('+') || after.starts_with('.'));
    let inside = text.get(start..end)?;
    let computed = quote == '`' && inside.contains("${");
    // `"password='" + x + "'"`: what stands between the quotes is the program.
    let around = inside.starts_with(['"', '\'', '`']) && inside.ends_with(['"', '\'', '`']);
    (!joined && !computed && !around).then_some((start, end))
}

/// `Password=...` within a connection string: `Server=db;User Id=app;Password=...`.
fn connection(text: &str, word: Word, setting: Setting) -> Option<(usize, usize)> {
    const NEAR: usize = 200;
    const PLACES: &[&str] = &["server=", "data source=", "host=", "accountname=", "jdbc:", "addr="];
    if !matches!(setting, Setting::Code | Setting::Data) {
        return None;
    }
    let rest = text.get(word.end..)?.strip_prefix('=')?;
    let from = (word.start.saturating_sub(NEAR)..word.start).find(|at| text.is_char_boundary(*at))?;
    let before = text.get(from..word.start)?.rsplit(['"', '\'', '`', '\n']).next()?.to_ascii_lowercase();
    if !before.ends_with([';', '?', '&']) || !PLACES.iter().any(|place| before.contains(place)) {
        return None;
    }
    let length = rest
        .bytes()
        .take(LONGEST)
        .position(|byte| matches!(byte, b';' | b'&' | b'"' | b'\'' | b'`' | b'\n'))?;
    let start = word.end + 1;
    let filled_in = rest.get(..length)?.contains(['{', '$', '%', '<', '*']);
    (length > 0 && !filled_in).then_some((start, start + length))
}

/// Length of a value without quotes; `None` where it is a structure, a reference or nothing.
fn to_line_end(rest: &str) -> Option<usize> {
    let end = rest.bytes().take(LONGEST + 1).position(|byte| byte == b'\n');
    let line = rest.get(..end.unwrap_or(rest.len()).min(LONGEST))?;
    let line = line.split(" #").next()?.trim_end();
    let plain = !line.starts_with(['{', '[', '&', '*', '|', '>', '!', '#', '%', '<']) && !line.contains(' ');
    (plain && !line.is_empty() && line.len() <= LONGEST).then_some(line.len())
}

/// `postgres` of `${DB_PASSWORD:-postgres}` and of `${DB_PASSWORD:postgres}`.
fn default_of_variable(written: &str) -> Option<&str> {
    let inner = written.strip_prefix("${")?.strip_suffix('}')?;
    let (_, default) = inner.split_once(':')?;
    let default = default.strip_prefix('-').unwrap_or(default);
    (!default.is_empty() && !default.starts_with(['?', '+', '=']) && !default.contains('$'))
        .then_some(default)
}

/// Whether a name is read from the environment: `process.env.`, `os.environ["`, `getenv("`.
fn is_read_from_environment(before: &str) -> bool {
    const READS: &[&str] = &["process.env.", "import.meta.env."];
    const QUOTED: &[&str] =
        &["process.env[", "os.environ[", "environ.get(", "getenv(", "Getenv(", "env::var("];
    let unquoted = before.strip_suffix(['"', '\'']);
    READS.iter().any(|read| before.ends_with(read))
        || unquoted.is_some_and(|before| QUOTED.iter().any(|read| before.ends_with(read)))
}

/// `PASSWORD 'hunter2'` of a statement that creates an account.
fn quoted_after_keyword(text: &str, word: Word) -> Option<(usize, usize)> {
    let rest = text.get(word.end..)?;
    let mut trimmed = rest.trim_start();
    let login = text.get(..word.start)?.trim_end().to_ascii_uppercase().ends_with("WITH");
    // `CREATE LOGIN clinic WITH PASSWORD = '...'`
    trimmed = trimmed.strip_prefix('=').filter(|_| login).map_or(trimmed, str::trim_start);
    let start = word.end + (rest.len() - trimmed.len()) + 1;
    let quoted = trimmed.starts_with('\'') && trimmed.len() < rest.len();
    quoted.then(|| in_quotes(text, start, '\'', Setting::Sql)).flatten()
}
