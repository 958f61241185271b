//! Reviews backend architecture: contracts, schemas and code, read together and judged against an
//! architect's checklist.
//!
//! ```
//! use archwright::{File, Project, review};
//!
//! let schema = File::new("schema.sql", "CREATE TABLE visits (pet_id bigint NOT NULL);");
//! let verdict = review(&Project { files: vec![schema] });
//! assert_eq!(verdict.report().files.len(), 1);
//! ```

mod artifact;
mod collections;
mod detect;
mod extract;
mod facts;
mod finding;
pub mod rules;
mod tables;
mod verdict;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod workspace;

pub use artifact::{Contents, File, Project};
pub use detect::KINDS;
pub use finding::{Confidence, Severity};
pub use verdict::*;
pub use workspace::Workspace;

pub(crate) use workspace::Submission;

/// Reviews a project: the same files give the same verdict, byte for byte.
pub fn review(project: &Project) -> Verdict {
    let mut workspace = Workspace::default();
    for file in &project.files {
        workspace.add_file(file.clone());
    }
    workspace.review()
}
