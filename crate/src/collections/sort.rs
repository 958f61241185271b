//! Sorting of whatever type by one compiled sort.

use std::cmp::Ordering;

use super::order::swaps;

/// Sorts like the standard library's methods of alike names: what is equal keeps its order.
pub trait Sort<T> {
    fn order(&mut self)
    where
        T: Ord;

    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);
}

impl<T> Sort<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let sorted = sorted(self.len(), &|left, right| match (self.get(left), self.get(right)) {
            (Some(left), Some(right)) => compare(left, right),
            _ => Ordering::Equal,
        });
        arrange(self, sorted);
    }

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|left, right| key(left).cmp(&key(right)));
    }
}

/// Puts at place `n` what stands at `slots[n]`.
pub(super) fn arrange<T>(items: &mut [T], slots: Vec<u32>) {
    for (left, right) in swaps(slots) {
        items.swap(left, right);
    }
}

/// The numbers below `length` in the order that `compare` tells.
fn sorted(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(length).unwrap_or(u32::MAX)).collect();
    order.sort_by(|&left, &right| compare(left as usize, right as usize));
    order
}
