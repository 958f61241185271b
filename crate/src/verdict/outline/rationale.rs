//! What a technology is good for behind an API, and what one alternative would trade for it.

use std::sync::LazyLock;

use crate::facts::TechnologyRole as Role;
use crate::tables::{compiled, read, table};

table! {
    pub(super) struct Rationale {
        name: String,
        pub(super) good_for: String,
        pub(super) alternative: String,
        pub(super) trade: String,
    }
}

table! {
    struct Table {
        named: Vec<Rationale>,
        role: Vec<Rationale>,
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(compiled!("rationale")));

/// By name, else by role.
pub(super) fn rationale(name: &str, role: Role) -> Option<&'static Rationale> {
    let name = name.to_lowercase();
    let named = TABLE.named.iter().find(|one| name.starts_with(&one.name));
    named.or_else(|| TABLE.role.iter().find(|one| one.name == role_name(role)))
}

pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Language => "language",
        Role::Framework => "framework",
        Role::Database => "database",
        Role::DataAccess => "data access",
        Role::Cache => "cache",
        Role::Queue => "queue",
        Role::Authentication => "authentication",
        Role::Validation => "validation",
        Role::RateLimiting => "rate limiting",
        Role::Security => "security",
        Role::Logging => "logging",
        Role::Monitoring => "monitoring",
        Role::Testing => "testing",
        Role::HttpClient => "HTTP client",
        Role::Contract => "contract",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_technology_is_weighed_by_its_role() {
        let found = rationale("Frobnicator", Role::Cache).map(|one| one.name.as_str());
        assert_eq!(found, Some("cache"));
        assert_eq!(rationale("PostgreSQL", Role::Database).map(|one| one.name.as_str()), Some("postgresql"));
    }
}
