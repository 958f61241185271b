//! Names of packages and classes, and where they lead.

use tree_sitter::Node as Syntax;

use super::Java;
use crate::extract::code::syntax::{ImportedName, Lowering, Name, NodeId, NodeKind, named};

/// Where the names of packages begin: anything else before a dot is a variable.
const ROOTS: [&str; 8] = ["java", "javax", "jakarta", "org", "com", "net", "io", "edu"];

impl Lowering<'_, Java> {
    pub(super) fn package(&mut self, syntax: Syntax<'_>) -> NodeId {
        let name =
            named(syntax).into_iter().find(|one| matches!(one.kind(), "scoped_identifier" | "identifier"));
        self.grammar.package = name.map(|name| self.plain(name)).unwrap_or_default();
        self.add(syntax, NodeKind::Other(Vec::new()))
    }

    /// A class of the submission is a path from its root: `/org/shop/Orders`. It is one where the names of its
    /// package begin like those of the file's own.
    pub(super) fn import(&mut self, syntax: Syntax<'_>) -> NodeId {
        let parts = named(syntax);
        let Some(path) = parts.first().map(|path| self.plain(*path)) else { return self.other(syntax) };
        let all = parts.iter().any(|part| part.kind() == "asterisk");
        let (module, name) = match (all, path.rsplit_once('.')) {
            (true, _) => (path, "*".to_owned()),
            (false, Some((module, name))) => (module.to_owned(), name.to_owned()),
            (false, None) => (String::new(), path),
        };
        let kind = self.class_of_package(&module, &name);
        self.add(syntax, kind)
    }

    fn class_of_package(&self, module: &str, name: &str) -> NodeKind {
        let local = Name::from(name);
        if name == "*" {
            let names = vec![ImportedName { local, imported: "".into() }];
            return NodeKind::Import { module: module.into(), names };
        }
        // `import static org.shop.Names.escape`, `java.util.Map.Entry`: the class is what has a capital first.
        let (package, class) = split_at_class(module);
        let (module, imported) = match class {
            Some(class) => (package, format!("{class}.{name}")),
            None => (module, name.to_owned()),
        };
        let first = imported.split('.').next().unwrap_or_default();
        let module = if self.is_own(module) {
            format!("/{}/{first}", module.replace('.', "/"))
        } else {
            module.to_owned()
        };
        NodeKind::Import {
            module: module.into(),
            names: vec![ImportedName { local, imported: imported.into() }],
        }
    }

    /// Whether a package is of the submission, as far as its name tells.
    fn is_own(&self, module: &str) -> bool {
        let package = self.grammar.package.as_str();
        // `org` says nothing of whose a package is.
        let telling = if ROOTS.contains(&package.split('.').next().unwrap_or_default()) { 2 } else { 1 };
        !package.is_empty() && package.split('.').take(telling).eq(module.split('.').take(telling))
    }

    /// Whether packages begin so, as far as anybody can tell.
    fn is_root(&self, name: &str) -> bool {
        ROOTS.contains(&name) || self.grammar.package.split('.').next() == Some(name)
    }

    /// `java.io.File` as one name, which stands for the class.
    pub(super) fn qualified(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        const LONGEST: usize = 200;
        if syntax.end_byte() - syntax.start_byte() > LONGEST {
            return None;
        }
        let path = self.plain(syntax);
        let (root, _) = path.split_once('.')?;
        let (package, class) = split_at_class(&path);
        let class =
            class.filter(|class| !class.contains('.') && self.is_root(root) && package.contains('.'))?;
        if package == "java.lang" {
            return Some(self.add(syntax, NodeKind::Name(class.into())));
        }
        let name = NodeKind::Name(Name::from(path.as_str()));
        self.grammar.qualified.insert(path.clone());
        Some(self.add(syntax, name))
    }

    pub(super) fn imports_of_qualified(&mut self) -> Vec<NodeId> {
        let all = std::mem::take(&mut self.grammar.qualified);
        let imports = all.into_iter().filter_map(|path| {
            let (module, class) = path.rsplit_once('.')?;
            let mut kind = self.class_of_package(module, class);
            if let NodeKind::Import { names, .. } = &mut kind
                && let Some(name) = names.first_mut()
            {
                name.local = Name::from(path.as_str());
            }
            Some(self.tree.add(0, 0, kind))
        });
        imports.collect()
    }

    /// A dotted name without blanks and generic arguments.
    pub(super) fn plain(&self, syntax: Syntax<'_>) -> String {
        let text = self.text(syntax);
        text.split('<').next().unwrap_or_default().split_whitespace().collect()
    }
}

/// `java.util` and `Map.Entry` of `java.util.Map.Entry`.
fn split_at_class(path: &str) -> (&str, Option<&str>) {
    let mut at = 0;
    for part in path.split('.') {
        if part.starts_with(char::is_uppercase) {
            let (package, class) = path.split_at(at);
            return (package.trim_end_matches('.'), Some(class));
        }
        at += part.len() + 1;
    }
    (path, None)
}
