//! Texts and files that nobody here wrote. Where the corpus is absent, as in a public clone, these tests say so and pass.

use domain::{
    book::Book,
    change::Change,
    command::Add,
    record::{Activity, Company, Json, Record},
    testing::{Device, line},
    value::{Id, TextKey},
    wire::{BackupError, read_backup, read_entry, read_line, write_backup, write_entry},
};
use std::{fs, path::PathBuf};

/// A file or folder of the corpus, if it is there.
fn corpus(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: the corpus is not here ({})", path.display());
    None
}

/// All naughty strings, and all lines of the XSS list.
fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    if let Some(path) = corpus("strings/blns/blns.json") {
        let json = fs::read_to_string(path).expect("it can be read");
        texts.extend(serde_json::from_str::<Vec<String>>(&json).expect("a list of texts"));
    }
    if let Some(path) = corpus("security/xss-payload-list/xss-payload-list.txt") {
        let bytes = fs::read(path).expect("it can be read");
        texts.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
    }
    texts
}

#[test]
fn w1_naughty_texts_read_as_they_were_written_wherever_they_stand() {
    let (device, mut book) = (Device::new(1), Book::new());
    for text in texts() {
        let mut company = Company { name: text.as_str().into(), ..Company::blank(device.id()) };
        company.description = text.as_str().into();
        company.common.import = text.as_str().into();
        company.common.custom.insert(TextKey(format!("a {text}").as_str().into()), Json::text(&text));
        let change = Change::birth(company);
        let row = change.edits()[0].after.clone().expect("it is a birth");
        let written = line(&row);
        assert_eq!(read_line(&written), row, "{text}");
        assert!(!written.contains(['\n', '\r']), "{text}");

        let note = Activity { body: text.as_str().into(), ..Activity::blank(device.id()) };
        let id: Id<Activity> = note.id;
        let entry = device.does(&mut book, Add::one(note));
        let read = read_entry(&write_entry(&entry, false)).expect(&text);
        assert_eq!(read.into_change(), Some(entry.change), "{text}");
        assert_eq!(&*book.get(id).expect("it was added").body, text);
    }
    let file = write_backup(&book);
    let backup = read_backup(file.as_bytes()).expect("it is whole");
    let mut copy = Book::new();
    copy.load(&backup.rows);
    copy.finish();
    assert_eq!(write_backup(&copy), file);
}

/// Name and bytes of every file of the suite.
fn suite() -> Vec<(String, Vec<u8>)> {
    let Some(folder) = corpus("json/JSONTestSuite/test_parsing") else { return Vec::new() };
    let files = fs::read_dir(folder).expect("it can be listed");
    let file = |it: fs::DirEntry| {
        (it.file_name().to_string_lossy().into_owned(), fs::read(it.path()).expect("it can be read"))
    };
    files.map(|it| file(it.expect("it can be listed"))).collect()
}

// Case E13.
#[test]
fn b8_no_file_of_the_json_suite_is_a_backup_and_none_is_a_panic() {
    for (name, bytes) in suite() {
        let why = read_backup(&bytes).map(|it| it.rows).expect_err(&name);
        if name.starts_with("y_") {
            assert_eq!(why, BackupError::Foreign, "{name}");
        }
        if name.starts_with("n_") {
            let is_named =
                !matches!(why, BackupError::Foreign | BackupError::Newer { .. } | BackupError::TooLarge);
            assert!(is_named, "{name}: {why}");
        }
    }
}

// Cases E13, I6.
#[test]
fn w4_a_value_of_the_json_suite_is_kept_in_one_spelling_or_sealed() {
    for (name, bytes) in suite() {
        let Ok(value) = String::from_utf8(bytes) else { continue };
        let id = "company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e09";
        let stamps = r#"{"*":"0192f0c17d2a-0000-9f3a1c2b"}"#;
        let row = read_line(&format!(r#"{{"id":"{id}","v":1,"d":{{"mood":{value}}},"t":{stamps}}}"#));
        let is_read = row.stamps().is_some();
        // A name that stands twice is JSON, but nobody can say what it means.
        assert!(is_read || !name.starts_with("y_") || name.contains("duplicated_key"), "{name}");
        assert!(!is_read || !name.starts_with("n_"), "{name}");
        assert_eq!(read_line(&line(&row)), row, "{name}");
        assert_eq!(line(&read_line(&line(&row))), line(&row), "{name}");
    }
}
