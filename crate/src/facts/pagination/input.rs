//! The parameters by which a caller asks for a part of a collection.

use super::super::{Contract, Method, Operation, Parameter, ParameterLocation, SchemaId, SchemaType, plain};

/// How a caller says where a part of a collection begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// A mark that the answer gave: nothing is counted to find the place.
    Cursor,
    /// The number of a page.
    Page,
    /// How many items are passed over.
    Offset,
    /// The header `Range`.
    Range,
    /// A moment from which or up to which.
    Window,
    /// The address of the next part stands in the header `Link`.
    Link,
    /// The answer leads on by a property.
    Next,
    /// Only how many items are wanted.
    Size,
}

impl Family {
    pub fn name(self) -> &'static str {
        match self {
            Self::Cursor => "cursor",
            Self::Page => "page number",
            Self::Offset => "offset",
            Self::Range => "range",
            Self::Window => "time window",
            Self::Link => "link header",
            Self::Next => "link in the body",
            Self::Size => "size only",
        }
    }

    /// What comes before the part is counted or read, and passed over: the deeper, the slower.
    pub fn counts(self) -> bool {
        matches!(self, Self::Page | Self::Offset)
    }
}

const CURSORS: [&str; 19] = [
    "batchtoken",
    "bookmark",
    "continuation",
    "endingbefore",
    "exclusivestartkey",
    "iterator",
    "lastevaluatedkey",
    "marker",
    "maxid",
    "nextpage",
    "pageafter",
    "pagebefore",
    "pagestate",
    "resumptiontoken",
    "scrollid",
    "sinceid",
    "skiptoken",
    "startingafter",
    "startkey",
];
const CURSOR_PARTS: [&str; 5] = ["cursor", "pagetoken", "continuationtoken", "nextmarker", "nexttoken"];

const OFFSETS: [&str; 8] =
    ["firstresult", "offset", "rowstart", "skip", "startat", "startindex", "startposition", "startrecord"];

/// Names of parameters by which a caller says how many items it wants.
const SIZES: [&str; 10] = [
    "itemsperpage",
    "limit",
    "maxitems",
    "maxresults",
    "pagelength",
    "pagelimit",
    "pagesize",
    "perpage",
    "recordsperpage",
    "resultsperpage",
];

/// Names that say the same only beside a parameter that says where to begin.
const SIZES_OF_PAGES: [&str; 5] = ["count", "rows", "size", "take", "top"];

/// Parts of the names of moments between which the items lie.
const MOMENTS: [&str; 6] = ["startdate", "starttime", "enddate", "endtime", "before", "since"];

/// Parts of the names of such parameters.
const POSITIONS: [&str; 6] = ["after", "cursor", "offset", "page", "skip", "start"];

/// Something that a caller may send, by name.
pub(super) struct Input<'a> {
    pub(super) name: &'a str,
    pub(super) schema: Option<SchemaId>,
}

impl<'a> Input<'a> {
    pub(super) fn of(parameter: &'a Parameter) -> Self {
        Self { name: &parameter.name, schema: parameter.schema }
    }
}

/// By which family the operation takes a part of its collection, and the name of what says so.
pub(super) fn asked(contract: &Contract, operation: &Operation) -> Option<(Family, String)> {
    let mut found: Option<(Family, String)> = None;
    let mut consider = |family: Family, name: String| {
        if found.as_ref().is_none_or(|(known, _)| family < *known) {
            found = Some((family, name));
        }
    };
    for parameter in &operation.parameters {
        let input = Input::of(parameter);
        let family = match parameter.location {
            ParameterLocation::Header if plain(&parameter.name) == "range" => Some(Family::Range),
            ParameterLocation::Path | ParameterLocation::Cookie => None,
            _ => family(contract, &input),
        };
        match family {
            Some(family) => consider(family, parameter.name.clone()),
            None => {
                if let Some((family, inner)) = of_object(contract, &input) {
                    consider(family, format!("{}.{inner}", parameter.name));
                }
            }
        }
    }
    if operation.method != Method::Get {
        let media = operation.body.iter().flat_map(|body| body.media.iter().take(1));
        for schema in media.filter_map(|media| media.schema) {
            let input = Input { name: "", schema: Some(schema) };
            if let Some((family, name)) = of_object(contract, &input) {
                consider(family, name);
            }
        }
    }
    let (family, name) = found?;
    let beside = |part: &str| operation.parameters.iter().find(|other| plain(&other.name).contains(part));
    if family == Family::Size {
        // `first` is how many to pass over where `max` is how many to give.
        if let Some(first) = beside("max").and_then(|_| beside("first")) {
            return Some((Family::Offset, first.name.clone()));
        }
        if let Some(moment) = MOMENTS.iter().find_map(|part| beside(part)) {
            return Some((Family::Window, moment.name.clone()));
        }
    }
    Some((family, name))
}

/// An object holds the names in its properties: `?page[number]=2`.
fn of_object(contract: &Contract, input: &Input<'_>) -> Option<(Family, String)> {
    let layers = input.schema.map(|schema| contract.layers(schema)).unwrap_or_default();
    let properties = layers.iter().flat_map(|layer| &layer.properties);
    let families = properties.filter_map(|property| {
        let input = Input { name: &property.name, schema: Some(property.schema) };
        Some((family(contract, &input)?, property.name.to_string()))
    });
    families.min_by_key(|(family, _)| *family)
}

pub(super) fn family(contract: &Contract, input: &Input<'_>) -> Option<Family> {
    let name = plain(input.name);
    let name = name.as_str();
    let form = Form::of(contract, input.schema);
    if CURSORS.contains(&name) || CURSOR_PARTS.iter().any(|part| name.contains(part)) {
        return Some(Family::Cursor);
    }
    match name {
        "after" | "before" if form != Form::Moment => return Some(Family::Cursor),
        "page" => return Some(Family::Page),
        "range" => return Some(Family::Range),
        "index" if form == Form::Number => return Some(Family::Page),
        "start" | "from" if form == Form::Number => return Some(Family::Offset),
        "after" | "before" | "from" | "start" | "until" => return Some(Family::Window),
        "first" | "last" | "max" | "number" | "length" if form == Form::Number => return Some(Family::Size),
        _ => {}
    }
    let of_time = ["utc", "time", "zone"].iter().any(|part| name.contains(part));
    if OFFSETS.contains(&name) || (name.contains("offset") && form == Form::Number && !of_time) {
        return Some(Family::Offset);
    }
    if SIZES.contains(&name)
        || SIZES_OF_PAGES.contains(&name)
        || (form == Form::Number && ["limit", "pagesize", "perpage"].iter().any(|part| name.contains(part)))
    {
        return Some(Family::Size);
    }
    let counted = name.contains("page") && (form == Form::Number || name.starts_with("pagen"));
    counted.then_some(Family::Page)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Number,
    Moment,
    Other,
}

impl Form {
    fn of(contract: &Contract, schema: Option<SchemaId>) -> Self {
        let layers = schema.map(|schema| contract.layers(schema)).unwrap_or_default();
        let is_number = |type_: &SchemaType| matches!(type_, SchemaType::Integer | SchemaType::Number);
        if layers.iter().any(|layer| layer.format.as_ref().is_some_and(|format| format.starts_with("date"))) {
            Self::Moment
        } else if layers.iter().any(|layer| layer.types.iter().any(is_number)) {
            Self::Number
        } else {
            Self::Other
        }
    }
}

/// Whether it is a number of items; `pages` says whether something beside it says where to begin.
pub(super) fn is_size(contract: &Contract, input: &Input<'_>, pages: impl FnOnce() -> bool) -> bool {
    let name = plain(input.name);
    let named = SIZES.contains(&name.as_str()) || (SIZES_OF_PAGES.contains(&name.as_str()) && pages());
    named && Form::of(contract, input.schema) == Form::Number
}

/// Whether a parameter says where to begin, by its name.
pub(super) fn moves(name: &str) -> bool {
    let name = plain(name);
    POSITIONS.iter().any(|position| name.contains(position))
}
