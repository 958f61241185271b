use crate::facts::{Contract, Facts, Operation, ParameterLocation, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "unsigned-webhook",
    item: "integ.webhook-signature",
    severity: Severity::Low,
    page: page!("unsigned_webhook.md"),
    check,
};

/// Parts of names of headers and fields by which a receiver tells who sent a message, written plain.
const PROOFS: [&str; 9] =
    ["apikey", "authorization", "digest", "hmac", "jwt", "secret", "signature", "token", "xhub"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let sent =
        contract.operations.iter().filter(|one| one.webhook && one.method.writes() && one.unread.is_empty());
    let mut unsigned = Vec::new();
    for operation in sent {
        match proof(contract, operation) {
            Some(evidence) => {
                seen.met(operation.place, || format!("`{}` is sent with {evidence}", operation.label()));
            }
            None => unsigned.push(operation),
        }
    }
    let are = if unsigned.len() == 1 { "is" } else { "are" };
    let finding = gather::together(seen, &unsigned, |who| {
        format!("{who} {are} sent without a signature: a receiver cannot tell who sent it")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Low);
    }
}

/// What shows a receiver who sent the message.
fn proof(contract: &Contract, operation: &Operation) -> Option<String> {
    let proves = |name: &str| {
        let name = plain(name);
        PROOFS.iter().any(|part| name.contains(part))
    };
    let header = operation.parameters.iter().find(|one| {
        matches!(one.location, ParameterLocation::Header | ParameterLocation::Query) && proves(&one.name)
    });
    if let Some(header) = header {
        return Some(format!("`{}`", header.name));
    }
    if operation.security.as_ref().is_some_and(|own| own.value.iter().any(|one| !one.schemes.is_empty())) {
        return Some("credentials".to_owned());
    }
    let media = operation.body.iter().filter_map(|body| body.media.first());
    let layers: Vec<_> =
        media.filter_map(|media| media.schema).flat_map(|schema| contract.layers(schema)).collect();
    let mut properties = layers.iter().flat_map(|layer| &layer.properties);
    if let Some(property) = properties.find(|one| proves(&one.name)) {
        return Some(format!("`{}`", property.name));
    }
    let text = operation.description.as_deref().unwrap_or_default().to_lowercase();
    let said = ["signature", "signed", "hmac"].into_iter().find(|word| text.contains(word))?;
    Some(format!("a signature, as its description says (`{said}`)"))
}
