//! A file of a hundred thousand rows. Times are printed and not asserted: they are the machine's.

use crate::tool::{NOW, adopt, fresh};
use domain::{
    book::Book,
    import::{Circumstances, Mapping, Planner, Reader, Target, text},
    testing::Seeded,
    value::Currency,
};
use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

const ROWS: usize = 100_000;

fn deals() -> String {
    let mut chance = Seeded::new(0xda7a);
    let mut csv =
        "deal_id,deal name,company,contact,email,value,stage,close date,owner,product,created\n".to_owned();
    let stages = ["Won", "Lost", "Negotiation", "Prospecting", "Engaging"];
    for at in 0..ROWS {
        let (company, contact) = (chance.below(20_000), chance.below(40_000));
        writeln!(
            csv,
            "D{at},Deal {at},Company {company} GmbH,Ana{contact} Roy,ana{contact}@x.io,{}.50,{},2026-{:02}-{:02},Rep {},P{},2025-0{}-11",
            chance.below(90_000),
            stages[chance.below(5)],
            1 + chance.below(12),
            1 + chance.below(28),
            chance.below(30),
            chance.below(9),
            1 + chance.below(9),
        )
        .expect("a String takes all");
    }
    csv
}

/// The longest of the steps, and their sum.
#[expect(clippy::disallowed_methods, reason = "a test that measures needs a clock")]
fn steps(mut step: impl FnMut() -> bool) -> (Duration, Duration) {
    let (mut longest, begin) = (Duration::ZERO, Instant::now());
    loop {
        let from = Instant::now();
        let is_done = step();
        longest = longest.max(from.elapsed());
        if is_done {
            return (longest, begin.elapsed());
        }
    }
}

#[test]
fn a_hundred_thousand_rows_are_planned_in_slices() {
    let csv = deals();
    let mut book = Book::new();
    eprintln!("{ROWS} rows, {} MB", csv.len() / 1_000_000);
    for round in ["first", "second"] {
        let mut decoded = None;
        let decoding = steps(|| {
            decoded = Some(text(csv.as_bytes()).expect("a text"));
            true
        });
        let mut reader = Reader::new(decoded.expect("just made"));
        let reading = steps(|| reader.advance(2_000));
        let table = reader.finish().expect("a table");
        let mapping = Mapping::guess(&table, Target::guess(&table), &book, Currency::EUR);
        let circumstances = Circumstances { file: "big.csv", now: NOW, by: None, fresh: &fresh };
        let mut plan = Planner::new(&book, &table, mapping, circumstances);
        let planning = steps(|| plan.advance(&table, 1_000));
        let mut plan = Some(plan);
        let mut result = None;
        let finishing = steps(|| {
            result = plan.take().map(|mut it| it.finish(&book, &table));
            true
        });
        let planned = result.expect("just made");
        let adopting = steps(|| {
            adopt(&mut book, &planned);
            true
        });
        eprintln!(
            "{round}: text {decoding:?}, read {reading:?}, plan {planning:?}, finish {finishing:?}, adopt {adopting:?} (longest, all); {:?}",
            planned.counts
        );
        let (new, skipped) = if round == "first" { (ROWS, 0) } else { (0, ROWS) };
        assert_eq!((planned.counts.new, planned.counts.skipped, planned.counts.rejected), (new, skipped, 0));
    }
}
