use crate::facts::{AppliedDirective, Facts, GraphField, GraphSchema, GraphType, Purpose, RootKind, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unguarded-graphql-operation",
    item: "auth.required",
    severity: Severity::High,
    page: page!("unguarded_graphql_operation.md"),
    check,
};

/// Directives that say who may, in lower case.
const GUARDS: [&str; 35] = [
    "access",
    "acl",
    "allow",
    "auth",
    "authenticated",
    "authentication",
    "authorization",
    "authorize",
    "authorized",
    "aws_auth",
    "aws_cognito_user_pools",
    "aws_iam",
    "aws_lambda",
    "aws_oidc",
    "can",
    "guard",
    "hasaccess",
    "haspermission",
    "haspermissions",
    "hasrole",
    "hasroles",
    "hasscope",
    "hasscopes",
    "isadmin",
    "isauthenticated",
    "isauthorized",
    "loggedin",
    "permission",
    "permissions",
    "policy",
    "private",
    "protected",
    "requireauth",
    "requirerole",
    "requiresscopes",
];
/// Directives that say that anybody may.
const OPEN: [&str; 9] = [
    "aws_api_key",
    "public",
    "skipauth",
    "noauth",
    "anonymous",
    "allowanonymous",
    "open",
    "guest",
    "unauthenticated",
];
/// First words of operations that come before anybody has signed in.
const BEFORE: [&str; 20] = [
    "accept",
    "activate",
    "authenticate",
    "confirm",
    "contact",
    "forgot",
    "forgotten",
    "login",
    "logout",
    "recover",
    "refresh",
    "register",
    "request",
    "resend",
    "reset",
    "send",
    "signin",
    "signout",
    "signup",
    "verify",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs().filter(|graph| graph.whole) {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let guards = graph.used_directives().any(|used| is_any(used, &GUARDS));
    let Some(root) = graph.root(RootKind::Mutation).or_else(|| graph.root(RootKind::Query)) else { return };
    if !guards {
        let text = "the GraphQL schema does not say who may do what: is access checked in every resolver, \
                    and refused where a check is forgotten?";
        seen.question(Some(root.place), text);
        return;
    }
    for kind in [RootKind::Mutation, RootKind::Query] {
        if let Some(root) = graph.root(kind) {
            of_root(graph, kind, root, seen);
        }
    }
}

fn of_root(graph: &GraphSchema, kind: RootKind, root: &GraphType, seen: &mut Seen) {
    let mut met = 0;
    let mut sites = Vec::new();
    for field in root.fields.iter().filter(|field| !field.name.starts_with('_')) {
        let label = format!("`{}.{}`", root.name, field.name);
        if is_guarded(graph, root, field) {
            met += 1;
            seen.met(field.place, || format!("{label} says who may"));
        } else if !(is_open(field) || comes_before(&field.name)) {
            let message = format!("{label} says not who may, unlike its siblings");
            sites.push(Site {
                place: field.place,
                label,
                message,
                confidence: Confidence::Medium,
                severity: None,
            });
        }
    }
    // Where few are guarded, the schema is not where access is decided.
    if met == 0 || met < sites.len() {
        return;
    }
    let sure = met >= sites.len() * 3;
    for site in &mut sites {
        site.severity = match (kind, sure) {
            (RootKind::Mutation, true) => None,
            (RootKind::Mutation, false) => Some(Severity::Medium),
            _ => Some(if sure { Severity::Medium } else { Severity::Low }),
        };
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} of `{}` do not say who may, unlike {met} others", count(number, "field"), root.name)
    });
}

/// By a directive at the field, at all fields of the root, or at what the field gives.
fn is_guarded(graph: &GraphSchema, root: &GraphType, field: &GraphField) -> bool {
    let has = |directives: &[AppliedDirective]| directives.iter().any(|used| is_any(used, &GUARDS));
    has(&field.directives)
        || has(&root.directives)
        || graph.target(&field.type_).is_some_and(|target| has(&target.directives))
}

fn is_open(field: &GraphField) -> bool {
    field.directives.iter().any(|used| is_any(used, &OPEN))
}

fn is_any(used: &AppliedDirective, names: &[&str]) -> bool {
    names.contains(&used.name.to_ascii_lowercase().as_str())
}

/// `signIn`, `resetPassword`, `health`
fn comes_before(name: &str) -> bool {
    let words = words(name);
    let first: &[String] = words.get(..1).unwrap_or_default();
    let two = words.iter().take(2).map(String::as_str).collect::<String>();
    first.iter().any(|word| BEFORE.contains(&word.as_str()))
        || BEFORE.contains(&two.as_str())
        || Purpose::of(&format!("/{}", words.join("-"))).is_public()
        || matches!(name, "me" | "viewer" | "node" | "nodes" | "version" | "ping" | "session")
}
