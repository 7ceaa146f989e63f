//! Who looks, and when: what a query needs that is not in the Book.

use crate::{
    record::{Due, Rep},
    value::{Day, Id, Timestamp},
};

/// Who looks, and what their clock on the wall says.
#[derive(Clone, Copy, Debug)]
pub struct Standpoint {
    /// The moment.
    pub now: Timestamp,
    /// The day that they call today.
    pub today: Day,
    /// Minutes after midnight, on their clock.
    pub minute: u16,
    /// The rep that they are.
    pub me: Id<Rep>,
    /// When a day begins where they are. Whoever asks knows the zone and its summer time.
    pub midnight: fn(Day) -> Timestamp,
}

impl Standpoint {
    /// Someone in Greenwich, in winter.
    pub fn utc(now: Timestamp, me: Id<Rep>) -> Standpoint {
        let today = Day::of_utc(now);
        let minute = u16::try_from(now.0.rem_euclid(Timestamp::DAY) / 60_000).unwrap_or_default();
        Standpoint { now, today, minute, me, midnight: Day::midnight_utc }
    }

    /// Whether what was due then should have been done by now. What has no time is due by the end of its day.
    pub fn is_past(&self, due: Due) -> bool {
        due.day < self.today || due.day == self.today && due.minute.is_some_and(|it| it < self.minute)
    }
}
