//! Who may do what: resources against reading, changing and deleting, as contract and code state it.

use super::endpoints::{Access as Stated, Endpoint};
use super::inline::{code, count, listed, short};
use super::material::Material;
use super::page::Page;
use super::resources::Resource;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Access, Method, OperationClass};

/// Resources that the table has.
const MOST: usize = 25;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let stated = material.endpoints.iter().any(|endpoint| endpoint.access() != Stated::Unstated);
    if material.endpoints.is_empty() {
        return;
    }
    page.heading("Permission matrix");
    if !stated {
        page.paragraph("No operation and no route says who may call it, so there is nothing to set against each other. To decide: which roles there are, and what each may read, change and delete.");
        return;
    }
    let resources = &material.resources;
    let rows: Vec<[String; 4]> = resources.iter().take(MOST).map(row).collect();
    page.table(["Resource", "Reading", "Changing", "Deleting"], &rows);
    if resources.len() > MOST {
        page.paragraph(&format!("{} more are left out.", count(resources.len() - MOST, "resource")));
    }
    by_role(material, page);
    page.paragraph("In brackets: number of operations. A scheme without scopes lets in whoever holds a valid credential; what the service checks beyond it is not stated.");
}

/// Which routes the code opens to which role.
fn by_role(material: &Material<'_>, page: &mut Page<'_>) {
    let mut roles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for route in &material.facts.routes {
        for role in route.roles() {
            roles.entry(role).or_default().push(code(&route.label()));
        }
    }
    let rows = roles.iter().take(MOST).map(|(role, routes)| [code(role), listed(routes, 12)]);
    let rows: Vec<[String; 2]> = rows.collect();
    if !rows.is_empty() {
        page.table(["Role, permission or scope in code", "Routes that ask for it"], &rows);
    }
}

fn row(resource: &Resource<'_>) -> [String; 4] {
    let cell = |does: Does| {
        let mut asked: BTreeMap<String, usize> = BTreeMap::new();
        for endpoint in resource.endpoints.iter().filter(|endpoint| Does::of(endpoint) == does) {
            *asked.entry(asks(endpoint)).or_default() += 1;
        }
        let mut asked: Vec<_> = asked.into_iter().collect();
        asked.order_by_key(|(_, number)| std::cmp::Reverse(*number));
        let parts: Vec<String> = asked.iter().map(|(what, number)| format!("{what} ({number})")).collect();
        if parts.is_empty() { "–".to_owned() } else { listed(&parts, 4) }
    };
    [code(resource.name), cell(Does::Read), cell(Does::Change), cell(Does::Delete)]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Read,
    Change,
    Delete,
}

impl Does {
    fn of(endpoint: &Endpoint<'_>) -> Self {
        let class = |class| endpoint.operation.is_some_and(|(_, operation)| operation.is(class));
        if class(OperationClass::Delete) || endpoint.method == Some(Method::Delete) {
            Self::Delete
        } else if class(OperationClass::Read) || class(OperationClass::List) {
            Self::Read
        } else if endpoint.method.is_some_and(Method::writes) {
            Self::Change
        } else {
            Self::Read
        }
    }
}

/// What a caller has to show.
fn asks(endpoint: &Endpoint<'_>) -> String {
    let by_contract = endpoint.operation.map(|(contract, operation)| contract.access(operation));
    match by_contract {
        Some(access @ (Access::Required(_) | Access::Optional(_))) => {
            let scopes = access.scopes();
            let names = if scopes.is_empty() { access.schemes() } else { scopes };
            let names: Vec<String> = names.iter().map(|name| short(name)).collect();
            let optional = if access.is_required() { "" } else { ", or nothing" };
            format!("{}{optional}", listed(&names, 3))
        }
        Some(Access::DeclaredOpen) => "nothing".to_owned(),
        Some(Access::Unsaid) | None => match endpoint.access() {
            Stated::Guarded(names) => listed(&names.iter().map(|name| short(name)).collect::<Vec<_>>(), 3),
            Stated::Public => "nothing".to_owned(),
            Stated::Unstated => "not stated".to_owned(),
        },
    }
}
