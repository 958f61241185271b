//! Reads what the examples of a page are made of, for `build.rs`.

use super::told::fence_of;
use super::ways::{Set, Shown, Ways};
use crate::facts::Artifact;

pub(crate) fn shown(page: &str) -> Shown {
    let (mut ways, mut all, mut project) = (0, 0, 0);
    let mut example = Example { kind: Kind::None, named: false, events: false, http: false };
    let mut reader = Reader { bad: false, fence: None };
    for line in page.lines() {
        match reader.step(line) {
            Line::Heading => {
                ways |= way(project);
                project = 0;
            }
            Line::Opens => example = Example::open(line),
            Line::Inside => {
                example.events |= line.contains("asyncapi");
                example.http |= line.contains("openapi") || line.contains("swagger");
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

fn way(set: Set) -> Ways {
    if set == 0 { 0 } else { 1 << set }
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

enum Kind {
    One(Artifact),
    /// JSON or YAML: what it is stands in it, or else this.
    Structured(Option<Artifact>),
    /// It only completes a project.
    None,
}

impl Example {
    fn open(fence: &str) -> Self {
        Self { kind: kind(fence), named: fence.contains(" file="), events: false, http: false }
    }

    /// What it shows of the checklist.
    fn shows(&self) -> Set {
        let shown = match self.kind {
            Kind::One(artifact) => Some(artifact),
            Kind::Structured(_) if self.events => Some(Artifact::Events),
            Kind::Structured(_) if self.http => Some(Artifact::OpenApi),
            Kind::Structured(other) => other,
            Kind::None => None,
        };
        shown.map_or(0, |artifact| 1 << artifact as Set)
    }
}

/// By the first word behind the signs of a fence.
fn kind(fence: &str) -> Kind {
    let language = fence.trim_start_matches(['`', '~', ' ']).split_ascii_whitespace().next();
    match language.unwrap_or_default() {
        "sql" | "prisma" => Kind::One(Artifact::Schema),
        "yaml" | "yml" => Kind::Structured(Some(Artifact::Configuration)),
        "json" => Kind::Structured(None),
        "dockerfile" | "terraform" | "hcl" | "env" => Kind::One(Artifact::Configuration),
        "graphql" => Kind::One(Artifact::GraphQl),
        "protobuf" | "proto" => Kind::One(Artifact::Protobuf),
        "markdown" | "md" | "text" => Kind::None,
        _ => Kind::One(Artifact::Code),
    }
}

/// Reads a page line by line.
struct Reader<'p> {
    bad: bool,
    /// What opened the fence.
    fence: Option<&'p str>,
}

/// What a line of a page is.
enum Line {
    Opens,
    Inside,
    Closes,
    Heading,
    Text,
}

impl<'p> Reader<'p> {
    fn step(&mut self, line: &'p str) -> Line {
        let run = fence_of(line);
        if let Some(fence) = self.fence {
            let closes = run == line.trim_end() && run.starts_with(fence);
            if closes {
                self.fence = None;
            }
            return if closes { Line::Closes } else { Line::Inside };
        }
        if run.len() >= 3 {
            self.fence = Some(run);
            return Line::Opens;
        }
        if line.starts_with("## ") {
            self.bad = line.trim_end() == "## Bad";
            return Line::Heading;
        }
        if line.starts_with("### ") { Line::Heading } else { Line::Text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::ways::sets;

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
