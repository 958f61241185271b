//! What was submitted, how it stands, what weighs most, and what to do first.

use super::groups::{Group, severity_name};
use super::inline::{code, count, listed, prose};
use super::material::Material;
use super::page::{Page, cite};
use crate::facts::{GraphSchema, RootKind, TechnologyRole};
use crate::finding::Confidence;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    page.paragraph(&submitted(material));
    page.paragraph(&standing(material));
    let weightiest: Vec<&Group<'_>> = material.groups.iter().take(3).collect();
    if weightiest.is_empty() {
        page.paragraph(
            "No rule found a problem in what could be judged. The scorecard says what was not judged and why.",
        );
        return;
    }
    page.heading("What weighs most");
    page.steps(&weightiest.iter().map(|group| problem(group)).collect::<Vec<_>>());
    page.heading("What to do first");
    page.steps(&weightiest.iter().filter_map(|group| first_step(group)).collect::<Vec<_>>());
    for finding in weightiest.iter().flat_map(|group| group.findings.iter().take(20)) {
        page.sources.finding(finding);
    }
}

fn submitted(material: &Material<'_>) -> String {
    let operations = material.endpoints.iter().filter(|endpoint| endpoint.operation.is_some()).count();
    let served = material.facts.routes.len();
    let tables = material.relations.tables.len();
    let queries = material.facts.queries().count();
    let facts = material.facts;
    let services = facts.proto_files().flat_map(|(_, _, file)| &file.services);
    let rpcs = services.map(|service| service.rpcs.len()).sum();
    let root_fields = |graph: &GraphSchema| {
        RootKind::ALL.map(|kind| graph.root_fields(kind).count()).into_iter().sum::<usize>()
    };
    let graph_fields = facts.graphs().map(root_fields).sum();
    let channels = facts.event_contracts().map(|contract| contract.channels.len()).sum();
    let numbers = [
        (operations, "operation"),
        (rpcs, "rpc"),
        (graph_fields, "GraphQL operation"),
        (channels, "channel"),
        (served, "route"),
        (tables, "table"),
        (queries, "query"),
    ];
    let parts: Vec<String> = numbers
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    let files = material.submission.files().count();
    let what = if parts.is_empty() {
        "no operation, route, table or query was read".to_owned()
    } else {
        parts.join(", ")
    };
    let stack: Vec<String> = material
        .technologies
        .iter()
        .filter(|seen| {
            use TechnologyRole as Role;
            matches!(
                seen.role,
                Role::Language
                    | Role::Framework
                    | Role::Database
                    | Role::DataAccess
                    | Role::Cache
                    | Role::Queue
                    | Role::Contract
            )
        })
        .map(|seen| code(&seen.name))
        .collect();
    let built = if stack.is_empty() { String::new() } else { format!(" Stack: {}.", listed(&stack, 8)) };
    format!("Reviewed: {}, in them {what}.{built}", count(files, "file"))
}

fn standing(material: &Material<'_>) -> String {
    let card = material.scorecard;
    let reason = card.grade_reason.as_deref().map(|reason| format!(" {}", prose(reason))).unwrap_or_default();
    let grade = match (&card.grade, card.score) {
        (Some(grade), Some(score)) => format!(
            "**Grade {grade}, {score:.0} of 100.**{reason} {} of {} checklist items could be judged.",
            card.coverage.judged, card.coverage.total
        ),
        _ => format!("**No grade.**{reason}"),
    };
    let next =
        card.coverage.next.first().map(|next| {
            format!(" Adding {} would judge {} more.", prose(&next.add), count(next.items, "item"))
        });
    grade + &next.unwrap_or_default()
}

fn problem(group: &Group<'_>) -> String {
    let example = group.first().map(|finding| {
        format!(": {} ({})", prose(&finding.message), cite(&finding.path, finding.range.start.line))
    });
    format!(
        "**{}** ({}{}, {}){}",
        group.title,
        severity_name(group.severity),
        doubt(group.confidence),
        group.extent(),
        example.unwrap_or_default()
    )
}

fn doubt(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "",
        Confidence::Medium => ", medium confidence",
        Confidence::Low => ", low confidence",
    }
}

fn first_step(group: &Group<'_>) -> Option<String> {
    let step = group.first()?.fix.steps.first()?;
    Some(format!("{step} ({}: {})", code(group.rule), group.extent()))
}
