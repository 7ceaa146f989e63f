//! Two copies of the data as one.
//!
//! Merging is per register: the larger stamp wins (see [`crate::wire::Raw`]). Two people who exchange files in any
//! order, any number of times, end with the same records. No repair is ever written: what must agree is one register,
//! or derived, or shown.

mod fill;

pub use fill::{fill, intake};

use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    row::{Key, Row},
    value::Timestamp,
    wire::{Backup, merge},
};
use std::collections::BTreeMap;

/// What a merge would do, by the name of the kind. Made to be shown before anything is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What would happen.
    pub change: Change,
    /// How many records of each kind would come, change, or stay.
    pub tallies: Tallies,
    /// Records with stamps further ahead than a clock should be trusted. Their values are taken as of now.
    pub far_ahead: usize,
}

/// What happens to the records of each kind, by its name.
pub type Tallies = BTreeMap<String, Tally>;

/// What happens to the records of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Not here yet.
    pub new: usize,
    /// Here, and the file knows something newer.
    pub changed: usize,
    /// Here, and what differs is newer here.
    pub kept: usize,
    /// The same here and there.
    pub same: usize,
    /// Here and not there: a replacement takes it away.
    pub gone: usize,
}

impl Plan {
    /// The sums over all kinds.
    pub fn total(&self) -> Tally {
        self.tallies.values().fold(Tally::default(), |sum, it| sum + *it)
    }
}

impl std::ops::Add for Tally {
    type Output = Tally;
    fn add(self, other: Tally) -> Tally {
        Tally {
            new: self.new + other.new,
            changed: self.changed + other.changed,
            kept: self.kept + other.kept,
            same: self.same + other.same,
            gone: self.gone + other.gone,
        }
    }
}

/// Plans to merge rows of another copy. `now` tells which stamps come from a clock that was wrong.
pub fn plan(book: &Book, rows: &[Row], now: Timestamp) -> Plan {
    let mut planner = Planner::new(rows, now);
    while !planner.advance(book, usize::MAX) {}
    planner.finish()
}

/// A merge that is being planned, a few records at a time: a large one takes as long as a page must not.
///
/// It is of one moment, so the Book must be the same from beginning to end.
pub struct Planner {
    rows: std::vec::IntoIter<Row>,
    now: Timestamp,
    edits: Vec<Edit>,
    plan: Plan,
}

impl Planner {
    /// Begins with rows of another copy.
    pub fn new(rows: &[Row], now: Timestamp) -> Planner {
        Planner { rows: in_order(rows).into_iter(), now, edits: Vec::new(), plan: Plan::default() }
    }

    /// Plans for so many records more. Answers whether there are no others.
    pub fn advance(&mut self, book: &Book, records: usize) -> bool {
        for row in self.rows.by_ref().take(records) {
            let key = row.key();
            let before = book.row(&key);
            let is_far_ahead = row.newest().is_far_ahead(self.now);
            self.plan.far_ahead += usize::from(is_far_ahead);
            let row = if is_far_ahead { as_of(before.as_ref(), row, self.now) } else { row };
            let (after, fate) = merged(before.as_ref(), row);
            count(&mut self.plan.tallies, &key, fate);
            if fate == Fate::New || fate == Fate::Changed {
                self.edits.push(Edit { before, after: Some(after) });
            }
        }
        self.rows.len() == 0
    }

    /// What it would do.
    pub fn finish(self) -> Plan {
        Plan { change: Change::new(self.edits, Stamping::Given), ..self.plan }
    }
}

/// Rows in order of their keys, one for each.
fn in_order(rows: &[Row]) -> Vec<Row> {
    // A backup is written so.
    if rows.iter().map(Row::key).is_sorted_by(|a, b| a < b) {
        return rows.to_vec();
    }
    let mut by_key: BTreeMap<Key, Row> = BTreeMap::new();
    for row in rows {
        let key = row.key();
        let row = match by_key.remove(&key) {
            Some(first) => merged(Some(&first), row.clone()).0, // The file holds the record twice.
            None => row.clone(),
        };
        by_key.insert(key, row);
    }
    by_key.into_values().collect()
}

/// Plans to put a backup in the place of everything that is here.
pub fn replacement(book: &Book, backup: &Backup, now: Timestamp) -> Plan {
    let mut kept = Book::new();
    let Plan { change, far_ahead, .. } = intake(&kept, backup, now);
    // As an entry would, where the records have no stamps.
    let change = fill::stamped(change, &kept, now);
    // A plan fits the book that it was made for.
    kept.apply(&change).ok();
    let mut tallies = Tallies::new();
    let mut edits: Vec<Edit> = Vec::new();
    for gone in book.rows().into_iter().filter(|it| kept.row(&it.key()).is_none()) {
        tally(&mut tallies, &gone.key()).gone += 1;
        edits.push(Edit { before: Some(gone), after: None });
    }
    for row in kept.rows() {
        let before = book.row(&row.key());
        let fate = match &before {
            None => Fate::New,
            Some(before) if *before == row => Fate::Same,
            Some(_) => Fate::Changed,
        };
        count(&mut tallies, &row.key(), fate);
        edits.push(Edit { before, after: Some(row) });
    }
    Plan { change: Change::new(edits, Stamping::Given), tallies, far_ahead }
}

#[derive(Clone, Copy, PartialEq)]
enum Fate {
    New,
    Changed,
    Kept,
    Same,
}

fn count(tallies: &mut Tallies, key: &Key, fate: Fate) {
    let tally = tally(tallies, key);
    match fate {
        Fate::New => tally.new += 1,
        Fate::Changed => tally.changed += 1,
        Fate::Kept => tally.kept += 1,
        Fate::Same => tally.same += 1,
    }
}

/// The tally of the kind that a key tells; of one that is not known here it tells the name.
fn tally<'a>(tallies: &'a mut Tallies, key: &Key) -> &'a mut Tally {
    let kind = match key {
        Key::Record(id) => id.kind.name(),
        Key::Other(text) => text.split(':').next().unwrap_or_default(),
    };
    tallies.entry(kind.to_owned()).or_default()
}

/// The row that two become, and what that means for the one that is here.
fn merged(here: Option<&Row>, there: Row) -> (Row, Fate) {
    let Some(here) = here else { return (there, Fate::New) };
    if *here == there {
        return (there, Fate::Same);
    }
    match (here.to_raw(), there.to_raw()) {
        (Some(left), Some(right)) => {
            let both = merge(&left, &right);
            let fate = if both == left { Fate::Kept } else { Fate::Changed };
            (Row::from_raw(&both), fate)
        }
        // What cannot even be read as a record is kept under a digest of itself, so equal keys are equal texts.
        _ => (here.clone(), Fate::Same),
    }
}

/// The row with stamps from the future brought back to `now`, so that one wrong clock does not win for ever.
///
/// A value that is here already keeps the stamp that it has here: the same file once more changes nothing.
fn as_of(here: Option<&Row>, there: Row, now: Timestamp) -> Row {
    let Some(mut raw) = there.to_raw() else { return there };
    let here = here.and_then(Row::to_raw);
    let limit = u64::try_from(now.0).unwrap_or(0);
    let paths: Vec<String> = raw.data.keys().chain(raw.stamps.keys()).cloned().collect();
    for path in paths {
        let (stamp, value) = raw.register(&path).unwrap_or_default();
        if stamp.is_far_ahead(now) {
            let settled = here.as_ref().and_then(|it| it.register(&path)).filter(|it| it.1 == value);
            let stamp = settled.map_or(stamp.brought_back_to(limit), |it| it.0);
            raw.stamps.insert(path, stamp);
        }
    }
    if raw.birth.is_some_and(|it| it.is_far_ahead(now)) {
        let settled = here.and_then(|it| it.birth);
        raw.birth = raw.birth.map(|it| settled.unwrap_or(it.brought_back_to(limit)));
    }
    raw.normalize();
    Row::from_raw(&raw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{testing::board::put, wire::read_line};

    const NOW: Timestamp = Timestamp(1_795_262_400_000);

    fn company(last: u8, name: &str, stamp: &str) -> Row {
        let id = format!("company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e{last:02}");
        let stamps = format!(r#"{{"*":"0192f0c17d2a-0000-00000001","name":"{stamp}-0000-00000001"}}"#);
        read_line(&format!(r#"{{"id":"{id}","v":1,"d":{{"name":"{name}"}},"t":{stamps}}}"#))
    }

    fn name(row: Option<&Row>) -> Option<String> {
        row.and_then(Row::get::<crate::record::Company>).map(|it| it.name.to_string())
    }

    #[test]
    fn m8_the_later_stamp_wins_and_of_equal_ones_the_larger_text() {
        for (here, there, expected) in [
            (("Acme", "0192f0c17d2b"), ("Zen", "0192f0c17d2c"), "Zen"),
            (("Zen", "0192f0c17d2c"), ("Acme", "0192f0c17d2b"), "Zen"),
            (("Acme", "0192f0c17d2b"), ("Zen", "0192f0c17d2b"), "Zen"),
            (("Zen", "0192f0c17d2b"), ("Acme", "0192f0c17d2b"), "Zen"),
        ] {
            let (row, _) = merged(Some(&company(1, here.0, here.1)), company(1, there.0, there.1));
            assert_eq!(name(Some(&row)).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_plan_tells_what_comes_changes_and_stays() {
        let mut book = Book::new();
        put(
            &mut book,
            [
                company(1, "Acme", "0192f0c17d2c"),
                company(2, "Zen", "0192f0c17d2c"),
                company(3, "Bolt", "0192f0c17d2c"),
            ],
        );
        let file = [
            company(1, "Acme", "0192f0c17d2c"),
            company(2, "Older", "0192f0c17d2b"),
            company(3, "Newer", "0192f0c17d2d"),
            company(4, "Cube", "0192f0c17d2c"),
        ];
        let plan = plan(&book, &file, NOW);
        let tally = Tally { new: 1, changed: 1, kept: 1, same: 1, gone: 0 };
        assert_eq!((plan.tallies.get("company"), plan.total()), (Some(&tally), tally));
        assert_eq!(plan.change.len(), 2);
    }

    #[test]
    fn m9_a_stamp_a_day_ahead_is_taken_as_of_now_and_others_as_they_are() {
        let wrong = format!("{:012x}", NOW.0 + 2 * Timestamp::DAY);
        let plan = plan(&Book::new(), &[company(1, "Acme", &wrong), company(2, "Zen", "0192f0c17d2c")], NOW);
        assert_eq!(plan.far_ahead, 1);
        let newest: Vec<_> = plan
            .change
            .edits()
            .iter()
            .filter_map(|it| it.after.as_ref())
            .map(|it| it.newest().at().0)
            .collect();
        assert_eq!(newest, [NOW.0, 0x0192_f0c1_7d2c]);
    }
}
