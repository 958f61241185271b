//! Files that nobody writes, made to take as long as they can, in each language.

use std::fmt::Write;

use archwright::File;

/// How a language writes what all of them have.
struct Writing {
    ending: &'static str,
    /// What stands before and behind the functions.
    around: (&'static str, &'static str),
    /// A function with a name and parameters, around a body.
    function: fn(&str, &[String], &str) -> String,
    /// A statement that gives a new name a value.
    declare: fn(&str, &str) -> String,
    returns: fn(&str) -> String,
    /// `if` with a condition and a body.
    when: fn(&str, &str) -> String,
    list: fn(&str) -> String,
    closure: fn(&str) -> String,
}

const WRITINGS: [(&str, Writing); 6] = [
    (
        "csharp",
        Writing {
            ending: "cs",
            around: ("class Hostile {\n", "}\n"),
            function: |name, parameters, body| {
                let parameters: Vec<String> = parameters.iter().map(|own| format!("string {own}")).collect();
                format!("public static string {name}({}) {{\n{body}}}\n", parameters.join(", "))
            },
            declare: |name, value| format!("var {name} = {value};\n"),
            returns: |value| format!("return {value};\n"),
            when: |test, body| format!("if ({test}) {{\n{body}}}\n"),
            list: |items| format!("new[] {{{items}}}"),
            closure: |body| format!("(x => {{ {body} return x; }})"),
        },
    ),
    (
        "go",
        Writing {
            ending: "go",
            around: ("package hostile\n\n", ""),
            function: |name, parameters, body| {
                format!("func {name}({} string) string {{\n{body}}}\n", parameters.join(", "))
            },
            declare: |name, value| format!("{name} := {value}\n"),
            returns: |value| format!("return {value}\n"),
            when: |test, body| format!("if {test} {{\n{body}}}\n"),
            list: |items| format!("[]int{{{items}}}"),
            closure: |body| format!("func(x string) string {{ {body}\n return x }}"),
        },
    ),
    (
        "java",
        Writing {
            ending: "java",
            around: ("class Hostile {\n", "}\n"),
            function: |name, parameters, body| {
                let parameters: Vec<String> = parameters.iter().map(|own| format!("String {own}")).collect();
                format!("public static String {name}({}) {{\n{body}}}\n", parameters.join(", "))
            },
            declare: |name, value| format!("var {name} = {value};\n"),
            returns: |value| format!("return {value};\n"),
            when: |test, body| format!("if ({test}) {{\n{body}}}\n"),
            list: |items| format!("List.of({items})"),
            closure: |body| format!("(x -> {{ {body} return x; }})"),
        },
    ),
    (
        "python",
        Writing {
            ending: "py",
            around: ("", ""),
            function: |name, parameters, body| {
                let body = if body.is_empty() { "pass\n" } else { body };
                format!("def {name}({}):\n{}", parameters.join(", "), indented(body))
            },
            declare: |name, value| format!("{name} = {value}\n"),
            returns: |value| format!("return {value}\n"),
            when: |test, body| format!("if {test}:\n{}", indented(body)),
            list: |items| format!("[{items}]"),
            closure: |body| format!("(lambda x: [{body}x])"),
        },
    ),
    (
        "rust",
        Writing {
            ending: "rs",
            around: ("", ""),
            function: |name, parameters, body| {
                let parameters: Vec<String> = parameters.iter().map(|own| format!("{own}: String")).collect();
                format!("pub fn {name}({}) -> String {{\n{body}}}\n", parameters.join(", "))
            },
            declare: |name, value| format!("let {name} = {value};\n"),
            returns: |value| format!("return {value};\n"),
            when: |test, body| format!("if {test} {{\n{body}}}\n"),
            list: |items| format!("vec![{items}]"),
            closure: |body| format!("(|x| {{ {body} x }})"),
        },
    ),
    (
        "typescript",
        Writing {
            ending: "ts",
            around: ("", ""),
            function: |name, parameters, body| {
                format!("export function {name}({}) {{\n{body}}}\n", parameters.join(", "))
            },
            declare: |name, value| format!("const {name} = {value};\n"),
            returns: |value| format!("return {value};\n"),
            when: |test, body| format!("if ({test}) {{\n{body}}}\n"),
            list: |items| format!("[{items}]"),
            closure: |body| format!("(x => {{ {body} return x; }})"),
        },
    ),
];

/// Names of what is tried, and its files.
pub fn all() -> Vec<(String, Vec<File>)> {
    let mut all = Vec::new();
    for (language, own) in &WRITINGS {
        for (kind, text) in own.texts() {
            let path = format!("hostile.{}", own.ending);
            all.push((format!("{language}, {kind}"), vec![File::new(path, text)]));
        }
    }
    all
}

impl Writing {
    fn texts(&self) -> Vec<(&'static str, String)> {
        let whole = |text: String| format!("{}{text}{}", self.around.0, self.around.1);
        vec![
            ("functions that call each other with many parameters", whole(self.recursive())),
            ("5,000 functions in a chain", whole(self.chain(5_000))),
            ("functions that each call all before", whole(self.fan(400))),
            ("closures in closures", whole(self.closures(60))),
            ("10,000 terms", whole(self.terms(10_000))),
            ("a list of 200,000 numbers", whole(self.numbers(200_000))),
            ("2,000 conditions in a row", whole(self.conditions(2_000, false))),
            ("conditions in conditions", whole(self.conditions(60, true))),
            ("100,000 lines", whole(self.lines(100_000))),
            ("one line of a megabyte", whole(self.lines(25_000)).replace('\n', self.one_line())),
        ]
    }

    /// Of a language whose lines mean something, lines stay.
    fn one_line(&self) -> &'static str {
        match self.ending {
            "py" => "\n",
            "go" => ";",
            _ => " ",
        }
    }

    fn one(&self, name: &str, body: &str) -> String {
        (self.function)(name, &["given".to_owned()], body)
    }

    fn recursive(&self) -> String {
        const FUNCTIONS: usize = 30;
        let parameters: Vec<String> = (0..12).map(|at| format!("p{at}")).collect();
        let mut text = String::new();
        for own in 0..FUNCTIONS {
            let mut body = String::new();
            for call in 0..8 {
                let mut given: Vec<String> = parameters.clone();
                given.rotate_left(call % 12);
                if let Some(last) = given.last_mut() {
                    let _ = write!(last, " + \"{call}\"");
                }
                let callee = (own + call * 7 + 1) % FUNCTIONS;
                body += &(self.declare)(&format!("v{call}"), &format!("f{callee}({})", given.join(", ")));
            }
            body += &(self.returns)("v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7");
            text += &(self.function)(&format!("f{own}"), &parameters, &body);
        }
        text
    }

    fn chain(&self, functions: usize) -> String {
        let mut text = String::new();
        for own in 0..functions {
            let (next, other) = ((own + 1) % functions, (own * 7 + 3) % functions);
            let body = (self.returns)(&format!("f{next}(given + \"a\") + f{other}(given)"));
            text += &self.one(&format!("f{own}"), &body);
        }
        text
    }

    fn fan(&self, functions: usize) -> String {
        let mut text = String::new();
        for own in 0..functions {
            let calls: Vec<String> = (0..own).map(|callee| format!("f{callee}(given + \"{own}\")")).collect();
            let calls = if calls.is_empty() { "given".to_owned() } else { calls.join(" + ") };
            text += &self.one(&format!("f{own}"), &(self.returns)(&calls));
        }
        text
    }

    fn closures(&self, deep: usize) -> String {
        let mut text = String::new();
        for own in 0..20 {
            let mut inner = String::new();
            for level in 0..deep {
                inner = if self.ending == "py" {
                    format!("{}, given, ", (self.closure)(&inner))
                } else {
                    format!(
                        "{}; run(c{level}, given); ",
                        (self.declare)(&format!("c{level}"), &(self.closure)(&inner))
                            .trim_end()
                            .trim_end_matches(';')
                    )
                };
            }
            let body = if self.ending == "py" { (self.declare)("all", &format!("[{inner}]")) } else { inner };
            text += &self.one(&format!("f{own}"), &(body + "\n" + &(self.returns)("given")));
        }
        text
    }

    fn terms(&self, terms: usize) -> String {
        let all: Vec<String> = (0..terms)
            .map(|at| if at % 3 == 0 { "given".to_owned() } else { format!("\"t{at}\"") })
            .collect();
        self.one("f", &(self.returns)(&all.join(" + ")))
    }

    fn numbers(&self, count: usize) -> String {
        let numbers: Vec<String> = (0..count).map(|at| (at * 7 % 1000).to_string()).collect();
        self.one("f", &((self.declare)("all", &(self.list)(&numbers.join(", "))) + &(self.returns)("given")))
    }

    fn conditions(&self, count: usize, nested: bool) -> String {
        let mut body = String::new();
        for at in 0..count {
            let inner = (self.declare)(&format!("a{at}"), "given + \"x\"");
            let test = format!("given == \"{at}\"");
            body = if nested {
                (self.when)(&test, &(inner + &body)) + &(self.declare)(&format!("b{at}"), "given")
            } else {
                body + &(self.when)(&test, &inner)
            };
        }
        self.one("f", &(body + &(self.returns)("given")))
    }

    fn lines(&self, lines: usize) -> String {
        let mut text = String::new();
        for own in 0..lines / 10 {
            let mut body = String::new();
            for at in 0..6 {
                body += &(self.declare)(&format!("v{at}"), &format!("call{at}(given, \"{own}\")"));
            }
            text += &self.one(&format!("f{own}"), &(body + &(self.returns)("v0")));
        }
        text
    }
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |whole, line| whole + " " + line + "\n")
}
