/// The versions of the specifications that differ in what they allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V2,
    V30,
    V31,
    V32,
    /// `AsyncAPI` 2, whose schemas are those of JSON Schema.
    Events2,
    /// `AsyncAPI` 3.
    Events3,
}

impl Version {
    /// From what the document says: `2.0`, `3.0.3`. `None` for a version that is not known.
    pub(super) fn named(written: &str) -> Option<Self> {
        let mut parts = written.split('.');
        match (parts.next()?, parts.next().unwrap_or("0")) {
            ("2", _) => Some(Self::V2),
            ("3", "0") => Some(Self::V30),
            ("3", "1") => Some(Self::V31),
            ("3", "2") => Some(Self::V32),
            _ => None,
        }
    }

    /// As people write it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::V2 => "OpenAPI 2.0",
            Self::V30 => "OpenAPI 3.0",
            Self::V31 => "OpenAPI 3.1",
            Self::V32 => "OpenAPI 3.2",
            Self::Events2 => "AsyncAPI 2",
            Self::Events3 => "AsyncAPI 3",
        }
    }
}
