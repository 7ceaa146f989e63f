//! `cargo xtask data`: a business of any size, the same for the same seed.
//!
//! Bench and tests need thousands of records that nobody wrote by hand. They are made through the domain, as an import
//! would make them, so they keep its rules and change with it; what is written is read again before it counts.
//!
//! It is an example of xtask and not a part of it, so that xtask itself goes without dependencies: it starts in seconds,
//! also where the domain does not compile.

mod business;
mod table;
mod words;

use business::{Business, Wanted};
use domain::wire;
use std::{env, fs, path::Path, process::ExitCode};

const USAGE: &str = "cargo xtask data leads|deals|mixed COUNT [--seed NUMBER] --out FILE.json|FILE.csv";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match write(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("✗ {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn write(words: &[&str]) -> Result<(), String> {
    let (what, count, seed, file) =
        asked(words).ok_or_else(|| format!("This is how it is asked: {USAGE}"))?;
    let mut business = Business::new(seed);
    business.open(what, count);
    let text = if Path::new(file).extension().is_some_and(|it| it == "csv") {
        table::csv(business.book(), what)
            .ok_or("A table holds leads or deals; the rest goes into a backup.")?
    } else {
        let text = wire::write_backup(business.book());
        check(&text)?;
        text
    };
    fs::write(file, text).map_err(|error| format!("{file} cannot be written: {error}."))
}

/// What is asked for: which records, how many, by which seed, and into which file.
fn asked<'a>(words: &[&'a str]) -> Option<(Wanted, usize, u64, &'a str)> {
    let (what, count, options) = match words {
        [what, count, options @ ..] => (Wanted::named(what)?, count.parse().ok()?, options),
        _ => return None,
    };
    let (mut seed, mut file) = (7, None);
    for option in options.chunks(2) {
        match option {
            ["--seed", number] => seed = number.parse().ok()?,
            ["--out", name] => file = Some(*name),
            _ => return None,
        }
    }
    Some((what, count, seed, file?))
}

/// Reads a backup again: a file that the app would not take whole is of no use to anyone.
fn check(text: &str) -> Result<(), String> {
    let backup =
        wire::read_backup(text.as_bytes()).map_err(|error| format!("The backup is no good: {error}."))?;
    match backup.problems.first() {
        None => Ok(()),
        Some(problem) => Err(format!("The backup is no good: {problem}.")),
    }
}
