//! Maps and sorting do what the standard library's do, whatever is done to them.

use std::collections;

use super::{BTreeMap, BTreeSet, Sort};

/// Numbers that look random, and are the same in every run.
fn numbers() -> impl Iterator<Item = u64> {
    std::iter::successors(Some(0x9E37_79B9_7F4A_7C15_u64), |last| {
        let mixed = last ^ (last << 13);
        let mixed = mixed ^ (mixed >> 7);
        Some(mixed ^ (mixed << 17))
    })
}

#[test]
fn a_map_does_what_a_tree_does() {
    let (mut ours, mut theirs) = (BTreeMap::new(), collections::BTreeMap::new());
    for (step, number) in numbers().take(20_000).enumerate() {
        let key = number % 3000;
        match number >> 60 {
            0..=3 => assert_eq!(ours.remove(&key), theirs.remove(&key)),
            4..=6 => *ours.entry(key).or_default() += step,
            _ => assert_eq!(ours.insert(key, step), theirs.insert(key, step)),
        }
        if matches!(number >> 60, 4..=6) {
            *theirs.entry(key).or_default() += step;
        }
        assert_eq!((ours.len(), ours.get(&number)), (theirs.len(), theirs.get(&number)));
        if step % 1000 == 0 {
            assert!(ours.range(key..key + 50).eq(theirs.range(key..key + 50)));
            assert!(ours.range(..=key).rev().eq(theirs.range(..=key).rev()));
            assert!(ours.iter_mut().eq(theirs.iter_mut()));
        }
    }
    assert!(ours.iter().len() > 1000 && ours.iter().eq(&theirs) && ours.iter().rev().eq(theirs.iter().rev()));
    ours.retain(|key, _| key % 3 == 0);
    theirs.retain(|key, _| key % 3 == 0);
    assert!(ours.clone().into_iter().eq(theirs.clone()));
    assert_eq!(
        (ours.first_key_value(), ours.last_key_value()),
        (theirs.first_key_value(), theirs.last_key_value())
    );
}

#[test]
fn a_map_is_emptied_from_both_ends() {
    let mut map: BTreeMap<usize, usize> = (0..3000).map(|key| (key, key)).collect();
    for key in 0..1500 {
        assert_eq!((map.remove(&key), map.remove(&(2999 - key))), (Some(key), Some(2999 - key)));
        assert_eq!(
            (map.iter().len(), map.keys().next()),
            (2998 - 2 * key, (key < 1499).then_some(&(key + 1)))
        );
    }
    assert!(map.is_empty() && map.iter().next_back().is_none());
}

#[test]
fn a_walk_meets_in_the_middle() {
    let set: BTreeSet<u32> = (0..2000).rev().collect();
    let mut members = set.iter();
    for number in 0..1000 {
        assert_eq!((members.next(), members.next_back()), (Some(&number), Some(&(1999 - number))));
    }
    assert_eq!((members.next(), members.next_back(), members.len()), (None, None, 0));
}

#[test]
fn what_is_equal_keeps_its_order_in_a_sort() {
    let mut ours: Vec<(u64, usize)> =
        numbers().take(5000).enumerate().map(|(n, key)| (key % 50, n)).collect();
    let mut theirs = ours.clone();
    ours.order_by_key(|(key, _)| *key);
    theirs.sort_by_key(|(key, _)| *key);
    assert_eq!(ours, theirs);
}
