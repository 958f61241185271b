use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Facts, FieldRole, Flow, GuardKind, Route, SinkKind, Table, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "mass-assignment",
    item: "auth.privilege-escalation",
    severity: Severity::High,
    page: page!("mass_assignment.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut by_place: BTreeMap<Place, Vec<&Flow>> = BTreeMap::new();
    for flow in facts.flows().filter(|flow| flow.sink == SinkKind::RecordFields) {
        by_place.entry(flow.argument).or_default().push(flow);
    }
    for (place, flows) in by_place {
        let Some(first) = flows.first().filter(|first| !is_held_against_schema(facts, first)) else {
            continue;
        };
        let table = table(facts, &first.call.value);
        let privileged = table.and_then(privileged);
        let mut message =
            format!("`{}` stores whatever fields `{}` has", first.call.value, first.source.value);
        if let Some((name, _)) = privileged {
            message = format!("{message}, `{name}` among them");
        }
        let finding = seen.violated(place, message).confidence(Confidence::Medium);
        match (table, privileged) {
            (Some(_), Some((name, column))) => {
                let looked_into = flows.iter().all(|flow| flow.doubts.any());
                finding
                    .confidence(if looked_into { Confidence::Low } else { Confidence::High })
                    .related(column, format!("`{name}` is for the service to set"));
            }
            // All of its columns are known, and callers may set them.
            (Some(_), None) => {
                finding.severity(Severity::Low);
            }
            (None, _) => {
                finding.severity(Severity::Medium);
            }
        }
        for flow in &flows {
            finding.related(flow.source.place, format!("`{}` comes from the caller", flow.source.value));
        }
        for step in &first.steps {
            finding.related(step.place, step.text.clone());
        }
    }
}

/// Whether all routes that lead to the source have something before them that holds the body against a schema,
/// which may let only some fields through.
fn is_held_against_schema(facts: &Facts, flow: &Flow) -> bool {
    let leads =
        |route: &&&Route| facts.conduct(route).is_some_and(|conduct| conduct.reaches(flow.source.place));
    let routes = facts.registered_routes();
    let mut leading = routes.iter().filter(leads).peekable();
    leading.peek().is_some() && leading.all(|route| route.guard(GuardKind::Validation).is_some())
}

/// The table of the records that a call makes: of `User.create`, `new User`, `this.usersRepository.save`.
fn table<'a>(facts: &'a Facts, call: &str) -> Option<&'a Table> {
    let names: Vec<String> =
        call.split(['.', ' ', '(', ')']).map(key).filter(|name| !name.is_empty()).collect();
    facts.tables().find(|table| names.contains(&key(&table.name)))
}

fn privileged(table: &Table) -> Option<(&str, Place)> {
    let mut columns = table.columns.iter();
    let column = columns.find(|column| {
        let role = FieldRole::of(&column.name);
        let decides =
            matches!(role, Some(FieldRole::Privilege | FieldRole::Verification | FieldRole::Balance));
        decides || is_owner(&column.name)
    })?;
    Some((&column.name, column.place))
}

fn is_owner(column: &str) -> bool {
    let words = words(column);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(
        words.as_slice(),
        ["user" | "owner" | "tenant" | "account" | "author", "id"] | ["userid" | "ownerid"]
    )
}

fn key(name: &str) -> String {
    let mut words = words(name);
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| matches!(last.as_str(), "repository" | "repo" | "model" | "dao" | "store"))
    {
        words.pop();
    }
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words.concat()
}
