//! From what the run found to facts.

use super::routes::FoundRouter;
use super::{
    catches, conduct, cors_marks, cors_stages, dependent, exports, extractors, guards, lazy, outside,
    passwords, policies, refusals, resources, results, rewrites, serial, sessions, shapes, standing, types,
    uses,
};
use crate::artifact::Place;
use crate::collections::{BTreeSet, Sort};
use crate::extract::code::flow::{Assured, Interpreter, Shape, Value};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{
    Assurance, CodeFacts, Conduct, Export, ExportTarget, FileFacts, FunctionFacts, Located, Origin, Origins,
    Outcome, Route, Router, Technology,
};

/// Fills the facts of a file from a run that is over.
pub(in crate::extract::code) fn report(run: &mut Interpreter<'_>, facts: &mut FileFacts) {
    let exported = exports::exported(run);
    let mut found = std::mem::take(&mut run.found);
    // Credentials are allowed by a header of their own, in the same function. With `*` as the origin, browsers
    // refuse them (Fetch Standard, CORS check).
    for (call, function) in &found.header_policies {
        if found.credentials.contains(function)
            && let Some(policy) = found.cors.get_mut(call)
            && policy.origins != Origins::Any
        {
            policy.credentials = true;
        }
    }
    run.found = found;
    cors_stages::mark(run);
    let (ambient, defaults) = standing::guards(run);
    let code = CodeFacts {
        conducts: conducts(run),
        claims: claims(run),
        forgery: sessions::facts(run),
        rewrites: rewrites::all(run),
        dependent_writes: dependent::all(run),
        joins_writes: dependent::joins_all(run),
        lazy_reads: lazy::all(run),
        eager_reads: lazy::eager(run),
        reads_lazily: lazy::is_switched(run),
        policies: policies::policies(run),
        ambient,
        defaults,
        routers: routers(run, &exported),
        everywhere: run.found.everywhere.clone(),
        catches: catches::catches(run),
        password_hashes: passwords::told(run),
        cors: run.found.cors.values().cloned().chain(cors_marks::policies(run)).collect(),
        uses: uses::all(run),
        outside: outside::calls(run),
        serial: serial::calls(run),
        imports: local_imports(run),
        functions: named_functions(run),
        exports: exported_facts(run, &exported),
        parameter_flows: Vec::new(),
        handovers: Vec::new(),
        result_flows: run.found.result_flows.values().cloned().collect(),
        returned: Vec::new(),
        assurances: Vec::new(),
    };
    facts.code = code;
    hand_over(run, &exported, &mut facts.code);
    facts.queries = run.found.queries.values().cloned().collect();
    facts.queries.order_by_key(|query| query.place);
    facts.flows = run.found.flows.values().cloned().collect();
    facts.flows.order_by_key(|flow| (flow.call.place, flow.source.place));
    facts.technologies.extend(technologies(run));
}

fn routers(run: &mut Interpreter<'_>, exported: &[(String, Value)]) -> Vec<Router> {
    let found = std::mem::take(&mut run.found.routers);
    let routers = found.iter().enumerate();
    let reported = routers
        .map(|(at, router)| {
            let whole = Router {
                name: router.name.clone(),
                place: run.place(router.node),
                root: router.root,
                handed_in: router.handed_in,
                of_class: router.of_class,
                stands_for: router.stands_for.clone(),
                exported: exported.iter().any(|(_, value)| match value.shape {
                    Shape::Router(id) => id.0 == at,
                    Shape::Class(class) => class.node == router.node,
                    _ => false,
                }),
                routes: router.routes.iter().map(|found| route(run, &found.route, found.handler)).collect(),
                guards: router.guards.clone(),
                everywhere: router.everywhere.clone(),
                mounts: router.mounts.clone(),
            };
            below_prefix(run, whole, router)
        })
        .collect();
    run.found.routers = found;
    reported
}

/// Everything of a router below the path that it was made with, where its registrations leave that out.
fn below_prefix(run: &Interpreter<'_>, mut router: Router, found: &FoundRouter) -> Router {
    let chained = run.tables.framework(found.framework).is_some_and(|own| own.chained);
    if chained && !found.prefix.is_empty() {
        let paths = router.routes.iter_mut().map(|route| &mut route.path);
        let paths = paths.chain(router.guards.iter_mut().map(|guard| &mut guard.prefix));
        for path in paths.chain(router.mounts.iter_mut().map(|mount| &mut mount.prefix)) {
            *path = format!("{}/{}", found.prefix.trim_end_matches('/'), path.trim_start_matches('/'));
        }
    }
    router
}

fn route(run: &mut Interpreter<'_>, route: &Route, handler: Option<NodeId>) -> Route {
    let mut route = route.clone();
    if let Some(function) = handler {
        let shown = function_facts(run, function);
        if let Some(handler) = &mut route.handler {
            handler.reads = shown.reads;
            handler.writes = shown.writes;
        }
        route.guards.extend(shown.checks);
    }
    for guard in &mut route.guards {
        guard.order = route.order;
    }
    route
}

/// What the handlers of this file do.
fn conducts(run: &mut Interpreter<'_>) -> Vec<(Place, Conduct)> {
    let routes = run.found.routers.iter().flat_map(|router| &router.routes);
    let handled = routes.filter_map(|found| Some((found.route.place, found.handler?)));
    let handled: Vec<(Place, NodeId)> = handled.collect();
    handled.into_iter().map(|(place, handler)| (place, conduct::of(run, handler))).collect()
}

fn claims(run: &Interpreter<'_>) -> Vec<Located<String>> {
    let functions = run.tree.nodes().filter(|(_, node)| matches!(node.kind, NodeKind::Function(_)));
    functions.flat_map(|(id, _)| super::refusals::claims(run, id)).collect()
}

pub(super) fn function_facts(run: &mut Interpreter<'_>, function: NodeId) -> FunctionFacts {
    if let Some(known) = run.found.functions.get(&function) {
        return known.clone();
    }
    let facts = read_function(run, function);
    run.found.functions.insert(function, facts.clone());
    facts
}

fn read_function(run: &mut Interpreter<'_>, function: NodeId) -> FunctionFacts {
    let name = match run.tree.kind(function) {
        NodeKind::Function(function) => function.name.as_deref().map(str::to_owned),
        _ => None,
    };
    let reads = run.found.parts.get(&function).into_iter().flatten().map(ToString::to_string).collect();
    let mut checks = run.found.checks.get(&function).cloned().unwrap_or_default();
    checks.extend(refusals::checks(run, function));
    checks.extend(extractors::guards(run, function));
    FunctionFacts {
        name,
        guard: guards::kind_of_function(run, function),
        writes: run.found.writers.contains(&function),
        reads,
        checks,
        conduct: conduct::of(run, function),
    }
}

fn exported_facts(run: &mut Interpreter<'_>, exported: &[(String, Value)]) -> Vec<Export> {
    let place = run.source.whole();
    let mut named = Vec::new();
    for (name, value) in exported {
        let target = match &value.shape {
            Shape::Router(id) => {
                run.found.routers.get(id.0).map(|router| ExportTarget::Router(router.name.clone()))
            }
            Shape::Function(closure) => Some(match exports::only_named(run, name, closure.node) {
                Some(elsewhere) => ExportTarget::Module(elsewhere),
                None => ExportTarget::Function(Box::new(function_facts(run, closure.node))),
            }),
            Shape::Class(closure) => {
                match run.found.routers.iter().find(|router| router.node == closure.node) {
                    Some(router) => Some(ExportTarget::Router(router.name.clone())),
                    None => resources::class_facts(run, *closure).map(Box::new).map(ExportTarget::Function),
                }
            }
            _ => exports::passed_on(run, value).map(ExportTarget::Module),
        };
        named.extend(target.map(|target| Export { name: name.clone(), place, target }));
    }
    // Routers that stand for the file.
    let of_file = |name: &str, framework: &str| name == resources::LIST || name == framework;
    let listed = run.found.routers.iter().filter(|router| of_file(&router.name, router.framework));
    let listed = listed.map(|router| Export {
        name: router.name.clone(),
        place,
        target: ExportTarget::Router(router.name.clone()),
    });
    listed.chain(named).collect()
}

/// Only what an exported function does with its parameters matters to others.
fn hand_over(run: &Interpreter<'_>, exported: &[(String, Value)], code: &mut CodeFacts) {
    for (function, flow) in run.found.parameter_flows.values() {
        for name in exports::names_of(exported, *function) {
            let mut flow = flow.clone();
            flow.function = name;
            code.parameter_flows.push(flow);
        }
    }
    code.assurances = shapes::exported(run, exported);
    let (returned, harmless) = results::given(run, exported);
    code.returned = returned;
    code.assurances.extend(harmless);
    code.assurances.extend(types::told(run));
    for (function, said) in &run.found.assurances {
        for name in exports::names_of(exported, *function) {
            code.assurances
                .extend(said.iter().flat_map(|(argument, assured)| assurances(&name, *argument, assured)));
        }
    }
    for (function, handover) in run.found.handovers.values() {
        let Some(function) = function else {
            code.handovers.push(handover.clone());
            continue;
        };
        for name in exports::names_of(exported, *function) {
            let mut handover = handover.clone();
            if let Origin::Parameter { function, .. } = &mut handover.origin {
                *function = name;
            }
            code.handovers.push(handover);
        }
    }
}

fn assurances(function: &str, argument: usize, assured: &Assured) -> Vec<Assurance> {
    let told = Outcome::ALL.into_iter().zip(assured).filter(|(_, sinks)| !sinks.kinds().is_empty());
    told.map(|(outcome, sinks)| Assurance {
        function: function.to_owned(),
        argument,
        outcome,
        field: None,
        harmless: sinks.kinds(),
        type_: None,
    })
    .collect()
}

fn local_imports(run: &Interpreter<'_>) -> Vec<Located<String>> {
    let local = run.found.imports.iter().filter(|(module, _)| run.tables.may_be_local(module));
    local.map(|(module, place)| Located { value: module.to_string(), place: *place }).collect()
}

fn named_functions(run: &Interpreter<'_>) -> Vec<Located<String>> {
    let tree = run.tree;
    let located = |value: &str, id: NodeId| Located { value: value.to_owned(), place: run.place(id) };
    let mut named: Vec<Located<String>> = tree
        .nodes()
        .filter_map(|(id, node)| match &node.kind {
            NodeKind::Function(function) => Some(located(function.name.as_deref()?, id)),
            NodeKind::Declare { target, value: Some(value) } => match (tree.kind(*target), tree.kind(*value))
            {
                (NodeKind::Name(name), NodeKind::Function(function)) if function.name.is_none() => {
                    Some(located(name, *value))
                }
                _ => None,
            },
            _ => None,
        })
        .collect();
    named.order_by_key(|function| function.place);
    named
}

fn technologies(run: &Interpreter<'_>) -> Vec<Technology> {
    let mut seen = BTreeSet::new();
    let tables = run.tables;
    let imported = run.found.imports.iter().filter_map(|(module, place)| {
        let technology = tables.technology(module)?;
        seen.insert(technology.name.clone()).then(|| Technology {
            role: technology.role(),
            name: technology.name.clone(),
            place: *place,
            evidence: format!("imports `{module}`"),
        })
    });
    imported.collect()
}
