//! One search over everything: names, notes, timelines, addresses, and numbers however they are written.
//!
//! A [`Finder`] holds the folded text of every record, because folding all of it takes longer than a key press may. It
//! is no index of the Book: whoever searches lets it catch up first, and it looks again only at records that are not the
//! same any more, which it knows by where they lie in memory. So loading a Book costs nothing for it, nothing can make
//! it stale, and a page that never searches pays nothing.
//!
//! # What is not here
//!
//! No commands (the palette adds those) and no list (see [`super::list`]).

mod excerpt;
mod grade;
mod shelf;
mod told;

pub use excerpt::Excerpt;
pub use told::Field;

use self::{
    grade::{Grade, Hit, Query},
    shelf::Shelf,
};
use super::name_of;
use crate::{
    book::{Book, IdMap},
    record::{Activity, Company, Contact, Deal, Lead, Task},
    row::{Key, Row},
    value::RecordId,
};
use std::cmp::Reverse;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The record to open: a lead, a deal, a contact or a company, or a task that is about none of them.
    pub record: RecordId,
    /// What that record is called.
    pub name: String,
    /// The task or the activity in which the text stands, if it is not the record itself.
    pub via: Option<RecordId>,
    /// Where the text stands; of several words the one that was hardest to find.
    pub field: Field,
    /// What stands there, unless it is the name.
    pub excerpt: Option<Excerpt>,
}

/// The folded text of every record.
#[derive(Default)]
pub struct Finder {
    shelves: [Shelf; 6],
}

/// What is best of one record so far, the best first.
type Candidate = (Grade, Reverse<u64>, Reverse<RecordId>, Place);

/// A shelf, and a place on it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place(u8, u32);

/// The best candidates so far, and a few more: most that come are worse than all of them and cost one comparison.
struct Best {
    kept: usize,
    candidates: Vec<Candidate>,
    /// Whatever comes after this one is not among the best.
    last: Option<Candidate>,
}

impl Best {
    fn new(kept: usize) -> Best {
        Best { kept: kept.max(1), candidates: Vec::new(), last: None }
    }

    /// Whether all of the best are better than what was written then and is found so well, or as good.
    fn has_enough(&self, grade: Grade, at: u64) -> bool {
        self.last.is_some_and(|last| (last.0, last.1) <= (grade, Reverse(at)))
    }

    /// Whether all of the best are better than anything of a grade.
    fn is_above(&self, grade: Grade) -> bool {
        self.last.is_some_and(|last| last.0 < grade)
    }

    fn push(&mut self, candidate: Candidate) {
        if self.last.is_some_and(|last| last < candidate) {
            return;
        }
        self.candidates.push(candidate);
        if self.candidates.len() >= self.kept.saturating_mul(4).max(256) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.candidates.len() > self.kept {
            let (_, last, _) = self.candidates.select_nth_unstable(self.kept - 1);
            self.last = Some(*last);
            self.candidates.truncate(self.kept);
        }
    }

    fn in_order(mut self) -> Vec<Candidate> {
        self.cut();
        self.candidates.sort_unstable();
        self.candidates
    }
}

impl Finder {
    /// A finder that knows nothing yet.
    pub fn new() -> Finder {
        Finder::default()
    }

    /// Looks at what has changed in the Book, at so many records at most, and answers whether it has seen all.
    pub fn catch_up(&mut self, book: &Book, mut records: usize) -> bool {
        let [companies, contacts, leads, deals, tasks, activities] = &mut self.shelves;
        let left = &mut records;
        companies.catch_up(book.table::<Company>(), left);
        contacts.catch_up(book.table::<Contact>(), left);
        leads.catch_up(book.table::<Lead>(), left);
        deals.catch_up(book.table::<Deal>(), left);
        tasks.catch_up(book.table::<Task>(), left);
        activities.catch_up(book.table::<Activity>(), left);
        records > 0
    }

    /// What a text finds, best first: a name that is the text or begins with it, then words that begin with it, then
    /// what holds it anywhere, then notes, tasks and timelines; of equals what was written last. Nothing finds what was
    /// written last. The Book is the one that was caught up with.
    pub fn find(&self, book: &Book, text: &str, limit: usize) -> Vec<Found> {
        let query = Query::of(text);
        // A record stands there twice at most: by itself, and for what happened to it.
        let kept = limit.saturating_mul(2);
        let best = self.by_name(&query, kept).unwrap_or_else(|| self.by_anything(book, &query, kept));
        let mut found: Vec<Found> = Vec::new();
        for (.., Reverse(record), place) in best.in_order() {
            if found.len() == limit {
                break;
            }
            if !found.iter().any(|it| it.record == record) {
                found.extend(self.found(book, &query, record, place));
            }
        }
        found
    }

    /// Those whose name has a word that begins with the one that is looked for, if there are enough of them: nothing else
    /// stands before these, so a letter or two that are in every text need not be looked for there.
    fn by_name(&self, query: &Query, kept: usize) -> Option<Best> {
        let word = query.only_word()?;
        let mut best = Best::new(kept);
        for (shelf, number) in self.shelves.iter().zip(0_u8..) {
            shelf.each_named(query, word, &mut |slot, grade| {
                let entry = shelf.entry(slot);
                best.push((grade, Reverse(entry.at), Reverse(entry.id), Place(number, slot)));
            });
        }
        best.cut();
        best.is_above(Grade::Word).then_some(best)
    }

    /// Those in which everything that is looked for stands anywhere.
    fn by_anything(&self, book: &Book, query: &Query, kept: usize) -> Best {
        let mut best = Best::new(kept);
        // Of all that happened to a record what tells most stands for it.
        let mut via: IdMap<RecordId, Option<Candidate>> = IdMap::default();
        // One of each of them, so that the rest need not be looked up.
        let mut met = Best::new(kept);
        for (shelf, number) in self.shelves.iter().zip(0_u8..) {
            let is_prose = shelf.is_prose();
            if is_prose && !query.is_empty() && best.is_above(Grade::Prose) {
                continue; // Enough was found that stands before all that is here.
            }
            shelf.each(query, book, &mut |slot, grade| {
                let (entry, place) = (shelf.entry(slot), Place(number, slot));
                if !is_prose {
                    return best.push((grade, Reverse(entry.at), Reverse(entry.id), place));
                }
                if best.has_enough(grade, entry.at) || met.has_enough(grade, entry.at) {
                    return;
                }
                let Some(subject) = subject(book, entry.id) else { return };
                let candidate = (grade, Reverse(entry.at), Reverse(subject), place);
                let known = via.entry(subject).or_default();
                if known.is_none() {
                    met.push(candidate);
                }
                if known.is_none_or(|it| candidate < it) {
                    *known = Some(candidate);
                }
            });
        }
        for it in in_any_order(via) {
            best.push(it);
        }
        best
    }

    fn found(&self, book: &Book, query: &Query, record: RecordId, place: Place) -> Option<Found> {
        let entry = self.shelves[usize::from(place.0)].entry(place.1);
        let name = name_of(&book.row(&Key::Record(record))?);
        let via = (entry.id != record).then_some(entry.id);
        let row = book.row(&Key::Record(entry.id))?;
        let Hit { field, term, .. } = query.hit(&entry.text, &mut || beside(book, &row))?;
        let excerpt = if field == Field::Name && via.is_none() {
            None
        } else {
            excerpt::of(&row, field, query.term(term)).or_else(|| excerpt::beside(&beside(book, &row), field))
        };
        Some(Found { record, name, via, field, excerpt })
    }
}

#[expect(clippy::iter_over_hash_type, reason = "they are sorted afterwards")]
fn in_any_order(via: IdMap<RecordId, Option<Candidate>>) -> Vec<Candidate> {
    let mut candidates = Vec::with_capacity(via.len());
    for (_, it) in via {
        candidates.extend(it);
    }
    candidates
}

/// The record on whose page a task or an activity stands; none if it stands on none that is shown.
fn subject(book: &Book, id: RecordId) -> Option<RecordId> {
    let is_live = |it: &RecordId| book.row(&Key::Record(*it)).is_some_and(|it| !it.is_trashed());
    if let Some(task) = id.get::<Task>().and_then(|it| book.live(it)) {
        return task.about.map_or(Some(id), |it| is_live(&it).then_some(it));
    }
    book.live(id.get::<Activity>()?)?.about.keys().find(|it| is_live(it)).copied()
}

/// What the company of a contact or a deal is called, so that "ana acme" finds Ana of Acme.
fn beside(book: &Book, row: &Row) -> String {
    let company = match row {
        Row::Contact(it) => it.company(),
        Row::Deal(it) => it.company(),
        _ => None,
    };
    company.and_then(|it| book.live(it)).map(|it| it.name.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
