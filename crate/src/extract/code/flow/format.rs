//! Texts that values are filled into: `"%s"`, `"{}"`.

use super::builtins::blurred;
use super::interpreter::Interpreter;
use super::value::{Shape, Value};
use crate::extract::code::calls::Site;
use crate::extract::code::syntax::{Name, NodeId};

/// Places in one text that are filled in.
const MOST: usize = 64;

/// A stretch of a text with places in it.
enum Stretch {
    Fixed(String),
    /// The next value.
    Next,
    At(usize),
    Named(String),
    /// A number, whatever is given.
    Number,
}

impl Interpreter<'_> {
    /// `"{} {name}".format(value, name=value)`.
    pub(super) fn filled_in(&mut self, site: &Site, text: &Value) -> Value {
        let (values, names) = site.given();
        let Some(constant) = text.constant() else { return self.joined_with(site.id, text, &site.values()) };
        self.fill(site.id, text, &braces(&constant), &values, &names)
    }

    /// `string.Format("{0}", value)`.
    pub(super) fn filled_with(&mut self, at: NodeId, text: &Value, values: &[Value]) -> Value {
        let Some(constant) = text.constant() else { return self.joined_with(at, text, values) };
        self.fill(at, text, &braces(&constant), values, &[])
    }

    /// `"%s %(name)s" % values`, `Sprintf("%s", value)`.
    pub(in crate::extract::code) fn printed(&mut self, at: NodeId, text: &Value, values: &[Value]) -> Value {
        let Some(constant) = text.constant() else { return self.joined_with(at, text, values) };
        let mut positions = Vec::new();
        let mut names: Vec<(Name, Value)> = Vec::new();
        for value in values {
            let object = match value.shape {
                Shape::Object(id) => self.state.object(id).cloned(),
                _ => None,
            };
            match object {
                Some(object) if object.array && values.len() == 1 => {
                    positions.extend(object.items.into_iter().chain(object.rest));
                }
                Some(object) if !object.array => names.extend(object.fields),
                _ => positions.push(value.clone()),
            }
        }
        self.fill(at, text, &percents(&constant), &positions, &names)
    }

    fn joined_with(&mut self, at: NodeId, text: &Value, values: &[Value]) -> Value {
        let all: Vec<Value> = [text].into_iter().chain(values).cloned().collect();
        self.concat(at, &all)
    }

    fn fill(
        &mut self,
        at: NodeId,
        text: &Value,
        stretches: &[Stretch],
        values: &[Value],
        names: &[(Name, Value)],
    ) -> Value {
        let mut next = 0;
        let mut parts = vec![Value { shape: Value::text("").shape, taints: text.taints.clone() }];
        for stretch in stretches {
            parts.push(match stretch {
                Stretch::Fixed(fixed) => Value::text(fixed),
                Stretch::Next => {
                    next += 1;
                    values.get(next - 1).cloned().unwrap_or_default()
                }
                Stretch::At(at) => values.get(*at).cloned().unwrap_or_default(),
                Stretch::Named(name) => {
                    let found = names.iter().find(|(own, _)| **own == **name || &**own == "**");
                    found.map(|(_, value)| value.clone()).unwrap_or_default()
                }
                Stretch::Number => {
                    next += 1;
                    Value::default()
                }
            });
        }
        self.concat(at, &parts)
    }

    pub(super) fn joined(&mut self, site: &Site, list: &Value, between: &Value) -> Value {
        let Shape::Object(id) = list.shape else { return blurred(list) };
        let object = self.state.object(id).cloned().unwrap_or_default();
        let parts: Vec<Value> = object.items.into_iter().chain(object.rest).collect();
        self.separated(site.id, between, &parts)
    }

    /// Values with a text between them.
    pub(super) fn separated(&mut self, at: NodeId, between: &Value, values: &[Value]) -> Value {
        let mut parts = Vec::new();
        for value in values {
            if !parts.is_empty() {
                parts.push(between.clone());
            }
            parts.push(value.clone());
        }
        parts.push(Value::text(""));
        self.concat(at, &parts)
    }

    /// Values, with the elements of the only one where it is a list.
    pub(super) fn spread_out(&self, values: &[Value]) -> Vec<Value> {
        match values {
            [Value { shape: Shape::Object(id), .. }] => {
                let object = self.state.object(*id).cloned().unwrap_or_default();
                object.items.into_iter().chain(object.rest).collect()
            }
            _ => values.to_vec(),
        }
    }
}

fn braces(text: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut fixed = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, after) = rest.split_at(at);
        fixed.push_str(before);
        let mut chars = after.chars();
        let brace = chars.next().unwrap_or('{');
        rest = chars.as_str();
        if let Some(doubled) = rest.strip_prefix(brace) {
            fixed.push(brace);
            rest = doubled;
        } else if brace == '{'
            && let Some((inside, after)) = rest.split_once('}')
            && stretches.len() < MOST
        {
            rest = after;
            stretches.push(Stretch::Fixed(std::mem::take(&mut fixed)));
            let name = inside.split([':', '!', '.', '[']).next().unwrap_or_default();
            stretches.push(match (name, name.parse()) {
                ("", _) => Stretch::Next,
                (_, Ok(at)) => Stretch::At(at),
                (name, _) => Stretch::Named(name.to_owned()),
            });
        }
    }
    fixed.push_str(rest);
    stretches.push(Stretch::Fixed(fixed));
    stretches
}

fn percents(text: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut fixed = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        fixed.push_str(before);
        rest = after;
        if let Some(after) = rest.strip_prefix('%') {
            fixed.push('%');
            rest = after;
            continue;
        }
        let name = rest.strip_prefix('(').and_then(|inner| inner.split_once(')'));
        let form = name.map_or(rest, |(_, after)| after);
        let form = form.trim_start_matches(|char: char| char.is_ascii_digit() || "+-# .*".contains(char));
        let mut chars = form.chars();
        let Some(letter) = chars.next().filter(|_| stretches.len() < MOST) else { break };
        rest = chars.as_str();
        stretches.push(Stretch::Fixed(std::mem::take(&mut fixed)));
        stretches.push(match (name, letter) {
            (Some(_), 'd' | 'i' | 'f') => Stretch::Fixed("0".to_owned()),
            (Some((name, _)), _) => Stretch::Named(name.to_owned()),
            (None, 'd' | 'i' | 'u' | 'f' | 'F' | 'e' | 'E' | 'g' | 'G' | 'x' | 'X' | 'o' | 'b' | 't') => {
                Stretch::Number
            }
            (None, _) => Stretch::Next,
        });
    }
    fixed.push_str(rest);
    stretches.push(Stretch::Fixed(fixed));
    stretches
}
