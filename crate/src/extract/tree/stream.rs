//! Several documents of YAML in one text (YAML 1.2.2, section 9.2).

/// Documents past this number are left out.
const MOST_DOCUMENTS: usize = 100;

/// The documents with something in them, in their order; the whole text where there is but one.
pub(super) fn documents(text: &str) -> Vec<(usize, usize)> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let marks = line
            .strip_prefix("---")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']));
        if marks && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        let holds_something = text.get(start..end).is_some_and(holds_something);
        if holds_something && ranges.len() < MOST_DOCUMENTS {
            ranges.push((start, end));
        }
    }
    if ranges.len() < 2 { vec![(0, text.len())] } else { ranges }
}

/// Whether there is more than comments, directives and marks.
fn holds_something(document: &str) -> bool {
    document.lines().map(str::trim).any(|line| {
        let only_marks = line.is_empty() || line.starts_with(['#', '%']) || matches!(line, "---" | "...");
        !only_marks
    })
}

#[cfg(test)]
mod tests {
    use super::documents;

    #[test]
    fn documents_are_parted_by_lines_of_three_dashes() {
        let text = "# a\n---\na: 1\n---\n# nothing\n--- \nb: |\n  ---\n---c: 2\n";
        let found: Vec<_> =
            documents(text).into_iter().filter_map(|(start, end)| text.get(start..end)).collect();
        assert_eq!(found, ["---\na: 1\n", "--- \nb: |\n  ---\n---c: 2\n"]);
        assert_eq!(documents("%YAML 1.2\n---\na: 1\n"), [(0, 19)]);
    }
}
