//! Files that are opened or stored by their own methods.

use super::{Site, sinks};
use crate::extract::code::flow::{Interpreter, Taint};
use crate::facts::SinkKind;

/// A sent file that is told where to store itself.
pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    opened_path(run, site);
    let sinks = &run.tables.request.file_sinks;
    let stores = site.name.as_deref().is_some_and(|name| sinks.iter().any(|own| own == name));
    let is_file = |taint: &Taint| taint.safe.has(SinkKind::FilePath);
    if stores && site.receiver.as_ref().is_some_and(|file| file.taints.iter().any(is_file)) {
        sinks::check(run, site, 0, SinkKind::FilePath);
    }
}

/// A path that is opened by its own method.
fn opened_path(run: &mut Interpreter<'_>, site: &Site) {
    let request = &run.tables.request;
    let opens = site.name.as_deref().is_some_and(|name| request.path_sinks.iter().any(|own| own == name));
    let has_paths = || run.found.imports.iter().any(|(module, _)| **module == *request.path_package);
    if let Some(path) = site.receiver.clone().filter(|path| opens && path.may_be_sent() && has_paths()) {
        sinks::reached(run, site, &path, SinkKind::FilePath);
    }
}
