//! How far a version must be raised for what changed (Semantic Versioning 2.0.0).

use std::fmt;

use super::{Comparison, Impact};

/// Which part of a version is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    None,
    Patch,
    Minor,
    Major,
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

/// Three numbers; what is behind them (`-rc.1`, `+build`) is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Semantic {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Semantic {
    /// `1.2.3`, `v1.2`, `2`; none for dates and names.
    fn read(written: &str) -> Option<Self> {
        let core = written.trim().trim_start_matches(['v', 'V']);
        let core = core.split(['-', '+']).next().unwrap_or_default();
        let mut numbers = core.split('.').map(str::parse::<u64>);
        let major = numbers.next()?.ok()?;
        let minor = numbers.next().unwrap_or(Ok(0)).ok()?;
        let patch = numbers.next().unwrap_or(Ok(0)).ok()?;
        // The year of a date is no major version.
        (numbers.next().is_none() && major < 1_900).then_some(Self { major, minor, patch })
    }

    /// Before 1.0.0 the second number says what the first says later.
    fn raised(self, bump: Bump) -> Self {
        match bump {
            Bump::Major if self.major > 0 => Self { major: self.major + 1, minor: 0, patch: 0 },
            Bump::Major | Bump::Minor => Self { minor: self.minor + 1, patch: 0, ..self },
            Bump::Patch => Self { patch: self.patch + 1, ..self },
            Bump::None => self,
        }
    }
}

impl fmt::Display for Semantic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl Comparison {
    /// The part of the version that these changes need raised.
    pub fn needed_bump(&self) -> Bump {
        match self.worst() {
            Some(Impact::Breaking) => Bump::Major,
            Some(Impact::Dangerous | Impact::Safe) => Bump::Minor,
            None => Bump::None,
        }
    }

    /// The lowest version that says enough about the changes: `2.0.0`; none where the earlier version is no
    /// semantic one.
    pub fn needed_version(&self) -> Option<String> {
        let earlier = Semantic::read(&self.earlier_version.as_ref()?.value)?;
        Some(earlier.raised(self.needed_bump()).to_string())
    }

    /// Whether the later version says enough about the changes; none where a version is not given.
    pub fn is_raised_enough(&self) -> Option<bool> {
        let (earlier, later) = (self.earlier_version.as_ref()?, self.later_version.as_ref()?);
        match (Semantic::read(&earlier.value), Semantic::read(&later.value)) {
            (Some(before), Some(after)) => Some(after >= before.raised(self.needed_bump())),
            // Dates and names: any other one says that something changed.
            _ => Some(self.needed_bump() == Bump::None || earlier.value != later.value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raised(written: &str, bump: Bump) -> Option<String> {
        Semantic::read(written).map(|version| version.raised(bump).to_string())
    }

    #[test]
    fn each_bump_resets_what_is_behind_it() {
        assert_eq!(raised("1.4.2", Bump::Major).as_deref(), Some("2.0.0"));
        assert_eq!(raised("v1.4.2-rc.1", Bump::Minor).as_deref(), Some("1.5.0"));
        assert_eq!(raised("0.4.2", Bump::Major).as_deref(), Some("0.5.0"));
        assert_eq!(raised("3", Bump::Minor).as_deref(), Some("3.1.0"));
    }

    #[test]
    fn dates_and_names_are_no_semantic_versions() {
        for written in ["2024-01-31", "2024.1", "latest", "", "1.2.3.4"] {
            assert_eq!(raised(written, Bump::Major), None, "{written}");
        }
    }
}
