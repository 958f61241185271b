//! Which operations answer with a collection, and by what it comes in pages: told by shape, since every
//! house has names of its own.

mod answer;
mod input;

pub use input::Family;

use super::{Contract, Method, Operation, Parameter, ParameterLocation, SchemaId, plain, words};
use answer::Collection;
use input::Input;

/// A collection that an operation answers with.
#[derive(Clone, Debug)]
pub struct List {
    /// Index into [`Contract::operations`](super::Contract::operations).
    pub operation: usize,
    /// The property that holds the items; `None` where the answer is the array itself.
    pub within: Option<String>,
    pub items: SchemaId,
    /// Its items are objects with an identity of their own.
    pub of_entities: bool,
    /// At most so many items.
    pub most: Option<u64>,
    pub paging: Option<Paging>,
}

/// What shows that a collection comes in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// How a caller says where the next part begins.
    pub family: Family,
    /// In words: "takes `cursor`".
    pub evidence: String,
    /// What in the answer leads on: a `Link` header, `next` in the body.
    pub next: Option<String>,
}

impl Paging {
    /// Whether a caller can get at what does not fit into the first part.
    pub fn leads_on(&self) -> bool {
        self.family != Family::Size || self.next.is_some()
    }
}

impl Contract {
    /// Every operation that answers with a collection for certain, in the order of the document.
    pub fn lists(&self) -> &[List] {
        self.derived.lists.get_or_init(|| {
            let operations = self.operations.iter().enumerate();
            operations.filter_map(|(index, operation)| list(self, index, operation)).collect()
        })
    }

    /// The lists with their operations.
    pub fn listing(&self) -> impl Iterator<Item = (&Operation, &List)> {
        self.lists().iter().filter_map(|list| Some((self.operations.get(list.operation)?, list)))
    }

    /// The reads that come in parts, lists for certain or not, each with what shows it.
    pub fn paged_reads(&self) -> impl Iterator<Item = (&Operation, Paging)> {
        let mut lists = self.lists().iter().peekable();
        self.operations.iter().enumerate().filter_map(move |(index, operation)| {
            let list = lists.next_if(|list| list.operation == index);
            let paging = match list {
                Some(list) => list.paging.clone(),
                None if operation.method == Method::Get && !operation.webhook => {
                    let (family, name) = input::asked(self, operation)?;
                    Some(Paging { family, evidence: format!("takes `{name}`"), next: None })
                }
                None => None,
            }?;
            Some((operation, paging))
        })
    }

    /// The parameters by which an operation takes a part of its collection, each with what it is for.
    pub fn paging_parameters<'a>(&self, operation: &'a Operation) -> Vec<(Family, &'a Parameter)> {
        let own = operation.parameters.iter();
        let paging = own.filter_map(|one| Some((input::family(self, &Input::of(one))?, one)));
        paging
            .filter(|(family, _)| {
                matches!(family, Family::Cursor | Family::Page | Family::Offset | Family::Size)
            })
            .collect()
    }

    /// Whether the parameter of a read says how many items its answer has.
    pub fn is_page_size(&self, operation: &Operation, parameter: &Parameter) -> bool {
        parameter.location == ParameterLocation::Query
            && input::is_size(self, &Input::of(parameter), || {
                operation.parameters.iter().any(|other| input::moves(&other.name))
            })
    }
}

fn list(contract: &Contract, index: usize, operation: &Operation) -> Option<List> {
    if operation.webhook || !operation.unread.is_empty() || !reads(operation) {
        return None;
    }
    let end = operation.path.trim_end_matches('/').rsplit('/').next()?;
    if end.contains('{') {
        return None;
    }
    let success = operation.responses.iter().find(|response| response.is_success() && !response.unread)?;
    let media = success.media.iter().find(|media| media.name.contains("json") || media.name == "*/*")?;
    let id = operation.id.as_ref().map(|id| plain(&id.value)).unwrap_or_default();
    let Collection { within, items, of_entities, most, layers } =
        answer::collection(contract, media.schema?, &[plain(end), id])?;
    let next = answer::next(contract, success, &layers);
    let asked = input::asked(contract, operation);
    let paging = match (asked, next) {
        (Some((family, name)), next) => {
            Some(Paging { family, evidence: format!("takes `{name}`"), next: next.map(|(_, what)| what) })
        }
        (None, Some((family, what))) => {
            Some(Paging { family, evidence: format!("answers with {what}"), next: Some(what) })
        }
        (None, None) => None,
    };
    Some(List { operation: index, within, items, of_entities, most, paging })
}

/// GET and QUERY read; POST does where it says so by its name.
fn reads(operation: &Operation) -> bool {
    let searches = |word: &String| matches!(word.as_str(), "search" | "query" | "list" | "find" | "filter");
    let by_id = || operation.id.as_ref().and_then(|id| words(&id.value).first().map(searches));
    let end = || operation.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    match operation.method {
        Method::Get | Method::Query => true,
        Method::Post => by_id().unwrap_or_default() || words(end()).last().is_some_and(searches),
        _ => false,
    }
}
