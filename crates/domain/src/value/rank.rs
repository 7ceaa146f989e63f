//! Order that leaves room: between any two ranks there is always a third.

use super::{NotA, as_text_on_the_wire};
use std::{fmt, str::FromStr, sync::Arc};

/// A card's place in its column. Ranks compare as text.
///
/// Invariant: lower-case ASCII letters, not empty, and never ending in `a`, so something fits below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(Arc<str>);

/// How many letters count when a card is put at an end of its column: 26^4 / 2 cards fit on either side before ranks grow.
const STEP_LETTERS: u32 = 4;
/// Ranks longer than this are spread anew by the caller; see [`Rank::is_long`].
const LONG: usize = 24;

impl Rank {
    /// The rank of the first card of all.
    pub fn first() -> Rank {
        Rank("naab".into())
    }

    /// A rank strictly between two neighbours (`None` is the end of the column), or `None` if they
    /// are equal or the wrong way round: after a merge they can be, and the caller spreads the run anew.
    pub fn between(lower: Option<&Rank>, upper: Option<&Rank>) -> Option<Rank> {
        match (lower, upper) {
            (None, None) => Some(Rank::first()),
            (Some(lower), None) => Some(lower.stepped(1).unwrap_or_else(|| middle(&lower.0, None))),
            (None, Some(upper)) => Some(upper.stepped(-1).unwrap_or_else(|| middle("", Some(&upper.0)))),
            (Some(lower), Some(upper)) if lower < upper => Some(middle(&lower.0, Some(&upper.0))),
            _ => None,
        }
    }

    /// `count` ranks in order, strictly between two neighbours, as short as they can be; `None` as in [`Rank::between`].
    pub fn spread(lower: Option<&Rank>, upper: Option<&Rank>, count: usize) -> Option<Vec<Rank>> {
        let mut ranks = vec![None; count];
        fill(&mut ranks, lower, upper)?;
        ranks.into_iter().collect()
    }

    /// Whether it has grown so long, by many moves to one place, that its neighbours should be spread anew.
    pub fn is_long(&self) -> bool {
        self.0.len() > LONG
    }

    /// The rank one step further at the end of a column, or `None` where the letters that count are used up.
    fn stepped(&self, by: i32) -> Option<Rank> {
        let letters = self.0.bytes().chain(std::iter::repeat(b'a')).take(STEP_LETTERS as usize);
        let number = letters.fold(0, |sum, it| sum * 26 + i32::from(it - b'a'));
        let mut next = number + by;
        if next % 26 == 0 {
            next += by; // A rank never ends in `a`.
        }
        // One letter stays free at either end, so that what is longer still finds a place.
        if next < 26 || next >= 26_i32.pow(STEP_LETTERS) - 26 {
            return None;
        }
        let mut text = String::new();
        for power in (0..STEP_LETTERS).rev() {
            text.push(char::from(b'a' + u8::try_from(next / 26_i32.pow(power) % 26).ok()?));
        }
        Some(Rank(text.into()))
    }
}

impl Default for Rank {
    fn default() -> Rank {
        Rank::first()
    }
}

/// A text between two texts; `upper` is larger than `lower`.
fn middle(lower: &str, upper: Option<&str>) -> Rank {
    let lower = lower.as_bytes();
    let mut upper = upper.map(str::as_bytes);
    let mut rank = String::new();
    for i in 0.. {
        let lo = lower.get(i).copied().unwrap_or(b'a');
        let hi = upper.and_then(|it| it.get(i).copied()).unwrap_or(b'z' + 1);
        if lo + 1 < hi {
            rank.push(u8::midpoint(lo, hi).into());
            break;
        }
        rank.push(lo.into());
        if lo < hi {
            upper = None; // Already below `upper`; only `lower` still binds.
        }
    }
    Rank(rank.into())
}

/// Fills a run by halving, so that the ranks grow with the logarithm of the count.
fn fill(run: &mut [Option<Rank>], lower: Option<&Rank>, upper: Option<&Rank>) -> Option<()> {
    if run.is_empty() {
        return Some(());
    }
    let (before, rest) = run.split_at_mut(run.len() / 2);
    let (it, after) = rest.split_first_mut()?;
    let rank = match (lower, upper) {
        (Some(lower), Some(upper)) if lower >= upper => return None,
        (lower, upper) => middle(lower.map_or("", |it| &it.0), upper.map(|it| &*it.0)),
    };
    fill(before, lower, Some(&rank))?;
    fill(after, Some(&rank), upper)?;
    *it = Some(rank);
    Some(())
}

impl fmt::Display for Rank {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for Rank {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Rank, NotA> {
        let is_rank =
            text.bytes().all(|it| it.is_ascii_lowercase()) && !text.is_empty() && !text.ends_with('a');
        if is_rank { Ok(Rank(text.into())) } else { Err(NotA::new(text, "is not a rank")) }
    }
}
as_text_on_the_wire!(Rank, "a rank");

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(text: &str) -> Rank {
        text.parse().expect("a rank")
    }

    #[track_caller]
    fn check(lower: Option<&str>, upper: Option<&str>) {
        let (lower, upper) = (lower.map(rank), upper.map(rank));
        let it = Rank::between(lower.as_ref(), upper.as_ref()).expect("there is room");
        assert!(lower.is_none_or(|lower| lower < it) && upper.is_none_or(|upper| it < upper), "{it}");
        assert_eq!(it.to_string().parse(), Ok(it));
    }

    #[test]
    fn there_is_always_a_rank_between() {
        check(None, None);
        check(Some("n"), None);
        check(None, Some("n"));
        check(None, Some("b"));
        check(None, Some("aaab"));
        check(Some("zzzz"), None);
        check(Some("b"), Some("c"));
        check(Some("b"), Some("bab"));
        check(Some("bz"), Some("c"));
        check(Some("naab"), Some("naac"));
    }

    #[test]
    fn equal_neighbours_leave_no_room() {
        assert_eq!(Rank::between(Some(&rank("n")), Some(&rank("n"))), None);
        assert_eq!(Rank::spread(Some(&rank("n")), Some(&rank("n")), 2), None);
    }

    #[test]
    fn ten_thousand_cards_at_either_end_keep_short_ranks_in_order() {
        let (mut low, mut high) = (Rank::first(), Rank::first());
        for _ in 0..10_000 {
            let next = Rank::between(Some(&high), None).expect("room above");
            assert!(next > high);
            high = next;
            let next = Rank::between(None, Some(&low)).expect("room below");
            assert!(next < low);
            low = next;
        }
        assert!(low.0.len() <= 4 && high.0.len() <= 4);
    }

    #[test]
    fn the_ends_never_run_out() {
        let (mut low, mut high) = (rank("aabb"), rank("zyzz"));
        for _ in 0..2_000 {
            let next = Rank::between(Some(&high), None).expect("room above");
            assert!(next > high, "{high} {next}");
            high = next;
            let next = Rank::between(None, Some(&low)).expect("room below");
            assert!(next < low, "{low} {next}");
            low = next;
        }
    }

    #[test]
    fn a_spread_run_is_in_order_and_short() {
        for (lower, upper) in
            [(None, None), (Some("n"), None), (None, Some("n")), (Some("naab"), Some("naac"))]
        {
            let (lower, upper) = (lower.map(rank), upper.map(rank));
            let run = Rank::spread(lower.as_ref(), upper.as_ref(), 9_000).expect("there is room");
            assert!(run.windows(2).all(|it| it[0] < it[1]));
            assert!(lower.is_none_or(|it| it < run[0]) && upper.is_none_or(|it| run[8_999] < it));
            assert!(run.iter().all(|it| !it.is_long() && it.0.len() < 12 && !it.0.ends_with('a')));
        }
    }

    #[test]
    fn a_rank_that_leaves_no_room_below_cannot_be_built() {
        for text in ["", "a", "ba", "B", "b1", "ü"] {
            assert!(text.parse::<Rank>().is_err(), "{text}");
        }
    }
}
