//! Who may call an operation, as far as its contract says it: inherited, overridden, optional, or open.

use super::{Contract, Operation, Requirement};
use crate::collections::{BTreeSet, Sort};

/// What a contract says about who may call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access<'a> {
    /// One of these alternatives has to be met.
    Required(&'a [Requirement]),
    /// One of the alternatives asks for nothing: `security: [{}, {bearer: []}]`.
    Optional(&'a [Requirement]),
    /// `security: []`: whoever wrote it meant it.
    DeclaredOpen,
    Unsaid,
}

impl<'a> Access<'a> {
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required(_))
    }

    /// The alternatives that ask for something.
    pub fn requirements(self) -> impl Iterator<Item = &'a Requirement> {
        let all = match self {
            Self::Required(all) | Self::Optional(all) => all,
            Self::DeclaredOpen | Self::Unsaid => &[],
        };
        all.iter().filter(|one| !one.schemes.is_empty())
    }

    /// Names of the schemes, each once.
    pub fn schemes(self) -> Vec<&'a str> {
        let mut seen = BTreeSet::new();
        let names = self.requirements().flat_map(|one| &one.schemes).map(|(name, _)| name.as_str());
        names.filter(|name| seen.insert(*name)).collect()
    }

    /// The scopes or roles that any alternative asks for, sorted, each once.
    pub fn scopes(self) -> Vec<&'a str> {
        let scopes = self.requirements().flat_map(|one| &one.schemes).flat_map(|(_, scopes)| scopes);
        let mut scopes: Vec<&str> = scopes.map(String::as_str).collect();
        scopes.order();
        scopes.dedup();
        scopes
    }
}

impl Contract {
    /// The effective requirement: the operation's own, or else the document's.
    pub fn access<'a>(&'a self, operation: &'a Operation) -> Access<'a> {
        let Some(stated) = self.requirements(operation) else { return Access::Unsaid };
        if stated.value.iter().all(|one| one.schemes.is_empty()) {
            Access::DeclaredOpen
        } else if stated.value.iter().any(|one| one.schemes.is_empty()) {
            Access::Optional(&stated.value)
        } else {
            Access::Required(&stated.value)
        }
    }

    /// Whether any operation asks who is calling.
    pub fn protects(&self) -> bool {
        self.operations
            .iter()
            .any(|operation| matches!(self.access(operation), Access::Required(_) | Access::Optional(_)))
    }
}
