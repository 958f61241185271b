//! The types of columns.

use super::Reader;
use crate::detect::Dialect;
use crate::extract::code::models::draft::{counts, in_universal_time, sql_type};
use crate::extract::code::models::program::Callee;
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::extract::sql;
use crate::facts::{Column, TypeFamily};

impl Reader<'_, '_> {
    /// Gives a column its type; says whether it is known.
    pub(super) fn type_of(&self, column: &mut Column, call: &Call, callee: &Callee<'_>) -> bool {
        let made = self.program.call(self.program.value(call.callee));
        if let Some(made) = made.filter(|_| callee.on.is_none()) {
            if self.is_enumeration(made) {
                self.enumerated(column, made);
                return true;
            }
            if let Some(custom) = self.custom(made) {
                column.type_.family = sql::family(&custom, self.dialect);
                column.type_.text = custom;
                return true;
            }
        }
        let options = call.arguments.iter().copied().find(|own| self.program.object(*own).is_some());
        let option = |name: &str| options.and_then(|options| self.program.property(options, name));
        let numbers = ["length", "precision", "scale", "dimensions", "fsp"];
        let arguments: Vec<String> =
            numbers.iter().filter_map(|name| Some(self.program.written(option(name)?).to_owned())).collect();
        let Some(text) = sql_type("drizzle", callee.name, &arguments) else { return false };
        if callee.name == "mysqlEnum" || callee.name == "singlestoreEnum" {
            column.values = call.arguments.get(1).map(|own| self.program.texts(*own)).unwrap_or_default();
        }
        let zoned = option("withTimezone").is_some_and(|own| self.program.is_true(own));
        let text = if zoned { format!("{text} with time zone") } else { text };
        column.type_.family = sql::family(&text, self.dialect);
        column.generated = counts(&text);
        column.nullable = !column.generated;
        column.type_.text = text;
        let kept_as = option("mode").and_then(|own| self.program.text(own));
        match (self.dialect, kept_as.as_deref()) {
            (Dialect::Sqlite, Some("timestamp" | "timestamp_ms")) => {
                column.type_.family = TypeFamily::Timestamp { zoned: true };
            }
            (Dialect::Sqlite, Some("boolean")) => column.type_.family = TypeFamily::Boolean,
            (Dialect::Sqlite, Some("json")) => column.type_.family = TypeFamily::Json,
            (_, Some("string")) => {}
            _ => in_universal_time(column),
        }
        true
    }

    pub(super) fn is_enumeration(&self, call: &Call) -> bool {
        let callee = self.program.callee(call);
        callee.name == "pgEnum" || (callee.name == "enum" && callee.on.is_some() && call.arguments.len() == 2)
    }

    pub(super) fn enumerated(&self, column: &mut Column, call: &Call) {
        let mut arguments = call.arguments.iter().copied();
        let name = arguments.next().and_then(|name| self.program.text(name));
        column.type_.text = name.unwrap_or_default();
        column.type_.family = TypeFamily::Enumeration;
        column.values = arguments.next().map(|own| self.program.texts(own)).unwrap_or_default();
    }

    /// `customType({ dataType() { return "citext" } })`
    fn custom(&self, call: &Call) -> Option<String> {
        if self.program.callee(call).name != "customType" {
            return None;
        }
        let type_ = self.program.property(*call.arguments.first()?, "dataType")?;
        Some(self.text_of(self.program.returned(type_)).unwrap_or_default())
    }

    /// The constant front of a text.
    fn text_of(&self, id: NodeId) -> Option<String> {
        match self.program.tree.kind(id) {
            NodeKind::Template { parts, .. } => self.program.text(*parts.first()?),
            _ => self.program.text(id),
        }
    }
}
