//! What the type of a value says of it, and what a method sees of its class.

use super::interpreter::Interpreter;
use super::state::ScopeId;
use super::value::{Api, Closure, Shape, Value};
use crate::extract::code::calls::Site;
use crate::extract::code::syntax::{Name, NodeId, NodeKind};

/// The module of a name that may stand in any file.
const ANY_FILE: &str = "#";

/// Classes around a method that are looked into.
const MOST_AROUND: usize = 6;

impl Interpreter<'_> {
    /// A value that is declared to be of a type.
    pub(super) fn typed(&mut self, type_: &Name, value: Value) -> Value {
        let language = &self.tables.language;
        if language.harmless_types.iter().any(|own| **own == **type_) {
            return match value.shape {
                Shape::Number(_) | Shape::Boolean(_) | Shape::Text(_) if !value.is_tainted() => value,
                _ => Value::default(),
            };
        }
        let roles = &self.tables.roles;
        let ends = |names: &[String]| names.iter().any(|own| self.is_of_role(type_, own));
        if ends(&roles.request_types) {
            return Value::of(Shape::Request);
        }
        if ends(&roles.response_types) {
            return Value::of(Shape::Response);
        }
        // What a function of another file gives is known by its type only.
        let of_submission =
            value.as_api().is_some_and(|api| api.module.is_empty() || self.tables.may_be_local(&api.module));
        if value.is_tainted() || !(matches!(value.shape, Shape::Unknown) || of_submission) {
            return value;
        }
        let class = match self.lookup(type_) {
            Some(class) => class.clone(),
            None => self.of_class(type_).unwrap_or_else(|| self.of_nobody(type_)),
        };
        match &class.shape {
            Shape::Api(api) => {
                let plain = &self.tables.language.plain_packages;
                let says_nothing = api.module.is_empty() || plain.iter().any(|own| **own == *api.module);
                let is_guess = of_submission && self.tables.may_be_local(&api.module);
                match (says_nothing, is_guess) {
                    // A text or list, whatever gave it.
                    (true, _) if value.may_be_sent() => Value::tainted(value.taints),
                    (true, _) | (_, true) => value,
                    _ => Self::api_value(api.called()),
                }
            }
            Shape::Class(class) => {
                let class = self.implementation(*class);
                self.any_instance(class)
            }
            _ => value,
        }
    }

    /// The one class of this file that does what an interface only names.
    fn implementation(&self, class: Closure) -> Closure {
        let NodeKind::Class(own) = self.tree.kind(class.node) else { return class };
        let only = own.name.as_ref().and_then(|name| self.implementations.get(name).copied().flatten());
        only.and_then(|node| self.class_closure(node)).unwrap_or(class)
    }

    /// Whether a type ends as a table says; behind `=`, it is that name of a framework.
    pub(super) fn is_of_role(&self, type_: &str, own: &str) -> bool {
        let Some(whole) = own.strip_prefix('=') else { return type_.ends_with(own) };
        if type_.rsplit('.').next() != Some(whole) {
            return false;
        }
        let first = type_.split('.').next().unwrap_or_default();
        let known = self.lookup(first).and_then(Value::as_api);
        known.is_some_and(|api| {
            self.tables.is_of_framework(&api.module) && !self.tables.may_be_local(&api.module)
        })
    }

    /// The instance that stands for all of a class.
    fn any_instance(&mut self, class: Closure) -> Value {
        if let Some(known) = self.shared.get(&class.node) {
            return Value::of(Shape::Object(*known));
        }
        let made = self.instantiate(class, &[], &[]);
        if let Shape::Object(id) = made.shape {
            self.shared.insert(class.node, id);
        }
        made
    }

    /// A method that a class has of its parent, which stands in another file.
    pub(super) fn inherited(&mut self, class: Closure, name: &Name) -> Option<Value> {
        let NodeKind::Class(own) = self.tree.kind(class.node) else { return None };
        let parent = self.value(*own.parents.first()?);
        let api = parent.as_api().filter(|api| self.tables.may_be_local(&api.module))?;
        Some(Value::api(api.called().member(name)))
    }

    /// A class with the names that it sees, also where it was not met.
    pub(in crate::extract::code) fn class_closure(&self, id: NodeId) -> Option<Closure> {
        let otherwise =
            self.tables.language.implicit_this.then_some(Closure { node: id, scope: ScopeId(0), this: None });
        self.known.get(&id).copied().or(otherwise)
    }

    /// A name that stands for a field, a method or a class of the class around, or of those around that.
    pub(super) fn of_class(&mut self, name: &Name) -> Option<Value> {
        if !self.tables.language.implicit_this {
            return None;
        }
        let tree = self.tree;
        if let Some(this) = self.lookup("this").cloned()
            && let Shape::Object(id) = this.shape
        {
            let object = self.state.object(id);
            if let Some(value) = object.and_then(|object| object.fields.get(name)) {
                return Some(value.clone());
            }
            let class = object.and_then(|object| object.class);
            if let Some(method) = class.and_then(|class| self.method(class, name)) {
                return Some(self.read_method(Closure { this: Some(id), ..method }));
            }
        }
        let mut at = self.function().and_then(|function| self.class_around.get(&function)).copied();
        for _ in 0..MOST_AROUND {
            let class = at?;
            let closure = self.class_closure(class)?;
            if let NodeKind::Class(own) = tree.kind(class) {
                if own.name.as_ref() == Some(name) {
                    return Some(Value::of(Shape::Class(closure)));
                }
                let member = self.members.get(&class).and_then(|own| own.all.get(name)).copied();
                if let Some(member) = member {
                    return Some(self.member_of_class(closure, member));
                }
            }
            if let Some(method) = self.method(closure, name) {
                return Some(Value::of(Shape::Function(method)));
            }
            if name.starts_with(char::is_lowercase)
                && let Some(inherited) = self.inherited(closure, name)
            {
                return Some(inherited);
            }
            at = self.class_around.get(&class).copied();
        }
        None
    }

    fn member_of_class(&mut self, class: Closure, member: NodeId) -> Value {
        match self.tree.kind(member) {
            NodeKind::Function(_) => {
                let known = self.known.get(&member).copied();
                Value::of(Shape::Function(known.unwrap_or(Closure { node: member, ..class })))
            }
            NodeKind::Class(_) => Value::of(Shape::Class(
                self.class_closure(member).unwrap_or(Closure { node: member, ..class }),
            )),
            _ => self.value(member),
        }
    }

    /// The instance, where a name without `this` is one of its fields.
    pub(super) fn own_field(&self, name: &Name) -> Option<Value> {
        if !self.tables.language.implicit_this || self.lookup(name).is_some() {
            return None;
        }
        let this = self.lookup("this")?;
        let Shape::Object(id) = this.shape else { return None };
        self.state.object(id)?.fields.contains_key(name).then(|| this.clone())
    }

    /// What a name stands for that nothing in the file gives.
    pub(in crate::extract::code) fn of_nobody(&self, name: &Name) -> Value {
        if self.tables.language.shares_types {
            let roles = &self.tables.roles;
            if roles.request.iter().any(|own| **own == **name) {
                return Value::of(Shape::Request);
            }
            if roles.response.iter().any(|own| **own == **name) {
                return Value::of(Shape::Response);
            }
        }
        Value::api(self.beside_or_global(name))
    }

    /// A name that the file does not have: a class of its folder, where languages share those, or something that
    /// the language has of itself.
    pub(super) fn beside_or_global(&self, name: &Name) -> Api {
        if self.tables.language.folder_is_module && self.tables.function(name).is_none() {
            return Api { module: ".".into(), path: name.to_string() };
        }
        if self.tables.language.shares_types && name.starts_with(char::is_uppercase) {
            return self.of_any_file(name);
        }
        if let Some((package, class)) = name.rsplit_once('.')
            && self.tables.language.shares_folder
            && class.starts_with(char::is_uppercase)
            && !self.tables.may_be_local(package)
        {
            return Api { module: package.into(), path: class.to_owned() };
        }
        let is_class = name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase);
        let is_own = self.tables.classes.get("").is_some_and(|own| own.iter().any(|own| **own == **name));
        if self.tables.language.shares_folder && is_class && !is_own && !name.contains('.') {
            return Api { module: format!("./{name}").into(), path: name.to_string() };
        }
        Api::global(name)
    }

    /// A class of a package that a project opens for all its files, or of whatever file has it.
    fn of_any_file(&self, name: &Name) -> Api {
        let short = name.rsplit('.').next().unwrap_or_default();
        if let Some(package) = self.tables.package_of(short) {
            return Api { module: package.into(), path: short.to_owned() };
        }
        if self.tables.is_namespace(name) {
            return Api { module: name.clone(), path: String::new() };
        }
        Api { module: ANY_FILE.into(), path: short.to_owned() }
    }

    /// `getName()`, `isOpen()`, `name()` and `setName(value)` where no method of that name is known.
    pub(super) fn accessor(&mut self, site: &Site, owner: &Value, name: &str) -> Option<Value> {
        if !self.tables.language.accessors {
            return None;
        }
        let after = |prefix: &str| {
            let rest = name.strip_prefix(prefix)?;
            let mut chars = rest.chars();
            let first = chars.next().filter(|first| first.is_uppercase())?;
            Some(Name::from(format!("{}{}", first.to_lowercase(), chars.as_str())))
        };
        match (site.arguments.as_slice(), after("set"), after("get").or_else(|| after("is"))) {
            ([one], Some(field), _) => {
                let value = one.value.clone();
                self.set_field(owner, &field, value);
                matches!(owner.shape, Shape::Object(_)).then(|| owner.clone())
            }
            ([], _, Some(field)) => match owner.shape {
                Shape::Unknown if owner.is_tainted() => Some(self.part_of_tainted(owner, &field, site.id)),
                Shape::Object(_) => Some(self.member(owner, &field, site.id)),
                _ => None,
            },
            _ => None,
        }
    }
}
