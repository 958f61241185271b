//! Applications that are put together from classes, each of which names further ones.

use super::annotations::{annotation, named};
use super::routers::{New, router_at};
use super::routes::{next_order, stages};
use super::{Argument, Site, guards};
use crate::extract::code::flow::{Interpreter, RouterId, Shape, Value};
use crate::extract::code::frameworks::Assembly;
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::facts::{Guard, ModuleMember, Mount, MountTarget};

/// Classes that one class names.
const MOST: usize = 300;

/// Makes every class that names others a router on which those are mounted.
pub(super) fn register(run: &mut Interpreter<'_>) {
    let tables = run.tables;
    if tables.assembly.is_empty() {
        return;
    }
    let tree = run.tree;
    for (id, node) in tree.nodes() {
        let NodeKind::Class(class) = &node.kind else { continue };
        for mark in &class.decorators {
            let Some(site) = annotation(run, *mark) else { continue };
            let Some(row) = tables.assembly.iter().find(|row| named(run, &site, &row.call)) else { continue };
            let name = class.name.as_deref().unwrap_or("module").to_owned();
            let router = router_at(run, id, New { framework: &row.framework, name, ..New::default() });
            assemble(run, &site, row, router);
            for member in class.members.iter().filter(|own| own.key.as_deref() == Some(&row.configures)) {
                configured(run, member.value, row, router);
            }
        }
    }
}

fn assemble(run: &mut Interpreter<'_>, site: &Site, row: &'static Assembly, router: RouterId) {
    let listed = row.mounts.iter().filter_map(|name| site.named(name).cloned());
    let listed: Vec<Argument> = listed.collect();
    for class in stages(run, &listed).into_iter().take(MOST) {
        mounted(run, router, &class);
    }
    let providers: Vec<Argument> = site.pick(&row.guards).cloned().into_iter().collect();
    let everywhere: Vec<Guard> =
        stages(run, &providers).iter().filter_map(|one| provided(run, &one.value, one.node, row)).collect();
    if let Some(router) = run.found.routers.get_mut(router.0) {
        router.everywhere.extend(everywhere);
    }
}

/// `consumer.apply(AuthMiddleware).forRoutes("users", { path: "pets", method: RequestMethod.ALL })`
fn configured(run: &mut Interpreter<'_>, method: NodeId, row: &'static Assembly, id: RouterId) {
    let tree = run.tree;
    for (_, node) in tree.below(method) {
        let NodeKind::Call(last) = &node.kind else { continue };
        let Some(mut at) = receiver_of(run, last, &row.to) else { continue };
        // Between the two may stand one that leaves paths out.
        let mut applied = None;
        for _ in 0..3 {
            let NodeKind::Call(call) = tree.kind(at) else { break };
            if receiver_of(run, call, &row.applies).is_some() {
                applied = Some(call.arguments.clone());
                break;
            }
            let NodeKind::Member { object, .. } = tree.kind(call.callee) else { break };
            at = *object;
        }
        let prefixes: Vec<String> = last.arguments.iter().map(|path| prefix(run, *path)).collect();
        for guard in applied.unwrap_or_default() {
            let value = run.value(guard);
            let found = prefixes.iter().map(|prefix| guards::guard(run, guard, &value, 0, prefix));
            let found: Vec<Guard> = found.collect();
            if let Some(router) = run.found.routers.get_mut(id.0) {
                router.guards.extend(found);
            }
        }
    }
}

/// What a method of a name is called on.
fn receiver_of(run: &Interpreter<'_>, call: &Call, method: &str) -> Option<NodeId> {
    match run.tree.kind(call.callee) {
        NodeKind::Member { object, name } if **name == *method => Some(*object),
        _ => None,
    }
}

/// The path that a text or an object names; all of them where a class is named.
fn prefix(run: &mut Interpreter<'_>, node: NodeId) -> String {
    let value = run.value(node);
    let path = match value.shape {
        Shape::Object(id) => run.state.object(id).and_then(|object| object.fields.get("path").cloned()),
        _ => Some(value),
    };
    let path = path.and_then(|path| path.constant()).unwrap_or_default();
    let path = path.split(['*', '(']).next().unwrap_or_default();
    format!("/{}", path.trim_matches('/'))
}

/// Mounts the class that an argument names.
pub(super) fn mounted(run: &mut Interpreter<'_>, id: RouterId, class: &Argument) {
    let Some(target) = target(run, &class.value) else { return };
    let order = next_order(run, id);
    let place = run.place(class.node);
    let mount =
        Mount { prefix: "/".to_owned(), target, order, guards: Vec::new(), place, routers_only: true };
    if let Some(router) = run.found.routers.get_mut(id.0)
        && !router.mounts.iter().any(|own| own.target == mount.target)
    {
        router.mounts.push(mount);
    }
}

fn target(run: &mut Interpreter<'_>, value: &Value) -> Option<MountTarget> {
    match &value.shape {
        Shape::Class(class) => match run.tree.kind(class.node) {
            NodeKind::Class(own) => own.name.as_deref().map(|name| MountTarget::Local(name.to_owned())),
            _ => None,
        },
        // `UsersModule.forRoot(options)` is made from the class.
        Shape::Api(api) => {
            let found = guards::imported(run, api)?;
            let member = found.member.split('.').next().unwrap_or_default().to_owned();
            Some(MountTarget::Module(ModuleMember { member, ..found }))
        }
        // `forwardRef(() => UsersModule)`
        Shape::Function(closure) => {
            let named = run.invoke(*closure, &[]);
            match named.shape {
                Shape::Function(_) => None,
                _ => target(run, &named),
            }
        }
        _ => None,
    }
}

/// `{ provide: APP_GUARD, useClass: AuthGuard }`
fn provided(run: &mut Interpreter<'_>, value: &Value, node: NodeId, row: &'static Assembly) -> Option<Guard> {
    let Shape::Object(id) = value.shape else { return None };
    let fields = &run.state.object(id)?.fields;
    let token = fields.get("provide")?.as_api()?.path.clone();
    if !row.tokens.contains(&token) {
        return None;
    }
    let properties = match run.tree.kind(node) {
        NodeKind::Object(properties) => properties.as_slice(),
        _ => return None,
    };
    let used = properties.iter().find(|own| own.key.as_deref().is_some_and(|key| key.starts_with("use")))?;
    let class = used.key.as_ref().and_then(|key| fields.get(key)).cloned()?;
    Some(guards::guard(run, used.value, &class, 0, "/"))
}
