//! The form of an expression.

/// Groups within groups.
const DEEPEST: usize = 30;

#[derive(Clone)]
pub(super) enum Node {
    One(Class),
    All(Vec<Node>),
    Any(Vec<Node>),
    Times(Box<Node>, usize, Option<usize>),
    Start,
    Stop,
    /// A bound of a word, or none.
    Bound(bool),
}

#[derive(Clone, Default)]
pub(super) struct Class {
    negated: bool,
    ranges: Vec<(char, char)>,
}

impl Class {
    pub(super) fn holds(&self, letter: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter)) != self.negated
    }
}

pub(super) struct Parser<'p> {
    pub(super) rest: std::iter::Peekable<std::str::Chars<'p>>,
    pub(super) depth: usize,
}

impl Parser<'_> {
    pub(super) fn alternatives(&mut self) -> Option<Node> {
        let mut all = vec![self.sequence()?];
        while self.rest.next_if_eq(&'|').is_some() {
            all.push(self.sequence()?);
        }
        Some(Node::Any(all))
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        while let Some(next) = self.rest.peek().copied() {
            if matches!(next, '|' | ')') {
                break;
            }
            let atom = self.atom()?;
            nodes.push(self.repeated(atom)?);
        }
        Some(Node::All(nodes))
    }

    fn atom(&mut self) -> Option<Node> {
        Some(match self.rest.next()? {
            '^' => Node::Start,
            '$' => Node::Stop,
            '.' => Node::One(Class { negated: true, ranges: vec![('\n', '\n'), ('\r', '\r')] }),
            '(' => return self.group(),
            '[' => Node::One(self.class()?),
            '\\' => match self.rest.next()? {
                'b' => Node::Bound(true),
                'B' => Node::Bound(false),
                letter => Node::One(self.escaped(letter)?),
            },
            '*' | '+' | '?' => return None,
            letter => Node::One(single(letter)),
        })
    }

    fn group(&mut self) -> Option<Node> {
        if self.rest.next_if_eq(&'?').is_some() {
            match self.rest.next()? {
                ':' => {}
                '<' if !matches!(self.rest.peek(), Some('=' | '!')) => {
                    self.rest.by_ref().find(|letter| *letter == '>')?;
                }
                _ => return None,
            }
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let inner = self.alternatives()?;
        self.depth -= 1;
        self.rest.next_if_eq(&')')?;
        Some(inner)
    }

    fn repeated(&mut self, atom: Node) -> Option<Node> {
        let (least, most) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.counts() {
                Some(counts) => counts,
                None => return Some(atom),
            },
            _ => return Some(atom),
        };
        if self.rest.next_if(|sign| matches!(sign, '*' | '+' | '?')).is_none() {
            self.rest.find(|letter| *letter == '}')?;
        }
        self.rest.next_if_eq(&'?');
        let plain = !matches!(self.rest.peek(), Some('*' | '+' | '{'));
        plain.then(|| Node::Times(Box::new(atom), least, most))
    }

    /// `{2}`, `{2,}`, `{2,5}`; anything else is a brace like others.
    fn counts(&self) -> Option<(usize, Option<usize>)> {
        let text: String = self.rest.clone().skip(1).take_while(|letter| *letter != '}').take(12).collect();
        let (least, most) = text.split_once(',').unwrap_or((&text, &text));
        let least = least.parse().ok()?;
        let most = if most.is_empty() { None } else { Some(most.parse().ok()?) };
        Some((least, most))
    }

    fn class(&mut self) -> Option<Class> {
        let mut class = Class { negated: self.rest.next_if_eq(&'^').is_some(), ranges: Vec::new() };
        loop {
            let first = match self.rest.next()? {
                ']' => return Some(class),
                '\\' => match self.rest.next()? {
                    'b' => single('\u{8}'),
                    letter => self.escaped(letter)?,
                },
                letter => single(letter),
            };
            let [(from, to)] = first.ranges.as_slice() else {
                if first.negated {
                    return None;
                }
                class.ranges.extend(first.ranges);
                continue;
            };
            let (from, to) = (*from, *to);
            let mut ahead = self.rest.clone();
            let is_range =
                from == to && ahead.next() == Some('-') && ahead.next().is_some_and(|next| next != ']');
            if !is_range {
                if first.negated {
                    return None;
                }
                class.ranges.push((from, to));
                continue;
            }
            self.rest.next();
            let last = match self.rest.next()? {
                '\\' => {
                    let letter = self.rest.next()?;
                    self.escaped(letter)?
                }
                letter => single(letter),
            };
            let [(end, same)] = last.ranges.as_slice() else { return None };
            if end != same || last.negated || *end < from {
                return None;
            }
            class.ranges.push((from, *end));
        }
    }

    fn escaped(&mut self, letter: char) -> Option<Class> {
        let word = || vec![('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
        let space = || vec![('\t', '\r'), (' ', ' '), ('\u{a0}', '\u{a0}'), ('\u{2000}', '\u{200a}')];
        let (negated, ranges) = match letter {
            'd' | 'D' => (letter == 'D', vec![('0', '9')]),
            'w' | 'W' => (letter == 'W', word()),
            's' | 'S' => (letter == 'S', space()),
            'n' => (false, vec![('\n', '\n')]),
            'r' => (false, vec![('\r', '\r')]),
            't' => (false, vec![('\t', '\t')]),
            'u' => return self.code(4),
            'x' => return self.code(2),
            other if other.is_alphanumeric() => return None,
            other => return Some(single(other)),
        };
        Some(Class { negated, ranges })
    }

    fn code(&mut self, digits: usize) -> Option<Class> {
        let text: String = self.rest.by_ref().take(digits).collect();
        let code = u32::from_str_radix(&text, 16).ok().filter(|_| text.len() == digits)?;
        char::from_u32(code).map(single)
    }
}

fn single(letter: char) -> Class {
    Class { negated: false, ranges: vec![(letter, letter)] }
}
