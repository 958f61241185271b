//! Names that say that their value is a credential.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Chosen by people, often badly.
    Password,
    /// Signs or encrypts: as good as its randomness.
    Secret,
    /// Issued by a machine: long and random.
    Token,
}

/// Whose `pass` is a password; the word alone often means that a test passed.
const ACCOUNTS: &[&str] =
    &["admin", "database", "db", "mail", "mongo", "mysql", "pg", "postgres", "redis", "root", "smtp"];

/// Words of constants that hold what something is called.
const CALLING: &[&str] =
    &["attr", "attribute", "column", "field", "flag", "hdr", "header", "kind", "param", "parameter", "type"];

/// What the last words of a name say: `DB_PASSWORD`, `jwtSecret`, `api-key`.
pub(super) fn class(name: &str) -> Option<Class> {
    if name.len() > 80 || !is_candidate(name) {
        return None;
    }
    let words = words(name);
    if words.iter().any(|word| matches!(word.as_str(), "dummy" | "fake" | "fixture" | "mock" | "sample")) {
        return None;
    }
    // `ALLOW_EMPTY_PASSWORD=yes`, `AuthModePassword`
    let first = words.first().map(String::as_str).unwrap_or_default();
    if matches!(first, "allow" | "disable" | "enable" | "require" | "skip")
        || words.iter().any(|word| word == "mode")
    {
        return None;
    }
    let class = by_ending(&words)?;
    // `cmdFlagNamePassword`, `HDR_API_SECRET`: what something is called.
    let calls = words.iter().any(|word| CALLING.contains(&word.as_str()));
    (class == Class::Token || !calls).then_some(class)
}

fn by_ending(words: &[String]) -> Option<Class> {
    let mut backwards = words.iter().rev().map(String::as_str);
    let (last, before, earlier) = (backwards.next()?, backwards.next(), backwards.next());
    match (before, last) {
        (
            Some("csrf" | "xsrf" | "page" | "next" | "cancel" | "public" | "reset" | "forgot" | "confirm"),
            _,
        )
        // The name of a product.
        | (Some("one" | "1"), "password") => None,
        (_, "password" | "passwd" | "passphrase" | "pwd") => Some(Class::Password),
        (owner, "pass") => owner.filter(|owner| ACCOUNTS.contains(owner)).map(|_| Class::Password),
        (_, "secret") => Some(Class::Secret),
        (Some("secret" | "signing" | "encryption" | "jwt" | "session" | "cookie"), "key") => {
            let issued = matches!(earlier, Some("aws"));
            Some(if issued { Class::Token } else { Class::Secret })
        }
        (Some("access"), "key") if earlier == Some("secret") => Some(Class::Token),
        (Some("api" | "access" | "account" | "private" | "auth"), "key") => Some(Class::Token),
        (_, "token" | "apikey" | "authtoken" | "accesstoken" | "secretkey" | "accesskey") => {
            Some(Class::Token)
        }
        _ => None,
    }
}

/// A look at the last letters, before the name is taken apart.
fn is_candidate(name: &str) -> bool {
    const ENDS: &[&str] = &["password", "passwd", "passphrase", "pwd", "pass", "secret", "key", "token"];
    let bytes = name.as_bytes();
    ENDS.iter().any(|end| {
        let tail = bytes.len().checked_sub(end.len()).and_then(|from| bytes.get(from..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
    })
}

/// The words of a name in camel, Pascal, snake, kebab or upper case; lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars() {
        let starts_word = c.is_ascii_uppercase() && after_lower;
        if !c.is_ascii_alphanumeric() || starts_word {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_ascii_alphanumeric(), words.last_mut()) {
            word.push(c.to_ascii_lowercase());
        }
        after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_of_a_name_say_what_it_holds() {
        assert_eq!(class("dbPassword"), Some(Class::Password));
        assert_eq!(class("JWT_SECRET"), Some(Class::Secret));
        assert_eq!(class("aws_secret_access_key"), Some(Class::Token));
        assert_eq!(class("x-api-key"), Some(Class::Token));
        assert_eq!(class("nextToken"), None);
        assert_eq!(class("passwordField"), None);
        assert_eq!(class("primaryKey"), None);
    }
}
