//! Striking what was deleted for good out of the entries before.
//!
//! The line of such a record keeps its id and nothing else, so that the entry still says what it touched. Its name goes
//! from the head of the entry, too. Lines of other records stay, also where they name it: a link is an id.

use super::journal::{FirstLine, Journaled, Past, read_past};
use crate::{
    change::Edit,
    query,
    row::{Key, Row},
    value::{RecordId, Stamp, Text},
};
use std::collections::BTreeSet;

/// What a purge has deleted for good.
#[derive(Clone, Debug, Default)]
pub struct Strike {
    gone: BTreeSet<RecordId>,
    /// What the records were called.
    names: BTreeSet<String>,
}

impl Strike {
    /// What this entry of the journal has deleted for good.
    pub fn of(purge: &Journaled) -> Strike {
        let mut strike = Strike::default();
        for past in &purge.past {
            let is_purge =
                matches!(past, Past::Gone(_) | Past::Edit(Edit { after: Some(Row::Purged(..)), .. }));
            if let Some(Key::Record(id)) = past.key().filter(|_| is_purge) {
                strike.gone.insert(id);
                strike.learn(past);
            }
        }
        strike
    }

    /// What is left of the line of a record in an entry; none if it stays as it is. Learns what the record was called.
    pub fn line(&mut self, line: &str) -> Option<String> {
        let id = id_of(line).filter(|it| self.gone.contains(it))?;
        // When it was written is of no interest.
        if let Ok(past) = read_past(line, Stamp::default()) {
            self.learn(&past);
        }
        serde_json::to_string(&[id.to_string()]).ok()
    }

    /// What is left of the head of an entry of which a line was struck; none if it stays as it is.
    pub fn head(&self, head: &str) -> Option<String> {
        let mut first: FirstLine = serde_json::from_str(head).ok()?;
        let label = &mut first.head.label;
        let mut is_other = false;
        for text in [&mut label.subject, &mut label.detail] {
            if !text.is_empty() && self.names.contains(&**text) {
                *text = Text::EMPTY;
                is_other = true;
            }
        }
        if is_other { serde_json::to_string(&first).ok() } else { None }
    }

    fn learn(&mut self, past: &Past) {
        if let Past::Edit(edit) = past {
            self.names.extend([&edit.before, &edit.after].into_iter().flatten().map(query::name_of));
        }
    }
}

/// The record of a line that tells what it said: where every line that we write has its id.
fn id_of(line: &str) -> Option<RecordId> {
    let row = line.strip_prefix("{\"before\":")?;
    let row = row.strip_prefix("null,\"after\":").unwrap_or(row);
    row.strip_prefix("{\"id\":\"")?.split('"').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::Book,
        command::{Purge, Trash},
        entry::Entry,
        record::{Contact, Lead},
        testing::Device,
        wire::{read_entry, write_entry},
    };

    fn struck(strike: &mut Strike, entry: &Entry) -> String {
        let text = write_entry(entry, false);
        let (head, lines) = text.split_once('\n').expect("a head and lines");
        let lines: Vec<String> =
            lines.split('\n').map(|it| strike.line(it).unwrap_or_else(|| it.to_owned())).collect();
        let head = strike.head(head).unwrap_or_else(|| head.to_owned());
        format!("{head}\n{}", lines.join("\n"))
    }

    #[test]
    fn h7_an_entry_keeps_the_id_of_what_was_deleted_for_good_and_all_of_the_others() {
        let (device, mut book) = (Device::new(1), Book::new());
        let ana = device.adds(&mut book, |it: &mut Contact| it.first_name = "Ana".into());
        let bo = device.adds(&mut book, |it: &mut Lead| {
            (it.first_name, it.referred_by) = ("Bo".into(), Some(ana));
        });
        let both = device.does(&mut book, Trash(vec![ana.into(), bo.into()]));
        let purge = device.does(&mut book, Purge(vec![ana.into()]));
        let mut strike = Strike::of(&Journaled::from(&purge));
        for (entry, lines) in [(&both, 2), (&purge, 2)] {
            let text = struck(&mut strike, entry);
            let read = read_entry(&text).expect("it reads");
            assert!(!text.contains("Ana") && text.contains("Bo"), "{text}");
            assert_eq!(read.past.len(), lines);
            assert!(read.past.contains(&Past::Gone(Key::Record(ana.into()))));
            assert_eq!(read.into_change(), None);
            assert_eq!(struck(&mut strike, entry), text);
            let again: Vec<String> = text.split('\n').skip(1).filter_map(|it| strike.line(it)).collect();
            assert_eq!(again, [""; 0], "what is struck stays as it is");
        }
    }
}
