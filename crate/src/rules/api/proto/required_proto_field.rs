use super::methods::files;
use crate::facts::Facts;
use crate::facts::proto::{Field, Label, Syntax, setting};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "required-proto-field",
    item: "api.grpc",
    severity: Severity::Low,
    page: page!("required_proto_field.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    // Other syntaxes have no word for it.
    let able = files(facts).filter(|(_, _, file)| matches!(file.syntax(), Syntax::Proto2 | Syntax::Edition));
    for (_, path, file) in able {
        let before = sites.len();
        for message in &file.messages {
            sites.extend(message.fields.iter().filter(|field| is_required(field)).map(|field| {
                let label = format!("`{}.{}`", message.name.value, field.name.value);
                Site {
                    place: field.name.place,
                    message: format!("{label} is `required`: who does not send it is refused for ever"),
                    label,
                    confidence: Confidence::High,
                    severity: None,
                }
            }));
        }
        if sites.len() == before && !file.messages.is_empty() {
            met += 1;
            seen.met(file.place, || format!("no field of `{path}` is `required`"));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} are `required`: who does not send them is refused for ever", count(number, "field"))
    });
}

fn is_required(field: &Field) -> bool {
    let presence = setting(&field.settings, "features.field_presence");
    field.label == Label::Required || presence.is_some_and(|presence| presence.value == "LEGACY_REQUIRED")
}
