//! Credentials that providers give a format of its own, so that they can be found.

use super::setting::Setting;
use super::{Found, Literal, Word, key_pair, value};
use crate::facts::Proof;

struct Format {
    prefix: &'static str,
    what: &'static str,
    /// Characters after the prefix: at least, at most.
    tail: (usize, usize),
    alphabet: fn(u8) -> bool,
}

/// Shortest credential with a prefix.
pub(super) const SHORTEST: usize = 20;

/// Bytes of a text that are searched for patterns: sources that have some are far smaller.
const MOST_SEARCHED: usize = 500_000;

const FORMATS: &[Format] = &[
    format("AKIA", "AWS access key id", (16, 16), is_upper_or_digit),
    format("ASIA", "temporary AWS access key id", (16, 16), is_upper_or_digit),
    format("AIza", "Google API key", (35, 35), is_word),
    format("GOCSPX-", "Google client secret", (24, 40), is_word),
    format("ghp_", "GitHub personal access token", (36, 36), is_alphanumeric),
    format("gho_", "GitHub OAuth token", (36, 36), is_alphanumeric),
    format("ghu_", "GitHub user token", (36, 36), is_alphanumeric),
    format("ghs_", "GitHub server token", (36, 36), is_alphanumeric),
    format("ghr_", "GitHub refresh token", (36, 76), is_alphanumeric),
    format("github_pat_", "GitHub fine-grained token", (82, 82), is_word),
    format("glpat-", "GitLab access token", (20, 64), is_word),
    format("npm_", "npm access token", (36, 36), is_alphanumeric),
    format("pypi-AgEIcHlwaS5vcmc", "PyPI token", (50, 400), is_word),
    format("sk_live_", "Stripe secret key", (20, 128), is_alphanumeric),
    format("rk_live_", "Stripe restricted key", (20, 128), is_alphanumeric),
    format("sk_test_", "Stripe test key", (20, 128), is_alphanumeric),
    format("whsec_", "webhook signing secret", (24, 64), is_alphanumeric),
    format("xoxb-", "Slack bot token", (30, 160), is_word),
    format("xoxp-", "Slack user token", (30, 160), is_word),
    format("xoxa-", "Slack app token", (30, 160), is_word),
    format("xoxs-", "Slack session token", (30, 160), is_word),
    format("xapp-", "Slack app-level token", (30, 160), is_word),
    format("shpat_", "Shopify access token", (32, 32), is_hex),
    format("shpss_", "Shopify shared secret", (32, 32), is_hex),
    format("dop_v1_", "DigitalOcean token", (64, 64), is_hex),
    format("hf_", "Hugging Face token", (34, 34), is_alphanumeric),
    format("sk-", "OpenAI API key", (48, 48), is_alphanumeric),
    format("SK", "Twilio API key", (32, 32), is_hex),
    format("glrt-", "GitLab runner token", (20, 64), is_word),
    format("gldt-", "GitLab deploy token", (20, 64), is_word),
    format("dckr_pat_", "Docker Hub token", (27, 27), is_word),
    format("rubygems_", "RubyGems token", (48, 48), is_hex),
    format("sq0csp-", "Square secret", (43, 43), is_word),
    format("lin_api_", "Linear API key", (40, 40), is_alphanumeric),
    format("sbp_", "Supabase token", (40, 40), is_hex),
    format("glsa_", "Grafana token", (41, 41), is_word),
    format("sk-ant-", "Anthropic API key", (80, 120), is_word),
    format("sk-proj-", "OpenAI API key", (40, 200), is_word),
];

const fn format(
    prefix: &'static str,
    what: &'static str,
    tail: (usize, usize),
    alphabet: fn(u8) -> bool,
) -> Format {
    Format { prefix, what, tail, alphabet }
}

pub(super) fn at(text: &str, word: Word, setting: Setting, described: &mut Described) -> Option<Found> {
    let written = text.get(word.start..word.end)?;
    if written.len() < SHORTEST {
        return None;
    }
    prefixed(text, word, setting, described)
        .or_else(|| web_token(text, word, setting))
        .or_else(|| mail_key(text, word))
}

fn prefixed(text: &str, word: Word, setting: Setting, described: &mut Described) -> Option<Found> {
    let written = text.get(word.start..word.end)?;
    let first = written.bytes().next();
    let begins = |format: &&Format| format.prefix.bytes().next() == first;
    let (format, tail) = FORMATS.iter().filter(begins).find_map(|format| {
        let tail = written.strip_prefix(format.prefix)?;
        let fits = (format.tail.0..=format.tail.1).contains(&tail.len());
        (fits && tail.bytes().all(format.alphabet)).then_some((format, tail))
    })?;
    if value::is_made_up(tail) || described.holds(text, format.prefix) {
        return None;
    }
    let proof = match format.prefix {
        "AKIA" | "ASIA" => key_pair::proof(text, word)?,
        prefix if setting == Setting::Prose && has_checksum(prefix) => {
            value::ends_with_checksum(tail).then_some(Proof::Format)?
        }
        // A test key opens no more than a sandbox; pages that show maps carry such a key of Google for all to read.
        "AIza" if is_in_script_tag(text, word.start) => return None,
        "sk_test_" | "AIza" if setting != Setting::Prose => Proof::Name,
        _ if setting == Setting::Prose => Proof::Illustrated,
        _ => Proof::Format,
    };
    Some(literal(word.start, word.end, format.what, proof))
}

/// Whether a value stands in the address of a script that a page loads: `<script src="https://…?key=AIza…">`.
fn is_in_script_tag(text: &str, start: usize) -> bool {
    const NEAR: usize = 200;
    let from = (start.saturating_sub(NEAR)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let line = text.get(from..start).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    line.rsplit_once("<script").is_some_and(|(_, tag)| tag.contains("src=") && !tag.contains('>'))
}

/// Prefixes, and whether the text has a pattern for credentials of that format (`ghp_[A-Za-z0-9]{36}`): what else
/// it has of them is there to try that out. Its beginning is searched once for each.
#[derive(Default)]
pub(super) struct Described {
    known: Vec<(&'static str, bool)>,
}

impl Described {
    fn holds(&mut self, text: &str, prefix: &'static str) -> bool {
        if let Some((_, holds)) = self.known.iter().find(|(known, _)| *known == prefix) {
            return *holds;
        }
        let is_pattern =
            |at: usize| text.get(at + prefix.len()..).is_some_and(|rest| rest.starts_with(['[', '\\']));
        let beginning = text.get(..text.floor_char_boundary(MOST_SEARCHED)).unwrap_or(text);
        let holds = beginning.match_indices(prefix).any(|(at, _)| is_pattern(at));
        self.known.push((prefix, holds));
        holds
    }
}

/// GitHub's and npm's tokens end with six characters that are computed from the others.
fn has_checksum(prefix: &str) -> bool {
    matches!(prefix, "ghp_" | "gho_" | "ghu_" | "ghs_" | "npm_")
}

/// `SG.<22>.<43>` of a mail provider, found by its second part: the dots end words.
fn mail_key(text: &str, word: Word) -> Option<Found> {
    const START: &str = "SG.";
    let before = text.get(..word.start)?.strip_suffix(START)?;
    let rest = text.get(word.end..)?.strip_prefix('.')?;
    let length = length_of_dotted(rest);
    let key = rest.get(..length)?;
    let whole = !before.bytes().next_back().is_some_and(is_word);
    let fits = whole && word.end - word.start == 22 && key.len() == 43 && !value::is_made_up(key);
    let (start, end) = (word.start - START.len(), word.end + 1 + length);
    fits.then(|| literal(start, end, "SendGrid API key", Proof::Format))
}

/// A signed JSON Web Token (RFC 7519): three parts in base64url, the first a JSON object.
fn web_token(text: &str, word: Word, setting: Setting) -> Option<Found> {
    let written = text.get(word.start..)?;
    if setting == Setting::Prose || setting == Setting::Sample || !written.starts_with("eyJ") {
        return None;
    }
    let end = length_of_dotted(written);
    let mut parts = written.get(..end)?.split('.');
    let (header, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let header = value::base64_text(header)?;
    let payload = value::base64_text(payload)?;
    // A token for the anonymous role is made to be published; the name is the one of the specification's example.
    let harmless = payload.contains("\"anon\"") || payload.contains("John Doe");
    let fits = header.contains("\"alg\"") && payload.starts_with('{') && signature.len() >= 20 && !harmless;
    fits.then(|| literal(word.start, word.start + end, "JSON Web Token", Proof::Name))
}

/// Length of up to three words with dots between them, as far as a token can be long.
fn length_of_dotted(text: &str) -> usize {
    const LONGEST: usize = 4096;
    let mut dots = 0;
    let end = text.bytes().take(LONGEST).position(|byte| {
        dots += usize::from(byte == b'.');
        dots > 2 || (!is_word(byte) && byte != b'.')
    });
    end.unwrap_or(text.len().min(LONGEST))
}

fn literal(start: usize, end: usize, what: &str, proof: Proof) -> Found {
    Found::Literal(Literal { start, end, what: what.to_owned(), proof })
}

fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn is_word(byte: u8) -> bool {
    super::is_word(byte)
}

fn is_hex(byte: u8) -> bool {
    byte.is_ascii_hexdigit()
}

fn is_upper_or_digit(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}
