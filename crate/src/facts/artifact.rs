//! What a text is of. `build.rs` reads this file, too.

/// Which of the checklist's "seen in" columns a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Artifact {
    OpenApi,
    GraphQl,
    Protobuf,
    Schema,
    Code,
    Configuration,
    /// `AsyncAPI` documents.
    Events,
}

impl Artifact {
    /// In their order.
    pub const ALL: [Self; 7] = [
        Self::OpenApi,
        Self::GraphQl,
        Self::Protobuf,
        Self::Schema,
        Self::Code,
        Self::Configuration,
        Self::Events,
    ];
}
