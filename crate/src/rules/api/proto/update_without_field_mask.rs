use super::methods::{Method, last, methods};
use crate::facts::Facts;
use crate::facts::proto::{Field, Label, is_scalar};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "update-without-field-mask",
    item: "api.grpc",
    severity: Severity::Medium,
    page: page!("update_without_field_mask.md"),
    check,
};

/// Fields of a resource from which on a caller hardly sets all of them.
const LARGE: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    for method in
        methods(facts).iter().filter(|method| matches!(method.verb(), "update" | "patch" | "modify"))
    {
        let Some(request) = method.request else { continue };
        if let Some(mask) = request.fields().find(|field| is_mask(field)) {
            met += 1;
            seen.met(method.place(), || {
                format!("{} says which fields it changes (`{}`)", method.label(), mask.name.value)
            });
        } else if let Some(resource) = resource(facts, method) {
            let what = format!("takes a whole `{resource}` and does not say which of its fields change");
            sites.push(method.site(&what, Confidence::Medium));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} take whole resources and do not say which fields change", count(number, "update"))
    });
}

fn is_mask(field: &Field) -> bool {
    let (name, type_) = (&field.name.value, last(&field.type_.value));
    type_ == "FieldMask"
        || name.ends_with("mask")
        || name.ends_with("update_fields")
        || name == "fields"
        || name.ends_with("paths")
}

/// The name of the field that holds what is updated, where absent and empty look alike in it.
fn resource<'a>(facts: &'a Facts, method: &Method<'a>) -> Option<&'a str> {
    let (field, resource) = method.resource(facts)?;
    let blind = resource.fields().filter(|field| {
        field.label != Label::Optional
            && field.oneof.is_none()
            && (field.is_many() || is_scalar(&field.type_.value))
    });
    (blind.count() >= LARGE).then_some(field.name.value.as_str())
}
