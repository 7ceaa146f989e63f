//! Records without stamps: written by hand, or by a program that knows nothing of them.
//!
//! Nobody can say when such a value was written, so it never beats one that is here: it adds records, and fills what
//! is empty.

use super::{Fate, Plan, count, plan};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    row::{Key, Row},
    value::{Node, Stamp, Timestamp},
    wire::{Backup, Fields},
};
use std::collections::BTreeMap;

/// Plans to take a backup: what has stamps is merged, what has none fills what is empty.
pub fn intake(book: &Book, backup: &Backup, now: Timestamp) -> Plan {
    if backup.unstamped.is_empty() {
        return plan(book, &backup.rows, now);
    }
    let filled = fill(book, &backup.unstamped);
    if backup.rows.is_empty() {
        return filled;
    }
    // Both in one file: one change cannot take stamps and bring them, so the empty-handed get theirs here.
    let after = stamped(filled.change, book, now).edits().iter().filter_map(|it| it.after.clone()).collect();
    let rows = [backup.rows.clone(), after].concat();
    let mut both = plan(book, &rows, now);
    for (kind, tally) in filled.tallies {
        let sum = both.tallies.entry(kind).or_default();
        sum.kept += tally.kept;
        sum.same += tally.same;
    }
    both
}

/// Plans to add rows without stamps, and to fill the empty registers of those that are here already.
///
/// A switch that is off is not empty, and nothing goes to the trash this way.
pub fn fill(book: &Book, rows: &[Row]) -> Plan {
    let mut theirs: BTreeMap<Key, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        theirs.entry(row.key()).or_default().push(row);
    }
    let (mut plan, mut edits) = (Plan::default(), Vec::new());
    for (key, rows) in theirs {
        let before = book.row(&key);
        let mut after = before.clone();
        let mut is_same = true;
        for row in rows {
            after = match &after {
                None => Some(row.clone()),
                Some(here) => Some(filled(here, row, &mut is_same)),
            };
        }
        let fate = match &before {
            None => Fate::New,
            Some(_) if before != after => Fate::Changed,
            Some(_) if is_same => Fate::Same,
            Some(_) => Fate::Kept,
        };
        count(&mut plan.tallies, &key, fate);
        edits.push(Edit { before, after });
    }
    plan.change = Change::new(edits, Stamping::Fresh);
    plan
}

/// The row that is here, with what it lacks. `is_same` turns false where the other says something else.
fn filled(here: &Row, there: &Row, is_same: &mut bool) -> Row {
    let (mut mine, mut theirs) = (Fields::default(), Fields::default());
    here.fields(&mut mine);
    there.fields(&mut theirs);
    let Some(mut raw) = here.to_raw().filter(|_| here.stamps().is_some()) else { return here.clone() };
    let mut is_filled = false;
    for (path, value) in theirs.iter().filter(|it| !there.is_unknown(it.0)) {
        let is_switch = value == "true" && !path.contains('/');
        match mine.get(path) {
            None if is_switch || path == "trashed" => {}
            None => {
                raw.data.insert(path.to_owned(), value.to_owned());
                is_filled = true;
            }
            Some(mine) => *is_same &= mine == value,
        }
    }
    if is_filled { Row::from_raw(&raw) } else { here.clone() }
}

/// The same change, its records stamped as of now by nobody in particular, so that it can stand beside stamps that
/// were given. What everybody reads from one file at one moment gets one stamp.
pub(super) fn stamped(change: Change, book: &Book, now: Timestamp) -> Change {
    if change.stamping() == Stamping::Given {
        return change;
    }
    let stamp = Stamp::next(now, book.newest(), Node::default());
    let edits = change.edits().iter().map(|Edit { before, after }| {
        let mut after = after.clone();
        if let Some(after) = &mut after {
            after.stamp(before.as_ref(), stamp);
        }
        Edit { before: before.clone(), after }
    });
    Change::new(edits.collect::<Vec<Edit>>(), Stamping::Given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Adopt, Command, Context, decide},
        entry::{Label, Revision, Verb},
        value::{Day, Id, Text},
        wire::read_line,
    };
    use uuid::Uuid;

    const ANA: &str = "contact:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11";
    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    fn row(id: &str, data: &str) -> Row {
        read_line(&format!(r#"{{"id":"{id}","v":1,"d":{{{data}}}}}"#))
    }

    fn take(book: &mut Book, change: Change) {
        let ctx = Context {
            now: NOW,
            today: Day::of_utc(NOW),
            node: Node(7),
            revision: Revision::default(),
            tab: Text::EMPTY,
            me: Id::fixed(1),
            my_name: "Me".into(),
            exported: Stamp::ZERO,
            fresh: &|| Uuid::from_u128(9),
        };
        let label = Label::of(Verb::Merged, "file");
        let command = Command::from(Adopt { label, change });
        let entry = decide(&ctx, book, &command).expect("the plan fits");
        book.apply(&entry.change).expect("decided on this very book");
    }

    fn shown(book: &Book) -> String {
        let row = book.row(&Key::Record(ANA.parse().expect("an id"))).expect("she is here");
        let mut fields = Fields::default();
        row.fields(&mut fields);
        let shown = |(path, value)| format!("{path}={value}");
        fields.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_record_without_stamps_comes_in_under_the_stamp_of_the_import() {
        let mut book = Book::new();
        let plan = fill(&book, &[row(ANA, r#""first_name":"Ana""#)]);
        assert_eq!((plan.total().new, plan.change.stamping()), (1, Stamping::Fresh));
        take(&mut book, plan.change);
        assert_eq!(book.newest().at(), NOW);
        assert_eq!(shown(&book), r#"first_name="Ana""#);
    }

    #[test]
    fn what_is_here_is_filled_and_never_overwritten() {
        let mut book = Book::new();
        let plan = fill(&book, &[row(ANA, r#""first_name":"Ana""#)]).change;
        take(&mut book, plan);
        let more = row(
            ANA,
            r#""first_name":"Anna","job_title":"CEO","tags/0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e12":true"#,
        );
        let plan = fill(&book, std::slice::from_ref(&more));
        assert_eq!(plan.total().changed, 1);
        take(&mut book, plan.change);
        assert_eq!(
            shown(&book),
            r#"first_name="Ana" job_title="CEO" tags/0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e12=true"#
        );
        let again = fill(&book, &[more]);
        assert_eq!((again.total().kept, again.change.is_empty()), (1, true));
        let same = fill(&book, &[row(ANA, r#""first_name":"Ana""#)]);
        assert_eq!((same.total().same, same.change.is_empty()), (1, true));
    }

    #[test]
    fn switches_and_the_trash_are_not_filled() {
        let mut book = Book::new();
        let source = "source:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11";
        let plan = fill(&book, &[row(source, r#""name":"Fair","rank":"n""#)]).change;
        take(&mut book, plan);
        let off = row(source, r#""archived":true,"name":"Fair","rank":"n","trashed":{"at":1}"#);
        assert!(fill(&book, &[off]).change.is_empty());
    }

    #[test]
    fn a_file_with_both_comes_in_as_one_change() {
        let bo = "contact:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e13";
        let stamped = read_line(&format!(
            r#"{{"id":"{bo}","v":1,"d":{{"first_name":"Bo"}},"t":{{"*":"0192f0c17d2a-0003-9f3a1c2b"}}}}"#
        ));
        let unstamped = vec![row(ANA, r#""first_name":"Ana""#)];
        let backup = Backup { rows: vec![stamped.clone()], unstamped, ..Backup::default() };
        let mut book = Book::new();
        let plan = intake(&book, &backup, NOW);
        assert_eq!((plan.total().new, plan.change.stamping()), (2, Stamping::Given));
        take(&mut book, plan.change);
        assert_eq!(book.row(&stamped.key()), Some(stamped));
        assert_eq!(book.row(&unstamped_key()).map(|it| it.newest().at()), Some(NOW));
        assert!(intake(&book, &backup, NOW).change.is_empty());
    }

    fn unstamped_key() -> Key {
        Key::Record(ANA.parse().expect("an id"))
    }

    #[test]
    fn the_examples_of_the_format_come_in_as_they_stand() {
        let doc = include_str!("../../../../docs/backup-format.md");
        let mut examples = doc.split("```json\n").skip(1).filter_map(|it| it.split("\n```").next());
        let mut next = || crate::wire::read_backup(examples.next().expect("an example").as_bytes());
        let (saved, by_hand) = (next().expect("a backup"), next().expect("one by hand"));
        assert_eq!((saved.rows.len(), saved.unstamped.len(), saved.problems), (3, 0, vec![]));
        assert!(saved.rows.iter().all(|it| !matches!(it, Row::Sealed(_))));
        assert_eq!((by_hand.rows.len(), by_hand.unstamped.len(), by_hand.problems.len()), (0, 2, 0));
    }

    #[test]
    fn a_replacement_counts_what_goes() {
        let mut book = Book::new();
        let plan = fill(&book, &[row(ANA, r#""first_name":"Ana""#)]).change;
        take(&mut book, plan);
        let plan = super::super::replacement(&book, &Backup::default(), NOW);
        assert_eq!((plan.tallies["contact"].gone, plan.total().new, plan.total().changed), (1, 0, 0));
        take(&mut book, plan.change);
        assert_eq!(book.rows(), Book::new().rows());
    }
}
