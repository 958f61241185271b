//! OpenAPI 2.0 to 3.2, in JSON and YAML.

use crate::artifact::Source;
use crate::facts::{Coverage, FileFacts};

pub(super) fn read(_source: &Source<'_>, facts: &mut FileFacts) {
    facts.coverage = Coverage::read();
}
