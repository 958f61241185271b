use super::interpreter::Interpreter;
use super::taint::{Sinks, Taint, TaintSource};
use super::value::{Api, Closure, Shape, Value};
use crate::extract::code::calls::{self, Site};
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::SinkKind;

/// Parent classes that are looked through for a method.
const MOST_PARENTS: usize = 8;

impl Interpreter<'_> {
    /// A field of a value; `at` is the expression that reads it.
    pub(in crate::extract::code) fn member(&mut self, owner: &Value, name: &Name, at: NodeId) -> Value {
        match &owner.shape {
            Shape::Request => self.request_part(name, at),
            // One context for both, of which the request is a part.
            Shape::Response
                if self.tables.request.parts.get(&**name).is_some_and(|part| part == "itself") =>
            {
                Value::of(Shape::Request)
            }
            Shape::Object(id) => {
                let id = *id;
                let Some(object) = self.state.object(id) else { return Value::default() };
                if let Some(value) = object.fields.get(name) {
                    return value.clone();
                }
                let rest = object.rest.clone();
                let object_class = object.class;
                if let Some(class) = object_class
                    && let Some(method) = self.method(class, name)
                {
                    return self.read_method(Closure { this: Some(id), ..method });
                }
                // Classes that a framework makes for each request hold it.
                let handles =
                    object_class.is_some() && self.tables.roles.request.iter().any(|own| **own == **name);
                if handles && rest.is_none() && self.tables.language.exports_names {
                    return Value::of(Shape::Request);
                }
                if rest.is_none() && self.tables.language.shares_types && self.inherits(object_class) {
                    return self.of_nobody(name);
                }
                let inherited = object_class.filter(|_| rest.is_none() && self.tables.language.implicit_this);
                let inherited = inherited.and_then(|class| self.inherited(class, name));
                inherited.or(rest).unwrap_or_default()
            }
            Shape::Class(class) => {
                let class = *class;
                match self.method(class, name) {
                    Some(method) => self.read_method(method),
                    None => self.static_field(class, name),
                }
            }
            Shape::Api(api) if self.is_source_field(api, name) => {
                let text = self.text(at).to_owned();
                self.part(at, &text, "archive", false)
            }
            Shape::Api(api) => {
                if let Some(value) = self.form_field(api, name, at) {
                    return value;
                }
                let of_it = self.within_namespace(api, name);
                if self.tables.language.shares_types {
                    calls::note_property_check(self, &of_it, at);
                }
                let value = self.made_of(of_it);
                taken(value, owner, name)
            }
            // What is registered on a router, to be mounted.
            Shape::Router(_) if matches!(&**name, "urls" | "router") => owner.clone(),
            Shape::Unknown | Shape::Text(_) if &**name == "length" => Value::some_number(),
            Shape::Unknown => self.part_of_tainted(owner, name, at),
            _ => Value::default(),
        }
    }

    /// What a caller typed into a field of a form: `txtName.Text`.
    fn form_field(&mut self, api: &Api, name: &Name, at: NodeId) -> Option<Value> {
        let tables = self.tables;
        let is_local = api.module.is_empty() || tables.may_be_local(&api.module);
        let row = tables.form_field.iter().find(|row| {
            row.members.iter().any(|own| **own == **name)
                && row.files.iter().any(|end| self.source.path.ends_with(end.as_str()))
        });
        let only_shows = |own: &String| api.path.to_ascii_lowercase().starts_with(own.as_str());
        let row = row.filter(|row| !row.shows.iter().any(only_shows));
        let row = row.filter(|_| is_local && !api.path.contains('.'))?;
        self.found.reads(self.frames_functions(), &Name::from(row.part.as_str()));
        let text = self.text(at).to_owned();
        Some(Value::tainted(vec![self.source(at, &text)]))
    }

    /// Whether a class has members that another one gives it.
    fn inherits(&self, class: Option<Closure>) -> bool {
        class.is_some_and(
            |class| matches!(self.tree.kind(class.node), NodeKind::Class(own) if !own.parents.is_empty()),
        )
    }

    /// `System.IO`, `System.IO.File`: a package in a package, or a class of one.
    fn within_namespace(&self, api: &Api, name: &Name) -> Api {
        if self.tables.language.shares_types && api.path.is_empty() {
            let whole = format!("{}.{name}", api.module);
            if self.tables.is_namespace(&whole) {
                return Api { module: whole.into(), path: String::new() };
            }
        }
        api.member(name)
    }

    pub(super) fn request_part(&mut self, name: &Name, at: NodeId) -> Value {
        let Some(part) = self.tables.request.parts.get(&**name) else { return Value::default() };
        match part.as_str() {
            "itself" => return Value::of(Shape::Request),
            "response" => return Value::of(Shape::Response),
            _ => {}
        }
        let part = Name::from(part.as_str());
        self.found.reads(self.frames_functions(), &part);
        let mut text = self.text(at).to_owned();
        // Taken apart by a pattern, the place is only the name.
        if !text.contains(['.', '[']) {
            text = format!("req.{name}");
        }
        let is_object = self.tables.request.objects.iter().any(|own| **own == **name);
        self.part(at, &text, &part, is_object)
    }

    /// A field of what an archive holds: the name of an entry.
    fn is_source_field(&self, api: &Api, name: &Name) -> bool {
        if !self.tables.is_archive(&api.module) {
            return false;
        }
        let path = api.member(name);
        self.tables.source.iter().any(|row| row.fields && row.call.matches(&path.module, &path.path))
    }

    pub(in crate::extract::code) fn frames_functions(&self) -> Vec<NodeId> {
        self.functions().collect()
    }

    /// What a caller controls, as it stands at a place.
    pub(in crate::extract::code) fn source(&self, at: NodeId, text: &str) -> Taint {
        const LONGEST: usize = 80;
        let node = self.tree.node(at);
        let text: String = text.chars().take(LONGEST).collect();
        let source = TaintSource::Request { start: node.start, end: node.end, text: text.into() };
        Taint { safe: Sinks::OF_NAMES, ..Taint::new(source) }
    }

    /// A part of something that a caller controls is controlled too, and a better name for the source.
    pub(super) fn part_of_tainted(&self, owner: &Value, name: &Name, at: NodeId) -> Value {
        let node = self.tree.node(at);
        // The service itself chooses where it keeps a file.
        if self.tables.request.own_names.iter().any(|own| **own == **name) {
            return Value::default();
        }
        let is_last = self.tables.request.path_names.iter().any(|own| **own == **name);
        let names_file = self.tables.request.file_names.iter().any(|own| **own == **name);
        let taints = owner
            .taints
            .iter()
            .map(|taint| match &taint.source {
                TaintSource::Request { start, text, .. } if taint.trail.is_none() && !is_position(name) => {
                    let written = self.text(at);
                    let longer = if node.start == *start && !written.is_empty() {
                        written.to_owned()
                    } else {
                        format!("{text}.{name}")
                    };
                    let checked = taint.checked.clone();
                    Taint { safe: taint.safe, doubts: taint.doubts, checked, ..self.source(at, &longer) }
                }
                TaintSource::Parameter { function, index, field: None }
                    if taint.trail.is_none() && !is_position(name) =>
                {
                    let (function, index, field) = (*function, *index, Some(name.clone()));
                    Taint { source: TaintSource::Parameter { function, index, field }, ..taint.clone() }
                }
                _ => taint.clone(),
            })
            .map(|taint| Taint {
                safe: match taint.safe {
                    safe if names_file => self.safe_of_name(safe),
                    safe if is_last && safe.holds(Sinks::PATH) => safe.with(Sinks::PATHS),
                    safe => safe,
                },
                ..taint.narrowed(name)
            })
            .collect();
        Value::tainted(taints)
    }

    /// What the name of a sent file is no danger to; other values stay what they are.
    fn safe_of_name(&self, safe: Sinks) -> Sinks {
        let path = Sinks::one(SinkKind::FilePath);
        if !safe.has(SinkKind::FilePath) {
            return safe;
        }
        let safe = safe.without(Sinks::one(SinkKind::StoredName)).without(Sinks::SENT_FILE);
        if self.tables.request.bare_names { safe } else { safe.without(path) }
    }

    /// The name that a sent file has on the sender's machine, or a text that stands in its place, where a method
    /// gives it.
    pub(in crate::extract::code) fn of_sent_file(&self, site: &Site) -> Option<Value> {
        let (receiver, name) = (site.receiver.as_ref()?, site.name.as_ref()?);
        let is_file = !receiver.taints.is_empty()
            && receiver.taints.iter().all(|taint| taint.safe.holds(Sinks::SENT_FILE));
        let request = &self.tables.request;
        let is = |names: &[String]| is_file && names.iter().any(|own| **own == **name);
        let mut value = self.part_of_tainted(receiver, name, site.id);
        let path = Sinks::one(SinkKind::FilePath).with(Sinks::SENT_FILE);
        if is(&request.file_texts) {
            value.taints.iter_mut().for_each(|taint| taint.safe = taint.safe.without(path));
        }
        (is(&request.file_names) || is(&request.file_texts)).then_some(value)
    }

    /// What is sent as a part of the request: a file is no path, and no text.
    pub(in crate::extract::code) fn part(
        &self,
        at: NodeId,
        text: &str,
        part: &str,
        is_object: bool,
    ) -> Value {
        let mut taint = self.source(at, text);
        taint.safe = match part {
            // Whoever made the archive chose its names.
            "archive" => Sinks::ALL.without(Sinks::one(SinkKind::ArchivePath)),
            "files" => taint.safe.with(Sinks::OF_FILES),
            _ if is_object => taint.safe,
            _ => taint.safe.with(Sinks::OF_OBJECTS),
        };
        Value::tainted(vec![taint])
    }

    /// A method of a class or of its parents in this file.
    pub(super) fn method(&mut self, class: Closure, name: &str) -> Option<Closure> {
        let tree = self.tree;
        let mut at = class;
        for _ in 0..MOST_PARENTS {
            let NodeKind::Class(class) = tree.kind(at.node) else { return None };
            let found = self.members.get(&at.node).and_then(|own| own.functions.get(name));
            if let Some(node) = found {
                return Some(Closure { node: *node, scope: at.scope, this: None });
            }
            let Some(NodeKind::Name(parent)) = class.parents.first().map(|parent| tree.kind(*parent)) else {
                return None;
            };
            match self.state.lookup(at.scope, parent).map(|parent| &parent.shape) {
                Some(Shape::Class(parent)) if parent.node != at.node => at = *parent,
                _ => return None,
            }
        }
        None
    }

    /// A method as a value; what it gives, where it is read like a field.
    pub(super) fn read_method(&mut self, method: Closure) -> Value {
        if self.is_property(method) { self.invoke(method, &[]) } else { Value::of(Shape::Function(method)) }
    }

    /// A method that is read like a field.
    fn is_property(&self, method: Closure) -> bool {
        let NodeKind::Function(function) = self.tree.kind(method.node) else { return false };
        function.decorators.iter().any(|decorator| {
            let path = self.tree.path(*decorator).unwrap_or_default();
            matches!(&*path, "property" | "cached_property" | "functools.cached_property")
        })
    }

    fn static_field(&mut self, class: Closure, name: &str) -> Value {
        let member = self.members.get(&class.node).and_then(|own| own.all.get(name)).copied();
        member.map(|member| self.value(member)).unwrap_or_default()
    }
}

/// A number, or a key that is not known: no better name for what it is taken from.
fn is_position(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_digit() || char == '[')
}

/// A member of something of a package that a caller controls.
fn taken(mut value: Value, owner: &Value, name: &Name) -> Value {
    value.taints.clone_from(&owner.taints);
    // The host of an address holds no slash.
    let is_host = name.eq_ignore_ascii_case("host") || name.eq_ignore_ascii_case("hostname");
    if is_host { value.safe_for(Sinks::PATHS) } else { value }
}
