use crate::facts::{Column, Facts, Index, IndexPart, Table, TypeFamily, singular, words};
use crate::finding::{Confidence, Edit, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, amend, migration, tables};

pub(super) static RULE: Rule = Rule {
    id: "missing-unique-constraint",
    item: "data.constraints",
    severity: Severity::Medium,
    page: page!("missing_unique_constraint.md"),
    check,
};

/// Tables of these keep what was, as often as it was.
const FORMER: &[&str] =
    &["deleted", "archived", "former", "old", "history", "log", "audit", "backup", "import", "staging"];
/// Who signs in, is found by address and name.
const ACCOUNTS: &[&str] = &["user", "account", "member", "admin", "login", "subscriber"];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in
        facts.tables().filter(|table| !table.is_partition() && table.derived.is_none() && !table.incomplete)
    {
        let own = words(&table.name);
        let account = own.last().is_some_and(|last| ACCOUNTS.contains(&singular(last).as_str()))
            && !own.iter().any(|word| FORMER.contains(&word.as_str()))
            && !belongs_to_account(table);
        for column in &table.columns {
            if !matches!(column.type_.family, TypeFamily::Text { .. } | TypeFamily::Other)
                || !names_one(column, account)
            {
                continue;
            }
            if is_unique(table, &column.name) {
                seen.met(column.place, || format!("`{}` of `{}` is unique", column.name, table.name));
            } else if !(column.nullable && has_unique(table)) {
                report(facts, table, column, seen);
            }
        }
    }
}

/// Rows say which account takes part in something: it can do so more than once.
fn belongs_to_account(table: &Table) -> bool {
    table.foreign_keys.iter().any(|key| {
        let last = words(&key.table).last().map(|last| singular(last)).unwrap_or_default();
        ACCOUNTS.contains(&last.as_str()) && !key.table.eq_ignore_ascii_case(&table.name)
    })
}

/// Whether two rows with the same value would be one thing twice.
fn names_one(column: &Column, account: bool) -> bool {
    let name = column.words().join("_");
    match name.as_str() {
        "email" | "email_address" | "username" | "user_name" | "login" | "handle" => account,
        "isbn" | "sku" | "iban" | "idempotency_key" => true,
        _ => false,
    }
}

/// A key or a unique index has it, alone or with others, or an expression over it: `lower(email)`.
fn is_unique(table: &Table, name: &str) -> bool {
    let is = |column: &String| column.eq_ignore_ascii_case(name);
    let keyed = table.primary_key.iter().chain(&table.uniques).any(|key| key.columns.iter().any(is));
    keyed
        || table.indexes.iter().filter(|index| index.unique).flat_map(|index| &index.parts).any(|part| {
            match part {
                IndexPart::Column(column) => is(column),
                IndexPart::Expression(text) => text.to_lowercase().contains(&name.to_lowercase()),
            }
        })
}

/// Something else tells accounts apart, so an address that may be missing is no more than an address.
fn has_unique(table: &Table) -> bool {
    !table.uniques.is_empty() || table.indexes.iter().any(|index| index.unique)
}

fn report(facts: &Facts, table: &Table, column: &Column, seen: &mut Seen) {
    let message =
        format!("nothing keeps two rows of `{}` from having the same `{}`", table.name, column.name);
    let finding = seen.violated(column.place, message).confidence(Confidence::Medium);
    let columns = std::slice::from_ref(&column.name);
    let statement = || {
        let (name, own, listed) =
            (table.name_for(columns, "key"), table.spelled(), table.spelled_columns(columns));
        ("sql", format!("CREATE UNIQUE INDEX {name} ON {own} ({listed});"))
    };
    let (language, text) = table.modelled_index(columns, true).unwrap_or_else(statement);
    finding.migration(migration::unique_index(table, columns)).fix(Fix {
        title: format!("Keep `{}` unique", column.name),
        edits: edit(facts, table, column).into_iter().collect(),
        code: Some(Snippet { language: language.to_owned(), text }),
    });
}

/// Certain in what creates the table, where nothing has run: an index that it has becomes unique, else the column.
fn edit(facts: &Facts, table: &Table, column: &Column) -> Option<Edit> {
    let columns = std::slice::from_ref(&column.name);
    if let Some(edit) = tables::index_edit(table, columns, true) {
        // An index of the model beside it would stay.
        return (!table.is_indexed(columns)).then_some(edit);
    }
    if facts.catalog.migrated || !table.states(column.type_.place) || column.type_.text.is_empty() {
        return None;
    }
    let leads = |index: &&Index| {
        index.leading_columns().first().is_some_and(|first| first.eq_ignore_ascii_case(&column.name))
    };
    let Some(index) = table.indexes.iter().find(leads) else {
        return Some(Edit { place: amend::behind(column.type_.place), text: " UNIQUE".to_owned() });
    };
    let whole = index.parts.len() == 1 && index.condition.is_none() && !table.states(index.place);
    let plain = whole && index.method.as_deref().is_none_or(|method| method == "btree");
    let step = amend::single(facts, index.place).filter(|_| plain)?;
    Some(Edit { place: amend::within(step.place, "CREATE"), text: " UNIQUE".to_owned() })
}
