//! Copies of the data that went apart and meet again: in any order, any number of times, with the same end.

use crate::seeds::seeds;
use domain::{
    book::Book,
    change::{Change, Edit, Stamping},
    command::{Add, Adopt, Edit as EditCommand},
    entry::{Label, Verb},
    merge, query,
    record::{Company, Record, Source},
    row::Row,
    testing::{Device, Seeded, Worker, line, merged_raw, mutated, rubbish, values},
    value::{Node, Stamp, Timestamp},
    wire::{Backup, Raw, read_backup, read_line, write_backup},
};

/// A moment after all that happens here.
const LATE: Timestamp = Timestamp(1_795_262_400_000 + 3_600_000);

fn text(book: &Book) -> String {
    write_backup(book)
}

/// The backup of a Book, as another copy reads it.
fn backup(book: &Book) -> Backup {
    let backup = read_backup(text(book).as_bytes()).expect("what was written reads");
    assert!(backup.problems.is_empty() && backup.unstamped.is_empty(), "{:?}", backup.problems);
    backup
}

fn exported(book: &Book) -> Vec<Row> {
    backup(book).rows
}

/// A Book that has heard of another one.
fn merged(here: &Book, there: &Book) -> Book {
    let mut book = here.clone();
    let plan = merge::plan(here, &exported(there), LATE);
    book.apply(&plan.change).expect("a plan fits the Book it was made for");
    assert!(book.is_sound());
    book
}

/// Three copies that began as one, went their own ways and had accidents.
fn copies(seed: u64) -> [Book; 3] {
    let mut first = Worker::new(1, seed);
    first.live(15);
    let mut chance = Seeded::new(seed ^ 0xacc1);
    [1, 2, 3].map(|number| {
        let mut worker = Worker::new(number, seed * 31 + u64::from(number));
        worker.book = first.book.clone();
        worker.live(15);
        accidents(&mut chance, &mut worker.book);
        worker.book
    })
}

/// Records get what a stranger, a newer version or a broken disk would leave.
fn accidents(chance: &mut Seeded, book: &mut Book) {
    for _ in 0..8 {
        // The defaults are left alone, also those that somebody has edited: they are the same everywhere.
        let is_default = |it: &Row| it.newest() == Stamp::ZERO || it.key().to_string().contains(":5a7ce100-");
        let rows: Vec<Row> = book.rows().into_iter().filter(|it| !is_default(it)).collect();
        let Some(row) = chance.pick(&rows).cloned() else { return };
        let after = if chance.once_in(10) { rubbish(chance) } else { mutated(chance, &row) };
        let edit = Edit { before: book.row(&after.key()), after: Some(after) };
        book.apply(&Change::new([edit], Stamping::Given)).expect("it was made of this Book");
    }
}

#[test]
fn m1_it_does_not_matter_who_hears_of_whom() {
    for seed in seeds(0..60) {
        let [a, b, _] = copies(seed);
        assert_eq!(text(&merged(&a, &b)), text(&merged(&b, &a)), "seed {seed}");
    }
}

#[test]
fn m2_it_does_not_matter_who_is_heard_of_first() {
    for seed in seeds(100..150) {
        let [a, b, c] = copies(seed);
        let left = merged(&merged(&a, &b), &c);
        assert_eq!(text(&left), text(&merged(&a, &merged(&b, &c))), "seed {seed}");
        assert_eq!(text(&left), text(&merged(&merged(&c, &a), &b)), "seed {seed}");
    }
}

#[test]
fn m3_hearing_the_same_again_changes_nothing() {
    for seed in seeds(200..230) {
        let [a, b, _] = copies(seed);
        assert_eq!(text(&merged(&a, &a)), text(&a), "seed {seed}");
        let both = merged(&a, &b);
        for known in [&a, &b, &both] {
            let plan = merge::plan(&both, &exported(known), LATE);
            assert!(plan.change.is_empty(), "seed {seed}: {:#?}", plan.change);
        }
    }
}

#[test]
fn m1_m2_m3_hold_of_bare_registers_too() {
    for seed in seeds(300..360) {
        let books = copies(seed);
        let keys: Vec<_> = books[0].rows().iter().map(Row::key).collect();
        for key in keys {
            let raws: Vec<Raw> = books.iter().filter_map(|it| it.row(&key)?.to_raw()).collect();
            let [a, b, c] = &raws[..] else { continue };
            assert_eq!(merged_raw(a, b), merged_raw(b, a), "seed {seed}");
            assert_eq!(merged_raw(&merged_raw(a, b), c), merged_raw(a, &merged_raw(b, c)), "seed {seed}");
            assert_eq!(merged_raw(a, a), *a, "seed {seed}");
        }
    }
}

#[test]
fn m4_whoever_exchanges_files_with_whom_in_the_end_all_have_the_same_bytes() {
    for seed in seeds(400..430) {
        let mut chance = Seeded::new(seed);
        let mut workers = [1, 2, 3].map(|it| Worker::new(it, seed * 7 + u64::from(it)));
        for _ in 0..8 {
            let (here, there) = (chance.below(3), chance.below(3));
            workers[here].live(6);
            workers[here].book = merged(&workers[here].book, &workers[there].book);
            if chance.once_in(3) {
                accidents(&mut chance, &mut workers[here].book);
            }
        }
        // Each hears of the next twice round, so that all have heard of all.
        for at in 0..6 {
            workers[(at + 1) % 3].book = merged(&workers[(at + 1) % 3].book, &workers[at % 3].book);
        }
        let texts = workers.each_ref().map(|it| text(&it.book));
        assert!(texts[0] == texts[1] && texts[1] == texts[2], "seed {seed}");
    }
}

// Case E1.
#[test]
fn x3_export_into_an_empty_copy_gives_the_same_bytes() {
    for seed in 500..530 {
        let [book, ..] = copies(seed);
        let copy = merged(&Book::new(), &book);
        assert_eq!(text(&copy), text(&book), "seed {seed}");
        assert_eq!(values(&copy), values(&book), "seed {seed}");
    }
}

// Case E15.
#[test]
fn x4_the_same_file_twice_changes_nothing_the_second_time() {
    for seed in 600..620 {
        let [here, there, _] = copies(seed);
        let rows = exported(&there);
        let once = merged(&here, &there);
        // A file may hold a record twice itself.
        let twice: Vec<Row> = rows.iter().chain(&rows).cloned().collect();
        let plan = merge::plan(&once, &twice, LATE);
        assert!(plan.change.is_empty(), "seed {seed}");
        let total = plan.total();
        assert_eq!((total.new, total.changed, total.kept + total.same), (0, 0, rows.len()), "seed {seed}");
    }
}

#[test]
fn x4_holds_of_a_file_from_a_clock_that_was_wrong() {
    let ahead = LATE.0.unsigned_abs() + 90_000_000_000;
    let stamp = Stamp::new(ahead, 3, Node(9));
    let company = r#"{"id":"company:0190a000-0000-7000-8000-000000000001","v":1,"d":{"name":"Acme"},"t":{"*":"STAMP"}}"#;
    let row = read_line(&company.replace("STAMP", &stamp.to_string()));
    let plan = merge::plan(&Book::new(), std::slice::from_ref(&row), LATE);
    assert_eq!(plan.far_ahead, 1);
    let mut book = Book::new();
    book.apply(&plan.change).expect("it fits");
    assert_eq!(book.newest().at(), LATE, "taken as of now");

    let later = Timestamp(LATE.0 + 5_000);
    let again = merge::plan(&book, &[row], later);
    assert_eq!((again.far_ahead, again.change.len()), (1, 0));
}

// Case E7.
#[test]
fn x5_replacing_everything_gives_the_bytes_of_the_file_and_one_undo_brings_all_back() {
    for seed in 700..715 {
        let [mut here, there, _] = copies(seed);
        let before = text(&here);
        let plan = merge::replacement(&here, &backup(&there), LATE);
        let command = Adopt { label: Label::of(Verb::Replaced, ""), change: plan.change };
        let device = Device::new(1);
        let entry = device.does(&mut here, command);
        assert_eq!(text(&here), text(&there), "seed {seed}");
        let undo = device.undo(&here, &entry).expect("nothing stands on it");
        here.apply(&undo.change).expect("it fits");
        assert_eq!(text(&here), before, "seed {seed}");
    }
}

#[test]
fn u4_undoing_a_merge_forgets_it_so_that_the_same_file_merges_again() {
    for seed in 800..830 {
        let [mut here, there, _] = copies(seed);
        let before = text(&here);
        let plan = merge::plan(&here, &exported(&there), LATE);
        let after = text(&merged(&here, &there));
        let device = Device::new(1);
        let command = Adopt { label: Label::of(Verb::Merged, "file"), change: plan.change };
        let entry = device.does(&mut here, command);
        let undo = device.undo(&here, &entry).expect("nothing stands on it");
        here.apply(&undo.change).expect("it fits");
        assert_eq!(text(&here), before, "seed {seed}");
        let redo = device.undo(&here, &undo).expect("nothing stands on it");
        here.apply(&redo.change).expect("it fits");
        assert_eq!(text(&here), after, "seed {seed}");
    }
}

#[test]
fn x6_what_is_unknown_here_survives_an_edit_and_an_export() {
    let line_of = |id: &str, fields: &str| {
        format!(r#"{{"id":"{id}","v":1,"d":{{{fields}}},"t":{{"*":"0192f0c17d2a-0000-00000009"}}}}"#)
    };
    let known =
        line_of("company:0190a000-0000-7000-8000-000000000001", r#""mood":{"of":[1.50]},"name":"Acme""#);
    let kind = line_of("quote:0190a000-0000-7000-8000-000000000002", r#""total":12345678901234567890123"#);
    let mut book = Book::new();
    let plan = merge::plan(&book, &[read_line(&known), read_line(&kind)], LATE);
    book.apply(&plan.change).expect("it fits");

    let device = Device::new(1);
    let id = Company::blank(domain::value::Id::new(
        "0190a000-0000-7000-8000-000000000001".parse().expect("a UUID"),
    ))
    .id;
    let company = book.get(id).expect("it was merged").clone();
    device.does(&mut book, EditCommand::of(&company, |it| it.name = "Acme Ltd".into()));
    let text = text(&book);
    assert!(text.contains(r#""mood":{"of":[1.50]},"name":"Acme Ltd""#), "{text}");
    assert!(text.contains(&kind), "{text}");
}

#[test]
fn m5_the_defaults_of_two_copies_are_one_and_any_edit_beats_them() {
    let (here, there) = (Device::new(1), Device::new(2));
    let (mut a, mut b) = (Book::new(), Book::new());
    assert_eq!(text(&a), text(&b), "all begin with the same");
    let source = query::listed::<Source>(&a)[0].clone();
    here.does(&mut a, EditCommand::of(&source, |it| it.name = "Our form".into()));
    there.does(&mut b, Add::one(Company { name: "Zen".into(), ..Company::blank(there.id()) }));
    let both = merged(&a, &b);
    assert_eq!(text(&both), text(&merged(&b, &a)));
    assert_eq!(query::listed::<Source>(&both).len(), query::listed::<Source>(&Book::new()).len());
    assert_eq!(&*query::listed::<Source>(&both)[0].name, "Our form");
}

// Cases D2, E9.
#[test]
fn m6_both_edits_of_different_fields_are_on_both_sides() {
    let (here, there) = (Device::new(1), Device::new(2));
    let mut a = Book::new();
    let company = Company { name: "Acme".into(), ..Company::blank(here.id()) };
    let id = company.id;
    here.does(&mut a, Add::one(company));
    let mut b = merged(&Book::new(), &a);
    let company = a.get(id).expect("it is here").clone();
    here.does(&mut a, EditCommand::of(&company, |it| it.sector = "Tools".into()));
    there.does(&mut b, EditCommand::of(&company, |it| it.website = "acme.io".into()));
    for both in [merged(&a, &b), merged(&b, &a)] {
        let company = both.get(id).expect("it is here");
        assert_eq!((&*company.sector, &*company.website), ("Tools", "acme.io"));
    }
}

#[test]
fn m7_deleted_for_good_beats_every_edit() {
    let [mut a, ..] = copies(900);
    let row = a.rows().into_iter().find(|it| it.newest() > Stamp::ZERO).expect("somebody did something");
    let mut raw = row.to_raw().expect("it is a record");
    raw.stamps.insert("purged".to_owned(), Stamp::new(1, 0, Node(1)));
    let purged = read_line(&raw.to_line());
    let b = a.clone();
    let edit = Edit { before: Some(row.clone()), after: Some(purged.clone()) };
    a.apply(&Change::new([edit], Stamping::Given)).expect("it fits");
    for both in [merged(&a, &b), merged(&b, &a)] {
        assert_eq!(both.row(&row.key()), Some(purged.clone()), "{}", line(&row));
    }
}
