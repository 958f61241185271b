use super::reader::Reader;
use super::scan::TokenKind;
use crate::facts::{
    DirectiveDefinition, GraphField, GraphKind, GraphType, Located, RootKind, SchemaDefinition,
};

impl Reader<'_> {
    /// What begins here: a definition, an extension, a request, or something that is none of them.
    pub(super) fn definition(&mut self) {
        let description = self.description();
        let extends = self.eat_word("extend");
        let Some(token) = self.peek() else {
            if description.is_some() {
                self.fault(self.behind(), "a description without what it describes");
            }
            return;
        };
        let kind = match self.text(token) {
            "type" => GraphKind::Object,
            "interface" => GraphKind::Interface,
            "input" => GraphKind::Input,
            "enum" => GraphKind::Enum,
            "union" => GraphKind::Union,
            "scalar" => GraphKind::Scalar,
            "schema" => return self.schema(description, extends),
            "directive" => return self.directive_definition(description),
            "query" | "mutation" | "subscription" | "fragment" | "{" => return self.operation(),
            _ => {
                self.fault(self.here(), format!("{} where a definition belongs", self.shown()));
                return self.skip_to_definition();
            }
        };
        self.next();
        if let Some(name) = self.name() {
            self.type_(kind, name, description, extends);
        } else {
            self.fault(self.behind(), format!("the {} whose name is missing", kind.noun()));
            self.skip_to_definition();
        }
    }

    fn type_(
        &mut self,
        kind: GraphKind,
        name: Located<String>,
        description: Option<Box<str>>,
        extends: bool,
    ) {
        self.count();
        let implements = if self.eat_word("implements") { self.names(b'&') } else { Vec::new() };
        let directives = self.directives();
        let members = if kind == GraphKind::Union && self.eat(b'=') { self.names(b'|') } else { Vec::new() };
        let (mut fields, mut values) = (Vec::new(), Vec::new());
        match kind {
            GraphKind::Object | GraphKind::Interface | GraphKind::Input => fields = self.fields(&name.value),
            GraphKind::Enum => values = self.values_of_enum(&name.value),
            GraphKind::Scalar | GraphKind::Union => {}
        }
        let Located { value: name, place } = name;
        let type_ = GraphType {
            name,
            kind,
            place,
            extends,
            description,
            directives,
            implements,
            members,
            fields,
            values,
        };
        Self::keep(&mut self.document.types, type_);
    }

    /// Names with a sign between them, which may also stand before the first; spaces alone are the older way.
    fn names(&mut self, sign: u8) -> Vec<Located<String>> {
        let mut names = Vec::new();
        loop {
            let separated = self.eat(sign);
            let goes_on = separated || names.is_empty() || !self.begins_anew();
            match self.peek().filter(|token| token.kind == TokenKind::Name && goes_on && !self.is_full()) {
                Some(_) => {
                    self.count();
                    names.extend(self.name());
                }
                None if separated => {
                    self.fault(self.behind(), "a separator with no name behind it");
                    return names;
                }
                None => return names,
            }
        }
    }

    /// Whether the next name stands on a line of its own: the next definition rather than one more name.
    fn begins_anew(&self) -> bool {
        self.peek().is_some_and(|token| token.first_of_line)
    }

    fn schema(&mut self, description: Option<Box<str>>, extends: bool) {
        let Some(keyword) = self.next() else { return };
        let place = self.place(keyword);
        let directives = self.directives();
        let roots = self.fields("schema").into_iter().filter_map(|field| self.root(field)).collect();
        self.document.schemas.push(SchemaDefinition { place, extends, description, directives, roots });
    }

    fn root(&mut self, field: GraphField) -> Option<(RootKind, Located<String>)> {
        let kind = RootKind::ALL.into_iter().find(|kind| kind.keyword() == field.name);
        if kind.is_none() {
            self.fault(field.place, format!("`{}`, which is no kind of operation", field.name));
        }
        Some((kind?, Located { value: field.type_.name, place: field.type_.place }))
    }

    /// `directive @name(arguments) repeatable on FIELD_DEFINITION | OBJECT`
    fn directive_definition(&mut self, description: Option<Box<str>>) {
        self.next();
        self.eat(b'@');
        let Some(Located { value: name, place }) = self.name() else {
            self.fault(self.behind(), "the directive whose name is missing");
            return self.skip_to_definition();
        };
        self.count();
        let arguments = if self.is_sign(b'(') { self.arguments(&name) } else { Vec::new() };
        let repeatable = self.eat_word("repeatable");
        let locations = if self.eat_word("on") { self.names(b'|') } else { Vec::new() };
        let directive = DirectiveDefinition { name, place, description, arguments, repeatable, locations };
        Self::keep(&mut self.document.directives, directive);
    }
}
