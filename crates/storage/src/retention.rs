//! How much of the past a journal keeps.
//!
//! History, undo after a reload and the catching up of a sleeping tab all live on it, so it is generous, and an entry
//! goes only when every rule lets it go. Pure, so that both stores forget alike.

use domain::{
    entry::Revision,
    value::{Stamp, Timestamp},
};

/// How much of the past is kept. An entry is let go when none of the three holds it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// So many of the last entries are kept, however old they are.
    pub entries: u64,
    /// Entries are kept that are not older than this beside the newest, in milliseconds.
    pub age: i64,
    /// While the whole journal is no larger than this, in bytes, nothing is let go.
    pub bytes: u64,
}

impl Default for Retention {
    fn default() -> Retention {
        Retention { entries: 1_000, age: 90 * Timestamp::DAY, bytes: 64 * 1024 * 1024 }
    }
}

/// How far a journal reaches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    /// Its last entry.
    pub(crate) revision: Revision,
    /// Its last entry whose records all lie in pages.
    pub(crate) folded: Revision,
    /// The stamp of its last entry.
    pub(crate) newest: Stamp,
    /// How large it is.
    pub(crate) bytes: u64,
}

impl Retention {
    /// Whether the oldest entry of a journal, written at `stamp`, may be let go.
    pub(crate) fn lets_go(&self, journal: &Reach, oldest: Revision, stamp: Stamp) -> bool {
        let is_folded = oldest <= journal.folded;
        let is_beyond_count = oldest.0 + self.entries <= journal.revision.0;
        let is_old = journal.newest.at().0.saturating_sub(stamp.at().0) > self.age;
        is_folded && is_beyond_count && is_old && journal.bytes > self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::value::Node;

    const NOW: u64 = 1_700_000_000_000;

    fn days_ago(days: u64) -> Stamp {
        Stamp::new(NOW - days * 86_400_000, 0, Node(1))
    }

    #[track_caller]
    fn check(oldest: u64, days: u64, journal: Reach, is_let_go: bool) {
        assert_eq!(Retention::default().lets_go(&journal, Revision(oldest), days_ago(days)), is_let_go);
    }

    #[test]
    fn an_entry_goes_only_when_nothing_holds_it() {
        let journal = Reach {
            revision: Revision(5_000),
            folded: Revision(5_000),
            newest: days_ago(0),
            bytes: 65 * 1024 * 1024,
        };
        check(1, 91, journal, true);
        check(1, 90, journal, false);
        check(4_000, 91, journal, true);
        check(4_001, 91, journal, false);
        check(1, 91, Reach { bytes: 64 * 1024 * 1024, ..journal }, false);
        check(2, 91, Reach { folded: Revision(1), ..journal }, false);
    }
}
