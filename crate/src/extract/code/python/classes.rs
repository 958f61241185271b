use tree_sitter::Node as Syntax;

use super::Python;
use super::expressions::constructor_or;
use crate::extract::code::syntax::{Class, Fields, Lowering, Member, NodeId, NodeKind, inner, named};

impl Lowering<'_, Python> {
    pub(super) fn class(&mut self, syntax: Syntax<'_>, decorators: Vec<NodeId>) -> NodeId {
        let name = self.name_of(syntax, "name");
        let bases = syntax.field("superclasses").map(named).unwrap_or_default();
        let parents = bases.into_iter().filter(|base| base.kind() != "keyword_argument").collect::<Vec<_>>();
        let parents = self.all(&parents);
        let body = syntax.field("body").map(named).unwrap_or_default();
        let members = body.into_iter().map(|member| self.member(member)).collect();
        self.add(syntax, NodeKind::Class(Box::new(Class { name, parents, members, decorators })))
    }

    fn member(&mut self, syntax: Syntax<'_>) -> Member {
        let definition = syntax.field("definition").unwrap_or(syntax);
        let named = definition.field("name").unwrap_or(syntax).byte_range();
        let named = (named.start, named.end);
        let key = self.name_of(definition, "name").map(constructor_or);
        let value = match syntax.kind() {
            "function_definition" => self.function(syntax, Vec::new(), true),
            "decorated_definition" => {
                let decorators = self.decorators(syntax);
                let value = self.decorated(syntax, decorators, true);
                value.unwrap_or_else(|| self.add(syntax, NodeKind::Other(Vec::new())))
            }
            "class_definition" => self.class(syntax, Vec::new()),
            "expression_statement" => return self.class_field(syntax),
            _ => return Member { value: self.node(syntax), named, ..Member::default() },
        };
        Member { key, value, named, ..Member::default() }
    }

    /// `name: type = value`.
    fn class_field(&mut self, syntax: Syntax<'_>) -> Member {
        let assignment = inner(syntax).filter(|one| one.kind() == "assignment");
        let target = assignment.and_then(|one| one.field("left"));
        let (Some(assignment), Some(target)) = (assignment, target.filter(|one| one.kind() == "identifier"))
        else {
            return Member { value: self.node(syntax), ..Member::default() };
        };
        let key = Some(self.name(target));
        let annotation = assignment.field("type");
        let type_ = annotation.map(|type_| self.name(type_));
        let annotation = annotation.map(|annotation| self.node(annotation));
        let value = match self.field(assignment, "right") {
            Some(value) => value,
            None => self.add(assignment, NodeKind::Other(Vec::new())),
        };
        let named = (target.start_byte(), target.end_byte());
        Member { key, value, named, type_, annotation, ..Member::default() }
    }
}
