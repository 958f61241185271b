use std::collections::HashSet;

use crate::facts::{GraphKind, GraphSchema, RootKind};

/// The types that requests can get to, and those that they can send.
pub(super) struct Reach<'a> {
    outputs: HashSet<&'a str>,
    inputs: HashSet<&'a str>,
}

impl<'a> Reach<'a> {
    pub(super) fn of(graph: &'a GraphSchema) -> Self {
        let mut reach = Self { outputs: HashSet::new(), inputs: HashSet::new() };
        let roots = RootKind::ALL.into_iter().filter_map(|kind| graph.root(kind));
        let mut open: Vec<&str> = roots.map(|root| root.name.as_str()).collect();
        // A part of a graph may have no roots: all of it is offered.
        if open.is_empty() {
            open.extend(graph.types.iter().map(|type_| type_.name.as_str()));
        }
        // Whoever gets an interface may get any type that implements it.
        let implementing: Vec<(&str, &str)> = graph
            .types
            .iter()
            .flat_map(|type_| type_.implements.iter().map(|name| (name.value.as_str(), type_.name.as_str())))
            .collect();
        for (_, type_) in implementing {
            open.push(type_);
        }
        while let Some(name) = open.pop() {
            let Some(type_) = graph.named(name).filter(|type_| type_.kind.is_output()) else { continue };
            if !reach.outputs.insert(&type_.name) {
                continue;
            }
            open.extend(type_.members.iter().chain(&type_.implements).map(|name| name.value.as_str()));
            for field in &type_.fields {
                open.push(&field.type_.name);
                for argument in &field.arguments {
                    reach.input(graph, &argument.type_.name);
                }
            }
        }
        reach
    }

    fn input(&mut self, graph: &'a GraphSchema, name: &'a str) {
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let Some(type_) = graph.named(name).filter(|type_| type_.kind.is_input()) else { continue };
            if self.inputs.insert(&type_.name) && type_.kind == GraphKind::Input {
                open.extend(type_.fields.iter().map(|field| field.type_.name.as_str()));
            }
        }
    }

    pub(super) fn uses(&self, name: &str) -> bool {
        self.gives(name) || self.takes(name)
    }

    /// Clients may get values of it.
    pub(super) fn gives(&self, name: &str) -> bool {
        self.outputs.contains(name)
    }

    /// Clients may send values of it.
    pub(super) fn takes(&self, name: &str) -> bool {
        self.inputs.contains(name)
    }
}
