//! How long code takes natively in each language: a project of fifty files, an edit of one of them, five megabytes,
//! and files that are made to take as long as they can.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads files and the clock, and says what it measured; the engine does not"
)]

mod hostile;
mod project;

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use archwright::{File, Project, Workspace, review};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

criterion_group!(benches, projects, edits, five_megabytes, exploding);
criterion_main!(benches);

fn projects(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("fifty files");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for language in project::LANGUAGES {
        let project = Project { files: project::files(language, 50, 0) };
        group.throughput(Throughput::Bytes(bytes(&project.files) as u64));
        group.bench_function(language, |bencher| bencher.iter(|| review(black_box(&project))));
    }
    group.finish();
}

/// A file of 300 lines is edited beside 49 others, so that all its places move.
fn edits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("edit of 300 lines beside 49 files");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for language in project::LANGUAGES {
        let mut workspace = Workspace::default();
        for file in project::files(language, 49, 0) {
            workspace.set_file(file);
        }
        let edited = project::long_file(language, 300);
        let comment = if language == "python" { "#" } else { "//" };
        let mut edits = 0_u64;
        group.bench_function(language, |bencher| {
            bencher.iter(|| {
                edits += 1;
                let text = format!("{comment} {edits}\n{}", edited.contents.text);
                workspace.set_file(File::new(edited.path.as_str(), text));
                black_box(workspace.review())
            });
        });
    }
    group.finish();
}

/// Once for each language, with the most memory that the process had meanwhile.
fn five_megabytes(_: &mut Criterion) {
    for language in project::LANGUAGES {
        let files = project::files(language, usize::MAX, 5_000_000);
        let (count, size) = (files.len(), bytes(&files));
        forget_peak();
        let before = memory("VmRSS");
        let begin = Instant::now();
        let verdict = review(&Project { files });
        let seconds = begin.elapsed().as_secs_f64();
        let most = memory("VmHWM").saturating_sub(before);
        println!(
            "five megabytes/{language}: {count} files, {} kB in {seconds:.2} s, {} MB of memory, {} findings",
            size / 1000,
            most / 1024,
            verdict.report().findings.len()
        );
    }
}

fn exploding(_: &mut Criterion) {
    for (name, files) in hostile::all() {
        let size = bytes(&files);
        let begin = Instant::now();
        let verdict = review(&Project { files });
        let milliseconds = begin.elapsed().as_millis();
        let noted = verdict.report().files.iter().map(|file| file.coverage.notes.len()).sum::<usize>();
        println!("exploding/{name}: {} kB in {milliseconds} ms, {noted} notes", size / 1000);
    }
}

fn bytes(files: &[File]) -> usize {
    files.iter().map(|file| file.contents.text.len()).sum()
}

/// Kilobytes, where the system tells; 0 where it does not.
fn memory(what: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// Lets the system count the most memory from here on.
fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}
