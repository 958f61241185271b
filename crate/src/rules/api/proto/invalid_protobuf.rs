use super::validity::{self, Problem};
use crate::facts::Facts;
use crate::facts::proto::{DeclaredIn, ProtoFile};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "invalid-protobuf",
    item: "api.contract-valid",
    severity: Severity::High,
    page: page!("invalid_protobuf.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for (id, _, file) in facts.proto_files() {
        check_file(facts, id, file, seen);
    }
}

fn check_file(facts: &Facts, id: DeclaredIn, file: &ProtoFile, seen: &mut Seen) {
    let problems = validity::problems(facts, id, file);
    if problems.is_empty() {
        if file.whole {
            seen.met(file.place, || "every name, number and type is valid");
        }
    } else {
        gather::tell_faults(seen, problems.into_iter().map(site).collect(), |number| {
            format!("{} of this file break the rules of protobuf", count(number, "declaration"))
        });
    }
    if file.syntax.is_none() && file.whole {
        let message = "no `syntax` line says which language this is: it counts as `proto2`";
        seen.violated(file.place, message).severity(Severity::Info);
    }
}

fn site(problem: Problem) -> Site {
    let Problem { place, message } = problem;
    Site { place, label: message.clone(), message, confidence: Confidence::High, severity: None }
}
