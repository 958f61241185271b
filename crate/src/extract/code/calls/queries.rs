//! Calls that run a statement, as text or through an object mapper.

use super::{Site, sinks};
use crate::detect::Dialect;
use crate::extract::code::flow::{Api, Interpreter, Object, Piece, Shape, Text, Value};
use crate::extract::code::frameworks::{self, OrmCall};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::extract::sql;
use crate::facts::{Predicate, Query, QueryOrigin, QueryVerb, SinkKind};

pub(super) fn answer(run: &mut Interpreter<'_>, site: &Site<'_>) -> Option<Value> {
    if let Some(Shape::Query(query)) = site.receiver.as_ref().map(|receiver| &receiver.shape) {
        return Some(chained(run, site, *query));
    }
    if let Some(dialect) = statement_call(run, site) {
        return Some(statement(run, site, dialect));
    }
    let name = site.name.as_deref().unwrap_or_default();
    if frameworks::tables().sql.fragments.iter().any(|own| own == name) && site.receiver.is_some() {
        sinks::check(run, site, 0, SinkKind::SqlText);
        return None;
    }
    if let Some(table) = builder(site) {
        return Some(built(run, site, &table));
    }
    let call = mapper_call(run, site)?;
    Some(mapped(run, site, call))
}

/// The dialect of a call that takes a statement as text.
fn statement_call(run: &Interpreter<'_>, site: &Site<'_>) -> Option<Dialect> {
    let tables = &frameworks::tables().sql;
    if let Some(api) = site.callee.as_api() {
        if let Some(driver) = tables.drivers.iter().find(|driver| driver.call.matches(&api.module, &api.path))
        {
            return Some(dialect(&driver.dialect));
        }
        let foreign = !api.module.is_empty() && !api.is_local();
        if foreign && !is_statement(&statement_value(run, site)) {
            return None;
        }
    }
    let name = site.name.as_deref()?;
    site.receiver.as_ref()?;
    let by_text = tables.methods.iter().any(|own| own == name) && is_statement(&statement_value(run, site));
    let by_name = tables.sure_methods.iter().any(|own| own == name) && {
        let receiver = site.receiver_name(run).to_ascii_lowercase();
        tables.receivers.iter().any(|own| receiver == *own) && !site.arguments.is_empty()
    };
    (by_text || by_name).then_some(Dialect::Generic)
}

fn dialect(name: &str) -> Dialect {
    match name {
        "postgresql" => Dialect::PostgreSql,
        "mysql" => Dialect::MySql,
        "sqlite" => Dialect::Sqlite,
        _ => Dialect::Generic,
    }
}

/// The statement among the arguments: the first one, or its `text` or `sql`.
fn statement_value(run: &Interpreter<'_>, site: &Site<'_>) -> Value {
    let first = site.argument(0);
    match first.shape {
        Shape::Object(id) => {
            let object = run.state.object(id);
            let field =
                object.and_then(|object| object.fields.get("text").or_else(|| object.fields.get("sql")));
            field.cloned().unwrap_or_default()
        }
        _ => first,
    }
}

/// Whether a text begins like a statement does.
fn is_statement(value: &Value) -> bool {
    let Shape::Text(text) = &value.shape else { return false };
    let start = text.prefix().trim_start_matches(|char: char| char.is_whitespace() || char == '(');
    let mut words = start.split_whitespace().map(str::to_ascii_lowercase);
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    match &*first {
        "select" | "with" => second.is_some() || text.pieces().len() > 1,
        "insert" | "replace" => second.is_some_and(|word| word == "into" || word == "ignore" || word == "or"),
        "delete" => second.is_some_and(|word| word == "from"),
        "update" => second.is_some() || text.pieces().len() > 1,
        "create" | "alter" | "drop" | "truncate" => second.is_some_and(|word| {
            matches!(&*word, "table" | "index" | "view" | "unique" | "database" | "schema")
        }),
        _ => false,
    }
}

fn statement(run: &mut Interpreter<'_>, site: &Site<'_>, dialect: Dialect) -> Value {
    sinks::check(run, site, 0, SinkKind::SqlText);
    let value = statement_value(run, site);
    if let Shape::Text(text) = &value.shape {
        note_text(run, site.id, text, dialect);
    }
    run.call_backs(site);
    let prepares = site.name.as_deref() == Some("prepare");
    Value::of(if prepares { Shape::Query(site.id) } else { Shape::Unknown })
}

fn note_text(run: &mut Interpreter<'_>, id: NodeId, text: &Text, dialect: Dialect) {
    let place = run.place(id);
    let Some(mut query) = sql::read_query(&written(text), dialect, place, QueryOrigin::Code) else { return };
    query.in_loop = run.in_loop();
    // A stretch that is not known may hold the clause that bounds it.
    query.bounded |= may_hold_clause(text);
    run.found.query(run.frames_functions(), id, query);
}

fn written(text: &Text) -> String {
    let pieces = text.pieces().iter().map(|piece| match piece {
        Piece::Fixed(fixed) => fixed.as_ref(),
        Piece::Hole { .. } => " __hole__ ",
    });
    pieces.collect()
}

/// Whether a hole stands where a clause could, and not only a value or a name.
fn may_hold_clause(text: &Text) -> bool {
    let mut before = "";
    text.pieces().iter().any(|piece| match piece {
        Piece::Fixed(fixed) => {
            before = fixed;
            false
        }
        Piece::Hole { .. } => {
            let end = before.trim_end();
            let value = end.ends_with(['=', '<', '>', '(', ',', '\'', '"', '`', '%', '.']);
            let word = end.rsplit(|char: char| char.is_whitespace()).next().unwrap_or_default();
            let named = matches!(
                &*word.to_ascii_lowercase(),
                "from"
                    | "by"
                    | "like"
                    | "ilike"
                    | "limit"
                    | "offset"
                    | "and"
                    | "or"
                    | "in"
                    | "into"
                    | "update"
                    | "join"
                    | "select"
            );
            !value && !named
        }
    })
}

pub(super) fn tagged(
    run: &mut Interpreter<'_>,
    id: NodeId,
    tag: NodeId,
    callee: &Value,
    whole: &Value,
) -> Value {
    let name = run.tree.path(tag).unwrap_or_default();
    let last = name.rsplit('.').next().unwrap_or_default();
    let known = frameworks::tables().sql.tags.iter().any(|own| *own == name || own == last);
    let driver = callee.as_api().is_some_and(|api| {
        matches!(&*api.module, "postgres" | "@vercel/postgres" | "@neondatabase/serverless")
    });
    if !known && !driver {
        return whole.clone();
    }
    if let Shape::Text(text) = &whole.shape
        && is_statement(whole)
    {
        note_text(run, id, text, Dialect::PostgreSql);
    }
    Value::default()
}

/// The table of `knex("users")`.
fn builder(site: &Site<'_>) -> Option<String> {
    let api = site.callee.as_api()?;
    let knex = (&*api.module == "knex" && api.path.ends_with("()"))
        || (site.receiver.is_none() && matches!(site.name.as_deref(), Some("knex" | "trx")));
    site.argument(0).constant().filter(|_| knex)
}

fn built(run: &mut Interpreter<'_>, site: &Site<'_>, table: &str) -> Value {
    let query = new_query(run, site.id, QueryVerb::Select, table.to_owned(), false);
    run.found.query(run.frames_functions(), site.id, query);
    Value::of(Shape::Query(site.id))
}

fn new_query(run: &Interpreter<'_>, id: NodeId, verb: QueryVerb, table: String, bounded: bool) -> Query {
    Query {
        verb,
        place: run.place(id),
        origin: QueryOrigin::Code,
        tables: vec![table],
        all_columns: false,
        predicates: Vec::new(),
        bounded,
        filtered: false,
        offset: None,
        in_loop: run.in_loop(),
    }
}

/// A further call on a query: it may bound it, change what it does, or run what was prepared.
fn chained(run: &mut Interpreter<'_>, site: &Site<'_>, id: NodeId) -> Value {
    let name = site.name.as_deref().unwrap_or_default();
    run.call_backs(site);
    if frameworks::tables().sql.fragments.iter().any(|own| own == name) {
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
    let Some(query) = run.found.queries.get_mut(&id) else { return Value::default() };
    query.bounded |= frameworks::tables().bounds.iter().any(|own| own == name);
    query.verb = verb.unwrap_or(query.verb);
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

fn mapper_call(run: &Interpreter<'_>, site: &Site<'_>) -> Option<&'static OrmCall> {
    let name = site.name.as_deref()?;
    let receiver = site.receiver.as_ref()?;
    let mut rows = frameworks::tables().orm.iter().filter(|row| row.methods.iter().any(|own| own == name));
    rows.find(|row| match &*row.style {
        "prisma" => is_prisma_model(run, site, receiver),
        _ => is_model(run, site, receiver),
    })
}

fn is_prisma_model(run: &Interpreter<'_>, site: &Site<'_>, receiver: &Value) -> bool {
    if receiver
        .as_api()
        .is_some_and(|api| &*api.module == "@prisma/client" && api.path.contains("PrismaClient()."))
    {
        return true;
    }
    let NodeKind::Member { object, .. } = run.tree.kind(site.call.callee) else { return false };
    let path = run.tree.path(*object).unwrap_or_default();
    let mut names = path.rsplit('.');
    let (_model, client) = (names.next(), names.next().unwrap_or_default().to_ascii_lowercase());
    client == "prisma" || client == "prismaclient" || client == "prismaservice"
}

fn is_model(run: &Interpreter<'_>, site: &Site<'_>, receiver: &Value) -> bool {
    let name = site.receiver_name(run);
    if !name.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    let mapper =
        |module: &str| matches!(module, "mongoose" | "sequelize" | "sequelize-typescript" | "typeorm");
    let model_file = |api: &Api| {
        let module = api.module.to_ascii_lowercase();
        api.is_local() && ["model", "entit", "schema"].iter().any(|part| module.contains(part))
    };
    match &receiver.shape {
        Shape::Api(api) => {
            mapper(&api.module)
                || model_file(api)
                || (api.is_local() && run.found.imports.iter().any(|(module, _)| mapper(module)))
        }
        Shape::Class(_) => run.found.imports.iter().any(|(module, _)| mapper(module)),
        _ => false,
    }
}

/// Whether an object is options of a query and not itself the filter.
fn has_options(object: &Object) -> bool {
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

fn mapped(run: &mut Interpreter<'_>, site: &Site<'_>, call: &OrmCall) -> Value {
    let verb = match &*call.verb {
        "insert" => QueryVerb::Insert,
        "update" => QueryVerb::Update,
        "delete" => QueryVerb::Delete,
        _ => QueryVerb::Select,
    };
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
    let table = site.receiver_name(run);
    let mut query = new_query(run, site.id, verb, table, !unbounded || limited || unknown);
    let first = options.first().filter(|_| verb != QueryVerb::Insert);
    let filter = first.and_then(|object| match object.fields.get("where") {
        Some(Value { shape: Shape::Object(id), .. }) => run.state.object(*id),
        Some(_) => None,
        None => Some(object)
            .filter(|object| call.style == "model" && verb == QueryVerb::Select && !has_options(object)),
    });
    if let Some(filter) = filter {
        let column = |name: &str| Predicate { table: None, column: name.to_owned(), equality: true };
        query.filtered = !filter.fields.is_empty();
        query.predicates = filter.fields.keys().map(|name| column(name)).collect();
    }
    run.found.query(run.frames_functions(), site.id, query);
    run.call_backs(site);
    Value::of(if unbounded { Shape::Query(site.id) } else { Shape::Unknown })
}
