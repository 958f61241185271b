//! Types in angle brackets that begin an expression of TypeScript: `<User>value`, `<T>(value: T) => value`. The
//! grammar that knows both types and JSX takes them for elements; flows need none of them, so they are left out.

use std::ops::Range;

/// Bytes of one type in brackets.
const LONGEST: usize = 1_000;

/// The parts of a text that are to be read, in order: all but types that begin an expression.
pub(in crate::extract::code) fn outside(text: &str) -> Vec<Range<usize>> {
    let mut scan = Scan { rest: text.as_bytes(), operand: false, templates: Vec::new() };
    let mut parts = Vec::new();
    let mut begin = 0;
    while let Some(first) = scan.rest.first() {
        let at = text.len() - scan.rest.len();
        let length = if *first == b'<' && !scan.operand { bracketed(scan.rest) } else { None };
        match length {
            Some(length) => {
                parts.push(begin..at);
                begin = at + length;
                scan.skip(length);
            }
            None => scan.token(*first),
        }
    }
    parts.push(begin..text.len());
    parts
}

/// Goes over tokens, as far as brackets, texts and patterns are told apart by it.
struct Scan<'a> {
    rest: &'a [u8],
    /// Whether a value has ended: what follows continues it.
    operand: bool,
    /// For each template that is open, the braces that are open in its present value.
    templates: Vec<usize>,
}

impl Scan<'_> {
    fn skip(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    fn token(&mut self, first: u8) {
        match first {
            b' ' | b'\t' | b'\r' | b'\n' => self.skip(1),
            b'"' | b'\'' => self.value(quoted(self.rest, first)),
            b'`' => self.template(1),
            b'/' if self.rest.starts_with(b"//") => self.skip(until(self.rest, b"\n")),
            b'/' if self.rest.starts_with(b"/*") => self.skip(until(self.rest, b"*/") + 2),
            b'/' if !self.operand => self.value(pattern(self.rest)),
            b'{' => self.brace(true),
            b'}' if self.templates.last() == Some(&0) => {
                self.templates.pop();
                self.template(1);
            }
            b'}' => self.brace(false),
            _ if is_word(first) => self.word(),
            _ => {
                self.operand = matches!(first, b')' | b']') || self.operand && self.rest.starts_with(b"!");
                self.skip(1);
            }
        }
    }

    fn value(&mut self, length: usize) {
        self.operand = true;
        self.skip(length);
    }

    fn word(&mut self) {
        let length = self.rest.iter().take_while(|byte| is_word(**byte)).count();
        let word = self.rest.get(..length).unwrap_or_default();
        self.operand = !matches!(
            word,
            b"await"
                | b"case"
                | b"default"
                | b"delete"
                | b"do"
                | b"else"
                | b"extends"
                | b"in"
                | b"instanceof"
                | b"new"
                | b"of"
                | b"return"
                | b"throw"
                | b"typeof"
                | b"void"
                | b"yield"
        );
        self.skip(length);
    }

    fn brace(&mut self, opens: bool) {
        if let Some(depth) = self.templates.last_mut() {
            *depth = if opens { *depth + 1 } else { depth.saturating_sub(1) };
        }
        self.skip(1);
        // What follows the end of a block on a line of its own begins a statement.
        self.operand = !opens && !self.rest.trim_ascii_start().starts_with(b"<");
    }

    /// Goes on in a template behind as many bytes, up to its end or to the next value in it.
    fn template(&mut self, behind: usize) {
        self.skip(behind);
        loop {
            match self.rest {
                [b'\\', ..] => self.skip(2),
                [b'$', b'{', ..] => {
                    self.templates.push(0);
                    self.operand = false;
                    return self.skip(2);
                }
                [b'`', ..] | [] => return self.value(1),
                _ => self.skip(1),
            }
        }
    }
}

/// Bytes of a type in brackets that begins a text, with its brackets.
fn bracketed(text: &[u8]) -> Option<usize> {
    let mut open = Vec::new();
    let mut before = 0;
    for (at, byte) in text.iter().take(LONGEST).enumerate() {
        match byte {
            b'<' | b'(' | b'[' | b'{' => open.push(*byte),
            b'>' if before == b'=' => {}
            b'>' | b')' | b']' | b'}' => {
                let opened = open.pop()?;
                if (opened == b'<') != (*byte == b'>') {
                    return None;
                }
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            b';' if open.len() == 1 => return None,
            _ => {}
        }
        before = *byte;
    }
    None
}

fn quoted(text: &[u8], quote: u8) -> usize {
    let mut escaped = true;
    let end = text.iter().position(|byte| {
        let ends = !escaped && (*byte == quote || *byte == b'\n');
        escaped = !escaped && *byte == b'\\';
        ends
    });
    end.map_or(text.len(), |end| end + 1)
}

/// A regular expression; the sign alone where none ends on the line.
fn pattern(text: &[u8]) -> usize {
    let (mut escaped, mut class) = (true, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'\n' => break,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => class = true,
            b']' => class = false,
            b'/' if !class => return at + 1,
            _ => {}
        }
    }
    1
}

fn until(text: &[u8], end: &[u8]) -> usize {
    text.windows(end.len()).position(|window| window == end).unwrap_or(text.len())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#' | b'@') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        outside(text).into_iter().filter_map(|part| text.get(part)).collect()
    }

    #[test]
    fn types_that_begin_an_expression_are_left_out() {
        assert_eq!(left("const id = <string>request.id;"), "const id = request.id;");
        assert_eq!(
            left("export const one = <T, U>(a: T) => <Map<string, U[]>>a;"),
            "export const one = (a: T) => a;"
        );
        assert_eq!(left("f(`${<any>a}`, <() => void>b);"), "f(`${a}`, b);");
        assert_eq!(left("function f() {}\n<any>window.f();"), "function f() {}\nwindow.f();");
    }

    #[test]
    fn all_else_is_kept() {
        let kept = [
            "if (a < b && c > d) f<User>(a);",
            "class A<T> extends B<T> { one<U>(a: U) { return this.a! < a; } }",
            "const a = '<b>', c = /<d>/, e = `<f>${g}<h>`; // <i>\n/* <j> */",
            "const open = <string",
            "'unclosed",
            "`unclosed ${",
        ];
        for text in kept {
            assert_eq!(left(text), text);
        }
    }
}
