//! What guards every route of a service, wherever it is said.

use super::Site;
use super::routes::path_of;
use crate::extract::code::flow::{Interpreter, Shape, Value};
use crate::facts::Guard;

/// A call or property that sets such a guard: `options.FallbackPolicy = policy`.
pub(super) fn note(run: &mut Interpreter<'_>, site: &Site) {
    let tables = run.tables;
    if tables.everywhere.is_empty() {
        return;
    }
    let is_nothing = site.arguments.iter().any(|one| matches!(one.value.shape, Shape::Nothing));
    let given = |value: &Value| value.as_api().cloned();
    let mut named: Vec<_> = given(&site.callee).filter(|_| site.creates).into_iter().collect();
    named.extend(site.arguments.iter().filter_map(|one| given(&one.value)));
    let row = tables.everywhere.iter().find(|row| {
        site.name.as_deref().is_some_and(|name| row.names.iter().any(|own| own == name))
            || named.iter().any(|api| {
                let path = api.path.trim_end_matches("()");
                row.call.matches(&api.module, path)
            })
    });
    let Some(row) = row.filter(|_| !is_nothing) else { return };
    let prefix = site.pick(&row.path).and_then(|path| path_of(&path.value));
    let guard = Guard {
        kind: row.kind(),
        name: run.text(site.target).chars().take(60).collect(),
        place: run.place(site.id),
        order: 0,
        prefix: prefix.unwrap_or_else(|| "/".to_owned()),
        imported: None,
    };
    if !run.found.everywhere.iter().any(|own| own.place == guard.place) {
        run.found.everywhere.push(guard);
    }
}
