//! Migrations: statements of SQL that `up` runs.

use crate::extract::code::models::program::Program;
use crate::facts::FileFacts;

pub(in crate::extract::code::models) fn read(program: &Program<'_>, facts: &mut FileFacts) {
    for (_, call) in program.forward() {
        let callee = program.callee(call);
        let on = callee.on.and_then(|on| program.last_name(on));
        if callee.name == "query" && on == Some("queryRunner") {
            call.arguments.first().into_iter().for_each(|text| program.statements(*text, facts));
        }
    }
}
