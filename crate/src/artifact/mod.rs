//! What is handed in: texts, and places in them. Knows nothing of kinds or languages.

mod companions;
mod correction;
mod file;
mod lines;
mod place;

pub use companions::{Alone, Companions};
pub use correction::{Correction, Hand, Layout, Slot, Value};
pub use file::{Contents, File, Project};
pub use lines::{LineIndex, Position, Range};
pub use place::{FileId, Place, Source, Span};
