use tree_sitter::Tree;

use crate::artifact::Source;
use crate::facts::Coverage;

/// Places that are named one by one; the rest is counted.
const NAMED: usize = 5;

/// Says where the text does not follow the grammar. Goes only into nodes that have an error inside.
pub(super) fn note(tree: &Tree, source: &Source<'_>, coverage: &mut Coverage) {
    if !tree.root_node().has_error() {
        return;
    }
    let mut cursor = tree.walk();
    let mut found = 0;
    loop {
        let node = cursor.node();
        let wrong = node.is_error() || node.is_missing();
        if wrong {
            found += 1;
            if found <= NAMED {
                let end = node.end_byte().min(node.start_byte() + 80);
                let place = source.place(node.start_byte(), end);
                coverage.missed(Some(place), "not valid code here: this part was not read");
            }
        }
        if !wrong && node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                if found > NAMED {
                    coverage.missed(None, format!("{} more places are not valid code", found - NAMED));
                }
                return;
            }
        }
    }
}
