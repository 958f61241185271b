//! Parameters whose types say which part of a request they are.

use super::interpreter::Interpreter;
use super::roots::is_class;
use super::state::Object;
use super::taint::Sinks;
use super::value::{Shape, Value};
use crate::extract::code::calls::{self, Entry};
use crate::extract::code::syntax::{Name, NodeId, NodeKind, Parameter};

/// Types within types whose fields are told apart.
const DEEPEST: usize = 3;

/// Characters of a pattern that name a source.
const LONGEST: usize = 40;

impl Interpreter<'_> {
    /// What a parameter of such a type is given; none where its type says nothing.
    pub(super) fn extracted(
        &mut self,
        node: NodeId,
        parameter: &Parameter,
        registered: bool,
    ) -> Option<Value> {
        if !self.tables.language.extractors {
            return None;
        }
        let outermost = *parameter.decorators.first()?;
        // A text or a map may be anything where nobody says that the function answers requests.
        let of_framework = |run: &mut Self| {
            let value = run.value(outermost);
            value.as_api().is_none_or(|api| run.tables.is_of_framework(&api.module))
        };
        if !registered && (!of_framework(self) || self.is_wrapped_text(parameter)) {
            return None;
        }
        let (part, _) = calls::annotated_input(self, parameter)?;
        let type_ = parameter.type_.as_ref();
        if part.is_empty() {
            return Some(self.instance_of(type_));
        }
        self.found.reads(vec![node], &Name::from(part));
        let name = match self.tree.bound_name(parameter.pattern) {
            Some(name) => name,
            None => self.text(parameter.pattern).chars().take(LONGEST).collect::<String>().into(),
        };
        let is_file = part == "files";
        let sent = self.sent(parameter.pattern, type_, &name, 0);
        Some(if is_file { sent.safe_for(Sinks::OF_FILES) } else { sent })
    }

    /// `Setting<String>` of the submission, which is no part of a request as far as anybody can see.
    fn is_wrapped_text(&mut self, parameter: &Parameter) -> bool {
        let Some((outermost, inner)) = parameter.decorators.split_first() else { return false };
        let of_framework = |run: &mut Self, node: NodeId| {
            let value = run.value(node);
            value.as_api().is_some_and(|api| {
                run.tables.is_of_framework(&api.module) && !run.tables.may_be_local(&api.module)
            })
        };
        let outermost = self.value(*outermost);
        let is_local = matches!(outermost.shape, Shape::Class(_))
            || outermost.as_api().is_some_and(|api| self.tables.may_be_local(&api.module));
        is_local
            && parameter.type_.as_deref() == Some("String")
            && !inner.iter().any(|node| of_framework(self, *node))
    }

    /// Whether the path of a route names a parameter, and its framework fills it by that.
    pub(super) fn is_named_in(&self, parameter: &Parameter, entry: &Entry) -> bool {
        let name = self.tree.bound_name(parameter.pattern).filter(|_| entry.framework.parameters_by_name);
        name.is_some_and(|name| entry.free.contains(&*name) || entry.bound.contains(&*name))
    }

    /// What a caller sends as a value of a type: numbers in it are numbers.
    fn sent(&mut self, at: NodeId, type_: Option<&Name>, text: &str, depth: usize) -> Value {
        let is_harmless =
            |type_: &Name| self.tables.language.harmless_types.iter().any(|own| own == &**type_);
        if type_.is_some_and(is_harmless) {
            return Value::default();
        }
        let is_open =
            |type_: &Name| self.tables.request.objects.iter().any(|own| type_.ends_with(own.as_str()));
        let mut value = Value::tainted(vec![self.source(at, text)]);
        if !type_.is_some_and(is_open) {
            value = value.safe_for(Sinks::OF_OBJECTS);
        }
        if type_.is_some_and(|type_| self.tables.request.file_types.iter().any(|own| **own == **type_)) {
            value = value.safe_for(Sinks::OF_FILES);
        }
        let Some(type_) = type_ else { return value };
        let known = self.lookup(type_).map(|class| class.shape.clone());
        let Some(Shape::Class(class)) = known.clone().filter(|_| depth < DEEPEST) else {
            // The fields of a type that is not seen may be numbers.
            let unseen = matches!(&known, Some(Shape::Api(api)) if self.tables.may_be_local(&api.module));
            return if unseen { calls::shaped(self, Some(type_), value.uncertain()) } else { value };
        };
        let NodeKind::Class(own) = self.tree.kind(class.node) else { return value };
        let mut object = Object { class: Some(class), ..Object::default() };
        for member in &own.members {
            let Some(key) = &member.key else { continue };
            if !matches!(self.tree.kind(member.value), NodeKind::Function(_)) {
                let text = format!("{text}.{key}");
                let field = self.sent(at, member.type_.as_ref(), &text, depth + 1);
                object.fields.insert(key.clone(), field);
            }
        }
        // Without fields of its own nothing is known of what it holds.
        if !object.fields.is_empty() {
            value.shape = Shape::Object(self.state.allocate(object));
        }
        value
    }
}

/// Whether any text is a value of a type; one of the submission says itself what it takes.
pub(super) fn takes_all(type_: Option<&str>) -> bool {
    type_.is_none_or(|type_| !is_class(type_) || matches!(type_, "String" | "Cow"))
}
