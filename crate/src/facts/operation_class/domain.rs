//! What a request is about: getting in, money, orders, administration.

use super::naming::{Naming, Segment, has_pair};
use super::{Classes, OperationClass, Sign};
use crate::facts::{Contract, Method, Operation, SchemaId, singular, words};

const LOGIN: &[&str] = &["login", "signin", "logon", "authenticate"];
const SIGN_OUT: &[&str] = &["logout", "signout", "logoff"];
const SIGN_UP: &[&str] = &["signup", "register", "registration"];
/// Who registers: other things are registered as well.
const ACCOUNTS: &[&str] = &["account", "auth", "authentication", "customer", "identity", "member", "user"];
const RESET: &[&str] = &["forgot", "forget", "recover", "recovery", "reset"];
const MONEY: &[&str] =
    &["charge", "deposit", "donation", "payment", "payout", "purchase", "refund", "withdrawal"];
const ORDERS: &[&str] = &["booking", "order", "reservation"];
const ADMIN: &[&str] = &["admin", "administration", "backoffice", "superuser"];

pub(super) fn add(contract: &Contract, operation: &Operation, naming: &Naming, classes: &mut Classes) {
    entrance(contract, operation, naming, classes);
    tokens(contract, operation, naming, classes);
    if let Some(segment) = naming.segments.iter().rev().take(2).find(|segment| is_money(segment)) {
        classes.add(OperationClass::Payment, Sign::Path(segment.text.clone()));
    }
    if let Some(segment) = naming.segments.iter().find(|segment| is_order(segment, naming)) {
        classes.add(OperationClass::Order, Sign::Path(segment.text.clone()));
    }
    let is_admin = |segment: &&Segment| ADMIN.contains(&segment.first()) || segment.is(ADMIN);
    if let Some(segment) = naming.segments.iter().find(is_admin) {
        classes.add(OperationClass::Admin, Sign::Path(segment.text.clone()));
    } else if let Some(tag) = operation.tags.iter().find(|tag| ADMIN.contains(&words(tag).concat().as_str()))
    {
        classes.add(OperationClass::Admin, Sign::Tag(tag.clone()));
    }
}

/// Logins, sign-ups, resets. Below an item they are about it: `/users/{id}/logins`.
fn entrance(contract: &Contract, operation: &Operation, naming: &Naming, classes: &mut Classes) {
    let mut near_end = naming.telling().rev().take(2);
    let (last, before) = (near_end.next(), near_end.next());
    let by_path = last.and_then(|last| way_in(operation, naming, last, before));
    if let Some((class, segment)) = by_path {
        classes.add(class, Sign::Path(segment.text.clone()));
    } else if let Some(id) = operation.id.as_ref().filter(|_| SIGN_OUT.contains(&naming.id.concat().as_str()))
    {
        classes.add(OperationClass::SignOut, Sign::Id(id.value.clone()));
    } else if operation.method == Method::Delete {
        // What is deleted is a record of a login, not a login.
    } else if let Some(id) = operation.id.as_ref().filter(|_| logs_in(naming)) {
        classes.add(OperationClass::Login, Sign::Id(id.value.clone()));
    } else if operation.method == Method::Post && takes_password(contract, operation) {
        let sign = Sign::Shape("a name and a password in its body, and a token in its answer");
        classes.add(OperationClass::Login, sign);
    }
}

fn way_in<'a>(
    operation: &Operation,
    naming: &Naming,
    last: &'a Segment,
    before: Option<&'a Segment>,
) -> Option<(OperationClass, &'a Segment)> {
    let near = || [Some(last), before].into_iter().flatten();
    let out = |one: &&Segment| {
        one.is(SIGN_OUT) || one.has_pair("log", &["out", "off"]) || one.has_pair("sign", &["out"])
    };
    if let Some(segment) = near().find(out) {
        return Some((OperationClass::SignOut, segment));
    }
    if operation.method == Method::Delete {
        let ends = last.is(&["session", "sessions"]) && naming.of_no_item();
        return ends.then_some((OperationClass::SignOut, last));
    }
    if operation.method == Method::Get && last.words.last().is_some_and(|word| singular(word) != *word) {
        return None;
    }
    let is_reset = |one: &Segment| one.words.iter().any(|word| RESET.contains(&word.as_str()));
    let resets = |one: &&Segment| (one.has("password") && is_reset(one)) || one.is(&["forgot", "forgotpw"]);
    let apart = before.is_some_and(|before| {
        (last.is(RESET) && before.has("password")) || (before.is(RESET) && last.has("password"))
    });
    if let Some(segment) = near().find(resets).or(apart.then_some(last)) {
        return Some((OperationClass::PasswordReset, segment));
    }
    let goes_in = |one: &&Segment| {
        (one.is(LOGIN) || one.has_pair("sign", &["in"]) || one.has_pair("log", &["in", "on"])) && !one.of_item
    };
    if let Some(segment) = near().find(goes_in) {
        return Some((OperationClass::Login, segment));
    }
    let goes_up = |one: &&Segment| one.is(&["signup"]) || one.has_pair("sign", &["up"]);
    let registers = || operation.method == Method::Post && signs_up(last, before, naming);
    let segment = near().find(goes_up).or_else(|| registers().then_some(last))?;
    Some((OperationClass::SignUp, segment))
}

fn signs_up(last: &Segment, before: Option<&Segment>, naming: &Naming) -> bool {
    let alone = before.is_none_or(|before| ACCOUNTS.contains(&before.head().as_str()));
    last.is(SIGN_UP) && alone && naming.of_no_item()
}

/// `loginUser`, `userLogin`, `signIn`; not `listLogins` or `getLoginAttempts`.
fn logs_in(naming: &Naming) -> bool {
    let whole = naming.id.concat();
    let short = naming.id.len() <= 3;
    let begins = naming.verb().is_some_and(|verb| LOGIN.contains(&verb));
    LOGIN.contains(&whole.as_str())
        || (short && begins)
        || (short && has_pair(&naming.id, "user", &["login"]) && naming.id.len() == 2)
        || matches!(whole.as_str(), "signin" | "logon")
}

/// Whether a body holds nothing but credentials, and the answer a token.
fn takes_password(contract: &Contract, operation: &Operation) -> bool {
    let names = |schema: SchemaId| -> Vec<String> {
        let layers = contract.layers(schema);
        layers
            .iter()
            .flat_map(|layer| &layer.properties)
            .take(8)
            .map(|one| words(&one.name).concat())
            .collect()
    };
    let media = operation.body.iter().flat_map(|body| &body.media).filter_map(|media| media.schema);
    let taken: Vec<String> = media.take(1).flat_map(names).collect();
    let is_credential = |name: &String| matches!(name.as_str(), "password" | "passwd" | "pin" | "passcode");
    let is_name = |name: &String| {
        matches!(name.as_str(), "username" | "email" | "login" | "user" | "userid" | "phone" | "mobile")
    };
    taken.len() <= 4
        && taken.iter().any(is_credential)
        && taken.iter().any(is_name)
        && answers_with(
            contract,
            operation,
            &["token", "accesstoken", "jwt", "idtoken", "authtoken", "sessiontoken"],
        )
}

fn answers_with(contract: &Contract, operation: &Operation, wanted: &[&str]) -> bool {
    let success = operation.responses.iter().filter(|response| response.is_success());
    let schemas = success.flat_map(|response| &response.media).filter_map(|media| media.schema).take(1);
    schemas
        .flat_map(|schema| contract.layers(schema))
        .flat_map(|layer| &layer.properties)
        .take(40)
        .any(|one| wanted.contains(&words(&one.name).concat().as_str()))
}

fn tokens(contract: &Contract, operation: &Operation, naming: &Naming, classes: &mut Classes) {
    if operation.method == Method::Delete {
        return;
    }
    let under_oauth =
        naming.segments.iter().any(|one| one.is(&["oauth", "oauth2", "auth", "connect", "oidc"]));
    let end = naming.end().filter(|end| {
        let gives = end.is(&["token"]) || end.has_pair("access", &["token"]);
        (gives && (under_oauth || naming.of_no_item()))
            || end.has_pair("refresh", &["token", "tokens"])
            || end.is(&["refreshtoken"])
            || (under_oauth && end.is(&["refresh", "introspect", "revoke", "authorize", "userinfo"]))
    });
    if let Some(end) = end.filter(|end| operation.method == Method::Post || end.is(&["authorize"])) {
        classes.add(OperationClass::Token, Sign::Path(end.text.clone()));
    } else if operation.method == Method::Post
        && answers_with(contract, operation, &["accesstoken"])
        && answers_with(contract, operation, &["expiresin", "refreshtoken", "tokentype"])
    {
        classes.add(OperationClass::Token, Sign::Shape("an access token in its answer"));
    }
}

fn is_money(segment: &Segment) -> bool {
    let kinds = [
        "intent", "intents", "link", "links", "order", "orders", "request", "requests", "session", "sessions",
    ];
    MONEY.contains(&segment.head().as_str())
        || segment.has_pair("payment", &kinds)
        || segment.is(&["checkout", "checkouts", "pay", "checkoutsession", "checkoutsessions", "charge"])
}

/// `order` by itself may be the order of a list, and `/booking/` the name of an API.
fn is_order(segment: &Segment, naming: &Naming) -> bool {
    let head = segment.head();
    let plural = segment.words.last().is_some_and(|last| *last != head);
    let ends = naming.end().is_some_and(|end| std::ptr::eq(end, segment));
    let alone = segment.words.len() == 1 && !segment.of_item && (ends || segment.keyed);
    ORDERS.contains(&head.as_str()) && (plural || alone || (head != "order" && segment.keyed))
}
