//! When tasks fall due by the clock on the wall of whoever looks.
//!
//! A due time is what a clock shows, and clocks are put forward and back. So the moment is asked of the clock itself: given what
//! it shows at any moment, the first one at which it shows a time is searched for.

use super::today::open_tasks;
use crate::{
    book::Book,
    order,
    record::{Due, Rep, Task},
    value::{Day, Id, Timestamp},
};

/// A clock on the wall: the day and the minutes after midnight that it shows at a moment.
pub type Wall<'a> = &'a dyn Fn(Timestamp) -> (Day, u16);

/// When something falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chime {
    /// The moment. A time that a clock change leaves out is that of the first minute after it, one that comes twice
    /// the first of both.
    pub at: Timestamp,
    /// A clock change leaves the time out on that day: the clock will show another one.
    pub is_left_out: bool,
}

/// When something falls due by a clock. What has no time falls due when its day begins.
pub fn chime(due: Due, wall: Wall<'_>) -> Chime {
    let minute = due.minute.unwrap_or(0);
    let at = first_moment(due.day, minute, wall);
    Chime { at, is_left_out: due.minute.is_some() && wall(at) != (due.day, minute) }
}

const MINUTE: i64 = 60_000;

/// The first moment at which a clock shows so many minutes after midnight of a day, or more.
pub fn first_moment(day: Day, minute: u16, wall: Wall<'_>) -> Timestamp {
    let utc = |(day, minute): (Day, u16)| day.midnight_utc().0 + i64::from(minute) * MINUTE;
    let shown = utc((day, minute));
    // How far the clock is ahead of Greenwich's before a change on that day, and after it.
    let candidate = |days: i64| {
        let at = shown + days * Timestamp::DAY;
        Timestamp(shown - (utc(wall(Timestamp(at))) - at))
    };
    let (before, after) = (candidate(-1), candidate(1));
    let (mut early, mut late) = (before.min(after), before.max(after));
    for it in [early, late] {
        if wall(it) == (day, minute) {
            return it;
        }
    }
    // Left out: the clock jumps over the time somewhere in between.
    while late.0 - early.0 > MINUTE {
        let middle = Timestamp(i64::midpoint(early.0, late.0) / MINUTE * MINUTE);
        if wall(middle) < (day, minute) { early = middle } else { late = middle }
    }
    late
}

/// The tasks of whoever looks that fell due after one moment and up to another, in order: what to remind them of.
pub fn fallen_due(
    book: &Book,
    me: Id<Rep>,
    after: Timestamp,
    until: Timestamp,
    wall: Wall<'_>,
) -> Vec<Id<Task>> {
    let days = wall(after).0..=wall(until).0;
    let near = reminding(book, me).filter(|it| days.contains(&it.0.day));
    let fell = near.map(|(due, task)| (chime(due, wall).at, due, task));
    let mut fell: Vec<_> = fell.filter(|it| after < it.0 && it.0 <= until).collect();
    order::sort_by_key(&mut fell, |it| *it);
    fell.into_iter().map(|it| it.2).collect()
}

/// When next a task of whoever looks falls due.
pub fn next_chime(book: &Book, me: Id<Rep>, after: Timestamp, wall: Wall<'_>) -> Option<Timestamp> {
    let first = wall(after).0;
    let mut next: Option<(Due, Timestamp)> = None;
    for (due, _) in reminding(book, me).filter(|it| it.0.day >= first) {
        // What is due later never chimes earlier, so the clock is asked rarely.
        if next.is_none_or(|it| due < it.0) {
            let at = chime(due, wall).at;
            next = if at > after { Some((due, at)) } else { next };
        }
    }
    next.map(|it| it.1)
}

/// The open tasks of whoever looks, and when they are due.
fn reminding(book: &Book, me: Id<Rep>) -> impl Iterator<Item = (Due, Id<Task>)> {
    let mine = open_tasks(book).filter(move |it| it.by.is_none_or(|it| it == me));
    mine.filter_map(|it| Some((it.due?, it.of.get()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query::Standpoint, testing::Device};

    fn due(text: &str) -> Due {
        text.parse().expect(text)
    }

    fn task(device: &Device, book: &mut Book, text: &str) -> Id<Task> {
        device.adds(book, |it: &mut Task| (it.title, it.due) = (text.into(), Some(due(text))))
    }

    /// A clock that is so many minutes ahead of Greenwich's until a moment, and so many from then on.
    fn clock(before: i64, change: Timestamp, after: i64) -> impl Fn(Timestamp) -> (Day, u16) {
        move |it| {
            let shown = Timestamp(it.0 + if it < change { before } else { after } * MINUTE);
            (Day::of_utc(shown), Standpoint::utc(shown, Id::NONE).minute)
        }
    }

    /// A moment in Greenwich.
    fn utc(text: &str) -> Timestamp {
        let Due { day, minute } = due(text);
        Timestamp(day.midnight_utc().0 + i64::from(minute.expect("a time")) * MINUTE)
    }

    // Case F3.
    #[test]
    fn n6_a_time_that_a_clock_change_leaves_out_falls_due_at_the_first_minute_after_it() {
        // Berlin: after 01:59 comes 03:00. Beirut: after 23:59 comes 01:00.
        let berlin = clock(60, utc("2027-03-28T01:00"), 120);
        let beirut = clock(120, utc("2027-03-27T22:00"), 180);
        let out = |at| Chime { at: utc(at), is_left_out: true };
        let usual = |at| Chime { at: utc(at), is_left_out: false };
        for (text, wall, chimes) in [
            ("2027-03-28T01:59", &berlin as Wall<'_>, usual("2027-03-28T00:59")),
            ("2027-03-28T02:00", &berlin, out("2027-03-28T01:00")),
            ("2027-03-28T02:30", &berlin, out("2027-03-28T01:00")),
            ("2027-03-28T03:00", &berlin, usual("2027-03-28T01:00")),
            ("2027-03-28", &berlin, usual("2027-03-27T23:00")),
            ("2027-03-28T00:30", &beirut, out("2027-03-27T22:00")),
            ("2027-03-28", &beirut, usual("2027-03-27T22:00")),
            ("9999-12-31T23:59", &clock(0, Timestamp(0), 0), usual("9999-12-31T23:59")),
        ] {
            assert_eq!(chime(due(text), wall), chimes, "{text}");
        }
    }

    // Case F3.
    #[test]
    fn n6_a_time_that_comes_twice_falls_due_once() {
        // Berlin: after 02:59 comes 02:00 again.
        let (device, mut book) = (Device::new(1), Book::new());
        let call = task(&device, &mut book, "2027-10-31T02:30");
        let wall = clock(120, utc("2027-10-31T01:00"), 60);
        let first = utc("2027-10-31T00:30");
        assert_eq!(chime(due("2027-10-31T02:30"), &wall), Chime { at: first, is_left_out: false });
        let next = |after| next_chime(&book, device.me(), after, &wall);
        let fell = |after, until| fallen_due(&book, device.me(), after, until, &wall);
        let just_before = Timestamp(first.0 - 1);
        assert_eq!((next(just_before), fell(just_before, first)), (Some(first), vec![call]));
        assert_eq!((next(first), fell(first, utc("2027-10-31T12:00"))), (None, vec![]));
    }

    #[test]
    fn n7_what_fell_due_since_one_last_looked_is_told_once_in_order() {
        let (device, mut book) = (Device::new(1), Book::new());
        let [noon, nine, day] =
            ["2026-11-21T12:00", "2026-11-21T09:00", "2026-11-21"].map(|it| task(&device, &mut book, it));
        let wall = clock(0, Timestamp(0), 0);
        let fell = |after: &str, until: &str| fallen_due(&book, device.me(), utc(after), utc(until), &wall);
        assert_eq!(fell("2026-11-20T18:00", "2026-11-21T12:00"), [day, nine, noon]);
        assert_eq!(fell("2026-11-21T09:00", "2026-11-21T12:00"), [noon]);
        assert_eq!(fell("2026-11-21T12:00", "2026-11-22T12:00"), []);
        assert_eq!(fell("2026-11-22T12:00", "2026-11-20T12:00"), [], "the clock was put back");
        let next = |after: &str| next_chime(&book, device.me(), utc(after), &wall);
        assert_eq!(next("2026-11-20T18:00"), Some(utc("2026-11-21T00:00")));
        assert_eq!(next("2026-11-21T00:00"), Some(utc("2026-11-21T09:00")));
        assert_eq!(next("2026-11-21T12:00"), None);
    }
}
