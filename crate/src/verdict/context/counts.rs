use crate::collections::BTreeMap;

use crate::Submission;
use crate::facts::{GraphSchema, RootKind};

pub(super) fn counts(submission: &Submission<'_>) -> BTreeMap<String, usize> {
    let facts = submission.facts;
    let columns = facts.tables().map(|table| table.columns.len()).sum();
    let foreign_keys = facts.tables().map(|table| table.foreign_keys.len()).sum();
    let indexes = facts.tables().map(|table| table.indexes.len()).sum();
    let services = facts.proto_files().flat_map(|(_, _, file)| &file.services);
    let rpcs = services.map(|service| service.rpcs.len()).sum();
    let of_graph = |graph| {
        RootKind::ALL.iter().map(|kind| GraphSchema::root_fields(graph, *kind).count()).sum::<usize>()
    };
    let graph_operations = facts.graphs().map(of_graph).sum();
    let counts = [
        ("files", submission.files().count()),
        ("lines", submission.files().map(|file| file.lines).sum()),
        ("contracts", facts.contracts().count()),
        ("operations", facts.operations().count()),
        ("schemas", facts.contracts().map(|contract| contract.named.len()).sum()),
        ("channels", facts.event_contracts().map(|contract| contract.channels.len()).sum()),
        ("messages", facts.event_contracts().map(|contract| contract.messages.len()).sum()),
        ("contractChanges", facts.comparisons().map(|comparison| comparison.changes.len()).sum()),
        ("graphqlTypes", facts.graphs().map(|graph| graph.types.len()).sum()),
        ("graphqlOperations", graph_operations),
        ("services", facts.proto_files().map(|(_, _, file)| file.services.len()).sum()),
        ("rpcs", rpcs),
        ("messages", facts.proto_files().map(|(_, _, file)| file.messages.len()).sum()),
        ("tables", facts.tables().count()),
        ("columns", columns),
        ("foreignKeys", foreign_keys),
        ("indexes", indexes),
        ("queries", facts.queries().count()),
        ("routes", facts.routes.len()),
        ("functions", facts.code().map(|code| code.functions.len()).sum()),
        ("flows", facts.flows().count()),
        ("secrets", facts.secrets().count()),
    ];
    counts.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect()
}
