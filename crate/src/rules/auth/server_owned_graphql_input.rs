use crate::collections::BTreeMap;
use crate::facts::{Facts, FieldRole, GraphField, GraphKind, GraphSchema, RootKind, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "server-owned-graphql-input",
    item: "auth.privilege-escalation",
    severity: Severity::Medium,
    page: page!("server_owned_graphql_input.md"),
    check,
};

/// First words of mutations that people use for themselves.
const SELF: [&str; 6] = ["register", "signup", "sign", "update", "edit", "create"];
/// Words of mutations whose purpose is to give rights, or that only few may use.
const GRANTS: [&str; 20] = [
    "admin",
    "assign",
    "change",
    "collaborator",
    "grant",
    "group",
    "invite",
    "invitation",
    "member",
    "membership",
    "permission",
    "permissions",
    "privilege",
    "role",
    "roles",
    "staff",
    "team",
    "organization",
    "app",
    "token",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    for (input, mutation) in inputs(graph) {
        let Some(type_) = graph.named(input) else { continue };
        let said = words(&mutation.name);
        let grants = said.iter().chain(&words(input)).any(|word| GRANTS.contains(&word.as_str()));
        let own = said.first().is_some_and(|word| SELF.contains(&word.as_str()));
        if grants || !own {
            continue;
        }
        let found: Vec<_> = type_.fields.iter().filter_map(|field| Some((field, owned(field)?))).collect();
        if found.is_empty() {
            seen.met(type_.place, || format!("`{input}` takes nothing that the service decides"));
        }
        for (field, role) in found {
            let message = format!(
                "mutation `{}` lets a client set {} (`{input}.{}`)",
                mutation.name,
                role.name(),
                field.name
            );
            let finding = seen.violated(field.place, message);
            let (severity, confidence) = match role {
                FieldRole::Privilege => (Severity::Medium, Confidence::Medium),
                _ => (Severity::Medium, Confidence::Low),
            };
            finding.severity(severity).confidence(confidence).related(mutation.place, "sent here");
        }
    }
}

/// What only the service decides about somebody.
fn owned(field: &GraphField) -> Option<FieldRole> {
    let role = FieldRole::of(&field.name)?;
    matches!(role, FieldRole::Privilege | FieldRole::Verification | FieldRole::Balance).then_some(role)
}

/// Inputs with the first mutation that takes them, in the order of their names.
fn inputs(graph: &GraphSchema) -> BTreeMap<&str, &GraphField> {
    let mut inputs = BTreeMap::new();
    for mutation in graph.root_fields(RootKind::Mutation) {
        for argument in &mutation.arguments {
            if graph.kind(&argument.type_.name) == Some(GraphKind::Input) {
                inputs.entry(argument.type_.name.as_str()).or_insert(mutation);
            }
        }
    }
    inputs
}
