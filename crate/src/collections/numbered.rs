//! Maps and sets by the numbers that the engine gives to nodes, schemas and places. These are counted up from zero, so
//! nobody can choose them to collide, and a multiplication spreads them well enough.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

pub type NumberMap<K, V> = HashMap<K, V, BuildHasherDefault<Spread>>;
pub type NumberSet<K> = HashSet<K, BuildHasherDefault<Spread>>;

#[derive(Clone, Copy, Debug, Default)]
pub struct Spread(u64);

impl Spread {
    fn add(&mut self, number: u64) {
        /// Of the golden ratio (Knuth, The Art of Computer Programming, 6.4).
        const SPREADING: u64 = 0x9E37_79B9_7F4A_7C15;
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(SPREADING);
    }
}

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.add(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }
}
