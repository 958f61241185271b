//! What no person wrote: large, deep or broken without end.

use super::read_as;
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
