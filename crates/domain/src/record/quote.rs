//! A quote: what was offered, at which prices, and until when.
//!
//! Its lines are a copy. What a deal sells may change afterwards; what was offered has been. What the lines come to is
//! computed of them, as it is of those of the deal.
//!
//! # What is not here
//!
//! That a quote has expired: a day passes by itself, and nobody writes it down. Nor what may be changed of one, which is
//! for commands to say (`command::enclosed`).

use super::{LineItem, Totals, names};
use crate::value::{Day, Text};
use serde::{Deserialize, Serialize};

/// What was offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The day it is dated.
    pub date: Day,
    /// What it offers: the lines of the deal as they were when it was made.
    pub lines: Vec<LineItem>,
    /// What it is called: "2026-014".
    pub number: Text,
    /// How far it has come.
    pub status: QuoteStatus,
    /// What else it says.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub text: Text,
    /// The last day on which it can be accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Day>,
}

impl Quote {
    /// What its lines come to; nothing where they are of more than one currency, as another program may have written them.
    pub fn totals(&self) -> Option<Totals> {
        Totals::of(&self.lines)
    }

    /// Whether it can still be changed: nobody has seen it.
    pub fn is_draft(&self) -> bool {
        self.status == QuoteStatus::Draft
    }

    /// Whether it was sent, not answered, and its last day has passed.
    pub fn has_expired(&self, today: Day) -> bool {
        self.status == QuoteStatus::Sent && self.valid_until.is_some_and(|it| it < today)
    }
}

names! {
    /// How far a quote has come.
    QuoteStatus {
        /// It is being written.
        Draft = "draft",
        /// They have it.
        Sent = "sent",
        /// They said yes.
        Accepted = "accepted",
        /// They said no.
        Declined = "declined",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d17_a_quote_expires_the_day_after_its_last_if_it_was_sent_and_not_answered() {
        let day = |it: &str| it.parse::<Day>().expect("a day");
        let last = day("2026-12-21");
        for status in QuoteStatus::ALL.iter().copied() {
            let date = day("2026-11-21");
            let quote = Quote {
                date,
                lines: Vec::new(),
                number: "1".into(),
                status,
                text: Text::EMPTY,
                valid_until: Some(last),
            };
            assert!(!quote.has_expired(last));
            assert_eq!(quote.has_expired(last.plus_days(1)), status == QuoteStatus::Sent);
            assert!(!Quote { valid_until: None, ..quote }.has_expired(day("9999-12-31")));
        }
    }
}
