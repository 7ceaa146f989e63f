//! Sorting, compiled once.
//!
//! A sort of the standard library is compiled anew for every type it is called with, at two to three kilobytes each.
//! Here only the comparing is: what is sorted is a list of places, the same code for all. An element is moved once.
//!
//! What sorts everything that there is while nobody can do anything else (the columns of the board, the links) does
//! not come here, because there the call for each comparison would be felt.

use std::cmp::Ordering;

/// Sorts as [`slice::sort_by`] does: equals stay as they stood.
pub fn sort_by<T>(list: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let places = places(list.len(), &mut |a, b| compare(&list[a], &list[b]));
    arrange(list, places);
}

/// Sorts as [`slice::sort_by_key`] does: equals stay as they stood.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts as [`slice::sort_by_cached_key`] does: each key is made once, and equals stay as they stood.
pub fn sort_by_cached_key<T, K: Ord>(list: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = list.iter().map(key).collect();
    let places = places(list.len(), &mut |a, b| keys[a].cmp(&keys[b]));
    arrange(list, places);
}

/// Which element belongs into each place.
#[inline(never)]
fn places(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..len).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

fn arrange<T>(list: &mut [T], mut places: Vec<usize>) {
    for at in 0..places.len() {
        // Whoever stood here may have been swapped away; where to, the places before this one tell.
        let mut from = places[at];
        while from < at {
            from = places[from];
        }
        places[at] = from;
        list.swap(at, from);
    }
}

#[cfg(test)]
mod tests {
    use super::{sort_by_cached_key, sort_by_key};

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        for len in 0..200_u32 {
            let list: Vec<(u32, u32)> =
                (0..len).map(|it| (it.wrapping_mul(2_654_435_761) >> 27, it)).collect();
            let (mut ours, mut cached, mut theirs) = (list.clone(), list.clone(), list);
            sort_by_key(&mut ours, |it| it.0);
            sort_by_cached_key(&mut cached, |it| it.0);
            theirs.sort_by_key(|it| it.0);
            assert_eq!(ours, theirs);
            assert_eq!(cached, theirs);
        }
    }
}
