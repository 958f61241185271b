use crate::facts::{Facts, Grant};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "broad-grant",
    item: "sec.least-privilege",
    severity: Severity::Medium,
    page: page!("broad_grant.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for grant in
        facts.catalog.objects.grants.iter().filter(|grant| !grant.revoked && !grant.objects.is_empty())
    {
        match breadth(grant) {
            Some((severity, what)) => {
                let message = format!(
                    "`{}` may do `{}` on `{}`{what}",
                    grant.to.join("`, `"),
                    grant.privileges.join("`, `"),
                    grant.objects.join("`, `")
                );
                seen.violated(grant.place, message).severity(severity);
            }
            None => seen.met(grant.place, || "says who may do what"),
        }
    }
}

fn breadth(grant: &Grant) -> Option<(Severity, &'static str)> {
    let to_all = grant.to.iter().any(|to| to.eq_ignore_ascii_case("public"));
    let has = |names: &[&str]| grant.privileges.iter().any(|own| names.contains(&own.as_str()));
    let all = grant.privileges.iter().any(|own| own.starts_with("ALL"));
    let writes = all || has(&["INSERT", "UPDATE", "DELETE", "TRUNCATE"]);
    let everywhere = grant.objects.iter().any(|object| object.replace(['`', ' '], "") == "*.*");
    let kind = match grant.kind.as_deref().unwrap_or("table") {
        // `ON ALL TABLES IN SCHEMA name`
        "all" if grant.objects.iter().any(|own| own.to_ascii_uppercase().starts_with("TABLES")) => "table",
        "tables" => "table",
        other => other,
    };
    if kind == "role" {
        return Some((Severity::High, ", past every right and policy"));
    }
    if everywhere && all {
        Some((Severity::High, ", which is every database of the server"))
    } else if to_all && writes && kind == "table" {
        Some((Severity::High, ", and that is everybody who can sign in"))
    } else if has(&["CONTROL"]) && kind == "database" {
        Some((Severity::High, ", which is as much as to own it"))
    } else if to_all && (all || has(&["CREATE"])) && kind == "schema" {
        Some((Severity::Low, ", and that is everybody who can sign in"))
    } else {
        None
    }
}
