//! Rows to pages, and text to values.
//!
//! Text is squeezed on its way into a value: not for the room, because browsers squeeze their files anyway, but because
//! handing bytes to the database and back costs more. One record is much like the next, so a quarter is left.
//!
//! Every value stays under [`VALUE`]: above 64 KB Chromium moves a value into a file of its own, which programs that
//! clean up disks delete. It is not the quickest size: with values of 300 KB, 100,000 deals were loaded about an eighth
//! sooner, but a page took half as long again to rewrite, and none of that is worth a customer's notes.

use super::{layout::Run, pace::Pace};
use domain::{
    book::Book,
    change::Edit,
    row::{Key, Row},
    wire::{self, Fields},
};
use lz4_flex::block::{compress_into, decompress_into, get_maximum_output_size};
use std::{borrow::Cow, cell::RefCell, iter::Peekable};

/// So many bytes of text fit into one value, also if they cannot be squeezed.
pub(super) const VALUE: usize = 60_000;
/// A page that must be split is filled up to here, so that its records can grow.
const FILLED: usize = 48_000;

/// A page on its way to the database: lines of records.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Its lowest key.
    pub(super) from: Key,
    /// One line a record.
    pub(super) text: String,
}

impl Page {
    /// The text in pieces that fit into a value each. There is more than one only if one record does not fit.
    pub(super) fn values(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.text.as_bytes().chunks(VALUE)
    }
}

/// The rows of a run on their way into its pages, each made when its turn has come: there may be very many.
pub(super) type Rows<'a> = Box<dyn Iterator<Item = Row> + 'a>;

/// Hears of each row when it is written, and of its registers.
pub(super) type Wrote<'a> = &'a dyn Fn(&Row, &Fields);

/// The pages of a run, written one after the other, so that there is never more than one of them as text.
pub(super) struct Pages<'a> {
    rows: Peekable<Rows<'a>>,
    wrote: Wrote<'a>,
    /// The lowest key of the next page.
    from: Key,
    text: String,
    /// Where in the text each line begins, but for the first, and whose it is.
    lines: Vec<(usize, Key)>,
    fields: Fields,
}

impl Pages<'_> {
    /// The pages of a run that is to hold these rows, in order of their keys.
    pub(super) fn new<'a>(run: &Run, rows: Rows<'a>, wrote: Wrote<'a>) -> Pages<'a> {
        let from = run.from.clone();
        Pages {
            rows: rows.peekable(),
            wrote,
            from,
            text: String::new(),
            lines: Vec::new(),
            fields: Fields::default(),
        }
    }

    /// Cuts the page in work at a line: what comes before it is done.
    fn cut(&mut self, line: usize) -> Page {
        let (at, key) = self.lines[line].clone();
        let rest = self.text.split_off(at);
        let mut text = std::mem::replace(&mut self.text, rest);
        text.pop(); // The line feed between the two.
        let from = std::mem::replace(&mut self.from, key);
        self.lines.drain(..=line);
        self.lines.iter_mut().for_each(|it| it.0 -= at);
        Page { from, text }
    }
}

impl Iterator for Pages<'_> {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        while self.text.len() <= VALUE
            && let Some(row) = self.rows.next()
        {
            if !self.text.is_empty() {
                self.text.push('\n');
                self.lines.push((self.text.len(), row.key()));
            }
            wire::write_line(&row, &mut self.fields, &mut self.text);
            (self.wrote)(&row, &self.fields);
        }
        if self.text.len() > VALUE && !self.lines.is_empty() {
            let fitting = self.lines.iter().take_while(|it| it.0 <= FILLED).count();
            return Some(self.cut(fitting.saturating_sub(1)));
        }
        if self.text.is_empty() {
            return None;
        }
        let page = Page { from: self.from.clone(), text: std::mem::take(&mut self.text) };
        // Only a record that fills a page alone has others behind it.
        if let Some(row) = self.rows.peek() {
            self.from = row.key();
        }
        Some(page)
    }
}

/// Begins a value that is squeezed; an LZ4 block follows. No text of JSON has this byte in it.
const SQUEEZED: u8 = 0;
/// What is shorter is left as it is.
const WORTHWHILE: usize = 1_000;

thread_local! {
    /// Where values are squeezed, and texts come out again: thousands are, one after another.
    static ROOM: RefCell<Vec<u8>> = RefCell::new(vec![0; get_maximum_output_size(VALUE)]);
}

/// What a value holds of a text: that of a few records as it is, that of many squeezed.
pub(super) fn squeeze(text: &[u8]) -> Cow<'_, [u8]> {
    let could_be_taken_for_it = text.first() == Some(&SQUEEZED);
    if text.len() < WORTHWHILE && !could_be_taken_for_it {
        return text.into();
    }
    ROOM.with_borrow_mut(|room| match compress_into(text, room) {
        Ok(length) if length < text.len() || could_be_taken_for_it => {
            [&[SQUEEZED], &room[..length]].concat().into()
        }
        _ => text.into(),
    })
}

/// The text again. Of a value that is damaged as much as can be had, and behind it in hex what was found, so that it is
/// seen and nothing is dropped.
pub(super) fn unsqueeze(value: Vec<u8>) -> Vec<u8> {
    let Some((&SQUEEZED, block)) = value.split_first() else { return value };
    ROOM.with_borrow_mut(|room| {
        let room = &mut room[..VALUE];
        if let Ok(length @ 1..) = decompress_into(block, room) {
            return room[..length].to_vec();
        }
        // Nobody tells how far it comes, to a few bytes; but it writes no nought.
        room.fill(0);
        decompress_into(block, room).ok();
        let mut text: Vec<u8> = room.iter().copied().take_while(|it| *it != 0).collect();
        if !text.is_empty() {
            text.push(b'\n');
        }
        text.extend(
            value.iter().flat_map(|it| [it >> 4, it & 15]).map(|it| b"0123456789abcdef"[usize::from(it)]),
        );
        text
    })
}

/// What a Book holds of a run, in order of the keys.
pub(super) fn rows(book: &Book, run: &Run) -> Vec<Row> {
    match (&run.from, &run.to) {
        (Key::Record(from), Some(Key::Record(to))) => book.range(from.kind, from.uuid, Some(to.uuid)),
        (Key::Record(from), _) => book.range(from.kind, from.uuid, None),
        (Key::Other(_), _) => book.others().filter(|it| run.holds(&it.key())).cloned().collect(),
    }
}

/// What it holds once these edits are done, which are in order of their keys; each of them is a step.
pub(super) fn rows_after<'a>(book: &Book, edits: &'a [Edit], run: &Run, pace: &'a Pace<'_>) -> Rows<'a> {
    let is_before = |it: &Edit| it.key().is_some_and(|key| key < run.from);
    let edits = edits[edits.partition_point(is_before)..].iter().filter_map(|it| Some((it.key()?, it)));
    let here = run.clone();
    let mut edits = edits.take_while(move |it| here.holds(&it.0)).peekable();
    let mut rows = rows(book, run).into_iter().peekable();
    Box::new(std::iter::from_fn(move || {
        while let Some((key, edit)) = edits.peek() {
            if let Some(row) = rows.next_if(|it| it.key() < *key) {
                return Some(row);
            }
            rows.next_if(|it| it.key() == *key);
            let after = &edit.after;
            edits.next();
            pace.step(1);
            if after.is_some() {
                return after.clone();
            }
        }
        rows.next()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        change::{Change, Stamping},
        record::{Deal, Record},
        value::{Id, Kind, RecordId},
    };
    use uuid::Uuid;

    fn row(number: u32, bytes: usize) -> Row {
        Deal { requirements: "x".repeat(bytes).into(), ..Deal::blank(Id::fixed(u128::from(number))) }.into()
    }

    fn everything() -> Run {
        Run { from: Key::Record(RecordId { kind: Kind::Deal, uuid: Uuid::nil() }), to: None }
    }

    fn pack(sizes: &[usize]) -> Vec<Page> {
        let rows = sizes.iter().zip(1..).map(|(bytes, number)| row(number, *bytes));
        Pages::new(&everything(), Box::new(rows), &|_, _| ()).collect()
    }

    /// Which records lie in which page; a page that takes more than one value is marked.
    fn show(pages: &[Page]) -> String {
        let numbers = |page: &Page| {
            let rows = page.text.split('\n').map(wire::read_line);
            let ids: Vec<String> =
                rows.map(|it| it.id().expect("a record").uuid.as_u128().to_string()).collect();
            format!("{}{}", ids.join(" "), if page.values().len() > 1 { "!" } else { "" })
        };
        pages.iter().map(numbers).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn what_fits_into_one_value_is_one_page() {
        assert_eq!(show(&pack(&[])), "");
        assert_eq!(show(&pack(&[10])), "1");
        assert_eq!(show(&pack(&[20_000, 20_000, 19_000])), "1 2 3");
    }

    #[test]
    fn what_does_not_is_split_and_leaves_room_to_grow() {
        assert_eq!(show(&pack(&[10_000; 12])), "1 2 3 4 | 5 6 7 8 | 9 10 11 12");
        assert_eq!(show(&pack(&[40_000, 30_000])), "1 | 2");
        assert_eq!(show(&pack(&[50_000, 20_000, 20_000])), "1 | 2 3");
    }

    #[test]
    fn a_record_that_does_not_fit_has_a_page_of_several_values() {
        assert_eq!(show(&pack(&[150_000])), "1!");
        assert_eq!(show(&pack(&[10, 150_000, 10, 70_000, 70_000, 10])), "1 | 2! | 3 | 4! | 5! | 6");
    }

    #[test]
    fn each_page_begins_with_the_key_of_its_first_record_but_for_the_first() {
        let pages = pack(&[10, 150_000, 40_000, 30_000]);
        let numbers: Vec<u128> = pages
            .iter()
            .map(|it| match &it.from {
                Key::Record(id) => id.uuid.as_u128(),
                Key::Other(text) => panic!("{text}"),
            })
            .collect();
        assert_eq!(numbers, [0, 2, 3, 4]);
    }

    #[track_caller]
    fn comes_back(text: &[u8], is_squeezed: bool) {
        let value = squeeze(text);
        assert_eq!(value.first() == Some(&SQUEEZED), is_squeezed);
        assert!(unsqueeze(value.into_owned()) == text, "{} bytes", text.len());
    }

    #[test]
    fn a_text_comes_out_of_its_value_as_it_went_in() {
        comes_back(b"", false);
        comes_back(pack(&[10])[0].text.as_bytes(), false);
        comes_back("Größe ".repeat(5_000).as_bytes(), true);
        let squeezed = squeeze(&vec![b'x'; VALUE]).into_owned();
        assert!(squeezed.len() < 1_000);
        comes_back(&squeezed, true);
        // What cannot be squeezed takes no more room than it did.
        let mut seed = 1_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0] | 1
        };
        let noise: Vec<u8> = (0..VALUE).map(|_| noise()).collect();
        comes_back(&noise, false);
    }

    #[test]
    fn of_a_damaged_block_is_had_what_can_be_had() {
        let text = &pack(&[100; 200])[0].text;
        let whole = squeeze(text.as_bytes()).into_owned();
        let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |text, it| text + &format!("{it:02x}"));
        let mut most = 0;
        for cut in 2..whole.len() {
            let found = unsqueeze(whole[..cut].to_vec());
            // Where a piece ends a block may end, too; then nothing is known to be missing.
            if text.as_bytes().starts_with(&found) {
                continue;
            }
            let left = found.strip_suffix(hex(&whole[..cut]).as_bytes()).expect("what was found is kept");
            let alike = left.iter().zip(text.as_bytes()).take_while(|(left, text)| left == text).count();
            // Pieces are copied many bytes at a time, and what lies behind them with them.
            assert!(alike + 64 >= left.len(), "{cut} of {}: {alike} of {}", whole.len(), left.len());
            most = most.max(alike);
        }
        assert!(most > text.len() / 2, "{most} of {}", text.len());
        for nothing in [&[SQUEEZED][..], &[SQUEEZED, 0xF0, 0xFF, 0xFF], &[SQUEEZED; 1_000]] {
            assert_eq!(unsqueeze(nothing.to_vec()), hex(nothing).as_bytes());
        }
        for at in 1..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            assert!(!unsqueeze(damaged).is_empty(), "at {at}");
        }
    }

    #[test]
    fn edits_take_their_places_among_the_rows_of_a_run() {
        let mut book = Book::new();
        let births = |numbers: &[u32]| {
            let edits = numbers.iter().map(|it| Edit { before: None, after: Some(row(*it, 5)) });
            Change::new(edits, Stamping::Fresh)
        };
        book.apply(&births(&[10, 20, 30])).expect("new records fit");
        let key = |number: u32| row(number, 0).key();
        let gone = Change::new([Edit { before: book.row(&key(20)), after: None }], Stamping::Fresh);
        let change = gone.and(births(&[5, 15, 25, 35]));
        let run = Run { from: key(10), to: Some(key(30)) };
        let pace = Pace::unasked();
        let found: Vec<Key> = rows_after(&book, change.edits(), &run, &pace).map(|it| it.key()).collect();
        assert_eq!(found, [key(10), key(15), key(25)]);
    }
}
