use std::rc::Rc;

use super::outside::FoundCall;
use super::results::Given;
use super::routes::FoundRouter;
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::extract::code::flow::{Assured, Closure, RouterId, Taint, TaintSource, Value};
use crate::extract::code::frameworks::Framework;
use crate::extract::code::syntax::{Name, NodeId};
use crate::facts::{
    Conduct, CookieSession, CorsPolicy, Flow, FunctionFacts, Guard, GuardKind, Handover, ModuleMember,
    ParameterFlow, PasswordHash, PathPolicy, Query, QueryVerb, ResultFlow, SecurityUse, SinkKind,
};

/// Modules of one file that are kept.
const MOST_IMPORTS: usize = 1_000;

/// Functions of other modules that one function calls.
const MOST_CALLS: usize = 60;

/// Call, function, parameter, field of it and sink.
pub(super) type ParameterKey = (NodeId, NodeId, usize, Option<Name>, SinkKind);

/// Call, argument, field, function and source of a handover.
pub(super) type HandoverKey = (NodeId, usize, Option<Name>, usize, usize);

/// What one run found, by the node that shows it.
#[derive(Debug, Default)]
pub(in crate::extract::code) struct Found {
    /// What every call is assigned to, once somebody asked.
    pub targets: BTreeMap<NodeId, NodeId>,
    pub routers: Vec<FoundRouter>,
    pub queries: BTreeMap<NodeId, Query>,
    /// Queries that calls go on building, and whether nothing has bounded them yet.
    pub built: BTreeMap<NodeId, bool>,
    pub flows: BTreeMap<(NodeId, usize, SinkKind), Flow>,
    pub parameter_flows: BTreeMap<ParameterKey, (NodeId, ParameterFlow)>,
    /// Calls that make a path and open nothing.
    pub unopened: BTreeSet<NodeId>,
    /// Calls of functions of other files, which may give what a caller sent, and where that would be dangerous.
    pub results: BTreeMap<NodeId, ModuleMember>,
    pub result_flows: BTreeMap<(NodeId, NodeId, SinkKind), ResultFlow>,
    /// What functions give to those who call them from other files.
    pub given: BTreeMap<NodeId, Given>,
    /// With the function whose parameter goes on, where it is no part of a request.
    pub handovers: BTreeMap<HandoverKey, (Option<NodeId>, Handover)>,
    /// What functions say of their arguments, for whoever calls them from other files.
    pub assurances: BTreeMap<NodeId, Rc<[(usize, Assured)]>>,
    pub passwords: BTreeMap<NodeId, PasswordHash>,
    pub cors: BTreeMap<NodeId, CorsPolicy>,
    /// With the row of the table that told it.
    pub uses: BTreeMap<(NodeId, usize), SecurityUse>,
    /// What the annotations of a class ask of callers.
    pub class_guards: BTreeMap<NodeId, GuardKind>,
    /// By call and row of the table.
    pub outside: BTreeMap<(NodeId, usize), FoundCall>,
    pub imports: Vec<(Name, Place)>,
    /// Queries whose conditions are being looked at.
    pub within_query: usize,
    /// Guards of every route of the service.
    pub everywhere: Vec<Guard>,
    /// Functions that are registered for requests.
    pub handlers: BTreeSet<NodeId>,
    /// Functions that a framework calls by other rules than its middlewares.
    pub entries: BTreeMap<NodeId, Entry>,
    /// Functions whose results are sent as they are, and name no view.
    pub sent_as_is: BTreeSet<NodeId>,
    /// Functions that said that they answer with no page.
    pub without_page: BTreeSet<NodeId>,
    /// Names that a call's result is declared by, once they were asked for.
    pub made_by_calls: Option<BTreeMap<Name, NodeId>>,
    /// Those that say that it is a page.
    pub with_page: BTreeSet<NodeId>,
    /// The one argument of a call that is not known: `wrap(controller.list)`.
    pub wrapped: BTreeMap<NodeId, Value>,
    /// Parts of the request that a function reads, itself or by what it calls.
    pub parts: BTreeMap<NodeId, BTreeSet<Name>>,
    /// The function that a function gives back: `login` in `app.post("/login", login())`.
    pub returned: BTreeMap<NodeId, Closure>,
    /// The router that a function gives back: `Router` of `users::router()`.
    pub made_routers: BTreeMap<NodeId, RouterId>,
    /// The class of what a function gives back: `NewStore()`.
    pub made: BTreeMap<NodeId, Closure>,
    pub writers: BTreeSet<NodeId>,
    /// Functions that set `Access-Control-Allow-Credentials`.
    pub credentials: BTreeSet<NodeId>,
    /// Policies that are set as headers, and the function that does it.
    pub header_policies: BTreeMap<NodeId, NodeId>,
    /// Statements that a function runs, and functions of this and of other modules that it calls, itself or by what it calls.
    pub queried: BTreeMap<NodeId, BTreeSet<NodeId>>,
    pub invoked: BTreeMap<NodeId, BTreeSet<NodeId>>,
    pub called: BTreeMap<NodeId, Vec<ModuleMember>>,
    pub sessions: BTreeMap<NodeId, CookieSession>,
    /// Calls that switch the protection of a framework against forged requests off.
    pub forgery_off: BTreeSet<NodeId>,
    /// What configurations say of paths, with the function that says it.
    pub policies: BTreeMap<NodeId, (Option<NodeId>, PathPolicy)>,
    /// Paths that the configuration in a function is about.
    pub policy_paths: BTreeMap<Option<NodeId>, Vec<String>>,
    /// Checks that a function makes of the caller, in its body or by what it calls.
    pub checks: BTreeMap<NodeId, Vec<Guard>>,
    /// What single bodies do, and what functions do with those that they call: each is looked at once.
    pub bodies: BTreeMap<NodeId, Conduct>,
    pub functions: BTreeMap<NodeId, FunctionFacts>,
}

/// How a framework calls a function that is registered for requests.
#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Entry {
    pub framework: &'static Framework,
    /// Names in the path that take any text, and, as `/name`, those in which there may be slashes.
    pub free: BTreeSet<String>,
    /// Names in the path that take numbers and alike.
    pub bound: BTreeSet<String>,
}

impl Found {
    pub(in crate::extract::code) fn import(&mut self, module: &Name, place: Place) {
        if self.imports.len() < MOST_IMPORTS && !self.imports.iter().any(|(own, _)| own == module) {
            self.imports.push((module.clone(), place));
        }
    }

    pub(in crate::extract::code) fn reads(&mut self, functions: Vec<NodeId>, part: &Name) {
        for function in functions {
            self.parts.entry(function).or_default().insert(part.clone());
        }
    }

    /// Takes back what was said of calls that only made a path of a value, which proved to be harmless before
    /// anything was opened.
    pub(in crate::extract::code) fn proved_harmless(&mut self, taints: &[Taint]) {
        let Self { unopened, flows, parameter_flows, result_flows, .. } = self;
        if unopened.is_empty() {
            return;
        }
        let is_of = |source: &TaintSource| taints.iter().any(|taint| taint.source == *source);
        parameter_flows.retain(|(call, function, index, field, _), _| {
            let (function, index, field) = (*function, *index, field.clone());
            !(unopened.contains(call) && is_of(&TaintSource::Parameter { function, index, field }))
        });
        result_flows
            .retain(|(call, given, _), _| !(unopened.contains(call) && is_of(&TaintSource::Result(*given))));
        let starts: BTreeSet<usize> = taints
            .iter()
            .filter_map(|taint| match taint.source {
                TaintSource::Request { start, .. } => Some(start),
                _ => None,
            })
            .collect();
        flows.retain(|(call, start, _), _| !(unopened.contains(call) && starts.contains(start)));
    }

    pub(super) fn invoked(&mut self, callers: Vec<NodeId>, callee: NodeId) {
        for caller in callers {
            self.invoked.entry(caller).or_default().insert(callee);
        }
    }

    pub(super) fn called(&mut self, callers: Vec<NodeId>, target: &ModuleMember) {
        for caller in callers {
            let calls = self.called.entry(caller).or_default();
            if calls.len() < MOST_CALLS && !calls.contains(target) {
                calls.push(target.clone());
            }
        }
    }

    pub(super) fn query(&mut self, functions: Vec<NodeId>, id: NodeId, query: Query) {
        for function in &functions {
            self.queried.entry(*function).or_default().insert(id);
        }
        if matches!(query.verb, QueryVerb::Insert | QueryVerb::Update | QueryVerb::Delete) {
            self.writers.extend(functions);
        }
        match self.queries.get_mut(&id) {
            Some(own) => own.in_loop = own.in_loop.or(query.in_loop),
            None => {
                self.queries.insert(id, query);
            }
        }
    }
}
