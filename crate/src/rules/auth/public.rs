//! Operations that must be reachable without a login: the login itself, health, documents, deliveries.

use crate::facts::{Operation, OperationClass, Sign, plain, words};

const LEADS_IN: &str = "it is part of the login";

/// Words of a path that lead to a login, or away from a lost one.
const LOGIN: [&str; 41] = [
    "activate",
    "activation",
    "auth",
    "authenticate",
    "authentication",
    "authorize",
    "captcha",
    "challenge",
    "confirm",
    "confirmation",
    "csrf",
    "forgot",
    "introspect",
    "jwks",
    "login",
    "logon",
    "logout",
    "magic",
    "mfa",
    "oauth",
    "oauth2",
    "oidc",
    "otp",
    "password",
    "passwords",
    "recover",
    "recovery",
    "refresh",
    "register",
    "registration",
    "registrations",
    "reset",
    "saml",
    "session",
    "sessions",
    "signin",
    "signup",
    "sso",
    "token",
    "verification",
    "verify",
];

/// Words of a path that anybody may call by design.
const OPEN: [&str; 20] = [
    "callback",
    "callbacks",
    "contact",
    "docs",
    "favicon",
    "feedback",
    "hook",
    "hooks",
    "ipn",
    "newsletter",
    "openapi",
    "public",
    "robots",
    "subscribe",
    "swagger",
    "unsubscribe",
    "webhook",
    "webhooks",
    "wellknown",
    "share",
];

/// Last words of a short path that say how the service itself is.
const MONITORING: [&str; 18] = [
    "about",
    "alive",
    "health",
    "healthcheck",
    "healthz",
    "heartbeat",
    "info",
    "live",
    "liveness",
    "livez",
    "metrics",
    "ping",
    "ready",
    "readiness",
    "readyz",
    "status",
    "time",
    "version",
];

/// Why an operation is open by its nature, in words; `None` where nothing shows that it is.
pub(super) fn reason(operation: &Operation) -> Option<String> {
    if let Some(class) = operation.open_class() {
        let sign = operation.classes.sign(class).map(Sign::text).unwrap_or_default();
        return Some(format!("it is {}, by {sign}", class.name()));
    }
    // A list of tokens, or taking one away, is not part of getting in.
    if operation.is_any(&[OperationClass::List, OperationClass::Delete]) {
        let by_words = by_words(operation).filter(|reason| *reason != LEADS_IN);
        return by_words.or_else(|| says_so(operation)).map(str::to_owned);
    }
    by_words(operation).or_else(|| says_so(operation)).map(str::to_owned)
}

/// What texts say of operations that anybody may call.
const SAID: [&str; 9] = [
    "anonymously",
    "anyone can",
    "authentication is not required",
    "authentication not required",
    "does not require authentication",
    "doesn't require authentication",
    "no authentication",
    "not require an access token",
    "without authentication",
];

fn says_so(operation: &Operation) -> Option<&'static str> {
    let said = [&operation.summary, &operation.description].into_iter().flatten().any(|text| {
        let end = text.char_indices().nth(1000).map_or(text.len(), |(at, _)| at);
        let text = text.get(..end).unwrap_or_default().to_ascii_lowercase();
        SAID.iter().any(|phrase| text.contains(phrase))
    });
    said.then_some("its description says so")
}

fn by_words(operation: &Operation) -> Option<&'static str> {
    let segments: Vec<&str> = operation.path.split('/').filter(|segment| !segment.is_empty()).collect();
    let bare: Vec<String> =
        segments.iter().filter(|segment| !segment.contains('{')).map(|part| plain(part)).collect();
    let spoken: Vec<Vec<String>> = segments.iter().map(|segment| words(segment)).collect();
    let fixed = segments.iter().zip(&spoken).filter(|(segment, _)| !segment.contains('{'));
    let said: Vec<&str> = fixed.flat_map(|(_, words)| words).chain(&bare).map(String::as_str).collect();
    let has = |names: &[&str]| said.iter().any(|name| names.contains(name));
    let after_prefix = bare.iter().filter(|segment| !is_prefix(segment)).count();
    if segments.is_empty() || (after_prefix == 0 && segments.len() == bare.len()) {
        Some("it is the entry point")
    } else if has(&LOGIN)
        || (has(&["device"]) && has(&["authorization"]))
        || has_two(&spoken, "sign")
        || has_two(&spoken, "log")
    {
        Some(LEADS_IN)
    } else if has(&OPEN) {
        Some("it is meant for callers without an account")
    } else if after_prefix <= 2
        && segments.len() == bare.len()
        && bare.last().is_some_and(|last| MONITORING.contains(&last.as_str()))
    {
        Some("it says how the service is")
    } else {
        None
    }
}

/// `sign-in`, `log_out`: two words that are one.
fn has_two(segments: &[Vec<String>], first: &str) -> bool {
    segments.iter().any(|words| {
        words.windows(2).any(|pair| {
            matches!(pair, [one, two] if one == first && matches!(two.as_str(), "in" | "on" | "up" | "out"))
        })
    })
}

fn is_prefix(segment: &str) -> bool {
    segment == "api"
        || segment == "rest"
        || segment.strip_prefix('v').is_some_and(|rest| rest.parse::<u32>().is_ok())
}
