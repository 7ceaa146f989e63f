//! The pipeline of Maven Analytics: figures that an independent program has counted.

use crate::tool::{NOW, adopt, all, corpus, import, plan, plan_with, table};
use domain::{
    book::{Book, Place},
    defaults,
    import::{StageTo, Target},
    query::{self, Standpoint},
    record::{Company, Contact, Deal, Ending, Json, Rep, Stage, StageKind},
    value::{Currency, Id, Kind, Money, Percent, TextKey},
};
use std::collections::BTreeMap;

const FOLDER: &str = "crm/maven-crm-sales-opportunities";

fn file(name: &str) -> Option<Vec<u8>> {
    corpus(&format!("{FOLDER}/{name}"))
}

/// Accounts, team and pipeline, in this order.
fn maven() -> Option<Book> {
    let mut book = Book::new();
    import(&mut book, "accounts.csv", &file("accounts.csv")?, Target::Companies);
    import(&mut book, "sales_teams.csv", &file("sales_teams.csv")?, Target::Reps);
    import(&mut book, "sales_pipeline.csv", &file("sales_pipeline.csv")?, Target::Deals);
    Some(book)
}

#[test]
fn every_file_is_taken_for_what_it_is() {
    for (name, target) in [
        ("accounts.csv", Target::Companies),
        ("sales_teams.csv", Target::Reps),
        ("sales_pipeline.csv", Target::Deals),
    ] {
        let Some(bytes) = file(name) else { return };
        assert_eq!(Target::guess(&table(&bytes)), target, "{name}");
    }
}

#[test]
fn the_figures_are_those_of_the_oracle() {
    let (Some(book), Some(oracles)) = (maven(), corpus("ORACLES.json")) else { return };
    let oracles: serde_json::Value = serde_json::from_slice(&oracles).expect("JSON");
    let maven = &oracles["maven"];
    let number = |it: &serde_json::Value| it.as_i64().expect("a number");

    let heads: Vec<_> = query::board(&book, defaults::SALES)
        .into_iter()
        .map(|it| query::column_head(&book, it, Some(Currency::USD)).expect("a column"))
        .collect();
    for (stage, count) in maven["by_stage"].as_object().expect("stages") {
        let head = heads.iter().find(|it| *it.name == **stage).expect("the stage is a column");
        assert_eq!(i64::try_from(head.count), Ok(number(count)), "{stage}");
    }
    let won = heads.iter().find(|it| it.kind == StageKind::Won).expect("a column of won deals");
    assert_eq!(won.worth[0].sum, i128::from(number(&maven["won_value"])) * 100);
    assert_eq!(won.worth.len(), 1);

    let at = Standpoint::utc(NOW, Id::NONE);
    let share = query::funnels(&book, None, &at).all.deals;
    assert_eq!((share.some, share.all, share.percent().map(Percent::value)), (4_238, 6_711, Some(63)));
    let months = query::takings(&book, None, &at).months;
    let expected = maven["won_value_by_month"].as_object().expect("months");
    assert_eq!(months.len(), expected.len());
    for (month, value) in expected {
        let first = format!("{month}-01").parse().expect("a day");
        assert_eq!(months[&first].sum(Currency::USD), i128::from(number(value)) * 100, "{month}");
    }
    let mut won: BTreeMap<&str, i64> = BTreeMap::new();
    for deal in book
        .table::<Deal>()
        .iter()
        .filter(|it| it.outcome.as_ref().is_some_and(|it| it.ending == Ending::Won))
    {
        let owner = deal.owner.and_then(|it| book.get(it)).map_or("", |it| &*it.name);
        *won.entry(owner).or_default() += deal.value.map_or(0, Money::minor);
    }
    for agent in maven["won_by_agent_top3"].as_array().expect("agents") {
        let name = agent[0].as_str().expect("a name");
        assert_eq!(won.get(name), Some(&(number(&agent[1]) * 100)), "{name}");
    }
}

#[test]
fn nothing_is_invented_and_nothing_is_lost() {
    let Some(book) = maven() else { return };
    let deals = all::<Deal>(&book);
    let counts =
        [Kind::Deal, Kind::Company, Kind::Rep, Kind::Contact, Kind::Activity].map(|it| book.count(it));
    assert_eq!(counts, [8_800, 85, 35, 0, 0]);
    assert_eq!(deals.iter().filter(|it| it.company().is_none()).count(), 1_425);
    let product = TextKey("product".into());
    let as_typed =
        deals.iter().filter(|it| it.common.custom.get(&product).is_some_and(|it| it.shown() == "GTXPro"));
    assert_eq!(as_typed.count(), 1_480);
    assert!(
        deals.iter().filter_map(|it| it.outcome.as_ref()).all(|it| it.day.is_some() && it.reason.is_none())
    );
    assert!(deals.iter().all(|it| it.owner.is_some() && it.stages.len() == 1));
    let first = &deals[0];
    assert_eq!(&*first.name, "Cancity: GTX Plus Basic");
    assert_eq!(domain::value::Day::of_utc(first.common.created).to_string(), "2016-10-20");
    assert_eq!(&*first.common.import, "sales_pipeline.csv");
    assert_eq!(all::<Contact>(&book).len(), 0);
}

#[test]
fn companies_keep_what_was_typed_and_find_their_parents() {
    let Some(book) = maven() else { return };
    let companies = all::<Company>(&book);
    let named = |name: &str| companies.iter().find(|it| &*it.name == name).expect(name);
    let acme = named("Acme Corporation");
    assert_eq!([&*acme.sector, &*acme.size, &*acme.revenue], ["technolgy", "2822", "1100.04"]);
    assert_eq!(
        acme.common.custom.get(&TextKey("office_location".into())).map(Json::shown),
        Some("United States".into())
    );
    assert_eq!(companies.iter().filter(|it| it.parent.is_some()).count(), 15);
    assert_eq!(companies.iter().filter(|it| it.parent == Some(acme.id)).count(), 4);
    let reps = all::<Rep>(&book);
    let anna = reps.iter().find(|it| &*it.name == "Anna Snelling").expect("a rep");
    assert_eq!(
        anna.common.custom.get(&TextKey("manager".into())).map(Json::shown),
        Some("Dustin Brinkmann".into())
    );
    assert!(reps.windows(2).all(|it| it[0].rank < it[1].rank));
}

#[test]
fn open_stages_are_proposed_and_can_be_corrected() {
    let Some(bytes) = file("sales_pipeline.csv") else { return };
    let book = Book::new();
    let table = table(&bytes);
    let planned = plan_with(&book, "p.csv", &table, Target::Deals, |mapping| {
        let proposed: Vec<String> =
            mapping.stages.iter().map(|it| format!("{} {:?}", it.name, it.to)).collect();
        let new =
            |name, percent| format!("{name} {:?}", StageTo::New { probability: Percent::clipped(percent) });
        assert_eq!(
            proposed,
            ["Won Won".to_owned(), new("Engaging", 30), "Lost Lost".to_owned(), new("Prospecting", 10)]
        );
        mapping.stages[1].to = StageTo::Existing(defaults::QUALIFIED_TO_BUY);
        mapping.stages[3].to = StageTo::New { probability: Percent::clipped(50) };
    });
    assert_eq!(planned.counts.born.get(&Kind::Stage), Some(&1));
    let mut book = book;
    adopt(&mut book, &planned);
    let names: Vec<String> = query::board(&book, defaults::SALES)
        .into_iter()
        .map(|it| book.get(it).expect("a stage").name.to_string())
        .collect();
    assert_eq!(names[..4], ["Qualified to Buy", "Needs Agreed", "Prospecting", "Proposal Sent"]);
    assert_eq!(book.columns().get(Place::Open(defaults::QUALIFIED_TO_BUY)).len(), 1_589);
    let ranks: Vec<_> = all::<Deal>(&book)
        .into_iter()
        .filter(|it| it.stage == defaults::QUALIFIED_TO_BUY && it.is_open())
        .collect();
    assert!(ranks.windows(2).all(|it| it[0].rank < it[1].rank), "cards stand in the order of the file");
}

#[test]
fn the_pipeline_alone_makes_the_companies_and_reps_that_it_names_once() {
    let Some(bytes) = file("sales_pipeline.csv") else { return };
    let mut book = Book::new();
    let planned = import(&mut book, "p.csv", &bytes, Target::Deals);
    let born = &planned.counts.born;
    assert_eq!(
        (born[&Kind::Deal], born[&Kind::Company], born[&Kind::Rep], born[&Kind::Stage]),
        (8_800, 85, 30, 2)
    );
    // Then the accounts fill what is empty in them.
    let accounts = file("accounts.csv").expect("it lies beside the other");
    let planned = import(&mut book, "accounts.csv", &accounts, Target::Companies);
    assert_eq!((planned.counts.new, planned.counts.filled, planned.counts.rejected), (0, 85, 0));
    assert_eq!(book.count(Kind::Company), 85);
}

#[test]
fn one_undo_would_take_it_all_back() {
    let Some(bytes) = file("sales_pipeline.csv") else { return };
    let mut book = Book::new();
    let before = book.rows();
    let planned = plan(&book, "p.csv", &bytes, Target::Deals);
    adopt(&mut book, &planned);
    let stages = book.table::<Stage>().iter().filter(|it| &*it.common.import == "p.csv").count();
    assert_eq!(stages, 2);
    let rows: Vec<_> = planned.change.edits().iter().map(|it| it.key().expect("a key")).collect();
    let edits = rows.iter().map(|it| domain::change::Edit { before: book.row(it), after: None });
    let back = domain::change::Change::new(edits.collect::<Vec<_>>(), domain::change::Stamping::Given);
    book.apply(&back).expect("it fits");
    assert_eq!(book.rows().len(), before.len());
}
