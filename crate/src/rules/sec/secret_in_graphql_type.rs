use crate::collections::BTreeSet;
use crate::facts::{Facts, FieldRole, GraphField, GraphKind, GraphSchema, GraphType, RootKind, plain, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-graphql-type",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: page!("secret_in_graphql_type.md"),
    check,
};

/// Words in the name of a type that hands secrets out on purpose.
const PURPOSES: [&str; 17] = [
    "auth",
    "authentication",
    "credential",
    "credentials",
    "key",
    "login",
    "oauth",
    "password",
    "registration",
    "secret",
    "session",
    "signin",
    "signup",
    "token",
    "tokens",
    "webhook",
    "totp",
];

/// Words of what is paid.
const PAYMENT: [&str; 12] = [
    "billing",
    "charge",
    "checkout",
    "donation",
    "intent",
    "invoice",
    "order",
    "payment",
    "purchase",
    "setup",
    "stripe",
    "subscription",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let outcomes = outcomes(graph);
    for type_ in graph.of_kind(GraphKind::Object) {
        let words = words(&type_.name);
        if outcomes.contains(&*type_.name) || words.iter().any(|word| PURPOSES.contains(&word.as_str())) {
            continue;
        }
        let secret = |field: &&GraphField| {
            is_text(graph, field) && field.arguments.is_empty() && role(field).is_some()
        };
        let secrets: Vec<_> =
            type_.fields.iter().filter(secret).filter(|field| !is_of_payment(type_, field)).collect();
        if secrets.is_empty() && type_.fields.iter().any(|field| field.name == "id") {
            seen.met(type_.place, || format!("`{}` gives no secret away", type_.name));
        }
        for field in secrets {
            let Some(role) = role(field) else { continue };
            let message = format!("`{}.{}` gives {} to whoever asks", type_.name, field.name, role.name());
            let finding = seen.violated(field.place, message);
            match role {
                FieldRole::PasswordHash => {}
                // A passcode may be that of a link.
                FieldRole::Password if field.name.to_lowercase().contains("password") => {}
                // Some are made to be shown to their owner.
                _ => {
                    finding.severity(Severity::Medium).confidence(Confidence::Medium);
                }
            }
        }
    }
}

/// The `clientSecret` of a payment is made for the payer's browser, which confirms the payment with it; that of an
/// OAuth client stands beside the client's id.
fn is_of_payment(type_: &GraphType, field: &GraphField) -> bool {
    let pays = |word: &String| PAYMENT.contains(&word.as_str());
    plain(&field.name).ends_with("clientsecret")
        && words(&type_.name).iter().chain(&words(&field.name)).any(pays)
        && !type_.fields.iter().any(|own| plain(&own.name).ends_with("clientid"))
}

fn role(field: &GraphField) -> Option<FieldRole> {
    FieldRole::of(&field.name).filter(|role| role.is_secret() && *role != FieldRole::CardNumber)
}

fn is_text(graph: &GraphSchema, field: &GraphField) -> bool {
    !field.type_.is_list()
        && (field.type_.name == "String"
            || graph
                .named(&field.type_.name)
                .is_some_and(|type_| type_.kind == GraphKind::Scalar && !is_instant(&type_.name)))
}

fn is_instant(name: &str) -> bool {
    let name = name.to_lowercase();
    ["date", "time", "bool", "int"].iter().any(|word| name.contains(word))
}

/// What mutations answer with: a sign-in gives a token on purpose. What queries give as well is no such type.
fn outcomes(graph: &GraphSchema) -> BTreeSet<&str> {
    let changed = graph.root_fields(RootKind::Mutation).filter_map(|field| graph.target(&field.type_));
    let has_id = |name: &str| {
        graph.named(name).is_some_and(|type_| type_.fields.iter().any(|field| field.name == "id"))
    };
    changed.map(|type_| type_.name.as_str()).filter(|name| !has_id(name)).collect()
}
