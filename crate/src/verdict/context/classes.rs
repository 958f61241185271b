//! What the operations of a contract are there for, where that is more than reading and writing records.

use super::Remark;
use crate::facts::{Contract, Operation, OperationClass as Class};

/// Operations that a remark names.
const MOST_NAMED: usize = 3;

const TOLD: [Class; 18] = [
    Class::Login,
    Class::Token,
    Class::PasswordReset,
    Class::SignUp,
    Class::SignOut,
    Class::Payment,
    Class::Order,
    Class::Admin,
    Class::Export,
    Class::Bulk,
    Class::Upload,
    Class::Download,
    Class::Search,
    Class::Health,
    Class::Metrics,
    Class::Debug,
    Class::WebhookReceiver,
    Class::Documentation,
];

/// One remark for each class that has operations.
pub(super) fn remarks(contract: &Contract) -> impl Iterator<Item = Remark> {
    TOLD.into_iter().filter_map(|class| remark(contract, class))
}

fn remark(contract: &Contract, class: Class) -> Option<Remark> {
    let members: Vec<&Operation> =
        contract.operations.iter().filter(|operation| operation.is(class)).collect();
    let first = members.first()?;
    let sign = first.classes.sign(class)?;
    let named: Vec<String> =
        members.iter().take(MOST_NAMED).map(|operation| format!("`{}`", operation.label())).collect();
    let more = match members.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(Remark {
        topic: "operation-class",
        value: class.name().to_owned(),
        evidence: format!("{}{more}; the first by {}", named.join(", "), sign.text()),
        place: first.place,
    })
}
