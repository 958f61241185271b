//! Which tables the code behind an endpoint reads and writes: those of the queries that stand within its
//! handler.

use super::endpoints::Endpoint;
use crate::artifact::FileId;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Facts, Query, QueryOrigin};

/// Queries of one handler that are looked at.
const MOST: usize = 100;

pub(super) struct Reach<'a> {
    /// By the offset at which they begin.
    queries: BTreeMap<(FileId, u32), &'a Query>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        let in_code = facts.queries().filter(|query| query.origin == QueryOrigin::Code);
        Self { queries: in_code.map(|query| ((query.place.file, query.place.span.start), query)).collect() }
    }

    pub(super) fn tables(&self, endpoints: &[Endpoint<'_>]) -> Vec<&'a str> {
        let tables: BTreeSet<&str> = endpoints
            .iter()
            .flat_map(|endpoint| self.queries(endpoint))
            .flat_map(|query| &query.tables)
            .map(String::as_str)
            .collect();
        tables.into_iter().collect()
    }

    fn queries(&self, endpoint: &Endpoint<'_>) -> impl Iterator<Item = &'a Query> {
        let place = endpoint.route.and_then(|route| route.handler.as_ref()).map(|handler| handler.place);
        place
            .into_iter()
            .flat_map(|place| {
                self.queries
                    .range((place.file, place.span.start)..(place.file, place.span.end.max(place.span.start)))
            })
            .map(|(_, query)| *query)
            .take(MOST)
    }
}
