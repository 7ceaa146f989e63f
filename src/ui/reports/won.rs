//! What was won, month by month, the latest first.

use super::{begin, deals::Shared, figure, in_numbers, list};
use crate::{
    platform::intl,
    ui::{
        format,
        kit::{
            chart::{Bar, Bars, Series},
            live::live,
        },
        routes::Route,
        text::reports as words,
    },
};
use domain::{
    query::{self, Days, Filter, Takings, Trait, Won},
    value::{Currency, Day},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How many months before this one are drawn at most.
const MOST: i32 = 11;

/// The figure.
pub(super) fn won(Shared { asked, currency, takings }: Shared) -> AnyView {
    // The first month that is drawn.
    let first = Memo::new(move |_| begin(Some(asked.months.get().unwrap_or(MOST)), asked.today.get()));
    let months = move || takings.with(|it| drawn(it, first.get(), asked.today.get()));
    let bars = Signal::derive(move || {
        let currency = currency.get();
        months().iter().rev().map(|(month, it)| bar(*month, it, currency)).collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || {
        let currency = currency.get();
        takings.with(|it| {
            it.months.iter().rev().map(|(month, it)| row(*month, it, currency)).collect::<Vec<_>>()
        })
    });
    let is_empty = Memo::new(move |_| takings.with(|it| it.months.is_empty()));
    let body = live(move || {
        if is_empty.get() {
            return view! { <p class="field-hint">{words::none_won()}</p> }.into_any();
        }
        let heads = vec![words::month(), words::deals(), words::won(), words::others()];
        view! { <Bars bars /> {in_numbers(words::won_by_month(), heads, rows)} }.into_any()
    });
    figure(words::won_by_month(), None, body.into_any(), move || {
        let all_drawn = takings.with(|it| it.months.keys().next().is_none_or(|it| Some(*it) >= first.get()));
        words::means_won(currency.get().code(), all_drawn)
    })
}

/// The months from the first one to this one, also those in which nothing was won.
fn drawn(told: &Takings, first: Option<Day>, today: Day) -> BTreeMap<Day, Won> {
    let next = |day: &Day| query::last_of_month(*day).map(|it| it.plus_days(1)).filter(|it| *it <= today);
    let all = std::iter::successors(first, next).map(|it| (it, Won::default()));
    let told = told.months.iter().filter(|it| Some(*it.0) >= first).map(|it| (*it.0, it.1.clone()));
    all.chain(told).collect()
}

fn bar(month: Day, it: &Won, currency: Currency) -> Bar {
    let close = Some(Days::Between(Some(month), query::last_of_month(month)));
    let filter = Filter { close, is: vec![Trait::Won], ..Filter::default() };
    let href = || format!("#{}", list(Route::Pipeline, &filter).with("view", "list"));
    Bar {
        name: intl::month(month),
        href: (it.deals > 0).then(href),
        parts: vec![(Series::Good, it.sum(currency))],
        value: format::amount(it.sum(currency), currency),
        note: words::won_deals(it.deals, &others(it, currency)),
    }
}

fn row(month: Day, it: &Won, currency: Currency) -> Vec<String> {
    vec![
        intl::month(month),
        format::count(it.deals),
        format::amount(it.sum(currency), currency),
        others(it, currency),
    ]
}

/// What was won in other currencies.
fn others(it: &Won, currency: Currency) -> String {
    let others = it.worth.iter().filter(|it| *it.0 != currency);
    others.map(|(currency, sum)| format::amount(*sum, *currency)).collect::<Vec<_>>().join(", ")
}
