//! How far deals come: of those that were opened in a time, how many came to each stage, and where they get stuck.
//!
//! A deal has come to a stage if its history says that it stood there or behind it, because stages may be skipped and a
//! deal that is further has not stayed before. It has come to Won if it is won now: whoever clicks Won and takes that
//! back has won nothing.

use super::{Standpoint, board, stages};
use crate::{
    book::Book,
    record::{Deal, Ending, Pipeline, Stage, StageKind},
    value::{Day, Id, Timestamp},
};

/// How far the deals of a pipeline came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many were opened.
    pub opened: usize,
    /// How many were opened in other pipelines, and are not counted.
    pub elsewhere: usize,
    /// How many came to each open stage of the board and, last, to Won.
    pub steps: Vec<(Id<Stage>, usize)>,
}

/// How far the deals came that were opened in a pipeline since a day; all where none is given.
pub fn progress(book: &Book, pipeline: Id<Pipeline>, since: Option<Day>, at: &Standpoint) -> Progress {
    let from = since.map_or(Timestamp(i64::MIN), at.midnight);
    let mut way: Vec<Id<Stage>> = Vec::new();
    let mut won = None;
    for stage in stages(book, pipeline) {
        match stage.kind {
            StageKind::Open => way.push(stage.id),
            StageKind::Won => won = won.or(Some(stage.id)),
            StageKind::Lost => {}
        }
    }
    way.extend(won);
    let (mut told, mut ended_at) = (Progress::default(), vec![0; way.len()]);
    for deal in book.table::<Deal>().live().filter(|it| it.common.created >= from) {
        match furthest(deal, &way, won) {
            Some(place) => ended_at[place] += 1,
            None => told.elsewhere += 1,
        }
    }
    // Whoever came further came here, too.
    let mut came = 0;
    let mut came_to: Vec<usize> = ended_at
        .iter()
        .rev()
        .map(|it| {
            came += it;
            came
        })
        .collect();
    came_to.reverse();
    told.opened = came;
    let shown = board(book, pipeline);
    let steps = way.into_iter().zip(came_to);
    told.steps = steps.filter(|it| shown.contains(&it.0) || Some(it.0) == won).collect();
    told
}

/// How far on the way of a pipeline a deal came; nothing if it does not go through it.
fn furthest(deal: &Deal, way: &[Id<Stage>], won: Option<Id<Stage>>) -> Option<usize> {
    let place = |stage: Id<Stage>| way.iter().position(|it| *it == stage);
    let stands = place(deal.stage)?;
    if won.is_some() && deal.outcome.as_ref().is_some_and(|it| it.ending == Ending::Won) {
        return Some(way.len() - 1);
    }
    let stood = deal.stages.values().map(|it| it.stage).filter(|it| Some(*it) != won).filter_map(place);
    stood.max().max(Some(stands))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        defaults,
        query::{Days, Filter, count, default_pipeline},
        record::StageVisit,
        testing::{Device, board as notation},
        value::{ElementId, Kind},
    };
    use uuid::Uuid;

    fn at() -> Standpoint {
        let device = Device::new(1);
        Standpoint::utc(device.now(), device.me())
    }

    fn told(book: &Book, since: Option<Day>) -> Vec<(String, usize)> {
        let told = progress(book, default_pipeline(book), since, &at());
        let name = |it: Id<Stage>| book.get(it).expect("it is there").name.to_string();
        told.steps.into_iter().map(|(stage, count)| (name(stage), count)).collect()
    }

    fn counts(book: &Book) -> Vec<usize> {
        told(book, None).into_iter().map(|it| it.1).collect()
    }

    /// Writes down that a deal stood in these stages.
    fn stood(book: &mut Book, name: &str, stages: &[&str]) {
        let mut deal = book.get(notation::deal(name)).expect("it is there").record().clone();
        for (nth, stage) in stages.iter().enumerate() {
            let at = Timestamp(i64::try_from(nth).expect("few"));
            let visit = StageVisit { stage: notation::stage(book, stage).id, at, by: None };
            deal.stages.insert(ElementId(Uuid::from_u128(nth as u128 + 1)), visit);
        }
        notation::put(book, [deal.into()]);
    }

    #[test]
    fn d20_a_deal_has_come_to_every_stage_up_to_the_furthest_in_which_it_ever_stood() {
        let mut book = notation::parse("Qualified to Buy: acme bolt | Proposal Sent: cube | Lost: zen");
        assert_eq!(
            told(&book, None),
            [
                ("Qualified to Buy", 4),
                ("Needs Agreed", 1),
                ("Proposal Sent", 1),
                ("Negotiation", 0),
                ("Won", 0)
            ]
            .map(|(name, count)| (name.to_owned(), count))
        );
        // One was put back, and one was lost after it had come far.
        stood(&mut book, "bolt", &["Needs Agreed"]);
        stood(&mut book, "zen", &["Qualified to Buy", "Negotiation"]);
        assert_eq!(counts(&book), [4, 3, 2, 1, 0]);
    }

    #[test]
    fn d20_to_won_came_what_is_won_now_and_not_what_was_taken_back() {
        let mut book = notation::parse("Qualified to Buy: acme | Won: bolt");
        stood(&mut book, "acme", &["Won"]);
        assert_eq!(counts(&book), [2, 1, 1, 1, 1]);
    }

    #[test]
    fn d20_only_deals_that_were_opened_since_then_and_in_this_pipeline_count() {
        let mut book = notation::parse("Negotiation: acme bolt cube | Won: zen");
        let first: Day = "2026-11-01".parse().expect("a day");
        for (name, created, stage) in [
            ("acme", Day::midnight_utc(first).0 - 1, None),
            ("bolt", Day::midnight_utc(first).0, None),
            ("cube", Day::midnight_utc(first).0, Some(Id::fixed(9))),
            ("zen", Day::midnight_utc(first).0, None),
        ] {
            let mut deal = book.get(notation::deal(name)).expect("it is there").record().clone();
            deal.common.created = Timestamp(created);
            deal.stage = stage.unwrap_or(deal.stage);
            notation::put(&mut book, [deal.into()]);
        }
        let since = progress(&book, defaults::SALES, Some(first), &at());
        assert_eq!((since.opened, since.elsewhere), (2, 1));
        let all = progress(&book, defaults::SALES, None, &at());
        assert_eq!((all.opened, all.elsewhere), (3, 1));
        // What can be asked of a list is what it finds.
        let created = Some(Days::Between(Some(first), None));
        let (won, reached) = *since.steps.last().expect("there is Won");
        let filter = Filter { created, stages: vec![won], ..Filter::default() };
        assert_eq!((count(&book, Kind::Deal, &filter, &at()), reached), (1, 1));
        let all = Filter { created, ..Filter::default() };
        assert_eq!(count(&book, Kind::Deal, &all, &at()), since.opened + since.elsewhere);
    }

    #[test]
    fn d20_a_stage_that_is_archived_and_empty_is_no_step_and_what_stood_there_went_on_before() {
        let mut book = notation::parse("Qualified to Buy: acme");
        stood(&mut book, "acme", &["Proposal Sent"]);
        let gone = notation::stage(&book, "Proposal Sent");
        notation::put(&mut book, [Stage { archived: true, ..gone.record().clone() }.into()]);
        assert_eq!(counts(&book), [1, 1, 0, 0]);
    }
}
