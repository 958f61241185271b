//! What somebody who mistyped a name meant.

/// Longer names are not compared: the work grows with the square of the length.
const LONGEST: usize = 64;

/// The candidate that differs from a name in case or in at most two letters; none where there are two such.
pub(super) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = name.to_lowercase().chars().collect();
    if letters.len() < 3 || letters.len() > LONGEST {
        return None;
    }
    let most = if letters.len() < 6 { 1 } else { 2 };
    let mut near = candidates
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= most && *candidate != name)
        .map(|candidate| (distance(&letters, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most);
    let first = near.next()?;
    match near.min_by_key(|(distance, _)| *distance) {
        Some(other) if other.0 == first.0 => None,
        Some(other) if other.0 < first.0 => Some(other.1),
        _ => Some(first.1),
    }
}

/// Letters to insert, delete or replace so that one becomes the other.
fn distance(one: &[char], other: &str) -> usize {
    let mut row: Vec<usize> = (0..=one.len()).collect();
    for (at, letter) in other.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(at + 1);
        for ((own, above), before) in one.iter().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or_default();
            next.push((before + usize::from(*own != letter)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_told_from_another_word() {
        let fields = ["summary", "description", "parameters", "operationId"];
        assert_eq!(nearest("sumary", fields.into_iter()), Some("summary"));
        assert_eq!(nearest("operationID", fields.into_iter()), Some("operationId"));
        assert_eq!(nearest("consumes", fields.into_iter()), None);
        assert_eq!(nearest("Pets", ["Pet", "Petz"].into_iter()), None);
    }
}
