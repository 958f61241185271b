use super::{NodeId, NodeKind, Property};

impl NodeKind {
    /// Calls `each` for every child, in the order of the text.
    pub(in crate::extract::code) fn children(&self, mut each: impl FnMut(NodeId)) {
        match self {
            Self::Template { tag, parts } => tag.iter().chain(parts).copied().for_each(each),
            Self::Concat(parts) | Self::Array(parts) | Self::Block(parts) | Self::Other(parts) => {
                parts.iter().copied().for_each(each);
            }
            Self::Object(properties) => properties_of(properties, each),
            Self::Spread(value)
            | Self::SpreadNamed(value)
            | Self::Named { value, .. }
            | Self::Typed { value, .. }
            | Self::Await(value)
            | Self::Unary { operand: value, .. } => each(*value),
            Self::Function(_) | Self::Class(_) => self.children_of_definition(each),
            Self::Call(call) => {
                each(call.callee);
                call.arguments.iter().copied().for_each(each);
            }
            Self::Member { object, .. } => each(*object),
            Self::Index { object: left, key: right }
            | Self::Binary { left, right, .. }
            | Self::Assign { target: left, value: right, .. }
            | Self::Default { target: left, value: right } => {
                each(*left);
                each(*right);
            }
            Self::If { test, then, otherwise, .. } => {
                each(*test);
                each(*then);
                otherwise.iter().copied().for_each(each);
            }
            Self::Declare { target, value } => {
                each(*target);
                value.iter().copied().for_each(each);
            }
            Self::Return(value) | Self::Throw(value) | Self::Yield(value) => {
                value.iter().copied().for_each(each);
            }
            Self::Export { names, .. } => names.iter().filter_map(|name| name.value).for_each(each),
            Self::Loop(_)
            | Self::Try(_)
            | Self::Switch { .. }
            | Self::With { .. }
            | Self::Comprehension(_) => {
                self.children_of_control(each);
            }
            Self::Name(_)
            | Self::This
            | Self::Text(_)
            | Self::Number(_)
            | Self::Boolean(_)
            | Self::Nothing
            | Self::Regex(_)
            | Self::Jump
            | Self::Import { .. } => {}
        }
    }

    fn children_of_control(&self, mut each: impl FnMut(NodeId)) {
        match self {
            Self::Loop(one) => {
                let head = [one.before, one.element, one.over, one.test, one.step];
                head.into_iter().flatten().for_each(&mut each);
                each(one.body);
            }
            Self::Try(one) => {
                each(one.body);
                for handler in &one.handlers {
                    handler.errors.iter().chain(&handler.parameter).copied().for_each(&mut each);
                    each(handler.body);
                }
                one.otherwise.iter().chain(&one.last).copied().for_each(each);
            }
            Self::Switch { value, cases } => {
                each(*value);
                for case in cases {
                    case.value.iter().chain(&case.guard).chain(&case.body).copied().for_each(&mut each);
                }
            }
            Self::With { resources, body } => resources.iter().chain([body]).copied().for_each(each),
            Self::Comprehension(one) => {
                for clause in &one.loops {
                    [clause.over, clause.element].iter().chain(&clause.tests).copied().for_each(&mut each);
                }
                one.key.iter().chain([&one.value]).copied().for_each(each);
            }
            _ => {}
        }
    }

    fn children_of_definition(&self, mut each: impl FnMut(NodeId)) {
        match self {
            Self::Function(function) => {
                function.decorators.iter().copied().for_each(&mut each);
                for parameter in &function.parameters {
                    parameter.decorators.iter().chain([&parameter.pattern]).copied().for_each(&mut each);
                }
                each(function.body);
            }
            Self::Class(class) => {
                class.decorators.iter().chain(&class.parents).copied().for_each(&mut each);
                for member in &class.members {
                    member.decorators.iter().chain(&member.computed).copied().for_each(&mut each);
                    each(member.value);
                }
            }
            _ => {}
        }
    }
}

fn properties_of(properties: &[Property], mut each: impl FnMut(NodeId)) {
    for property in properties {
        property.computed.iter().copied().for_each(&mut each);
        each(property.value);
    }
}
