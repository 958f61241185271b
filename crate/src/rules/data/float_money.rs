use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Confidence, Edit, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, migration, tables};

pub(super) static RULE: Rule = Rule {
    id: "float-money",
    item: "data.types",
    severity: Severity::High,
    page: page!("float_money.md"),
    check,
};

/// Words that mean money.
const MONEY: &[&str] = &[
    "price", "salary", "wage", "balance", "revenue", "subtotal", "fee", "payment", "refund", "money",
    "invoice", "payout", "earnings", "turnover", "dollars", "euros", "usd", "eur", "gbp",
];
/// Words that mean money more often than not.
const LIKELY: &[&str] =
    &["amount", "cost", "budget", "tax", "deposit", "discount", "debit", "commission", "total", "bonus"];
/// Words of measures that are no sums of money, whatever stands beside them.
const MEASURES: &[&str] = &[
    "rate",
    "ratio",
    "percent",
    "percentage",
    "pct",
    "factor",
    "score",
    "weight",
    "count",
    "time",
    "ms",
    "seconds",
    "hours",
    "minutes",
    "days",
    "index",
    "probability",
    "distance",
    "volume",
    "quantity",
    "qty",
    "length",
    "size",
    "change",
    "volatility",
    "elasticity",
    "id",
    "at",
    "date",
    "type",
    "kg",
    "grams",
    "calories",
    "temperature",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::with_parts(facts) {
        for column in &table.columns {
            let Some(confidence) = money(column) else { continue };
            if confidence < Confidence::High && is_measured(table, column) {
                continue;
            }
            match column.type_.family {
                TypeFamily::Float => report(table, column, confidence, facts.catalog.migrated, seen),
                TypeFamily::Decimal | TypeFamily::Money | TypeFamily::Integer { .. } => {
                    let evidence =
                        format!("`{}` of `{}` is exact: {}", column.name, table.name, column.type_.text);
                    seen.met(column.type_.place, || evidence);
                }
                _ => {}
            }
        }
    }
}

/// Another column says in which unit an amount is: `amount_value` beside `amount_unit`.
fn is_measured(table: &Table, column: &Column) -> bool {
    let first = column.words().first();
    table.columns.iter().any(|other| {
        let words = other.words();
        words.first() == first && words.iter().any(|word| word == "unit" || word == "uom")
    })
}

/// How sure it is that a column holds money, by its name.
fn money(column: &Column) -> Option<Confidence> {
    let words = column.words();
    let any = |known: &[&str]| {
        words.iter().any(|word| {
            known.contains(&word.as_str()) || known.contains(&crate::facts::singular(word).as_str())
        })
    };
    if any(MEASURES) {
        return None;
    }
    match (any(MONEY), any(LIKELY)) {
        (true, _) => Some(Confidence::High),
        (false, true) => Some(Confidence::Medium),
        (false, false) => None,
    }
}

fn report(table: &Table, column: &Column, confidence: Confidence, migrated: bool, seen: &mut Seen) {
    let type_ = &column.type_;
    let message =
        format!("`{}` of `{}` holds money as `{}`, which rounds", column.name, table.name, type_.text);
    let finding = seen.violated(column.place, message).confidence(confidence);
    // A database that cannot change a type keeps decimals as floating point too: whole cents are exact in all.
    let exact = table.engine.is_none_or(|engine| engine.change_type.is_some());
    if !exact {
        return;
    }
    let edits = if table.states(type_.place) && !migrated {
        vec![Edit { place: type_.place, text: "numeric(12, 2)".to_owned() }]
    } else {
        let text = table.modelled_money_type(&column.name).filter(|_| table.line.is_some());
        // A default beside it is written as a number of either type.
        text.map(|text| Edit { place: type_.place, text }).into_iter().collect()
    };
    finding.migration(migration::retype(table, column, "numeric(12, 2)", "exact"));
    let statement = || Some(("sql", table.change_type(&column.name, "numeric(12, 2)")?));
    let code = table.modelled_money(&column.name).or_else(statement);
    finding.fix(Fix {
        title: format!("Make `{}` exact", column.name),
        edits,
        code: code.map(|(language, text)| Snippet { language: language.to_owned(), text }),
    });
}
