//! What to call a schema: its own name, or the way to it from one that has a name.

use crate::facts::{Contract, Schema, SchemaId};

/// Steps from a named schema that a label tells.
const MOST_STEPS: usize = 5;

pub(super) struct Labels<'a> {
    /// For each schema its name, or what it stands in with the step to it.
    of: Vec<Label<'a>>,
}

#[derive(Clone, Copy, Default)]
enum Label<'a> {
    #[default]
    Unknown,
    Named(&'a str),
    Parameter(&'a str),
    Property(SchemaId, &'a str),
    Items(SchemaId),
    Part(SchemaId),
}

impl<'a> Labels<'a> {
    pub(super) fn of(contract: &'a Contract) -> Self {
        let mut labels = Self { of: vec![Label::Unknown; contract.schemas.len()] };
        for (name, id) in &contract.named {
            labels.set(*id, Label::Named(&name.value));
        }
        let parameters = contract.operations.iter().flat_map(|operation| &operation.parameters);
        for parameter in parameters {
            if let Some(id) = parameter.schema {
                labels.set(id, Label::Parameter(&parameter.name));
            }
        }
        for (number, schema) in (0..).zip(&contract.schemas) {
            labels.within(SchemaId(number), schema);
        }
        labels
    }

    fn within(&mut self, id: SchemaId, schema: &'a Schema) {
        for property in &schema.properties {
            self.set(property.schema, Label::Property(id, &property.name));
        }
        if let Some(items) = schema.items {
            self.set(items, Label::Items(id));
        }
        for part in schema.parts().filter(|part| Some(*part) != schema.refers_to) {
            self.set(part, Label::Part(id));
        }
    }

    fn set(&mut self, id: SchemaId, label: Label<'a>) {
        if let Some(known) = self.of.get_mut(id.0 as usize)
            && matches!(known, Label::Unknown)
        {
            *known = label;
        }
    }

    /// "`Visit.owner.name`", "the parameter `limit`"; "a schema" where nothing leads to it from a name.
    pub(super) fn label(&self, id: SchemaId) -> String {
        let mut path = String::new();
        let mut at = id;
        for _ in 0..MOST_STEPS {
            match self.of.get(at.0 as usize).copied().unwrap_or_default() {
                Label::Named(name) => return format!("`{name}{path}`"),
                Label::Parameter(name) => return format!("the parameter `{name}{path}`"),
                Label::Property(owner, name) => {
                    path.insert_str(0, name);
                    path.insert(0, '.');
                    at = owner;
                }
                Label::Items(owner) => {
                    path.insert_str(0, "[]");
                    at = owner;
                }
                Label::Part(owner) => at = owner,
                Label::Unknown => break,
            }
        }
        match path.trim_start_matches('.') {
            "" => "a schema".to_owned(),
            path => format!("`{path}`"),
        }
    }
}
