//! Fields that are columns.

use super::{Field, Reader, last};
use crate::extract::code::models::draft::{Draft, set_type};
use crate::extract::code::syntax::NodeKind;
use crate::facts::{Column, Located, TypeFamily, snake};

/// Types that are no column.
const COLLECTIONS: &[&str] = &["List", "Set", "Map", "Collection", "SortedSet", "SortedMap", "Iterable"];

/// Marks without which a field may be null, and with which it may not.
const FILLED: &[&str] = &["NotNull", "NotBlank", "NotEmpty", "NonNull"];

impl Reader<'_, '_> {
    pub(super) fn column(&self, draft: &mut Draft, field: &Field<'_, '_>) {
        let program = self.program;
        let own = field.type_();
        if COLLECTIONS.contains(&own) {
            return;
        }
        let options = field.arguments("Column");
        let name = program.text_option(options, "name").unwrap_or_else(|| field.key.to_owned());
        let place = program.named(field.member.named);
        let mut column = Column::new(snake(name.trim_matches(['`', '"'])), place);
        self.typed(&mut column, field, own);
        column.type_.place = place;
        let primitive = own.starts_with(char::is_lowercase) && own != "byte";
        let filled = primitive || FILLED.iter().any(|name| field.mark(name).is_some());
        column.nullable = program.flag(options, "nullable").unwrap_or(!filled);
        self.values(&mut column, field);
        if program.flag(options, "unique") == Some(true) || field.mark("NaturalId").is_some() {
            draft.unique(None, vec![column.name.clone()], place);
        }
        if field.mark("Id").is_some() {
            let number = matches!(column.type_.family, TypeFamily::Integer { .. });
            column.generated = number && field.mark("GeneratedValue").is_some();
            column.nullable = false;
            draft.key_column(None, &column.name, place);
        }
        draft.add(field.key, column);
    }

    fn typed(&self, column: &mut Column, field: &Field<'_, '_>, own: &str) {
        let program = self.program;
        let options = field.arguments("Column");
        if let Some(text) = program.text_option(options, "columnDefinition") {
            let type_ = text.split(" default ").next().unwrap_or(&text);
            set_type(column, "jpa", type_.split(" DEFAULT ").next().unwrap_or(type_), &[]);
            return;
        }
        let given = ["precision", "scale"];
        let given = if own == "String" { &["length"][..] } else { &given[..] };
        let numbers: Vec<String> = given
            .iter()
            .filter_map(|name| {
                Some(program.written(program.value(program.option(options, name)?)).to_owned())
            })
            .filter(|text| text.chars().all(|letter| letter.is_ascii_digit()))
            .collect();
        let text = field.marks.iter().find_map(|mark| match last(mark.name) {
            "Temporal" => mark.arguments.first().and_then(|own| program.last_name(*own)),
            _ => None,
        });
        let enumerated = field.mark("Enumerated");
        let own = match (text.map(last), enumerated) {
            (Some("DATE"), _) => "LocalDate",
            (Some("TIME"), _) => "LocalTime",
            (_, Some(mark)) => match mark.arguments.first().and_then(|own| program.last_name(*own)) {
                Some(name) if last(name) == "STRING" => "String",
                _ => "Short",
            },
            _ if field.mark("Lob").is_some() && own == "String" => "text",
            _ => own,
        };
        let numbers = if own == "String" || own == "BigDecimal" { numbers } else { Vec::new() };
        set_type(column, "jpa", own, &numbers);
        if enumerated.is_some() {
            // The class says which values there are, and nothing else gets in.
            column.type_.family = TypeFamily::Enumeration;
        }
    }

    fn values(&self, column: &mut Column, field: &Field<'_, '_>) {
        let program = self.program;
        let now = || Located { value: "now()".to_owned(), place: column.place };
        if ["CreationTimestamp", "CreatedDate"].iter().any(|own| field.mark(own).is_some()) {
            column.default = Some(now());
        }
        if ["UpdateTimestamp", "LastModifiedDate"].iter().any(|own| field.mark(own).is_some()) {
            column.on_change = Some(column.place);
        }
        let value = match program.tree.kind(field.member.value) {
            NodeKind::Typed { value, .. } => *value,
            _ => field.member.value,
        };
        if matches!(program.tree.kind(value), NodeKind::Text(_) | NodeKind::Number(_) | NodeKind::Boolean(_))
        {
            column.default = program.default(value);
        }
    }
}
