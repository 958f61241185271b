//! What annotations of classes, methods and parameters say.

use super::words::words;
use super::{Site, guards};
use crate::extract::code::flow::{Interpreter, Shape};
use crate::extract::code::frameworks::{CallPattern, Controller};
use crate::extract::code::syntax::{NodeId, NodeKind, Parameter};
use crate::facts::{Guard, GuardKind};

/// An annotation as the call that it is; without arguments where it is only named.
pub(super) fn annotation(run: &mut Interpreter<'_>, node: NodeId) -> Option<Site> {
    match run.tree.kind(node) {
        NodeKind::Call(call) => Some(super::site(run, node, call)),
        NodeKind::Name(_) | NodeKind::Member { .. } => Some(super::site_of_member(run, node)),
        _ => None,
    }
}

/// An annotation of a library, or one of the submission that is called alike: `@ShopRestController`.
pub(super) fn named(run: &Interpreter<'_>, site: &Site, call: &CallPattern) -> bool {
    let Some(api) = site.callee.as_api() else { return false };
    let alike = || {
        let last = api.path.rsplit('.').next().unwrap_or_default();
        run.tables.may_be_local(&api.module)
            && call.members.iter().any(|own| own.len() > 9 && last.ends_with(own.as_str()))
    };
    call.matches(&api.module, &api.path) || alike()
}

/// Guards that an annotation names: itself, or its arguments.
pub(super) fn guards_of(
    run: &mut Interpreter<'_>,
    node: NodeId,
    site: &Site,
    row: &'static Controller,
) -> Vec<Guard> {
    let applies = run.tables.framework(&row.framework).map(|own| own.applies.as_slice()).unwrap_or_default();
    let Some(applying) = applies.iter().find(|own| named(run, site, &own.call)) else {
        return guard(run, node, site).into_iter().collect();
    };
    let only = guards::kind_named(&applying.kind);
    let arguments: Vec<_> = site.positional().cloned().collect();
    let found = arguments.iter().map(|one| guards::guard(run, one.node, &one.value, 0, "/"));
    found.filter(|guard| only.is_none_or(|only| guard.kind == only)).collect()
}

/// An annotation that turns callers away.
fn guard(run: &mut Interpreter<'_>, node: NodeId, site: &Site) -> Option<Guard> {
    let says = |words: &[&str]| {
        let texts = site.arguments.iter().filter_map(|one| one.value.constant());
        texts.into_iter().any(|text| words.iter().any(|word| text.contains(word)))
    };
    let mut found = guards::guard(run, node, &site.callee, 0, "/");
    if found.kind == GuardKind::Authorization {
        if says(&["permitAll", "isAnonymous"]) {
            found.kind = GuardKind::Public;
        } else if says(&["isAuthenticated", "isFullyAuthenticated"]) && !says(&["has", "#", "@", "denyAll"]) {
            found.kind = GuardKind::Authentication;
        }
    }
    if let Some(api) = site.callee.as_api()
        && let Some(row) = run.tables.guard_row(&api.module, &api.path)
        && site.pick(&row.authorizes_by).is_some()
    {
        found.kind = GuardKind::Authorization;
    }
    // `[ServiceFilter(typeof(ApiKeyFilter))]`.
    let shares_types = run.tables.language.shares_types;
    if let (GuardKind::Other, Some(one), true) = (found.kind, site.arguments.first(), shares_types) {
        let path = run.tree.path(one.node).unwrap_or_default();
        found.kind = guards::kind_by_name(run.tables, &path).unwrap_or(GuardKind::Other);
    }
    // An attribute of the submission may do anything.
    let is_own = site.callee.as_api().is_some_and(|api| &*api.module == "#" && !api.path.contains('.'));
    if found.kind == GuardKind::Other && is_own {
        return Some(found);
    }
    let of_submission = site.callee.as_api().is_some_and(|api| run.tables.may_be_local(&api.module));
    let is_local = of_submission || site.callee.function().is_some();
    if is_local && run.tables.language.commonjs && site.name.as_deref().is_some_and(|name| opens(run, name)) {
        found.kind = GuardKind::Public;
    }
    matches!(
        found.kind,
        GuardKind::Authentication
            | GuardKind::Authorization
            | GuardKind::RateLimit
            | GuardKind::Csrf
            | GuardKind::Public
    )
    .then_some(found)
}

/// What the attributes of a handler ask of callers: `[Authorize] (int id) => ...`.
pub(super) fn asked_of(run: &mut Interpreter<'_>, function: NodeId) -> Vec<Guard> {
    let tree = run.tree;
    let NodeKind::Function(own) = tree.kind(function) else { return Vec::new() };
    if !run.tables.language.shares_types {
        return Vec::new();
    }
    let sites: Vec<(NodeId, Site)> =
        own.decorators.iter().filter_map(|node| Some((*node, annotation(run, *node)?))).collect();
    sites.into_iter().filter_map(|(node, site)| guard(run, node, &site)).collect()
}

/// `@Public()`, `@SkipAuth()`, `@AllowAnonymous()`.
fn opens(run: &Interpreter<'_>, name: &str) -> bool {
    let words = words(name);
    let says = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let of_authentication =
        words.iter().any(|word| run.tables.kind_of_word(word) == Some(GuardKind::Authentication));
    says(&["public", "anonymous", "unauthenticated", "unprotected"])
        || (says(&["skip", "no", "without", "bypass", "ignore", "optional"]) && of_authentication)
}

/// What holds a parameter against its description: `@Valid`, `@Body(new ValidationPipe())`.
pub(super) fn validations(run: &mut Interpreter<'_>, parameters: &[Parameter]) -> Vec<Guard> {
    let nodes: Vec<NodeId> = parameters.iter().flat_map(|parameter| parameter.decorators.clone()).collect();
    let mut found = Vec::new();
    for node in nodes {
        let Some(site) = annotation(run, node) else { continue };
        let Some(api) = site.callee.as_api() else { continue };
        if let Some(kind) = run.tables.guard(&api.module, &api.path)
            && kind != GuardKind::Other
        {
            let guard = guards::guard(run, node, &site.callee, 0, "/");
            found.push(Guard { kind, ..guard });
        }
        for one in site.positional() {
            let guard = guards::guard(run, one.node, &one.value, 0, "/");
            found.extend(Some(guard).filter(|guard| guard.kind == GuardKind::Validation));
        }
    }
    found
}

/// The part of the request that an annotation says a parameter is, empty for what the framework fills itself; and
/// whether it lets through only what is harmless.
pub(in crate::extract::code) fn annotated_input(
    run: &mut Interpreter<'_>,
    parameter: &Parameter,
) -> Option<(&'static str, bool)> {
    let tables = run.tables;
    parameter.decorators.iter().find_map(|node| {
        let site = annotation(run, *node)?;
        let row = tables.input.iter().find(|row| {
            named(run, &site, &row.call) || (tables.language.extractors && is_alike(run, &site, &row.call))
        })?;
        let piped = site.positional().any(|one| is_pipe(run, one.node));
        Some((row.part.as_str(), piped))
    })
}

/// `ParseIntPipe`, `new ParseIntPipe({ optional: true })`.
fn is_pipe(run: &Interpreter<'_>, node: NodeId) -> bool {
    let named = match run.tree.kind(node) {
        NodeKind::Call(call) => call.callee,
        _ => node,
    };
    let path = run.tree.path(named).unwrap_or_default();
    let last = path.rsplit('.').next().unwrap_or_default();
    run.tables.framework.iter().any(|own| own.pipes.iter().any(|pipe| pipe == last))
}

/// A type of the submission that is called like one of a framework: `ValidatedJson`.
fn is_alike(run: &Interpreter<'_>, site: &Site, call: &CallPattern) -> bool {
    const SHORTEST: usize = 4;
    let name = match &site.callee.shape {
        Shape::Api(api) if run.tables.may_be_local(&api.module) => {
            api.path.rsplit('.').next().unwrap_or_default()
        }
        Shape::Class(class) => match run.tree.kind(class.node) {
            NodeKind::Class(own) => own.name.as_deref().unwrap_or_default(),
            _ => return false,
        },
        _ => return false,
    };
    call.members.iter().any(|own| own.len() >= SHORTEST && name.ends_with(own.as_str()))
}
