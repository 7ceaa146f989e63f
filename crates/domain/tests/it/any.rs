//! Any text whatever where lines, entries and files are read: nothing panics, and what could be read is not lost.

use crate::seeds::seeds;
use domain::{
    book::Book,
    entry::Entry,
    row::Row,
    testing::{Seeded, Worker, line},
    wire::{
        Backup, BackupError, Fields, Raw, is_locked, read_backup, read_entry, read_line, read_locked,
        write_backup, write_entry, write_line,
    },
};

/// What lines and files are made of: a reader comes further with these than with bytes at random.
const PIECES: [&str; 36] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    " ",
    "null",
    "true",
    "0",
    "-1",
    "1e400",
    "0.5",
    "\\u0000",
    "\\ud800",
    "\"id\":",
    "\"v\":1,",
    "\"d\":{",
    "\"t\":{",
    "\"*\":",
    "\"0192f0c17d2a-0000-9f3a1c2b\"",
    "\"name\":\"Acme\"",
    "\"company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e09\"",
    "\"deal:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e12\"",
    "\"satchel\":1,",
    "\"satchel-locked\":1,",
    "\"records\":[",
    "\"checksum\":\"",
    "\"counts\":{",
    "\"before\":",
    "\"after\":",
    "é",
    "日",
];

/// Pieces, or bytes that need not be a text.
fn anything(chance: &mut Seeded) -> Vec<u8> {
    let count = chance.below(120);
    let is_bytes = chance.once_in(4);
    let piece = |chance: &mut Seeded| {
        if is_bytes { vec![byte(chance)] } else { chance.one(&PIECES).as_bytes().to_vec() }
    };
    (0..count).flat_map(|_| piece(chance)).collect()
}

fn byte(chance: &mut Seeded) -> u8 {
    u8::try_from(chance.below(256)).expect("it is below 256")
}

/// The same with a few bytes changed, taken out, put in, doubled or cut off.
fn damaged(chance: &mut Seeded, text: &[u8]) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let to = (at + 1 + chance.below(40)).min(bytes.len());
        match chance.below(6) {
            _ if bytes.is_empty() => {}
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = byte(chance),
            2 => drop(bytes.drain(at..to)),
            3 => drop(bytes.splice(at..at, chance.one(&PIECES).bytes())),
            4 => drop(bytes.splice(at..at, bytes[at..to].to_vec())),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

/// The Book after a life.
fn lived(seed: u64) -> Book {
    let mut worker = Worker::new(1, seed);
    worker.live(12);
    worker.book
}

/// What was done in a life.
fn deeds(seed: u64) -> Vec<Entry> {
    let mut worker = Worker::new(1, seed);
    let deed = |worker: &mut Worker| {
        let entry = worker.decide().1.ok()?;
        worker.apply(&entry);
        Some(entry)
    };
    (0..12).filter_map(|_| deed(&mut worker)).collect()
}

/// What was read is written in one spelling, and read again as the same.
fn settles(text: &str) -> Row {
    let row = read_line(text);
    let (mut fields, mut written) = (Fields::default(), String::new());
    write_line(&row, &mut fields, &mut written);
    assert_eq!(read_line(&written), row, "{text}");
    if let Row::Sealed(sealed) = &row {
        // A record in form is kept in the one spelling, anything else letter by letter, as the text that it is written as.
        let quoted = serde_json::from_str::<String>(text).ok().filter(|_| text.starts_with('"'));
        let text = quoted.unwrap_or_else(|| text.to_owned());
        let kept = Raw::parse(&text).map_or_else(|_| text.clone(), |it| it.to_line());
        assert_eq!(sealed.found(), kept, "what cannot be read is kept as it was");
    }
    row
}

// Case I6.
#[test]
fn fuzz_any_text_is_a_line_that_can_be_written_again() {
    for seed in seeds(0..4_000) {
        settles(&String::from_utf8_lossy(&anything(&mut Seeded::new(seed))));
    }
}

#[test]
fn fuzz_a_damaged_line_is_read_or_kept_as_it_is() {
    for seed in seeds(0..60) {
        let rows = lived(seed).rows();
        let mut chance = Seeded::new(seed);
        for row in rows {
            settles(&String::from_utf8_lossy(&damaged(&mut chance, line(&row).as_bytes())));
        }
    }
}

#[test]
fn fuzz_any_text_and_any_damage_is_an_entry_or_refused() {
    for seed in seeds(0..60) {
        let mut chance = Seeded::new(seed);
        for entry in deeds(seed) {
            let text = write_entry(&entry, chance.once_in(2));
            for bytes in [anything(&mut chance), damaged(&mut chance, text.as_bytes())] {
                if let Ok(entry) = read_entry(&String::from_utf8_lossy(&bytes)) {
                    entry.into_change();
                }
            }
        }
    }
}

// Cases E3, I6.
#[test]
fn fuzz_any_file_and_any_damage_is_the_whole_backup_or_refused() {
    let mut refused = 0;
    for seed in seeds(0..150) {
        let mut chance = Seeded::new(seed);
        let text = write_backup(&lived(seed));
        let whole = read_backup(text.as_bytes()).expect("it is whole").rows;
        for _ in 0..10 {
            let bytes = anything(&mut chance);
            let (_, _) = (read_backup(&bytes).is_ok(), is_locked(&bytes) && read_locked(&bytes).is_ok());
            match read_backup(&damaged(&mut chance, text.as_bytes())) {
                Ok(Backup { rows, problems, unstamped, .. }) => {
                    assert_eq!((rows, problems.len(), unstamped.len()), (whole.clone(), 0, 0), "seed {seed}");
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(refused > 1_000, "{refused} of 1,500");
}

/// A file by hand has no sum, so damage in it may be read as something else. Nothing that stands in it is passed over.
#[test]
fn fuzz_every_record_of_a_damaged_file_by_hand_is_read_or_named() {
    for seed in seeds(0..100) {
        let mut chance = Seeded::new(seed);
        let mut lines: Vec<String> = lived(seed).rows().iter().map(line).collect();
        for _ in 0..5 {
            let at = chance.below(lines.len());
            lines[at] = String::from_utf8_lossy(&damaged(&mut chance, lines[at].as_bytes())).into_owned();
        }
        let file = format!("{{\"satchel\":1,\"records\":[\n{}\n]}}", lines.join(",\n"));
        let Ok(values) = serde_json::from_str::<serde_json::Value>(&file) else {
            assert!(read_backup(file.as_bytes()).is_err(), "seed {seed}: it is not JSON");
            continue;
        };
        let Some(records) = values["records"].as_array() else { continue };
        match read_backup(file.as_bytes()) {
            Ok(Backup { rows, problems, unstamped, .. }) => {
                assert_eq!(
                    rows.len() + problems.len() + unstamped.len(),
                    records.len(),
                    "seed {seed}: {file}"
                );
            }
            Err(BackupError::Foreign | BackupError::Newer { .. }) => {}
            Err(other) => panic!("seed {seed}: {other}"),
        }
    }
}
