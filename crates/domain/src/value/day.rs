//! A date without a time: the same text in every time zone.

use super::{NotA, Timestamp, as_text_on_the_wire};
use chrono::{Datelike, Days, NaiveDate};
use std::{fmt, str::FromStr};

/// A day of the calendar, from year 1 to 9999, `YYYY-MM-DD` on the wire. Never a moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The day with these numbers, if the calendar has it.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Day> {
        (1..=9999).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day).map(Day)).flatten()
    }

    /// Year, month and day, as numbers.
    pub fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Days from this one to `later`; negative if that comes first.
    pub fn days_until(self, later: Day) -> i64 {
        (later.0 - self.0).num_days()
    }

    /// The day so many days later (or earlier); stops at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Day {
        let by = Days::new(days.unsigned_abs());
        let day = if days < 0 { self.0.checked_sub_days(by) } else { self.0.checked_add_days(by) };
        let end = if days < 0 { (1, 1, 1) } else { (9999, 12, 31) };
        day.and_then(|it| Day::new(it.year(), it.month(), it.day()))
            .unwrap_or_else(|| Day(NaiveDate::from_ymd_opt(end.0, end.1, end.2).unwrap_or(self.0)))
    }

    /// The weekday, Monday being 0.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// The day of a moment in UTC. What a person calls today is the platform's to say.
    pub fn of_utc(moment: Timestamp) -> Day {
        let days = moment.0.div_euclid(Timestamp::DAY);
        Day(NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default()).plus_days(days)
    }

    /// When it begins in UTC.
    pub(crate) fn midnight_utc(self) -> Timestamp {
        let first = Day(NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default());
        Timestamp(first.days_until(self) * Timestamp::DAY)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Day {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Day, NotA> {
        let bytes = text.as_bytes();
        let is_shaped = bytes.len() == 10
            && bytes
                .iter()
                .enumerate()
                .all(|(at, it)| if at == 4 || at == 7 { *it == b'-' } else { it.is_ascii_digit() });
        let number = |from: usize, to: usize| text.get(from..to).and_then(|it| it.parse::<u32>().ok());
        is_shaped
            .then(|| Day::new(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?))
            .flatten()
            .ok_or_else(|| NotA::new(text, "is not a day"))
    }
}
as_text_on_the_wire!(Day, "a day");

/// In which order a written date names day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// 31/12/2026, as most of the world writes.
    DayFirst,
    /// 12/31/2026, as in the United States.
    MonthFirst,
}

/// Reads a day as files hold them: ISO with or without a time, dots, slashes, dashes, `YYYYMMDD`, Excel's serial number.
///
/// `order` says how to read 03/04/2026. `Ok(None)` is an empty cell; so is Outlook's `0/0/00`.
/// A two-digit year is read as 1970 to 2069, as spreadsheets do.
pub fn parse_day(text: &str, order: DayOrder) -> Result<Option<Day>, NotA> {
    let trimmed = text.trim();
    let not = || NotA::new(trimmed, "is not a day");
    if trimmed.is_empty() {
        return Ok(None);
    }
    let date = trimmed.split(['T', ' ']).next().unwrap_or(trimmed);
    if date.bytes().all(|it| it.is_ascii_digit()) {
        return from_digits(date).map(Some).ok_or_else(not);
    }
    let parts: Vec<&str> = date.split(['-', '/', '.']).filter(|it| !it.is_empty()).collect();
    if parts.len() != 3 {
        return Err(not());
    }
    let number = |at: usize| parts[at].parse::<u32>().map_err(|_| not());
    let numbers = [number(0)?, number(1)?, number(2)?];
    if numbers == [0; 3] {
        return Ok(None);
    }
    let [year, month, day] = if parts[0].len() == 4 {
        numbers
    } else {
        let [first, second, year] = numbers;
        let century = if parts[2].len() > 2 {
            0
        } else if year < 70 {
            2000
        } else {
            1900
        };
        match order {
            DayOrder::DayFirst => [year + century, second, first],
            DayOrder::MonthFirst => [year + century, first, second],
        }
    };
    i32::try_from(year).ok().and_then(|year| Day::new(year, month, day)).map(Some).ok_or_else(not)
}

/// `YYYYMMDD`, or the days since 1899-12-30 that Excel counts (up to the year 2199).
fn from_digits(text: &str) -> Option<Day> {
    let number: u32 = text.parse().ok()?;
    match text.len() {
        8 => Day::new(i32::try_from(number / 10_000).ok()?, number / 100 % 100, number % 100),
        5 | 6 if number < 110_000 => Some(Day::new(1899, 12, 30)?.plus_days(number.into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn t1_only_days_of_the_calendar_in_one_spelling_are_days() {
        assert_eq!(day("2028-02-29").to_string(), "2028-02-29");
        for text in [
            "2027-02-29",
            "2026-13-01",
            "2026-1-5",
            "26-01-05",
            "2026-01-05T00:00",
            "",
            "0000-01-01",
            "２０26-01-05",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(day("2028-02-28").plus_days(2), day("2028-03-01"));
        assert_eq!(day("2026-11-21").plus_days(-365), day("2025-11-21"));
        assert_eq!(day("2026-11-21").days_until(day("2027-01-15")), 55);
        assert_eq!(day("9999-12-30").plus_days(400), day("9999-12-31"));
        assert_eq!(day("2026-11-21").weekday(), 5);
    }

    #[test]
    fn files_write_days_in_many_ways() {
        use DayOrder::{DayFirst, MonthFirst};
        for (text, order, expected) in [
            ("2026-11-21", DayFirst, Some("2026-11-21")),
            ("2024-03-12 09:14", DayFirst, Some("2024-03-12")),
            ("2021-05-03T10:11:12.000Z", DayFirst, Some("2021-05-03")),
            ("21.11.2026", DayFirst, Some("2026-11-21")),
            ("3/4/2026", DayFirst, Some("2026-04-03")),
            ("3/4/2026", MonthFirst, Some("2026-03-04")),
            ("3/15/2024 2:30 PM", MonthFirst, Some("2024-03-15")),
            ("19300213", DayFirst, Some("1930-02-13")),
            ("45631", DayFirst, Some("2024-12-05")),
            ("1-2-70", DayFirst, Some("1970-02-01")),
            ("1-2-69", DayFirst, Some("2069-02-01")),
            ("0/0/00", DayFirst, None),
            ("  ", DayFirst, None),
        ] {
            let expected = expected.map(day);
            assert_eq!(parse_day(text, order).expect(text), expected, "{text}");
        }
        for text in ["31.02.1984", "soon", "2026-13-01", "15/15/2026", "1/2", "--05-12", "99999999999"] {
            assert!(parse_day(text, DayFirst).is_err(), "{text}");
        }
    }
}
