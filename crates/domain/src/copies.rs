//! Which of many copies of the whole stay: many of the last hours, fewer of the days and weeks before.
//!
//! A fault is often noticed late, and by then the newest copies hold it too; but every copy takes room. And the copy that
//! holds most is never dropped: what makes the data shrink may have been a fault.

use crate::value::Timestamp;
use std::{cmp::Reverse, collections::BTreeSet};

/// What is known of a copy without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When it was made.
    pub at: Timestamp,
    /// How many records it holds.
    pub records: usize,
    /// It was made before everything was replaced, and not by the clock.
    pub is_before: bool,
}

/// So many of the newest stay, of those made by the clock and of those made before everything was replaced.
const NEWEST: usize = 5;
/// Of so many days the newest stays.
const DAYS: usize = 7;
/// Of so many weeks the newest stays.
const WEEKS: usize = 5;

/// How long a copy lasts before changes call for another, in milliseconds.
pub const EVERY: i64 = 10 * 60_000;

/// When those copies were made that can go. Those from the future, of a clock that ran ahead for a while, count as the oldest:
/// they must not stay in the place of what is made now.
pub fn superfluous(copies: &[Kept], now: Timestamp) -> Vec<Timestamp> {
    let mut copies = copies.to_vec();
    crate::order::sort_by_key(&mut copies, |it| (it.at > now, Reverse(it.at)));
    let largest = copies.iter().max_by_key(|it| (it.records, it.at)).map(|it| it.at);
    let mut stay: BTreeSet<Timestamp> = largest.into_iter().collect();
    stay.extend(copies.iter().filter(|it| it.is_before).take(NEWEST).map(|it| it.at));
    stay.extend(copies.iter().filter(|it| !it.is_before).take(NEWEST).map(|it| it.at));
    stay.extend(newest_of_each(&copies, Timestamp::DAY, DAYS));
    stay.extend(newest_of_each(&copies, 7 * Timestamp::DAY, WEEKS));
    copies.iter().map(|it| it.at).filter(|it| !stay.contains(it)).collect()
}

/// The newest copy of each of the last stretches of time in which there is one.
fn newest_of_each(copies: &[Kept], stretch: i64, count: usize) -> Vec<Timestamp> {
    let mut newest: Vec<Timestamp> = Vec::new();
    for at in copies.iter().filter(|it| !it.is_before).map(|it| it.at) {
        let is_another =
            newest.last().is_none_or(|last| last.0.div_euclid(stretch) != at.0.div_euclid(stretch));
        if is_another && newest.len() < count {
            newest.push(at);
        }
    }
    newest
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;
    /// Midnight of some day.
    const START: i64 = 20_454 * Timestamp::DAY;
    const NOW: Timestamp = Timestamp(START + 1_000 * Timestamp::DAY);

    fn by_clock(at: i64, records: usize) -> Kept {
        Kept { at: Timestamp(at), records, is_before: false }
    }

    /// What is left when a copy was made every hour and the rule was kept each time.
    fn lived(hours: i64) -> Vec<i64> {
        let mut copies: Vec<Kept> = Vec::new();
        for hour in 0..hours {
            copies.push(by_clock(START + hour * HOUR, 10));
            let go = superfluous(&copies, Timestamp(START + hour * HOUR));
            copies.retain(|it| !go.contains(&it.at));
        }
        copies.iter().map(|it| (it.at.0 - START) / HOUR).collect()
    }

    #[test]
    fn the_last_ones_stay_and_then_one_of_each_day_and_of_each_week() {
        assert_eq!(lived(5), [0, 1, 2, 3, 4]);
        let left = lived(24 * 60);
        assert!(left.len() <= NEWEST + DAYS + WEEKS, "{left:?}");
        assert!(left.ends_with(&[1435, 1436, 1437, 1438, 1439]), "{left:?}");
        let days: BTreeSet<i64> = left.iter().map(|it| it / 24).collect();
        assert!((53..60).all(|day| days.contains(&day)), "the last seven days: {days:?}");
        assert!(left[0] < 24 * 39, "three weeks ago: {left:?}");
    }

    #[test]
    fn what_holds_most_stays_however_old_it_is() {
        let mut copies = vec![by_clock(START, 1_000)];
        copies.extend((1..900).map(|day| by_clock(START + day * Timestamp::DAY, 3)));
        assert!(!superfluous(&copies, NOW).contains(&Timestamp(START)));
    }

    /// Case F1.
    #[test]
    fn copies_of_a_clock_that_ran_ahead_do_not_crowd_out_those_of_now() {
        let ahead = (0..9).map(|it| by_clock(NOW.0 + (300 + it) * Timestamp::DAY, 10));
        let now = (1..6).map(|it| by_clock(NOW.0 - it * HOUR, 10));
        let go = superfluous(&ahead.chain(now).collect::<Vec<_>>(), NOW);
        assert!(!go.is_empty() && go.iter().all(|it| *it > NOW), "{go:?}");
    }

    #[test]
    fn copies_made_before_everything_was_replaced_are_not_crowded_out() {
        let before = |at: i64| Kept { at: Timestamp(at), records: 5, is_before: true };
        let mut copies: Vec<Kept> = (0..7).map(|it| before(START + it)).collect();
        copies.extend((1..100).map(|it| by_clock(START + it * HOUR, 5)));
        let go = superfluous(&copies, NOW);
        assert_eq!(go.iter().filter(|it| it.0 < START + HOUR).count(), 2, "the newest five stay");
    }
}
