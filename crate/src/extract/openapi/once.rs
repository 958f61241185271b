//! What is read once, however many operations have it.

use std::collections::HashMap;

use super::payload::KnownResponse;
use crate::collections::NumberMap;
use crate::extract::tree::NodeId;
use crate::facts::Parameter;

#[derive(Default)]
pub(super) struct Once {
    /// What references within the documents lead to, of those that were followed.
    pub(super) targets: NumberMap<NodeId, NodeId>,
    pub(super) parameters: NumberMap<NodeId, Parameter>,
    pub(super) responses: NumberMap<NodeId, KnownResponse>,
    /// Formats of schemas that nobody knows, each with the one that it may mean.
    pub(super) formats: HashMap<String, Option<&'static str>>,
}
