//! The board of a pipeline.

use super::{Filter, Standpoint, filter::Test, item::Item, last_activity, stages};
use crate::{
    book::{Book, Column, Place, Worth},
    order,
    record::{Deal, Ending, Pipeline, Stage, StageKind},
    value::{Currency, Id, Percent, Text, Timestamp},
};

/// What stands over a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnHead {
    /// The stage.
    pub stage: Id<Stage>,
    /// Its name.
    pub name: Text,
    /// What it means.
    pub kind: StageKind,
    /// Where its deals stand.
    pub place: Place,
    /// How likely a deal here is to be won.
    pub probability: Percent,
    /// How many deals it shows, drawn or not.
    pub count: usize,
    /// What they are worth, by currency: `first` first, then by code.
    pub worth: Vec<Worth>,
    /// It is archived, and shown only because deals stand in it.
    pub archived: bool,
}

/// The columns of a pipeline: open stages, then won, then lost. An archived stage is one as long as deals stand in it.
pub fn board(book: &Book, pipeline: Id<Pipeline>) -> Vec<Id<Stage>> {
    let stages = stages(book, pipeline);
    let is_shown = |it: &Stage| !it.archived || !book.columns().get(place_of(it)).is_empty();
    stages.iter().filter(|it| is_shown(it)).map(|it| it.id).collect()
}

/// The column of a stage with those of its deals only that a filter finds.
pub fn sifted(book: &Book, stage: Id<Stage>, filter: &Filter, at: &Standpoint) -> Column {
    let Some(stage) = book.get(stage) else { return Column::default() };
    let mut test = Test::new(book, at, filter);
    let column = book.columns().get(place_of(stage));
    column.sifted(|id| book.get(id).filter(|it| test.holds(Item::Deal(it))).map(|it| it.record()))
}

/// What stands over the column of a stage, of which all deals are shown. Sums of `first` come first.
pub fn column_head(book: &Book, stage: Id<Stage>, first: Option<Currency>) -> Option<ColumnHead> {
    let place = place_of(book.get(stage)?);
    head_of(book, stage, book.columns().get(place), first)
}

/// What stands over the column of a stage that shows these of its deals.
pub fn head_of(
    book: &Book,
    stage: Id<Stage>,
    column: &Column,
    first: Option<Currency>,
) -> Option<ColumnHead> {
    let stage = book.get(stage)?;
    let place = place_of(stage);
    let probability = match stage.kind {
        StageKind::Open => stage.probability,
        StageKind::Won => Percent::ALL,
        StageKind::Lost => Percent::NONE,
    };
    let mut worth = column.worth(probability);
    order::sort_by_key(&mut worth, |it| (Some(it.currency) != first, it.currency));
    Some(ColumnHead {
        stage: stage.id,
        name: stage.name.clone(),
        kind: stage.kind,
        place,
        probability,
        count: column.len(),
        worth,
        archived: stage.archived,
    })
}

/// Where the deals of a stage's column stand.
pub fn place_of(stage: &Stage) -> Place {
    match stage.kind {
        StageKind::Open => Place::Open(stage.id),
        StageKind::Won => Place::Won(stage.pipeline),
        StageKind::Lost => Place::Lost(stage.pipeline),
    }
}

/// The pipeline that a deal goes through.
pub fn pipeline_of(book: &Book, deal: &Deal) -> Option<Id<Pipeline>> {
    book.get(deal.stage).map(|it| it.pipeline)
}

/// The stage in whose column a deal is shown.
pub fn shown_stage(book: &Book, deal: &Deal) -> Option<Id<Stage>> {
    let stage = book.get(deal.stage)?;
    let kind = match deal.outcome.as_ref().map(|it| it.ending) {
        None => return Some(stage.id),
        Some(Ending::Won) => StageKind::Won,
        Some(Ending::Lost) => StageKind::Lost,
    };
    stages(book, stage.pipeline).iter().find(|it| it.kind == kind).map(|it| it.id)
}

/// How likely a deal is to be won: all or nothing once it has ended, else its own probability or its stage's (D6).
pub fn probability(book: &Book, deal: &Deal) -> Percent {
    match deal.outcome.as_ref().map(|it| it.ending) {
        Some(Ending::Won) => Percent::ALL,
        Some(Ending::Lost) => Percent::NONE,
        None => {
            deal.probability.or_else(|| book.get(deal.stage).map(|it| it.probability)).unwrap_or_default()
        }
    }
}

/// Whether an open deal has stood longer without activity than its stage allows (D12).
pub fn is_rotting(book: &Book, deal: &Deal, now: Timestamp) -> bool {
    let limit = book.get(deal.stage).and_then(|it| it.rot_days).filter(|_| deal.is_open());
    let last = last_activity(book, deal.id.into()).unwrap_or_default().max(deal.stage_since());
    limit.is_some_and(|limit| last.days_until(now) > i64::from(limit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Edit,
        defaults,
        query::default_pipeline,
        record::{Activity, Member},
        testing::{Device, board as notation},
        value::Money,
    };

    fn worth(book: &mut Book, name: &str, minor: i64, currency: Currency, probability: Option<u8>) {
        let deal = book.get(notation::deal(name)).expect("it is there").clone();
        let edit = Edit::of(&deal, |it| {
            it.value = Money::new(minor, currency);
            it.probability = probability.map(Percent::clipped);
        });
        Device::new(1).does(book, edit);
    }

    fn head(book: &Book, name: &str, first: Option<Currency>) -> ColumnHead {
        column_head(book, notation::stage(book, name).id, first).expect("it is there")
    }

    #[test]
    fn d10_a_column_sums_each_currency_by_itself_and_weighs_by_own_and_stage_probability() {
        let mut book = notation::parse("Negotiation: acme bolt cube zen");
        worth(&mut book, "acme", 10_001, Currency::EUR, None);
        worth(&mut book, "bolt", 20_000, Currency::EUR, Some(35));
        worth(&mut book, "cube", 5_000, Currency::USD, Some(10));
        let head = head(&book, "Negotiation", Some(Currency::USD));
        let [usd, eur] = [(Currency::USD, 5_000, 500), (Currency::EUR, 30_001, 15_000)]
            .map(|(currency, sum, weighted)| Worth { currency, sum, weighted });
        assert_eq!((head.count, head.probability.value(), head.worth), (4, 80, vec![usd, eur]));
    }

    #[test]
    fn d6_what_is_won_counts_whole_and_what_is_lost_not_at_all_whatever_anybody_wrote() {
        let mut book = notation::parse("Won: acme | Lost: zen");
        worth(&mut book, "acme", 10_000, Currency::EUR, Some(35));
        worth(&mut book, "zen", 10_000, Currency::EUR, Some(35));
        let won = notation::stage(&book, "Won");
        Device::new(1).does(&mut book, Edit::of(&won, |it| it.probability = Percent::clipped(50)));
        assert_eq!(head(&book, "Won", None).worth[0].weighted, 10_000);
        assert_eq!(head(&book, "Lost", None).worth[0].weighted, 0);
        let of =
            |name: &str| probability(&book, book.get(notation::deal(name)).expect("it is there")).value();
        assert_eq!((of("acme"), of("zen")), (100, 0));
    }

    #[test]
    fn a_column_that_is_sifted_shows_and_sums_what_is_found_in_its_order() {
        let mut book = notation::parse("Negotiation: acme bolt cube acorn");
        for (name, amount) in [("acme", 100), ("bolt", 20), ("acorn", 3)] {
            let deal = book.get(notation::deal(name)).expect("it is there").record().clone();
            let value = crate::value::Money::new(amount, Currency::EUR);
            notation::put(&mut book, [Deal { value, ..deal }.into()]);
        }
        let stage = notation::stage(&book, "Negotiation").id;
        let at = Standpoint::utc(Timestamp(0), Id::NONE);
        let column = sifted(&book, stage, &Filter::text("ac"), &at);
        let head = head_of(&book, stage, &column, None).expect("it is there");
        assert_eq!(column.ids().collect::<Vec<_>>(), [notation::deal("acme"), notation::deal("acorn")]);
        assert_eq!((head.count, head.worth[0].sum), (2, 103));
        let acorn = book.get(notation::deal("acorn")).expect("it is there");
        assert_eq!(column.position(acorn), Some(1));
        assert_eq!(sifted(&book, stage, &Filter::default(), &at), *book.columns().get(acorn_place(&book)));
    }

    fn acorn_place(book: &Book) -> Place {
        book.place(book.get(notation::deal("acorn")).expect("it is there"))
    }

    #[test]
    fn d11_an_archived_stage_is_a_column_as_long_as_cards_stand_in_it() {
        let mut book = notation::parse("Negotiation: acme");
        for name in ["Negotiation", "Needs Agreed"] {
            let stage = notation::stage(&book, name);
            notation::put(&mut book, [Stage { archived: true, ..stage.record().clone() }.into()]);
        }
        let pipeline = default_pipeline(&book);
        let names: Vec<_> = board(&book, pipeline)
            .iter()
            .map(|it| book.get(*it).expect("it is there").name.to_string())
            .collect();
        assert_eq!(names, ["Qualified to Buy", "Proposal Sent", "Negotiation", "Won", "Lost"]);
        assert!(head(&book, "Negotiation", None).archived);
    }

    #[test]
    fn d12_a_deal_rots_from_its_last_activity_or_stage_and_not_from_its_birth() {
        let (device, mut book) = (Device::new(1), notation::parse("Negotiation: acme"));
        let id = notation::deal("acme");
        let is_rotting = |book: &Book, days: i64| {
            let deal = book.get(id).expect("it is there");
            super::is_rotting(book, deal, Timestamp(deal.stage_since().0 + days * Timestamp::DAY))
        };
        assert!(!is_rotting(&book, 7) && is_rotting(&book, 8));
        let since = book.get(id).expect("it is there").stage_since();
        device.adds(&mut book, |it: &mut Activity| {
            it.at = Timestamp(since.0 + 5 * Timestamp::DAY);
            it.about.insert(id.into(), Member);
        });
        assert!(!is_rotting(&book, 12) && is_rotting(&book, 13));
        let win = notation::step(&book, "acme to Won");
        device.does(&mut book, win);
        assert!(!is_rotting(&book, 400), "what has ended does not rot");
    }

    #[test]
    fn a_board_begins_with_the_default_stages() {
        use StageKind::{Lost, Open, Won};
        let book = Book::new();
        let heads: Vec<_> =
            board(&book, defaults::SALES).into_iter().filter_map(|it| column_head(&book, it, None)).collect();
        let shown: Vec<_> = heads.iter().map(|it| (&*it.name, it.probability.value(), it.kind)).collect();
        assert_eq!(
            shown,
            [
                ("Qualified to Buy", 20, Open),
                ("Needs Agreed", 40, Open),
                ("Proposal Sent", 60, Open),
                ("Negotiation", 80, Open),
                ("Won", 100, Won),
                ("Lost", 0, Lost)
            ]
        );
    }
}
