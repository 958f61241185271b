//! An expression as steps, of which all ways are followed at once.

use super::parse::{Class, Node};

/// Steps of an expression after its repetitions are written out.
const MOST_STEPS: usize = 2_000;

pub(super) enum Step {
    One(Class),
    /// Goes on at both.
    Fork(usize, usize),
    Start,
    Stop,
    Bound(bool),
    End,
}

/// Writes a part down behind what is there; a jump is a fork with one way.
pub(super) fn compile(node: &Node, steps: &mut Vec<Step>) -> Option<()> {
    if steps.len() > MOST_STEPS {
        return None;
    }
    match node {
        Node::One(class) => steps.push(Step::One(class.clone())),
        Node::Start => steps.push(Step::Start),
        Node::Stop => steps.push(Step::Stop),
        Node::Bound(is) => steps.push(Step::Bound(*is)),
        Node::All(nodes) => nodes.iter().try_for_each(|node| compile(node, steps))?,
        Node::Any(nodes) => {
            let mut ends = Vec::new();
            for (at, node) in nodes.iter().enumerate() {
                let fork = steps.len();
                let last = at + 1 == nodes.len();
                if !last {
                    steps.push(Step::Fork(fork + 1, 0));
                }
                compile(node, steps)?;
                if !last {
                    ends.push(steps.len());
                    steps.push(Step::Fork(0, 0));
                    join(steps, fork, fork + 1);
                }
            }
            let after = steps.len();
            for end in ends {
                join(steps, end, after);
            }
        }
        Node::Times(node, least, most) => {
            if *least > MOST_STEPS || most.is_some_and(|most| most > MOST_STEPS || most < *least) {
                return None;
            }
            for _ in 0..*least {
                compile(node, steps)?;
            }
            for _ in *least..most.unwrap_or(*least + 1) {
                let fork = steps.len();
                steps.push(Step::Fork(0, 0));
                compile(node, steps)?;
                if most.is_none() {
                    steps.push(Step::Fork(fork, fork));
                }
                join(steps, fork, fork + 1);
            }
        }
    }
    (steps.len() <= MOST_STEPS).then_some(())
}

/// Makes a step go on at another one, and behind all that was written down.
fn join(steps: &mut [Step], at: usize, one: usize) {
    let end = steps.len();
    if let Some(step) = steps.get_mut(at) {
        *step = Step::Fork(one, end);
    }
}

/// Follows all ways at once.
pub(super) fn run(steps: &[Step], text: &[char]) -> bool {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..=text.len() {
        open.push(0);
        let mut seen = vec![false; steps.len()];
        let mut next = Vec::new();
        while let Some(step) = open.pop() {
            if seen.get(step).copied().unwrap_or(true) {
                continue;
            }
            if let Some(known) = seen.get_mut(step) {
                *known = true;
            }
            match steps.get(step) {
                Some(Step::End) => return true,
                Some(Step::One(class)) if text.get(at).is_some_and(|letter| class.holds(*letter)) => {
                    next.push(step + 1);
                }
                Some(Step::Fork(one, other)) => open.extend([*one, *other]),
                Some(Step::Start) if at == 0 => open.push(step + 1),
                Some(Step::Stop) if at == text.len() => open.push(step + 1),
                Some(Step::Bound(is)) if is_bound(text, at) == *is => open.push(step + 1),
                _ => {}
            }
        }
        open = next;
    }
    false
}

fn is_bound(text: &[char], at: usize) -> bool {
    let is_word = |at: Option<usize>| {
        let letter = at.and_then(|at| text.get(at));
        letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
    };
    is_word(at.checked_sub(1)) != is_word(Some(at))
}
