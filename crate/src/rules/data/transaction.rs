//! The transaction that a statement of a migration runs in, in words.

use crate::facts::{Implicit, Opened, Within};
use crate::finding::{Confidence, Finding};

/// Why there is one: "goose runs each file in one transaction".
pub(super) fn reason(within: Within<'_>) -> String {
    match within.opened {
        Opened::Here(_) => "the file opens a transaction".to_owned(),
        Opened::ByTool(tool, Implicit::Tool) => format!("{} opens one around it", tool.runner.name),
        Opened::ByTool(tool, Implicit::Message) => format!(
            "{} sends the file in one message, of whose statements PostgreSQL makes one",
            tool.runner.name
        ),
    }
}

/// How sure it is that there is one.
pub(super) fn certainty(within: Within<'_>) -> Confidence {
    match within.opened {
        Opened::Here(_) => Confidence::High,
        Opened::ByTool(tool, _) if tool.by_itself && !tool.runner.doubtful => Confidence::High,
        Opened::ByTool(..) => Confidence::Medium,
    }
}

/// Shows where the transaction begins, or what shows that there is one.
pub(super) fn relate(finding: &mut Finding, within: Within<'_>) {
    match within.opened {
        Opened::Here(begin) => finding.related(begin, "the transaction begins here"),
        Opened::ByTool(tool, _) => {
            finding.related(tool.place, format!("{}: {}", tool.runner.name, tool.evidence))
        }
    };
}
