//! The design outline: what an architect hands over, derived from facts, findings and scorecard alone.
//! Always the same sections in the same order; one that has nothing to say says what is missing.

mod acceptance_and_tests;
mod api_contracts;
mod architecture_overview;
mod contract_changes;
mod data_schema;
mod ddl;
mod decisions;
mod endpoints;
mod er_diagram;
mod event_channels;
mod executive_summary;
mod findings_by_place;
mod follow_up;
mod graph_operations;
mod groups;
mod inline;
mod interfaces;
mod key_considerations;
mod key_endpoints;
mod load;
mod material;
mod open_questions;
mod options_and_decisions;
mod page;
mod permission_matrix;
mod rationale;
mod reach;
mod relations;
mod resources;
mod risks_and_runbooks;
mod route_contract;
mod route_coverage;
mod rpcs;
mod runbooks;
mod sample;
mod sample_value;
mod service_definitions;
mod sources;
mod stance;
mod status;
mod stores;
mod targets;
mod technologies;
mod technology_stack_rationale;
mod test_cases;

use material::Material;
use page::Page;

use super::report::{Context, Outline, ReportFinding, Scorecard};
use crate::workspace::Submission;

type Write = fn(&Material<'_>, &mut Page<'_>);

const SECTIONS: [(&str, &str, Write); 12] = [
    ("executive-summary", "Executive Summary", executive_summary::write),
    ("architecture-overview", "Architecture Overview", architecture_overview::write),
    ("service-definitions", "Service Definitions", service_definitions::write),
    ("api-contracts", "API Contracts", api_contracts::write),
    ("data-schema", "Data Schema", data_schema::write),
    ("technology-stack-rationale", "Technology Stack Rationale", technology_stack_rationale::write),
    ("key-considerations", "Key Considerations", key_considerations::write),
    ("options-and-decisions", "Options and Decisions", options_and_decisions::write),
    ("acceptance-and-tests", "Acceptance and Tests", acceptance_and_tests::write),
    ("risks-and-runbooks", "Risks and Runbooks", risks_and_runbooks::write),
    ("open-questions", "Open Questions", open_questions::write),
    ("follow-up", "Follow-up", follow_up::write),
];

/// Every section, in the fixed order.
pub(super) fn outline(
    submission: &Submission<'_>,
    findings: &[ReportFinding],
    scorecard: &Scorecard,
    context: &Context,
) -> Outline {
    let material = Material::new(submission, findings, scorecard, context);
    let sections = SECTIONS.iter().map(|(id, title, write)| {
        let mut page = Page::new(submission);
        write(&material, &mut page);
        page.section(id, title)
    });
    Outline { sections: sections.collect() }
}
