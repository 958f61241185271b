//! What of a rule's page travels with the engine: all that people are told. The text of bad examples only tests need;
//! the module carries no more of it than says what the rule can look at, and in which file it finds something.

/// The page of a rule: whole natively, where tests read it, [`told`] in the module.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! page {
    ($file:literal) => {
        include_str!($file)
    };
}

#[cfg(target_arch = "wasm32")]
macro_rules! page {
    ($file:literal) => {{
        const WHOLE: &str = include_str!($file);
        const LENGTH: usize = $crate::rules::told::length(WHOLE);
        const TOLD: [u8; LENGTH] = {
            let mut told = [0; LENGTH];
            $crate::rules::told::write(WHOLE, &mut told);
            told
        };
        match core::str::from_utf8(&TOLD) {
            Ok(told) => told,
            Err(_) => "",
        }
    }};
}

/// What stands in the place of a line of a bad example that is found.
const MARK: &[u8] = b"# finding\n";
/// Lines with these say what kind of document an example is.
const KINDS: [&[u8]; 3] = [b"asyncapi", b"openapi", b"swagger"];

/// A page as it travels; what is left of it stays as it is when it is shortened again.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn told(page: &str) -> String {
    let mut told = vec![0; length(page)];
    write(page, &mut told);
    String::from_utf8(told).unwrap_or_default()
}

#[cfg(target_arch = "wasm32")]
pub(crate) fn told(page: &str) -> &str {
    page
}

/// Bytes that [`write`] needs.
pub(crate) const fn length(page: &str) -> usize {
    write(page, &mut [])
}

/// Writes what is told of a page, as far as there is room, and says how many bytes it is.
pub(crate) const fn write(page: &str, out: &mut [u8]) -> usize {
    let mut reader = Reader { section: Section::Told, fence: (0, 0) };
    let mut rest = page.as_bytes();
    let mut length = 0;
    while !rest.is_empty() {
        let (line, after) = first_line(rest);
        rest = after;
        let told = reader.told(line);
        if let Some((_, free)) = out.split_at_mut_checked(length)
            && let Some((room, _)) = free.split_at_mut_checked(told.len())
        {
            room.copy_from_slice(told);
        }
        length += told.len();
    }
    length
}

#[derive(Clone, Copy)]
enum Section {
    Bad,
    Limits,
    Told,
}

struct Reader {
    section: Section,
    /// The sign of the open fence, and how many there are; none outside.
    fence: (u8, usize),
}

impl Reader {
    const fn told<'a>(&mut self, line: &'a [u8]) -> &'a [u8] {
        let inside = self.fence.1 > 0;
        let (sign, count) = run(line);
        let closes =
            inside && sign == self.fence.0 && count >= self.fence.1 && count == line.trim_ascii_end().len();
        if closes {
            self.fence = (0, 0);
        } else if !inside && count >= 3 {
            self.fence = (sign, count);
        } else if !inside && starts_with(line, b"## ") {
            self.section = section(line);
        }
        match self.section {
            Section::Limits => &[],
            Section::Bad if inside && !closes => shown(line),
            Section::Bad | Section::Told => line,
        }
    }
}

const fn section(heading: &[u8]) -> Section {
    match heading.trim_ascii_end() {
        b"## Bad" => Section::Bad,
        b"## Limits" => Section::Limits,
        _ => Section::Told,
    }
}

/// What of a line of a bad example says something of the rule.
const fn shown(line: &[u8]) -> &[u8] {
    let mut rest = line;
    while let [_, after @ ..] = rest {
        let [first, second, third] = KINDS;
        if starts_with(rest, first) || starts_with(rest, second) || starts_with(rest, third) {
            return line;
        }
        if let b"finding" = rest.trim_ascii_end() {
            return MARK;
        }
        rest = after;
    }
    &[]
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
    use crate::rules::{Example, Page, all};

    #[test]
    fn all_that_people_are_told_travels() {
        for rule in all() {
            let (whole, told) = (Page::read(rule.page), Page::read(&told(rule.page)));
            let found = |bad: &[Example]| -> Vec<(String, bool)> {
                let files = bad.iter().flat_map(|example| &example.files);
                files.map(|file| (file.path.clone(), file.findings.is_empty())).collect()
            };
            assert_eq!(found(&told.bad), found(&whole.bad), "{}", rule.id);
            let page = Page { bad: Vec::new(), limits: String::new(), missed: Vec::new(), ..whole };
            assert_eq!(Page { bad: Vec::new(), ..told }, page, "{}", rule.id);
        }
    }

    #[test]
    fn bad_examples_and_limits_stay_behind() {
        let page = "# T\n## Bad\n````sql\nSELECT 1;\n```\nSELECT 2; -- finding\n````\nText.\n## Limits\nNone.\n## References\n- CWE-89\n";
        let short = "# T\n## Bad\n````sql\n# finding\n````\nText.\n## References\n- CWE-89\n";
        assert_eq!((told(page).as_str(), told(short).as_str()), (short, short));
    }
}
