//! Children by the names of their fields: each name is looked up in the grammar once, not for each node.

use std::cell::RefCell;
use std::num::NonZeroU16;

use tree_sitter::Node as Syntax;

/// More names than a grammar is asked for.
const PLACES: usize = 256;

/// A name as it stands in the program, by address and length, and its id.
type Known = Option<(usize, usize, Option<NonZeroU16>)>;

thread_local! {
    /// Of the grammar that is being read.
    static IDS: RefCell<[Known; PLACES]> = const { RefCell::new([None; PLACES]) };
}

/// To be called before the tree of another grammar is read.
pub(super) fn forget() {
    IDS.with_borrow_mut(|ids| ids.fill(None));
}

pub(in crate::extract::code) trait Fields<'tree> {
    /// The child in that field.
    fn field(&self, name: &'static str) -> Option<Syntax<'tree>>;
}

impl<'tree> Fields<'tree> for Syntax<'tree> {
    fn field(&self, name: &'static str) -> Option<Syntax<'tree>> {
        self.child_by_field_id(id(self, name)?.get())
    }
}

fn id(syntax: &Syntax<'_>, name: &'static str) -> Option<NonZeroU16> {
    let (address, length) = (name.as_ptr() as usize, name.len());
    let look_up = || syntax.language().field_id_for_name(name);
    IDS.with_borrow_mut(|ids| match ids.get_mut((address ^ (length << 4)) % PLACES) {
        Some(Some((own, of, id))) if *own == address && *of == length => *id,
        Some(place) => place.insert((address, length, look_up())).2,
        None => look_up(),
    })
}
