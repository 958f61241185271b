use crate::artifact::Place;

/// What a finding suggests to do to a database that runs: steps forward, each with the way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The database that the statements are for, as people write it.
    pub engine: &'static str,
    /// Where what it settles was found.
    pub site: Place,
    /// In the order in which they are taken.
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub stage: Stage,
    /// The table that it changes, as the statement spells it.
    pub table: String,
    /// One or more statements.
    pub up: String,
    /// Empty where there is nothing to take back.
    pub down: String,
}

/// What kind of step it is. All steps of one stage can be taken before any of the next: each needs only what
/// earlier stages leave behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Adds columns, and what keeps them filled from then on.
    Add,
    /// Fills rows that exist, some at a time.
    Fill,
    /// Builds indexes while rows are written.
    Index,
    /// Adds constraints that hold for what is written from then on.
    Constrain,
    /// Compares the rows that exist with those constraints.
    Validate,
    /// Makes keys and required columns of what the earlier steps prepared.
    Settle,
    /// Drops indexes that nothing needs.
    Unindex,
    /// Removes what nothing reads once programs use its successor.
    Remove,
}

impl Stage {
    pub const ALL: [Self; 8] = [
        Self::Add,
        Self::Fill,
        Self::Index,
        Self::Constrain,
        Self::Validate,
        Self::Settle,
        Self::Unindex,
        Self::Remove,
    ];

    /// Whether programs that run need nothing of what it takes away.
    pub fn expands(self) -> bool {
        !matches!(self, Self::Unindex | Self::Remove)
    }

    /// As a file is named.
    pub fn name(self) -> &'static str {
        match self {
            Self::Add => "add_columns",
            Self::Fill => "fill_columns",
            Self::Index => "build_indexes",
            Self::Constrain => "add_constraints",
            Self::Validate => "validate_constraints",
            Self::Settle => "settle_keys",
            Self::Unindex => "drop_indexes",
            Self::Remove => "remove_columns",
        }
    }
}
