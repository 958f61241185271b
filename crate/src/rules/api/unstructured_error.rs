use crate::artifact::{Place, Value};
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Contract, Facts, Method, Operation, Response};
use crate::finding::{Action, Confidence, Seen, Severity};
use crate::rules::gather::{self, Site, count};
use crate::rules::{Rule, overlay};

pub(super) static RULE: Rule = Rule {
    id: "unstructured-error",
    item: "api.error-format",
    severity: Severity::Medium,
    page: page!("unstructured_error.md"),
    check,
};

/// More forms of errors than this are told as one finding.
const MOST_FORMS: usize = 3;

/// What an error response says of its body.
enum Form {
    /// The names of its properties.
    Shape(Vec<String>),
    /// A body of which only the media type is known.
    Untyped(String),
    /// Nothing.
    Bare,
    /// Not to be told from here.
    Unknown,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut declared: Vec<(&Operation, Vec<String>)> = Vec::new();
    for operation in contract.operations.iter().filter(|operation| has_bodies(operation)) {
        let errors: Vec<_> = operation.responses.iter().filter(|response| response.is_error()).collect();
        let forms: Vec<_> = errors.iter().map(|error| (*error, form(contract, error))).collect();
        let loose: Vec<_> =
            forms.iter().filter(|(_, form)| matches!(form, Form::Bare | Form::Untyped(_))).collect();
        if !loose.is_empty() {
            sites.push(loose_site(operation, &loose));
            continue;
        }
        let shapes = forms.into_iter().filter_map(|(_, form)| match form {
            Form::Shape(names) => Some(names),
            _ => None,
        });
        declared.extend(shapes.map(|names| (operation, names)));
    }
    let met = agreeing(&declared, seen);
    let whole = |number| {
        if met == 0 {
            format!("no error response says what its body holds ({})", count(number, "operation"))
        } else {
            format!("{} do not say what the body of an error holds", count(number, "operation"))
        }
    };
    gather::tell_suggesting(seen, sites, met, whole, |places| described(contract, places));
}

/// One form for all errors that have none; none where one of them cannot be named.
fn described(contract: &Contract, places: &[Place]) -> Option<Vec<Action>> {
    if places.len() > overlay::MOST_OPERATIONS {
        return None;
    }
    let begins = |operation: &Operation| {
        let mut errors = operation.responses.iter().filter(|response| response.is_error());
        errors.any(|error| places.contains(&error.place))
    };
    let mut actions = Vec::new();
    let (shared, body) = overlay::error_body(contract);
    actions.extend(shared);
    for operation in contract.operations.iter().filter(|one| has_bodies(one) && begins(one)) {
        for error in operation.responses.iter().filter(|response| response.is_error()) {
            let media = match form(contract, error) {
                Form::Bare => None,
                // What its schema lacks is the schema's own.
                Form::Untyped(_) if error.media.iter().any(|media| media.schema.is_some()) => return None,
                Form::Untyped(media) => Some(media),
                Form::Shape(_) | Form::Unknown => continue,
            };
            let what = format!("Say what {} of `{}` holds", error.status, operation.label());
            let body = Value::map([overlay::content(contract, media.as_deref(), &body)]);
            actions.push(overlay::update_response(contract, operation, error, what, body)?);
        }
    }
    Some(actions)
}

fn has_bodies(operation: &Operation) -> bool {
    !operation.webhook && !matches!(operation.method, Method::Head | Method::Options | Method::Trace)
}

fn form(contract: &Contract, response: &Response) -> Form {
    if response.unread {
        return Form::Unknown;
    }
    let Some(media) =
        response.media.iter().find(|media| media.name.contains("json")).or(response.media.first())
    else {
        return Form::Bare;
    };
    let Some(schema) = media.schema else { return Form::Untyped(media.name.clone()) };
    let layers = contract.layers(schema);
    if layers.iter().any(|layer| layer.unread) {
        return Form::Unknown;
    }
    let mut names: Vec<String> =
        layers.iter().flat_map(|layer| &layer.properties).map(|property| property.name.to_string()).collect();
    names.order();
    names.dedup();
    // A media type of RFC 9457 says by its name what it holds.
    if names.is_empty() && media.name.contains("problem") {
        names.push("type".to_owned());
    }
    match names.is_empty() {
        true if layers.iter().any(|layer| layer.items.is_some()) => Form::Unknown,
        true => Form::Untyped(media.name.clone()),
        false => Form::Shape(names),
    }
}

fn loose_site(operation: &Operation, loose: &[&(&Response, Form)]) -> Site {
    let codes: Vec<_> = loose.iter().take(6).map(|(error, _)| format!("`{}`", error.status)).collect();
    let untyped = loose.iter().find_map(|(_, form)| match form {
        Form::Untyped(media) => Some(media.as_str()),
        _ => None,
    });
    let label = format!("`{}`", operation.label());
    let what = match untyped {
        Some(media) => format!("only the media type `{media}`"),
        None => "nothing".to_owned(),
    };
    let first = loose.first().map_or(operation.place, |(error, _)| error.place);
    Site {
        place: first,
        message: format!("{label} says {what} about the body of its errors ({})", codes.join(", ")),
        label,
        confidence: Confidence::High,
        severity: None,
    }
}

/// Reports error responses that have nothing in common with the most frequent one; gives how many agree.
fn agreeing(shaped: &[(&Operation, Vec<String>)], seen: &mut Seen) -> usize {
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for (_, names) in shaped {
        *counts.entry(names).or_default() += 1;
    }
    let usual = counts.iter().max_by_key(|(_, count)| **count).map(|(names, _)| *names);
    let Some(usual) = usual else { return 0 };
    let mut deviating: BTreeMap<&[String], Vec<&Operation>> = BTreeMap::new();
    let mut met: Vec<&Operation> = Vec::new();
    for (operation, names) in shaped {
        if names.iter().any(|name| usual.contains(name)) {
            if met.last().is_none_or(|last| last.place != operation.place) {
                met.push(operation);
            }
        } else {
            deviating.entry(names).or_default().push(operation);
        }
    }
    for operation in &met {
        seen.met(operation.place, || format!("errors of `{}` hold {}", operation.label(), listed(usual)));
    }
    if deviating.len() > MOST_FORMS {
        many_forms(&deviating, seen);
        return met.len();
    }
    for (names, mut operations) in deviating {
        operations.dedup_by_key(|operation| operation.place);
        let Some((first, others)) = operations.split_first() else { continue };
        let message = format!(
            "errors of `{}` hold {}, while others hold {}",
            first.label(),
            listed(names),
            listed(usual)
        );
        let finding = seen.violated(first.place, message).sites(operations.len());
        finding.severity(Severity::Low);
        for other in others.iter().take(20) {
            finding.related(other.place, format!("`{}`", other.label()));
        }
    }
    met.len()
}

/// Where there is no custom, one finding says so.
fn many_forms(deviating: &BTreeMap<&[String], Vec<&Operation>>, seen: &mut Seen) {
    let mut groups =
        deviating.values().filter_map(|operations| operations.first().copied()).collect::<Vec<_>>();
    groups.order_by_key(|operation| operation.place);
    let Some((first, others)) = groups.split_first() else { return };
    let message = format!("errors have {} forms that share no property with the usual one", deviating.len());
    let finding = seen.violated(first.place, message).sites(groups.len());
    finding.severity(Severity::Low);
    for other in others.iter().take(20) {
        finding.related(other.place, format!("`{}`", other.label()));
    }
}

fn listed(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > 5 { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
