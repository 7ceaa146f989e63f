//! Reps, as screens show them.

use super::kit::choice::Choice;
use domain::{
    book::Book,
    query,
    record::{Listed, Record, Rep},
    value::Id,
};

/// What a rep is called.
pub fn rep_name(book: &Book, rep: Id<Rep>) -> Option<String> {
    book.get(rep).map(|it| it.label().to_owned()).filter(|it| !it.is_empty())
}

/// Which of the four tints is under a rep's initials: always the same one.
pub fn tint(rep: Id<Rep>) -> u8 {
    (rep.uuid().as_bytes().iter().fold(0_u8, |sum, it| sum.wrapping_mul(31).wrapping_add(*it)) % 4) + 1
}

/// The reps that can own something.
pub fn choices(book: &Book) -> Vec<Choice> {
    query::listed::<Rep>(book).iter().map(|it| Choice::new(it.id().to_string(), it.label())).collect()
}
