//! Which sign parts the cents: no amount comes in a thousand times too small or too large.

use crate::tool::{adopt, all, imported, plan, plan_with, table};
use domain::{
    book::Book,
    import::{Planned, Target, Why},
    record::Deal,
    value::{Currency, Money},
};

/// The amounts of a file, as code and minor units; a deal for each cell, with a currency of its own where one is named.
fn read(cells: &[&str], currency: Currency) -> (Vec<String>, Planned) {
    let rows = cells.iter().enumerate().map(|(at, it)| format!("{at};Acme;{it};2026-12-{:02}\n", at + 1));
    let csv = ["Deal name;Company;Value;Close date\n".to_owned()].into_iter().chain(rows).collect::<String>();
    let table = table(csv.as_bytes());
    let mut book = Book::new();
    let planned =
        plan_with(&book, "amounts.csv", &table, Target::Deals, |it| it.set_currency(&table, currency));
    adopt(&mut book, &planned);
    let told = |it: &Deal| it.value.map_or("-".into(), |it| format!("{} {}", it.currency(), it.minor()));
    (all::<Deal>(&book).iter().map(told).collect(), planned)
}

#[track_caller]
fn check(cells: &[&str], currency: &str, expected: &[&str]) {
    let (amounts, planned) = read(cells, currency.parse().expect(currency));
    assert_eq!(amounts, expected, "{cells:?} {:?}", planned.rejected);
}

// Case E18.
#[test]
fn points_that_group_every_amount_are_no_decimal_points() {
    let csv = "Deal name;Company;Value;Stage;Close date\nWebsite;Müller GmbH;5.000 €;Proposal Sent;24.12.2026\n\
        Retainer;Huber AG;12.500 €;Needs Agreed;31.01.2027\nWorkshop;Kern KG;800 €;Needs Agreed;15.12.2026\n\
        Lager;Kern KG;120.000 €;Negotiation;15.12.2026\n";
    let (book, _) = imported(csv, Target::Deals);
    let amounts: Vec<i64> = all::<Deal>(&book).iter().filter_map(|it| it.value).map(Money::minor).collect();
    assert_eq!(amounts, [500_000, 1_250_000, 80_000, 12_000_000]);
}

// Case E18.
#[test]
fn one_amount_is_enough_and_either_sign_may_group() {
    check(&["5.000 €"], "EUR", &["EUR 500000"]);
    check(&["$5,000", "$12,500", "$800"], "EUR", &["USD 500000", "USD 1250000", "USD 80000"]);
    check(&["5,000"], "USD", &["USD 500000"]);
    check(&["5.000"], "JPY", &["JPY 5000"]);
    check(&["1.500.000", "2.500"], "EUR", &["EUR 150000000", "EUR 250000"]);
    check(&["$5,000", "5.000 €"], "EUR", &["USD 500000", "EUR 500000"]);
    check(&["12.345", "12.340"], "EUR", &["EUR 1234500", "EUR 1234000"]);
}

// Case E18.
#[test]
fn the_amount_that_decides_decides_for_all() {
    check(&["12.500", "1.250,50"], "EUR", &["EUR 1250000", "EUR 125050"]);
    check(&["12,500", "5.5", "7.25"], "USD", &["USD 1250000", "USD 550", "USD 725"]);
    check(&["$5,000", "$1,250,000"], "USD", &["USD 500000", "USD 125000000"]);
    // Three decimals are those of the column where a number says so that has no groups.
    check(&["12.500", "1234.500", "0.250"], "EUR", &["EUR 1250", "EUR 123450", "EUR 25"]);
}

// Case E18.
#[test]
fn a_currency_of_three_decimals_has_them() {
    check(&["12.500", "0.250"], "KWD", &["KWD 12500", "KWD 250"]);
    check(&["12.500"], "KWD", &["KWD 12500"]);
    check(&["KWD 12.500", "12.500 €"], "EUR", &["KWD 12500", "EUR 1250000"]);
}

// Case E18.
#[test]
fn what_contradicts_the_other_amounts_of_its_column_is_refused_and_not_guessed() {
    let (amounts, planned) = read(&["5.50", "7.25", "12.500"], Currency::EUR);
    assert_eq!(amounts, ["EUR 550", "EUR 725"]);
    let told: Vec<_> = planned.rejected.iter().map(|it| (it.number, &*it.value)).collect();
    assert_eq!(told, [(4, "12.500")]);
    assert!(matches!(planned.rejected[0].why, Why::Amount(_)));
}

#[test]
fn a_budget_of_a_lead_is_read_alike() {
    let planned = plan(
        &Book::new(),
        "l.csv",
        "Company;Interest;Value\nKern KG;Lager;5.000\n".as_bytes(),
        Target::Leads,
    );
    let row = planned.preview[0].row.as_ref().expect("a lead");
    let lead = crate::tool::record::<domain::record::Lead>(row);
    assert_eq!(lead.potential.map(Money::minor), Some(500_000));
}
