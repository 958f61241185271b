//! Functions, procedures and triggers: how they run, and what stands in their bodies.

use std::collections::HashSet;

use super::body::{Tokens, without_targets};
use super::cursor::Cursor;
use super::dynamic::text_parameters;
use super::effects::effects;
use super::flaws;
use super::hazards;
use super::query::{self, Query};
use super::scan::{Token, TokenKind, tokens};
use super::statement::Reader;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::facts::{Effects, Located, QueryMark, QueryOrigin, QueryVerb, Routine, SchemaChange, Trigger};

/// Tokens of one body.
const MOST_TOKENS: usize = 60_000;

impl Reader<'_> {
    /// The cursor stands behind `CREATE`, before whatever leads to the kind of routine.
    pub(super) fn routine(&mut self, cursor: &mut Cursor<'_>, place: Place) {
        while !cursor.is_done() && !cursor.is_any(KINDS) {
            cursor.skip();
        }
        if cursor.eat(&["EVENT", "TRIGGER"]) {
            return;
        }
        let trigger = cursor.is("TRIGGER");
        cursor.next();
        cursor.eat(&["BODY"]);
        cursor.eat(&["IF", "NOT", "EXISTS"]);
        let Some(name) = cursor.name() else {
            self.miss("functions, procedures and triggers without a name", place);
            return;
        };
        if trigger {
            self.trigger(cursor, name);
            return;
        }
        let mut routine = Routine {
            schema: name.schema,
            name: name.name,
            language: None,
            definer: None,
            search_path: None,
            effects: Effects::default(),
            place: name.place,
        };
        let head = Tokens { text: self.source.text, all: cursor.rest(), dialect: self.dialect };
        let header = self.header(cursor, &mut routine);
        routine.effects = self.body(&header, None, text_parameters(head), place);
        let parameters = head.all.len().saturating_sub(cursor.rest().len());
        let parameters = Tokens { all: head.all.get(..parameters).unwrap_or_default(), ..head };
        flaws::note(self.source, parameters, false, &mut routine.effects);
        self.facts.schema_changes.push(SchemaChange::CreateRoutine(routine));
    }

    /// What stands around the body, which is returned.
    fn header<'t>(&self, cursor: &mut Cursor<'t>, routine: &mut Routine) -> Body<'t> {
        let mut body = Body::Missing;
        let by_text = matches!(self.dialect, Dialect::PostgreSql | Dialect::Generic);
        cursor.group();
        while !cursor.is_done() {
            let start = cursor.start();
            if cursor.eat(&["LANGUAGE"]) {
                let language = cursor.ident().map(|name| name.value.trim_matches('\'').to_ascii_lowercase());
                routine.language = language;
            } else if cursor.eat(&["SECURITY", "DEFINER"])
                || cursor.eat(&["WITH", "EXECUTE", "AS", "OWNER"])
                || cursor.eat(&["AUTHID", "DEFINER"])
            {
                routine.definer = Some(cursor.place_from(start));
            } else if cursor.eat(&["SET"]) && by_text {
                setting(cursor, routine);
            } else if by_text && cursor.peek().is_some_and(|token| token.kind == TokenKind::Text) {
                // A second text names a symbol within a library.
                body = cursor.next().map_or(Body::Missing, Body::Text);
            } else if cursor.is_any(&["AS", "IS", "BEGIN", "DO", "SELECT", "UPDATE", "INSERT", "DELETE"])
                && !cursor.is_ahead(1, "OWNER")
                && !(by_text && cursor.is("AS"))
            {
                return Body::Tokens(cursor.rest());
            } else {
                cursor.skip();
            }
        }
        body
    }

    fn trigger(&mut self, cursor: &mut Cursor<'_>, name: super::cursor::Name) {
        let mut trigger = Trigger {
            schema: None,
            table: String::new(),
            name: name.name,
            before: false,
            events: Vec::new(),
            function: None,
            effects: Effects::default(),
            place: name.place,
        };
        while !cursor.is_done() && !cursor.is_any(&["BEGIN", "AS", "DECLARE", "CALL"]) {
            if cursor.eat(&["EXECUTE"]) {
                cursor.next();
                trigger.function = cursor.name().map(|name| name.name);
                break;
            }
            if trigger.table.is_empty() && cursor.eat(&["ON"]) {
                if let Some(table) = cursor.name() {
                    (trigger.schema, trigger.table) = (table.schema, table.name);
                }
                continue;
            }
            if !trigger.table.is_empty() && cursor.eat(&["EACH", "ROW"]) {
                cursor.eat(&["WHEN"]);
                cursor.group();
                if !cursor.is_any(&["EXECUTE", "WHEN", "FOLLOWS", "PRECEDES"]) {
                    break;
                }
                continue;
            }
            trigger.before |= cursor.is_any(&["BEFORE", "INSTEAD"]);
            trigger.events.extend(event(cursor));
            cursor.skip();
        }
        if trigger.function.is_none() {
            trigger.effects =
                self.body(&Body::Tokens(cursor.rest()), Some(&trigger.table), HashSet::new(), name.place);
        }
        self.facts.schema_changes.push(SchemaChange::CreateTrigger(trigger));
    }

    /// Reads the statements of a body as queries; those that define tables are not run with it.
    fn body(
        &mut self,
        body: &Body<'_>,
        table: Option<&str>,
        parameters: HashSet<String>,
        place: Place,
    ) -> Effects {
        let source = self.source;
        let inner;
        let tokens: &[Token] = match body {
            Body::Missing => return Effects::default(),
            Body::Tokens(tokens) => tokens,
            Body::Text(token) => {
                inner = self.within(token);
                if inner.len() >= MOST_TOKENS {
                    self.missed.note("the rest of bodies of more than 60,000 words", place);
                }
                &inner
            }
        };
        let body = Tokens { text: source.text, all: tokens, dialect: self.dialect };
        let mut effects = effects(source, body, table, parameters);
        hazards::note(source, body, &mut effects);
        flaws::note(source, body, table.is_some(), &mut effects);
        let by_row = hazards::in_row_loop(body);
        let exclusive = hazards::locks(body);
        let mut looked: Option<Query> = None;
        for (at, statement) in body.statements() {
            let statement = Tokens { all: statement, ..body };
            if statement.is(0, &["CREATE", "ALTER", "DROP", "TRUNCATE"]) {
                continue;
            }
            let Some(mut query) = self.inner_query(statement, &mut effects) else { continue };
            let writes = matches!(query.verb, QueryVerb::Insert | QueryVerb::Update | QueryVerb::Delete);
            if writes && by_row.get(at) == Some(&true) {
                query.in_loop = Some(query.place);
            }
            if let Some(looked) = looked.take() {
                hazards::mark_insert(&looked, &mut query);
            }
            if exclusive {
                query.marks.retain(|mark| !matches!(mark, QueryMark::InsertedUnlessFound(_)));
            }
            if hazards::is_asked_for(body, at) && !exclusive {
                looked = Some(query.clone());
            }
            let counts = statement.is(0, &["SELECT"]) && statement.is(1, &["COUNT"]);
            if counts && hazards::is_compared_with_none(body, at + statement.all.len()) {
                query.marks.push(QueryMark::CountsToExist);
            }
            self.push_query(query);
        }
        effects
    }

    /// What one statement of a body does with rows.
    fn inner_query(&mut self, statement: Tokens<'_>, effects: &mut Effects) -> Option<Query> {
        let kept = without_targets(statement);
        let (first, last) = (statement.all.first()?, statement.all.last()?);
        let place = self.source.place(first.start, last.end);
        let (text, dialect) = (self.source.text, self.dialect);
        let query = if statement.is(0, &["PERFORM"]) {
            Some(query::read_performed(text, kept.get(1..).unwrap_or_default(), dialect, place))
        } else {
            let read = query::read_tokens(text, &kept, dialect, place, QueryOrigin::Routine);
            if read.as_ref().is_some_and(|(_, whole)| !whole) {
                self.missed.note("parts of queries beyond their keywords", place);
            }
            read.map(|(query, _)| query)
        };
        let query = query?;
        let writes = matches!(query.verb, QueryVerb::Insert | QueryVerb::Update | QueryVerb::Delete);
        if writes && effects.written.len() < 100 {
            effects.written.extend(query.tables.first().cloned());
        }
        (!query.tables.is_empty()).then_some(query)
    }

    /// Reads a block that runs as it stands: `DO $$ ... $$`, `IF ... BEGIN ... END`, `BEGIN ... END;`.
    pub(super) fn block(&mut self, block: &[Token]) {
        let source = self.source;
        let text = block.iter().take(6).find(|token| token.kind == TokenKind::Text);
        let inner;
        let first = block.first().map(|token| source.slice(token.start, token.end)).unwrap_or_default();
        let tokens = match text {
            Some(text) if first.eq_ignore_ascii_case("DO") => {
                inner = self.within(text);
                &inner
            }
            _ => block,
        };
        let body = Tokens { text: source.text, all: tokens, dialect: self.dialect };
        for dynamic in effects(source, body, None, HashSet::new()).dynamic.into_iter().take(1) {
            self.missed.note("statements that a block puts together as text", dynamic.place);
        }
        for (_, statement) in body.statements() {
            let statement = Tokens { all: statement, ..body };
            let (Some(head), Some(last)) = (statement.all.first(), statement.all.last()) else {
                continue;
            };
            if statement.is(0, &["CREATE", "ALTER", "DROP", "TRUNCATE"]) {
                self.statement(statement.all, source.place(head.start, last.end), None);
            } else {
                let before = self.said();
                if let Some(query) = self.inner_query(statement, &mut Effects::default()) {
                    self.push_query(query);
                }
                self.note_step(None, before, source.place(head.start, last.end));
            }
        }
    }

    /// The tokens within a text in quotes, at their places in the file.
    fn within(&self, token: &Token) -> Vec<Token> {
        let text = self.source.slice(token.start, token.end);
        let quote = match text.strip_prefix('$').and_then(|rest| rest.find('$')) {
            Some(tag) => tag + 2,
            None => 1 + usize::from(!text.starts_with('\'')),
        };
        let end = text.len().saturating_sub(if text.starts_with('$') { quote } else { 1 });
        let mut inner = tokens(text.get(quote..end).unwrap_or_default(), self.dialect, MOST_TOKENS);
        for own in &mut inner {
            own.start += token.start + quote;
            own.end += token.start + quote;
        }
        inner
    }
}

const KINDS: &[&str] = &["FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "EVENT", "PACKAGE"];

enum Body<'t> {
    Missing,
    /// It stands in quotes.
    Text(&'t Token),
    Tokens(&'t [Token]),
}

/// `SET search_path = a, b`, the cursor behind `SET`.
fn setting(cursor: &mut Cursor<'_>, routine: &mut Routine) {
    let Some(name) = cursor.ident() else { return };
    let _sign = cursor.eat(&["TO"]) || cursor.eat_symbol(b'=');
    let start = cursor.start();
    cursor.skip();
    while cursor.eat_symbol(b',') {
        cursor.skip();
    }
    if name.value.eq_ignore_ascii_case("search_path") {
        let value = cursor.source.slice(start, cursor.end()).to_owned();
        routine.search_path = Some(Located { value, place: cursor.place_from(start) });
    }
}

fn event(cursor: &Cursor<'_>) -> Option<QueryVerb> {
    if cursor.is("INSERT") {
        Some(QueryVerb::Insert)
    } else if cursor.is("UPDATE") {
        Some(QueryVerb::Update)
    } else {
        cursor.is("DELETE").then_some(QueryVerb::Delete)
    }
}

#[cfg(test)]
#[path = "routine_tests.rs"]
mod tests;
