//! What time it is, and what the user calls a day.

use chrono::{Datelike, Local, TimeZone, Timelike};
use domain::{
    query::{self, Standpoint},
    value::{Day, Timestamp},
};

/// The moment.
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub fn now() -> Timestamp {
    Timestamp(chrono::Utc::now().timestamp_millis())
}

/// The day that the user calls today.
pub fn today() -> Day {
    local(now()).0
}

/// Who looks, and what their clock says.
pub fn standpoint() -> Standpoint {
    let now = now();
    let (today, minute) = local(now);
    Standpoint { now, today, minute, me: super::device::me(), midnight: |day| moment(day, 0) }
}

/// The day and the minutes after midnight that the user's clock shows at a moment.
pub fn local(moment: Timestamp) -> (Day, u16) {
    let Some(time) = Local.timestamp_millis_opt(moment.0).single() else { return (Day::of_utc(moment), 0) };
    let day = Day::new(time.year(), time.month(), time.day()).unwrap_or_else(|| Day::of_utc(moment));
    (day, u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0))
}

/// What the user's clock shows at a moment, as a `datetime-local` field has it.
pub fn local_text(moment: Timestamp) -> String {
    let (day, minute) = local(moment);
    format!("{day}T{:02}:{:02}", minute / 60, minute % 60)
}

/// The first moment of a day at which the user's clock shows so many minutes after midnight or more; where a clock
/// change leaves the time out, the moment after it. Browsers take such times for other ones, so they are not asked.
pub fn moment(day: Day, minute: u16) -> Timestamp {
    query::first_moment(day, minute, &local)
}
