//! What a text without a telling name is, from the words that its lines begin with.

use super::signs::{
    CSHARP, DOCKERFILE, GO, GRAPHQL, JAVA, JAVASCRIPT, KOTLIN, MARKDOWN, PHP, PRISMA, PROTOBUF, PYTHON, RUBY,
    RUST, SQL, Sign, TERRAFORM, TYPESCRIPT, WEB_SERVER,
};
use super::{Dialect, Kind, Language};

/// Lines that are looked at.
const LOOKED_AT: usize = 600;

/// Enough for one telling line or two weak ones.
const ENOUGH: u32 = 3;

/// Lines of one look, and the kind that they show.
struct Look {
    kind: Kind,
    signs: &'static [(Sign, u32)],
}

fn looks() -> Vec<Look> {
    let code = |language, signs| Look { kind: Kind::Code(language), signs };
    vec![
        Look { kind: Kind::Sql(Dialect::Generic), signs: SQL },
        code(Language::JavaScript, JAVASCRIPT),
        code(Language::Python, PYTHON),
        code(Language::Go, GO),
        code(Language::Java, JAVA),
        code(Language::Rust, RUST),
        code(Language::CSharp, CSHARP),
        code(Language::Kotlin, KOTLIN),
        code(Language::Php, PHP),
        code(Language::Ruby, RUBY),
        Look { kind: Kind::GraphQl, signs: GRAPHQL },
        Look { kind: Kind::Protobuf, signs: PROTOBUF },
        Look { kind: Kind::Prisma, signs: PRISMA },
        Look { kind: Kind::Dockerfile, signs: DOCKERFILE },
        Look { kind: Kind::WebServer, signs: WEB_SERVER },
        Look { kind: Kind::Terraform, signs: TERRAFORM },
    ]
}

/// The kind that most lines speak for, and the most telling line.
pub(super) fn kind(text: &str) -> Option<(Kind, String)> {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LOOKED_AT).collect();
    if let (score, Some(line)) = tally(&lines, MARKDOWN)
        && lines.iter().filter(|line| line.starts_with("```")).count() >= 2
        && score >= ENOUGH
    {
        return Some((Kind::Markdown, reads(line)));
    }
    if is_environment(&lines) {
        return Some((Kind::Environment, "every line is `NAME=value`".into()));
    }
    let best =
        looks().into_iter().map(|look| (tally(&lines, look.signs), look.kind)).max_by_key(first_of_best)?;
    let ((score, line), kind) = best;
    if score < ENOUGH {
        return None;
    }
    let kind = match kind {
        Kind::Code(Language::JavaScript) if tally(&lines, TYPESCRIPT).0 >= ENOUGH => {
            Kind::Code(Language::TypeScript)
        }
        other => other,
    };
    Some((kind, reads(line?)))
}

/// Orders by score; of two alike, by name, so that the order of the table decides nothing.
fn first_of_best(((score, _), kind): &((u32, Option<&str>), Kind)) -> (u32, &'static str) {
    (*score, kind.name())
}

/// Sum of the weights of the lines that show it, and the line that shows it best.
fn tally<'a>(lines: &[&'a str], signs: &[(Sign, u32)]) -> (u32, Option<&'a str>) {
    let mut sum = 0;
    let mut best: (u32, Option<&str>) = (0, None);
    for line in lines {
        let weight =
            signs.iter().filter(|(sign, _)| sign.shows(line)).map(|(_, weight)| *weight).max().unwrap_or(0);
        sum += weight;
        if weight > best.0 {
            best = (weight, Some(line));
        }
    }
    (sum, best.1)
}

fn is_environment(lines: &[&str]) -> bool {
    let mut settings = lines.iter().filter(|line| !line.starts_with('#')).peekable();
    settings.peek().is_some()
        && settings.all(|line| {
            line.strip_prefix("export ").unwrap_or(line).split_once('=').is_some_and(|(name, _)| {
                !name.is_empty()
                    && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            })
        })
}

fn reads(line: &str) -> String {
    let shown: String = line.chars().take(60).filter(|character| *character != '`').collect();
    format!("a line reads `{shown}`")
}
