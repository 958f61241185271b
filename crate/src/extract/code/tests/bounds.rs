//! What no person wrote: large, deep or broken without end.

use super::{read, read_as, routes};
use crate::detect::Language;
use crate::facts::Status;

#[test]
fn large_texts_end_within_their_bounds() {
    let many = [
        "const r = require('express').Router(); r.use('/a', r);\n".repeat(1_000),
        "app.use(x); app.get('/a', (req, res) => res.send(req.query.a + y));\n".repeat(1_500),
        "if (a) { exports.a = b; if (c) { exports.c = { ...exports }; } }\n".repeat(1_500),
        "x = y + x + `${x}`; y = [x, ...y]; z = { ...z, [x]: y };\n".repeat(1_500),
        "function f(a) { return f(a + f(a)) + f(f(a)); } f(f(f(1)));\n".repeat(1_000),
        "for (const a of b) { for (const c of a) { for (const d of c) { q.push(d); } } }\n".repeat(500),
        "import a from './a';\n".repeat(5_000),
        "((((((((((\n".repeat(5_000),
        "}{)(][;`${'\n".repeat(5_000),
    ];
    for text in many {
        assert_ne!(read_as(&text, Language::JavaScript).coverage.status, Status::NotRead);
    }
}

#[test]
fn every_language_is_read_to_a_depth_and_through_faults() {
    let texts = [
        (
            Language::Go,
            "package a\nfunc f(a int) {\n",
            &["f(", "if a { ", "x := [](", "}{)(", "func() { "][..],
        ),
        (Language::Java, "class A { void f() {\n", &["f(", "if (a) { ", "new A() { ", "}{)(", "x -> { "]),
        (
            Language::Rust,
            "fn f(a: i32) {\n",
            &["f(", "if a { ", "&[", "}{)(", "|| { ", "match a { b => ", "m!("],
        ),
        (Language::Python, "def f(a):\n  ", &["f(", "[", "lambda: ", "}{)(", "{1: "]),
    ];
    for (language, start, opens) in texts {
        for open in opens {
            let text = format!("{start}{}", open.repeat(20_000));
            assert_ne!(read_as(&text, language).coverage.status, Status::Read, "{start}{open}");
        }
        let calls = format!("{start}{}", "f(a + f(a))\n  ".repeat(3_000));
        assert_ne!(read_as(&calls, language).coverage.status, Status::NotRead, "{start}");
    }
}

#[test]
fn deep_nesting_is_noted_and_the_rest_is_read() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("f(", ")"),
        ("a?", ":b"),
        ("!", ""),
        ("x=>", ""),
        ("`${", "}`"),
        ("a(() => {", "})"),
        ("if (x) {", "}"),
        ("if (x) {} else ", ";"),
        ("({ a: ", "})"),
        ("a || (", ")"),
        ("a.b(c).d(", ")"),
        ("for (const a of b) {", "}"),
        ("try {", "} catch (error) { f(error); }"),
        ("class A { b = ", "}"),
        ("switch (a) { case 1: ", "}"),
        ("const { a = ", "} = b"),
    ] {
        let (open, close) = (format!("{open}\n"), format!("{close}\n"));
        let text = format!("{}1{};\nfunction last() {{}}", open.repeat(10_000), close.repeat(10_000));
        let facts = read_as(&text, Language::JavaScript);
        assert_eq!(facts.coverage.status, Status::Partly, "{open}");
    }
}

#[test]
fn a_chain_of_plus_is_no_nesting() {
    let text = format!("const text = {}'z';", "'a' + b + ".repeat(5_000));
    assert_eq!(read_as(&text, Language::JavaScript).coverage.status, Status::Read);
}

#[test]
fn broken_code_is_noted_where_it_breaks() {
    let facts =
        read("const app = require('express')();\napp.get('/a', (req, res) => {});\nfunction ( {{ ;\n");
    assert_eq!(facts.coverage.status, Status::Partly);
    assert_eq!(routes(&facts).len(), 1);
}
