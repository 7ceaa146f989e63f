//! The laws of changes and commands, held against long lives of random deeds (`docs/spec.md`).
//!
//! What once failed here is a test by name beside the code that was wrong: generators change, and seeds with them.

use domain::{
    book::Book,
    change::{Change, Edit},
    command::Command,
    entry::Entry,
    refusal::Refusal,
    row::{Key, Row},
    testing::{Worker, broken_rules, line, values},
    wire::{Journaled, Past, read_entry, read_line, write_entry},
};
use std::collections::BTreeMap;

/// Every row of a Book with its stamps, in order.
fn rows(book: &Book) -> BTreeMap<Key, Row> {
    book.rows().into_iter().map(|it| (it.key(), it)).collect()
}

/// Calls `check` before and after each deed of some lives.
fn lives(seeds: std::ops::Range<u64>, steps: usize, mut check: impl FnMut(&Worker, &Command, &Entry)) {
    for seed in seeds {
        let mut worker = Worker::new(1, seed);
        for _ in 0..steps {
            if let (command, Ok(entry)) = worker.decide() {
                check(&worker, &command, &entry);
                worker.apply(&entry);
            }
        }
    }
}

#[test]
fn every_command_meets_sense_and_nonsense() {
    let (mut done, mut refused) = (BTreeMap::new(), BTreeMap::new());
    for seed in 0..120 {
        let mut worker = Worker::new(1, seed);
        for _ in 0..90 {
            let (command, outcome) = worker.decide();
            let kind = name(&format!("{command:?}"));
            match outcome {
                Ok(entry) => {
                    worker.apply(&entry);
                    *done.entry(kind).or_insert(0) += usize::from(!entry.change.is_empty());
                }
                Err(why) => *refused.entry(name(&format!("{why:?}"))).or_insert(0) += 1,
            }
        }
    }
    assert_eq!(done.len(), 21, "{done:?}");
    assert!(done.values().all(|it| *it > 3), "{done:?}");
    // Those take more than chance.
    refused.retain(|it: &String, _| {
        !matches!(it.as_str(), "TooLong" | "Newer" | "NameTaken" | "NameTakenSince")
    });
    assert_eq!(refused.len(), 30, "{refused:?}");
}

fn name(text: &str) -> String {
    text.chars().take_while(char::is_ascii_alphanumeric).collect()
}

#[test]
fn c1_a_change_and_its_inverse_give_the_same_book() {
    lives(100..120, 60, |worker, _, entry| {
        let mut book = worker.book.clone();
        book.apply(&entry.change).expect("it fits");
        book.apply(&entry.change.inverse()).expect("an inverse fits where its change was");
        assert_eq!(rows(&book), rows(&worker.book));
        assert!(book.is_sound());
    });
}

#[test]
fn c2_the_inverse_of_an_inverse_is_the_change() {
    lives(120..130, 60, |_, _, entry| {
        assert_eq!(entry.change.inverse().inverse(), entry.change);
    });
}

#[test]
fn c3_a_squashed_change_does_what_its_parts_do_in_a_row() {
    for seed in 130..170 {
        let mut worker = Worker::new(1, seed);
        worker.live(20);
        let (before, mut parts) = (worker.book.clone(), Vec::new());
        for _ in 0..12 {
            if let (_, Ok(entry)) = worker.decide() {
                worker.apply(&entry);
                parts.push(entry.change);
            }
        }
        let mut book = before.clone();
        book.apply(&Change::squash(parts)).expect("the whole fits where its parts did");
        assert_eq!(rows(&book), rows(&worker.book), "seed {seed}");
        assert!(book.is_sound(), "seed {seed}");
    }
}

#[test]
fn c4_a_change_that_does_not_fit_is_refused_whole() {
    lives(170..190, 50, |worker, _, entry| {
        let Some(last) = entry.change.edits().last() else { return };
        let mut edits: Vec<Edit> = entry.change.edits().to_vec();
        // The last edit expects the record as it will be, not as it is.
        edits.pop();
        edits.push(Edit { before: last.after.clone(), after: last.before.clone() });
        let misfit = Change::new(edits, entry.change.stamping());
        let mut book = worker.book.clone();
        assert_eq!(book.apply(&misfit).map_err(|it| Some(it.0)), Err(last.key()));
        assert_eq!(rows(&book), rows(&worker.book));
    });
}

#[test]
fn x2_every_index_equals_one_built_from_scratch() {
    lives(200..230, 60, |worker, command, entry| {
        let mut book = worker.book.clone();
        book.apply(&entry.change).expect("it fits");
        assert!(book.is_sound(), "{command:?}");
        let mut loaded = Book::new();
        loaded.load(&book.rows());
        loaded.finish();
        assert_eq!(loaded.columns(), book.columns(), "{command:?}");
        assert_eq!(loaded.links(), book.links(), "{command:?}");
    });
}

#[test]
fn the_rules_hold_after_every_command() {
    lives(300..340, 60, |worker, command, entry| {
        let mut book = worker.book.clone();
        book.apply(&entry.change).expect("it fits");
        let broken = broken_rules(&book, worker.device.now());
        assert!(broken.is_empty(), "{command:#?}: {broken:#?}");
    });
}

// Case J11.
#[test]
fn u1_every_command_followed_by_its_undo_gives_the_same_values_and_redo_gives_them_again() {
    lives(400..440, 60, |worker, command, entry| {
        let mut book = worker.book.clone();
        book.apply(&entry.change).expect("it fits");
        let done = values(&book);

        if matches!(command, Command::Purge(_)) {
            let refused = worker.device.undo(&book, &through_text(entry)).map(|it| it.change);
            return assert_eq!(
                refused,
                if entry.change.is_empty() { Ok(Change::none()) } else { Err(Refusal::ForGood) }
            );
        }
        let undo =
            worker.device.undo(&book, &through_text(entry)).unwrap_or_else(|it| panic!("{command:#?}: {it}"));
        book.apply(&undo.change).expect("it fits");
        assert_eq!(values(&book), values(&worker.book), "{command:#?}");
        assert!(book.is_sound());

        let redo =
            worker.device.undo(&book, &through_text(&undo)).unwrap_or_else(|it| panic!("{command:#?}: {it}"));
        book.apply(&redo.change).expect("it fits");
        assert_eq!(values(&book), done, "{command:#?}");
    });
}

/// The entry as the journal gives it back.
fn through_text(entry: &Entry) -> Entry {
    let read = read_entry(&write_entry(entry, false)).expect("what was written reads");
    assert_eq!(read, Journaled::from(entry));
    let head = read.head.clone();
    let change = read.into_change().expect("a small entry holds its change");
    assert_eq!(change, entry.change);
    Entry { head, change }
}

/// Of what it changed a large entry writes the registers only, and tells as much as a small one.
#[test]
fn w6_a_large_entry_tells_all_but_its_births() {
    let mut changed = 0;
    lives(540..560, 60, |_, _, entry| {
        let text = write_entry(entry, true);
        let read = read_entry(&text).expect("what was written reads");
        assert_eq!(read.past.len(), entry.change.edits().len());
        for (past, edit) in read.past.iter().zip(entry.change.edits()) {
            match past {
                Past::Edit(found) => assert_eq!(found, edit, "{text}"),
                Past::Birth(key, _) => assert_eq!((Some(key), &edit.before), (edit.key().as_ref(), &None)),
                Past::Gone(key) => panic!("{key} was not deleted for good"),
            }
        }
        changed += text.matches(",\"set\":{").count();
    });
    assert!(changed > 100, "{changed}");
}

#[test]
fn w1_every_line_reads_as_the_row_that_was_written() {
    lives(500..520, 60, |_, _, entry| {
        for row in entry.change.edits().iter().flat_map(|it| [&it.before, &it.after]).flatten() {
            let text = line(row);
            assert_eq!(read_line(&text), *row, "{text}");
            assert_eq!(row.to_raw().expect("it is a record").to_line(), text, "one spelling");
        }
    });
}

#[test]
fn a_refusal_is_no_panic_however_late_an_undo_comes() {
    for seed in 600..620 {
        let mut worker = Worker::new(1, seed);
        worker.live(50);
        let (mut taken, mut refused) = (0, 0);
        for at in 0..worker.journal.len() {
            let entry = worker.journal[at].clone();
            let command = domain::command::Revert { revision: domain::entry::Revision(at as u64), entry };
            match worker.device.decide(&worker.book, command) {
                Ok(entry) => {
                    worker.apply(&entry);
                    taken += 1;
                }
                Err(why) => {
                    assert!(
                        matches!(
                            why,
                            Refusal::ChangedSince(_)
                                | Refusal::NamedBy(_)
                                | Refusal::NameTakenSince { .. }
                                | Refusal::ForGood
                        ),
                        "{why:?}"
                    );
                    refused += 1;
                }
            }
            let broken = broken_rules(&worker.book, worker.device.now());
            assert!(broken.is_empty(), "seed {seed}: {broken:#?}");
        }
        assert!(taken > 0 && refused > 0, "seed {seed}: {taken} taken back, {refused} refused");
    }
}
