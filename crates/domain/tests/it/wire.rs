//! Records and entries as text: what was written once reads for ever, and what cannot be read is kept with its reason.

use domain::{
    entry::Entry,
    record::{Company, Record},
    row::{Key, Row},
    testing::{Seeded, Worker, line, mutated, rubbish},
    value::{Id, Kind},
    wire::{EntryReader, Fields, Journaled, Past, read_entry, read_line, write_entry},
};

/// Lines that were written by hand in the format of version 1. They are never changed, only added to.
const GOLDEN: &str = include_str!("../fixtures/v1.lines");
const DAMAGED: &str = include_str!("../fixtures/damaged.lines");
const LOOSE: &str = include_str!("../fixtures/loose.lines");
const ENTRY: &str = include_str!("../fixtures/entry-v1.lines");

/// The lines of a fixture in pairs, without its remarks.
fn pairs(fixture: &str) -> Vec<(&str, &str)> {
    let lines: Vec<&str> = fixture.lines().filter(|it| !it.is_empty() && !it.starts_with('#')).collect();
    assert_eq!(lines.len() % 2, 0, "every line has its answer");
    lines.chunks(2).map(|it| (it[0], it[1])).collect()
}

fn why(row: &Row) -> String {
    match row {
        Row::Sealed(it) => it.why.to_string(),
        row => format!("it was read as {}", line(row)),
    }
}

// Case D9.
#[test]
fn w2_every_line_that_version_1_wrote_reads_and_is_written_the_same() {
    for text in GOLDEN.lines() {
        assert_eq!(line(&read_line(text)), text);
    }
}

#[test]
fn w2_what_lies_in_the_folder_of_a_deal_reads_and_is_written_the_same() {
    let text = include_str!("../fixtures/folder-v1.lines").trim_end();
    let row = read_line(text);
    assert_eq!(line(&row), text);
    let deal = row.get::<domain::record::Deal>().expect("it reads");
    assert!(deal.lines.values().all(|it| it.open().is_some()) && deal.lines.len() == 2);
    assert!(deal.milestones.values().all(|it| it.open().is_some()) && deal.milestones.len() == 2);
    assert!(deal.files.values().all(|it| it.open().is_some()) && deal.files.len() == 1);
}

#[test]
fn w2_a_quote_reads_and_is_written_the_same() {
    let text = include_str!("../fixtures/quote-v1.lines").trim_end();
    let row = read_line(text);
    assert_eq!(line(&row), text);
    let deal = row.get::<domain::record::Deal>().expect("it reads");
    assert!(deal.quotes.values().all(|it| it.open().is_some()) && deal.quotes.len() == 2);
}

#[test]
fn w2_there_is_a_golden_line_of_every_kind() {
    let rows: Vec<Row> = GOLDEN.lines().map(read_line).collect();
    for kind in Kind::ALL {
        let row = rows.iter().find(|it| it.kind() == Some(kind) && it.stamps().is_some());
        assert!(row.is_some(), "no golden line of kind {}", kind.name());
    }
}

#[test]
fn w3_what_cannot_be_read_is_sealed_with_its_place_and_reason_and_written_as_it_was() {
    for (text, expected) in pairs(DAMAGED) {
        let row = read_line(text);
        assert_eq!(why(&row), expected, "{text}");
        let Row::Sealed(sealed) = &row else { unreachable!("it has a reason") };
        assert_eq!(sealed.found(), text);
        assert_eq!(read_line(&line(&row)), row, "{text}");
    }
}

// Case I6.
#[test]
fn w3_a_text_of_any_depth_length_or_bytes_is_sealed_and_no_panic() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let company = |value: &str| {
        let id = "company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e09";
        format!(r#"{{"id":"{id}","v":1,"d":{{"mood":{value}}},"t":{{"*":"0192f0c17d2a-0000-9f3a1c2b"}}}}"#)
    };
    for (text, expected) in [
        (String::new(), "record: EOF while parsing a value at line 1 column 0"),
        ("\u{0}".repeat(50), "record: expected value at line 1 column 1"),
        (deep("[", "]"), "record: is not a record"),
        (deep("{\"a\":", "}"), "record: "),
        (company(&deep("[", "]")), "company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e09: mood: is nested too deep"),
        (
            company("\"\u{0}\""),
            "record: control character (\\u0000-\\u001F) found while parsing a string at line 1",
        ),
    ] {
        let row = read_line(&text);
        assert!(why(&row).starts_with(expected), "{}", why(&row));
        assert_eq!(read_line(&line(&row)), row);
    }
    let escaped = company(r#""\u0000""#);
    assert_eq!(line(&read_line(&escaped)), escaped, "an escaped one is a character like any other");
}

#[test]
fn w3_a_line_cut_anywhere_is_sealed_and_one_with_a_flipped_byte_is_no_panic() {
    let golden: Vec<&str> = GOLDEN.lines().collect();
    for text in &golden {
        for at in (0..text.len()).step_by(7).filter(|at| text.is_char_boundary(*at)) {
            let row = read_line(&text[..at]);
            assert!(row.stamps().is_none(), "{}", &text[..at]);
        }
    }
    let mut chance = Seeded::new(3);
    for _ in 0..2_000 {
        let mut bytes = golden[chance.below(golden.len())].as_bytes().to_vec();
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
        let row = read_line(&String::from_utf8_lossy(&bytes));
        assert_eq!(read_line(&line(&row)), row, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn w4_other_layouts_of_a_record_are_kept_in_the_one_spelling() {
    for (text, expected) in pairs(LOOSE) {
        let row = read_line(text);
        assert_eq!(line(&row), expected);
        assert_eq!(row, read_line(expected));
    }
}

#[test]
fn w5_the_values_inside_a_register_stand_in_order_too() {
    for text in GOLDEN.lines().filter(|it| it.starts_with('{')) {
        let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        for (path, value) in value["d"].as_object().expect("registers") {
            let as_written = format!("\"{path}\":{value}");
            let is_exact = path.starts_with("custom/") || path.contains(' ') || path.contains('ü');
            assert!(is_exact || text.contains(&as_written), "{as_written} is not in order");
        }
    }
}

#[test]
fn w1_every_row_that_can_be_reads_as_it_was_written() {
    for seed in 0..40 {
        let mut worker = Worker::new(1, seed);
        worker.live(12);
        let rows = worker.book.rows();
        for _ in 0..30 {
            let mut row = worker.seeded().pick(&rows).cloned().expect("there are defaults");
            for _ in 0..worker.seeded().below(4) {
                row = mutated(worker.seeded(), &row);
            }
            if worker.seeded().once_in(10) {
                row = rubbish(worker.seeded());
            }
            let text = line(&row);
            assert!(!text.contains(['\n', '\r']), "{text}");
            let read = read_line(&text);
            assert_eq!(read, row, "seed {seed}: {text}");
            assert_eq!(line(&read), text, "seed {seed}");
        }
    }
}

// Case D9.
#[test]
fn w6_an_entry_of_version_1_reads_and_is_written_the_same() {
    let text = ENTRY.trim_end();
    let read = read_entry(text).expect("an entry");
    let head = read.head.clone();
    let entry = Entry { head, change: read.into_change().expect("it is small") };
    // Edits are written in order of their keys; the text that is no record comes last.
    let mut expected: Vec<&str> = text.lines().collect();
    expected[1..].sort_by_key(|it| read_key(it));
    assert_eq!(write_entry(&entry, false).lines().collect::<Vec<_>>(), expected);
}

fn read_key(text: &str) -> Key {
    let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let row = if value["after"].is_null() { &value["before"] } else { &value["after"] };
    read_line(&row.to_string()).key()
}

#[test]
fn w6_a_large_entry_names_its_births_only() {
    let mut worker = Worker::new(1, 5);
    let company = Company { name: "Acme".into(), ..Company::blank(Id::fixed(5)) };
    let entry = worker.device.does(&mut worker.book, domain::command::Add::one(company));
    let read = read_entry(&write_entry(&entry, true)).expect("an entry");
    assert!(read.is_large && read.clone().into_change().is_none());
    let after = entry.change.edits().iter().filter_map(|it| it.after.as_ref());
    let births: Vec<Past> =
        after.map(|it| Past::Birth(it.key(), it.digest(&mut Fields::default()))).collect();
    assert_eq!(read.past, births);
}

#[test]
fn w6_an_entry_that_is_read_in_slices_is_the_one_that_was_written() {
    let mut worker = Worker::new(1, 5);
    let company =
        |nth: u128| Company { name: format!("Acme {nth}").into(), ..Company::blank(Id::fixed(nth)) };
    let rows: Vec<Row> = (5..12).map(|nth| company(nth).into()).collect();
    let entry = worker.device.does(&mut worker.book, domain::command::Add(rows));
    let count = entry.change.edits().len();
    let text = write_entry(&entry, false);
    let (head, body) = text.split_once('\n').expect("a body");
    for (size, part) in [(1, 1), (3, 7), (2, 300), (count, 1_000), (count + 1, body.len())] {
        let mut reader = EntryReader::new(head).expect("a head");
        let mut slices = Vec::new();
        for part in body.as_bytes().chunks(part) {
            reader.take(part);
            slices.extend(std::iter::from_fn(|| {
                Some(reader.read(size).expect("records")).filter(|it| *it > 0)
            }));
        }
        assert!(slices.iter().all(|it| *it <= size), "{slices:?}");
        assert_eq!(slices.iter().sum::<usize>(), count - 1, "the last may not have come whole");
        assert_eq!(reader.finish(), Ok(Journaled::from(&entry)));
    }
}

#[test]
fn w6_an_entry_that_is_none_is_refused_with_its_place() {
    for text in [
        "",
        "{}",
        "null",
        "{\"v\":1}",
        "\u{0}",
        &ENTRY[..ENTRY.len() / 2],
        &format!("{}\n{{", ENTRY.trim_end()),
    ] {
        let error = read_entry(text).expect_err(text);
        assert_eq!(error.path, "journal entry", "{text}");
    }
    let newer = ENTRY.replacen("\"v\":1", "\"v\":2", 1);
    let error = read_entry(&newer).expect_err("newer");
    assert_eq!(error.to_string(), "journal entry: was made by a newer version of Satchel");
}
