//! Whether a value looks like a real credential, a guess, or a stand-in.

/// Passwords and signing keys that are in every list of defaults.
const COMMON: &[&str] = &[
    "123456",
    "12345678",
    "123456789",
    "admin",
    "admin123",
    "administrator",
    "changeit",
    "changeme",
    "change_me",
    "change-me",
    "default",
    "guest",
    "keyboard cat",
    "letmein",
    "mongo",
    "mysecret",
    "mysecretkey",
    "mysql",
    "pass",
    "pass123",
    "passw0rd",
    "password",
    "password1",
    "password123",
    "postgres",
    "qwerty",
    "rabbitmq",
    "redis",
    "root",
    "rootpassword",
    "s3cr3t",
    "secret",
    "secret123",
    "secretkey",
    "shhhh",
    "shhhhh",
    "supersecret",
    "test",
    "test123",
    "toor",
    "welcome",
];

/// Words of those who write a sample: nobody's credential holds them.
const STAND_INS: &[&str] = &[
    "example",
    "xxxx",
    "placeholder",
    "your",
    "dummy",
    "sample",
    "redacted",
    "****",
    "....",
    "…",
    "todo",
    "insert",
    "replace",
    "fake",
    "<",
    ">",
    "${",
    "{{",
    "0000000",
    "foobar",
    "change_this",
    "change-this",
    "changethis",
];

/// Values of such names that mean a method, a type or a place in a request, rather than a credential.
const TERMS: &[&str] = &[
    "base64",
    "bearer",
    "basic",
    "oauth2",
    "sha256",
    "sha512",
    "sha1",
    "hs256",
    "rs256",
    "es256",
    "utf8",
    "utf-8",
    "client_secret_post",
    "client_secret_basic",
    "header",
    "cookie",
    "query",
    "string",
    "text",
    "required",
    "disabled",
    "enabled",
    "none",
    "null",
    "undefined",
    "true",
    "false",
    "hidden",
    "optional",
    "invalid",
    "forgot",
];

pub(super) fn is_common(value: &str) -> bool {
    COMMON.iter().any(|common| common.eq_ignore_ascii_case(value))
}

pub(super) fn is_term(value: &str) -> bool {
    TERMS.iter().any(|term| term.eq_ignore_ascii_case(value))
}

/// Whether somebody typed it to fill a gap: it says so, repeats itself, or counts upwards.
pub(super) fn is_made_up(value: &str) -> bool {
    let lower = value.get(..400).unwrap_or(value).to_ascii_lowercase();
    let few_signs = lower.len() >= 16 && distinct(&lower) < 8;
    is_stand_in(&lower) || few_signs || longest_count(lower.as_bytes()) >= 6
}

/// Whether it says in words that something else belongs there.
pub(super) fn is_stand_in(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    STAND_INS.iter().any(|word| lower.contains(word))
}

/// Whether a machine made it: long, of letters and digits mixed, without the shape of words.
pub(super) fn is_random(value: &str) -> bool {
    let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-.".contains(&byte));
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    plain
        && (16..=512).contains(&value.len())
        && digits >= 3
        && letters >= 3
        && entropy(value) >= 3.0
        && !is_worded(value)
}

/// Whether a person chose it as a password: one word with letters and digits or signs mixed.
pub(super) fn is_chosen(value: &str) -> bool {
    let letters = value.bytes().any(|byte| byte.is_ascii_alphabetic());
    let digits = value.bytes().any(|byte| byte.is_ascii_digit());
    let signs = value.bytes().any(|byte| b"!@#$%^&*?+=~".contains(&byte));
    let structured = value.contains(['(', ')', '|', ':', '/', ' ', '[', '{', '<', ',']);
    let hash = value.starts_with("$2") || value.starts_with("$argon2");
    (6..=128).contains(&value.len())
        && letters
        && (digits || signs)
        && !structured
        && !hash
        && !is_worded(value)
}

/// `my-app-v2`, `user.password.min8`, `ACCESS_TOKEN_1`, `pm-4711-new-sign-in`: words joined by signs, at most one
/// digit in each but the shortest, and one number among several of them.
fn is_worded(value: &str) -> bool {
    let (mut words, mut numbers) = (0, 0);
    for part in value.split(['-', '_', '.', '/']).filter(|part| !part.is_empty()) {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        if digits == part.len() && digits > 1 {
            numbers += 1;
        } else if (digits <= 1 || (digits == 2 && part.len() == 3)) && has_vowels(part) {
            words += 1;
        } else {
            return false;
        }
    }
    let named = numbers == 1 && words >= 3 && !value.bytes().any(|byte| byte.is_ascii_uppercase());
    value.contains(['-', '_', '.', '/']) && (numbers == 0 || named)
}

fn has_vowels(part: &str) -> bool {
    part.len() <= 3 || part.bytes().filter(|byte| b"aeiouyAEIOUY".contains(byte)).count() * 6 >= part.len()
}

/// Shannon entropy in bits for each character.
fn entropy(value: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in value.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let total = f64::from(u32::try_from(value.len()).unwrap_or(u32::MAX));
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / total);
    -shares.map(|share| share * share.log2()).sum::<f64>()
}

fn distinct(value: &str) -> usize {
    let mut seen = [false; 256];
    for byte in value.bytes() {
        if let Some(seen) = seen.get_mut(usize::from(byte)) {
            *seen = true;
        }
    }
    seen.iter().filter(|seen| **seen).count()
}

/// Length of the longest run in which each byte follows the one before: `abcdef`, `456789`.
fn longest_count(value: &[u8]) -> usize {
    let (mut longest, mut run) = (1, 1);
    for pair in value.windows(2) {
        run = match pair {
            [first, second] if first.checked_add(1) == Some(*second) => run + 1,
            _ => 1,
        };
        longest = longest.max(run);
    }
    longest
}

/// The text behind base64url; `None` where it is neither that nor UTF-8.
pub(super) fn base64_text(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in encoded.bytes().take(4000) {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether the last six characters are the CRC-32 of the others, in base 62.
pub(super) fn ends_with_checksum(tail: &str) -> bool {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let Some((body, sum)) = tail.len().checked_sub(6).and_then(|at| tail.split_at_checked(at)) else {
        return false;
    };
    let said = sum.bytes().try_fold(0_u64, |value, byte| {
        let digit = DIGITS.iter().position(|own| *own == byte)?;
        Some(value * 62 + digit as u64)
    });
    said == Some(u64::from(crc32(body.as_bytes())))
}

/// CRC-32 as in ISO 3309.
fn crc32(bytes: &[u8]) -> u32 {
    let register = bytes.iter().fold(u32::MAX, |register, byte| {
        (0..8).fold(register ^ u32::from(*byte), |register, _| {
            let shifted = register >> 1;
            if register & 1 == 1 { shifted ^ 0xEDB8_8320 } else { shifted }
        })
    });
    !register
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn machine_made_values_are_told_from_words() {
        assert!(is_random("9f86d081884c7d659a2feaa0c55ad015"));
        assert!(is_random("wJalrXUtnFEMI7K7MDENGbPxRfiCY3Zq"));
        assert!(!is_random("my-application-session-key-v2"));
        assert!(!is_random("auth.errors.invalid_token_1"));
        assert!(!is_random("pm-27581-device-auth-key"));
        assert!(is_random("550e8400-e29b-41d4-a716-446655440000"));
    }

    #[test]
    fn chosen_passwords_are_told_from_rules_and_hashes() {
        assert!(is_chosen("hunter2"));
        assert!(is_chosen("Tr0ub4dor&3"));
        assert!(!is_chosen("required|min:8"));
        assert!(!is_chosen("$2b$10$N9qo8uLOickgx2ZMRZoMye"));
        assert!(!is_chosen("user.password"));
    }

    #[test]
    fn stand_ins_are_made_up() {
        assert!(is_made_up("<your-key>"));
        assert!(is_made_up("AKIAIOSFODNN7EXAMPLE"));
        assert!(is_made_up("1234567890abcdef"));
        assert!(!is_made_up("4eC39HqLyjWDarjtT1zdp7dc"));
    }
}
