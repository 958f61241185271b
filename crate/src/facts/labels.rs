//! What to call a schema: its own name, or the way to it from one that has a name.

use super::{Contract, Schema, SchemaId};

/// Steps from a named schema that a label tells.
const MOST_STEPS: usize = 5;

/// For each schema its name, or what it stands in with the step to it.
#[derive(Debug)]
pub struct Labels(Vec<Label>);

#[derive(Clone, Copy, Debug, Default)]
enum Label {
    #[default]
    Unknown,
    /// Of the schemas that have a name, by number.
    Named(usize),
    /// An operation and its parameter, by number.
    Parameter(usize, usize),
    /// A schema and its property, by number.
    Property(SchemaId, usize),
    Items(SchemaId),
    Part(SchemaId),
}

impl Contract {
    /// "`Visit.owner.name`", "the parameter `limit`"; "a schema" where nothing leads to it from a name.
    pub fn label(&self, id: SchemaId) -> String {
        let labels = self.derived.labels.get_or_init(|| Labels::of(self));
        let mut path = String::new();
        let mut at = id;
        for _ in 0..MOST_STEPS {
            match labels.0.get(at.0 as usize).copied().unwrap_or_default() {
                Label::Named(number) => {
                    let name = self.named.get(number).map(|(name, _)| name.value.as_str());
                    return format!("`{}{path}`", name.unwrap_or_default());
                }
                Label::Parameter(operation, number) => {
                    let operation = self.operations.get(operation);
                    let name = operation.and_then(|own| Some(own.parameters.get(number)?.name.as_str()));
                    return format!("the parameter `{}{path}`", name.unwrap_or_default());
                }
                Label::Property(owner, number) => {
                    let property = self.schema(owner).and_then(|owner| owner.properties.get(number));
                    path.insert_str(0, property.map(|own| own.name.as_str()).unwrap_or_default());
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

impl Labels {
    fn of(contract: &Contract) -> Self {
        let mut labels = Self(vec![Label::Unknown; contract.schemas.len()]);
        for (number, (_, id)) in contract.named.iter().enumerate() {
            labels.set(*id, Label::Named(number));
        }
        for (at, operation) in contract.operations.iter().enumerate() {
            for (number, parameter) in operation.parameters.iter().enumerate() {
                if let Some(id) = parameter.schema {
                    labels.set(id, Label::Parameter(at, number));
                }
            }
        }
        for (number, schema) in (0..).zip(&contract.schemas) {
            labels.within(SchemaId(number), schema);
        }
        labels
    }

    fn within(&mut self, id: SchemaId, schema: &Schema) {
        for (number, property) in schema.properties.iter().enumerate() {
            self.set(property.schema, Label::Property(id, number));
        }
        if let Some(items) = schema.items {
            self.set(items, Label::Items(id));
        }
        for part in schema.parts().filter(|part| Some(*part) != schema.refers_to) {
            self.set(part, Label::Part(id));
        }
    }

    fn set(&mut self, id: SchemaId, label: Label) {
        if let Some(known) = self.0.get_mut(id.0 as usize)
            && matches!(known, Label::Unknown)
        {
            *known = label;
        }
    }
}
