//! Names as the words that they are made of.

/// The words of an identifier, lower case: `createUser`, `create-user`, `CREATE_USER` are all two words.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        } else {
            // `userID` has two words, `IDCard` as well.
            let begins = letter.is_uppercase()
                && (before.is_lowercase()
                    || before.is_numeric()
                    || (before.is_uppercase() && letters.peek().is_some_and(|next| next.is_lowercase())));
            if begins && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// The letters and digits of a name, lower case: `page_size` and `pageSize` are the same.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_in_every_style_have_the_same_words() {
        for name in ["createUserId", "create-user-id", "CREATE_USER_ID", "create user.id", "CreateUserID"] {
            assert_eq!(words(name), ["create", "user", "id"], "{name}");
        }
        assert_eq!(words("oauth2Token"), ["oauth2", "token"]);
    }
}
