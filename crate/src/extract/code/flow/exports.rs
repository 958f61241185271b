use super::interpreter::{Exported, Interpreter};
use super::value::Value;
use crate::extract::code::syntax::{ExportedName, Name, NodeId, NodeKind};

impl Interpreter<'_> {
    pub(super) fn export(&mut self, names: &[ExportedName], module: Option<&Name>) {
        for one in names {
            if let Some(value) = one.value {
                self.export_value(one, value);
            } else if let (Some(local), Some(module)) = (&one.local, module) {
                let value = self.imported(module, if &**local == "*" { "" } else { local });
                self.es_exports.push((one.name.clone(), Exported::Value(value)));
            } else if let Some(local) = &one.local {
                self.es_exports.push((one.name.clone(), Exported::Local(local.clone())));
            }
        }
    }

    fn export_value(&mut self, one: &ExportedName, value: NodeId) {
        let tree = self.tree;
        self.run(value);
        if one.name.is_empty() {
            let exported = self.declared_value(value);
            self.es_exports.push((one.name.clone(), Exported::Value(exported)));
            return;
        }
        let declared: Vec<Name> = match tree.kind(value) {
            NodeKind::Function(function) => function.name.iter().cloned().collect(),
            NodeKind::Class(class) => class.name.iter().cloned().collect(),
            NodeKind::Block(declarations) => {
                declarations.iter().flat_map(|declaration| self.declared_names(*declaration)).collect()
            }
            _ => Vec::new(),
        };
        for name in declared {
            self.es_exports.push((name.clone(), Exported::Local(name)));
        }
    }

    fn declared_value(&mut self, value: NodeId) -> Value {
        let tree = self.tree;
        let name = match tree.kind(value) {
            NodeKind::Function(function) => function.name.as_ref(),
            NodeKind::Class(class) => class.name.as_ref(),
            _ => None,
        };
        match name.and_then(|name| self.lookup(name)) {
            Some(value) => value.clone(),
            None => self.value(value),
        }
    }

    fn declared_names(&self, declaration: NodeId) -> Vec<Name> {
        let NodeKind::Declare { target, .. } = self.tree.kind(declaration) else { return Vec::new() };
        match self.tree.kind(*target) {
            NodeKind::Name(name) => vec![name.clone()],
            NodeKind::Object(properties) => {
                properties.iter().filter_map(|property| property.key.clone()).collect()
            }
            _ => Vec::new(),
        }
    }
}
