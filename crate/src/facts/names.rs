//! What the names of tables and columns say, however they are cased.

/// The words of a name in lower case: `customerID` and `customer_id` both are `customer`, `id`; a number is a
/// word of its own.
pub fn words(name: &str) -> Vec<String> {
    // Most names are written so.
    if name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return name.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    }
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    let mut letters = name.chars();
    while let Some(letter) = letters.next() {
        let mut ahead = letters.clone();
        // The `s` of `IDs` makes no word with the capital before it.
        let next_small = ahead.next().is_some_and(|next| {
            next.is_lowercase() && (next != 's' || ahead.next().is_some_and(char::is_lowercase))
        });
        let begins = !before.is_alphanumeric()
            || (letter.is_uppercase() && (!before.is_uppercase() || next_small))
            || letter.is_ascii_digit() != before.is_ascii_digit();
        if letter.is_alphanumeric() {
            if begins {
                words.push(String::with_capacity(letter.len_utf8() + letters.as_str().len()));
            }
            if let Some(word) = words.last_mut() {
                push_small(word, letter);
            }
        }
        before = letter;
    }
    words
}

/// `userProfile` and `UserProfile` become `user_profile`.
pub fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut before = '_';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins = letter.is_uppercase()
            && before != '_'
            && (!before.is_uppercase() || letters.peek().is_some_and(|next| next.is_lowercase()));
        if begins {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
        before = letter;
    }
    snake
}

/// The letters and digits of a name, lower case: `page_size` and `pageSize` are the same.
pub fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().filter(|letter| letter.is_alphanumeric()) {
        push_small(&mut plain, letter);
    }
    plain
}

/// Most names are ASCII, for which no table is looked up.
fn push_small(text: &mut String, letter: char) {
    if letter.is_ascii() {
        text.push(letter.to_ascii_lowercase());
    } else {
        text.extend(letter.to_lowercase());
    }
}

/// The singular of an English word, as far as its ending shows it.
pub fn singular(word: &str) -> String {
    let kept = ["ss", "us", "is", "news", "series", "species"];
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1 && !kept.contains(&word)) {
        return format!("{stem}y");
    }
    let hissing = ["sses", "shes", "ches", "xes", "zes", "tuses", "ruses"];
    if hissing.iter().any(|ending| word.ends_with(ending)) {
        return word.strip_suffix("es").unwrap_or(word).to_owned();
    }
    if word.len() < 3 || kept.iter().any(|ending| word.ends_with(ending)) {
        return word.to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// A name by which a table and a reference to it are the same: words joined, the last one in the singular.
pub fn stem(words: &[String]) -> String {
    match words {
        [before @ .., last] => {
            let mut stem = before.join("_");
            if !stem.is_empty() {
                stem.push('_');
            }
            stem.push_str(&singular(last));
            stem
        }
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_gives_the_same_words() {
        for name in ["customer_id", "customerId", "CustomerID", "CUSTOMER_ID", "Customer Id"] {
            assert_eq!(words(name), ["customer", "id"], "{name}");
        }
        assert_eq!(words("phone2"), ["phone", "2"]);
        assert_eq!(words("ProductIDs"), ["product", "ids"]);
        assert_eq!(words("SalesOrderHeader"), ["sales", "order", "header"]);
    }

    #[test]
    fn snake_case_keeps_digits_with_their_word() {
        assert_eq!(snake("UserAPIKey"), "user_api_key");
        assert_eq!(snake("created_at"), "created_at");
        assert_eq!(snake("address2"), "address2");
    }

    #[test]
    fn a_plural_and_its_singular_have_one_stem() {
        for (many, one) in [
            ("categories", "category"),
            ("addresses", "address"),
            ("statuses", "status"),
            ("users", "user"),
            ("boxes", "box"),
            ("address", "address"),
            ("houses", "house"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
