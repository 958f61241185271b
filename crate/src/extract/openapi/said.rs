//! What only the words of a description say.

/// Phrases behind which the most stands that a value may be.
const PHRASES: [&str; 17] = [
    "at most",
    "between",
    "cannot be greater than",
    "cannot exceed",
    "from 1 to",
    "less than",
    "max",
    "must not exceed",
    "no more than",
    "not exceed",
    "range",
    "up to",
    "upper bound",
    "upper limit",
    "(1-",
    "1 to ",
    "1..",
];

/// Letters that a phrase begins with.
const STARTS: &[u8] = b"abcflmnru(1";

/// Whether a description says the most that a value may be: "Defaults to 20, at most 100."
pub(super) fn says_most(description: &str) -> bool {
    if !description.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let text = small(description);
    let letters = text.as_bytes().iter().enumerate();
    let mut starts = letters.filter(|(_, letter)| STARTS.contains(letter)).map(|(at, _)| at);
    starts.any(|at| {
        let rest = text.get(at..).unwrap_or_default();
        PHRASES.iter().filter_map(|phrase| rest.strip_prefix(phrase)).any(|after| {
            let end =
                after.find([';', '\n']).into_iter().chain(after.find(". ")).chain(after.find("default"));
            let sentence = end.min().and_then(|end| after.get(..end)).unwrap_or(after);
            sentence.chars().take(80).any(|letter| letter.is_ascii_digit())
        })
    })
}

/// The beginning of a description, in lower case.
fn small(description: &str) -> String {
    let end = description.char_indices().nth(600).map_or(description.len(), |(at, _)| at);
    let beginning = description.get(..end).unwrap_or_default();
    if beginning.is_ascii() { beginning.to_ascii_lowercase() } else { beginning.to_lowercase() }
}

/// What descriptions say of a secret that answers may hold.
const EXCUSES: [&str; 34] = [
    // It is left out, or not to be recognised.
    "input only",
    "input-only",
    "is masked",
    "in masked",
    "masked card",
    "masked credit",
    "masked version",
    "never be populated",
    "never be returned",
    "never returned",
    "not be returned",
    "not returned",
    "not sent by default",
    "obfuscated",
    "only be returned",
    "only be shown",
    "only once",
    "only present",
    "only returned",
    "only shown",
    "only visible",
    "redacted",
    "returned only",
    "write only",
    "write-only",
    // It is made to be handed on.
    "anonymous",
    "client-side",
    "password protected, the password",
    "publishable key",
    "short link",
    "to join",
    "to see this",
    "to view this",
    "to watch this",
];

pub(super) fn excuses_secret(description: &str) -> bool {
    let text = small(description);
    EXCUSES.iter().any(|phrase| text.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_most_in_words_is_heard() {
        for text in [
            "Page size, at most 100",
            "The number of results per page (max 100).",
            "Limit (1-500)",
            "A number between 1 and 1000, default is 10",
            "Maximum number of results. Can be up to 50.",
            "Default 20, maximum: 250",
        ] {
            assert!(says_most(text), "{text}");
        }
    }

    #[test]
    fn every_phrase_begins_with_a_letter_that_is_looked_for() {
        for phrase in PHRASES {
            assert!(says_most(&format!("{phrase} 5")), "{phrase}");
        }
    }

    #[test]
    fn a_description_excuses_a_secret() {
        for text in [
            "A shared secret key. This field is returned only once, upon creation.",
            "The card number, displayed in masked format.",
            "Input only. Will never be populated in any response.",
            "Token for opening the invoice anonymously",
        ] {
            assert!(excuses_secret(text), "{text}");
        }
        assert!(!excuses_secret("The key that signs webhooks."));
    }

    #[test]
    fn a_default_is_no_most() {
        for text in [
            "Maximum number of results. Default: 20",
            "The maximum number of items to return, default 20",
            "How many items a page has",
            "Number of pages to skip, 1 based",
        ] {
            assert!(!says_most(text), "{text}");
        }
    }
}
