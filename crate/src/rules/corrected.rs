//! What the reading of a document knows for certain how to mend, as a fix of a finding.

use crate::artifact::Correction;
use crate::collections::Sort;
use crate::finding::{Edit, Fix};

/// One fix for one cause that stands at several places; each place at most once.
pub(super) fn fix<'a>(corrections: impl IntoIterator<Item = &'a Correction>) -> Fix {
    let mut fix = Fix::default();
    for correction in corrections {
        let edits = correction.edits.iter().map(|(place, text)| Edit { place: *place, text: text.clone() });
        fix.title.clone_from(&correction.title);
        fix.edits.extend(edits);
    }
    fix.edits.order_by_key(|edit| edit.place);
    fix.edits.dedup_by_key(|edit| edit.place);
    fix
}
