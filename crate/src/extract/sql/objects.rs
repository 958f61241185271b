//! Types, rights, comments, and what statements do without changing the form of a table.

use super::cursor::Cursor;
use super::ddl;
use super::scan::TokenKind;
use super::statement::Reader;
use crate::artifact::Place;
use crate::facts::{
    AlterTable, Grant, Located, NamedType, NamedTypeKind, Policy, QueryMark, QueryOrigin, SchemaChange, View,
};

/// Names that are kept of one list.
const MOST: usize = 1_000;

impl Reader<'_> {
    /// The cursor stands behind `CREATE TYPE` or `CREATE DOMAIN`.
    pub(super) fn create_type(&mut self, cursor: &mut Cursor<'_>, domain: bool) {
        cursor.eat(&["BODY"]);
        let Some(name) = cursor.name() else { return };
        cursor.eat(&["AS"]);
        let kind = if domain || cursor.eat(&["FROM"]) {
            ddl::domain(cursor, self.dialect)
        } else if cursor.eat(&["ENUM"]) {
            let group = cursor.group().map(|group| group.parts()).unwrap_or_default();
            let values = group.into_iter().take(MOST).map(|part| literal(part.rest_text()));
            NamedTypeKind::Enumeration(values.collect())
        } else {
            NamedTypeKind::Other
        };
        let own = NamedType { schema: name.schema, name: name.name, kind, place: name.place };
        self.facts.schema_changes.push(SchemaChange::CreateType(own));
    }

    /// `ALTER TYPE name ADD VALUE 'x' BEFORE 'y'`, the cursor behind `ALTER TYPE`.
    pub(super) fn alter_type(&mut self, cursor: &mut Cursor<'_>) {
        let Some(name) = cursor.name() else { return };
        if cursor.eat(&["RENAME", "VALUE"]) {
            let from = cursor.next().map(|token| literal(cursor.text(token)));
            let to = cursor.eat(&["TO"]).then(|| cursor.next()).flatten();
            let to = to.map(|token| literal(cursor.text(token)));
            self.facts.schema_changes.extend(from.zip(to).map(|(from, to)| SchemaChange::RenameObject {
                what: "value".to_owned(),
                name: from,
                to,
                place: name.place,
            }));
            return;
        }
        if !cursor.eat(&["ADD", "VALUE"]) {
            return;
        }
        cursor.eat(&["IF", "NOT", "EXISTS"]);
        let Some(value) = cursor.next().map(|token| literal(cursor.text(token))) else { return };
        let before = cursor.eat(&["BEFORE"]).then(|| cursor.next()).flatten();
        let before = before.map(|token| literal(cursor.text(token)));
        self.facts.schema_changes.push(SchemaChange::AddValue { type_: name.name, value, before });
    }

    /// What it holds is the matter of the module that keeps it. The cursor stands at `TABLE`.
    pub(super) fn virtual_table(&mut self, cursor: &mut Cursor<'_>) {
        cursor.eat(&["TABLE"]);
        cursor.eat(&["IF", "NOT", "EXISTS"]);
        let name = cursor.name().map(|name| name.name);
        self.facts.schema_changes.extend(name.map(|name| SchemaChange::CreatePassing { name }));
    }

    pub(super) fn view(&mut self, cursor: &mut Cursor<'_>, place: Place) {
        let mut ahead = *cursor;
        let materialized = cursor.is_any(&["MATERIALIZED"]);
        let mut listed = false;
        if ahead.seek("VIEW") {
            ahead.eat(&["VIEW"]);
            ahead.eat(&["IF", "NOT", "EXISTS"]);
            let view = ahead.name();
            listed = ahead.is_symbol(b'(');
            let options = cursor.rest().iter().take(30).map(|token| cursor.text(token).to_ascii_lowercase());
            let options = options.collect::<Vec<_>>().join(" ");
            self.facts.schema_changes.extend(view.map(|view| {
                SchemaChange::CreateView(View {
                    schema: view.schema,
                    name: view.name,
                    materialized,
                    invoker: ["security_invoker = true", "security_invoker = on", "sql security invoker"]
                        .iter()
                        .any(|own| options.contains(own)),
                    place: view.place,
                })
            }));
        }
        if cursor.seek("AS") {
            cursor.eat(&["AS"]);
            self.query(cursor.rest(), place, QueryOrigin::View);
            // The list gives each column its name.
            let query = self.facts.queries.last_mut().filter(|_| listed);
            let named = |mark: &QueryMark| matches!(mark, QueryMark::RepeatedResult { .. });
            if let Some(query) = query {
                query.marks.retain(|mark| !named(mark));
            }
        }
    }

    /// The cursor stands behind `CREATE POLICY`.
    pub(super) fn policy(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        cursor.eat(&["IF", "NOT", "EXISTS"]);
        let name = cursor.ident()?;
        cursor.eat(&["ON"]).then_some(())?;
        let table = cursor.name()?;
        let mut policy = Policy {
            schema: table.schema,
            table: table.name,
            name: name.value,
            command: "all".to_owned(),
            roles: Vec::new(),
            restrictive: false,
            using: None,
            with_check: None,
            place: name.place,
        };
        while !cursor.is_done() {
            if cursor.eat(&["FOR"]) {
                policy.command = cursor.ident()?.value.to_ascii_lowercase();
            } else if cursor.eat(&["TO"]) {
                policy.roles = names(cursor);
            } else if cursor.eat(&["USING"]) {
                policy.using = expression(cursor);
            } else if cursor.eat(&["WITH", "CHECK"]) {
                policy.with_check = expression(cursor);
            } else {
                policy.restrictive |= cursor.is("RESTRICTIVE");
                cursor.skip();
            }
        }
        self.facts.schema_changes.push(SchemaChange::CreatePolicy(policy));
        Some(())
    }

    /// `GRANT SELECT ON TABLE t TO role`, `REVOKE ...`, with the cursor at the keyword.
    pub(super) fn grant(&mut self, cursor: &mut Cursor<'_>, by_default: bool, place: Place) {
        let revoked = !cursor.is("GRANT");
        cursor.next();
        cursor.eat(&["GRANT", "OPTION", "FOR"]);
        let mut grant = Grant {
            privileges: Vec::new(),
            kind: None,
            objects: Vec::new(),
            to: Vec::new(),
            grantable: false,
            revoked,
            by_default,
            place,
        };
        while !cursor.is_done() && !cursor.is_any(&["ON", "TO", "FROM"]) {
            let privilege = cursor.peek().map(|token| cursor.text(token).to_ascii_uppercase());
            let word = privilege.filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'));
            if grant.privileges.len() < MOST {
                grant.privileges.extend(word.filter(|word| word != "PRIVILEGES"));
            }
            cursor.skip();
        }
        if cursor.eat(&["ON"]) {
            let kinds = [
                "TABLE",
                "TABLES",
                "FUNCTION",
                "FUNCTIONS",
                "PROCEDURE",
                "SCHEMA",
                "SEQUENCE",
                "SEQUENCES",
                "DATABASE",
                "ALL",
                "TYPE",
                "TYPES",
                "LANGUAGE",
                "ROUTINES",
                "ROUTINE",
                "OBJECT",
                "SCHEMAS",
                "DOMAIN",
            ];
            if cursor.is_any(&kinds) {
                grant.kind = cursor.ident().map(|kind| kind.value.to_ascii_lowercase());
            }
            while cursor.eat_symbol(b':') {}
            let start = cursor.start();
            while !cursor.is_done() && !cursor.is_any(&["TO", "FROM"]) {
                cursor.skip();
            }
            let objects = cursor.source.slice(start, cursor.end().max(start));
            grant.objects = objects.split(',').take(MOST).map(|name| name.trim().to_owned()).collect();
        }
        let _to = cursor.eat(&["TO"]) || cursor.eat(&["FROM"]);
        grant.to = names(cursor);
        grant.grantable = cursor.eat(&["WITH", "GRANT", "OPTION"]);
        self.facts.schema_changes.push(SchemaChange::Grant(grant));
    }

    /// `COMMENT ON COLUMN t.c IS '...'`, the cursor behind `COMMENT ON`.
    pub(super) fn comment(&mut self, cursor: &mut Cursor<'_>) {
        let column = cursor.eat(&["COLUMN"]);
        if !column && !cursor.eat(&["TABLE"]) {
            return;
        }
        let Some(mut path) = cursor.path() else { return };
        let place = cursor.place_from(cursor.end());
        if !cursor.eat(&["IS"]) || cursor.is("NULL") {
            return;
        }
        let own = column.then(|| path.pop()).flatten();
        let Some(table) = path.pop() else { return };
        let change = match own {
            Some(column) => AlterTable::Describe(column),
            None => AlterTable::AddTrait(Located { value: "comment".to_owned(), place }),
        };
        let schema = path.pop();
        self.facts.schema_changes.push(SchemaChange::AlterTable { schema, name: table, change, place });
    }
}

/// Names between commas.
fn names(cursor: &mut Cursor<'_>) -> Vec<String> {
    let mut names = Vec::new();
    loop {
        cursor.eat(&["GROUP"]);
        let Some(name) = cursor.name() else { break };
        if names.len() < MOST {
            names.push(name.name);
        }
        // `'user'@'host'`
        if cursor.peek().is_some_and(|token| token.kind == TokenKind::Symbol(b'@')) {
            cursor.next();
            cursor.next();
        }
        if !cursor.eat_symbol(b',') {
            break;
        }
    }
    names
}

fn expression(cursor: &mut Cursor<'_>) -> Option<Located<String>> {
    let start = cursor.start();
    let value = cursor.group()?.rest_text().to_owned();
    Some(Located { value, place: cursor.place_from(start) })
}

/// A literal without its quotes.
fn literal(text: &str) -> String {
    let text = text.strip_prefix(['N', 'E']).filter(|rest| rest.starts_with('\'')).unwrap_or(text);
    let inner = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    inner.unwrap_or(text).replace("''", "'")
}
