//! Tables that code declares through object mappers. Each mapper's file turns what it is told into the neutral
//! [`Model`](crate::facts::Model); what refers to other files is settled when files are linked.

mod draft;
mod drizzle;
mod marks;
mod names;
mod program;
mod typeorm;

use self::program::Program;
use super::syntax::Tree;
use crate::artifact::Source;
use crate::facts::{FileFacts, Model};

/// A reader for the models of one library.
type Reader = fn(&Program<'_>, &mut Vec<Model>);

/// Packages, and what reads the models of code that imports them.
const READERS: &[(&[&str], Reader)] = &[(&["drizzle-orm"], drizzle::read), (&["typeorm"], typeorm::read)];

/// Models of one file that are kept.
const MOST: usize = 5_000;

pub(super) fn read(tree: &Tree, source: &Source<'_>, facts: &mut FileFacts) {
    let program = Program::new(tree, source);
    let modules: Vec<&str> = program.modules().collect();
    let imports = |package: &&str| {
        modules.iter().any(|module| {
            module.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    for (packages, read) in READERS {
        if packages.iter().any(imports) {
            read(&program, &mut facts.models);
        }
    }
    facts.models.truncate(MOST);
}
