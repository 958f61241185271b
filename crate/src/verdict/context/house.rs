//! The house style of a contract, each convention with its share.

use super::Remark;
use crate::facts::{Contract, Convention, Number};

/// Every convention that has enough members to say something.
pub(super) fn remarks(contract: &Contract) -> Vec<Remark> {
    let house = contract.house();
    let number = |number: &Number| match number {
        Number::Plural => "plural",
        Number::Singular => "singular",
    };
    let slash = |slash: &bool| if *slash { "with a slash at the end" } else { "without a slash at the end" };
    let told = [
        remark("path-style", "names in paths", &house.path_segments, ToString::to_string),
        remark("path-style", "collections in paths", &house.collections, |one| number(one).to_owned()),
        remark("path-style", "paths", &house.trailing_slash, |one| slash(one).to_owned()),
        remark("parameter-style", "path parameters", &house.path_parameters, ToString::to_string),
        remark("parameter-style", "query parameters", &house.query_parameters, ToString::to_string),
        remark("header-style", "headers", &house.headers, ToString::to_string),
        remark("property-style", "properties", &house.properties, ToString::to_string),
        remark("schema-name-style", "schemas", &house.schemas, ToString::to_string),
        remark("enum-style", "values of enumerations", &house.choices, ToString::to_string),
        remark("operation-id-style", "operation ids", &house.operation_ids, ToString::to_string),
        remark("list-envelope", "lists", &house.lists, ToString::to_string),
        remark("item-envelope", "single items", &house.items, ToString::to_string),
        remark("timestamp-names", "times of creation and change", &house.stamps, ToString::to_string),
        remark("timestamp-format", "moments", &house.moments, ToString::to_string),
    ];
    told.into_iter().flatten().collect()
}

/// `plural` says what the members are: "names in paths".
fn remark<V>(
    topic: &'static str,
    plural: &str,
    convention: &Convention<V>,
    say: impl Fn(&V) -> String,
) -> Option<Remark> {
    let first = convention.habits.first()?;
    let (value, shown) = match convention.majority() {
        Some(habit) => {
            (say(&habit.value), format!("{} of {} {plural}", habit.members.len(), convention.total()))
        }
        None if convention.is_mixed() => ("mixed".to_owned(), mixed(convention, plural, &say)),
        None => return None,
    };
    let topic_value =
        if topic == "path-style" && value == "mixed" { format!("mixed {plural}") } else { value };
    Some(Remark { topic, value: topic_value, evidence: shown, place: first.members.first()?.place })
}

/// "of 30 properties, 12 are camelCase and 10 `snake_case`".
fn mixed<V>(convention: &Convention<V>, plural: &str, say: &impl Fn(&V) -> String) -> String {
    let parts: Vec<String> = convention
        .habits
        .iter()
        .take(3)
        .map(|habit| format!("{} {}", habit.members.len(), say(&habit.value)))
        .collect();
    format!("of {} {plural}: {}", convention.total(), parts.join(", "))
}
