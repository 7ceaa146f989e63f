//! Something to do.

use super::{Common, Priority, Rep, names, registers};
use crate::value::{Day, Id, NotA, RecordId, Text, Timestamp, as_text_on_the_wire};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Task {
    pub id: Id<Task>,
    pub common: Common,
    pub title: Text,
    pub kind: Option<TaskKind>,
    pub due: Option<Due>,
    pub priority: Option<Priority>,
    pub assignee: Option<Id<Rep>>,
    /// The lead, deal, contact or company it is about.
    pub about: Option<RecordId>,
    pub done: Option<Done>,
}
registers! {
    Task, Task, version 1,
    one [title, kind, due, priority, assignee, about, done],
    each [],
    links |task, tell| task.about.into_iter().for_each(tell)
}

/// Until when: a day, and a time of that day where there is one. The time is that of the clock on the wall.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The day.
    pub day: Day,
    /// Minutes after midnight; what has no time is due by the end of the day.
    pub minute: Option<u16>,
}

impl fmt::Display for Due {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.day)?;
        self.minute.map_or(Ok(()), |it| write!(out, "T{:02}:{:02}", it / 60, it % 60))
    }
}
impl fmt::Debug for Due {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
impl FromStr for Due {
    type Err = NotA;
    /// Reads `2026-11-21` or `2026-11-21T09:30`.
    fn from_str(text: &str) -> Result<Due, NotA> {
        let not = || NotA::new(text, "is not a time when something can be due");
        let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
        let day = day.parse()?;
        let minute = |time: &str| {
            let (hour, minute) = time.split_once(':')?;
            let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
            (hour < 24 && minute < 60).then_some(hour * 60 + minute)
        };
        match time {
            None => Ok(Due { day, minute: None }),
            Some(time) => Ok(Due { day, minute: Some(minute(time).ok_or_else(not)?) }),
        }
    }
}
as_text_on_the_wire!(Due, "a day, or a day and a time");

fn two_digits(text: &str) -> Option<u16> {
    (text.len() == 2 && text.bytes().all(|it| it.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// When and by whom it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    pub at: Timestamp,
    /// By whom, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Rep>>,
}

names! {
    /// What kind of thing is to be done.
    TaskKind {
        /// Call.
        Call = "call",
        /// Write.
        Email = "email",
        /// Meet.
        Meeting = "meeting",
        /// Show it.
        Demo = "demo",
        /// Ask again.
        FollowUp = "follow_up",
        /// Send a quote.
        SendQuote = "send_quote",
        /// Say thank you.
        ThankYou = "thank_you",
        /// Anything else.
        Other = "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_time_reads_as_it_is_written() {
        for text in ["2026-11-21", "2026-11-21T00:00", "9999-12-31T23:59"] {
            assert_eq!(text.parse::<Due>().expect(text).to_string(), text);
        }
        for text in
            ["2026-11-21T24:00", "2026-11-21T9:30", "2026-11-21T", "2026-02-30", "2026-11-21T09:30:00"]
        {
            assert!(text.parse::<Due>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_has_a_time_comes_after_what_is_due_all_day_in_order() {
        let due = |text: &str| text.parse::<Due>().expect(text);
        assert!(due("2026-11-21") < due("2026-11-21T09:00") && due("2026-11-21T09:00") < due("2026-11-22"));
    }
}
