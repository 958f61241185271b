//! The Markdown of a page, with what every review asks of all pages.

use super::ways::{Shown, shown};

/// In the module, all of it is worked out as it is compiled: no page is read before something is told of it.
#[derive(Clone, Copy)]
pub struct PageText {
    pub markdown: &'static str,
    #[cfg(target_arch = "wasm32")]
    shown: Shown,
    #[cfg(target_arch = "wasm32")]
    digest: u64,
}

impl PageText {
    pub(crate) const fn of(markdown: &'static str) -> Self {
        Self {
            markdown,
            #[cfg(target_arch = "wasm32")]
            shown: shown(markdown),
            #[cfg(target_arch = "wasm32")]
            digest: digest(DIGEST_OF_NOTHING, markdown.as_bytes()),
        }
    }

    /// What its examples are made of.
    pub(crate) fn shown(&self) -> Shown {
        #[cfg(target_arch = "wasm32")]
        return self.shown;
        #[cfg(not(target_arch = "wasm32"))]
        shown(self.markdown)
    }

    /// Of what is told of the page.
    pub(crate) fn digest(&self) -> u64 {
        #[cfg(target_arch = "wasm32")]
        return self.digest;
        #[cfg(not(target_arch = "wasm32"))]
        digest(DIGEST_OF_NOTHING, super::told::told(self.markdown).as_bytes())
    }
}

/// FNV-1a, 64 bits: the same on every platform and in every build, which `std`'s hashers do not promise.
pub(crate) const DIGEST_OF_NOTHING: u64 = 0xcbf2_9ce4_8422_2325;

/// The digest of what was digested before, with these bytes behind it.
pub(crate) const fn digest(before: u64, bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let (mut digest, mut rest) = (before, bytes);
    while let [first, after @ ..] = rest {
        digest = (digest ^ *first as u64).wrapping_mul(PRIME);
        rest = after;
    }
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_published_fnv_1a() {
        assert_eq!(digest(DIGEST_OF_NOTHING, b"foobar"), 0x8594_4171_f739_67e8);
    }
}
