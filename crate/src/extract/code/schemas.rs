//! GraphQL schemas that stand in templates of code: "gql`type Query { ... }`".

use super::syntax::{NodeKind, Tree};
use crate::artifact::Source;
use crate::collections::Sort;
use crate::extract::graphql;
use crate::facts::FileFacts;

/// Templates of one file that are read.
const MOST_TEMPLATES: usize = 2_000;
/// Names of tags that mark GraphQL.
const TAGS: [&str; 3] = ["gql", "graphql", "typeDefs"];
/// Bytes before a template in which its name is looked for.
const LOOKED_BACK: usize = 120;

/// Reads every template that is marked or named as GraphQL and holds a part of a schema; requests of clients are
/// left aside.
pub(super) fn read(tree: &Tree, source: &Source<'_>, facts: &mut FileFacts) {
    let templates = tree.nodes().filter_map(|(_, node)| match &node.kind {
        NodeKind::Template { tag, .. } => Some((tag.is_some(), node.start, node.end)),
        _ => None,
    });
    let templates =
        templates.filter_map(|(tagged, start, end)| content(source.slice(start, end), tagged, start, source));
    let mut found: Vec<(usize, &str)> = templates.take(MOST_TEMPLATES).collect();
    found.order();
    found.dedup();
    let mut end = 0;
    for (start, content) in found {
        // What stands within another one is filled in there.
        if start < end {
            continue;
        }
        end = start + content.len();
        let (text, has_holes) = without_holes(content);
        let own = Source { file: source.file, path: source.path, text: &text, offset: source.offset + start };
        let Some(document) = graphql::embedded(&own, has_holes) else { continue };
        facts.coverage.note(Some(own.whole()), "a GraphQL schema stands here and is read as one");
        facts.graphql.push(document);
    }
}

/// What stands between the backticks, and where; none for other texts and templates.
fn content<'a>(
    written: &'a str,
    tagged: bool,
    start: usize,
    source: &Source<'_>,
) -> Option<(usize, &'a str)> {
    let (before, rest) = written.split_once('`')?;
    let (inner, "") = rest.rsplit_once('`')? else { return None };
    let marked = if tagged {
        let tag = before.trim().rsplit('.').next().unwrap_or_default();
        TAGS.contains(&tag)
    } else {
        before.is_empty()
            && is_named(source.slice(floor(source.text, start.saturating_sub(LOOKED_BACK)), start))
    };
    marked.then_some((start + before.len() + 1, inner))
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// Whether what stands before a template says that it is GraphQL: `/* GraphQL */`, `buildSchema(`,
/// `const typeDefs =`, `typeDefs:`.
fn is_named(before: &str) -> bool {
    let before = before.trim_end();
    if let Some(comment) = before.strip_suffix("*/") {
        let words = comment.rsplit("/*").next().unwrap_or_default();
        return words.trim().eq_ignore_ascii_case("graphql");
    }
    if ["buildSchema(", "parseSchema(", "gql(", "graphql("].iter().any(|call| before.ends_with(call)) {
        return true;
    }
    let line = before.rsplit(['\n', ';', '{', '}', ',']).next().unwrap_or_default();
    let Some((name, value)) = line.split_once(['=', ':']) else { return false };
    let filled = value.trim_end_matches(['[', '(']).trim();
    let plain = matches!(filled, "" | "string =" | "=");
    let name = name.trim().rsplit([' ', '.', '"', '\'']).find(|word| !word.is_empty()).unwrap_or_default();
    plain
        && ["typedefs", "typedef", "typedefinitions"]
            .iter()
            .any(|end| name.to_ascii_lowercase().ends_with(end))
}

/// The text with blanks in the place of what is filled in and of the backslashes, so that everything stays where
/// it stands; and whether something is filled in.
pub(super) fn without_holes(content: &str) -> (String, bool) {
    let mut text = String::with_capacity(content.len());
    let (mut depth, mut has_holes) = (0_usize, false);
    let (mut is_literal, mut after_dollar) = (false, false);
    for letter in content.chars() {
        let escapes = letter == '\\' && !is_literal && depth == 0;
        if depth > 0 {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            push_blank(&mut text, letter);
        } else if letter == '{' && after_dollar {
            text.pop();
            text.push_str("  ");
            (depth, has_holes) = (1, true);
        } else if escapes {
            text.push(' ');
        } else {
            text.push(letter);
        }
        after_dollar = letter == '$' && !is_literal && depth == 0;
        is_literal = escapes;
    }
    (text, has_holes)
}

fn push_blank(text: &mut String, letter: char) {
    if letter == '\n' {
        text.push(letter);
    } else {
        text.extend(std::iter::repeat_n(' ', letter.len_utf8()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_leaves_blanks_of_its_length() {
        let (text, has_holes) = without_holes("type A {\n  ${own({ b: 1 })}\n  é: ${ü}Int \\` \\${x}\n}");
        assert_eq!(text, "type A {\n                  \n  é:      Int  `  ${x}\n}");
        assert!(has_holes);
        assert!(!without_holes("type A { b: Int } # $ {").1);
    }

    #[test]
    fn names_and_comments_before_a_template_mark_it() {
        for before in [
            "/* GraphQL */ ",
            "buildSchema(",
            "const typeDefs = ",
            "  typeDefs: ",
            "export const petTypeDefs: string = ",
        ] {
            assert!(is_named(before), "{before}");
        }
        for before in ["const query = ", "/* SQL */ ", "x ? typeDefs : other(", "send("] {
            assert!(!is_named(before), "{before}");
        }
    }
}
