use crate::artifact::Place;

/// The name of what takes operators out of requests before anything else sees them.
pub const OPERATOR_FILTER: &str = "Operator filter";

/// A library, framework, store or standard that the submission uses.
#[derive(Clone, Debug)]
pub struct Technology {
    pub role: TechnologyRole,
    /// As people write it: "PostgreSQL", "Express", "OpenAPI 3.1".
    pub name: String,
    pub place: Place,
    /// What shows it: "imports `pg`".
    pub evidence: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TechnologyRole {
    Language,
    Framework,
    Database,
    DataAccess,
    Cache,
    Queue,
    Authentication,
    Validation,
    RateLimiting,
    Security,
    Logging,
    Monitoring,
    Testing,
    HttpClient,
    Contract,
}
