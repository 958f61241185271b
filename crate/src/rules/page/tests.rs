use super::*;

#[test]
fn the_sections_of_a_page_are_told_apart() {
    let page = Page::read(
        "# Thing\n\n## Why\nOne.\nTwo.\n\n## Fix\n- Do this\n  and that.\n- Then rest.\n\n\
         ## Limits\nSome are missed.\n\n## References\n- CWE-89\n- API1:2023\n- RFC 9457\n- https://a.example\n",
    );
    assert_eq!(page.title, "Thing");
    assert_eq!(page.why, "One. Two.");
    assert_eq!(page.fix, ["Do this and that.", "Then rest."]);
    assert_eq!(page.limits, "Some are missed.");
    let kinds = [
        Reference::Cwe(89),
        Reference::Owasp("API1:2023".to_owned()),
        Reference::Rfc("RFC 9457".to_owned()),
        Reference::Link("https://a.example".to_owned()),
    ];
    assert_eq!(page.references, kinds);
}

#[test]
fn marks_name_lines_and_are_no_part_of_the_text() {
    let page =
        Page::read("## Bad\n```sql\nSELECT 1;\nSELECT 2; -- finding\n```\n```json finding=1,2\n{\n}\n```\n");
    let files: Vec<_> = page.bad.iter().flat_map(|example| &example.files).collect();
    assert_eq!(files.len(), 2);
    assert_eq!(files.first().map(|file| file.text.as_str()), Some("SELECT 1;\nSELECT 2;\n"));
    assert_eq!(files.first().map(|file| file.findings.clone()), Some(vec![2]));
    assert_eq!(files.last().map(|file| file.findings.clone()), Some(vec![1, 2]));
}

#[test]
fn fences_with_a_file_name_under_one_heading_are_one_project() {
    let fence = |path: &str| format!("```js file={path}\na();\n```\n");
    let page = Page::read(&format!(
        "## Bad\n{}{}### Other\n{}## Good\n{}",
        fence("a.js"),
        fence("b.js"),
        fence("c.js"),
        fence("d.js")
    ));
    let paths = |examples: &[Example]| -> Vec<Vec<String>> {
        examples.iter().map(|example| example.files.iter().map(|file| file.path.clone()).collect()).collect()
    };
    assert_eq!(paths(&page.bad), [vec!["a.js", "b.js"], vec!["c.js"]]);
    assert_eq!(paths(&page.good), [["d.js"]]);
}

#[test]
fn a_longer_fence_holds_a_shorter_one() {
    let page = Page::read("## Limits\n````markdown missed\n```sql\n```\n````\n");
    let text = page.missed.first().and_then(|example| example.files.first()).map(|file| &*file.text);
    assert_eq!(text, Some("```sql\n```\n"));
}
