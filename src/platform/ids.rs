//! New ids.

use super::{clock, page};
use std::cell::RefCell;
use uuid::{Builder, Uuid};

/// A UUID of version 7 that nobody has, later than all that this page made before.
pub fn fresh() -> Uuid {
    thread_local! {
        static LAST: RefCell<Last> = RefCell::default();
    }
    LAST.with_borrow_mut(|it| it.next(clock::now().0, random))
}

/// A number for a new copy of the data, random enough that two copies never share one.
pub fn node() -> u32 {
    let random = fresh().as_u128();
    // The low half of a UUID of version 7 is random.
    u32::try_from(random & u128::from(u32::MAX)).unwrap_or_default()
}

/// What is random in an id, in bytes.
const SHARE: usize = 10;

fn random() -> [u8; SHARE] {
    let mut bytes = [0; SHARE];
    let crypto = page::window().and_then(|it| it.crypto().ok());
    let filled = crypto.and_then(|it| it.get_random_values_with_u8_array(&mut bytes).ok());
    filled.expect("every browser has random numbers");
    bytes
}

/// The id that was made last.
#[derive(Default)]
struct Last {
    millis: u64,
    /// The first bits that are random, and the others, which are counted on from within a millisecond.
    head: u16,
    tail: u64,
}

impl Last {
    /// The next id. One of a later millisecond is random; within one it is counted on from there, as section 6.2 of RFC 9562
    /// has it, and so it is when the clock was put back. To ask the browser for random numbers costs more than all else
    /// that is done for an id, and an import makes a hundred in a millisecond.
    fn next(&mut self, now: i64, random: impl FnOnce() -> [u8; SHARE]) -> Uuid {
        let now = u64::try_from(now).unwrap_or_default();
        if now > self.millis {
            let bytes = random();
            let tail = bytes[2..].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
            // 62 bits are the id's; without the highest of them there is room to count.
            *self = Last { millis: now, head: u16::from_be_bytes([bytes[0], bytes[1]]), tail: tail >> 3 };
        } else {
            self.tail += 1;
        }
        let mut bytes = [0; SHARE];
        bytes[..2].copy_from_slice(&self.head.to_be_bytes());
        bytes[2..].copy_from_slice(&self.tail.to_be_bytes());
        Builder::from_unix_timestamp_millis(self.millis, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::Last;

    #[test]
    fn ids_are_of_version_7_and_each_is_later_than_the_one_before() {
        let mut last = Last::default();
        let moments = [5, 5, 5, 4, 6, 6, 7];
        let random = [[0xff; 10], [0; 10], [0xff; 10], [0; 10], [0; 10], [0; 10], [0xff; 10]];
        let ids: Vec<_> = moments.into_iter().zip(random).map(|(now, it)| last.next(now, || it)).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
        assert!(ids.iter().all(|it| it.get_version_num() == 7 && it.get_variant() == uuid::Variant::RFC4122));
        let millis =
            |at: usize| ids[at].get_timestamp().map(|it| it.to_unix()).map(|(s, n)| (s, n / 1_000_000));
        assert_eq!((millis(0), millis(3), millis(6)), (Some((0, 5)), Some((0, 5)), Some((0, 7))));
    }

    #[test]
    fn two_pages_that_make_ids_in_the_same_millisecond_make_others() {
        let ids = |random| {
            let mut last = Last::default();
            (0..1_000).map(|_| last.next(5, || random)).collect::<std::collections::BTreeSet<_>>()
        };
        assert!(ids([0x11; 10]).is_disjoint(&ids([0x22; 10])));
        assert_eq!(ids([0x11; 10]).len(), 1_000);
    }
}
