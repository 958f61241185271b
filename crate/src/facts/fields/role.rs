//! What the name of a field says about it, word by word: `hasPassword` is no password, `nextToken` no token.

use super::names::{internals, owned, personal, rights, secret, target};
use crate::facts::words;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldRole {
    Password,
    /// What is stored in the place of a password.
    PasswordHash,
    /// The three or four digits of a payment card.
    CardCode,
    CardNumber,
    /// Private keys, client secrets, secret API keys.
    SecretKey,
    /// Access, refresh and session tokens.
    Token,
    /// What a failure looks like from within: stack traces, statements, exceptions.
    Internals,
    /// Decides what somebody may do.
    Privilege,
    /// Says that somebody was checked: `emailVerified`, `isApproved`.
    Verification,
    /// What somebody has: `balance`, `creditLimit`.
    Balance,
    /// Whose it is: `ownerId`, `tenantId`, `createdBy`.
    Owner,
    Identity,
    /// When it was made or changed.
    Timestamp,
    /// Where the service is to send to, or to fetch from.
    Target,
    Email,
    Phone,
    /// Social security, passport, tax number.
    NationalId,
    BirthDate,
    BankAccount,
}

impl FieldRole {
    /// What its name alone says; most names have none.
    pub fn of(name: &str) -> Option<Self> {
        if name.len() > 60 {
            return None;
        }
        Self::of_words(name, &words(name))
    }

    /// The same for a name whose words are known.
    pub(in crate::facts) fn of_words(name: &str, words: &[String]) -> Option<Self> {
        if name.len() > 60 {
            return None;
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        secret(&words)
            .or_else(|| internals(&words))
            .or_else(|| rights(&words))
            .or_else(|| owned(&words))
            .or_else(|| target(&words))
            .or_else(|| personal(&words))
    }

    /// Whoever reads it can act as somebody else.
    pub fn is_secret(self) -> bool {
        matches!(
            self,
            Self::Password
                | Self::PasswordHash
                | Self::CardCode
                | Self::CardNumber
                | Self::SecretKey
                | Self::Token
        )
    }

    pub fn is_personal(self) -> bool {
        matches!(self, Self::Email | Self::Phone | Self::NationalId | Self::BirthDate | Self::BankAccount)
    }

    /// As a sentence says it: "a password".
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "a password",
            Self::PasswordHash => "a password hash",
            Self::CardCode => "a card's security code",
            Self::CardNumber => "a card number",
            Self::SecretKey => "a secret key",
            Self::Token => "a token",
            Self::Internals => "internals",
            Self::Privilege => "rights",
            Self::Verification => "a verification",
            Self::Balance => "a balance",
            Self::Owner => "an owner",
            Self::Identity => "an id",
            Self::Timestamp => "a time stamp",
            Self::Target => "an address to call",
            Self::Email => "an e-mail address",
            Self::Phone => "a phone number",
            Self::NationalId => "an official number of a person",
            Self::BirthDate => "a date of birth",
            Self::BankAccount => "a bank account",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_about_a_secret_is_none() {
        for name in [
            "hasPassword",
            "passwordResetRequired",
            "password_policy",
            "tokenCount",
            "tokenType",
            "secretName",
            "publicKey",
            "pageToken",
            "nextToken",
            "passwordExpiresAt",
            "token",
            "secretArn",
            "accessKeyId",
            "pin",
            "forgotPassword",
            "passwordHint",
            "compassCode",
        ] {
            assert!(!FieldRole::of(name).is_some_and(FieldRole::is_secret), "{name}");
        }
    }

    #[test]
    fn secrets_have_many_spellings() {
        for (name, role) in [
            ("password", FieldRole::Password),
            ("adminPassword", FieldRole::Password),
            ("password_hash", FieldRole::PasswordHash),
            ("hashedPassword", FieldRole::PasswordHash),
            ("clientSecret", FieldRole::SecretKey),
            ("privateKey", FieldRole::SecretKey),
            ("refresh_token", FieldRole::Token),
            ("cvv", FieldRole::CardCode),
            ("cardNumber", FieldRole::CardNumber),
        ] {
            assert_eq!(FieldRole::of(name), Some(role), "{name}");
        }
    }

    #[test]
    fn rights_and_what_the_service_decides_are_told_apart() {
        for (name, role) in [
            ("isAdmin", FieldRole::Privilege),
            ("role", FieldRole::Privilege),
            ("emailVerified", FieldRole::Verification),
            ("accountBalance", FieldRole::Balance),
            ("tenant_id", FieldRole::Owner),
            ("createdAt", FieldRole::Timestamp),
            ("id", FieldRole::Identity),
            ("callbackUrl", FieldRole::Target),
            ("stackTrace", FieldRole::Internals),
        ] {
            assert_eq!(FieldRole::of(name), Some(role), "{name}");
        }
        assert_eq!(FieldRole::of("roleplay"), None);
        assert_eq!(FieldRole::of("administrativeArea"), None);
    }
}
