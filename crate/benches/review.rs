//! How long a review takes natively: generated inputs, and the files that `ARCHWRIGHT_BENCH_FILES` names
//! (paths with `:` between them).
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and its environment; the engine does not"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use archwright::{File, Project, Workspace, review};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

criterion_group!(benches, generated, given, edited);
criterion_main!(benches);

fn generated(criterion: &mut Criterion) {
    measure(criterion, "openapi of 1,000 operations", File::new("openapi.json", contract(1000)));
    measure(criterion, "sql of 1,000 tables", File::new("schema.sql", schema(1000)));
    measure(criterion, "express of 300 lines", File::new("server.js", server(25)));
    measure(criterion, "express of 3,000 lines", File::new("server.js", server(250)));
}

fn given(criterion: &mut Criterion) {
    let paths = std::env::var("ARCHWRIGHT_BENCH_FILES").unwrap_or_default();
    for path in paths.split(':').map(Path::new) {
        if let Ok(bytes) = std::fs::read(path) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            measure(criterion, &name, File::from_bytes(name.clone(), bytes));
        }
    }
}

/// One file of three is edited, as in the page while somebody types.
fn edited(criterion: &mut Criterion) {
    let mut workspace = Workspace::default();
    workspace.set_file(File::new("openapi.json", contract(1000)));
    workspace.set_file(File::new("schema.sql", schema(1000)));
    let text = server(25);
    let mut edits = 0_u64;
    criterion.bench_function("edit of 300 lines beside big files", |bencher| {
        bencher.iter(|| {
            edits += 1;
            workspace.set_file(File::new("server.js", format!("{text}// {edits}\n")));
            black_box(workspace.review())
        });
    });
}

fn measure(criterion: &mut Criterion, name: &str, file: File) {
    let mut group = criterion.benchmark_group("review");
    group.throughput(Throughput::Bytes(file.contents.text.len() as u64));
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    let project = Project { files: vec![file] };
    group.bench_function(name, |bencher| bencher.iter(|| review(black_box(&project))));
    group.finish();
}

fn contract(operations: usize) -> String {
    let mut paths = String::new();
    for at in 0..operations {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(
            paths,
            r##"{comma}"/resources{at}": {{"get": {{"operationId": "list{at}", "responses": {{"200":
{{"description": "All", "content": {{"application/json": {{"schema": {{"type": "array",
"items": {{"$ref": "#/components/schemas/Resource"}}}}}}}}}}}}}}}}"##
        );
    }
    let schema = r#""Resource": {"type": "object", "properties": {"id": {"type": "string"}}}"#;
    format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "Resources", "version": "1"}},
"paths": {{{paths}}}, "components": {{"schemas": {{{schema}}}}}}}"#
    )
}

fn schema(tables: usize) -> String {
    let mut text = String::new();
    for at in 0..tables {
        let _ = writeln!(
            text,
            "CREATE TABLE resources{at} (\n  id bigint PRIMARY KEY,\n  parent_id bigint REFERENCES resources0 (id),\n  \
             price float,\n  name text NOT NULL\n);"
        );
    }
    text
}

fn server(routes: usize) -> String {
    let mut text = String::from("const express = require('express');\nconst app = express();\n");
    for at in 0..routes {
        let _ = writeln!(
            text,
            "app.get('/resources{at}/:id', async (request, response) => {{\n  try {{\n    const found = await \
             db.query('SELECT id, name FROM resources{at} WHERE id = $1', [request.params.id]);\n    if \
             (!found.rows[0]) {{\n      return response.status(404).json({{ error: 'not found' }});\n    }}\n    \
             response.json(found.rows[0]);\n  }} catch (error) {{\n    response.status(500).json({{ error: 'failed' \
             }});\n  }}\n}});\n"
        );
    }
    text
}
