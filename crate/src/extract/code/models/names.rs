//! How object mappers make names of names.

/// `user_profile` becomes `userProfile`.
pub(super) fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut raised = false;
    for letter in name.chars() {
        match letter {
            '_' | '-' | ' ' => raised = !camel.is_empty(),
            _ if raised => {
                camel.extend(letter.to_uppercase());
                raised = false;
            }
            _ if camel.is_empty() => camel.extend(letter.to_lowercase()),
            _ => camel.push(letter),
        }
    }
    camel
}

/// The plural of an English noun, as far as its ending shows it.
pub(super) fn plural(name: &str) -> String {
    const KEPT: &[&str] =
        &["data", "metadata", "equipment", "information", "news", "series", "sheep", "species"];
    const ODD: &[(&str, &str)] =
        &[("person", "people"), ("child", "children"), ("man", "men"), ("mouse", "mice")];
    let lower = name.to_lowercase();
    let ends = |ending: &str| lower.ends_with(ending);
    if KEPT.iter().any(|kept| ends(kept)) {
        return name.to_owned();
    }
    if let Some((one, many)) = ODD.iter().find(|(one, _)| ends(one) && !ends("human")) {
        let kept = name.len() - one.len();
        let first = one.chars().next().map_or(0, char::len_utf8);
        return format!(
            "{}{}",
            name.get(..kept + first).unwrap_or(name),
            many.get(first..).unwrap_or_default()
        );
    }
    let consonant = |at: char| !matches!(at, 'a' | 'e' | 'i' | 'o' | 'u');
    let before_last = lower.chars().rev().nth(1).unwrap_or('a');
    if let Some(stem) = name.strip_suffix(['y', 'Y']).filter(|_| consonant(before_last)) {
        return format!("{stem}ies");
    }
    if ends("s") && !ends("ss") && !ends("us") && !ends("is") {
        return name.to_owned();
    }
    if ends("sis") || ends("xis") {
        return format!("{}es", name.get(..name.len() - 2).unwrap_or(name));
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|ending| ends(ending)) {
        return format!("{name}es");
    }
    format!("{name}s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_habits_of_mappers() {
        assert_eq!(camel("user_profile_id"), "userProfileId");
        let many = ["User", "Category", "Address", "Person", "Box", "Day", "Analysis", "Status", "News"];
        let many: Vec<String> = many.iter().map(|one| plural(one)).collect();
        let expected =
            ["Users", "Categories", "Addresses", "People", "Boxes", "Days", "Analyses", "Statuses", "News"];
        assert_eq!(many, expected);
    }
}
