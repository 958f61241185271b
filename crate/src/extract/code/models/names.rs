//! How object mappers make names of names.

/// `userProfile` and `UserProfile` become `user_profile`.
pub(super) fn snake(name: &str) -> String {
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

/// `user_profile` becomes `userProfile`.
pub(super) fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut raised = false;
    for letter in name.chars() {
        match letter {
            '_' | '-' | ' ' => raised = !camel.is_empty(),
            _ if raised => {
                camel.extend(letter.to_uppercase());
                raised = false;
            }
            _ if camel.is_empty() => camel.extend(letter.to_lowercase()),
            _ => camel.push(letter),
        }
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_habits_of_mappers() {
        assert_eq!(snake("UserAPIKey"), "user_api_key");
        assert_eq!(snake("created_at"), "created_at");
        assert_eq!(camel("user_profile_id"), "userProfileId");
    }
}
