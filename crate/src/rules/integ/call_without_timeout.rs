use crate::facts::{Facts, OutsideCall, OutsideWork};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "call-without-timeout",
    item: "integ.timeouts",
    severity: Severity::Medium,
    page: page!("call_without_timeout.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    let requests = facts.code().flat_map(|code| &code.outside);
    for call in requests.filter(|call| call.does == OutsideWork::Request) {
        match call.bounded {
            Some(true) => {
                seen.met(call.place, || "the call gives up after a set time");
                met += 1;
            }
            Some(false) => sites.push(site(facts, call)),
            None => {}
        }
    }
    gather::tell(seen, sites, met, |count| format!("{count} calls to other services wait without a limit"));
}

fn site(facts: &Facts, call: &OutsideCall) -> Site {
    // Nobody waits for what people run by hand.
    let severity = facts.is_tool(call.place.file).then_some(Severity::Low);
    Site {
        place: call.place,
        label: format!("`{}` waits without a limit, too", call.name),
        message: format!("the call through `{}` waits without a limit for an answer", call.name),
        confidence: Confidence::High,
        severity,
    }
}
