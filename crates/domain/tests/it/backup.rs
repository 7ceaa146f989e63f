//! The backup file: whole or refused, whatever happened to it on its way.

use domain::{
    book::Book,
    merge,
    row::Row,
    testing::{Seeded, Worker, line},
    value::Timestamp,
    wire::{Backup, BackupError, BackupReader, MAX_BYTES, read_backup, read_line, write_backup},
};

/// A backup that version 1 wrote. It is never changed.
const GOLDEN: &str = include_str!("../fixtures/backup-v1.json");
const LINES: &str = include_str!("../fixtures/v1.lines");
const LATE: Timestamp = Timestamp(1_795_262_400_000 + 3_600_000);

fn text(book: &Book) -> String {
    write_backup(book)
}

/// The Book that a backup makes of an empty one.
fn restored(backup: &Backup) -> Book {
    let mut book = Book::new();
    let plan = merge::plan(&book, &backup.rows, LATE);
    book.apply(&plan.change).expect("a plan fits the Book it was made for");
    book
}

fn lived(steps: usize, seed: u64) -> Book {
    let mut worker = Worker::new(1, seed);
    worker.live(steps);
    worker.book
}

fn read(text: &str) -> Result<Vec<Row>, BackupError> {
    read_backup(text.as_bytes()).map(|it| {
        assert!(it.problems.is_empty() && it.unstamped.is_empty(), "{:?}", it.problems);
        it.rows
    })
}

// Case E5.
#[test]
fn b1_a_backup_of_version_1_is_restored_to_the_byte() {
    let backup = read_backup(GOLDEN.as_bytes()).expect("it is whole");
    assert_eq!(backup.counts.values().sum::<u64>(), backup.rows.len() as u64);
    for golden in LINES.lines() {
        assert!(backup.rows.contains(&read_line(golden)), "{golden}");
    }
    assert_eq!(text(&restored(&backup)), GOLDEN);
}

#[test]
fn b1_the_files_in_the_documentation_read_as_it_says() {
    let text = include_str!("../../../../docs/backup-format.md");
    let block = |at: usize| {
        text.split("```json\n").nth(at).and_then(|it| it.split_once("```")).expect("it is there").0
    };
    let whole = read(block(1)).expect("it is whole");
    assert_eq!(whole.len(), 3);
    let by_hand = read_backup(block(2).as_bytes()).expect("it is a backup");
    assert_eq!((by_hand.rows.len(), by_hand.unstamped.len(), by_hand.problems.len()), (0, 2, 0));
}

// Case E1.
#[test]
fn b1_two_backups_of_one_book_are_the_same_bytes() {
    for seed in 0..10 {
        let book = lived(40, seed);
        // Another order of arrival makes no other file.
        let mut other = Book::new();
        let mut rows = book.rows();
        rows.reverse();
        other.load(&rows);
        other.finish();
        assert_eq!(text(&other), text(&book), "seed {seed}");
    }
}

// Case E2.
#[test]
fn b2_a_file_cut_at_any_byte_is_refused() {
    let whole = read(GOLDEN).expect("it is whole");
    let end = GOLDEN.trim_end().len();
    for at in 0..GOLDEN.len() {
        match read_backup(&GOLDEN.as_bytes()[..at]) {
            Ok(backup) => assert!(at >= end && backup.rows == whole, "cut at {at}"),
            Err(BackupError::Empty) => assert_eq!(at, 0),
            Err(BackupError::NotText) => assert!(!GOLDEN.is_char_boundary(at), "cut at {at}"),
            Err(BackupError::Truncated { line }) => {
                let lines = GOLDEN[..GOLDEN.floor_char_boundary(at)].split('\n').count();
                assert_eq!(line, lines, "cut at {at}");
            }
            Err(other) => panic!("cut at {at}: {other}"),
        }
    }
}

#[test]
fn b2_a_file_reads_the_same_a_record_at_a_time_and_however_it_is_laid_out() {
    let text = text(&lived(80, 9));
    let whole = read(&text).expect("it is whole");
    let in_steps = |text: &str| {
        let mut reader = BackupReader::new(text.as_bytes().to_vec())?;
        while !reader.advance(1) {}
        reader.finish().map(|it| it.rows)
    };
    assert_eq!(in_steps(&text), Ok(whole.clone()));
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let other_layouts = [
        value.to_string(),
        serde_json::to_string_pretty(&value).expect("it is JSON"),
        text.replace(",\"v\":", ",\n\"v\":"),
        text.replace(",\n{", ",\n\n {"),
        text.replacen("\"records\"", "\"more\":[\n1],\n\"records\"", 1),
    ];
    for other in other_layouts {
        assert_eq!(in_steps(&other), Ok(whole.clone()), "{}", &other[..300]);
    }
    // As many lines as it should have, but one of them is none.
    let (head, foot) = text.rsplit_once("\n]}").expect("it ends so");
    for (fault, broken) in
        [("a break", format!("{head},\n\n]}}{foot}")), ("a comma", format!("{head},\n]}}{foot}"))]
    {
        assert!(matches!(in_steps(&broken), Err(BackupError::NotJson { .. })), "{fault}");
    }
}

// Case E2.
#[test]
fn b2_a_large_file_cut_anywhere_is_refused() {
    let text = text(&lived(150, 7));
    let mut chance = Seeded::new(2);
    for _ in 0..150 {
        let at = chance.below(text.trim_end().len());
        assert!(read_backup(&text.as_bytes()[..at]).is_err(), "cut at {at}");
    }
}

// Case E3.
#[test]
fn b3_a_flipped_bit_is_refused_or_changes_nothing() {
    let mut refused = 0;
    for (text, seed) in [(GOLDEN.to_owned(), 1), (text(&lived(60, 8)), 2)] {
        let whole = read(&text).expect("it is whole");
        let mut chance = Seeded::new(seed);
        for _ in 0..200 {
            let mut bytes = text.as_bytes().to_vec();
            let at = chance.below(bytes.len());
            bytes[at] ^= 1 << chance.below(8);
            match read_backup(&bytes) {
                Ok(backup) => assert_eq!(backup.rows, whole, "at {at}"),
                Err(_) => refused += 1,
            }
        }
    }
    assert!(refused > 350, "{refused} of 400");
}

#[test]
fn b4_counts_and_checksum_must_fit() {
    let wrong = GOLDEN.replacen("\"deal\":2", "\"deal\":3", 1);
    let found = read(GOLDEN).expect("it is whole").len() as u64;
    assert_eq!(read(&wrong), Err(BackupError::Counts { expected: found + 1, found }));
    let wrong = GOLDEN.replacen("Ana Roy", "Eva Roy", 1);
    assert_eq!(read(&wrong), Err(BackupError::Checksum));
    let (head, _) = GOLDEN.split_once("\"checksum\":\"").expect("it has one");
    let wrong = format!("{head}\"checksum\":\"0{}", &GOLDEN[head.len() + 13..]);
    assert_eq!(read(&wrong), Err(BackupError::Checksum));
    // A word that is damaged makes no file by hand of it.
    let wrong = GOLDEN.replacen("\"checksum\"", "\"checksun\"", 1).replacen("Ana Roy", "Eva Roy", 1);
    assert_eq!(read(&wrong), Err(BackupError::Checksum));
    // A record that was taken out, and another one put in twice.
    let lines: Vec<&str> = GOLDEN.lines().collect();
    let twice = GOLDEN.replacen(lines[6], lines[5], 1);
    assert_eq!(read(&twice), Err(BackupError::Checksum));
}

#[test]
fn b5_a_file_that_another_program_laid_out_anew_is_accepted() {
    let whole = read(GOLDEN).expect("it is whole");
    assert_eq!(read(&spaced(GOLDEN)), Ok(whole));
    let text = text(&lived(60, 9));
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let pretty = serde_json::to_string_pretty(&value).expect("JSON");
    assert_eq!(read(&pretty), read(&text));
    assert_eq!(read(&format!("\u{feff}{text}")), read(&text), "with a byte order mark");
}

/// The same JSON with blanks wherever they can be.
fn spaced(text: &str) -> String {
    let (mut out, mut is_text, mut is_escaped) = (String::new(), false, false);
    for it in text.chars() {
        if is_text {
            out.push(it);
            is_text = is_escaped || it != '"';
            is_escaped = !is_escaped && it == '\\';
        } else {
            out.push_str(match it {
                '{' | '}' | '[' | ']' | ',' | ':' => "\r\n\t ",
                _ => "",
            });
            out.push(it);
            is_text = it == '"';
        }
    }
    out
}

#[test]
fn b6_a_file_written_by_hand_needs_no_stamps_and_its_faults_are_named() {
    let id = |last: u8| format!("0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e{last:02}");
    let records = [
        format!(r#"{{"id":"company:{}","v":1,"d":{{"name":"Acme"}}}}"#, id(1)),
        format!(r#"{{"id":"company:{}","v":1,"d":{{"name":7}}}}"#, id(2)),
        format!(r#"{{"id":"deal:{}","v":1,"d":{{"name":"No stage"}}}}"#, id(3)),
        r#"{"id":"deal:four","v":1,"d":{}}"#.to_owned(),
        r#"{"id":"quote:5","v":1,"d":{"total":5}}"#.to_owned(),
        "[6]".to_owned(),
        r#""seven""#.to_owned(),
        format!(
            r#"{{"id":"contact:{}","v":1,"d":{{"first_name":"Bo"}},"t":{{"*":"0192f0c17d2a-0000-9f3a1c2b"}}}}"#,
            id(8)
        ),
    ];
    let file = format!(r#"{{"satchel":1,"records":[{}]}}"#, records.join(","));
    let backup = read_backup(file.as_bytes()).expect("it is a backup");
    assert_eq!(backup.unstamped.iter().map(line).count(), 1);
    assert_eq!(backup.rows.len(), 2, "what is of another kind, and what has stamps");
    let problems: Vec<String> = backup.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            format!("records[1] company:{}: name: invalid type: integer `7`, expected a text", id(2)),
            format!("records[2] deal:{}: stage is missing", id(3)),
            "records[3] deal:four: \"four\" is not a UUID".to_owned(),
            "records[5] record: is not a record".to_owned(),
            "records[6] record: expected value at line 1 column 1".to_owned(),
        ]
    );
}

// Case E4.
#[test]
fn b7_a_newer_format_is_named_even_if_nothing_else_in_it_is_known() {
    for text in [GOLDEN.replacen(":1,", ":2,", 1), r#"{"satchel":2,"pages":{}}"#.to_owned()] {
        assert_eq!(read(&text), Err(BackupError::Newer { format: 2 }));
    }
}

// Case E6.
#[test]
fn b8_what_is_no_backup_is_refused_for_what_it_is() {
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(GOLDEN.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let deep = |open: &str| format!(r#"{{"satchel":1,"records":{}"#, open.repeat(100_000));
    let foreign = |text: &str| (text.as_bytes().to_vec(), BackupError::Foreign);
    let cases = [
        (Vec::new(), BackupError::Empty),
        (b" \r\n\t".to_vec(), BackupError::Empty),
        (utf16, BackupError::NotText),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), BackupError::NotText),
        ("Zoë".chars().map(|it| it as u8).collect(), BackupError::NotText),
        (vec![0; 64], BackupError::NotJson { line: 1, column: 1 }),
        (b"ID,NAME\n1,x\n".to_vec(), BackupError::NotJson { line: 1, column: 1 }),
        (b"{\"satchel\":1,\n\"records\":[}".to_vec(), BackupError::NotJson { line: 2, column: 12 }),
        (deep("[").into_bytes(), BackupError::Truncated { line: 1 }),
        ("[".repeat(100_000).into_bytes(), BackupError::Truncated { line: 1 }),
        foreign("{}"),
        foreign("null"),
        foreign("[1,{},null,[]]"),
        foreign(r#"{"type":"FeatureCollection","records":[]}"#),
        foreign(r#"{"satchel":"1","records":[]}"#),
        foreign(r#"{"satchel":0,"records":[]}"#),
        foreign(r#"{"satchel":1,"records":{}}"#),
        foreign(r#"{"satchel":1,"satchel":1,"records":[]}"#),
    ];
    for (bytes, expected) in cases {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        assert_eq!(read_backup(&bytes).map(|it| it.rows), Err(expected), "{shown}");
    }
    let size = usize::try_from(MAX_BYTES).expect("it fits in memory");
    assert_eq!(BackupReader::new(vec![0; size + 1]).err(), Some(BackupError::TooLarge));
}

#[test]
fn b9_what_is_sealed_here_is_in_the_backup_and_comes_back() {
    let damaged = include_str!("../fixtures/damaged.lines");
    let rows: Vec<Row> = damaged.lines().filter(|it| it.starts_with(['{', '['])).map(read_line).collect();
    let mut book = Book::new();
    book.load(&rows);
    book.finish();
    let text = text(&book);
    assert_eq!(text, self::text(&restored(&read_backup(text.as_bytes()).expect("it is whole"))));
    for row in rows {
        assert!(book.row(&row.key()).is_some_and(|it| matches!(it, Row::Sealed(_))));
    }
}
