//! A sorted map.

mod traits;

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::ops::{Bound, RangeBounds};

use super::order::{Order, Position, Walk};
use super::sort::arrange;

/// Entries lie in the order in which they came; an index of their numbers is what is sorted.
#[derive(Clone)]
pub struct BTreeMap<K, V> {
    slots: Vec<(K, V)>,
    order: Order,
}

/// The place of a key in a map, whether there is something or not.
pub struct Entry<'a, K, V> {
    map: &'a mut BTreeMap<K, V>,
    key: K,
    found: Result<Position, Position>,
}

#[derive(Debug)]
pub struct Iter<'a, K, V> {
    slots: &'a [(K, V)],
    walk: Walk<'a>,
}

type IterMut<'a, K, V> =
    std::iter::Map<std::slice::IterMut<'a, (K, V)>, fn(&'a mut (K, V)) -> (&'a K, &'a mut V)>;

impl<K, V> BTreeMap<K, V> {
    pub const fn new() -> Self {
        Self { slots: Vec::new(), order: Order::new() }
    }

    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter { slots: &self.slots, walk: self.order.walk() }
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.iter().map(|(key, _)| key)
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.iter().map(|(_, value)| value)
    }

    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        self.settle();
        self.slots.iter_mut().map(|(key, value)| (&*key, value))
    }

    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> + ExactSizeIterator {
        self.iter_mut().map(|(_, value)| value)
    }

    pub fn into_keys(self) -> impl DoubleEndedIterator<Item = K> + ExactSizeIterator {
        self.into_iter().map(|(key, _)| key)
    }

    pub fn into_values(self) -> impl DoubleEndedIterator<Item = V> + ExactSizeIterator {
        self.into_iter().map(|(_, value)| value)
    }

    pub fn first_key_value(&self) -> Option<(&K, &V)> {
        self.iter().next()
    }

    pub fn last_key_value(&self) -> Option<(&K, &V)> {
        self.iter().next_back()
    }

    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.settle();
        self.slots.retain_mut(|(key, value)| keep(key, value));
        self.order = Order::counting(self.slots.len());
    }

    /// Brings the entries themselves into order.
    fn settle(&mut self) {
        arrange(&mut self.slots, self.order.renumber());
    }
}

impl<K: Ord, V> BTreeMap<K, V> {
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.get_key_value(key).map(|(_, value)| value)
    }

    pub fn get_key_value<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let slot = self.order.get(self.find(key).ok()?)?;
        self.slots.get(slot as usize).map(|(key, value)| (key, value))
    }

    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let slot = self.order.get(self.find(key).ok()?)?;
        self.slots.get_mut(slot as usize).map(|(_, value)| value)
    }

    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Gives back what the key had before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(position) => {
                let slot = self.order.get(position)?;
                self.slots.get_mut(slot as usize).map(|(_, old)| std::mem::replace(old, value))
            }
            Err(position) => {
                self.push(position, key, value);
                None
            }
        }
    }

    /// Takes everything out of the other.
    pub fn append(&mut self, other: &mut Self) {
        self.extend(std::mem::take(other));
    }

    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        let found = self.find(&key);
        Entry { map: self, key, found }
    }

    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.remove_entry(key).map(|(_, value)| value)
    }

    pub fn remove_entry<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<(K, V)>
    where
        K: Borrow<Q>,
    {
        let position = self.find(key).ok()?;
        let slot = self.order.get(position)?;
        // The last entry comes to lie where the removed one lay.
        if let Some((last, _)) = self.slots.last()
            && let Ok(position) = self.find(last.borrow())
        {
            self.order.rename(position, slot);
        }
        self.order.remove(position);
        Some(self.slots.swap_remove(slot as usize))
    }

    pub fn range<Q: Ord + ?Sized>(&self, range: impl RangeBounds<Q>) -> Iter<'_, K, V>
    where
        K: Borrow<Q>,
    {
        let all = self.order.walk();
        let from = match range.start_bound() {
            Bound::Included(key) => self.bound(key, false),
            Bound::Excluded(key) => self.bound(key, true),
            Bound::Unbounded => all.start(),
        };
        let to = match range.end_bound() {
            Bound::Included(key) => self.bound(key, true),
            Bound::Excluded(key) => self.bound(key, false),
            Bound::Unbounded => all.end(),
        };
        Iter { slots: &self.slots, walk: self.order.walk_between(from, to) }
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<Position, Position>
    where
        K: Borrow<Q>,
    {
        self.order.find(&mut |slot| match self.slots.get(slot as usize) {
            Some((other, _)) => other.borrow().cmp(key),
            None => Ordering::Less,
        })
    }

    /// Where `key` stands or would, or behind it.
    fn bound<Q: Ord + ?Sized>(&self, key: &Q, behind: bool) -> Position
    where
        K: Borrow<Q>,
    {
        match self.find(key) {
            Ok(position) => position.moved(usize::from(behind)),
            Err(position) => position,
        }
    }

    /// Gives the number of the slot that the entry has got.
    fn push(&mut self, position: Position, key: K, value: V) -> usize {
        let slot = self.slots.len();
        self.slots.push((key, value));
        self.order.insert(position, u32::try_from(slot).unwrap_or(u32::MAX));
        slot
    }
}

impl<'a, K: Ord, V> Entry<'a, K, V> {
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    pub fn or_insert(self, value: V) -> &'a mut V {
        self.or_insert_with(|| value)
    }

    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'a mut V {
        let slot = match self.found {
            Ok(position) => self.map.order.get(position).unwrap_or_default() as usize,
            Err(position) => self.map.push(position, self.key, make()),
        };
        #[allow(clippy::indexing_slicing, reason = "the index holds numbers of slots that there are")]
        &mut self.map.slots[slot].1
    }
}
