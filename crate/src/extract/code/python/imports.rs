use tree_sitter::Node as Syntax;

use super::Python;
use crate::extract::code::syntax::{Fields, ImportedName, Lowering, Name, NodeId, NodeKind, inner, named};

impl Lowering<'_, Python> {
    /// A module within the submission is written as a path: `./models` for `.models`. Of another one, the module
    /// is what stands before the first dot, and the rest is part of the imported name.
    pub(super) fn import(&mut self, syntax: Syntax<'_>) -> NodeId {
        if syntax.kind() == "import_statement" {
            return self.plain(syntax);
        }
        let Some(from) = syntax.field("module_name") else { return self.other(syntax) };
        let (module, inside) = self.module(from);
        let mut cursor = syntax.walk();
        let parts: Vec<Syntax<'_>> = syntax.children_by_field_name("name", &mut cursor).collect();
        let mut names: Vec<ImportedName> = parts
            .into_iter()
            .map(|part| {
                let (name, alias) = self.aliased(part);
                let imported =
                    if inside.is_empty() { name.clone() } else { Name::from(format!("{inside}.{name}")) };
                ImportedName { local: alias.unwrap_or(name), imported }
            })
            .collect();
        if named(syntax).iter().any(|child| child.kind() == "wildcard_import") {
            names.push(ImportedName { local: "*".into(), imported: inside });
        }
        self.add(syntax, NodeKind::Import { module, names })
    }

    /// `import a.b`, `import a.b as c`: the first makes the name `a`.
    fn plain(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut imports = Vec::new();
        for part in named(syntax) {
            let (path, alias) = self.aliased(part);
            let (first, rest) = path.split_once('.').unwrap_or((&path, ""));
            let module = Name::from(first);
            let name = match alias {
                Some(local) => ImportedName { local, imported: rest.into() },
                None => ImportedName { local: module.clone(), imported: "".into() },
            };
            imports.push(self.add(part, NodeKind::Import { module, names: vec![name] }));
        }
        match imports.as_slice() {
            [one] => *one,
            _ => self.add(syntax, NodeKind::Block(imports)),
        }
    }

    fn aliased(&self, syntax: Syntax<'_>) -> (Name, Option<Name>) {
        if syntax.kind() != "aliased_import" {
            return (self.name(syntax), None);
        }
        let name = self.name_of(syntax, "name").unwrap_or_else(|| "".into());
        (name, self.name_of(syntax, "alias"))
    }

    fn module(&self, syntax: Syntax<'_>) -> (Name, Name) {
        if syntax.kind() != "relative_import" {
            let path = self.text(syntax);
            let (first, rest) = path.split_once('.').unwrap_or((path, ""));
            return (first.into(), rest.into());
        }
        let dots = inner(syntax).map_or(1, |prefix| self.text(prefix).trim().len());
        let name = named(syntax).into_iter().find(|child| child.kind() == "dotted_name");
        let path = name.map(|name| self.text(name).replace('.', "/")).unwrap_or_default();
        let up = match dots {
            0 | 1 => "./".to_owned(),
            more => "../".repeat(more - 1),
        };
        let whole = format!("{up}{path}");
        let module = if path.is_empty() { whole.trim_end_matches('/') } else { &whole };
        (module.into(), "".into())
    }
}
