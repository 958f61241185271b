//! Calls that run a statement, as text or through an object mapper.

use super::{Argument, Site, entries, mappers, sinks};
use crate::detect::Dialect;
use crate::extract::code::flow::{Interpreter, Piece, Shape, Text, Value};
use crate::extract::code::syntax::NodeId;
use crate::extract::sql;
use crate::facts::{QueryOrigin, SinkKind};

pub(super) fn answer(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    check_named_parts(run, site);
    if let Some(Shape::Query(query)) = site.receiver.as_ref().map(|receiver| &receiver.shape) {
        return Some(mappers::chained(run, site, *query));
    }
    // `session.execute(select(User))` gives the rows of that query.
    if let (Shape::Query(query), Some("execute" | "scalars" | "scalar" | "exec")) =
        (&site.argument(0).shape, site.name.as_deref())
    {
        return Some(Value::of(Shape::Query(*query)));
    }
    if let Some(value) = mappers::begun(run, site) {
        return Some(value);
    }
    if let Some((dialect, builds)) = statement_call(run, site) {
        return Some(statement(run, site, dialect, builds));
    }
    let name = site.name.as_deref().unwrap_or_default();
    if run.tables.sql.fragments.iter().any(|own| own == name) && site.receiver.is_some() {
        sinks::check(run, site, 0, SinkKind::SqlText);
        return None;
    }
    let joined = matches!(site.argument(0).shape, Shape::Text(_));
    if run.tables.sql.text_fragments.iter().any(|own| own == name) && site.receiver.is_some() && joined {
        sinks::check(run, site, 0, SinkKind::SqlText);
        return None;
    }
    let joined = matches!(site.argument(1).shape, Shape::Text(_));
    if run.tables.sql.text_conditions.iter().any(|own| own == name) && site.receiver.is_some() && joined {
        sinks::check(run, site, 1, SinkKind::SqlText);
    }
    if begun_chain(run, site, name) {
        sinks::check(run, site, 0, SinkKind::SqlText);
        return None;
    }
    if let Some((verb, table)) = mappers::builder(run, site) {
        return Some(mappers::built(run, site, verb, &table));
    }
    let Some(call) = mappers::mapper_call(run, site) else {
        return if run.tables.language.shares_types { super::sets::step(run, site) } else { None };
    };
    if call.style == "chain" {
        return mappers::chain_ended(run, site, call);
    }
    Some(mappers::mapped(run, site, call))
}

/// `objects.extra(where=[...])`
fn check_named_parts(run: &mut Interpreter<'_>, site: &Site) {
    let name = site.name.as_deref().unwrap_or_default();
    let Some(parts) = run.tables.sql.named_fragments.get(name) else { return };
    for part in parts.iter().filter_map(|part| site.named(part)) {
        let value = Value::tainted(run.all_taints(&part.value));
        sinks::check_value(run, site, &Argument { value, ..part.clone() }, SinkKind::SqlText);
    }
}

/// A statement that is set as a property.
pub(super) fn assigned(run: &mut Interpreter<'_>, site: &Site) {
    let tables = &run.tables.sql;
    let driver = site
        .callee
        .as_api()
        .and_then(|api| tables.drivers.iter().find(|driver| driver.call.matches(&api.module, &api.path)));
    let named = site.name.as_deref().is_some_and(|name| tables.properties.iter().any(|own| own == name));
    let dialect = match driver {
        Some(driver) => dialect(&driver.dialect),
        None if named && is_statement(&site.argument(0)) => Dialect::Generic,
        None => return,
    };
    statement(run, site, dialect, false);
}

/// Whether a call takes a part of a query that is built step by step as text.
fn begun_chain(run: &Interpreter<'_>, site: &Site, name: &str) -> bool {
    let begun = |begins: &String| {
        let by_value = site.callee.as_api().is_some_and(|api| api.path.to_ascii_lowercase().contains(begins));
        by_value || entries::chain_has(run, site.target, std::slice::from_ref(begins))
    };
    let mut chains = run.tables.sql.chains.iter().filter(|own| own.members.iter().any(|own| own == name));
    chains.any(|chain| begun(&chain.begins))
}

/// The dialect of a call that takes a statement as text, and whether further calls complete it.
fn statement_call(run: &Interpreter<'_>, site: &Site) -> Option<(Dialect, bool)> {
    let tables = &run.tables.sql;
    if let Some(api) = site.callee.as_api() {
        if tables.migrations.iter().any(|own| *own == *api.module) {
            return None;
        }
        if let Some(driver) = tables.drivers.iter().find(|driver| driver.call.matches(&api.module, &api.path))
        {
            return Some((dialect(&driver.dialect), driver.builds));
        }
        let foreign = !api.module.is_empty() && !run.tables.may_be_local(&api.module);
        if foreign && !is_statement(&statement_value(run, site)) {
            return None;
        }
    }
    let name = site.name.as_deref()?;
    site.receiver.as_ref()?;
    let by_text = tables.methods.iter().any(|own| own == name) && is_statement(&statement_value(run, site));
    let by_name = tables.sure_methods.iter().any(|own| own == name) && {
        tables.receivers.contains(&site.receiver_name(run).to_ascii_lowercase()) && !site.arguments.is_empty()
    };
    (by_text || by_name).then_some((Dialect::Generic, false))
}

fn dialect(name: &str) -> Dialect {
    match name {
        "postgresql" => Dialect::PostgreSql,
        "mysql" => Dialect::MySql,
        "sqlite" => Dialect::Sqlite,
        _ => Dialect::Generic,
    }
}

/// Which argument is the statement: the first one that begins like one, behind contexts and targets.
fn statement_at(run: &Interpreter<'_>, site: &Site) -> usize {
    (0..3).find(|at| is_statement(&text_of(run, site.argument(*at)))).unwrap_or_else(|| {
        let context = |at: &usize| site.positional().nth(*at).is_some_and(|own| is_context(run, own.node));
        usize::from(context(&0))
    })
}

/// `ctx`, `context.Background()`: not what a call is about.
pub(super) fn is_context(run: &Interpreter<'_>, node: NodeId) -> bool {
    let text = run.text(node);
    text == "ctx" || text.starts_with("context.") || text.ends_with(".Context()")
}

/// The statement among the arguments, or its `text` or `sql`.
fn statement_value(run: &Interpreter<'_>, site: &Site) -> Value {
    text_of(run, site.argument(statement_at(run, site)))
}

fn text_of(run: &Interpreter<'_>, first: Value) -> Value {
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
        "select" | "with" | "update" => second.is_some() || text.pieces().len() > 1,
        "insert" | "replace" => second.is_some_and(|word| word == "into" || word == "ignore" || word == "or"),
        "delete" => second.is_some_and(|word| word == "from"),
        "create" | "alter" | "drop" | "truncate" => second.is_some_and(|word| {
            matches!(&*word, "table" | "index" | "view" | "unique" | "database" | "schema")
        }),
        _ => false,
    }
}

fn statement(run: &mut Interpreter<'_>, site: &Site, dialect: Dialect, builds: bool) -> Value {
    let at = statement_at(run, site);
    sinks::check(run, site, at, SinkKind::SqlText);
    let value = statement_value(run, site);
    if let Shape::Text(text) = &value.shape {
        note_text(run, site.id, text, dialect);
    }
    run.call_backs(site);
    let name = site.name.as_deref().unwrap_or_default();
    if run.tables.bounds.iter().any(|own| own == name)
        && let Some(query) = run.found.queries.get_mut(&site.id)
    {
        query.bounded = true;
    }
    Value::of(if builds || name == "prepare" { Shape::Query(site.id) } else { Shape::Unknown })
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
    let known = run.tables.sql.tags.iter().any(|own| *own == name || own == last);
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
