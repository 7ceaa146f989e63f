//! What a text looks for in a list, and what of a record it is looked for in.
//!
//! Every word must be found, without regard to case and accents. Words without a letter may be a piece of a phone
//! number, which people write in many ways: "0755 12" finds "+41 (0)75 512 34 56".

use crate::value::{Phone, fold, fold_into};
use memchr::memmem::Finder;

/// Before the digits of a phone number in a description: nobody types it.
const DIAL: char = '\u{1}';

/// What a text looks for.
pub(super) struct Search(Vec<Term>);

/// Something that must be found in a description.
pub(super) enum Term {
    Word(Word),
    /// Words that follow each other and may be a piece of a phone number.
    Number {
        words: Vec<Word>,
        digits: String,
        is_abroad: bool,
    },
}

/// A word, and how to look for it many bytes at a time: what that takes is made once and not for each text.
pub(super) struct Word {
    text: String,
    finder: Box<Finder<'static>>,
}

impl Word {
    fn new(text: &str) -> Word {
        Word { text: text.to_owned(), finder: Box::new(Finder::new(text).into_owned()) }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.finder.find(text.as_bytes()).is_some()
    }

    /// Where it stands, from the beginning.
    pub(super) fn places(&self, text: &str) -> impl Iterator<Item = usize> {
        self.finder.find_iter(text.as_bytes())
    }
}

impl Search {
    /// What a text looks for.
    pub(super) fn of(text: &str) -> Search {
        let folded = fold(text);
        let mut terms = Vec::new();
        let mut words = folded.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if !is_number(&word) {
                terms.push(Term::Word(Word::new(word)));
                continue;
            }
            let mut run = vec![word];
            while let Some(word) = words.next_if(is_number) {
                run.push(word);
            }
            terms.push(number(run));
        }
        Search(terms)
    }

    /// All that must be found.
    pub(super) fn terms(&self) -> &[Term] {
        &self.0
    }

    /// Whether it looks for nothing, so that everything is found.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether everything is found in a description.
    pub(super) fn finds(&self, description: &str) -> bool {
        self.0.iter().all(|it| it.is_in(description))
    }
}

impl Term {
    pub(super) fn is_in(&self, description: &str) -> bool {
        match self {
            Term::Word(word) => word.is_in(description),
            Term::Number { words, .. } => {
                words.iter().all(|it| it.is_in(description)) || self.is_number_in(description)
            }
        }
    }

    /// Whether one of the numbers of a description is meant.
    pub(super) fn is_number_in(&self, description: &str) -> bool {
        let mut numbers = description.split(DIAL).skip(1).filter_map(|it| it.lines().next());
        numbers.any(|it| self.is_dialled(it))
    }

    /// Whether a number as it is dialled is meant.
    pub(super) fn is_dialled(&self, number: &str) -> bool {
        match self {
            Term::Word(_) => false,
            Term::Number { digits, is_abroad, .. } => {
                !digits.is_empty() && is_same_number(number, digits, *is_abroad)
            }
        }
    }
}

/// Whether digits are a piece of a number, or the whole of it with the country that was left out there.
fn is_same_number(number: &str, digits: &str, is_abroad: bool) -> bool {
    let national = number.trim_start_matches('0');
    let is_whole =
        || is_abroad && !number.starts_with('+') && national.len() >= 6 && digits.ends_with(national);
    number.contains(digits) || is_whole()
}

fn is_number(word: &&str) -> bool {
    let is_part = |it: u8| it.is_ascii_digit() || b"+()/.-".contains(&it);
    word.bytes().any(|it| it.is_ascii_digit()) && word.bytes().all(is_part)
}

/// A piece of a number without what differs between its spellings: blanks, signs, the zero before or after a country.
fn number(words: Vec<&str>) -> Term {
    let text = words.concat();
    let is_abroad = text.starts_with('+') || text.starts_with("00");
    let text = if is_abroad { text.replacen("(0)", "", 1) } else { text };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    // Two digits are in every number.
    let digits = if digits.len() < 3 { "" } else { digits };
    let words = words.into_iter().map(Word::new).collect();
    Term::Number { words, digits: digits.to_owned(), is_abroad }
}

/// Adds a text to a description.
pub(super) fn add(text: &str, description: &mut String) {
    description.push('\n');
    fold_into(text, description);
}

/// Adds a phone number to a description: as it was typed, and as its digits.
pub(super) fn add_phone(phone: &Phone, description: &mut String) {
    add(phone.as_str(), description);
    add_digits(phone, description);
}

/// Adds a phone number to a description as its digits.
pub(super) fn add_digits(phone: &Phone, description: &mut String) {
    description.push('\n');
    description.push(DIAL);
    description.push_str(&phone.every_digit());
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Sort, found};
    use crate::{
        book::Book,
        change::Change,
        record::{Company, Contact, Employment, Pair, Record},
        value::{ElementId, Id, Phone},
    };
    use uuid::Uuid;

    fn phone(number: &str) -> Contact {
        let phone: Phone = number.parse().expect("a number");
        let phones =
            [(ElementId(Uuid::from_u128(9)), Pair { label: None, value: phone })].into_iter().collect();
        Contact { first_name: "Ana".into(), phones, ..Contact::blank(Id::fixed(1)) }
    }

    fn named(book: &Book, text: &str) -> Vec<Id<Contact>> {
        found(book, text, Sort::up(Column::Name))
    }

    fn finds(text: &str, contact: &Contact) -> bool {
        let mut book = Book::new();
        book.apply(&Change::birth(contact.clone())).expect("it fits");
        named(&book, text) == [contact.id]
    }

    #[test]
    fn a_piece_of_a_number_finds_it_however_either_is_written() {
        for (text, number) in [
            ("0755 12", "+41 (0)75 512 34 56"),
            ("+41 75", "+41 (0)75 512 34 56"),
            ("0041 (0)75 512", "+41 75 512 34 56"),
            ("(075) 512-34", "0755123456"),
            ("+41 75 512 34 56", "075 512 34 56"),
            ("512 34 56 ana", "+41755123456"),
            ("34.56", "0755 12 34 56"),
            ("34 56", "0755 12 34 56"),
        ] {
            assert!(finds(text, &phone(number)), "{text} finds {number}");
        }
    }

    #[test]
    fn other_digits_do_not_find_a_number() {
        for text in ["0755 13", "+49 755123456", "512 34 56 bob", "999", "3456 0755"] {
            assert!(!finds(text, &phone("+41 75 512 34 56")), "{text}");
        }
    }

    #[test]
    fn digits_are_words_too() {
        let company = Company { name: "3M 4711 AG".into(), ..Company::blank(Id::fixed(2)) };
        let employed = [(company.id, Employment::default())].into_iter().collect();
        let contact = Contact { companies: employed, ..phone("0755 12") };
        let mut book = Book::new();
        book.apply(&Change::birth(company).and(Change::birth(contact.clone()))).expect("it fits");
        for text in ["4711", "3m 4711", "4711 ana"] {
            assert_eq!(named(&book, text), [contact.id], "{text}");
        }
    }
}
