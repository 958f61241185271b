//! Mounts routers on applications, over files.

use super::modules::Modules;
use super::prefixes::{covers, joined};
use super::serving::{MOST_GUARDS, RouterAt, aliases, ending, everywhere, served};
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{ExportTarget, FileEntry, Guard, GuardKind, Handler, Mount, MountTarget, Route};

/// Routers within routers, routes and mounts of one submission.
const DEEPEST: usize = 12;
const MOST_ROUTES: usize = 10_000;
const MOST_MOUNTS: usize = 10_000;

/// Every route of the submission, with the prefixes and guards of everything that it is mounted on.
pub(in crate::facts) fn routes(files: &[FileEntry]) -> Vec<Route> {
    let modules = Modules::new(files);
    let mut mounting = Mounting {
        aliases: aliases(&modules),
        served: served(&modules),
        everywhere: everywhere(files),
        modules,
        routes: Vec::new(),
        mounts: 0,
        reached: BTreeSet::new(),
        open: Vec::new(),
        placed_at: BTreeSet::new(),
    };
    let all: Vec<RouterAt> = files
        .iter()
        .enumerate()
        .flat_map(|(file, entry)| {
            (0..entry.facts.code.routers.len()).map(move |router| RouterAt { file, router })
        })
        .collect();
    let mut mounted: BTreeSet<RouterAt> = all.iter().flat_map(|at| mounting.targets(*at)).collect();
    // What stands for another router is served where that one is.
    mounted.extend(mounting.aliases.values().flatten());
    let is_root = |at: &RouterAt| mounting.modules.router(*at).is_some_and(|router| router.root);
    let mut starts: Vec<(RouterAt, bool)> =
        all.iter().filter(|at| is_root(at) && !mounted.contains(at)).map(|at| (*at, true)).collect();
    // Routers that nothing mounts, then what only mounts itself in a circle.
    starts.extend(all.iter().filter(|at| !mounted.contains(at)).map(|at| (*at, false)));
    starts.extend(all.iter().map(|at| (*at, is_root(at))));
    for (at, root) in starts {
        if !mounting.reached.contains(&at) {
            let everywhere = mounting.everywhere(at);
            mounting.expand(at, "", &everywhere, root);
        }
    }
    mounting.routes
}

/// What a mount leads to.
enum Mounted {
    Routers(Vec<RouterAt>),
    /// It is a function and no router: a middleware.
    Middleware(GuardKind),
    NotSeen,
}

struct Mounting<'a> {
    modules: Modules<'a>,
    aliases: BTreeMap<RouterAt, Vec<RouterAt>>,
    /// By the file of an application, the classes that it serves.
    served: BTreeMap<usize, Vec<RouterAt>>,
    /// Guards of every route, by the ending of the files whose routes they are for.
    everywhere: Vec<(&'a str, &'a Guard)>,
    routes: Vec<Route>,
    /// Routers that were expanded, each as often as it is mounted.
    mounts: usize,
    reached: BTreeSet<RouterAt>,
    /// Those that are being expanded, to end circles.
    open: Vec<RouterAt>,
    /// What was expanded below which prefix: of two mounts at one path, the first answers.
    placed_at: BTreeSet<(RouterAt, String)>,
}

impl Mounting<'_> {
    fn targets(&self, at: RouterAt) -> Vec<RouterAt> {
        let mounts = self.modules.router(at).map(|router| router.mounts.as_slice()).unwrap_or_default();
        let routers = mounts.iter().filter_map(|mount| match self.mounted(at.file, mount) {
            Mounted::Routers(routers) => Some(routers),
            _ => None,
        });
        routers.flatten().collect()
    }

    fn mounted(&self, file: usize, mount: &Mount) -> Mounted {
        let member = match &mount.target {
            MountTarget::Local(name) => {
                return Mounted::Routers(self.modules.routers_of(file, |router| router.name == *name));
            }
            MountTarget::Module(member) | MountTarget::Extension(member) => member,
            MountTarget::Controllers => {
                return Mounted::Routers(self.served.get(&file).cloned().unwrap_or_default());
            }
            MountTarget::Unknown => return Mounted::NotSeen,
        };
        if let Some(found) = self.modules.find(file, member) {
            match &found.export.target {
                ExportTarget::Router(name) => {
                    return Mounted::Routers(
                        self.modules.routers_of(found.file, |router| router.name == *name),
                    );
                }
                ExportTarget::Function(function) => {
                    // A function that is registered by what it is marked with.
                    let last = found.export.name.rsplit('.').next().unwrap_or_default();
                    let marked = self.modules.routers_of(found.file, |router| {
                        router.name == last && !router.handed_in && !router.exported
                    });
                    if mount.routers_only && !marked.is_empty() {
                        return Mounted::Routers(marked);
                    }
                    let given = self.modules.routers_of(found.file, |router| router.handed_in);
                    let to_it = format!("{}(", found.export.name);
                    let own = self
                        .modules
                        .routers_of(found.file, |router| router.handed_in && router.name.starts_with(&to_it));
                    let given = if own.is_empty() { given } else { own };
                    return if given.is_empty() {
                        match (function.guard, &mount.target) {
                            (None, MountTarget::Extension(_)) => Mounted::Routers(Vec::new()),
                            (guard, _) => Mounted::Middleware(guard.unwrap_or(GuardKind::Other)),
                        }
                    } else {
                        Mounted::Routers(given)
                    };
                }
                ExportTarget::Module(_) => {}
            }
        }
        if matches!(mount.target, MountTarget::Extension(_)) {
            return Mounted::Routers(Vec::new());
        }
        // `require("./routes")()` gives the router that the file makes.
        let made = member.member.ends_with("()").then(|| self.modules.file(file, &member.module)).flatten();
        match made.map(|file| self.modules.routers_of(file, |router| !router.root)) {
            Some(routers) if !routers.is_empty() => Mounted::Routers(routers),
            _ => Mounted::NotSeen,
        }
    }

    /// What a router and all that is mounted below it let stand before the whole application.
    fn everywhere(&self, top: RouterAt) -> Vec<Guard> {
        let mut seen = BTreeSet::from([top]);
        let mut open = vec![top];
        let mut all = Vec::new();
        while let Some(at) = open.pop() {
            let Some(router) = self.modules.router(at) else { continue };
            all.extend(router.everywhere.iter().map(|guard| self.placed(at.file, guard, "")));
            open.extend(self.targets(at).into_iter().filter(|next| seen.insert(*next)));
        }
        all
    }

    /// Adds the routes of a router that is served under a prefix, behind what stands before it.
    fn expand(&mut self, at: RouterAt, prefix: &str, before: &[Guard], seen: bool) {
        let Some(router) = self.modules.router(at) else { return };
        if self.open.contains(&at)
            || self.open.len() >= DEEPEST
            || self.routes.len() >= MOST_ROUTES
            || self.mounts >= MOST_MOUNTS
            || !self.placed_at.insert((at, prefix.to_owned()))
        {
            return;
        }
        self.open.push(at);
        self.mounts += 1;
        self.reached.insert(at);
        let mut own: Vec<Guard> =
            router.guards.iter().map(|guard| self.placed(at.file, guard, prefix)).collect();
        for mount in router.mounts.iter().filter(|mount| !mount.routers_only) {
            let middleware = match self.mounted(at.file, mount) {
                Mounted::Middleware(kind) => Some(kind),
                Mounted::NotSeen => Some(GuardKind::Other),
                Mounted::Routers(_) => None,
            };
            own.extend(middleware.map(|kind| as_guard(mount, kind, prefix)));
        }
        for route in &router.routes {
            let standing = before.iter().chain(own.iter().filter(|guard| guard.order < route.order));
            self.add(at.file, route, prefix, standing, seen);
        }
        for mount in &router.mounts {
            let Mounted::Routers(targets) = self.mounted(at.file, mount) else { continue };
            let path = joined(prefix, &mount.prefix);
            let mut guards: Vec<Guard> =
                before.iter().chain(own.iter().filter(|guard| guard.order < mount.order)).cloned().collect();
            guards.extend(mount.guards.iter().map(|guard| self.placed(at.file, guard, prefix)));
            for target in targets {
                self.expand(target, &path, &guards, seen);
            }
        }
        for alias in self.aliases.get(&at).cloned().unwrap_or_default() {
            let guards: Vec<Guard> = before.iter().chain(&own).cloned().collect();
            self.expand(alias, prefix, &guards, seen);
        }
        self.open.pop();
    }

    /// A guard with the whole prefix that it applies to, and with what its own file says of it.
    fn placed(&self, file: usize, guard: &Guard, prefix: &str) -> Guard {
        let mut guard = guard.clone();
        guard.prefix = joined(prefix, &guard.prefix);
        if matches!(guard.kind, GuardKind::Other | GuardKind::Injection)
            && let Some(member) = &guard.imported
            && let Some(function) = self.modules.function(file, member)
        {
            match function.guard {
                Some(kind) => guard.kind = kind,
                // It was seen, and turns nobody away.
                None if guard.kind == GuardKind::Injection => guard.imported = None,
                None => {}
            }
        }
        guard
    }

    fn add<'g>(
        &mut self,
        file: usize,
        route: &Route,
        prefix: &str,
        before: impl Iterator<Item = &'g Guard>,
        seen: bool,
    ) {
        let mut whole = route.clone();
        whole.path = joined(prefix, &route.path);
        whole.mounts_seen = seen;
        let own = route.guards.iter().map(|guard| self.placed(file, guard, prefix));
        let before = before.filter(|guard| covers(&guard.prefix, &whole.path)).cloned();
        whole.guards = before.chain(own).take(MOST_GUARDS).collect();
        // What is open on purpose stays open.
        if !whole.guards.iter().any(|guard| guard.identifies() && guard.is_optional()) {
            let everywhere = self.everywhere.iter().filter(|(language, _)| {
                self.modules.files.get(file).is_some_and(|entry| ending(&entry.path) == *language)
            });
            let everywhere = everywhere.map(|(_, guard)| *guard);
            whole.guards.extend(everywhere.filter(|guard| covers(&guard.prefix, &whole.path)).cloned());
        }
        if let Some(Handler { imported: Some(member), reads, writes, .. }) = &mut whole.handler
            && let Some(found) = self.modules.find(file, member)
            && let ExportTarget::Function(function) = &found.export.target
        {
            reads.clone_from(&function.reads);
            *writes = function.writes;
            let checks = function.checks.iter().map(|check| self.placed(found.file, check, ""));
            whole.guards.extend(checks);
        }
        self.routes.push(whole);
    }
}

fn as_guard(mount: &Mount, kind: GuardKind, prefix: &str) -> Guard {
    let member = match &mount.target {
        MountTarget::Module(member) => Some(member.clone()),
        _ => None,
    };
    let name = member.as_ref().map_or_else(String::new, |member| match member.member.as_str() {
        "" => member.module.clone(),
        name => name.to_owned(),
    });
    Guard {
        kind,
        name,
        place: mount.place,
        order: mount.order,
        prefix: joined(prefix, &mount.prefix),
        imported: member,
    }
}
