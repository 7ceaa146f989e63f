//! How well a text is found in a record.

use super::{shelf::Pairs, told::Field};
use crate::{
    query::search::{Search, Term, Word},
    value::{Kind, fold},
};

/// How well something was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// It is the name.
    Whole,
    /// The name begins with it.
    Beginning,
    /// A word of the name begins with it.
    NameWord,
    /// A word elsewhere begins with it, or it is a piece of a number.
    Word,
    /// It stands anywhere, but in sentences.
    Within,
    /// It stands in what somebody has written.
    Prose,
}

/// Where something was found, and how well.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    pub(super) grade: Grade,
    pub(super) field: Field,
    /// Which of the terms.
    pub(super) term: usize,
}

/// What is looked for.
pub(super) struct Query {
    whole: String,
    search: Search,
    pairs: Vec<TermPairs>,
}

/// The pairs of bytes without which a term is not in a text.
struct TermPairs {
    words: Pairs,
    digits: Option<Pairs>,
    /// The number in the text may be shorter than the one that is looked for.
    may_be_longer: bool,
}

impl Query {
    pub(super) fn of(text: &str) -> Query {
        let search = Search::of(text);
        let whole = fold(text.trim());
        let pairs = search.terms().iter().map(|term| match term {
            Term::Word(word) => {
                TermPairs { words: Pairs::of(word.as_str()), digits: None, may_be_longer: false }
            }
            Term::Number { words, digits, is_abroad } => {
                let mut pairs = Pairs::default();
                for it in words {
                    pairs.add(it.as_str());
                }
                TermPairs {
                    words: pairs,
                    digits: (!digits.is_empty()).then(|| Pairs::of(digits)),
                    may_be_longer: *is_abroad && digits.len() > 6,
                }
            }
        });
        Query { whole, pairs: pairs.collect(), search }
    }

    /// Whether nothing is looked for, which everything is.
    pub(super) fn is_empty(&self) -> bool {
        self.search.is_empty()
    }

    pub(super) fn term(&self, at: usize) -> Option<&Term> {
        self.search.terms().get(at)
    }

    /// The word that is looked for, if it is no number and the only one.
    pub(super) fn only_word(&self) -> Option<&Word> {
        match self.search.terms() {
            [Term::Word(word)] => Some(word),
            _ => None,
        }
    }

    /// How well the only word is found at the beginning of a word of the name.
    pub(super) fn hit_name(&self, word: &Word, text: &str) -> Option<Grade> {
        let name = name_in(text)?;
        let is_there = word.places(name).any(|at| begins_word(name, at));
        is_there.then(|| self.of_name(text).unwrap_or(Grade::NameWord))
    }

    /// Whether a text with these pairs may hold what is looked for. Contacts and deals may have a part of it only.
    pub(super) fn may_be_in(&self, pairs: &Pairs, kind: Kind) -> bool {
        let may_hold = |it: &TermPairs| {
            it.may_be_longer
                || pairs.may_hold(&it.words)
                || it.digits.as_ref().is_some_and(|it| pairs.may_hold(it))
        };
        if self.pairs.len() > 1 && matches!(kind, Kind::Contact | Kind::Deal) {
            self.pairs.iter().any(may_hold)
        } else {
            self.pairs.iter().all(may_hold)
        }
    }

    /// How well everything that is looked for is found in a text; words that are not there may be in the name of the
    /// company `beside`, if another one is.
    pub(super) fn hit(&self, text: &str, beside: &mut dyn FnMut() -> String) -> Option<Hit> {
        let terms = self.search.terms();
        let mut worst = Hit { grade: Grade::Whole, field: Field::Name, term: 0 };
        let (mut own, mut company) = (0, None);
        for (term, at) in terms.iter().zip(0..) {
            let (grade, field) = match found(term, text) {
                Some(it) => {
                    own += 1;
                    it
                }
                // One word alone is not looked for beside: the company itself is found.
                None if terms.len() > 1 => {
                    let company: &String = company.get_or_insert_with(|| fold(&beside()));
                    let is_there = !company.is_empty() && term.is_in(company);
                    is_there.then_some((Grade::Word, Field::Company))?
                }
                None => return None,
            };
            if at == 0 || grade > worst.grade {
                worst = Hit { grade, field, term: at };
            }
        }
        if own == 0 && !terms.is_empty() {
            return None;
        }
        if terms.is_empty() {
            return Some(worst);
        }
        if let Some(grade) = self.of_name(text) {
            return Some(Hit { grade, field: Field::Name, term: 0 });
        }
        Some(worst)
    }

    /// Whether the name is what is looked for, or begins with it.
    fn of_name(&self, text: &str) -> Option<Grade> {
        let rest = name_in(text)?.strip_prefix(&*self.whole)?;
        Some(if rest.is_empty() { Grade::Whole } else { Grade::Beginning })
    }
}

/// How a text begins that has a name, which is what comes first: a line feed and the mark of a name.
const NAMED: &str = "\n\u{e}";

/// What a record is called: the first line of its text.
pub(super) fn name_in(text: &str) -> Option<&str> {
    text.strip_prefix(NAMED)?.split('\n').next()
}

/// Whether a word begins at a place.
fn begins_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|it| !it.is_alphanumeric())
}

/// The best place of a term in a text.
fn found(term: &Term, text: &str) -> Option<(Grade, Field)> {
    match term {
        Term::Word(word) => best(word, text),
        Term::Number { words, .. } => {
            let as_words = words.iter().map(|it| best(it, text)).collect::<Option<Vec<_>>>();
            let as_words = as_words.and_then(|it| it.into_iter().max());
            let as_number = || term.is_in(text).then_some((Grade::Word, Field::Phone));
            match as_words {
                Some(it) if it.0 <= Grade::Word => Some(it),
                other => as_number().filter(|_| term.is_number_in(text)).or(other),
            }
        }
    }
}

/// How many places of a word are looked at: the first ones are in the fields that tell most.
const PLACES: usize = 12;

fn best(word: &Word, text: &str) -> Option<(Grade, Field)> {
    let mut best = None;
    for at in word.places(text).take(PLACES) {
        let it = graded(text, at);
        if it.0 == Grade::NameWord {
            return Some(it); // A word cannot stand better.
        }
        if best.is_none_or(|best| it < best) {
            best = Some(it);
        }
    }
    best
}

fn graded(text: &str, at: usize) -> (Grade, Field) {
    let line = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let first = text.as_bytes().get(line).copied().unwrap_or_default();
    let field = usize::from(first).checked_sub(0x0e).and_then(|it| Field::ALL.get(it)).copied();
    // A line without a mark is a number as it is dialled.
    let field = field.unwrap_or(Field::Phone);
    let begins = begins_word(text, at);
    let grade = match field {
        _ if field.is_prose() => Grade::Prose,
        Field::Name if begins => Grade::NameWord,
        _ if begins => Grade::Word,
        _ => Grade::Within,
    };
    (grade, field)
}
