use crate::collections::BTreeSet;
use crate::facts::Artifact;

/// As a sentence asks for it: "add the schema or migrations".
pub(super) fn artifact(artifact: Artifact) -> &'static str {
    match artifact {
        Artifact::OpenApi => "the API contract",
        Artifact::GraphQl => "the GraphQL schema",
        Artifact::Protobuf => "the protobuf definitions",
        Artifact::Schema => "the schema or migrations",
        Artifact::Code => "the application code",
        Artifact::Configuration => "the configuration",
        Artifact::Events => "the AsyncAPI document",
    }
}

/// "the API contract and the application code"
pub(super) fn artifacts(artifacts: &BTreeSet<Artifact>, joint: &str) -> String {
    artifacts.iter().map(|each| artifact(*each)).collect::<Vec<_>>().join(joint)
}

/// "1 place", "2 places"
pub(super) fn count(number: usize, of: &str) -> String {
    format!("{number} {of}{}", if number == 1 { "" } else { "s" })
}
