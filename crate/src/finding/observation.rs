use std::collections::HashSet;

use super::{Action, Confidence, Fix, Migration, Severity};
use crate::artifact::{FileId, Place};

/// One problem at one place, with the other places that belong to it.
#[derive(Clone, Debug)]
pub struct Finding {
    pub place: Place,
    pub severity: Severity,
    pub confidence: Confidence,
    /// In the user's words, naming the thing: "table `visits` has no primary key".
    pub message: String,
    pub related: Vec<Related>,
    pub fix: Option<Fix>,
    /// What an API description lacks, where people decide on names and numbers before it is applied.
    pub overlay: Vec<Action>,
    /// What a database that holds rows can do towards it.
    pub migrations: Vec<Migration>,
    /// How many sites it stands for: more than one where one cause is told once.
    pub sites: usize,
}

#[derive(Clone, Debug)]
pub struct Related {
    pub place: Place,
    pub message: String,
}

impl Finding {
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    pub fn confidence(&mut self, confidence: Confidence) -> &mut Self {
        self.confidence = confidence;
        self
    }

    pub fn related(&mut self, place: Place, message: impl Into<String>) -> &mut Self {
        self.related.push(Related { place, message: message.into() });
        self
    }

    pub fn sites(&mut self, sites: usize) -> &mut Self {
        self.sites = sites.max(1);
        self
    }

    pub fn overlay(&mut self, actions: impl IntoIterator<Item = Action>) -> &mut Self {
        self.overlay.extend(actions);
        self
    }

    pub fn migration(&mut self, migration: Option<Migration>) -> &mut Self {
        let site = self.place;
        self.migrations([(site, migration)])
    }

    /// Of several sites, each with what settles it.
    pub fn migrations(&mut self, sites: impl IntoIterator<Item = (Place, Option<Migration>)>) -> &mut Self {
        let sites = sites.into_iter().filter_map(|(site, migration)| Some(Migration { site, ..migration? }));
        self.migrations.extend(sites);
        self
    }

    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }
}

/// A site that is as it should be, and what shows it.
#[derive(Clone, Debug)]
pub struct Evidence {
    pub place: Place,
    pub text: String,
}

/// A matter that only people can answer.
#[derive(Clone, Debug)]
pub struct Question {
    pub place: Option<Place>,
    pub text: String,
}

/// Everything that one rule says about a submission. A rule that leaves it empty had nothing to look at.
#[derive(Clone, Debug)]
pub struct Seen {
    severity: Severity,
    pub met: Vec<Evidence>,
    pub violated: Vec<Finding>,
    pub questions: Vec<Question>,
    /// What to add so that the rule can judge: "the migrations that create `visits`".
    #[allow(clippy::struct_field_names, reason = "the state of the checklist is called so")]
    pub not_seen: Vec<String>,
}

impl Seen {
    /// `severity` is what its findings have until a rule says otherwise.
    pub fn new(severity: Severity) -> Self {
        Self { severity, met: Vec::new(), violated: Vec::new(), questions: Vec::new(), not_seen: Vec::new() }
    }

    /// The site at `place` is as it should be; `evidence` says what shows it. A rule may have thousands of such sites:
    /// those that nobody will be shown are not put into words.
    pub fn met<T: Into<String>>(&mut self, place: Place, evidence: impl FnOnce() -> T) {
        /// Far more than are shown.
        const WORDED: usize = 100;
        let text = if self.met.len() < WORDED { evidence().into() } else { String::new() };
        self.met.push(Evidence { place, text });
    }

    /// The site at `place` is not as it should be. The finding has the rule's severity and high confidence
    /// until the caller says otherwise.
    pub fn violated(&mut self, place: Place, message: impl Into<String>) -> &mut Finding {
        self.violated.push_mut(Finding {
            place,
            severity: self.severity,
            confidence: Confidence::High,
            message: message.into(),
            related: Vec::new(),
            fix: None,
            overlay: Vec::new(),
            migrations: Vec::new(),
            sites: 1,
        })
    }

    /// What stands in a file that several share is told once, however many of them led there.
    pub fn say_once(&mut self, shared: impl Fn(FileId) -> bool) {
        let mut told = HashSet::new();
        let mut fresh =
            |place: Place, text: &str| !shared(place.file) || told.insert((place, text.to_owned()));
        self.violated.retain(|finding| fresh(finding.place, &finding.message));
        self.met.retain(|evidence| fresh(evidence.place, &evidence.text));
    }

    pub fn question(&mut self, place: Option<Place>, text: impl Into<String>) {
        self.questions.push(Question { place, text: text.into() });
    }

    pub fn not_seen(&mut self, needed: impl Into<String>) {
        self.not_seen.push(needed.into());
    }
}
