use super::methods::files;
use crate::artifact::Place;
use crate::facts::Facts;
use crate::facts::proto::{ProtoFile, Setting, truth};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "deprecated-without-replacement",
    item: "api.versioning",
    severity: Severity::Low,
    page: page!("deprecated_without_replacement.md"),
    check,
};

/// Words of comments on what goes.
const MORE: [&str; 10] = [
    "deprecat",
    "instead",
    "use ",
    "replace",
    "remov",
    "obsolete",
    "legacy",
    "no longer",
    "supersede",
    "prefer",
];

/// Something that can be deprecated.
struct Part<'a> {
    name: &'a str,
    place: Place,
    settings: &'a [Setting],
    doc: Option<&'a str>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    for (_, _, file) in files(facts) {
        for part in parts(file).filter(|part| truth(part.settings, "deprecated")) {
            if part.doc.is_some_and(says_more) {
                met += 1;
                seen.met(part.place, || format!("the comment of `{}` speaks of its end", part.name));
            } else {
                sites.push(Site {
                    place: part.place,
                    message: format!(
                        "`{}` is deprecated, and no comment says what to use instead",
                        part.name
                    ),
                    label: format!("`{}`", part.name),
                    confidence: Confidence::High,
                    severity: None,
                });
            }
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} are deprecated without a word on what to use instead", count(number, "declaration"))
    });
}

/// Whether a comment speaks of the end or of what comes instead.
fn says_more(doc: &str) -> bool {
    let doc = doc.to_lowercase();
    MORE.iter().any(|word| doc.contains(word))
}

fn parts(file: &ProtoFile) -> impl Iterator<Item = Part<'_>> {
    let services = file.services.iter().map(|one| (&one.name, &one.settings, &one.doc));
    let rpcs = file.services.iter().flat_map(|service| &service.rpcs);
    let rpcs = rpcs.map(|one| (&one.name, &one.settings, &one.doc));
    let messages = file.messages.iter().map(|one| (&one.name, &one.settings, &one.doc));
    let fields = file.messages.iter().flat_map(|message| &message.fields);
    let fields = fields.map(|one| (&one.name, &one.settings, &one.doc));
    let values = file.enums.iter().flat_map(|declared| &declared.values);
    let values = values.map(|one| (&one.name, &one.settings, &one.doc));
    services.chain(rpcs).chain(messages).chain(fields).chain(values).map(|(name, settings, doc)| Part {
        name: &name.value,
        place: name.place,
        settings,
        doc: doc.as_deref(),
    })
}
