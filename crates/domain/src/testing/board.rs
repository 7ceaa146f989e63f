//! Boards as text: `Qualified to Buy: acme zen | Won: bolt`.
//!
//! Columns that hold no card are left out, so a text is also what its Book shows. A card may be given a rank:
//! `Negotiation: acme@n zen@n`.

use super::Device;
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    command::{Closing, MoveDeal, Spot},
    entry::Entry,
    query,
    record::{
        Company, Deal, Ending, Member, Outcome, Reason, ReasonUse, Record, Stage, StageKind, StageVisit,
    },
    refusal::Refusal,
    row::{Row, Stamped},
    value::{Day, ElementId, Id, Rank, Timestamp},
};
use std::sync::Arc;
use uuid::Uuid;

/// The company that all the cards of a board are with.
pub const THEM: Id<Company> = Id::fixed(0x0190_0000_0000_7000_8000_0000_0000_0001);

/// The deal of a card. A name has fifteen letters at most; of equal ranks, that of the earlier letter comes first.
///
/// # Panics
///
/// If the name is longer.
pub fn deal(name: &str) -> Id<Deal> {
    let mut bytes = [0; 16];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    Id::new(Uuid::from_bytes(bytes))
}

/// The stage of that name in the first pipeline.
///
/// # Panics
///
/// If there is none.
pub fn stage(book: &Book, name: &str) -> Arc<Stamped<Stage>> {
    let stages = query::stages(book, query::default_pipeline(book));
    stages.into_iter().find(|it| &*it.name == name).unwrap_or_else(|| panic!("no stage is called {name:?}"))
}

/// The Book of a text.
///
/// # Panics
///
/// If the text is no board.
pub fn parse(text: &str) -> Book {
    let mut book = Book::new();
    let them = Company { name: "Them".into(), ..Company::blank(THEM) };
    let mut rows: Vec<Row> = vec![them.into()];
    for column in text.split('|').filter(|it| !it.trim().is_empty()) {
        let (name, cards) = column.split_once(':').expect("a column is a name, a colon and cards");
        let stage = stage(&book, name.trim());
        let cards: Vec<&str> = cards.split_whitespace().collect();
        let ranks = Rank::spread(None, None, cards.len()).expect("there is room");
        for (card, rank) in cards.into_iter().zip(ranks) {
            let (name, rank) = match card.split_once('@') {
                Some((name, rank)) => (name, rank.parse().expect("a rank")),
                None => (card, rank),
            };
            rows.push(standing(&book, deal(name), name, &stage, rank).into());
        }
    }
    put(&mut book, rows);
    book
}

/// Puts records in a Book as they are, whatever the commands would say.
///
/// # Panics
///
/// If one of them is there already.
pub fn put(book: &mut Book, rows: impl IntoIterator<Item = Row>) {
    let edits = rows.into_iter().map(|it| Edit { before: book.row(&it.key()), after: Some(it) });
    let change = Change::new(edits.collect::<Vec<Edit>>(), Stamping::Given);
    book.apply(&change).expect("it was made of this Book");
}

fn standing(book: &Book, id: Id<Deal>, name: &str, stage: &Stage, rank: Rank) -> Deal {
    let ending = match stage.kind {
        StageKind::Open => None,
        StageKind::Won => Some(Ending::Won),
        StageKind::Lost => Some(Ending::Lost),
    };
    let outcome = ending.map(|ending| Outcome {
        ending,
        day: Day::new(2026, 11, 20),
        reason: None,
        note: "".into(),
        competitor: "".into(),
    });
    let open = if outcome.is_none() { Some(stage.id) } else { query::first_stage(book) };
    let visit = StageVisit { stage: stage.id, at: Timestamp(1_795_000_000_000), by: None };
    Deal {
        name: name.into(),
        stage: open.expect("every pipeline has an open stage"),
        rank,
        outcome,
        companies: [(THEM, Member)].into_iter().collect(),
        stages: [(ElementId(id.uuid()), visit)].into_iter().collect(),
        ..Deal::blank(id)
    }
}

/// The board of a Book as text.
pub fn show(book: &Book) -> String {
    let columns = query::board(book, query::default_pipeline(book)).into_iter().filter_map(|it| {
        let head = query::column_head(book, it, None)?;
        let cards = book.columns().get(head.place).ids().filter_map(|it| book.get(it));
        let cards: Vec<String> = cards.map(|it| it.name.to_string()).collect();
        (!cards.is_empty()).then(|| format!("{}: {}", head.name, cards.join(" ")))
    });
    columns.collect::<Vec<String>>().join(" | ")
}

/// The command of a step: `acme to Won`, `zen to Qualified to Buy before acme`, `bolt to Negotiation on top`,
/// `acme to Lost because Price`.
///
/// # Panics
///
/// If the text is no step.
pub fn step(book: &Book, text: &str) -> MoveDeal {
    let (card, rest) = text.split_once(" to ").expect("a step is a card, `to` and a stage");
    let (rest, why) = rest.split_once(" because ").map_or((rest, None), |(rest, why)| (rest, Some(why)));
    let (rest, spot) = match rest.split_once(" before ") {
        Some((rest, other)) => (rest, Spot::Before(deal(other))),
        None => rest.strip_suffix(" on top").map_or((rest, Spot::Bottom), |it| (it, Spot::Top)),
    };
    let stage = stage(book, rest);
    let used_for = if stage.kind == StageKind::Won { ReasonUse::Won } else { ReasonUse::Lost };
    let reasons = query::listed::<Reason>(book);
    let reason = reasons.iter().find(|it| it.used_for == used_for && why == Some(&*it.name)).map(|it| it.id);
    assert_eq!(reason.is_some(), why.is_some(), "no reason is called {why:?}");
    MoveDeal { deal: deal(card), stage: stage.id, spot, closing: Closing { reason, ..Closing::default() } }
}

/// Decides a step.
pub fn decide(book: &Book, text: &str) -> Result<Entry, Refusal> {
    Device::new(1).decide(book, step(book, text))
}
