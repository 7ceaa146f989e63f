//! A quote as a sheet: what is printed, or saved as a PDF, and sent.
//!
//! It stands at an address of its own in the page of its deal, so that the browser's own Print and Back do what they say,
//! and the file is called as the quote is.

use crate::{
    platform::{clock, device, intl, page},
    ui::{
        deals::lines::sum_list,
        format,
        front::{use_desk, use_front},
        kit::{
            banner::Empty,
            button::{Button, LinkButton, Variant},
            chip::Chip,
            icon::{IconName, Tone},
            inline::Fact,
            live::live,
        },
        page::{Body, Page},
        record::Shown,
        routes::Route,
        text::quotes as words,
    },
};
use desk::Topic;
use domain::{
    query::{self, Parties},
    record::{Deal, LineItem, Quote, QuoteStatus},
    value::{ElementId, Id, Kind},
};
use leptos::prelude::*;

/// The name in an address.
const QUOTE: &str = "quote";

/// Where the sheet of a quote is.
pub fn address(deal: Id<Deal>, quote: ElementId) -> String {
    format!("{}?{QUOTE}={quote}", Route::Deal(deal).href())
}

/// The quote that the address names, as long as the reader is on the page of this deal.
pub fn named(deal: Id<Deal>) -> Memo<Option<ElementId>> {
    let front = use_front();
    Memo::new(move |before: Option<&Option<ElementId>>| {
        front.address.with(|it| {
            if it.route == Route::Deal(deal) {
                it.get(QUOTE).map(|it| it.parse().unwrap_or(ElementId(Id::<Deal>::NONE.uuid())))
            } else {
                before.copied().flatten()
            }
        })
    })
}

/// The screen.
#[component]
pub fn Sheet(
    /// The deal.
    deal: Shown<Deal>,
    /// Which of its quotes.
    id: ElementId,
) -> impl IntoView {
    let quote = Memo::new(move |_| deal.read().as_ref().and_then(|it| it.quotes.get(&id)?.open()));
    let title = Signal::derive(move || {
        quote.read().as_ref().map_or_else(|| words::gone_title().to_owned(), |it| words::quote(&it.number))
    });
    let back = move || {
        let href = deal.with_untracked(|it| it.as_ref().map(|it| Route::Deal(it.id).href()));
        view! { <LinkButton label=words::back() href=href.unwrap_or_default() icon=IconName::Left variant=Variant::Quiet /> }
    };
    let is_here = Memo::new(move |_| quote.read().is_some());
    let print = move || {
        let button =
            || view! { <Button label=words::print() variant=Variant::Primary on_press=page::print /> };
        is_here.get().then(button)
    };
    let actions = move || {
        view! {
            {back()}
            {live(print)}
        }
    };
    let sheet = move || match (deal.get(), quote.get()) {
        (Some(deal), Some(quote)) => drawn(&deal, &quote),
        _ => view! {
            <Empty icon=IconName::Note title=words::gone_title() fill=true actions=back>
                {words::gone()}
            </Empty>
        }
        .into_any(),
    };
    view! { <Page title trail=Route::Pipeline actions body=Body::Pad>{live(sheet)}</Page> }
}

fn drawn(deal: &Deal, quote: &Quote) -> AnyView {
    const TOPICS: [Topic; 5] = [
        Topic::Table(Kind::Company),
        Topic::Table(Kind::Contact),
        Topic::Table(Kind::Lead),
        Topic::Table(Kind::Rep),
        Topic::Table(Kind::Settings),
    ];
    let parties = use_desk().read(&TOPICS, |book| query::parties(book, deal, device::me()));
    let fact = |label: &'static str, text: String| {
        view! { <Fact label><bdi class="fact-lines">{text}</bdi></Fact> }
    };
    let day = intl::day_with_year;
    let sums = quote.totals().map(sum_list);
    let text = quote.text.to_string();
    view! {
        <article class="quote">
            {state(quote)}
            {heads(parties)}
            <dl class="facts">
                {fact(words::number(), quote.number.to_string())}
                {fact(words::date(), day(quote.date))}
                {quote.valid_until.map(|it| fact(words::valid_until(), day(it)))}
                {fact(words::about(), deal.name.to_string())}
            </dl>
            {table(&quote.lines)}
            <div class="quote-sums">{sums}</div>
            {(!text.is_empty()).then(|| view! { <p class="quote-text"><bdi>{text}</bdi></p> })}
        </article>
    }
    .into_any()
}

/// How far it has come. On paper only that it is not final is told.
fn state(quote: &Quote) -> AnyView {
    let has_expired = quote.has_expired(clock::today());
    let text = if has_expired { words::has_expired() } else { words::state(quote.status) };
    let tone = match quote.status {
        QuoteStatus::Accepted => Tone::Good,
        _ if has_expired => Tone::Danger,
        _ => Tone::Plain,
    };
    let is_for_the_screen = (!quote.is_draft()).then_some("");
    view! { <p class="quote-state" data-screen=is_for_the_screen><Chip text tone /></p> }.into_any()
}

/// Who offers, and to whom.
fn heads(Parties { from, to }: Parties) -> AnyView {
    // Whoever has no name yet is not told.
    let head = |label: &'static str, lines: Vec<String>| {
        let line = |it: String| view! { <p><bdi>{it}</bdi></p> };
        (!lines.is_empty()).then(|| {
            view! {
                <div>
                    <h2>{label}</h2>
                    {lines.into_iter().map(line).collect_view()}
                </div>
            }
        })
    };
    view! {
        <div class="quote-heads">
            {head(words::from(), from)}
            {head(words::to(), to)}
        </div>
    }
    .into_any()
}

/// What is offered. Discounts and taxes have a column where there are any; on a narrow screen they stand below the name.
fn table(lines: &[LineItem]) -> AnyView {
    let has_discount = lines.iter().any(|it| !it.discount.is_none());
    let has_tax = lines.iter().any(|it| it.tax.is_some());
    let head = |label: &'static str, is_told: bool| {
        is_told.then(|| view! { <th scope="col" data-align="end" data-from="middle">{label}</th> })
    };
    let cell = |text: String, is_told: bool| {
        is_told.then(|| view! { <td data-align="end" data-from="middle">{text}</td> })
    };
    let row = |it: &LineItem| {
        let discount = if it.discount.is_none() { String::new() } else { format::rate(it.discount) };
        view! {
            <tr>
                <th scope="row">
                    <bdi>{it.name.to_string()}</bdi>
                    <small class="quote-terms">{super::super::lines::terms(it)}</small>
                </th>
                {cell(format::decimal(&it.quantity), true)}
                {cell(format::money(it.price), true)}
                {cell(discount, has_discount)}
                {cell(it.tax.map(format::rate).unwrap_or_default(), has_tax)}
                <td data-align="end">{format::amount(it.amounts().net(), it.price.currency())}</td>
            </tr>
        }
    };
    view! {
        <table class="table" data-variant="plain">
            <caption class="unseen">{words::offered()}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::what()}</th>
                    {head(words::quantity(), true)}
                    {head(words::price(), true)}
                    {head(words::discount(), has_discount)}
                    {head(words::tax(), has_tax)}
                    <th scope="col" data-align="end">{words::amount()}</th>
                </tr>
            </thead>
            <tbody>{lines.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
