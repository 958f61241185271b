use std::rc::Rc;

use super::state::ScopeId;
use super::taint::{Sinks, Taint};
use super::text::Text;
use crate::extract::code::syntax::{Name, NodeId};
use crate::facts::Doubts;

/// What is known of a value, and who controls it.
#[derive(Clone, Debug, Default)]
pub(in crate::extract::code) struct Value {
    pub shape: Shape,
    pub taints: Vec<Taint>,
}

#[derive(Clone, Debug, Default)]
pub(in crate::extract::code) enum Shape {
    #[default]
    Unknown,
    Text(Text),
    /// NaN where only the type is known.
    Number(f64),
    Boolean(bool),
    Nothing,
    Regex(Name),
    /// Objects and arrays.
    Object(ObjectId),
    Function(Closure),
    Class(Closure),
    /// Something that comes from an import or the language itself.
    Api(Rc<Api>),
    Request,
    Response,
    /// What hands a request on to the next handler.
    Next,
    Router(RouterId),
    /// One path of a router, which methods are added to.
    RouterPath(RouterId, Name),
    /// What a query call gives, by the call.
    Query(NodeId),
    /// What the configuration says.
    Setting(Rc<Asked>),
}

/// A name that the configuration is asked for, and what stands for it where there is none.
#[derive(Debug, Hash)]
pub(in crate::extract::code) struct Asked {
    pub name: String,
    pub otherwise: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::extract::code) struct ObjectId(pub usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::extract::code) struct RouterId(pub usize);

/// A function or class with the names that it can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::extract::code) struct Closure {
    pub node: NodeId,
    pub scope: ScopeId,
    pub this: Option<ObjectId>,
}

/// Where something comes from, and the way to it: `pg` and `Pool().query`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract::code) struct Api {
    /// As imported, without `node:`; empty for what the language has of itself.
    pub module: Name,
    /// Dotted names, `()` behind what is called or created.
    pub path: String,
}

/// Characters of a path that are kept: a longer one is of no use to any table.
const LONGEST_PATH: usize = 160;

impl Api {
    pub(in crate::extract::code) fn global(name: &str) -> Self {
        Self { module: "".into(), path: name.to_owned() }
    }

    pub(in crate::extract::code) fn member(&self, name: &str) -> Self {
        // `default` is the module itself: importers are free to use either.
        if name == "default" && self.path.is_empty() {
            return self.clone();
        }
        let dot = if self.path.is_empty() { "" } else { "." };
        self.extended(dot, name)
    }

    pub(in crate::extract::code) fn called(&self) -> Self {
        self.extended("()", "")
    }

    fn extended(&self, link: &str, name: &str) -> Self {
        let mut path = self.path.clone();
        if path.len() + link.len() + name.len() <= LONGEST_PATH {
            path.push_str(link);
            path.push_str(name);
        }
        Self { module: self.module.clone(), path }
    }
}

impl Value {
    pub(in crate::extract::code) fn of(shape: Shape) -> Self {
        Self { shape, taints: Vec::new() }
    }

    pub(in crate::extract::code) fn text(text: &str) -> Self {
        Self::of(Shape::Text(Text::fixed(text)))
    }

    pub(in crate::extract::code) fn api(api: Api) -> Self {
        Self::of(Shape::Api(Rc::new(api)))
    }

    pub(in crate::extract::code) fn some_number() -> Self {
        Self::of(Shape::Number(f64::NAN))
    }

    pub(in crate::extract::code) fn tainted(taints: Vec<Taint>) -> Self {
        Self { shape: Shape::Unknown, taints }
    }

    pub(in crate::extract::code) fn is_tainted(&self) -> bool {
        self.taints.iter().any(|taint| !taint.is_result())
    }

    /// The same of what a function of another file gives, as long as nobody knows what that is.
    pub(in crate::extract::code) fn may_be_sent(&self) -> bool {
        !self.taints.is_empty()
    }

    /// The constant string that it is.
    pub(in crate::extract::code) fn constant(&self) -> Option<String> {
        match &self.shape {
            Shape::Text(text) => text.constant(),
            Shape::Number(number) if !number.is_nan() => Some(number.to_string()),
            _ => None,
        }
    }

    pub(in crate::extract::code) fn number(&self) -> Option<f64> {
        match self.shape {
            Shape::Number(number) if !number.is_nan() => Some(number),
            _ => None,
        }
    }

    pub(in crate::extract::code) fn function(&self) -> Option<Closure> {
        match self.shape {
            Shape::Function(closure) => Some(closure),
            _ => None,
        }
    }

    pub(in crate::extract::code) fn as_api(&self) -> Option<&Rc<Api>> {
        match &self.shape {
            Shape::Api(api) => Some(api),
            _ => None,
        }
    }

    /// The same value, harmless for some sinks.
    pub(in crate::extract::code) fn safe_for(mut self, sinks: Sinks) -> Self {
        for taint in &mut self.taints {
            taint.safe = taint.safe.with(sinks);
        }
        self.taints.retain(|taint| !taint.safe.is_all());
        self
    }

    /// The same value, made to a text.
    pub(in crate::extract::code) fn into_written(self) -> Self {
        self.safe_for(Sinks::OF_OBJECTS)
    }

    /// Whether it is a path without `..`, whatever a caller sent.
    pub(in crate::extract::code) fn is_resolved(&self) -> bool {
        self.taints.iter().all(|taint| taint.safe.holds(Sinks::RESOLVED))
    }

    /// The same value, as it was before it was encoded.
    pub(in crate::extract::code) fn decoded(mut self) -> Self {
        for taint in &mut self.taints {
            taint.safe = taint.safe.without(Sinks::ENCODED.with(Sinks::SEGMENT).with(Sinks::BARE));
        }
        self.shape = Shape::Unknown;
        self
    }

    /// The same value, taken apart to whatever it says that it is.
    pub(in crate::extract::code) fn parsed(mut self) -> Self {
        for taint in &mut self.taints {
            taint.safe = taint.safe.without(Sinks::OF_OBJECTS);
        }
        self
    }

    /// The same value behind a call that is not known.
    pub(in crate::extract::code) fn uncertain(self) -> Self {
        self.doubted(Doubts::CALL)
    }

    /// The same value behind a condition of which nothing is known.
    pub(super) fn weighed(self) -> Self {
        self.doubted(Doubts::CHECK)
    }

    /// The same value behind something that is made for cleaning it, and of which no more is known.
    pub(in crate::extract::code) fn cleaned(self) -> Self {
        self.doubted(Doubts::CLEANED)
    }

    pub(in crate::extract::code) fn doubted(mut self, doubts: Doubts) -> Self {
        for taint in &mut self.taints {
            taint.doubts = taint.doubts.with(doubts);
        }
        self
    }
}
