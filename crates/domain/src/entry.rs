//! A change with who, when and why: one line of the journal, and the only place where stamps are given.

use crate::{
    change::{Change, Stamping},
    record::Rep,
    value::{Id, Kind, Stamp, Text},
};
use serde::{Deserialize, Serialize};

/// Where the journal stands: the number of its last entry. Nought is an empty store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(pub u64);

impl Revision {
    /// The next one.
    #[must_use]
    pub fn next(self) -> Revision {
        Revision(self.0 + 1)
    }
}

/// What was done, in a form that every language can make a sentence of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What was done.
    pub verb: Verb,
    /// To what: a name as it was then.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub subject: Text,
    /// How, where to, or how many.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub detail: Text,
    /// To how many records, if it was one deed on many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub many: Option<Many>,
}

/// How many records of which kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Many {
    /// How many.
    pub count: usize,
    /// Of which kind.
    pub kind: Kind,
}

impl Label {
    /// A label without a detail.
    pub fn of(verb: Verb, subject: &str) -> Label {
        Label { verb, subject: subject.into(), detail: Text::EMPTY, many: None }
    }

    /// The same label with a detail.
    #[must_use]
    pub fn with(self, detail: &str) -> Label {
        Label { detail: detail.into(), ..self }
    }

    /// What it is called to take back what is called so.
    #[must_use]
    pub fn taken_back(&self) -> Label {
        let (verb, what) = match self.verb {
            Verb::Undone => (Verb::Redone, self.detail.to_string()),
            Verb::Redone => (Verb::Undone, self.detail.to_string()),
            verb => (Verb::Undone, verb.name().to_owned()),
        };
        Label { many: self.many, ..Label::of(verb, &self.subject).with(&what) }
    }

    /// The same, done to records of these kinds: how many they are, and of which kind if it is one.
    pub(crate) fn of_kinds(self, kinds: impl Iterator<Item = Option<Kind>>) -> Label {
        let kinds: Vec<Option<Kind>> = kinds.collect();
        let label = self.with(&kinds.len().to_string());
        match kinds.first().filter(|first| kinds.iter().all(|it| it == *first)) {
            Some(Some(kind)) => label.of_many(kinds.len(), *kind),
            _ => label,
        }
    }

    /// The same label of a deed on many records.
    #[must_use]
    pub fn of_many(self, count: usize, kind: Kind) -> Label {
        Label { many: Some(Many { count, kind }), ..self }
    }
}

crate::record::names! {
    /// What can be done.
    Verb {
        /// A record was added.
        Added = "added",
        /// A record was edited.
        Edited = "edited",
        /// A lead came to a status.
        Qualified = "status",
        /// A lead was disqualified.
        Disqualified = "disqualified",
        /// A question of the checklist was answered.
        Answered = "answered",
        /// A lead was converted.
        Converted = "converted",
        /// A deal was moved.
        Moved = "moved",
        /// A deal was won.
        Won = "won",
        /// A deal was lost.
        Lost = "lost",
        /// A closed deal was opened again.
        Reopened = "reopened",
        /// Records were given to a rep, or to nobody. The detail is the rep.
        Assigned = "assigned",
        /// Records got a priority. The detail is its name on the wire.
        Prioritized = "prioritized",
        /// Leads got an interest level. The detail is its name on the wire.
        Rated = "rated",
        /// Records got a tag. The subject is the tag.
        Tagged = "tagged",
        /// Records lost a tag. The subject is the tag.
        Untagged = "untagged",
        /// One tag took the place of another. The subject is the one that went, the detail the other.
        TagsMerged = "tags_merged",
        /// Two records became one. The subject is the one that went, the detail the other.
        United = "united",
        /// A task was put off, or brought forward. The detail is the new day or time.
        Rescheduled = "rescheduled",
        /// Something was logged on a timeline.
        Logged = "logged",
        /// A task was finished.
        Finished = "finished",
        /// A task was taken up again.
        Resumed = "resumed",
        /// A list was put in another order.
        Reordered = "reordered",
        /// A list entry was archived.
        Archived = "archived",
        /// A list entry was taken from the archive.
        Unarchived = "unarchived",
        /// Records were put in the trash.
        Trashed = "trashed",
        /// Records were taken from the trash.
        Restored = "restored",
        /// Records were deleted for good.
        Purged = "purged",
        /// A file was imported.
        Imported = "imported",
        /// A backup was merged.
        Merged = "merged",
        /// Everything was replaced by a backup.
        Replaced = "replaced",
        /// The sample data was loaded.
        Sampled = "sampled",
        /// The sample data was removed.
        Unsampled = "unsampled",
        /// An entry was taken back. The detail is the verb of that entry.
        Undone = "undone",
        /// An undo was taken back. The detail is the verb of the entry that was done again.
        Redone = "redone",
    }
}

/// Who, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// When, and which copy of the data: the stamp of every register it wrote.
    pub stamp: Stamp,
    /// By whom, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Rep>>,
    /// In which tab, so that each undoes its own.
    pub tab: Text,
    /// What was done.
    pub label: Label,
    /// The entry that this one takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<Revision>,
    /// Its records brought their own stamps: a merge, or the undoing of one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub given: bool,
}

/// One entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who, when and why.
    pub head: Head,
    /// What, with every stamp in place.
    pub change: Change,
}

impl Entry {
    /// Makes an entry of a change, and gives every register that it writes the stamp of `head`.
    ///
    /// One commit, one stamp: a new record gets it as its birth stamp, an updated one on the registers that differ.
    /// A change that brings its own stamps keeps them.
    pub fn new(head: Head, mut change: Change) -> Entry {
        let is_given = change.stamping() == Stamping::Given;
        if !is_given {
            for edit in change.edits_mut() {
                if let Some(after) = &mut edit.after {
                    after.stamp(edit.before.as_ref(), head.stamp);
                }
            }
        }
        Entry { head: Head { given: is_given, ..head }, change }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        book::Book,
        command::Edit,
        record::Company,
        testing::{Device, line},
    };

    #[test]
    fn w8_a_birth_has_one_stamp_and_an_edit_stamps_what_it_changed() {
        let (device, mut book) = (Device::new(1), Book::new());
        let id =
            device.adds(&mut book, |it: &mut Company| (it.name, it.sector) = ("Acme".into(), "Tools".into()));
        let born = book.newest();
        let company = book.get(id).expect("it was added").clone();
        assert_eq!((company.stamps().birth, company.stamps().later().count()), (born, 0));
        let entry =
            device.does(&mut book, Edit::of(&company, |it| (it.name, it.sector) = ("Zen".into(), "".into())));
        let after = book.get(id).expect("it was added").clone();
        let stamps: Vec<_> = after.stamps().later().collect();
        assert_eq!(stamps, [("name", entry.head.stamp), ("sector", entry.head.stamp)]);
        assert!(entry.head.stamp > born && after.stamps().birth == born);
        assert!(line(&after.into()).contains(r#""sector":"01"#), "what was removed is in t and not in d");
    }

    // Case F1.
    #[test]
    fn w8_a_clock_that_was_put_back_gives_later_stamps_all_the_same() {
        let (device, mut book) = (Device::new(1), Book::new());
        for _ in 0..3 {
            let newest = book.newest();
            device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
            assert!(book.newest() > newest);
            device.wait(-3_600_000);
        }
    }
}
