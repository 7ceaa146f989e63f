//! The folded texts of one kind of record, side by side, and a quick look that passes most of them over.
//!
//! Beside each text lie 256 bits, one for each pair of neighbouring bytes that it may hold. A word whose pairs are not
//! all there is not in the text, so most texts need not be read at all.

use super::{
    grade::{Grade, Query, name_in},
    told::{Field, tell},
};
use crate::{
    book::{Book, Kept, Table},
    query::search::{Word, add, add_digits},
    row::{Key, Row, Stamped},
    value::{Kind, Phone, RecordId},
};
use std::{any::Any, sync::Arc};

/// The pairs of bytes that a text holds.
#[derive(Clone, Copy, Default)]
pub(super) struct Pairs([u64; 4]);

impl Pairs {
    pub(super) fn of(text: &str) -> Pairs {
        let mut pairs = Pairs::default();
        pairs.add(text);
        pairs
    }

    pub(super) fn add(&mut self, text: &str) {
        for pair in text.as_bytes().windows(2) {
            let mixed = (u32::from(pair[0]) << 8 | u32::from(pair[1])).wrapping_mul(0x9e37_79b1) >> 24;
            self.0[(mixed >> 6) as usize] |= 1 << (mixed & 63);
        }
    }

    /// Whether a text with these pairs may hold one with those.
    pub(super) fn may_hold(&self, other: &Pairs) -> bool {
        self.0.iter().zip(other.0).all(|(own, other)| own & other == other)
    }
}

/// The letters with which the words of a name begin: of many names few have a word that begins with a given one.
#[derive(Clone, Copy)]
struct Initials(u32);

impl Initials {
    fn of(name: &str) -> Initials {
        let mut is_within = false;
        let mut all = 0;
        for letter in name.chars() {
            if !is_within {
                all |= Initials::bit(letter);
            }
            is_within = letter.is_alphanumeric();
        }
        Initials(all)
    }

    /// Whether one of the words may begin with this.
    fn may_begin(self, word: &str) -> bool {
        word.chars().next().is_none_or(|it| self.0 & Initials::bit(it) != 0)
    }

    fn bit(letter: char) -> u32 {
        1 << (u32::from(letter) & 31)
    }
}

/// What a search knows of one record.
pub(super) struct Entry {
    pub(super) id: RecordId,
    /// When anything of it was written last.
    pub(super) at: u64,
    /// A line for each field: its mark and what stands there, folded. Nothing of what lies in the trash.
    pub(super) text: Box<str>,
    /// The record. It is held so that no other one can come to lie where it lies.
    record: Arc<dyn Any + Send + Sync>,
}

/// The records of one kind, in the order of their table.
#[derive(Default)]
pub(super) struct Shelf {
    /// Apart from the rest, because they are all that most searches look at.
    pairs: Vec<Pairs>,
    initials: Vec<Initials>,
    entries: Vec<Entry>,
}

impl Shelf {
    /// Looks again at the records that are not the same any more, as long as `left` is not used up.
    pub(super) fn catch_up<T: Kept>(&mut self, table: &Table<T>, left: &mut usize)
    where
        Row: From<Arc<Stamped<T>>>,
    {
        for (slot, it) in table.iter().enumerate() {
            let known = self.entries.get(slot).map(|it| Arc::as_ptr(&it.record).cast::<()>());
            if known == Some(Arc::as_ptr(it).cast()) {
                continue;
            }
            if *left == 0 {
                return;
            }
            *left -= 1;
            self.put(slot, it.clone(), &Row::from(it.clone()));
        }
        self.entries.truncate(table.len());
        self.pairs.truncate(table.len());
        self.initials.truncate(table.len());
    }

    fn put(&mut self, slot: usize, record: Arc<dyn Any + Send + Sync>, row: &Row) {
        let Key::Record(id) = row.key() else { return };
        let text = if row.is_trashed() { String::new() } else { text_of(row) };
        let pairs = Pairs::of(&text);
        let initials = Initials::of(name_in(&text).unwrap_or_default());
        let entry = Entry { id, at: row.newest().millis(), text: text.into(), record };
        if let Some(place) = self.entries.get_mut(slot) {
            *place = entry;
            (self.pairs[slot], self.initials[slot]) = (pairs, initials);
        } else {
            self.entries.push(entry);
            self.pairs.push(pairs);
            self.initials.push(initials);
        }
    }

    /// Whether it holds sentences only: tasks and activities.
    pub(super) fn is_prose(&self) -> bool {
        self.entries.first().is_some_and(|it| matches!(it.id.kind, Kind::Task | Kind::Activity))
    }

    pub(super) fn entry(&self, slot: u32) -> &Entry {
        &self.entries[slot as usize]
    }

    /// All of it, from the end of the table: of equals what was written last is best, and nearly all that come after it are
    /// passed over by one look.
    fn youngest_first(&self) -> impl Iterator<Item = (&Pairs, &Entry, u32)> {
        let slots = (0..self.entries.len()).rev();
        // There are fewer than four billion, because each takes more than a byte.
        slots.filter_map(|it| Some((&self.pairs[it], &self.entries[it], u32::try_from(it).ok()?)))
    }

    /// Tells the place of each record in whose name a word of the query begins, which looks for one word.
    pub(super) fn each_named(&self, query: &Query, word: &Word, tell: &mut dyn FnMut(u32, Grade)) {
        for (pairs, entry, slot) in self.youngest_first() {
            if self.initials[slot as usize].may_begin(word.as_str())
                && query.may_be_in(pairs, entry.id.kind)
                && let Some(grade) = query.hit_name(word, &entry.text)
            {
                tell(slot, grade);
            }
        }
    }

    /// Tells the place of each record that a query finds, and how well.
    pub(super) fn each(&self, query: &Query, book: &Book, tell: &mut dyn FnMut(u32, Grade)) {
        for (pairs, entry, slot) in self.youngest_first() {
            if !query.may_be_in(pairs, entry.id.kind) || entry.text.is_empty() {
                continue;
            }
            let mut beside = || match book.row(&Key::Record(entry.id)) {
                Some(row) => super::beside(book, &row),
                None => String::new(),
            };
            if let Some(hit) = query.hit(&entry.text, &mut beside) {
                tell(slot, hit.grade);
            }
        }
    }
}

/// The mark at the beginning of a field's line: a control character that ends no line.
fn mark(field: Field) -> char {
    char::from(0x0e + field as u8)
}

fn text_of(row: &Row) -> String {
    let mut text = String::new();
    tell(row, &mut |field, said| {
        if said.is_empty() {
            return;
        }
        let from = text.len() + 1;
        add(said, &mut text);
        text.insert(from, mark(field));
        if field == Field::Phone
            && let Ok(phone) = said.parse::<Phone>()
        {
            add_digits(&phone, &mut text);
        }
    });
    text
}
