use crate::collections::BTreeMap;

use tree_sitter::Node as Syntax;

use super::Go;
use crate::extract::code::syntax::{
    Class, Fields, ImportedName, Lowering, Member, Name, NodeId, NodeKind, inner, named,
};

impl Lowering<'_, Go> {
    pub(super) fn declaration(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        Some(match syntax.kind() {
            "package_clause" | "comment" => self.add(syntax, NodeKind::Other(Vec::new())),
            "import_declaration" => self.imports(syntax),
            "function_declaration" | "func_literal" => self.function(syntax),
            "method_declaration" => self.method(syntax),
            "type_spec" => self.type_declared(syntax),
            "type_declaration" => {
                let parts = self.all(&named(syntax));
                self.add(syntax, NodeKind::Block(parts))
            }
            _ => return None,
        })
    }

    fn imports(&mut self, syntax: Syntax<'_>) -> NodeId {
        let list = inner(syntax).filter(|list| list.kind() == "import_spec_list");
        let specs = list.map_or_else(|| named(syntax), named);
        let imports = specs.into_iter().filter_map(|spec| self.import(spec)).collect();
        self.add(syntax, NodeKind::Block(imports))
    }

    /// A package is called by the last part of its path that is no version.
    fn import(&mut self, spec: Syntax<'_>) -> Option<NodeId> {
        let path = self.text(spec.field("path")?).trim_matches(['"', '`']).to_owned();
        let alias = self.name_of(spec, "name");
        let mut parts = path.rsplit('/');
        let is_version = |part: &str| {
            part.strip_prefix('v').is_some_and(|rest| rest.chars().all(|char| char.is_ascii_digit()))
        };
        let last = parts.find(|part| !is_version(part)).unwrap_or(&path);
        let plain = last.split(".v").next().unwrap_or(last);
        let plain = plain.strip_prefix("go-").unwrap_or(plain);
        let plain = plain.strip_suffix("-go").or_else(|| plain.strip_suffix(".go")).unwrap_or(plain);
        let local = match alias.as_deref() {
            Some(".") => Name::from("*"),
            Some(alias) => Name::from(alias),
            None => Name::from(plain),
        };
        // Versions of a package are one package to every table.
        let module =
            path.rsplit_once("/v").filter(|(_, rest)| rest.chars().all(|char| char.is_ascii_digit()));
        let module = Name::from(module.map_or(path.as_str(), |(module, _)| module));
        let names = vec![ImportedName { local, imported: "".into() }];
        Some(self.add(spec, NodeKind::Import { module, names }))
    }

    /// A struct or another type that has methods is a class.
    fn type_declared(&mut self, syntax: Syntax<'_>) -> NodeId {
        let name = self.name_of(syntax, "name");
        let type_ = syntax.field("type");
        let struct_ = type_.filter(|type_| type_.kind() == "struct_type");
        let (mut members, mut parents) = (Vec::new(), Vec::new());
        if let Some(fields) = struct_.and_then(inner) {
            for field in named(fields) {
                self.fields(field, &mut members);
                parents.extend(self.embedded(field));
            }
        }
        if let Some(name) = &name {
            members.extend(self.methods_of(syntax, name));
        }
        if struct_.is_none() && members.is_empty() {
            return self.add(syntax, NodeKind::Other(Vec::new()));
        }
        self.class(syntax, (name, parents), members)
    }

    /// The struct that is embedded, whose fields and methods are those of the struct around it.
    fn embedded(&mut self, field: Syntax<'_>) -> Option<NodeId> {
        let unnamed = field.kind() == "field_declaration" && field.field("name").is_none();
        let type_ = field.field("type").filter(|_| unnamed)?;
        let name = self.type_name(type_)?;
        let kind = match name.split_once('.') {
            Some((package, name)) => {
                let object = self.add(type_, NodeKind::Name(package.into()));
                NodeKind::Member { object, name: name.into() }
            }
            None => NodeKind::Name(name),
        };
        Some(self.add(type_, kind))
    }

    fn class(
        &mut self,
        syntax: Syntax<'_>,
        (name, parents): (Option<Name>, Vec<NodeId>),
        members: Vec<Member>,
    ) -> NodeId {
        let class = Class { name, parents, members, decorators: Vec::new() };
        self.add(syntax, NodeKind::Class(Box::new(class)))
    }

    /// A field with its tag as what it is marked with.
    fn fields(&mut self, field: Syntax<'_>, members: &mut Vec<Member>) {
        let type_ = field.field("type").and_then(|type_| self.type_name(type_));
        let decorators: Vec<NodeId> = self.field(field, "tag").into_iter().collect();
        let mut cursor = field.walk();
        let names: Vec<Syntax<'_>> = field.children_by_field_name("name", &mut cursor).collect();
        for name in names {
            let value = self.add(name, NodeKind::Other(Vec::new()));
            members.push(Member {
                key: Some(self.name(name)),
                value,
                named: (name.start_byte(), name.end_byte()),
                decorators: decorators.clone(),
                type_: type_.clone(),
                ..Member::default()
            });
        }
    }

    /// Methods stand beside their type; they are read with it, or with the first of them where the type is
    /// another file's.
    fn method(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(owner) = self.owner(syntax) else { return self.function(syntax) };
        let declared_here = self.declares(syntax, &owner);
        if declared_here || self.grammar.classes.contains(&owner) {
            return self.add(syntax, NodeKind::Other(Vec::new()));
        }
        let members = self.methods_of(syntax, &owner);
        self.class(syntax, (Some(owner), Vec::new()), members)
    }

    /// The type that a method belongs to.
    fn owner(&self, method: Syntax<'_>) -> Option<Name> {
        let declared = named(method.field("receiver")?).into_iter().next()?;
        self.type_name(declared.field("type")?)
    }

    fn declares(&self, method: Syntax<'_>, owner: &str) -> bool {
        let Some(root) = method.parent() else { return false };
        let types = named(root).into_iter().filter(|child| child.kind() == "type_declaration");
        types.flat_map(named).any(|spec| self.name_of(spec, "name").as_deref() == Some(owner))
    }

    fn methods_of(&mut self, beside: Syntax<'_>, owner: &Name) -> Vec<Member> {
        let mut root = beside;
        while let Some(parent) = root.parent() {
            root = parent;
        }
        if self.grammar.methods.is_none() {
            let mut methods: BTreeMap<Name, Vec<(usize, usize)>> = BTreeMap::new();
            for child in named(root).into_iter().filter(|child| child.kind() == "method_declaration") {
                if let Some(owner) = self.owner(child) {
                    methods.entry(owner).or_default().push((child.start_byte(), child.end_byte()));
                }
            }
            self.grammar.methods = Some(methods);
        }
        let methods = self.grammar.methods.as_mut().and_then(|all| all.remove(owner)).unwrap_or_default();
        self.grammar.classes.insert(owner.clone());
        let mut members = Vec::new();
        for (start, end) in methods {
            let found = root.descendant_for_byte_range(start, end);
            let Some(method) = found.filter(|found| found.kind() == "method_declaration") else { continue };
            let value = self.function(method);
            let name = method.field("name").unwrap_or(method);
            members.push(Member {
                key: Some(self.name(name)),
                value,
                named: (name.start_byte(), name.end_byte()),
                ..Member::default()
            });
        }
        members
    }
}
