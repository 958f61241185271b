//! Classes with marks: `@Schema()` and `@Prop({ required: true })`.

use crate::collections::BTreeMap;

use super::{field, start, times_of};
use crate::extract::code::models::draft::Draft;
use crate::extract::code::models::program::Program;
use crate::facts::{Column, TypeFamily};

/// By the name of the schema that is made of the class.
pub(super) fn read(program: &Program<'_>) -> BTreeMap<String, Draft> {
    let mut schemas = BTreeMap::new();
    for (id, class) in program.classes() {
        let Some(name) = class.name.as_deref() else { continue };
        let marks = program.marks(&class.decorators);
        let mark = marks.iter().find(|mark| mark.name == "Schema" && mark.module == "@nestjs/mongoose");
        let Some(mark) = mark else { continue };
        let collection = program.text_option(mark.arguments, "collection").unwrap_or_default();
        let mut draft = start(name, collection, program.class_place(id, name), program.place(id));
        for member in &class.members {
            let Some(key) = member.key.as_deref() else { continue };
            let marks = program.marks(&member.decorators);
            let Some(prop) = marks.iter().find(|mark| mark.name == "Prop") else { continue };
            let place = program.named(member.named);
            match prop.arguments.first() {
                Some(options) if program.property(*options, "type").is_some() => {
                    field(program, &mut draft, (key, place), *options);
                }
                options => {
                    let mut column = Column::new(key.to_owned(), place);
                    let (text, family) = by_language(program.type_of_member(member));
                    text.clone_into(&mut column.type_.text);
                    column.type_.family = family;
                    column.type_.place = prop.place;
                    let own: Vec<_> = options.copied().into_iter().collect();
                    column.nullable = program.flag(&own, "required") != Some(true);
                    if program.flag(&own, "unique") == Some(true) {
                        draft.unique(None, vec![key.to_owned()], place);
                    } else if program.flag(&own, "index") == Some(true) {
                        draft.index(crate::facts::Index::over(None, vec![key.to_owned()], place));
                    }
                    draft.add(key, column);
                }
            }
        }
        if program.option(mark.arguments, "timestamps").is_some() {
            let place = draft.model.table.place;
            times_of(&mut draft, place);
        }
        schemas.insert(format!("{name}Schema"), draft);
    }
    schemas
}

fn by_language(type_: &str) -> (&'static str, TypeFamily) {
    match type_ {
        "string" => ("string", TypeFamily::Text { most: None, fixed: false }),
        "number" => ("number", TypeFamily::Float),
        "boolean" => ("boolean", TypeFamily::Boolean),
        "Date" => ("date", TypeFamily::Timestamp { zoned: true }),
        _ if type_.ends_with("[]") => ("array", TypeFamily::Array),
        _ => ("", TypeFamily::Other),
    }
}
