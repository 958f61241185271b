//! What a rule can look at. Taken from its page, so that it is said once and tested: the rule finds something in
//! each bad example, so it looks at what that example is made of.

use crate::facts::Artifact;

/// What the examples of a page are made of.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    /// Of the bad ones: what the rule finds something in.
    pub(crate) ways: Ways,
    /// Of all: what it has something to say about.
    all: Set,
}

impl Shown {
    pub(crate) const fn has(self, artifact: Artifact) -> bool {
        self.all >> artifact as Set & 1 == 1
    }
}

/// Sets of artifacts, a bit for each that is among them: what one set shows is enough by itself.
pub(crate) type Ways = u128;

/// One set of artifacts as bits; fewer than 7, so that a [`Ways`] has a bit for each set.
type Set = u8;

pub(crate) const fn shown(page: &str) -> Shown {
    let (mut ways, mut all, mut project) = (0, 0, 0);
    let mut example = Example { kind: Kind::None, named: false, events: false, http: false };
    let mut reader = Reader { bad: false, fence: (0, 0) };
    let mut rest = page.as_bytes();
    while !rest.is_empty() {
        let (line, after) = first_line(rest);
        rest = after;
        match reader.step(line) {
            Line::Heading => {
                ways |= way(project);
                project = 0;
            }
            Line::Opens => example = Example::open(line),
            Line::Inside => {
                example.events |= contains(line, b"asyncapi");
                example.http |= contains(line, b"openapi") || contains(line, b"swagger");
            }
            Line::Closes => {
                let shows = example.shows();
                all |= shows;
                if reader.bad && example.named {
                    project |= shows;
                } else if reader.bad {
                    ways |= way(shows);
                }
            }
            Line::Text => {}
        }
    }
    Shown { ways: ways | way(project), all }
}

const fn way(set: Set) -> Ways {
    if set == 0 { 0 } else { 1 << set }
}

/// The sets that a number of ways are.
pub(super) fn sets(ways: Ways) -> impl Iterator<Item = impl Iterator<Item = Artifact>> {
    let sets = (0..Ways::BITS).filter(move |set| ways >> set & 1 == 1);
    sets.map(|set| Artifact::ALL.into_iter().filter(move |artifact| set >> *artifact as u32 & 1 == 1))
}

/// A file of an example.
struct Example {
    kind: Kind,
    /// It is one of several.
    named: bool,
    /// Its text names the specifications of contracts of messages, of HTTP.
    events: bool,
    http: bool,
}

#[derive(Clone, Copy)]
enum Kind {
    One(Artifact),
    /// JSON or YAML: what it is stands in it, or else this.
    Structured(Option<Artifact>),
    /// It only completes a project.
    None,
}

impl Example {
    const fn open(fence: &[u8]) -> Self {
        let kind = kind(language(fence));
        Self { kind, named: contains(fence, b" file="), events: false, http: false }
    }

    /// What it shows of the checklist.
    const fn shows(&self) -> Set {
        let shown = match self.kind {
            Kind::One(artifact) => Some(artifact),
            Kind::Structured(_) if self.events => Some(Artifact::Events),
            Kind::Structured(_) if self.http => Some(Artifact::OpenApi),
            Kind::Structured(other) => other,
            Kind::None => None,
        };
        match shown {
            Some(artifact) => 1 << artifact as Set,
            None => 0,
        }
    }
}

const fn kind(language: &[u8]) -> Kind {
    match language {
        b"sql" | b"prisma" => Kind::One(Artifact::Schema),
        b"yaml" | b"yml" => Kind::Structured(Some(Artifact::Configuration)),
        b"json" => Kind::Structured(None),
        b"dockerfile" | b"terraform" | b"hcl" | b"env" => Kind::One(Artifact::Configuration),
        b"graphql" => Kind::One(Artifact::GraphQl),
        b"protobuf" | b"proto" => Kind::One(Artifact::Protobuf),
        b"markdown" | b"md" | b"text" => Kind::None,
        _ => Kind::One(Artifact::Code),
    }
}

/// The first word behind the signs of a fence.
const fn language(fence: &[u8]) -> &[u8] {
    let mut start = fence;
    while starts_with(start, b"`") || starts_with(start, b"~") || starts_with(start, b" ") {
        let [_, after @ ..] = start else { break };
        start = after;
    }
    let (mut length, mut rest) = (0, start);
    while let [first, after @ ..] = rest
        && !first.is_ascii_whitespace()
    {
        length += 1;
        rest = after;
    }
    match start.split_at_checked(length) {
        Some((word, _)) => word,
        None => start,
    }
}

/// Reads a page line by line.
struct Reader {
    bad: bool,
    /// The sign of the open fence, and how many there are; none outside.
    fence: (u8, usize),
}

/// What a line of a page is.
#[derive(Clone, Copy)]
enum Line {
    Opens,
    Inside,
    Closes,
    Heading,
    Text,
}

impl Reader {
    const fn step(&mut self, line: &[u8]) -> Line {
        let inside = self.fence.1 > 0;
        let (sign, count) = run(line);
        if inside && sign == self.fence.0 && count >= self.fence.1 && count == line.trim_ascii_end().len() {
            self.fence = (0, 0);
            return Line::Closes;
        }
        if inside {
            return Line::Inside;
        }
        if count >= 3 {
            self.fence = (sign, count);
            return Line::Opens;
        }
        if starts_with(line, b"## ") {
            self.bad = matches!(line.trim_ascii_end(), b"## Bad");
            return Line::Heading;
        }
        if starts_with(line, b"### ") { Line::Heading } else { Line::Text }
    }
}

/// The sign that a line begins with, where it can be a fence, and how many there are.
const fn run(line: &[u8]) -> (u8, usize) {
    let [sign @ (b'`' | b'~'), ..] = line else { return (0, 0) };
    let (mut rest, mut count) = (line, 0);
    while let [first, after @ ..] = rest
        && *first == *sign
    {
        count += 1;
        rest = after;
    }
    (*sign, count)
}

/// With the end of the line; and what follows.
const fn first_line(text: &[u8]) -> (&[u8], &[u8]) {
    let (mut rest, mut length) = (text, 0);
    while let [first, after @ ..] = rest {
        length += 1;
        rest = after;
        if *first == b'\n' {
            break;
        }
    }
    match text.split_at_checked(length) {
        Some(parts) => parts,
        None => (text, &[]),
    }
}

const fn contains(text: &[u8], part: &[u8]) -> bool {
    let mut rest = text;
    while let [_, after @ ..] = rest {
        if starts_with(rest, part) {
            return true;
        }
        rest = after;
    }
    false
}

const fn starts_with(mut text: &[u8], mut start: &[u8]) -> bool {
    while let ([first, after @ ..], [wanted, others @ ..]) = (text, start) {
        if *first != *wanted {
            return false;
        }
        (text, start) = (after, others);
    }
    start.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(page: &str) -> Vec<Vec<Artifact>> {
        sets(shown(page).ways).map(Iterator::collect).collect()
    }

    #[test]
    fn the_files_of_one_heading_are_needed_together() {
        let page = "## Bad\n```js\n```\n### Two\n```sql file=a.sql\n```\n```python file=a.py\n```\n## Good\n```yaml\n```\n";
        assert_eq!(told(page), [vec![Artifact::Code], vec![Artifact::Schema, Artifact::Code]]);
    }

    #[test]
    fn a_document_is_what_it_says() {
        assert_eq!(told("## Bad\n```yaml\nasyncapi: 3.0.0\n```\n"), [[Artifact::Events]]);
        assert_eq!(told("## Bad\n````json\n{\"swagger\": \"2.0\"}\n````\n"), [[Artifact::OpenApi]]);
        assert_eq!(told("## Bad\n```yaml\non: push\n```\n"), [[Artifact::Configuration]]);
        assert!(told("## Bad\n```json\n{}\n```\n").is_empty());
    }
}
