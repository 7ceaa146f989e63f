//! A piece of what stands where something was found.

use super::told::{Field, tell};
use crate::{
    query::search::Term,
    row::Row,
    value::{Phone, fold_into},
};
use std::ops::Range;

/// What is shown before and behind what was found, in letters.
const AROUND: (usize, usize) = (24, 80);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece, on one line; `…` stands for what was left out. Addresses and numbers are whole.
    pub text: String,
    /// Where in it what was found stands, in bytes.
    pub mark: Range<usize>,
}

/// The piece of a field in which a term stands.
pub(super) fn of(row: &Row, field: Field, term: Option<&Term>) -> Option<Excerpt> {
    let term = term?;
    let mut excerpt = None;
    tell(row, &mut |of, said| {
        if of == field && excerpt.is_none() {
            excerpt = place_of(term, field, said).map(|place| cut(said, place, field));
        }
    });
    excerpt
}

/// What stands beside a record, as a whole.
pub(super) fn beside(text: &str, field: Field) -> Option<Excerpt> {
    let is_there = field == Field::Company && !text.is_empty();
    is_there.then(|| Excerpt { text: text.to_owned(), mark: 0..0 })
}

/// Where a term stands in a text that is not folded.
fn place_of(term: &Term, field: Field, said: &str) -> Option<Range<usize>> {
    let word = match term {
        Term::Word(word) => word,
        Term::Number { words, .. } => {
            let dialled = || said.parse::<Phone>().is_ok_and(|it| term.is_dialled(&it.every_digit()));
            if field == Field::Phone && dialled() {
                return Some(0..said.len());
            }
            words.first()?
        }
    };
    let mut folded = String::new();
    // Where each letter begins, in the folded text and in the other.
    let mut letters: Vec<(usize, usize)> = Vec::new();
    let mut buffer = [0; 4];
    for (at, letter) in said.char_indices() {
        letters.push((folded.len(), at));
        fold_into(letter.encode_utf8(&mut buffer), &mut folded);
    }
    let from = word.places(&folded).next()?;
    let to = from + word.as_str().len();
    let start = letters.partition_point(|it| it.0 <= from) - 1;
    let end = letters.partition_point(|it| it.0 < to);
    Some(letters[start].1..letters.get(end).map_or(said.len(), |it| it.1))
}

fn cut(said: &str, place: Range<usize>, field: Field) -> Excerpt {
    let is_whole = matches!(field, Field::Email | Field::Phone);
    let before = said[..place.start].char_indices().rev();
    let from = if is_whole { 0 } else { before.take(AROUND.0).last().map_or(place.start, |it| it.0) };
    // Not in the middle of a word, if one begins soon.
    let from = match said[from..place.start].find(' ') {
        Some(blank) if from > 0 => from + blank + 1,
        _ => from,
    };
    let behind = said[place.end..].char_indices().nth(AROUND.1).map_or(said.len(), |it| place.end + it.0);
    let to = if is_whole { said.len() } else { behind };
    let mut text = String::from(if from > 0 { "…" } else { "" });
    let shift = text.len();
    // As long as it was in bytes, so that the mark fits.
    text.extend(said[from..to].chars().map(|it| if it.is_ascii_control() { ' ' } else { it }));
    if to < said.len() {
        text.push('…');
    }
    let mark = shift + place.start - from..shift + place.end - from;
    Excerpt { text, mark }
}
