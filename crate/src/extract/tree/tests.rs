#![allow(clippy::format_push_string, reason = "a test may spend an allocation for each line")]

use super::*;

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).unwrap_or("out of range")
}

/// Follows keys and list positions, as `a.0.b`.
fn at(tree: &Tree<'_>, path: &str) -> Option<NodeId> {
    path.split('.').try_fold(tree.root()?, |id, step| match step.parse::<usize>() {
        Ok(index) if tree.shape(id) == Shape::List => tree.children(id).nth(index),
        _ => tree.member(id, step),
    })
}

#[test]
fn json_keeps_where_keys_and_values_stand() {
    let text = "{\n  \"päth\": {\"😀\": [1, \"zwölf\"]}\n}";
    let tree = read(text);
    let id = at(&tree, "päth.😀.1").unwrap();
    assert_eq!(slice(text, tree.span(id)), "\"zwölf\"");
    assert_eq!(tree.text(id), Some("zwölf"));
    let list = at(&tree, "päth.😀").unwrap();
    assert_eq!(slice(text, tree.key_span(list)), "\"😀\"");
    assert_eq!(slice(text, tree.span(list)), "[1, \"zwölf\"]");
    assert!(tree.faults.is_empty());
}

#[test]
fn yaml_keeps_where_keys_and_values_stand() {
    let text = "# ünïcode\npäth:\r\n  😀:\r\n    - 1\r\n    - 'zwölf'\r\n  next: {a: [b, 'ç']}\r\n";
    let tree = read(text);
    let id = at(&tree, "päth.😀.1").unwrap();
    assert_eq!(slice(text, tree.span(id)), "'zwölf'");
    assert_eq!(slice(text, tree.key_span(at(&tree, "päth.😀").unwrap())), "😀");
    assert_eq!(slice(text, tree.span(at(&tree, "päth.next").unwrap())), "{a: [b, 'ç']}");
    assert_eq!(tree.text(at(&tree, "päth.next.a.1").unwrap()), Some("ç"));
    assert!(tree.faults.is_empty());
}

#[test]
fn a_block_of_yaml_ends_with_its_last_value() {
    let text = "a:\n  b: 1\n\n# c\nd: 2\n";
    let tree = read(text);
    assert_eq!(slice(text, tree.span(at(&tree, "a").unwrap())), "b: 1");
}

#[test]
fn keys_that_stand_twice_are_both_kept() {
    for text in ["{\"a\": 1, \"b\": 2, \"a\": 3}", "a: 1\nb: 2\na: 3\n"] {
        let tree = read(text);
        let [(earlier, later)] = tree.duplicates.as_slice() else { panic!("{:?}", tree.duplicates) };
        assert_eq!((tree.written(*earlier), tree.written(*later)), (Some("1"), Some("3")));
        assert_eq!(tree.children(tree.root().unwrap()).count(), 3);
    }
}

#[test]
fn json_that_is_cut_off_gives_what_stands_before_the_cut() {
    let text = "{\"paths\": {\"/a\": {\"get\": {\"summary\": \"Lists\", \"respon";
    let tree = read(text);
    assert_eq!(tree.text(at(&tree, "paths./a.get.summary").unwrap()), Some("Lists"));
    let told: Vec<_> = tree.faults.iter().map(|fault| fault.text.as_str()).collect();
    assert_eq!(
        told,
        [
            "a text without a closing quote",
            "the document ends inside `paths` › `/a` › `get`, before it is complete"
        ]
    );
}

#[test]
fn json_with_comments_and_trailing_commas_is_read_as_it_is_meant() {
    let tree = read("// note\n{\"a\": [1, 2,], /* b */ \"c\": 'd',}");
    assert_eq!(at(&tree, "a").map(|id| tree.children(id).count()), Some(2));
    assert_eq!(tree.text(at(&tree, "c").unwrap()), Some("d"));
    assert!(tree.faults.iter().all(|fault| !fault.lost));
}

#[test]
fn a_missing_comma_and_a_wrong_bracket_lose_nothing() {
    let tree = read("{\"a\": {\"b\": [1 2}, \"c\": 3}");
    assert_eq!(at(&tree, "a.b").map(|id| tree.children(id).count()), Some(2));
    assert_eq!(tree.written(at(&tree, "c").unwrap()), Some("3"));
}

#[test]
fn anchors_lead_to_what_they_name() {
    let text = "a: &x {b: 1}\nc: *x\n";
    let tree = read(text);
    let alias = at(&tree, "c").unwrap();
    assert_eq!(tree.resolved(alias), at(&tree, "a").unwrap());
    assert_eq!(slice(text, tree.span(alias)), "*x");
    assert_eq!(tree.written(at(&tree, "c.b").unwrap()), Some("1"));
}

#[test]
fn merge_keys_bring_what_a_map_lacks() {
    let tree = read("one: &one {a: 1, b: 1}\ntwo: &two {b: 2, c: 2}\nboth:\n  <<: [*one, *two]\n  a: 0\n");
    let both = at(&tree, "both").unwrap();
    let members: Vec<_> = tree.members(both).map(|(key, id)| (key, tree.written(id).unwrap())).collect();
    assert_eq!(members, [("a", "0"), ("b", "1"), ("c", "2")]);
}

#[test]
fn an_alias_within_its_own_value_is_left_out() {
    let tree = read("a: &x\n  b: *x\n");
    assert_eq!(tree.shape(at(&tree, "a.b").unwrap()), Shape::Null);
    assert_eq!(tree.faults.len(), 1);
}

#[test]
fn an_alias_bomb_stays_as_small_as_its_text() {
    let mut text = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..200 {
        let before = level - 1;
        text += &format!("a{level}: &a{level} [*a{before}, *a{before}, *a{before}]\n");
    }
    assert!(read(&text).nodes.len() < 1_000);
}

#[test]
fn ten_thousand_levels_are_cut_off_with_a_note() {
    let json = format!("{{\"a\": 1, \"b\": {}1{}, \"c\": 2}}", "[".repeat(10_000), "]".repeat(10_000));
    let tree = read(&json);
    assert_eq!(tree.written(at(&tree, "c").unwrap()), Some("2"));
    assert_eq!(tree.faults.len(), 1);

    let yaml = format!("a: 1\nb: {}", "[".repeat(10_000));
    let tree = read(&yaml);
    assert_eq!(tree.written(at(&tree, "a").unwrap()), Some("1"));
    assert!(tree.faults.iter().any(|fault| fault.lost));
}

#[test]
fn a_line_of_yaml_that_cannot_be_read_costs_only_itself() {
    let text = "a: 1\nb: [ü, 2\nc: 3\nd: {e: 4}\n\tf: 5\ng: 'six'\n";
    let tree = read(text);
    assert_eq!(tree.written(at(&tree, "a").unwrap()), Some("1"));
    assert_eq!(tree.text(at(&tree, "g").unwrap()), Some("six"));
    let told = tree.faults.iter().filter(|fault| !fault.text.starts_with("tabs"));
    assert!(told.clone().count() > 0 && told.clone().all(|fault| fault.lost), "{:?}", tree.faults);
}

#[test]
fn nothing_is_nothing() {
    for text in ["", " \n", "# only a comment\n", "---\n"] {
        let tree = read(text);
        assert!(tree.root().is_none_or(|root| tree.shape(root) == Shape::Null), "{text:?}");
        assert!(tree.faults.is_empty());
    }
}
