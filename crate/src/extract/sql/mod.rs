//! SQL schemas, migrations and queries.

use crate::artifact::Source;
use crate::detect::Dialect;
use crate::facts::{Coverage, FileFacts};

pub(super) fn read(_source: &Source<'_>, _dialect: Dialect, facts: &mut FileFacts) {
    facts.coverage = Coverage::read();
}
