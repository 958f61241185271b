//! Texts and numbers against what bounds them.

use std::sync::Arc;

use super::super::reader::clipped;
use super::check::Checker;
use super::choices::Choices;
use super::difference::{Kind, Outcome};
use super::{expression, format, text};
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Schema, SchemaId, SchemaType};

impl<'t> Checker<'t> {
    pub(super) fn text(&self, value: NodeId, schema: &Schema, id: SchemaId) -> Outcome {
        let text = self.tree.text(value).unwrap_or_default();
        let mut outcome = Outcome::FITS;
        if let Some(pattern) = &schema.pattern {
            match expression::fits(pattern, text) {
                Some(true) => {}
                Some(false) => {
                    let text = format!("does not fit the pattern `{}`", clipped(pattern));
                    outcome.and(self.differs(value, id, Kind::Other, text));
                }
                None => outcome.open = true,
            }
        }
        let least = schema.rare().min_length.unwrap_or_default();
        let most = schema.max_length.unwrap_or(u64::MAX);
        if least > 0 || most < u64::MAX {
            let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
            if length < least {
                let text = format!("has {length} characters, fewer than `minLength: {least}`");
                outcome.and(self.differs(value, id, Kind::Other, text));
            }
            if length > most {
                let text = format!("has {length} characters, more than `maxLength: {most}`");
                outcome.and(self.differs(value, id, Kind::Other, text));
            }
        }
        if let Some(format) = &schema.format {
            match format::lacks(format, text) {
                Some(expected) => {
                    outcome.and(self.differs(value, id, Kind::Other, format!("is not {expected}")));
                }
                None => outcome.open |= !matches!(format.as_str(), "date" | "date-time" | "uuid" | "ipv4"),
            }
        }
        outcome
    }

    pub(super) fn number(&self, value: NodeId, schema: &Schema, id: SchemaId) -> Outcome {
        let Some(number) = text::number(self.tree, value).filter(|number| number.is_finite()) else {
            return Outcome::OPEN;
        };
        let rare = schema.rare();
        let mut outcome = Outcome::FITS;
        if let Some(least) = rare.minimum
            && (number < least.value || (least.exclusive && number <= least.value))
        {
            let or = if least.exclusive { "not above" } else { "below" };
            outcome.and(self.differs(value, id, Kind::Other, format!("is {or} the minimum {}", least.value)));
        }
        if let Some(most) = rare.maximum
            && (number > most.value || (most.exclusive && number >= most.value))
        {
            let or = if most.exclusive { "not below" } else { "above" };
            outcome.and(self.differs(value, id, Kind::Other, format!("is {or} the maximum {}", most.value)));
        }
        if let Some(step) = rare.multiple_of.filter(|step| *step > 0.0) {
            let times = number / step;
            if (times - times.round()).abs() > 1e-6 * times.abs().max(1.0) {
                outcome.and(self.differs(value, id, Kind::Other, format!("is not a multiple of {step}")));
            }
        }
        if schema.format.as_deref() == Some("int32") && number.abs() > 2_147_483_648.0 {
            outcome.and(self.differs(value, id, Kind::Other, "does not fit into 32 bits".to_owned()));
        }
        outcome
    }

    /// Whether a value is one of those that are permitted.
    pub(super) fn permitted(&mut self, value: NodeId, schema: &'t Schema, id: SchemaId) -> Outcome {
        let Some(permitted) = &schema.permitted else { return Outcome::FITS };
        let written = text::text(self.tree, value, 400);
        let number = text::number(self.tree, value);
        let compound = matches!(self.tree.shape(value), Shape::List | Shape::Map);
        let choices =
            self.choices.entry(Arc::as_ptr(permitted).addr()).or_insert_with(|| Choices::of(permitted));
        if choices.hold(written.as_deref(), number) {
            return Outcome::FITS;
        }
        let open = permitted.cut
            || (compound && choices.compound)
            || written.as_deref().is_some_and(|written| choices.hold_otherwise(written));
        if open || permitted.count == 0 {
            return Outcome::OPEN;
        }
        let shown: Vec<_> = permitted.values().take(4).map(|known| format!("`{known}`")).collect();
        let more = permitted.count.saturating_sub(shown.len());
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        let list = shown.join(", ");
        let text =
            if permitted.count == 1 { format!("is not {list}") } else { format!("is none of {list}{rest}") };
        self.differs(value, id, Kind::Other, text)
    }

    /// Whether a value has one of the types of a schema; nothing where it has.
    pub(super) fn type_difference(&self, value: NodeId, schema: &Schema) -> Option<String> {
        let shape = self.tree.shape(value);
        let fits = |type_: &SchemaType| match type_ {
            SchemaType::String => shape == Shape::Text,
            SchemaType::Number => shape == Shape::Number,
            SchemaType::Integer => shape == Shape::Number && self.is_whole(value),
            SchemaType::Boolean => shape == Shape::Bool,
            SchemaType::Array => shape == Shape::List,
            SchemaType::Object => shape == Shape::Map,
            SchemaType::Null => shape == Shape::Null,
            SchemaType::File => true,
        };
        if schema.types.is_empty() || schema.types.iter().any(fits) {
            return None;
        }
        let expected: Vec<_> = schema.types.iter().map(|type_| in_words(*type_)).collect();
        let is = match shape {
            Shape::Null => "null",
            Shape::Number if !self.is_whole(value) => "a number with a fraction",
            Shape::Text if self.tree.text(value).is_some_and(|text| text.parse::<f64>().is_ok()) => {
                "a number in quotes, which is a text"
            }
            shape => shape.name(),
        };
        Some(format!("is {is}, not {}", expected.join(" or ")))
    }

    /// A whole number, however it is written: `1.0` is one.
    fn is_whole(&self, value: NodeId) -> bool {
        text::number(self.tree, value).is_none_or(|number| number.fract() == 0.0)
    }
}

fn in_words(type_: SchemaType) -> &'static str {
    match type_ {
        SchemaType::String => "a text",
        SchemaType::Number => "a number",
        SchemaType::Integer => "a whole number",
        SchemaType::Boolean => "true or false",
        SchemaType::Array => "a list",
        SchemaType::Object => "an object",
        SchemaType::Null => "null",
        SchemaType::File => "a file",
    }
}
