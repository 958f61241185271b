//! What is about the service itself: health, metrics, documents, a look inside, deliveries of others.

use super::naming::{Naming, Segment};
use super::{Classes, OperationClass, Sign};
use crate::facts::{Method, Operation};

const HEALTH: &[&str] = &[
    "alive",
    "health",
    "healthcheck",
    "healthchecks",
    "healthz",
    "heartbeat",
    "live",
    "liveness",
    "livez",
    "ping",
    "ready",
    "readiness",
    "readyz",
    "status",
    "up",
];
/// What a status below it is the status of: the service itself.
const SYSTEM: &[&str] = &["app", "application", "health", "monitoring", "server", "service", "system"];
const DOCUMENTATION: &[&str] = &[
    "apidoc",
    "apidocs",
    "doc",
    "docs",
    "graphiql",
    "openapi",
    "openapijson",
    "openapiyaml",
    "redoc",
    "swagger",
    "swaggerjson",
    "swaggerui",
    "swaggeryaml",
];
/// What shows the inside of a service wherever it stands.
const INSIDE: &[&str] = &["actuator", "heapdump", "phpinfo", "pprof", "threaddump", "debugpprof"];
const HOOKS: &[&str] = &["callback", "hook", "hooks", "ipn", "webhook", "webhooks"];

pub(super) fn add(operation: &Operation, naming: &Naming, classes: &mut Classes) {
    let telling: Vec<&Segment> = naming.telling().collect();
    let reads = !operation.method.writes();
    let path = |segment: &Segment| Sign::Path(segment.text.clone());
    let end = naming.end().filter(|_| reads && naming.of_no_item());
    if let Some(end) = end {
        let alone = telling.len() == 1
            || !end.is(&["status", "live", "ready", "up"])
            || telling.first().is_some_and(|first| first.is(SYSTEM));
        if telling.len() <= 2
            && alone
            && (end.is(HEALTH) || telling.iter().any(|one| one.is(&["health", "healthz"])))
        {
            classes.add(OperationClass::Health, path(end));
        }
        if telling.len() <= 2 && is_metrics(operation, end, naming) {
            classes.add(OperationClass::Metrics, path(end));
        }
        if telling.len() <= 2 && telling.iter().any(|one| one.is(DOCUMENTATION)) {
            classes.add(OperationClass::Documentation, path(end));
        }
    }
    let debug = telling.first().filter(|first| first.is(&["debug", "internal"]));
    let inside = telling.iter().find(|one| one.is(INSIDE) && !one.of_item);
    if let Some(segment) = debug.or(inside) {
        classes.add(OperationClass::Debug, path(segment));
    }
    if let Some(segment) = receiver(operation, naming) {
        classes.add(OperationClass::WebhookReceiver, path(segment));
    }
}

/// What monitoring collects is text; a resource called `metrics` is something else.
fn is_metrics(operation: &Operation, end: &Segment, naming: &Naming) -> bool {
    let media = || operation.responses.iter().filter(|one| one.is_success()).flat_map(|one| &one.media);
    let text =
        media().any(|media| media.name.starts_with("text/plain") || media.name.contains("openmetrics"));
    end.is(&["prometheus"])
        || (end.is(&["metrics"]) && (text || (naming.segments.len() == 1 && media().next().is_none())))
}

/// `POST /webhooks/stripe`; making a subscription, `POST /webhooks`, is none.
fn receiver<'a>(operation: &Operation, naming: &'a Naming) -> Option<&'a Segment> {
    if operation.method != Method::Post {
        return None;
    }
    let at = naming.segments.iter().position(|segment| segment.is(HOOKS) && !segment.of_item)?;
    let segment = naming.segments.get(at)?;
    let before = naming.segments.get(..at).is_some_and(|before| before.iter().any(|one| !one.prefix));
    let after = naming.segments.len() > at + 1 || naming.ends_with_parameter;
    let sender = naming.segments.len() == at + 2 && naming.of_no_item();
    let one_param = naming.segments.len() == at + 1 && naming.ends_with_parameter;
    let plural = segment.is(&["hooks", "webhooks"]);
    let manages = naming.segments.iter().skip(at + 1).any(|one| {
        one.is(&["create", "test", "register", "subscribe", "search", "list", "update", "delete", "events"])
    });
    let manages = manages
        || naming.verb().is_some_and(|verb| {
            matches!(
                verb,
                "create" | "add" | "register" | "subscribe" | "update" | "new" | "delete" | "test" | "set"
            )
        });
    let receives = if plural { sender || one_param } else { before && (!after || one_param) };
    (receives && !manages).then_some(segment)
}
