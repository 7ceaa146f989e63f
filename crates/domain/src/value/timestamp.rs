//! A moment.

use serde::{Deserialize, Serialize};

/// A moment, in milliseconds since 1970 in UTC. What has only a date is a [`super::Day`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// One day, in milliseconds.
    pub const DAY: i64 = 86_400_000;

    /// Whole days from this moment to `later`; nought if `later` comes first, as after a clock was put back.
    pub fn days_until(self, later: Timestamp) -> i64 {
        later.0.saturating_sub(self.0).max(0) / Timestamp::DAY
    }
}
