//! Puts what configurations say of paths, and what settings say of everything, before the routes that it is about.

use crate::artifact::FileId;
use crate::collections::BTreeMap;
use crate::facts::{FileEntry, GuardKind, PathPolicy, Route, UNSTATED_GUARD};

/// Adds to every route the guards that its surroundings put before it.
pub(in crate::facts) fn surround(files: &[FileEntry], routes: &mut [Route]) {
    let of =
        |wanted: fn(&FileEntry) -> bool| files.iter().filter(move |file| wanted(file)).collect::<Vec<_>>();
    let policies = of(|file| !file.facts.code.policies.is_empty());
    let settings = of(|file| !file.facts.code.ambient.is_empty() || !file.facts.code.defaults.is_empty());
    if policies.is_empty() && settings.is_empty() {
        return;
    }
    let paths: BTreeMap<FileId, &str> = files.iter().map(|file| (file.id, file.path.as_str())).collect();
    for route in routes {
        let Some(path) = paths.get(&route.place.file) else { continue };
        for file in policies.iter().filter(|file| root(&file.path) == root(path)) {
            if let Some(policy) = file.facts.code.policies.iter().find(|policy| holds(policy, route)) {
                apply(policy, route);
                break;
            }
        }
        if let Some(file) = settings
            .iter()
            .filter(|file| ending(&file.path) == ending(path))
            .max_by_key(|file| shared(&file.path, path))
        {
            set(file, route);
        }
    }
}

/// The project that a file belongs to: what stands before its folder of sources.
fn root(path: &str) -> &str {
    match path.find("src/") {
        Some(at) => path.get(..at).unwrap_or_default(),
        None => path.rsplit_once('/').map_or("", |(folder, _)| folder),
    }
}

fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

/// Folders that two paths begin with.
fn shared(one: &str, other: &str) -> usize {
    one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other).count()
}

fn holds(policy: &PathPolicy, route: &Route) -> bool {
    let any = |patterns: &[String]| {
        patterns.is_empty() || patterns.iter().any(|pattern| matches(pattern, &route.path))
    };
    policy.method.is_none_or(|method| route.method == Some(method))
        && any(&policy.paths)
        && any(&policy.within)
}

fn apply(policy: &PathPolicy, route: &mut Route) {
    route.mounts_seen = true;
    // That everything else is open says nothing of a route.
    if policy.guard.kind != GuardKind::Public || !policy.paths.is_empty() {
        route.guards.push(policy.guard.clone());
    }
}

fn set(file: &FileEntry, route: &mut Route) {
    let code = &file.facts.code;
    // An application that says itself what stands before its routes has no such settings.
    if route.mounts_seen {
        return;
    }
    route.guards.extend(code.ambient.iter().cloned());
    if route.guards.iter().any(|guard| guard.name == UNSTATED_GUARD) {
        route.guards.retain(|guard| guard.name != UNSTATED_GUARD);
        route.guards.extend(code.defaults.iter().cloned());
    }
}

/// `/users/**` and `/users/:id`. Segments that are parameters match any one.
fn matches(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
    let path: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let mut at = 0;
    for (index, part) in pattern.iter().enumerate() {
        if *part == "**" {
            let Some(next) = pattern.get(index + 1) else { return true };
            let found = path.iter().skip(at).position(|own| segment(next, own));
            let Some(found) = found else { return false };
            at += found;
            continue;
        }
        if !path.get(at).is_some_and(|own| segment(part, own)) {
            return false;
        }
        at += 1;
    }
    at == path.len()
}

fn segment(pattern: &str, own: &str) -> bool {
    if pattern == "*" || pattern.starts_with(['{', ':']) {
        return true;
    }
    match pattern.split_once('*') {
        Some((before, after)) => own.starts_with(before) && own.ends_with(after.trim_start_matches('*')),
        None => pattern == own,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_of_paths() {
        assert!(matches("/users/**", "/users") && matches("/users/**", "/users/:id/files"));
        assert!(matches("/**/health", "/a/b/health") && matches("/**", "/"));
        assert!(matches("/users/*", "/users/:id") && !matches("/users/*", "/users/:id/files"));
        assert!(!matches("/admin/**", "/users/:id") && matches("/*.html", "/index.html"));
    }
}
