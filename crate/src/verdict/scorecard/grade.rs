use super::words::count;
use crate::finding::{Confidence, Severity};
use crate::rules::Observed;

/// With fewer items judged, a grade would say more about what is missing than about the backend.
pub(super) const FEWEST_JUDGED: usize = 5;

/// Least score of each grade, the best first.
const GRADES: [(&str, f64); 5] = [("A", 90.0), ("B", 75.0), ("C", 60.0), ("D", 40.0), ("F", 0.0)];

pub(super) struct Grade {
    pub letter: Option<String>,
    /// Why there is none, or what holds it down.
    pub reason: Option<String>,
}

/// `score` as it is shown.
pub(super) fn grade(score: Option<f64>, judged: usize, total: usize, observed: &[Observed]) -> Grade {
    let Some(score) = score else {
        let reason = format!(
            "Too little was seen for a grade: {judged} of {total} items could be judged, and it takes {FEWEST_JUDGED}."
        );
        return Grade { letter: None, reason: Some(reason) };
    };
    let earned = GRADES.iter().find(|(_, least)| score >= *least).map_or("F", |(letter, _)| *letter);
    let held = cap(observed).filter(|cap| *cap.letter > *earned);
    match held {
        Some(cap) => Grade { letter: Some(cap.letter.to_owned()), reason: Some(cap.reason) },
        None => Grade { letter: Some(earned.to_owned()), reason: None },
    }
}

struct Cap {
    letter: &'static str,
    reason: String,
}

/// The best grade that the open findings allow.
fn cap(observed: &[Observed]) -> Option<Cap> {
    let findings = || observed.iter().flat_map(|observed| &observed.seen.violated);
    let open = |severity| {
        let counts = findings().filter(|finding| finding.confidence > Confidence::Low);
        counts.filter(|finding| finding.severity == severity).count()
    };
    let cap = |letter, open, severity: &str| Cap {
        letter,
        reason: format!("Held at {letter} by {}.", count(open, &format!("open {severity} finding"))),
    };
    match (open(Severity::Critical), open(Severity::High)) {
        (0, 0) => None,
        (0, high) => Some(cap("C", high, "high")),
        (critical, _) => Some(cap("D", critical, "critical")),
    }
}
