//! The quotes of a deal: made of what it sells, numbered and dated, sent, and then accepted or declined.
//!
//! A quote offers what the deal sold when it was made. A draft takes over what is listed now when its author says so;
//! one that was sent stays as it is, and is copied by whoever wants another.

pub mod sheet;

use super::folder::{Filled, Line, Papers, folder};
use crate::{
    platform::{clock, ids, intl},
    ui::{
        format,
        front::use_desk,
        kit::{button::Button, field::TextKind, icon::IconName, live::live, menu::MenuItem},
        record::{
            Shown,
            form::{self, Drafted},
        },
        text::{quotes as words, refused},
    },
};
use desk::Desk;
use domain::{
    book::Book,
    command::Edit,
    query::{self, NoTotal},
    record::{Deal, Enclosed, Quote, QuoteStatus},
    refusal::Refusal,
    value::{Currency, Day, ElementId, Money, Text},
};
use leptos::prelude::*;

/// For how many days a quote is valid, unless its author says otherwise.
const VALID: i64 = 30;

/// The part of the page.
#[component]
pub fn Quotes(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let papers = Papers {
        title: words::quotes(),
        add: words::add(),
        none: words::none(),
        draft: "quote",
        lines,
        count: |it| if it.len() > 1 { format::count(it.len()) } else { String::new() },
        refused,
        begin,
        fields,
        write,
        tick: |_, _, _| (),
        ways,
        put: None,
        remove: |deal, id| drop(deal.quotes.remove(id)),
    };
    folder(deal, papers, accepted(deal))
}

fn lines(book: &Book, deal: &Deal) -> Vec<Line> {
    let all = query::quotes(deal).into_iter();
    all.map(|(id, it)| it.map_or_else(|| Line::new(id, None), |it| line(book, deal, id, &it))).collect()
}

fn line(book: &Book, deal: &Deal, id: ElementId, it: &Quote) -> Line {
    let today = clock::today();
    let other = query::same_number(book, &it.number, (deal.id, id));
    let other = other.and_then(|it| query::name(book, it.into()));
    let is_late = other.is_some() || it.has_expired(today);
    let state = state(it, today);
    Line {
        more: other.map(|it| words::same_number(&state, &it)).unwrap_or(state),
        is_late,
        end: it.totals().map(|it| format::amount(it.amounts.total(), it.currency)).unwrap_or_default(),
        address: Some(sheet::address(deal.id, id)),
        fixed: (!it.is_draft()).then(words::stays),
        ..Line::new(id, Some(it.number.to_string()))
    }
}

/// How far it has come, and until when it can be accepted if it still can.
fn state(it: &Quote, today: Day) -> String {
    let state = words::state(it.status);
    match it.valid_until.map(|day| format::day(day, today)) {
        Some(day) if it.has_expired(today) => words::expired(&day),
        Some(day) if matches!(it.status, QuoteStatus::Draft | QuoteStatus::Sent) => {
            words::state_until(state, &day)
        }
        _ => state.to_owned(),
    }
}

/// A quote as the history tells it.
pub fn told(it: &Quote) -> String {
    let total = it.totals().map(|it| format::amount(it.amounts.total(), it.currency));
    let until = it.valid_until.map(intl::day_with_year);
    words::told(&it.number, it.status, total.as_deref(), until.as_deref())
}

/// Why nothing can be offered.
fn refused(deal: &Deal) -> Option<String> {
    match query::totals(deal) {
        Ok(it) if it.total().is_none() => Some(refused::refusal(&Refusal::TooMuch)),
        Ok(_) => None,
        Err(NoTotal::NoLines) => Some(words::nothing_to_offer().to_owned()),
        Err(NoTotal::Unreadable | NoTotal::Currencies) => Some(words::no_total().to_owned()),
    }
}

fn begin(book: &Book, deal: &Deal, id: Option<&ElementId>) -> Filled {
    let it = id.and_then(|it| deal.quotes.get(it)?.open()).unwrap_or_else(|| fresh(book, deal));
    vec![
        ("number", it.number.to_string()),
        ("date", it.date.to_string()),
        ("valid_until", it.valid_until.map(|it| it.to_string()).unwrap_or_default()),
        ("text", it.text.to_string()),
    ]
}

/// A new draft. What stands below the prices is mostly the same as in the last one.
fn fresh(book: &Book, deal: &Deal) -> Quote {
    let (date, last) = (clock::today(), query::quotes(deal).into_iter().find_map(|it| it.1));
    Quote {
        date,
        lines: query::offered(deal),
        number: query::next_number(book, date).into(),
        status: QuoteStatus::Draft,
        text: last.map(|it| it.text).unwrap_or_default(),
        valid_until: Some(date.plus_days(VALID)),
    }
}

fn fields(form: Drafted, _: Currency) -> AnyView {
    view! {
        <form::Line form name="number" label=words::number() />
        <form::Line form name="date" label=words::date() kind=TextKind::Day />
        <form::Line form name="valid_until" label=words::valid_until() kind=TextKind::Day />
        <form::Lines form name="text" label=words::text() />
    }
    .into_any()
}

fn write(form: Drafted, _: Currency, deal: &mut Deal, id: ElementId) {
    let number = Text::trimmed(&form.peek("number"));
    if number.is_empty() {
        form.refuse("number", words::number_needed());
    }
    let (date, valid_until): (Option<Day>, Option<Day>) = (form.value("date"), form.value("valid_until"));
    if date.is_none() && form.peek("date").trim().is_empty() {
        form.refuse("date", words::date_needed());
    }
    let Some(date) = date else { return };
    if valid_until.is_some_and(|it| it < date) {
        form.refuse("valid_until", words::ends_before());
    }
    let was = deal.quotes.get(&id).and_then(Enclosed::open);
    let status = was.as_ref().map_or(QuoteStatus::Draft, |it| it.status);
    let lines = was.map_or_else(|| query::offered(deal), |it| it.lines);
    let quote = Quote { date, lines, number, status, text: Text::trimmed(&form.peek("text")), valid_until };
    deal.quotes.insert(id, Enclosed::of(&quote));
}

/// What else can be done with one: looked at, brought further, copied.
fn ways(deal: Shown<Deal>, desk: Desk, id: ElementId) -> Vec<MenuItem> {
    let Some(here) = deal.get_untracked() else { return Vec::new() };
    let Some(it) = here.quotes.get(&id).and_then(Enclosed::open) else { return Vec::new() };
    let change = move |change: fn(&Deal, &mut Quote)| {
        let now = deal.get_untracked();
        let quote = now.as_ref().and_then(|it| it.quotes.get(&id)?.open());
        if let (Some(deal), Some(mut quote)) = (now, quote) {
            change(&deal, &mut quote);
            desk.send(Edit::of(&deal, |it| it.quotes.insert(id, Enclosed::of(&quote))));
        }
    };
    let mut items = vec![MenuItem::link(words::show(), sheet::address(here.id, id)).icon(IconName::Note)];
    if it.is_draft() && it.lines != query::offered(&here) {
        let take = move || change(|deal, it| it.lines = query::offered(deal));
        items.push(MenuItem::new(words::take_lines(), take).icon(IconName::Redo));
    }
    let mut to = |is_meant: bool, label, icon, act: fn(&Deal, &mut Quote)| {
        if is_meant {
            items.push(MenuItem::new(label, move || change(act)).icon(icon));
        }
    };
    let is = |status| it.status == status;
    to(!is(QuoteStatus::Sent), words::mark_sent(), IconName::Mail, |_, it| it.status = QuoteStatus::Sent);
    let (can_be_accepted, can_be_declined) =
        (!it.is_draft() && !is(QuoteStatus::Accepted), !it.is_draft() && !is(QuoteStatus::Declined));
    to(can_be_accepted, words::mark_accepted(), IconName::Check, |_, it| it.status = QuoteStatus::Accepted);
    to(can_be_declined, words::mark_declined(), IconName::Cross, |_, it| it.status = QuoteStatus::Declined);
    items.push(MenuItem::new(words::copy(), move || copy(deal, desk, id)).icon(IconName::Copy));
    items
}

/// Another draft that offers the same, for as long.
fn copy(deal: Shown<Deal>, desk: Desk, id: ElementId) {
    let Some(deal) = deal.get_untracked() else { return };
    let Some(was) = deal.quotes.get(&id).and_then(Enclosed::open) else { return };
    let date = clock::today();
    let days = was.valid_until.map(|it| was.date.days_until(it).max(0));
    let number = desk.peek(|book| query::next_number(book, date)).into();
    let valid_until = days.map(|it| date.plus_days(it));
    let quote = Quote { date, number, status: QuoteStatus::Draft, valid_until, ..was };
    desk.send(Edit::of(&deal, |it| it.quotes.insert(ElementId(ids::fresh()), Enclosed::of(&quote))));
}

/// The way to make what was accepted the value of the deal.
fn accepted(deal: Shown<Deal>) -> AnyView {
    let desk = use_desk();
    let told = Memo::new(move |_| deal.read().as_ref().and_then(|it| query::accepted_value(it)));
    let take = move |net: Money| {
        if let Some(deal) = deal.get_untracked() {
            desk.send(Edit::of(&deal, |it| it.value = Some(net)));
        }
    };
    let button = move || {
        let (quote, net) = told.get()?;
        let is_taxed = quote.totals().is_some_and(|it| it.is_taxed);
        let label = words::set_value(&format::money(net), is_taxed, &quote.number);
        Some(view! { <p><Button label small=true on_press=move || take(net) /></p> })
    };
    live(button).into_any()
}
