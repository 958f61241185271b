use crate::facts::{Facts, LateGuard, Router};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "guard-after-route",
    item: "auth.required",
    severity: Severity::High,
    page: page!("guard_after_route.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for late in facts.routers().flat_map(Router::late_guards) {
        let LateGuard { guard, routes, mounts } = late;
        let message = format!("`{}` is registered below everything that it should stand before", guard.name);
        let finding = seen.violated(guard.place, message).sites(routes.len() + mounts.len());
        for route in routes {
            finding.related(route.place, format!("`{}` never reaches it", route.label()));
        }
        for mount in mounts {
            finding.related(mount.place, format!("what is mounted at `{}` never reaches it", mount.prefix));
        }
    }
    for router in facts.routers() {
        let late: Vec<_> = router.late_guards().map(|late| late.guard.place).collect();
        for guard in router.guards.iter().filter(|guard| guard.identifies() && !late.contains(&guard.place)) {
            seen.met(guard.place, || format!("`{}` stands before what it guards", guard.name));
        }
    }
}
