//! Algorithms, keys, random numbers, and connections that are encrypted.

mod fixed_initialization_vector;
mod fixed_salt;
mod hard_coded_key;
mod outdated_tls;
mod predictable_random;
mod purpose;
mod short_key;
mod timing_unsafe_comparison;
mod unverified_certificate;
mod weak_cipher;
mod weak_digest;

use crate::rules::Rule;

pub(in crate::rules) const RULES: &[&Rule] = &[
    &fixed_initialization_vector::RULE,
    &fixed_salt::RULE,
    &hard_coded_key::RULE,
    &outdated_tls::RULE,
    &predictable_random::RULE,
    &short_key::RULE,
    &timing_unsafe_comparison::RULE,
    &unverified_certificate::RULE,
    &weak_cipher::RULE,
    &weak_digest::RULE,
];
