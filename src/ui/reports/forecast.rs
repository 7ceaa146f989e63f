//! What will come in, and when: the open deals by the month in which they are expected to close.

use super::{
    deals::{OPEN, Shared},
    figure, in_numbers, list,
};
use crate::{
    platform::intl,
    ui::{
        format,
        front::use_desk,
        kit::{
            chart::{Bar, Bars, Legend, Series},
            live::live,
        },
        routes::Route,
        text::{common, reports as words},
    },
};
use domain::{
    query::{self, Expected, Filter, Forecast, Trait, When},
    value::{Currency, Day},
};
use leptos::prelude::*;

/// A part of the forecast, and what has come in beside it.
#[derive(Clone, Copy, Debug)]
struct Line {
    when: When,
    expected: Expected,
    /// What was won in the month that it is; of other times there is none.
    won: Option<i128>,
}

/// The figure.
pub(super) fn forecast(shared: Shared) -> AnyView {
    let (desk, Shared { asked, currency, takings }) = (use_desk(), shared);
    let told = Memo::new(move |_| {
        let (currency, today) = (currency.get(), asked.today.get());
        desk.read(&OPEN, |book| query::forecast(book, currency, today))
    });
    let lines = move || {
        let (currency, today) = (currency.get(), asked.today.get());
        let month = query::first_of_month(today);
        let won =
            takings.with(|it| month.and_then(|it_is| it.months.get(&it_is)).map_or(0, |it| it.sum(currency)));
        told.with(|it| lines(it, month, won))
    };
    let bars = Signal::derive(move || {
        let (currency, today) = (currency.get(), asked.today.get());
        lines().iter().map(|it| bar(it, currency, today)).collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || {
        let currency = currency.get();
        lines().iter().map(|it| row(it, currency)).collect::<Vec<_>>()
    });
    let is_empty = Memo::new(move |_| told.with(|it| it.parts.iter().all(|it| it.1.deals() == 0)));
    let body = live(move || {
        if is_empty.get() {
            return view! { <p class="field-hint">{words::none_expected()}</p> }.into_any();
        }
        let heads = vec![words::month(), words::won(), words::weighted(), words::value(), words::deals()];
        view! { <Bars bars /> {in_numbers(words::forecast(), heads, rows)} }.into_any()
    });
    let legend =
        vec![(Series::Good, words::won()), (Series::Main, words::weighted()), (Series::Rest, words::rest())];
    figure(
        words::forecast(),
        Some(view! { <Legend parts=legend /> }.into_any()),
        body.into_any(),
        move || words::means_forecast(currency.get().code(), told.with(|it| it.left_out)),
    )
}

fn lines(told: &Forecast, month: Option<Day>, won: i128) -> Vec<Line> {
    let line = |(when, expected): &(When, Expected)| {
        let is_now = month.is_some_and(|it| *when == When::Month(it));
        Line { when: *when, expected: *expected, won: is_now.then_some(won) }
    };
    told.parts.iter().map(line).collect()
}

fn name(when: When) -> String {
    match when {
        When::Late => words::late().to_owned(),
        When::Month(day) => intl::month(day),
        When::Later(_) => words::later().to_owned(),
        When::NoDay => words::no_date().to_owned(),
    }
}

fn bar(line: &Line, currency: Currency, today: Day) -> Bar {
    let Line { when, expected, won } = *line;
    let (sum, weighted) = (expected.sum(), expected.weighted());
    let amount = |it| format::amount(it, currency);
    let of_sum = (sum != 0).then(|| words::of_sum(&amount(sum)));
    let won_sum = won.filter(|it| *it != 0).map(|it| words::sum_won(&amount(it)));
    let main = if when == When::Late { Series::Late } else { Series::Main };
    let filter = Filter { close: Some(when.days(today)), is: vec![Trait::Open], ..Filter::default() };
    let href = || format!("#{}", list(Route::Pipeline, &filter).with("view", "list"));
    Bar {
        name: name(when),
        href: (expected.deals() > 0).then(href),
        parts: vec![
            (Series::Good, won.unwrap_or_default()),
            (main, weighted),
            (Series::Rest, sum - weighted),
        ],
        value: amount(weighted),
        note: [of_sum, won_sum].into_iter().flatten().collect::<Vec<_>>().join(", "),
    }
}

fn row(line: &Line, currency: Currency) -> Vec<String> {
    let amount = |it| format::amount(it, currency);
    vec![
        name(line.when),
        line.won.map_or_else(|| common::NONE.to_owned(), amount),
        amount(line.expected.weighted()),
        amount(line.expected.sum()),
        format::count(line.expected.deals()),
    ]
}
