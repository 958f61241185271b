use crate::facts::{Facts, SecurityUse, UseKind, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "insecure-cookie",
    item: "auth.token-transport",
    severity: Severity::Medium,
    page: page!("insecure_cookie.md"),
    check,
};

/// Words in the names of cookies that sign somebody in.
const CREDENTIALS: &[&str] = &[
    "access",
    "auth",
    "authorization",
    "bearer",
    "jwt",
    "login",
    "refresh",
    "remember",
    "rememberme",
    "sess",
    "session",
    "sessionid",
    "sid",
    "token",
];
/// Words in the names of those that scripts have to read, or that sign nobody in.
const READABLE: &[&str] = &["csrf", "xsrf", "flash", "state"];

fn check(facts: &Facts, seen: &mut Seen) {
    for one in facts.uses(UseKind::Cookie).filter(|one| !removes(one)) {
        if is_credential(one) {
            judge(one, seen);
        } else if one.is("secure", "false") {
            let name = one.constant("name").unwrap_or("of another name");
            let message = format!("the cookie `{name}` is told to go over plain HTTP");
            seen.violated(one.place, message).severity(Severity::Low);
        }
    }
    for one in facts.uses(UseKind::Session) {
        judge(one, seen);
    }
}

fn is_credential(one: &SecurityUse) -> bool {
    let words = words(one.constant("name").unwrap_or_default());
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(CREDENTIALS) && !has(READABLE)
}

/// An empty value or an age that is over takes a cookie away.
fn removes(one: &SecurityUse) -> bool {
    one.constant("value").is_some_and(|value| value.is_empty() || value == "none")
        || one.constant("age").is_some_and(|age| age == "0" || age.starts_with('-'))
}

fn judge(one: &SecurityUse, seen: &mut Seen) {
    let what = match one.constant("name") {
        Some(name) => format!("the cookie `{name}`"),
        None => "the cookie of the session".to_owned(),
    };
    let mut lacking = Vec::new();
    if one.lacks("http-only") {
        lacking.push("`HttpOnly`, so that scripts can read it");
    }
    if one.lacks("secure") {
        lacking.push("`Secure`, so that it goes over plain HTTP");
    }
    let weighty = !lacking.is_empty();
    if one.lacks("same-site") {
        lacking.push("`SameSite`, so that it depends on the browser whether other sites can send it along");
    }
    if lacking.is_empty() {
        seen.met(one.place, || format!("{what} is out of reach of scripts, plain HTTP and other sites"));
        return;
    }
    let finding = seen.violated(one.place, format!("{what} lacks {}", lacking.join(", ")));
    if !weighty {
        finding.severity(Severity::Low);
    }
    // Behind a proxy that ends TLS, a library may set it by itself.
    if one.kind == UseKind::Session {
        finding.confidence(Confidence::Medium);
    }
}
