//! A digest that is the same on every platform and in every build, which `std`'s hashers do not promise: FNV-1a,
//! 64 bits. `build.rs` reads this file, too.

pub(crate) const DIGEST_OF_NOTHING: u64 = 0xcbf2_9ce4_8422_2325;

/// The digest of what was digested before, with these bytes behind it.
pub(crate) fn digest(before: u64, bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    bytes.iter().fold(before, |digest, byte| (digest ^ u64::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_fnv_1a() {
        assert_eq!(digest(DIGEST_OF_NOTHING, b"foobar"), 0x8594_4171_f739_67e8);
    }
}
