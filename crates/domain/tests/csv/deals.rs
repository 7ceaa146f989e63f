//! Deals: what they are worth, where they stand, with whom they are.

use crate::tool::{adopt, all, edit, import, imported, plan, plan_with, table};
use domain::{
    book::Book,
    defaults,
    import::{Target, Why},
    query,
    record::{
        Activity, Company, Contact, Deal, Ending, Json, Pipeline, Reached, Reason, Record, Rep, Source,
        Stage, StageKind,
    },
    row::Row,
    value::{Currency, Id, Kind, Money, Percent, TextKey},
};
use std::fmt::Write as _;

// Case E18.
#[test]
fn amounts_are_exact_or_the_row_is_refused() {
    let csv = "name,amount,currency\n\
        a,\"1.234,56 €\",\nb,\"(1.000,00)\",EUR\nc,1e3,\nd,JPY 500,\ne,\"0,10\",kwd\nf,9007199254740993,\ng,,\nh,5,XYZ\n\
        i,\"12,345\",USD\nj,NaN,\n";
    let (book, planned) = imported(csv, Target::Deals);
    let amounts: Vec<String> = all::<Deal>(&book)
        .iter()
        .map(|it| {
            it.value
                .map_or("-".into(), |it| format!("{} {} {}", it.currency(), it.minor(), ""))
                .trim()
                .to_owned()
        })
        .collect();
    assert_eq!(amounts, ["EUR 123456", "EUR -100000", "JPY 500", "KWD 100", "-"]);
    let why: Vec<(u32, usize, &str, bool)> = planned
        .rejected
        .iter()
        .map(|it| (it.number, it.column.expect("a column"), &*it.value, matches!(it.why, Why::Amount(_))))
        .collect();
    let expected = [
        (4, 1, "1e3", true),
        (7, 1, "9007199254740993", true),
        (9, 2, "XYZ", false),
        (10, 1, "12,345", true),
        (11, 1, "NaN", true),
    ];
    assert_eq!(why, expected);
}

#[test]
fn a_dollar_is_one_of_the_currency_that_its_row_names() {
    let csv = "name,amount,currency\na,\"$1,200.00\",CAD\nb,¥50,CNY\nc,$5,\nd,US$5,CAD\n";
    let (book, _) = imported(csv, Target::Deals);
    let amounts: Vec<String> = all::<Deal>(&book)
        .iter()
        .filter_map(|it| it.value)
        .map(|it| format!("{} {}", it.currency(), it.minor()))
        .collect();
    assert_eq!(amounts, ["CAD 120000", "CNY 5000", "USD 500", "USD 500"]);
}

// Case E18.
#[test]
fn a_hundred_thousand_dimes_are_exact() {
    let mut csv = "id,name,amount\n".to_owned();
    for it in 0..100_000 {
        writeln!(csv, "{it},n{it},0.10").expect("a String takes all");
    }
    let planned = plan(&Book::new(), "dimes.csv", csv.as_bytes(), Target::Deals);
    let minor = |row: &Row| row.get::<Deal>().and_then(|it| it.value).map_or(0, Money::minor);
    let sum: i64 = planned.change.edits().iter().filter_map(|it| it.after.as_ref()).map(minor).sum();
    assert_eq!(sum, 1_000_000);
}

#[test]
fn a_deal_ends_by_its_stage_or_by_a_status_and_stays_in_its_pipeline() {
    let csv = "Deal - Title,Deal - Stage,Deal - Status,Deal - Lost reason,Deal - Won time,Deal - Expected close date\n\
        A,Proposal Sent,Won,,2026-03-01 10:00:00,2026-04-01\n\
        B,Negotiation,Lost,Too dear,,2026-04-02\n\
        C,Closed Lost,Open,Price,,\n\
        D,Proposal Sent,Open,,,2026-05-01\n\
        E,,,,,\n";
    let (book, planned) = imported(csv, Target::Deals);
    let deals = all::<Deal>(&book);
    let told: Vec<(Option<Ending>, Option<String>, Option<String>)> = deals
        .iter()
        .map(|it| {
            let outcome = it.outcome.as_ref();
            let reason =
                outcome.and_then(|it| it.reason).map(|it| book.get(it).expect("a reason").name.to_string());
            (outcome.map(|it| it.ending), outcome.and_then(|it| it.day).map(|it| it.to_string()), reason)
        })
        .collect();
    let text = |it: &str| Some(it.to_owned());
    let expected = [
        (Some(Ending::Won), text("2026-03-01"), None),
        (Some(Ending::Lost), text("2026-04-02"), text("Too dear")),
        (Some(Ending::Lost), None, text("Price")),
        (None, None, None),
        (None, None, None),
    ];
    assert_eq!(told, expected);
    let stage = |at: usize| book.get(deals[at].stage).expect("a stage").name.to_string();
    assert_eq!(
        [stage(0), stage(1), stage(2), stage(4)],
        ["Proposal Sent", "Negotiation", "Qualified to Buy", "Qualified to Buy"]
    );
    assert_eq!(deals[3].expected_close.map(|it| it.to_string()), text("2026-05-01"));
    assert_eq!(planned.counts.born.get(&Kind::Reason), Some(&1), "Price is there already");
    assert_eq!(planned.counts.born.get(&Kind::Stage), None);
    let won = query::shown_stage(&book, &deals[0]).expect("a column");
    assert_eq!(won, defaults::WON);
    assert_eq!(deals[0].stages.values().map(|it| it.stage).collect::<Vec<_>>(), [defaults::WON]);
}

#[test]
fn people_companies_and_owners_are_found_by_name_or_made_once() {
    let csv = "name,company,contact,contact email,owner,source\n\
        A,Acme GmbH,Ana Roy,ana@acme.io,Kim,Fair\n\
        B,ACME,Ana Roy,,kim,fair\n\
        C,,,,,\n\
        D,Bolt,,bo@bolt.io,kim@x.io,Referral\n";
    let (book, planned) = imported(csv, Target::Deals);
    let born = |kind| planned.counts.born.get(&kind).copied().unwrap_or(0);
    let kinds = [Kind::Company, Kind::Contact, Kind::Rep, Kind::Source, Kind::Deal];
    assert_eq!(kinds.map(born), [2, 2, 2, 1, 4]);
    let deals = all::<Deal>(&book);
    assert_eq!(deals[0].company(), deals[1].company());
    assert_eq!(deals[0].contact(), deals[1].contact());
    assert_eq!(
        (deals[2].company(), deals[2].contact(), deals[2].owner, deals[2].source),
        (None, None, None, None)
    );
    let ana = book.get(deals[0].contact().expect("Ana")).expect("she is there").record().clone();
    assert_eq!((ana.name(), ana.company()), ("Ana Roy".to_owned(), deals[0].company()));
    let referral = all::<Source>(&book).into_iter().find(|it| &*it.name == "Referral").expect("a default");
    assert_eq!(deals[3].source, Some(referral.id));
    let rep = all::<Rep>(&book).into_iter().find(|it| it.email.is_some()).expect("the one with an address");
    assert_eq!(deals[3].owner, Some(rep.id));
}

#[test]
fn two_people_of_one_name_are_not_guessed_between() {
    let mut book = Book::new();
    import(&mut book, "c.csv", b"name,email\nAna Roy,a@x.io\nAna Roy,b@y.io\n", Target::Contacts);
    assert_eq!(all::<Contact>(&book).len(), 2, "a name alone makes nobody the same");
    import(
        &mut book,
        "d.csv",
        b"name,company,email\nAna Lee,Acme,a@acme.io\nAna Lee,Bolt,b@bolt.io\n",
        Target::Contacts,
    );
    let planned = import(
        &mut book,
        "deals.csv",
        b"id,name,company,contact\n1,A,Bolt,Ana Lee\n2,B,,Ana Lee\n",
        Target::Deals,
    );
    let deals = all::<Deal>(&book);
    let company = |it: &Deal| it.contact().and_then(|it| book.get(it)?.company());
    assert_eq!(company(&deals[0]), deals[0].company());
    assert_eq!((deals[1].contact(), planned.notes[0].why), (None, Why::Ambiguous));
}

#[test]
fn a_matching_deal_is_filled_where_it_is_empty_and_never_moved() {
    let mut book = Book::new();
    import(
        &mut book,
        "a.csv",
        b"deal_id,name,stage,amount\nx1,Site,Negotiation,\nx2,Shop,,5\n",
        Target::Deals,
    );
    let later = b"deal_id,name,stage,amount,owner\nx1,Other name,Won,700,Kim\nx2,Shop,,9,\n";
    let planned = import(&mut book, "b.csv", later, Target::Deals);
    assert_eq!(
        (planned.counts.filled, planned.counts.new),
        (0, 1),
        "an id of an unknown program and another name"
    );
    assert_eq!((planned.counts.skipped, all::<Deal>(&book)[1].value.map(Money::minor)), (1, Some(500)));
    let planned = import(&mut book, "a.csv", later, Target::Deals);
    assert_eq!((planned.counts.filled, planned.counts.skipped), (1, 1), "both are there from that file");
    let site = &all::<Deal>(&book)[0];
    assert_eq!((&*site.name, site.is_open(), site.value.map(Money::minor)), ("Site", true, Some(70_000)));
    let mut book = Book::new();
    import(
        &mut book,
        "a.csv",
        b"Record ID,Deal Name,Deal Stage,Create Date,Amount\n7,Site,Negotiation,2026-01-05,\n",
        Target::Deals,
    );
    let later = b"Record ID,Deal Name,Deal Stage,Create Date,Amount\n7,Renamed,closedwon,2026-01-05,700\n";
    let planned = import(&mut book, "b.csv", later, Target::Deals);
    let site = &all::<Deal>(&book)[0];
    assert_eq!(
        (planned.counts.filled, &*site.name, site.is_open(), site.value.map(Money::minor)),
        (1, "Site", true, Some(70_000))
    );
}

#[test]
fn deals_without_ids_are_told_by_their_rows() {
    let csv = "name,company,amount\nSite,Acme,5\nSite,Acme,6\nSite,Acme,5\n";
    let (mut book, planned) = imported(csv, Target::Deals);
    assert_eq!((planned.counts.new, planned.counts.skipped), (2, 1));
    // One that was worked on since is known all the same.
    let deal = book.table::<Deal>().iter().next().expect("a deal").clone();
    let moved = Deal { name: "Renamed".into(), ..deal.record().clone() };
    book.apply(&domain::change::Change::update(&deal, moved)).expect("it fits");
    assert!(plan(&book, "again.csv", csv.as_bytes(), Target::Deals).change.is_empty());
}

#[test]
fn a_deal_made_here_is_found_by_name_and_company_if_nothing_speaks_against_it() {
    let mut book = Book::new();
    let company = Company { name: "Acme".into(), ..Company::blank(Id::fixed(5)) };
    let mut deal =
        Deal { name: "Site".into(), stage: defaults::QUALIFIED_TO_BUY, ..Deal::blank(Id::fixed(6)) };
    deal.companies.insert(company.id, domain::record::Member);
    let change = domain::change::Change::birth(company).and(domain::change::Change::birth(deal));
    book.apply(&change).expect("it fits");
    let planned = plan(&book, "a.csv", b"name,company,amount\nSite,Acme Inc,5\nSite,Acme,5\n", Target::Deals);
    assert_eq!((planned.counts.filled, planned.counts.new), (1, 1), "two rows are two deals");
    adopt(&mut book, &planned);
    assert_eq!(book.get(Id::<Deal>::fixed(6)).and_then(|it| it.value).map(Money::minor), Some(500));
}

#[test]
fn a_probability_of_its_own_is_kept_only_where_it_differs() {
    let csv = "name,stage,probability\nA,Negotiation,80\nB,Negotiation,55%\nC,Won,80\nD,Negotiation,lots\n";
    let (book, planned) = imported(csv, Target::Deals);
    let own: Vec<Option<u8>> =
        all::<Deal>(&book).iter().map(|it| it.probability.map(Percent::value)).collect();
    assert_eq!((own, planned.notes[0].why), (vec![None, Some(55), None, None], Why::Percent));
}

#[test]
fn cells_that_say_nothing_of_a_deal_as_it_is_here_are_kept_under_their_headings() {
    let csv = "name,stage,competitor,lost reason,close date,closed on,probability,company id,contact id,owner_id\n\
        A,Negotiation,Bolt Inc,Too dear,2026-03-01,2026-02-01,80,88,99,77\n\
        B,Won,,,2025-03-01,2025-04-15,35,,,\n\
        C,Lost,Bolt Inc,Price,2025-03-01,2025-03-01,0,,,\n";
    let (book, _) = imported(csv, Target::Deals);
    let deals = all::<Deal>(&book);
    let kept = |at: usize| -> Vec<String> {
        deals[at].common.custom.iter().map(|(name, it)| format!("{name}={}", it.shown())).collect()
    };
    let expected = [
        "closed on=2026-02-01",
        "company id=88",
        "competitor=Bolt Inc",
        "contact id=99",
        "lost reason=Too dear",
        "owner_id=77",
    ];
    assert_eq!(kept(0), expected);
    assert_eq!(kept(1), ["close date=2025-03-01", "probability=35"]);
    assert!(kept(2).is_empty());
    assert_eq!(deals[0].expected_close.map(|it| it.to_string()).as_deref(), Some("2026-03-01"));
}

#[test]
fn the_address_of_a_contact_who_is_found_by_name_is_added() {
    let mut book = Book::new();
    import(&mut book, "a.csv", b"name,email\nAna Roy,a@x.io\n", Target::Contacts);
    let deals = b"name,contact,contact email\nPumps,Ana Roy,ana@acme.io\nValves,,ANA@acme.io\n";
    import(&mut book, "b.csv", deals, Target::Deals);
    let contacts = all::<Contact>(&book);
    let mails: Vec<&str> = contacts[0].emails.values().map(|it| it.value.as_str()).collect();
    assert_eq!((contacts.len(), mails), (1, vec!["a@x.io", "ana@acme.io"]));
    assert!(all::<Deal>(&book).iter().all(|it| it.contact() == Some(contacts[0].id)));
}

#[test]
fn another_pipeline_is_found_by_name() {
    let mut book = Book::new();
    let pipeline = Pipeline { name: "Renewals".into(), ..Pipeline::blank(Id::fixed(50)) };
    let stage = |id, name: &str, kind| Stage {
        pipeline: Id::fixed(50),
        name: name.into(),
        kind,
        ..Stage::blank(Id::fixed(id))
    };
    let rows: Vec<Row> = vec![
        pipeline.into(),
        stage(51, "Upcoming", StageKind::Open).into(),
        stage(52, "Won", StageKind::Won).into(),
        stage(53, "Lost", StageKind::Lost).into(),
    ];
    for row in rows {
        book.apply(&domain::change::Change::birth(row)).expect("it fits");
    }
    let csv = "id,name,pipeline,stage\n1,A,renewals,Upcoming\n2,B,Renewals,Won\n3,C,Sales,Won\n4,D,Nowhere,Negotiation\n";
    let planned = import(&mut book, "p.csv", csv.as_bytes(), Target::Deals);
    let places: Vec<_> = all::<Deal>(&book).iter().map(|it| query::shown_stage(&book, it)).collect();
    assert_eq!(places[..3], [Some(Id::fixed(51)), Some(Id::fixed(52)), Some(defaults::WON)]);
    assert_eq!(planned.notes.iter().map(|it| it.why).collect::<Vec<_>>(), [Why::Pipeline]);
    let kept = all::<Deal>(&book)[3].common.custom.get(&TextKey("pipeline".into())).map(Json::shown);
    assert_eq!(kept.as_deref(), Some("Nowhere"));
    assert_eq!(
        planned.counts.born.get(&Kind::Stage),
        Some(&1),
        "upcoming is new in the pipeline of the mapping, if used"
    );
}

#[test]
fn notes_and_cells_that_cannot_be_read_are_a_note_on_the_timeline_once() {
    let csv = "id,name,notes,close date\n1,A,<p>Hello &amp; more</p>,31.02.2026\n2,B,,\n";
    let (book, planned) = imported(csv, Target::Deals);
    let notes = all::<Activity>(&book);
    assert_eq!(notes.len(), 1);
    assert_eq!(&*notes[0].body, "Hello & more\nclose date: 31.02.2026");
    assert!(notes[0].about.contains(&all::<Deal>(&book)[0].id.into()));
    let remark = &planned.notes[0];
    assert_eq!(
        (remark.number, remark.column, &*remark.value, remark.why),
        (2, Some(3), "31.02.2026", Why::Day)
    );
}

// Case E15.
#[test]
fn a_note_of_cells_that_cannot_be_read_is_the_same_when_the_file_comes_again() {
    let csv = "id,name,contact,contact email,close date\n1,A,Bo Lee,bo at x.io,31.02.2026\n";
    let (mut book, _) = imported(csv, Target::Deals);
    let note = |book: &Book| all::<Activity>(book).iter().map(|it| it.body.to_string()).collect::<Vec<_>>();
    assert_eq!(note(&book), ["close date: 31.02.2026\ncontact email: bo at x.io"]);
    import(&mut book, "deals.csv", csv.as_bytes(), Target::Deals);
    assert_eq!(note(&book).len(), 1);
}

#[test]
fn closed_deals_of_salesforce_need_no_reason_and_new_reasons_are_made_once() {
    let csv = "Id,Name,StageName,Amount,IsClosed,IsWon,CloseDate,Loss_Reason__c\n\
        0061,A,Verbal,10,true,false,3/15/2026,Went silent\n0062,B,Verbal,10,true,true,3/16/2026,\n\
        0063,C,Verbal,10,true,false,3/17/2026,went SILENT\n";
    let (book, _) = imported(csv, Target::Deals);
    let deals = all::<Deal>(&book);
    let ends: Vec<_> = deals.iter().map(|it| it.outcome.as_ref().map(|it| it.ending)).collect();
    assert_eq!(ends, [Some(Ending::Lost), Some(Ending::Won), Some(Ending::Lost)]);
    let made = |it: &Reason| !it.common.import.is_empty();
    assert_eq!(
        all::<Reason>(&book).into_iter().filter(made).map(|it| it.name.to_string()).collect::<Vec<_>>(),
        ["Went silent"]
    );
    assert!(deals[0].common.external.get(&TextKey("salesforce:deal".into())).is_some());
}

#[test]
fn the_preview_shows_records_as_they_will_be() {
    let book = Book::new();
    let table = table(b"name,company,amount\nSite,Acme,5\nShop,,x\n");
    let planned = plan_with(&book, "p.csv", &table, Target::Deals, |it| it.currency = Currency::EUR);
    let [first, second] = &planned.preview[..] else { panic!("two rows") };
    let deal = crate::tool::record::<Deal>(first.row.as_ref().expect("a record"));
    assert_eq!(
        (first.number, &*deal.name, deal.value.map(Money::currency)),
        (2, "Site", Some(Currency::EUR))
    );
    let company = deal.company().expect("a company");
    assert_eq!(planned.name(&book, company.into()).as_deref(), Some("Acme"));
    assert_eq!((second.number, &second.row), (3, &None));
    let csv = planned.rejected_csv(&table, "why", &|it| format!("row {}: {:?}", it.number, it.why));
    assert_eq!(
        csv,
        "\u{feff}name,company,amount,why\r\nShop,,x,\"row 3: Amount(\"\"is not an amount\"\")\"\r\n"
    );
}

#[test]
fn d4_a_deal_that_is_with_nobody_comes_in_is_told_and_can_be_edited() {
    let csv = "name,company,contact,amount\nSite,Acme,,5\nShop,,,6\nApp,,Bo Lee,\n";
    let (book, planned) = imported(csv, Target::Deals);
    assert_eq!((planned.alone.count, &*planned.alone.rows), (1, &[3][..]));
    assert_eq!((planned.counts.new, planned.counts.rejected), (3, 0), "no row is lost");
    let named = |name: &str| book.table::<Deal>().iter().find(|it| &*it.name == name).expect(name).clone();
    let close = |it: &mut Deal| it.expected_close = "2026-12-24".parse().ok();
    assert!(edit(&book, &named("Shop"), close).is_ok());
    let alone = edit(&book, &named("Site"), |it| {
        (it.companies, it.main_company) = (domain::value::Elements::default(), None);
    });
    assert_eq!(alone.err(), Some(domain::refusal::Refusal::NoParty));
}
