use super::{credential, public, requirement};
use crate::collections::{BTreeSet, Sort};
use crate::facts::{Access, Contract, Facts, Method, Operation, OperationClass, Sign, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "operation-without-security",
    item: "auth.required",
    severity: Severity::High,
    page: page!("operation_without_security.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut known: BTreeSet<Vec<(String, bool)>> = BTreeSet::new();
    for contract in facts.contracts() {
        let asked = asked(contract);
        // The same contract in JSON and in YAML is mended once.
        if asked.is_empty() || known.insert(asked) {
            check_contract(contract, seen);
        }
    }
}

/// The operations of a contract in order, each with whether it asks who calls.
fn asked(contract: &Contract) -> Vec<(String, bool)> {
    let asks = |own: &Operation| matches!(contract.access(own), Access::Required(_));
    let mut asked: Vec<_> = contract.operations.iter().map(|own| (own.label(), asks(own))).collect();
    asked.order();
    asked
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let operations: Vec<(&Operation, Access<'_>)> = contract
        .operations
        .iter()
        .filter(|operation| !operation.webhook)
        .map(|operation| (operation, contract.access(operation)))
        .collect();
    if operations.is_empty() {
        return;
    }
    if !operations.iter().any(|(_, access)| matches!(access, Access::Required(_) | Access::Optional(_))) {
        nothing_is_protected(contract, &operations, seen);
        return;
    }
    let reads_are_protected = most_reads_are_protected(&operations);
    let mut sites = Vec::new();
    let mut met = 0;
    for (operation, access) in &operations {
        match judged(contract, operation, *access, reads_are_protected) {
            Some(Ok(evidence)) => {
                met += 1;
                seen.met(operation.place, || evidence);
            }
            Some(Err(site)) => sites.push(site),
            None => {}
        }
    }
    let whole = |number| {
        let extent = count(number, "operation");
        format!("{extent} can be called without authentication, though {met} others ask for it")
    };
    if is_open_as_a_whole(&operations) {
        tell_open(seen, &sites, whole);
    } else {
        gather::tell_suggesting(seen, sites, met, whole, |places| requirement::at(contract, places));
    }
}

/// Where most operations ask for nothing, writes included, the exception is what asks.
fn is_open_as_a_whole(operations: &[(&Operation, Access<'_>)]) -> bool {
    let open = |writes: bool| {
        let those = || operations.iter().filter(move |(operation, _)| !writes || changes(operation));
        let protected = those().filter(|(_, access)| matches!(access, Access::Required(_))).count();
        those().count() > 4 * protected
    };
    operations.len() > 8 && open(false) && open(true)
}

fn tell_open(seen: &mut Seen, sites: &[Site], whole: impl Fn(usize) -> String) {
    let places: Vec<_> = sites.iter().map(|site| (site.place, site.label.clone())).collect();
    if let Some(finding) = gather::at_places(seen, &places, |number, _| whole(number)) {
        finding.severity(Severity::Medium).confidence(Confidence::Medium);
    }
}

/// Where many reads ask for nothing, the others may well be meant for everybody too.
fn most_reads_are_protected(operations: &[(&Operation, Access<'_>)]) -> bool {
    let reads = || operations.iter().filter(|(operation, _)| !operation.method.writes());
    let protected = reads().filter(|(_, access)| matches!(access, Access::Required(_))).count();
    let unsaid = reads()
        .filter(|(operation, access)| matches!(access, Access::Unsaid) && public::reason(operation).is_none())
        .count();
    protected >= 4 * unsaid
}

/// What an operation of a document that protects others shows; nothing where it is open by nature.
fn judged(
    contract: &Contract,
    operation: &Operation,
    access: Access<'_>,
    reads_are_protected: bool,
) -> Option<Result<String, Site>> {
    let label = format!("`{}`", operation.label());
    let changes = changes(operation);
    let sensitive = sensitive(operation);
    let open = public::reason(operation);
    let credential = credential::of(contract, operation);
    let (what, confidence) = match (access, open, sensitive) {
        (Access::Required(_), ..) => {
            return Some(Ok(format!("{label} asks for `{}`", access.schemes().join("`, `"))));
        }
        (Access::DeclaredOpen, Some(reason), _) => {
            return Some(Ok(format!("{label} is declared public: {reason}")));
        }
        (Access::Unsaid | Access::Optional(_), Some(_), _) => return None,
        _ if let Some(name) = credential => return Some(Ok(format!("{label} takes `{name}`"))),
        _ if issues_token(contract, operation) => {
            return Some(Ok(format!("{label} answers with the token that later calls take")));
        }
        // It has a rule of its own.
        _ if operation.is(OperationClass::Debug) => return None,
        (Access::DeclaredOpen, None, None) if !changes => {
            return Some(Ok(format!("{label} is declared public")));
        }
        (Access::Optional(_), None, None) if !changes => {
            return Some(Ok(format!("{label} is declared public, and takes a login as well")));
        }
        (Access::DeclaredOpen, None, _) => ("is declared public", Confidence::Medium),
        (Access::Optional(_), None, _) => ("can be called without its authentication", Confidence::Medium),
        (Access::Unsaid, None, Some(_)) => ("asks for no authentication", Confidence::High),
        (Access::Unsaid, None, None) if changes => ("asks for no authentication", Confidence::High),
        (Access::Unsaid, None, None) if reads_are_protected => {
            ("asks for no authentication", Confidence::Medium)
        }
        (Access::Unsaid, None, None) => ("asks for no authentication", Confidence::Low),
    };
    let message = match sensitive {
        Some(class) => format!("{label} is {} and {what}", class.name()),
        None if changes => format!("{label} changes data and {what}"),
        None => format!("{label} {what}"),
    };
    // Whoever offers both wants callers without an account.
    let chosen = matches!(access, Access::Optional(_)) && operation.method == Method::Post;
    let severity = ((!changes || chosen) && sensitive.is_none()).then_some(Severity::Medium);
    Some(Err(Site { place: operation.place, message, label, confidence, severity }))
}

/// Nothing but a token in its answer: the caller gets in by it.
fn issues_token(contract: &Contract, operation: &Operation) -> bool {
    let success = operation.responses.iter().filter(|response| response.is_success());
    let mut schemas = success.flat_map(|response| &response.media).filter_map(|media| media.schema);
    let Some(schema) = schemas.next().filter(|_| operation.method == Method::Post) else { return false };
    let layers = contract.layers(schema);
    let mut names = layers.iter().flat_map(|layer| &layer.properties).map(|one| plain(&one.name));
    let known = |name: String| matches!(name.as_str(), "token" | "accesstoken" | "jwt" | "authtoken");
    names.next().is_some_and(known) && names.next().is_none()
}

/// A POST that only looks something up changes nothing.
fn changes(operation: &Operation) -> bool {
    operation.method.writes() && !operation.is_any(&[OperationClass::Read, OperationClass::List])
}

/// What is harmful in the hands of strangers even where it only reads.
fn sensitive(operation: &Operation) -> Option<OperationClass> {
    let classes = [OperationClass::Admin, OperationClass::Export];
    // A tag may say who mostly uses it; a path says what it is.
    classes
        .into_iter()
        .find(|class| matches!(operation.classes.sign(*class), Some(Sign::Path(_) | Sign::Id(_))))
}

/// One finding for a document in which no operation asks who is calling.
fn nothing_is_protected(contract: &Contract, operations: &[(&Operation, Access<'_>)], seen: &mut Seen) {
    let guarded: Vec<&Operation> = operations
        .iter()
        .map(|(operation, _)| *operation)
        .filter(|operation| public::reason(operation).is_none())
        .collect();
    let declared_open = operations.iter().all(|(_, access)| matches!(access, Access::DeclaredOpen));
    let writes = guarded.iter().filter(|operation| changes(operation)).count();
    if guarded.is_empty() {
        return;
    }
    if declared_open && writes == 0 {
        seen.met(contract.place, || "the document declares all that it offers as public");
        return;
    }
    let parameters = credential::parameters(contract);
    if let Some(first) = parameters.first().filter(|first| first.operations.len() * 2 >= guarded.len()) {
        let extent = count(first.operations.len(), "operation");
        seen.met(first.place, || {
            format!("{extent} take `{}`, which is not declared as a credential", first.name)
        });
        return;
    }
    let scheme = contract.schemes.first();
    let (place, what) = match scheme {
        Some(scheme) => {
            (scheme.place, format!("the scheme `{}` is declared, but no operation asks for it", scheme.name))
        }
        None => (contract.place, "the document asks for no authentication anywhere".to_owned()),
    };
    let changing = match writes {
        0 => "none of them changes data".to_owned(),
        1 => "1 of them changes data".to_owned(),
        more => format!("{more} of them change data"),
    };
    let elsewhere = if scheme.is_none() { told_elsewhere(contract) } else { None };
    let though = elsewhere.map(|what| format!(", though {what}")).unwrap_or_default();
    let message = format!("{what}{though}: {}, {changing}", count(guarded.len(), "operation"));
    // A gateway may ask instead, reads may be meant for everybody, and the part that asks may be cut off.
    let confidence = match (scheme, writes) {
        _ if !contract.whole => Confidence::Low,
        (Some(_), _) => Confidence::High,
        (None, 0) => Confidence::Low,
        (None, _) => Confidence::Medium,
    };
    let finding = seen.violated(place, message).confidence(confidence).sites(guarded.len());
    // What is merely not written down may well be there.
    if scheme.is_none() || writes == 0 {
        finding.severity(Severity::Medium);
    }
    if let Some(actions) = requirement::everywhere(contract, &guarded) {
        finding.overlay(actions);
    }
    let (changes, reads): (Vec<_>, Vec<_>) = guarded.into_iter().partition(|operation| changes(operation));
    for operation in changes.into_iter().chain(reads).take(20) {
        finding.related(operation.place, format!("`{}`", operation.label()));
    }
}

/// What shows that there is an authentication, though no scheme is declared.
fn told_elsewhere(contract: &Contract) -> Option<String> {
    if let Some(parameter) = credential::parameters(contract).first() {
        return Some(format!("{} take `{}`", count(parameter.operations.len(), "operation"), parameter.name));
    }
    let refusing = contract
        .operations
        .iter()
        .filter(|operation| operation.responses.iter().any(|response| response.status == "401"))
        .count();
    if refusing > 0 {
        return Some(format!("{} declare 401", count(refusing, "operation")));
    }
    let text = contract.info.description.as_ref()?.value.to_lowercase();
    let words = [
        "api key",
        "api-key",
        "apikey",
        "oauth",
        "bearer",
        "authenticat",
        "access token",
        "authorization header",
    ];
    let word = words.into_iter().find(|word| text.contains(word))?;
    Some(format!("its description speaks of it (`{word}`)"))
}
