//! Each technology that was seen: what shows it, what it is good for, and what an alternative would trade.

use super::inline::{code, prose};
use super::material::Material;
use super::page::Page;
use super::rationale::{rationale, role_name};
use super::technologies::SeenTechnology;
use crate::facts::TechnologyRole as Role;

/// Technologies that are weighed.
const MOST: usize = 40;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    if material.technologies.is_empty() {
        page.paragraph(
            "No technology was recognised. Add the code, or the manifest that lists its dependencies, to judge the stack.",
        );
        return;
    }
    page.table(
        ["Technology", "Role", "Seen by"],
        &material.technologies.iter().take(MOST).map(seen).collect::<Vec<_>>(),
    );
    page.heading("What each is good for, and what an alternative would trade");
    page.list(&material.technologies.iter().take(MOST).filter_map(weighed).collect::<Vec<_>>());
    page.paragraph(&unseen(material));
    for seen in material.technologies.iter().take(MOST) {
        if let Some(place) = seen.place {
            page.sources.place(place, format!("{}: {}", seen.name, seen.evidence));
        }
    }
}

fn seen(seen: &SeenTechnology<'_>) -> [String; 3] {
    let path = if seen.path.is_empty() { String::new() } else { format!(" ({})", code(seen.path)) };
    let tests = if seen.only_in_tests { ", in tests" } else { "" };
    [code(&seen.name), format!("{}{tests}", role_name(seen.role)), format!("{}{path}", prose(&seen.evidence))]
}

fn weighed(seen: &SeenTechnology<'_>) -> Option<String> {
    let found = rationale(&seen.name, seen.role)?;
    Some(format!("{}: {}. Against {}: {}.", code(&seen.name), found.good_for, found.alternative, found.trade))
}

/// Roles that a service in production needs and that nothing in its code fills.
fn unseen(material: &Material<'_>) -> String {
    if !material.has_code() {
        return "No code was read: framework, data access, logging and tests are not known.".to_owned();
    }
    let needed = [
        Role::Database,
        Role::Authentication,
        Role::Validation,
        Role::RateLimiting,
        Role::Logging,
        Role::Monitoring,
        Role::Testing,
    ];
    let missing: Vec<&str> =
        needed.into_iter().filter(|role| material.in_role(*role).next().is_none()).map(role_name).collect();
    if missing.is_empty() {
        return String::new();
    }
    format!("Not seen in the code that was read: {}.", missing.join(", "))
}
