//! Paths: `crate::db::find`, `std::fs::read`, `Self::new`.

use crate::collections::BTreeSet;

use tree_sitter::Node as Syntax;

use super::Rust;
use super::classes::root_of;
use crate::extract::code::syntax::{Fields, ImportedName, Lowering, Name, NodeId, NodeKind, named};

/// Segments of a path that are read.
const LONGEST: usize = 16;

impl Lowering<'_, Rust> {
    /// The names of a path without generic arguments.
    pub(super) fn segments(&self, syntax: Syntax<'_>) -> Vec<Name> {
        let mut segments = Vec::new();
        let mut at = Some(syntax);
        while let Some(one) = at
            && segments.len() < LONGEST
        {
            at = match one.kind() {
                "scoped_identifier" | "scoped_type_identifier" => {
                    segments.extend(self.name_of(one, "name"));
                    one.field("path")
                }
                // `<T as Trait>::name` is one of `T`.
                "generic_type" | "generic_type_with_turbofish" | "qualified_type" | "reference_type" => {
                    one.field("type")
                }
                "generic_function" => one.field("function"),
                "bracketed_type" => named(one).into_iter().next(),
                _ => {
                    segments.push(self.name(one));
                    None
                }
            };
        }
        segments.reverse();
        segments
    }

    /// A path as the expression that it is.
    pub(super) fn path(&mut self, syntax: Syntax<'_>) -> NodeId {
        let segments = self.segments(syntax);
        self.path_of(syntax, &segments)
    }

    pub(super) fn path_of(&mut self, at: Syntax<'_>, segments: &[Name]) -> NodeId {
        let mut rest = segments;
        let mut first: Option<Name> = None;
        let mut up: usize = 0;
        while let Some((head, tail)) = rest.split_first() {
            match &**head {
                "self" if !tail.is_empty() => rest = tail,
                "crate" | "$crate" => {
                    let module = self.root_module();
                    first = Some(self.reach("crate", &module, at));
                    rest = tail;
                    break;
                }
                "super" => {
                    up += 1;
                    rest = tail;
                }
                _ if self.grammar.inline.contains(head) && !tail.is_empty() => rest = tail,
                _ => break,
            }
        }
        // Of a module that stands in this file, `super` is the file.
        let up = up.saturating_sub(self.grammar.nested);
        if up > 0 {
            let module = self.parent_module(up);
            first = Some(self.reach(&format!("super{up}"), &module, at));
        }
        if first.is_none()
            && let Some((head, tail)) = rest.split_first()
        {
            let owner = self.grammar.owners.last().filter(|_| &**head == "Self").cloned();
            let name = owner.unwrap_or_else(|| head.clone());
            let begins_crate = name.starts_with(|char: char| char.is_ascii_lowercase());
            if !tail.is_empty() && begins_crate && !self.is_bound(&name, at) && !is_primitive(&name) {
                self.reach(&name, &name, at);
            }
            first = Some(name);
            rest = tail;
        }
        let mut node = self.add(at, NodeKind::Name(first.unwrap_or_else(|| "".into())));
        for name in rest {
            node = self.add(at, NodeKind::Member { object: node, name: name.clone() });
        }
        node
    }

    /// A name that stands for a module where it is used.
    pub(super) fn reach(&mut self, local: &str, module: &str, at: Syntax<'_>) -> Name {
        let place = (at.start_byte(), at.end_byte());
        self.grammar.named.entry(local.into()).or_insert((module.into(), place));
        local.into()
    }

    pub(super) fn imports_of_named(&mut self) -> Vec<NodeId> {
        let all = std::mem::take(&mut self.grammar.named);
        let imports = all.into_iter().map(|(local, (module, (start, end)))| {
            let names = vec![ImportedName { local, imported: "".into() }];
            self.tree.add(start, end, NodeKind::Import { module, names })
        });
        imports.collect()
    }

    /// Whether the file itself says what a name stands for.
    fn is_bound(&mut self, name: &str, at: Syntax<'_>) -> bool {
        if self.grammar.bound.is_none() {
            let bound = self.bound_in(root_of(at));
            self.grammar.bound = Some(bound);
        }
        self.grammar.bound.as_ref().is_some_and(|bound| bound.contains(name))
    }

    fn bound_in(&self, root: Syntax<'_>) -> BTreeSet<Name> {
        let mut bound = BTreeSet::new();
        for item in named(root) {
            match item.kind() {
                "use_declaration" => {
                    for used in self.used(item) {
                        bound.insert(used.local);
                    }
                }
                "mod_item" => bound.extend(self.name_of(item, "name")),
                _ => {}
            }
        }
        bound
    }

    /// Levels that the file stands below the root of its crate, and its name without ending.
    fn position(&self) -> (usize, &str) {
        let (folder, file) = self.path.rsplit_once('/').unwrap_or(("", self.path));
        let stem = file.strip_suffix(".rs").unwrap_or(file);
        let below = folder.rsplit('/').filter(|part| !part.is_empty()).position(|part| part == "src");
        let folders = folder.split('/').filter(|part| !part.is_empty()).count();
        (below.unwrap_or(folders), stem)
    }

    /// The folder of the crate's root, seen from this file.
    pub(super) fn root_module(&self) -> String {
        up(self.position().0)
    }

    /// The module that is some levels above this one.
    pub(super) fn parent_module(&self, levels: usize) -> String {
        let own = usize::from(is_index(self.position().1));
        up(levels + own - 1)
    }

    /// What the modules below this one stand in.
    pub(super) fn own_module(&self) -> String {
        match self.position().1 {
            stem if is_index(stem) => "./".to_owned(),
            stem => format!("./{stem}/"),
        }
    }
}

/// Files that stand for their folder.
fn is_index(stem: &str) -> bool {
    matches!(stem, "mod" | "lib" | "main")
}

fn up(levels: usize) -> String {
    if levels == 0 { "./".to_owned() } else { "../".repeat(levels.min(8)) }
}

pub(super) fn is_primitive(name: &str) -> bool {
    matches!(
        name,
        "i8" | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
            | "f32"
            | "f64"
            | "bool"
            | "char"
            | "str"
    )
}
