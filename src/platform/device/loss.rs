//! That data was here and is not, or not all of it.
//!
//! A browser that clears a site or throws a damaged database away hands out an empty one, which looks like a first visit.
//! What tells the two apart is the mark of how far the data had come, which lies in another place. What was found is kept
//! until the user says what to do about it: a reload must not turn a loss into a first visit either.

use super::{HighWater, forget, get, set};
use serde::{Deserialize, Serialize};

/// What was lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// How it came about, as far as a browser tells.
    pub cause: Cause,
    /// How far the data had come; nothing if that mark is gone as well.
    pub mark: Option<HighWater>,
}

/// How data comes to be lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The browser found the database damaged and threw it away; in its words.
    Damaged(String),
    /// There is nothing any more.
    Gone,
    /// So many of the last changes are missing.
    Short(u64),
    /// The user threw away what could not be read.
    Discarded,
}

impl Loss {
    /// Compares where the data stands with how far it had come before it was opened.
    pub fn between(mark: Option<HighWater>, data_loss: Option<String>, revision: u64) -> Option<Loss> {
        if let Some(words) = data_loss {
            return Some(Loss { cause: Cause::Damaged(words), mark });
        }
        let mark = mark.filter(|it| it.revision > revision)?;
        let cause = if revision == 0 { Cause::Gone } else { Cause::Short(mark.revision - revision) };
        Some(Loss { cause, mark: Some(mark) })
    }

    /// Whether nothing is left.
    pub fn is_total(&self) -> bool {
        !matches!(self.cause, Cause::Short(_))
    }
}

/// What was lost and has not been dealt with.
pub fn loss() -> Option<Loss> {
    get("loss")
}

/// Notes what was lost.
pub fn set_loss(loss: &Loss) {
    set("loss", loss);
}

/// It was dealt with: from now on what is here is all there is.
pub fn settle_loss() {
    forget("loss");
    forget("mark");
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::value::Timestamp;

    #[track_caller]
    fn check(mark: Option<u64>, data_loss: Option<&str>, revision: u64, expected: Option<Cause>) {
        let mark = mark.map(|revision| HighWater { revision, at: Timestamp(5), counts: Vec::new() });
        let found = Loss::between(mark, data_loss.map(str::to_owned), revision);
        assert_eq!(found.map(|it| it.cause), expected);
    }

    #[test]
    fn a_first_visit_is_no_loss_and_neither_is_more_than_was_known() {
        check(None, None, 0, None);
        check(None, None, 9, None);
        check(Some(7), None, 7, None);
        check(Some(7), None, 9, None);
    }

    #[test]
    fn less_than_was_known_is_a_loss() {
        check(Some(7), None, 0, Some(Cause::Gone));
        check(Some(7), None, 4, Some(Cause::Short(3)));
    }

    #[test]
    fn what_the_browser_says_counts_even_if_the_mark_is_gone() {
        check(None, Some("checksum mismatch"), 0, Some(Cause::Damaged("checksum mismatch".to_owned())));
        check(Some(7), Some("checksum"), 0, Some(Cause::Damaged("checksum".to_owned())));
    }
}
