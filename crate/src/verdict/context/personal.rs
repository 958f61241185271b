//! Personal data that a contract takes or gives, by the names of its fields.

use super::Remark;
use crate::facts::{Contract, FieldRole};

const TOLD: [FieldRole; 5] =
    [FieldRole::NationalId, FieldRole::BankAccount, FieldRole::BirthDate, FieldRole::Email, FieldRole::Phone];

/// Fields that a remark names.
const MOST_NAMED: usize = 3;

/// One remark for each kind, with the first of its fields.
pub(super) fn remarks(contract: &Contract) -> impl Iterator<Item = Remark> {
    TOLD.into_iter().filter_map(|role| remark(contract, role))
}

fn remark(contract: &Contract, role: FieldRole) -> Option<Remark> {
    let exposure = contract.exposure();
    let travels = |owner| exposure.requests(owner).count + exposure.responses(owner).count > 0;
    let fields: Vec<_> =
        contract.fields().filter(|field| field.role == role && travels(field.owner)).collect();
    let first = fields.first()?;
    let named: Vec<String> = fields
        .iter()
        .take(MOST_NAMED)
        .map(|field| match contract.name(field.owner) {
            Some(owner) => format!("`{}` of `{owner}`", field.property.name),
            None => format!("`{}`", field.property.name),
        })
        .collect();
    let more = match fields.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let answered = exposure.responses(first.owner).count;
    let taken = exposure.requests(first.owner).count;
    let operations =
        |number: usize| if number == 1 { "1 operation".to_owned() } else { format!("{number} operations") };
    Some(Remark {
        topic: "personal-data",
        value: role.name().to_owned(),
        evidence: format!(
            "{}{more}; the first is taken by {} and answered by {}",
            named.join(", "),
            operations(taken),
            operations(answered)
        ),
        place: first.property.place,
    })
}
