//! The quantified targets that a backend is held to.

/// What, the target, how it is verified.
pub(super) const TARGETS: [(&str, &str, &str); 11] = [
    ("API response time, p50", "below 100 ms", "load test, 10 minutes at expected load"),
    ("API response time, p95", "below 200 ms for reads, 500 ms at the most", "the same load test"),
    ("API response time, p99", "below 2 s", "the same load test"),
    ("Simple query, p95", "below 50 ms", "statistics of the database by statement"),
    ("Complex join, p95", "below 200 ms", "the same, with `EXPLAIN` of what exceeds it"),
    (
        "Throughput of one instance",
        "1,000 requests a second",
        "load test in steps until p95 exceeds its target",
    ),
    ("Error rate", "below 0.1 %, at peak below 1 %", "share of 5xx over 5 minutes, with an alert on it"),
    ("Availability", "99.9 %, 8.76 hours a year at most", "probe from outside, each minute"),
    ("Recovery time (RTO)", "below 4 hours", "restore drill each quarter"),
    ("Recovery point (RPO)", "below 1 hour", "age of the newest backup that was restored"),
    (
        "Test coverage",
        "80 % of business logic, 90 % of critical paths",
        "coverage report in the pipeline, as a gate",
    ),
];
