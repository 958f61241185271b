//! Queries that are built by calls, and models of object mappers.

use super::{Site, conditions, connections, entries, repositories, sets, sinks};
use crate::extract::code::flow::{Api, Interpreter, Object, Shape, Value};
use crate::extract::code::frameworks::OrmCall;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Query, QueryOrigin, QueryVerb, SinkKind};

/// What a call begins that builds a query, and its table: `knex("users")`, `db.selectFrom("users")`,
/// `db.update(users)`.
pub(super) fn builder(run: &Interpreter<'_>, site: &Site) -> Option<(QueryVerb, String)> {
    let knex = |api: &Api| {
        (&*api.module == "knex" && api.path.ends_with("()"))
            || (site.receiver.is_none() && matches!(site.name.as_deref(), Some("knex" | "trx")))
    };
    if site.callee.as_api().is_some_and(|api| knex(api)) {
        return Some((QueryVerb::Select, site.argument(0).constant()?));
    }
    let name = site.name.as_deref().filter(|_| site.receiver.is_some())?;
    let row = run.tables.sql.builders.iter().find(|row| row.members.iter().any(|own| own == name))?;
    let verb = verb(&row.verb);
    if row.packages.is_empty() {
        return Some((verb, site.argument(0).constant()?));
    }
    let imports =
        run.found.imports.iter().any(|(module, _)| row.packages.iter().any(|own| **own == **module));
    let after =
        row.after.is_empty() || entries::chain_has(run, site.target, std::slice::from_ref(&row.after));
    let receiver = site.receiver_name(run).to_ascii_lowercase();
    let of_store = !row.after.is_empty() || run.tables.sql.receivers.contains(&receiver);
    let path = run.tree.path(site.positional().next()?.node)?;
    (imports && after && of_store).then(|| (verb, path.rsplit('.').next().unwrap_or_default().to_owned()))
}

fn verb(name: &str) -> QueryVerb {
    match name {
        "insert" => QueryVerb::Insert,
        "update" => QueryVerb::Update,
        "delete" => QueryVerb::Delete,
        _ => QueryVerb::Select,
    }
}

pub(super) fn built(run: &mut Interpreter<'_>, site: &Site, verb: QueryVerb, table: &str) -> Value {
    let query = new_query(run, site.id, verb, table.to_owned(), false);
    run.found.query(run.frames_functions(), site.id, query);
    Value::of(Shape::Query(site.id))
}

pub(super) fn new_query(
    run: &Interpreter<'_>,
    id: NodeId,
    verb: QueryVerb,
    table: String,
    bounded: bool,
) -> Query {
    let mut query = Query::new(verb, run.place(id), QueryOrigin::Code);
    query.tables = vec![table];
    query.bounded = bounded;
    query.in_loop = run.in_loop();
    query
}

/// A further call on a query: it may bound it, change what it does, or run what was prepared.
pub(super) fn chained(run: &mut Interpreter<'_>, site: &Site, id: NodeId) -> Value {
    let name = site.name.as_deref().unwrap_or_default();
    run.call_backs(site);
    let sql = &run.tables.sql;
    if sql.fragments.iter().chain(&sql.chained).any(|own| own == name) {
        sinks::check(run, site, 0, SinkKind::SqlText);
    }
    let in_loop = run.in_loop();
    let place = run.place(site.id);
    let verb = match name {
        "insert" => Some(QueryVerb::Insert),
        "update" | "increment" | "decrement" => Some(QueryVerb::Update),
        "del" | "delete" => Some(QueryVerb::Delete),
        _ => None,
    };
    if verb.is_some() {
        let functions = run.frames_functions();
        run.found.writers.extend(functions);
    }
    let compared = conditions::of_comparisons(run, site);
    let bounds = run.tables.bounds.iter().any(|own| own == name);
    let open = run.found.built.get(&id).copied();
    let Some(query) = run.found.queries.get_mut(&id) else { return Value::default() };
    query.bounded |= bounds;
    let table = query.tables.first().cloned().unwrap_or_default();
    if matches!(name, "filter" | "filter_by" | "exclude" | "where" | "get") && open.is_some() {
        query.predicates.extend(conditions::of_names(&table, site).into_iter().chain(compared));
        query.filtered |= !site.arguments.is_empty();
    }
    // Only here it shows that all rows are read.
    match open {
        Some(true) if bounds => _ = run.found.built.insert(id, false),
        Some(true) if name == "all" => query.bounded = false,
        _ => {}
    }
    query.verb = verb.unwrap_or(query.verb);
    query.filtered |= name.starts_with("where") || name == "andWhere";
    if matches!(name, "skip" | "offset") {
        query.offset = Some(place);
    }
    match name {
        "all" | "get" | "run" | "iterate" | "exec" => {
            query.in_loop = query.in_loop.or(in_loop);
            Value::default()
        }
        "then" | "catch" | "finally" | "map" | "forEach" | "filter" => Value::default(),
        _ => Value::of(Shape::Query(id)),
    }
}

pub(super) fn mapper_call(run: &Interpreter<'_>, site: &Site) -> Option<&'static OrmCall> {
    let name = site.name.as_deref()?;
    let receiver = site.receiver.as_ref()?;
    let named = |own: &String| own.strip_suffix('*').map_or(own == name, |start| name.starts_with(start));
    let mut rows = run.tables.orm.iter().filter(|row| row.methods.iter().any(named));
    rows.find(|row| match &*row.style {
        "prisma" => is_prisma_model(run, site, receiver),
        "manager" => manager(run, site).is_some(),
        "set" => sets::set(run, site).is_some(),
        "chain" => true,
        "repository" => repositories::model(run, site, receiver).is_some(),
        _ => is_model(run, site, receiver) || repositories::is_mapped(run, site, receiver),
    })
}

/// The model of `User.objects.filter`, `User.query.filter_by`.
fn manager(run: &Interpreter<'_>, site: &Site) -> Option<String> {
    let NodeKind::Member { object, .. } = run.tree.kind(site.target) else { return None };
    let NodeKind::Member { object: model, name } = run.tree.kind(*object) else { return None };
    let model = run.tree.path(*model).filter(|_| matches!(&**name, "objects" | "query"))?;
    let last = model.rsplit('.').next()?;
    last.starts_with(char::is_uppercase).then(|| last.to_owned())
}

fn is_prisma_model(run: &Interpreter<'_>, site: &Site, receiver: &Value) -> bool {
    if receiver
        .as_api()
        .is_some_and(|api| &*api.module == "@prisma/client" && api.path.contains("PrismaClient()."))
    {
        return true;
    }
    let NodeKind::Member { object, .. } = run.tree.kind(site.target) else { return false };
    let path = run.tree.path(*object).unwrap_or_default();
    let mut names = path.rsplit('.');
    let (_model, client) = (names.next(), names.next().unwrap_or_default().to_ascii_lowercase());
    client == "prisma" || client == "prismaclient" || client == "prismaservice"
}

pub(super) fn is_model(run: &Interpreter<'_>, site: &Site, receiver: &Value) -> bool {
    let name = site.receiver_name(run);
    if !name.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    let mapper =
        |module: &str| matches!(module, "mongoose" | "sequelize" | "sequelize-typescript" | "typeorm");
    let model_file = |api: &Api| {
        let module = api.module.to_ascii_lowercase();
        run.tables.may_be_local(&api.module)
            && ["model", "entit", "schema"].iter().any(|part| module.contains(part))
    };
    match &receiver.shape {
        Shape::Api(api) => {
            mapper(&api.module)
                || model_file(api)
                || (run.tables.may_be_local(&api.module)
                    && run.found.imports.iter().any(|(module, _)| mapper(module)))
        }
        Shape::Class(_) => run.found.imports.iter().any(|(module, _)| mapper(module)),
        _ => false,
    }
}

/// Whether an object is options of a query and not itself the filter.
pub(super) fn has_options(object: &Object) -> bool {
    [
        "attributes",
        "include",
        "order",
        "limit",
        "offset",
        "raw",
        "transaction",
        "relations",
        "select",
        "take",
        "skip",
    ]
    .iter()
    .any(|name| object.fields.contains_key(*name))
}

pub(super) fn mapped(run: &mut Interpreter<'_>, site: &Site, call: &OrmCall) -> Value {
    let verb = verb_of(call);
    if let Some(set) = sets::set(run, site).filter(|_| call.style == "set") {
        return sets::query(run, site, call, verb, set);
    }
    if let Some(model) = manager(run, site).filter(|_| call.style == "manager") {
        // Such a query is lazy: how much of it is read shows elsewhere.
        let mut query = new_query(run, site.id, verb, model, true);
        if verb == QueryVerb::Select {
            let table = query.tables.first().cloned().unwrap_or_default();
            query.predicates = conditions::of_names(&table, site);
        }
        query.filtered = !site.arguments.is_empty();
        run.found.built.insert(site.id, false);
        run.found.query(run.frames_functions(), site.id, query);
        run.call_backs(site);
        return Value::of(Shape::Query(site.id));
    }
    if call.style == "repository" {
        return repositories::query(run, site, verb);
    }
    let unbounded = call.many || !call.bounded_by.is_empty();
    // The options are the first argument, or the last.
    let options = site.arguments.iter().filter_map(|argument| match argument.value.shape {
        Shape::Object(id) => run.state.object(id),
        _ => None,
    });
    let options: Vec<_> = options.cloned().collect();
    let limited = options.iter().any(|object| {
        object.is_open() || call.bounded_by.iter().any(|name| object.fields.contains_key(&**name))
    });
    let unknown = !site.arguments.is_empty() && options.is_empty();
    let own = site.receiver.as_ref().and_then(|receiver| repositories::model(run, site, receiver));
    let table = own.unwrap_or_else(|| site.receiver_name(run));
    let mut query = new_query(run, site.id, verb, table.clone(), !unbounded || limited || unknown);
    let skips = |object: &Object| {
        ["skip", "offset"].iter().any(|name| object.fields.contains_key(*name))
            && !object.fields.contains_key("cursor")
    };
    query.offset = options.iter().any(skips).then(|| run.place(site.id));
    let first = options.first().filter(|_| verb != QueryVerb::Insert);
    let filter = first.and_then(|object| match object.fields.get("where") {
        Some(Value { shape: Shape::Object(id), .. }) => run.state.object(*id),
        Some(_) => None,
        None => Some(object)
            .filter(|object| call.style == "model" && verb == QueryVerb::Select && !has_options(object)),
    });
    if let Some(filter) = filter {
        query.filtered = !filter.fields.is_empty();
        query.predicates = conditions::of_object(run, &table, filter);
    }
    let name = site.name.as_deref().unwrap_or_default();
    if filter_is_key(name) {
        query.filtered = true;
        query.predicates.push(conditions::of_key(&table));
    }
    run.found.query(run.frames_functions(), site.id, query);
    run.call_backs(site);
    Value::of(if unbounded { Shape::Query(site.id) } else { Shape::Unknown })
}

/// Whether a method takes the key of a row: `findByIdAndDelete`.
fn filter_is_key(method: &str) -> bool {
    method.contains("ById") || method.contains("ByPk")
}

/// A query that a chain on a connection ends.
pub(super) fn chain_ended(run: &mut Interpreter<'_>, site: &Site, call: &OrmCall) -> Option<Value> {
    let one = call.bounded_by.is_empty() && !call.many;
    let query = connections::ended(run, site, verb_of(call), one)?;
    run.found.query(run.frames_functions(), site.id, query);
    run.call_backs(site);
    Some(Value::default())
}

fn verb_of(call: &OrmCall) -> QueryVerb {
    verb(&call.verb)
}

/// `session.query(User)`, `select(User)`: the model that a statement begins with.
pub(super) fn begun(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let name = site.name.as_deref()?;
    let sql = &run.tables.sql;
    let begins = sql.begins.iter().any(|own| own == name);
    let by_key = sql.by_key.iter().any(|own| own == name)
        && site.arguments.len() > 1
        && sql.receivers.contains(&site.receiver_name(run).to_ascii_lowercase());
    let first = site.positional().next().filter(|_| begins || by_key)?;
    let path = run.tree.path(first.node)?;
    let model = path.split('.').find(|part| part.starts_with(char::is_uppercase))?;
    if !model.chars().any(char::is_lowercase) {
        return None;
    }
    let mut query = new_query(run, site.id, QueryVerb::Select, model.to_owned(), true);
    if by_key {
        query.filtered = true;
        query.predicates.push(conditions::of_key(model));
        run.found.query(run.frames_functions(), site.id, query);
        return Some(Value::default());
    }
    run.found.built.insert(site.id, true);
    run.found.query(run.frames_functions(), site.id, query);
    Some(Value::of(Shape::Query(site.id)))
}
