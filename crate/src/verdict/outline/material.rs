//! What the sections are made from, related once for all of them.

use super::endpoints::{Endpoint, endpoints};
use super::groups::{Group, groups};
use super::relations::Relations;
use super::resources::{Resource, resources};
use super::technologies::{SeenTechnology, technologies};
use crate::facts::{Artifact, Facts, TechnologyRole};
use crate::verdict::report::{Context, ReportFinding, ReportItem, Scorecard};
use crate::workspace::Submission;

pub(super) struct Material<'a> {
    pub(super) submission: &'a Submission<'a>,
    pub(super) facts: &'a Facts,
    pub(super) findings: &'a [ReportFinding],
    pub(super) scorecard: &'a Scorecard,
    pub(super) context: &'a Context,
    /// The weightiest first.
    pub(super) groups: Vec<Group<'a>>,
    pub(super) endpoints: Vec<Endpoint<'a>>,
    /// The largest first.
    pub(super) resources: Vec<Resource<'a>>,
    pub(super) technologies: Vec<SeenTechnology<'a>>,
    pub(super) relations: Relations<'a>,
}

impl<'a> Material<'a> {
    pub(super) fn new(
        submission: &'a Submission<'a>,
        findings: &'a [ReportFinding],
        scorecard: &'a Scorecard,
        context: &'a Context,
    ) -> Self {
        let facts = submission.facts;
        let endpoints = endpoints(facts);
        Self {
            submission,
            facts,
            findings,
            scorecard,
            context,
            groups: groups(findings),
            resources: resources(facts, &endpoints),
            technologies: technologies(submission),
            relations: Relations::new(&facts.catalog),
            endpoints,
        }
    }

    pub(super) fn item(&self, id: &str) -> Option<&'a ReportItem> {
        self.scorecard.items.iter().find(|item| item.id == id)
    }

    pub(super) fn has_code(&self) -> bool {
        self.facts.has(Artifact::Code)
    }

    pub(super) fn has_tables(&self) -> bool {
        !self.facts.catalog.tables.is_empty()
    }

    pub(super) fn in_role(&self, role: TechnologyRole) -> impl Iterator<Item = &SeenTechnology<'a>> {
        self.technologies.iter().filter(move |technology| technology.role == role)
    }
}
