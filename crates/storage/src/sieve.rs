//! Finding what happened to one record, in a journal that may be much larger than the memory of a phone.
//!
//! The text of entries comes in parts, oldest first, and goes by line by line; only the lines of the one record stay.

use crate::Told;
use domain::{
    entry::Revision,
    row::Key,
    value::RecordId,
    wire::{self, Journaled},
};
use std::ops::RangeInclusive;

/// So many entries are looked through at once.
const STRETCH: u64 = 256;

/// The next stretch to look through, of a journal from one entry to another: what comes before an entry, or its end.
pub(crate) fn stretch(oldest: Revision, last: Revision, before: Option<Revision>) -> RangeInclusive<u64> {
    let to = before.map_or(last.0, |it| it.0.saturating_sub(1).min(last.0));
    to.saturating_sub(STRETCH - 1).max(oldest.0)..=to
}

/// What goes by, and what stays of it.
pub(crate) struct Sieve {
    of: Key,
    id: String,
    at: Option<At>,
    found: Vec<(Revision, Journaled)>,
}

/// The entry that goes by.
struct At {
    revision: Revision,
    /// Its head, and the lines that stay.
    text: String,
    stays: bool,
    line: Vec<u8>,
}

impl Sieve {
    pub(crate) fn new(of: RecordId) -> Sieve {
        // The id alone, because a record names its kind elsewhere than a birth that is only named.
        Sieve { of: Key::Record(of), id: of.uuid.hyphenated().to_string(), at: None, found: Vec::new() }
    }

    /// The next part of an entry: nought is its head, the others are cut anywhere.
    pub(crate) fn part(&mut self, revision: Revision, part: u64, bytes: &[u8]) {
        if part == 0 {
            self.end();
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.at = Some(At { revision, text, stays: false, line: Vec::new() });
            return;
        }
        // What has lost its head tells nothing.
        let Some(at) = self.at.as_mut().filter(|it| it.revision == revision) else { return };
        let mut pieces = bytes.split(|it| *it == b'\n');
        at.line.extend_from_slice(pieces.next().unwrap_or_default());
        for piece in pieces {
            at.end_line(&self.id);
            at.line.extend_from_slice(piece);
        }
    }

    /// An entry has gone by. One that cannot be read tells nothing.
    fn end(&mut self) {
        let Some(mut at) = self.at.take() else { return };
        at.end_line(&self.id);
        if !at.stays {
            return;
        }
        let Ok(mut entry) = wire::read_entry(&at.text) else { return };
        entry.past.retain(|it| it.key().as_ref() == Some(&self.of));
        if !entry.past.is_empty() {
            self.found.push((at.revision, entry));
        }
    }

    /// What has stayed: the newest first, at most so many; and where to go on if the stretch did not begin with the
    /// oldest entry.
    pub(crate) fn told(mut self, from: u64, oldest: Revision, limit: usize) -> Told {
        self.end();
        let mut entries = self.found;
        entries.reverse();
        let is_cut = entries.len() > limit;
        entries.truncate(limit);
        let rest = (from > oldest.0).then_some(Revision(from));
        let next = if is_cut { Some(entries.last().map_or(Revision(u64::MAX), |it| it.0)) } else { rest };
        Told { entries, next, since: None }
    }
}

impl At {
    fn end_line(&mut self, id: &str) {
        if let Some(line) = std::str::from_utf8(&self.line).ok().filter(|it| it.contains(id)) {
            self.text.push('\n');
            self.text.push_str(line);
            self.stays = true;
        }
        self.line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(journal: (u64, u64), before: Option<u64>, expected: RangeInclusive<u64>) {
        assert_eq!(stretch(Revision(journal.0), Revision(journal.1), before.map(Revision)), expected);
    }

    #[test]
    fn a_stretch_ends_before_an_entry_and_does_not_reach_beyond_the_oldest() {
        check((1, 1_000), None, 745..=1_000);
        check((1, 1_000), Some(745), 489..=744);
        check((900, 1_000), None, 900..=1_000);
        check((900, 1_000), Some(905), 900..=904);
        check((1, 1_000), Some(5_000), 745..=1_000);
        assert!(stretch(Revision(900), Revision(1_000), Some(Revision(7))).is_empty());
        assert!(stretch(Revision(1), Revision(0), None).is_empty());
    }
}
