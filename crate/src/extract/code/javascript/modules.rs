use tree_sitter::Node as Syntax;

use super::JavaScript;
use super::literals;
use crate::extract::code::syntax::{
    ExportedName, Fields, ImportedName, Lowering, Name, NodeKind, inner, named,
};

impl Lowering<'_, JavaScript> {
    pub(super) fn import(&mut self, syntax: Syntax<'_>) -> Option<NodeKind> {
        let clauses = named(syntax);
        // `import x = require("x")`.
        if let Some(required) = clauses.iter().find(|clause| clause.kind() == "import_require_clause") {
            let module = self.module(*required)?;
            let local = inner(*required).map(|name| self.name(name))?;
            return Some(NodeKind::Import {
                module,
                names: vec![ImportedName { local, imported: "".into() }],
            });
        }
        let module = self.module(syntax)?;
        let clause = clauses.into_iter().find(|clause| clause.kind() == "import_clause");
        let parts = clause.map(named).unwrap_or_default();
        let names = parts.into_iter().flat_map(|part| self.imported(part)).collect();
        Some(NodeKind::Import { module, names })
    }

    fn imported(&self, part: Syntax<'_>) -> Vec<ImportedName> {
        match part.kind() {
            "identifier" => vec![ImportedName { local: self.name(part), imported: "".into() }],
            "namespace_import" => inner(part)
                .map(|local| ImportedName { local: self.name(local), imported: "".into() })
                .into_iter()
                .collect(),
            "named_imports" => named(part).into_iter().filter_map(|one| self.specifier(one)).collect(),
            _ => Vec::new(),
        }
    }

    fn specifier(&self, syntax: Syntax<'_>) -> Option<ImportedName> {
        let imported = self.exported_name(syntax.field("name")?);
        let local = syntax.field("alias").map(|alias| self.name(alias));
        Some(ImportedName { local: local.unwrap_or_else(|| imported.clone()), imported })
    }

    /// A name as others import it: `default` is the empty one.
    fn exported_name(&self, syntax: Syntax<'_>) -> Name {
        let name = literals::string(self.text(syntax));
        if name == "default" { "".into() } else { name.into() }
    }

    fn module(&self, syntax: Syntax<'_>) -> Option<Name> {
        let source = syntax.field("source")?;
        Some(literals::string(self.text(source)).into())
    }

    pub(super) fn export(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let module = self.module(syntax);
        let mut names = Vec::new();
        if let Some(declaration) = syntax.field("declaration") {
            let default = self.has_token(syntax, "default");
            let value = self.node(declaration);
            let name = if default { "" } else { "*" };
            names.push(ExportedName { name: name.into(), local: None, value: Some(value) });
        } else if let Some(value) = syntax.field("value") {
            let value = self.node(value);
            names.push(ExportedName { name: "".into(), local: None, value: Some(value) });
        }
        for clause in named(syntax) {
            match clause.kind() {
                "export_clause" => names.extend(named(clause).into_iter().filter_map(|one| {
                    let local = self.exported_name(one.field("name")?);
                    let alias = one.field("alias").map(|alias| self.exported_name(alias));
                    let name = alias.unwrap_or_else(|| local.clone());
                    Some(ExportedName { name, local: Some(local), value: None })
                })),
                "namespace_export" => names.extend(inner(clause).map(|name| ExportedName {
                    name: self.name(name),
                    local: Some("".into()),
                    value: None,
                })),
                _ => {}
            }
        }
        // `export = x`, and `export * from`.
        if names.is_empty() {
            if module.is_some() {
                names.push(ExportedName { name: "*".into(), local: Some("*".into()), value: None });
            } else if let Some(value) = inner(syntax) {
                let value = self.node(value);
                names.push(ExportedName { name: "".into(), local: None, value: Some(value) });
            }
        }
        NodeKind::Export { names, module }
    }

    fn has_token(&self, syntax: Syntax<'_>, token: &str) -> bool {
        let mut cursor = syntax.walk();
        syntax.children(&mut cursor).any(|child| !child.is_named() && self.text(child) == token)
    }
}
