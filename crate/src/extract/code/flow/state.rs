use super::value::{Closure, ObjectId, Value};
use crate::collections::{BTreeMap, BTreeSet};
use crate::extract::code::syntax::Name;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::extract::code) struct ScopeId(pub usize);

#[derive(Debug, Default)]
struct Scope {
    parent: Option<ScopeId>,
    names: BTreeMap<Name, Value>,
}

/// An object or an array.
#[derive(Clone, Debug, Default)]
pub(in crate::extract::code) struct Object {
    pub fields: BTreeMap<Name, Value>,
    /// The elements of an array, in order.
    pub items: Vec<Value>,
    /// What stands under keys that are not known.
    pub rest: Option<Value>,
    pub class: Option<Closure>,
    pub array: bool,
}

/// Elements of an array that are kept apart.
const MOST_ITEMS: usize = 64;

impl Object {
    pub(in crate::extract::code) fn is_open(&self) -> bool {
        self.rest.is_some()
    }
}

/// Names and objects while a program runs. Inside a branch every change is written down, so that it can be
/// taken back and joined with that of the other branch.
#[derive(Debug, Default)]
pub(in crate::extract::code) struct State {
    scopes: Vec<Scope>,
    objects: Vec<Object>,
    journal: Vec<Change>,
    /// Objects that were written down since each branch that is open began: once is enough.
    branches: Vec<BTreeSet<ObjectId>>,
}

#[derive(Debug)]
enum Change {
    Name(ScopeId, Name, Option<Value>),
    Object(ObjectId, Object),
}

/// Where a branch began.
pub(super) struct Mark(usize);

/// What a branch left behind.
#[derive(Debug, Default)]
pub(super) struct Written {
    names: BTreeMap<(ScopeId, Name), Value>,
    objects: BTreeMap<ObjectId, Object>,
}

impl State {
    pub(super) fn scope(&mut self, parent: Option<ScopeId>) -> ScopeId {
        self.scopes.push(Scope { parent, names: BTreeMap::new() });
        ScopeId(self.scopes.len() - 1)
    }

    pub(in crate::extract::code) fn lookup(&self, scope: ScopeId, name: &str) -> Option<&Value> {
        let mut at = Some(scope);
        while let Some(id) = at {
            let scope = self.scopes.get(id.0)?;
            if let Some(value) = scope.names.get(name) {
                return Some(value);
            }
            at = scope.parent;
        }
        None
    }

    /// The names of one scope with their values.
    pub(super) fn names_of(&self, scope: ScopeId) -> Vec<(Name, Value)> {
        let names = self.scopes.get(scope.0).map(|scope| &scope.names);
        names.into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    fn owner(&self, scope: ScopeId, name: &str) -> Option<ScopeId> {
        let mut at = Some(scope);
        while let Some(id) = at {
            let scope = self.scopes.get(id.0)?;
            if scope.names.contains_key(name) {
                return Some(id);
            }
            at = scope.parent;
        }
        None
    }

    pub(super) fn declare(&mut self, scope: ScopeId, name: &Name, value: Value) {
        let Some(own) = self.scopes.get_mut(scope.0) else { return };
        let before = own.names.insert(name.clone(), value);
        if !self.branches.is_empty() {
            self.journal.push(Change::Name(scope, name.clone(), before));
        }
    }

    /// Sets a name where it was declared; one that was not is the module's.
    pub(super) fn assign(&mut self, scope: ScopeId, name: &Name, value: Value) {
        let owner = self.owner(scope, name).unwrap_or(ScopeId(0));
        self.declare(owner, name, value);
    }

    pub(in crate::extract::code) fn allocate(&mut self, object: Object) -> ObjectId {
        self.objects.push(object);
        ObjectId(self.objects.len() - 1)
    }

    pub(in crate::extract::code) fn object(&self, id: ObjectId) -> Option<&Object> {
        self.objects.get(id.0)
    }

    pub(super) fn change(&mut self, id: ObjectId) -> Option<&mut Object> {
        let object = self.objects.get_mut(id.0)?;
        if let Some(written) = self.branches.last_mut()
            && written.insert(id)
        {
            self.journal.push(Change::Object(id, object.clone()));
        }
        Some(object)
    }

    pub(super) fn push(&mut self, id: ObjectId, value: Value) {
        if self.object(id).is_some_and(|object| object.items.len() >= MOST_ITEMS) {
            let rest = self.object(id).and_then(|object| object.rest.clone()).unwrap_or_default();
            let joined = self.join(&rest, &value);
            if let Some(object) = self.change(id) {
                object.rest = Some(joined);
            }
        } else if let Some(object) = self.change(id) {
            object.items.push(value);
        }
    }

    pub(super) fn fork(&mut self) -> Mark {
        self.branches.push(BTreeSet::new());
        Mark(self.journal.len())
    }

    /// Takes back what happened since the mark, and gives it.
    pub(super) fn rollback(&mut self, mark: &Mark) -> Written {
        let mut written = Written::default();
        while self.journal.len() > mark.0 {
            match self.journal.pop() {
                Some(Change::Name(scope, name, before)) => {
                    self.restore_name(scope, name, before, &mut written);
                }
                Some(Change::Object(id, before)) => {
                    if let Some(own) = self.objects.get_mut(id.0) {
                        let after = std::mem::replace(own, before);
                        written.objects.entry(id).or_insert(after);
                    }
                }
                None => break,
            }
        }
        self.branches.pop();
        written
    }

    fn restore_name(&mut self, scope: ScopeId, name: Name, before: Option<Value>, written: &mut Written) {
        let Some(own) = self.scopes.get_mut(scope.0) else { return };
        let after = match before {
            Some(value) => own.names.insert(name.clone(), value),
            None => own.names.remove(&name),
        };
        if let Some(after) = after {
            written.names.entry((scope, name)).or_insert(after);
        }
    }

    /// Lets what one branch left behind happen.
    pub(super) fn apply(&mut self, written: Written) {
        for ((scope, name), value) in written.names {
            self.declare(scope, &name, value);
        }
        for (id, object) in written.objects {
            if let Some(own) = self.change(id) {
                *own = object;
            }
        }
    }

    /// Lets happen what two branches both say of the same names.
    pub(super) fn merge_common(&mut self, mut one: Written, mut two: Written) {
        one.names.retain(|name, _| two.names.contains_key(name));
        two.names.retain(|name, _| one.names.contains_key(name));
        self.merge(one, two);
    }

    /// Lets happen what either of two branches left behind.
    pub(super) fn merge(&mut self, one: Written, mut two: Written) {
        for ((scope, name), value) in one.names {
            let other = two.names.remove(&(scope, name.clone()));
            let other = other.or_else(|| self.scopes.get(scope.0)?.names.get(&name).cloned());
            let joined = other.map_or_else(|| value.clone(), |other| self.join(&value, &other));
            self.declare(scope, &name, joined);
        }
        for ((scope, name), value) in two.names {
            let base = self.scopes.get(scope.0).and_then(|own| own.names.get(&name)).cloned();
            let joined = base.map_or_else(|| value.clone(), |base| self.join(&base, &value));
            self.declare(scope, &name, joined);
        }
        let mut others = std::mem::take(&mut two.objects);
        for (id, object) in one.objects {
            let other = others.remove(&id).or_else(|| self.object(id).cloned()).unwrap_or_default();
            let joined = self.join_objects(&object, &other, 0);
            if let Some(own) = self.change(id) {
                *own = joined;
            }
        }
        for (id, object) in others {
            let base = self.object(id).cloned().unwrap_or_default();
            let joined = self.join_objects(&base, &object, 0);
            if let Some(own) = self.change(id) {
                *own = joined;
            }
        }
    }
}
