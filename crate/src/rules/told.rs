//! What of a rule's page travels with the engine: all that people are told. The text of bad examples only tests need;
//! the module carries no more of it than says what the rule can look at, and in which file it finds something.
//! `build.rs` reads this file, too.

/// What stands in the place of a line of a bad example that is found.
const MARK: &str = "# finding\n";
/// Lines with these say what kind of document an example is.
const KINDS: [&str; 3] = ["asyncapi", "openapi", "swagger"];

/// A page as it travels; what is left of it stays as it is when it is shortened again.
pub(crate) fn told(page: &str) -> String {
    let mut reader = Reader { section: Section::Told, fence: None };
    page.split_inclusive('\n').map(|line| reader.told(line)).collect()
}

#[derive(Clone, Copy)]
enum Section {
    Bad,
    Limits,
    Told,
}

struct Reader {
    section: Section,
    /// What opened the fence.
    fence: Option<String>,
}

impl Reader {
    fn told<'a>(&mut self, line: &'a str) -> &'a str {
        let run = fence_of(line);
        let inside = self.fence.is_some();
        let closes =
            self.fence.as_ref().is_some_and(|fence| run == line.trim_end() && run.starts_with(fence));
        if closes {
            self.fence = None;
        } else if !inside && run.len() >= 3 {
            self.fence = Some(run.to_owned());
        } else if !inside && line.starts_with("## ") {
            self.section = section(line);
        }
        match self.section {
            Section::Limits => "",
            Section::Bad if inside && !closes => shown(line),
            Section::Bad | Section::Told => line,
        }
    }
}

fn section(heading: &str) -> Section {
    match heading.trim_end() {
        "## Bad" => Section::Bad,
        "## Limits" => Section::Limits,
        _ => Section::Told,
    }
}

/// What of a line of a bad example says something of the rule.
fn shown(line: &str) -> &str {
    if KINDS.iter().any(|kind| line.contains(kind)) {
        return line;
    }
    if line.trim_end().ends_with("finding") { MARK } else { "" }
}

/// What a line begins with that can be a fence.
pub(crate) fn fence_of(line: &str) -> &str {
    let rest = match line.chars().next() {
        Some(sign @ ('`' | '~')) => line.trim_start_matches(sign),
        _ => line,
    };
    line.strip_suffix(rest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Example, Page, all};

    #[test]
    fn all_that_people_are_told_travels() {
        for rule in all() {
            let (whole, told) = (Page::read(rule.page.markdown), Page::read(&told(rule.page.markdown)));
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
