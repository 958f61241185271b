//! What follows from a contract and is asked for by many: worked out once, when it is first asked for.

use std::sync::OnceLock;

use super::labels::Labels;
use super::{Exposure, FieldIndex, HouseStyle, List, Write};

#[derive(Debug, Default)]
pub struct Derived {
    pub(super) exposure: OnceLock<Exposure>,
    pub(super) fields: OnceLock<Vec<FieldIndex>>,
    pub(super) house: OnceLock<HouseStyle>,
    pub(super) labels: OnceLock<Labels>,
    pub(super) lists: OnceLock<Vec<List>>,
    pub(super) writes: OnceLock<Vec<Write>>,
}

/// A copy may be changed, so it works everything out anew.
impl Clone for Derived {
    fn clone(&self) -> Self {
        Self::default()
    }
}
