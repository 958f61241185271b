use super::live;
use crate::facts::{AlterTable, Engine, Facts, Key};
use crate::finding::{Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "blocking-key",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("blocking_key.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let Some(engine) = live::likely_engine(facts, file).filter(|engine| engine.adds_unvalidated) else {
            continue;
        };
        for change in live::changes(facts, file) {
            let (key, kind) = match change.change {
                AlterTable::AddPrimaryKey(key) => (key, "PRIMARY KEY"),
                AlterTable::AddUnique(key) => (key, "UNIQUE"),
                AlterTable::AddExclusion(exclusion) => {
                    let message = format!(
                        "nobody uses `{}` until all its rows are compared with one another",
                        change.table
                    );
                    seen.violated(exclusion.place, message).confidence(change.confidence);
                    continue;
                }
                _ => continue,
            };
            if key.columns.is_empty() {
                seen.met(key.place, || {
                    format!("the key of `{}` is made of an index that stands", change.table)
                });
                continue;
            }
            let message = format!(
                "nobody uses `{}` until the index over `{}` is built",
                change.table,
                key.columns.join("`, `")
            );
            let finding = seen.violated(key.place, message).confidence(change.confidence);
            let fix = fix(engine, change.table, key, kind);
            finding.fix(Fix {
                code: fix
                    .code
                    .map(|code| Snippet { text: live::spelled_for(facts, file, engine, code.text), ..code }),
                ..fix
            });
        }
    }
}

fn fix(engine: &Engine, table: &str, key: &Key, kind: &str) -> Fix {
    let columns = key.columns.join(", ");
    let end = if kind == "UNIQUE" { "key" } else { "pkey" };
    let name = key.name.clone().unwrap_or_else(|| format!("{table}_{}_{end}", key.columns.join("_")));
    let build = engine.create_index.replace("CREATE INDEX", "CREATE UNIQUE INDEX");
    Fix {
        title: "Build the index first, while the table is used".to_owned(),
        edits: Vec::new(),
        code: Some(Snippet {
            language: "sql".to_owned(),
            text: format!(
                "{build} {name} ON {table} ({columns});\nALTER TABLE {table} ADD CONSTRAINT {name} {kind} USING INDEX {name};"
            ),
        }),
    }
}
