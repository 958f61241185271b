//! Statuses and access of an endpoint, in words.

use super::endpoints::{Access, Endpoint};
use super::inline::{code, listed, short};

pub(super) fn access(endpoint: &Endpoint<'_>) -> String {
    match endpoint.access() {
        Access::Guarded(names) => listed(&names.iter().map(|name| short(name)).collect::<Vec<_>>(), 4),
        Access::Public => "none, declared public".to_owned(),
        Access::Unstated => "none stated".to_owned(),
    }
}

/// `404` Not Found
pub(super) fn status(code_: &str) -> String {
    match reason(code_) {
        Some(reason) => format!("{} {reason}", code(code_)),
        None => code(code_),
    }
}

/// As RFC 9110, section 15, and RFC 6585 name them.
fn reason(status: &str) -> Option<&'static str> {
    Some(match status {
        "200" => "OK",
        "201" => "Created",
        "202" => "Accepted",
        "204" => "No Content",
        "206" => "Partial Content",
        "301" => "Moved Permanently",
        "302" => "Found",
        "303" => "See Other",
        "304" => "Not Modified",
        "307" => "Temporary Redirect",
        "308" => "Permanent Redirect",
        "400" => "Bad Request",
        "401" => "Unauthorized",
        "403" => "Forbidden",
        "404" => "Not Found",
        "405" => "Method Not Allowed",
        "406" => "Not Acceptable",
        "409" => "Conflict",
        "410" => "Gone",
        "412" => "Precondition Failed",
        "413" => "Content Too Large",
        "415" => "Unsupported Media Type",
        "422" => "Unprocessable Content",
        "428" => "Precondition Required",
        "429" => "Too Many Requests",
        "451" => "Unavailable For Legal Reasons",
        "500" => "Internal Server Error",
        "501" => "Not Implemented",
        "502" => "Bad Gateway",
        "503" => "Service Unavailable",
        "504" => "Gateway Timeout",
        "default" => "any other",
        _ => return None,
    })
}
