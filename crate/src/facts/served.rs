//! Which routes of the code serve the operations of a contract.

use super::{Contract, Facts, Method, MountTarget, Operation, Route, Segment, segments};
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};

/// Prefixes that are tried, and segments of a route that may be one.
const MOST_PREFIXES: usize = 40;
const LONGEST_PREFIX: usize = 3;

/// A contract that the code of the submission serves at least a third of.
#[derive(Clone, Debug)]
pub struct Served<'a> {
    pub contract: &'a Contract,
    /// Operations that have a route.
    pub operations: Vec<(&'a Operation, &'a Route)>,
    pub unserved: Vec<Unserved<'a>>,
    /// What stands in the code before the paths of the contract: `/api`.
    prefix: String,
}

/// An operation that no route answers.
#[derive(Clone, Debug)]
pub struct Unserved<'a> {
    pub operation: &'a Operation,
    /// A route of the same path with another method.
    pub other_method: Option<&'a Route>,
}

/// Routes by path, and of each path by method; `None` answers every method.
type Table<'a> = BTreeMap<String, BTreeMap<Option<Method>, &'a Route>>;

impl Served<'_> {
    /// Whether most operations have a route, so that the others lack one rather than stand elsewhere.
    pub fn mostly(&self) -> bool {
        self.operations.len() >= self.unserved.len()
    }

    /// Whether a route lies where those lie that serve the contract.
    pub fn covers(&self, route: &Route) -> bool {
        let path = key(&route.path);
        path.strip_prefix(&*self.prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl Facts {
    /// Contracts with the routes that serve them.
    pub fn served_contracts(&self) -> Vec<Served<'_>> {
        let mut table = Table::new();
        for route in &self.routes {
            table.entry(key(&route.path)).or_default().entry(route.method).or_insert(route);
        }
        if table.is_empty() {
            return Vec::new();
        }
        self.contracts().filter_map(|contract| served(contract, &table)).collect()
    }

    /// Something that the code mounts stands in a file that is not there: it may answer more than is seen.
    pub fn unseen_mount(&self) -> Option<Place> {
        let applications = self.applications();
        let mounts = applications.flat_map(|application| &application.mounts);
        mounts.into_iter().find(|mount| mount.target == MountTarget::Unknown).map(|mount| mount.place)
    }
}

fn served<'a>(contract: &'a Contract, table: &Table<'a>) -> Option<Served<'a>> {
    let own: Vec<&Operation> = contract.operations.iter().filter(|own| !own.webhook).collect();
    let keys: Vec<String> = own.iter().map(|operation| key(&operation.path)).collect();
    let common = common_prefix(&keys);
    let paths: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
    let mut best: Option<(usize, String, &str)> = None;
    for prefix in prefixes(contract, table) {
        for left_out in BTreeSet::from(["", common.as_str()]) {
            let hits =
                paths.iter().filter(|path| table.contains_key(&within(&prefix, left_out, path))).count();
            if hits > best.as_ref().map_or(0, |(most, ..)| *most) {
                best = Some((hits, prefix.clone(), left_out));
            }
        }
    }
    let (_, prefix, left_out) = best?;
    let (mut operations, mut unserved) = (Vec::new(), Vec::new());
    for (operation, path) in own.iter().zip(&keys) {
        let routes = table.get(&within(&prefix, left_out, path));
        if let Some(route) = routes.and_then(|routes| answering(routes, operation.method)) {
            operations.push((*operation, route));
        } else {
            let other_method = routes.and_then(|routes| routes.values().next().copied());
            unserved.push(Unserved { operation, other_method });
        }
    }
    let real = operations.len() > 1 && operations.len() * 2 >= unserved.len();
    real.then_some(Served { contract, operations, unserved, prefix })
}

/// The route for a method: GET answers HEAD as well (RFC 9110, 9.3.2).
fn answering<'a>(routes: &BTreeMap<Option<Method>, &'a Route>, method: Method) -> Option<&'a Route> {
    let head = (method == Method::Head).then(|| routes.get(&Some(Method::Get))).flatten();
    routes.get(&Some(method)).or(head).or_else(|| routes.get(&None)).copied()
}

/// Paths of servers, none, then what routes begin with.
fn prefixes(contract: &Contract, table: &Table<'_>) -> Vec<String> {
    let mut prefixes: Vec<String> =
        contract.servers.iter().map(|server| key(base_path(&server.url))).collect();
    prefixes.push(String::new());
    let mut begins = BTreeSet::new();
    for path in table.keys() {
        let ends = path.match_indices('/').map(|(at, _)| at).skip(1).take(LONGEST_PREFIX);
        begins.extend(ends.filter_map(|end| path.get(..end)).filter(|begin| !begin.contains("{}")));
    }
    prefixes.extend(begins.into_iter().map(str::to_owned));
    let mut known = BTreeSet::new();
    prefixes.retain(|prefix| known.insert(prefix.clone()));
    prefixes.truncate(MOST_PREFIXES);
    prefixes
}

/// The path that code has for one of the contract, where it leaves out the beginning that all of them share.
fn within(prefix: &str, left_out: &str, path: &str) -> String {
    format!("{prefix}{}", path.strip_prefix(left_out).unwrap_or(path))
}

/// The literal segments that all paths begin with.
fn common_prefix(keys: &[String]) -> String {
    let mut common = keys.first().map(String::as_str).unwrap_or_default();
    for path in keys {
        let alike = common.split('/').zip(path.split('/')).take_while(|(one, other)| one == other);
        let length: usize = alike.map(|(part, _)| part.len() + 1).sum();
        common = common.get(..length.saturating_sub(1)).unwrap_or_default();
    }
    common.split("/{}").next().unwrap_or_default().to_owned()
}

/// A path in lower case, with its parameters' names left out.
fn key(path: &str) -> String {
    let mut key = String::new();
    for segment in segments(path) {
        key.push('/');
        match segment {
            Segment::Literal(name) if !name.starts_with([':', '<', '*']) => {
                key.extend(name.chars().flat_map(char::to_lowercase));
            }
            _ => key.push_str("{}"),
        }
    }
    key
}

/// `/v1` of `https://api.example.com/v1/`
fn base_path(url: &str) -> &str {
    let rest = url.split_once("://").map(|(_, rest)| rest).or_else(|| url.strip_prefix("//"));
    match rest {
        Some(rest) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default(),
        None => url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_code_and_contract_are_compared_without_names() {
        assert_eq!(key("/Users/:userId/files/"), key("/users/{id}/files"));
        assert_eq!(base_path("https://api.example.com/v1"), "/v1");
        assert_eq!(base_path("/v1"), "/v1");
        assert_eq!(common_prefix(&["/api/v1/a".to_owned(), "/api/v1/b/{}".to_owned()]), "/api/v1");
        assert_eq!(common_prefix(&["/{}/a".to_owned(), "/{}/b".to_owned()]), "");
    }
}
