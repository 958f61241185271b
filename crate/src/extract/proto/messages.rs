use super::reader::{DEEPEST, Lost, Read, Reader};
use crate::artifact::Place;
use crate::collections::Sort;
use crate::facts::Located;
use crate::facts::proto::{Extension, Field, LARGEST_FIELD_NUMBER, Label, Message, Reserved};

/// A declaration with fields: a message, or one that extends another.
struct Body {
    /// Of what is declared within it.
    scope: String,
    fields: Vec<Field>,
    oneofs: Vec<Located<String>>,
}

impl Reader<'_> {
    /// From behind the word `message`.
    pub(super) fn message(&mut self, scope: &str, doc: Option<String>, depth: usize) -> Read<()> {
        let name = self.name("the name of a message")?;
        self.message_body(name, scope, doc, depth, false)
    }

    fn message_body(
        &mut self,
        name: Located<String>,
        scope: &str,
        doc: Option<String>,
        depth: usize,
        group: bool,
    ) -> Read<()> {
        if depth >= DEEPEST {
            return Err(Lost { expected: "fewer levels of messages" });
        }
        let full_name = self.declare(scope, &name.value)?;
        let start = name.place;
        self.sign(b'{', "`{`")?;
        let mut message = Message {
            name,
            full_name: full_name.clone(),
            body: start,
            doc,
            settings: Vec::new(),
            fields: Vec::new(),
            oneofs: Vec::new(),
            reserved: Reserved::default(),
            extension_ranges: Vec::new(),
            group,
        };
        let mut body = Body { scope: full_name, fields: Vec::new(), oneofs: Vec::new() };
        while !self.is_sign(b'}') && !self.is_done() {
            let statement = self.token().start;
            if let Err(lost) = self.in_message(&mut message, &mut body, depth) {
                self.skip(statement, &lost);
            }
        }
        let closed = self.sign(b'}', "`}`");
        let end = self.place_from(0).span.end;
        message.body = Place { file: start.file, span: crate::artifact::Span { end, ..start.span } };
        message.fields = body.fields;
        message.oneofs = body.oneofs;
        message.reserved.sort();
        message.extension_ranges.order_by_key(|range| range.first);
        self.file.messages.push(message);
        closed
    }

    fn in_message(&mut self, message: &mut Message, body: &mut Body, depth: usize) -> Read<()> {
        let doc = self.doc();
        if self.take_sign(b';') {
            return Ok(());
        }
        let scope = body.scope.clone();
        match self.word() {
            Some("message") => {
                self.advance();
                self.message(&scope, doc, depth + 1)
            }
            Some("enum") => {
                self.advance();
                self.enum_(&scope, doc)
            }
            Some("extend") => {
                self.advance();
                self.extend(&scope, depth + 1)
            }
            Some("option") => {
                self.advance();
                message.settings.extend(self.option()?);
                Ok(())
            }
            Some("oneof") => {
                self.advance();
                self.oneof(body, depth)
            }
            Some("reserved") => {
                self.advance();
                self.reserved(LARGEST_FIELD_NUMBER, &mut message.reserved)
            }
            Some("extensions") => {
                self.advance();
                self.extension_ranges(message)
            }
            Some(visibility @ ("export" | "local")) => {
                let word = self.name("")?;
                match self.word() {
                    Some("message") => {
                        self.advance();
                        self.message(&scope, doc, depth + 1)
                    }
                    Some("enum") => {
                        self.advance();
                        self.enum_(&scope, doc)
                    }
                    _ => {
                        let type_ = Located { value: visibility.to_owned(), place: word.place };
                        self.field_of(type_, Label::None, doc, None, body, depth)
                    }
                }
            }
            _ => self.field(doc, None, body, depth),
        }
    }

    /// `extensions 100 to 199 [declaration = {...}];`
    fn extension_ranges(&mut self, message: &mut Message) -> Read<()> {
        loop {
            let range = self.range(LARGEST_FIELD_NUMBER)?;
            message.extension_ranges.push(range);
            if !self.take_sign(b',') {
                break;
            }
        }
        self.bracketed()?;
        self.end_of_statement()
    }

    fn oneof(&mut self, body: &mut Body, depth: usize) -> Read<()> {
        let name = self.name("the name of a oneof")?;
        self.sign(b'{', "`{`")?;
        body.oneofs.push(name);
        let oneof = body.oneofs.len() - 1;
        while !self.is_sign(b'}') && !self.is_done() {
            let start = self.token().start;
            if let Err(lost) = self.in_oneof(oneof, body, depth) {
                self.skip(start, &lost);
            }
        }
        self.sign(b'}', "`}`")
    }

    fn in_oneof(&mut self, oneof: usize, body: &mut Body, depth: usize) -> Read<()> {
        let doc = self.doc();
        if self.take_sign(b';') {
            return Ok(());
        }
        if self.take_word("option") {
            self.option()?;
            return Ok(());
        }
        self.field(doc, Some(oneof), body, depth)
    }

    /// Fields that are added to another message, from behind the word `extend`.
    pub(super) fn extend(&mut self, scope: &str, depth: usize) -> Read<()> {
        let extendee = self.type_name()?;
        self.sign(b'{', "`{`")?;
        let mut body = Body { scope: scope.to_owned(), fields: Vec::new(), oneofs: Vec::new() };
        while !self.is_sign(b'}') && !self.is_done() {
            let start = self.token().start;
            let doc = self.doc();
            if self.take_sign(b';') {
                continue;
            }
            if let Err(lost) = self.field(doc, None, &mut body, depth) {
                self.skip(start, &lost);
            }
        }
        let (scope, fields) = (body.scope, body.fields);
        self.file.extensions.push(Extension { extendee, scope, fields });
        self.sign(b'}', "`}`")
    }

    fn field(
        &mut self,
        doc: Option<String>,
        oneof: Option<usize>,
        body: &mut Body,
        depth: usize,
    ) -> Read<()> {
        let label = match self.word() {
            Some("optional") => Label::Optional,
            Some("required") => Label::Required,
            Some("repeated") => Label::Repeated,
            _ => Label::None,
        };
        if label != Label::None {
            self.advance();
        }
        let type_ = self.type_name()?;
        self.field_of(type_, label, doc, oneof, body, depth)
    }

    /// What follows the type of a field.
    fn field_of(
        &mut self,
        mut type_: Located<String>,
        label: Label,
        doc: Option<String>,
        oneof: Option<usize>,
        body: &mut Body,
        depth: usize,
    ) -> Read<()> {
        self.count()?;
        let mut key = None;
        if type_.value == "map" && self.take_sign(b'<') {
            key = Some(self.type_name()?);
            self.sign(b',', "`,`")?;
            type_ = self.type_name()?;
            self.sign(b'>', "`>`")?;
        }
        let name = self.name("the name of a field")?;
        let number = if self.take_sign(b'=') {
            Some(self.number("the number of the field")?)
        } else {
            self.fault(format!("field `{}` has no number", name.value), name.place);
            None
        };
        let settings = self.bracketed()?;
        let is_group = type_.value == "group";
        let mut field = Field { name, label, type_, key, number, oneof, settings, doc };
        if is_group && self.is_sign(b'{') {
            let name = field.name.clone();
            field.type_.value.clone_from(&name.value);
            field.name.value = name.value.to_lowercase();
            let scope = body.scope.clone();
            body.fields.push(field);
            return self.message_body(name, &scope, None, depth + 1, true);
        }
        self.end_of_statement()?;
        field.doc = field.doc.or_else(|| self.trailing());
        body.fields.push(field);
        Ok(())
    }
}
