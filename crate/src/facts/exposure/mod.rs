//! Which operations take a schema in their requests, and which answer with it, through references,
//! compositions, lists, maps and properties. What is `readOnly` is in no request, what is `writeOnly` in no
//! answer.

mod graph;
mod hubs;
mod way;

use super::{Access, Contract, Operation, SchemaId};
use graph::{Folded, Graph};
use hubs::Hubs;

pub use way::Way;

/// Which way a schema travels, seen from the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Bodies and parameters; of webhooks what is answered to the service.
    Request,
    /// Successful answers; what webhooks deliver.
    Response,
    Error,
}

/// Operations that reach a schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// How many; at least so many where the document is very large.
    pub count: usize,
    /// The first of them in the order of the document, at most 32; indices into
    /// [`Contract::operations`](super::Contract::operations).
    pub operations: Vec<usize>,
    /// The first that can be called without credentials, in a document that asks others for them.
    pub public: Option<usize>,
}

#[derive(Debug)]
pub struct Exposure {
    hubs: Hubs,
    requests: Graph,
    responses: Graph,
    errors: Graph,
}

impl Exposure {
    pub fn requests(&self, schema: SchemaId) -> &Reached {
        self.reached(Direction::Request, schema)
    }

    pub fn responses(&self, schema: SchemaId) -> &Reached {
        self.reached(Direction::Response, schema)
    }

    pub fn errors(&self, schema: SchemaId) -> &Reached {
        self.reached(Direction::Error, schema)
    }

    pub fn reached(&self, direction: Direction, schema: SchemaId) -> &Reached {
        let graph = match direction {
            Direction::Request => &self.requests,
            Direction::Response => &self.responses,
            Direction::Error => &self.errors,
        };
        graph.reached(self.hubs.number(schema))
    }
}

impl Contract {
    /// Worked out when it is first asked for.
    pub fn exposure(&self) -> &Exposure {
        self.derived.exposure.get_or_init(|| exposure(self))
    }

    /// The operations by what an exposure says of them.
    pub fn reaching<'a>(&'a self, reached: &'a Reached) -> impl Iterator<Item = &'a Operation> {
        reached.operations.iter().filter_map(|at| self.operations.get(*at))
    }
}

fn exposure(contract: &Contract) -> Exposure {
    let protects = contract.protects();
    let public: Vec<bool> = contract
        .operations
        .iter()
        .map(|operation| {
            protects && !operation.webhook && !matches!(contract.access(operation), Access::Required(_))
        })
        .collect();
    let hubs = Hubs::of(contract);
    let edges = graph::edges(contract, &hubs);
    let sent = Folded::new(contract, &hubs, &edges, Direction::Request);
    let answered = Folded::new(contract, &hubs, &edges, Direction::Response);
    let requests = Graph::new(contract, &hubs, &sent, Direction::Request, &public);
    let responses = Graph::new(contract, &hubs, &answered, Direction::Response, &public);
    let errors = Graph::new(contract, &hubs, &answered, Direction::Error, &public);
    Exposure { hubs, requests, responses, errors }
}

/// The schemas that an operation begins with in one direction.
fn roots(operation: &Operation, direction: Direction) -> Vec<SchemaId> {
    let body = || operation.body.iter().flat_map(|body| &body.media).filter_map(|media| media.schema);
    let parameters = || operation.parameters.iter().filter_map(|parameter| parameter.schema);
    let has_success = operation.responses.iter().any(super::Response::is_success);
    // Where there is no other answer, the default is the success.
    let answers = |error: bool| {
        operation
            .responses
            .iter()
            .filter(move |one| (one.is_error() && (has_success || one.status != "default")) == error)
            .flat_map(|response| &response.media)
            .filter_map(|media| media.schema)
    };
    let taken = || body().chain(parameters()).collect();
    match direction {
        Direction::Error => answers(true).collect(),
        Direction::Request if operation.webhook => answers(false).collect(),
        Direction::Request => taken(),
        Direction::Response if operation.webhook => taken(),
        Direction::Response => answers(false).collect(),
    }
}

/// The schemas within a schema that travel in a direction with it.
fn parts(contract: &Contract, id: SchemaId, direction: Direction) -> impl Iterator<Item = SchemaId> + '_ {
    let schema = contract.schema(id);
    schema.into_iter().flat_map(super::Schema::parts).filter(move |part| travels(contract, *part, direction))
}

fn travels(contract: &Contract, id: SchemaId, direction: Direction) -> bool {
    contract.schema(id).is_none_or(|schema| match direction {
        Direction::Request => !schema.read_only,
        Direction::Response | Direction::Error => !schema.write_only,
    })
}
