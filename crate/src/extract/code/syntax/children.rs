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
            Self::Spread(value) | Self::Await(value) | Self::Unary { operand: value, .. } => each(*value),
            Self::Function(function) => {
                function.parameters.iter().for_each(|parameter| each(parameter.pattern));
                each(function.body);
            }
            Self::Class(class) => {
                class.decorators.iter().chain(&class.parent).copied().for_each(&mut each);
                properties_of(&class.members, each);
            }
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
            Self::Return(value) | Self::Throw(value) => value.iter().copied().for_each(each),
            Self::Export { names, .. } => names.iter().filter_map(|name| name.value).for_each(each),
            Self::Loop(_) | Self::Try(_) | Self::Switch { .. } => self.children_of_control(each),
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
                if let Some(handler) = &one.handler {
                    handler.parameter.iter().copied().for_each(&mut each);
                    each(handler.body);
                }
                one.last.iter().copied().for_each(each);
            }
            Self::Switch { value, cases } => {
                each(*value);
                for case in cases {
                    case.value.iter().chain(&case.body).copied().for_each(&mut each);
                }
            }
            _ => {}
        }
    }
}

fn properties_of(properties: &[Property], mut each: impl FnMut(NodeId)) {
    for property in properties {
        property.decorators.iter().chain(&property.computed).copied().for_each(&mut each);
        each(property.value);
    }
}
