//! Which rows of a long list are drawn.
//!
//! All rows are equally high, so what is seen follows from arithmetic. Drawn are the rows that are seen,
//! some before and after them, and one row that must stay wherever it is, because it has the focus. What
//! is not drawn is a gap that is as high as its rows would be.

use std::ops::Range;

/// How much is drawn before and after what is seen, in pixels: enough for a quick turn of the wheel.
const SPARE: f64 = 256.0;
/// Rows drawn before anything could be measured.
const FIRST: usize = 8;

/// What a box shows of its rows, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sight {
    /// How far the box has been scrolled beyond the upper edge of the first row.
    pub(super) top: f64,
    /// How high the box is.
    pub(super) height: f64,
    /// From the upper edge of a row to that of the next; nought until a row has been measured.
    pub(super) pitch: f64,
}

impl Sight {
    /// The rows to draw, of `len`.
    pub(super) fn rows(self, len: usize) -> Range<usize> {
        if self.pitch <= 0.0 {
            return 0..len.min(FIRST);
        }
        let spare = count(SPARE / self.pitch) + 1;
        // Low rows come and go in steps, so that not every scrolled row draws.
        let step = (spare / 2).max(1);
        let first = count(self.top / self.pitch);
        let seen = count(self.height / self.pitch) + 2;
        let from = first.min(len).saturating_sub(spare) / step * step;
        let to = (first + seen + spare).div_ceil(step) * step;
        from..to.clamp(from, len.max(from))
    }

    /// The rows of which something is seen, of `len`.
    pub(super) fn seen(self, len: usize) -> Range<usize> {
        if self.pitch <= 0.0 {
            return 0..len.min(FIRST);
        }
        let first = count(self.top / self.pitch).min(len);
        first..(first + count(self.height / self.pitch) + 2).min(len)
    }

    /// The first row of which more than half is seen.
    pub(super) fn first(self) -> usize {
        if self.pitch <= 0.0 { 0 } else { count(self.top / self.pitch + 0.5) }
    }

    /// How many whole rows are seen; one at least.
    pub(super) fn page(self) -> usize {
        if self.pitch <= 0.0 { 1 } else { count(self.height / self.pitch).max(1) }
    }
}

/// A number of rows, without its fraction; nought if it is negative.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the height of a page")]
pub(super) fn count(rows: f64) -> usize {
    rows.max(0.0) as usize
}

/// Something drawn in a list. Tells one from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Item {
    /// A row, by its key.
    Row(u128),
    /// Rows that are not drawn.
    Gap(Gap),
    /// Where something was taken from.
    Stitch,
    /// Room for something that is about to be put here.
    Space,
}

/// Which gap: each keeps its element while its height changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gap {
    /// Before the first row that is drawn.
    Top,
    /// Between the window and the row to keep.
    Middle,
    /// After the last row that is drawn.
    Bottom,
}

/// An item in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) item: Item,
    /// The index in the whole list of the row that it is, or that it begins with.
    pub(super) at: usize,
    /// How many rows it stands for.
    pub(super) rows: usize,
}

/// The ranges of rows to draw: those of the window, and the row to keep.
pub(super) fn runs(window: Range<usize>, keep: Option<usize>, len: usize) -> Vec<Range<usize>> {
    let keep = keep.filter(|it| *it < len && !window.contains(it)).map(|it| it..it + 1);
    let mut runs: Vec<_> = keep.into_iter().chain([window]).filter(|it| !it.is_empty()).collect();
    domain::order::sort_by_key(&mut runs, |it| it.start);
    runs
}

/// The items of a list of `len` rows of which only `runs` are drawn. `slice` gives the keys of a range.
pub(super) fn items(
    runs: &[Range<usize>],
    len: usize,
    mut slice: impl FnMut(Range<usize>) -> Vec<u128>,
) -> Vec<Placed> {
    let mut items = Vec::new();
    let mut done = 0;
    let gap = |gap, at, to: usize| (at < to).then(|| Placed { item: Item::Gap(gap), at, rows: to - at });
    for run in runs {
        items.extend(gap(if done == 0 { Gap::Top } else { Gap::Middle }, done, run.start));
        let keys = slice(run.clone());
        items.extend(keys.into_iter().zip(run.clone()).map(|(key, at)| Placed {
            item: Item::Row(key),
            at,
            rows: 1,
        }));
        done = run.end;
    }
    items.extend(gap(Gap::Bottom, done, len));
    items
}

/// Whether most rows are others than before: the list was sorted or filtered, and not scrolled or changed in one place.
pub(super) fn are_others(before: &[Placed], now: &[Placed]) -> bool {
    let is_row = |it: &&Placed| matches!(it.item, Item::Row(_));
    let is_new = |it: &&Placed| before.iter().all(|old| old.item != it.item);
    now.iter().filter(is_row).filter(is_new).count() * 2 > now.iter().filter(is_row).count()
}

/// Puts something that takes no room before the row at `at`.
pub(super) fn insert(items: &mut Vec<Placed>, at: usize, item: Item) {
    let place = items.iter().position(|it| it.at >= at).unwrap_or(items.len());
    items.insert(place, Placed { item, at, rows: 0 });
}

#[cfg(test)]
mod tests {
    use super::{Item, Placed, Range, Sight, are_others, insert, items, runs};

    /// `. . 2 3` and `(5)` for a gap of five rows.
    #[track_caller]
    fn check(drawn: &[Placed], expected: &str) {
        let show = |it: &Placed| match it.item {
            Item::Row(key) => key.to_string(),
            Item::Gap(_) => format!("({})", it.rows),
            Item::Stitch => "-".to_owned(),
            Item::Space => "_".to_owned(),
        };
        assert_eq!(drawn.iter().map(show).collect::<Vec<_>>().join(" "), expected);
    }

    fn keys(range: std::ops::Range<usize>) -> Vec<u128> {
        range.map(|it| it as u128).collect()
    }

    #[test]
    fn the_window_holds_what_is_seen_and_some_more() {
        let sight = Sight { top: 3600.0, height: 720.0, pitch: 36.0 };
        let rows = sight.rows(1000);
        assert!(rows.start <= 92 && rows.end >= 121, "{rows:?}");
        assert!(rows.len() <= 48, "{rows:?}");
        assert_eq!(sight.page(), 20);
    }

    #[test]
    fn a_scrolled_pixel_does_not_draw() {
        let at = |top| Sight { top, height: 720.0, pitch: 36.0 }.rows(1000);
        assert_eq!(at(3600.0), at(3601.0));
        assert_ne!(at(3600.0), at(3600.0 + 5.0 * 36.0));
    }

    #[test]
    fn what_is_seen_is_drawn() {
        let sight = Sight { top: 3610.0, height: 720.0, pitch: 36.0 };
        let (seen, drawn) = (sight.seen(1000), sight.rows(1000));
        assert_eq!(seen, 100..122);
        assert!(drawn.start <= seen.start && seen.end <= drawn.end, "{drawn:?}");
        assert_eq!(sight.seen(110), 100..110);
        assert_eq!(sight.seen(0), 0..0);
    }

    #[test]
    fn a_list_that_is_sorted_has_other_rows_and_one_that_is_scrolled_has_not() {
        let placed = |keys: Range<usize>| items(&runs(keys, None, 1000), 1000, self::keys);
        assert!(are_others(&placed(0..8), &placed(100..108)));
        assert!(are_others(&[], &placed(0..8)));
        assert!(!are_others(&placed(0..8), &placed(4..12)));
        assert!(!are_others(&placed(0..8), &placed(0..0)));
    }

    #[test]
    fn the_window_ends_with_the_list() {
        assert_eq!(Sight { top: 0.0, height: 720.0, pitch: 36.0 }.rows(5), 0..5);
        assert_eq!(Sight { top: 90_000.0, height: 720.0, pitch: 36.0 }.rows(10), 0..10);
        assert_eq!(Sight { top: -50.0, height: 720.0, pitch: 36.0 }.rows(0), 0..0);
        assert_eq!(Sight::default().rows(100_000), 0..8);
    }

    #[test]
    fn gaps_stand_for_rows_that_are_not_drawn() {
        check(&items(&runs(2..4, None, 10), 10, keys), "(2) 2 3 (6)");
        check(&items(&runs(0..3, None, 3), 3, keys), "0 1 2");
        check(&items(&runs(0..0, None, 0), 0, keys), "");
    }

    #[test]
    fn the_row_to_keep_is_drawn_wherever_it_is() {
        check(&items(&runs(4..6, Some(1), 10), 10, keys), "(1) 1 (2) 4 5 (4)");
        check(&items(&runs(4..6, Some(9), 10), 10, keys), "(4) 4 5 (3) 9");
        check(&items(&runs(4..6, Some(5), 10), 10, keys), "(4) 4 5 (4)");
        check(&items(&runs(4..6, Some(10), 10), 10, keys), "(4) 4 5 (4)");
    }

    #[test]
    fn what_takes_no_room_stands_before_its_row() {
        let put = |at| {
            let mut items = items(&runs(2..4, None, 6), 6, keys);
            insert(&mut items, at, Item::Stitch);
            items
        };
        check(&put(0), "- (2) 2 3 (2)");
        check(&put(2), "(2) - 2 3 (2)");
        check(&put(3), "(2) 2 - 3 (2)");
        check(&put(4), "(2) 2 3 - (2)");
        check(&put(6), "(2) 2 3 (2) -");
    }
}
