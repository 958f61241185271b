use super::methods::{Declared, Method, last, methods, plain};
use crate::facts::proto::{Field, is_scalar};
use crate::facts::{Facts, singular};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "unpaginated-rpc",
    item: "api.pagination",
    severity: Severity::Medium,
    page: page!("unpaginated_rpc.md"),
    check,
};

/// Parts of the names of fields that ask for a page, or lead to the next one.
const PAGING: [&str; 20] = [
    "page",
    "cursor",
    "offset",
    "limit",
    "maxresult",
    "maxcount",
    "perpage",
    "nexttoken",
    "continuation",
    "skip",
    "top",
    "count",
    "startat",
    "after",
    "before",
    "hasmore",
    "pagination",
    "first",
    "batchsize",
    "resumetoken",
];

/// Lists with pages that show a habit.
const HABIT: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    for method in &methods(facts) {
        let Some(list) = list(facts, method).filter(|_| method.request.is_some()) else { continue };
        if let Some(field) = paging(method) {
            met += 1;
            seen.met(method.place(), || format!("{} comes in pages (`{field}`)", method.label()));
        } else {
            let what = format!("answers with all of `{}` at once", list.name.value);
            sites.push(method.site(&what, Confidence::Medium));
        }
    }
    // Others of the same system show that lists are meant to.
    if met >= HABIT {
        for site in &mut sites {
            site.confidence = Confidence::High;
        }
    }
    gather::tell(seen, sites, met, |number| {
        if met == 0 {
            format!("no list comes in pages ({})", count(number, "rpc"))
        } else {
            format!("{} answer with whole lists", count(number, "rpc"))
        }
    });
}

/// The field that holds the list, of an rpc that is there to list things.
fn list<'a>(facts: &'a Facts, method: &Method<'a>) -> Option<&'a Field> {
    let lists = matches!(method.verb(), "list" | "search" | "find" | "query");
    let gets_many = method.verb() == "get"
        && method.words.last().is_some_and(|word| singular(word) != *word || word == "all");
    let by_keys =
        method.words.iter().any(|word| word == "by") || method.words.iter().any(|word| word == "batch");
    if !(lists || gets_many && !by_keys) || method.streams() {
        return None;
    }
    let response = method.response?;
    let mut lists = response.message.fields.iter().filter(|field| field.is_many());
    let (list, None) = (lists.next()?, lists.next()) else { return None };
    // Values, and things that are part of one other, stay few.
    let is_message = !is_scalar(&list.type_.value) && list.key.is_none();
    let item = response.of_field(facts, list);
    let of_things = is_message && item.is_some_and(|item| item.fields().any(is_identity));
    (of_things && (lists_only(method) || gets_many)).then_some(list)
}

/// The answer holds the list and what belongs to it, nothing else.
fn lists_only(method: &Method<'_>) -> bool {
    method.response.is_some_and(|response| response.message.fields.len() <= 4)
}

fn is_identity(field: &Field) -> bool {
    let name = plain(&field.name.value);
    matches!(name.as_str(), "id" | "uid" | "uuid" | "name" | "key") || name.ends_with("id")
}

/// What shows that the list comes in parts.
fn paging<'a>(method: &Method<'a>) -> Option<&'a str> {
    let messages = [method.request, method.response];
    let fields = messages.into_iter().flatten().flat_map(Declared::fields);
    let pages = |field: &&Field| {
        let (name, type_) = (plain(&field.name.value), plain(last(&field.type_.value)));
        PAGING.iter().any(|part| name.contains(part) || !is_scalar(&type_) && type_.contains("page"))
            || type_.contains("cursor")
            || type_.contains("pagination")
    };
    fields.into_iter().find(pages).map(|field| field.name.value.as_str())
}
