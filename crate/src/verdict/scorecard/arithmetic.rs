//! The sums of the score. Monotonic: one more met site never lowers a result, one more violated never
//! raises it, and rounding keeps the order.

use crate::finding::Severity;
use crate::verdict::Term;

/// Weight of one site in the score of its item; each step of severity counts double.
pub(super) fn site_weight(severity: Severity) -> u32 {
    match severity {
        Severity::Info => 1,
        Severity::Low => 2,
        Severity::Medium => 4,
        Severity::High => 8,
        Severity::Critical => 16,
    }
}

/// 0 to 100: the weighted share of met sites; `None` where there is no site.
pub(super) fn share(terms: &[Term]) -> Option<f64> {
    let weighted = |term: &Term, sites: usize| f64::from(term.weight) * number(sites);
    let met: f64 = terms.iter().map(|term| weighted(term, term.met)).sum();
    let all: f64 = terms.iter().map(|term| weighted(term, term.met + term.violated)).sum();
    (all > 0.0).then(|| 100.0 * met / all)
}

/// `None` where there is nothing to take the mean of.
pub(super) fn weighted_mean(parts: impl Iterator<Item = (u32, f64)>) -> Option<f64> {
    let add = |(sum, weights): (f64, f64), (weight, score): (u32, f64)| {
        (sum + f64::from(weight) * score, weights + f64::from(weight))
    };
    let (sum, weights) = parts.fold((0.0, 0.0), add);
    (weights > 0.0).then(|| sum / weights)
}

/// To one decimal, as people read it.
pub(super) fn rounded(score: f64) -> f64 {
    (score * 10.0).round() / 10.0
}

#[allow(clippy::cast_precision_loss, reason = "a submission has far fewer than 2^52 sites")]
fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(severity: Severity, met: usize, violated: usize) -> Term {
        Term { rule: String::new(), weight: site_weight(severity), met, violated }
    }

    #[test]
    fn a_site_of_a_graver_rule_counts_more() {
        let terms = [term(Severity::High, 1, 0), term(Severity::Medium, 0, 1)];
        assert_eq!(share(&terms).map(rounded), Some(66.7));
    }

    #[test]
    fn no_site_gives_no_score() {
        assert_eq!(share(&[term(Severity::High, 0, 0)]), None);
        assert_eq!(weighted_mean(std::iter::empty()), None);
    }
}
