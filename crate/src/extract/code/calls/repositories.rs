//! Objects that stand for the rows of a model, and whose methods say by name what they do.

use super::{Site, conditions, mappers};
use crate::extract::code::flow::{Interpreter, Value};
use crate::facts::QueryVerb;

/// The model of `userRepository.find()`, by the name of its type or its own.
pub(super) fn model(run: &Interpreter<'_>, site: &Site, receiver: &Value) -> Option<String> {
    const ENDINGS: [&str; 3] = ["Repository", "Repo", "Dao"];
    let stem = |name: &str| {
        let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending))?;
        // `JpaRepository`: whose rows it has is not said.
        let general = ["", "Jpa", "Crud", "Mongo", "PagingAndSorting", "Base", "Generic", "Abstract", "base"];
        (!general.contains(&stem)).then(|| stem.to_owned())
    };
    let type_ = receiver.as_api().and_then(|api| {
        let last = api.path.strip_suffix("()").unwrap_or(&api.path);
        stem(last.rsplit('.').next()?)
    });
    type_.or_else(|| stem(&site.receiver_name(run)))
}

/// A repository in a file that uses a mapper which has them.
pub(super) fn is_mapped(run: &Interpreter<'_>, site: &Site, receiver: &Value) -> bool {
    let mapper = |module: &str| {
        module == "typeorm" || module == "@nestjs/typeorm" || module.starts_with("@mikro-orm/")
    };
    run.found.imports.iter().any(|(module, _)| mapper(module)) && model(run, site, receiver).is_some()
}

/// A method whose name says what it does.
pub(super) fn query(run: &mut Interpreter<'_>, site: &Site, verb: QueryVerb) -> Value {
    let name = site.name.as_deref().unwrap_or_default();
    let Some(model) = site.receiver.as_ref().and_then(|receiver| model(run, site, receiver)) else {
        return Value::default();
    };
    let whole = name == "findAll" && site.arguments.is_empty();
    let mut query = mappers::new_query(run, site.id, verb, model.clone(), !whole);
    if matches!(verb, QueryVerb::Select | QueryVerb::Delete) {
        let named = conditions::of_method(&model, name);
        query.filtered = !named.is_empty();
        // With other arguments than its name asks for, something else says what it does.
        if named.len() == site.arguments.len() {
            query.predicates = named;
        }
    }
    run.found.query(run.frames_functions(), site.id, query);
    run.call_backs(site);
    Value::default()
}
