//! What a deal sells: products and services, how many of each and at what price, and what they come to.
//!
//! The value of the deal is what its author says it is. It becomes the total by a button and never by itself, because
//! whoever forecasts must be able to trust that the number is the one they wrote.

use super::folder::{Filled, Line, Papers, folder};
use crate::platform::task;
use crate::ui::{
    format,
    front::use_desk,
    kit::{
        announce::{announce, announce_now},
        button::Button,
        field::TextKind,
        icon::IconName,
        live::live,
        menu::MenuItem,
    },
    record::{
        Shown,
        facts::{amount, mark, sentence},
        form::{self, Drafted},
    },
    text::{deals, folder as words, refused, settings},
};
use desk::Desk;
use domain::{
    book::Book,
    command::Edit,
    query::{self, NoTotal},
    record::{Deal, Enclosed, LineItem, Totals},
    value::{Currency, ElementId, Money, Quantity, Rate, Text},
};
use leptos::prelude::*;

/// The part of the page.
#[component]
pub fn Lines(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let papers = Papers {
        title: words::lines(),
        add: words::add_line(),
        none: words::no_lines(),
        draft: "line",
        lines,
        count: |it| if it.len() > 1 { format::count(it.len()) } else { String::new() },
        refused: |_| None,
        begin,
        fields,
        write,
        tick: |_, _, _| (),
        ways,
        put: Some(put),
        remove: |deal, id| drop(deal.lines.remove(id)),
    };
    folder(deal, papers, sums(deal))
}

fn lines(_: &Book, deal: &Deal) -> Vec<Line> {
    let line = |(id, it): (ElementId, Option<LineItem>)| match it {
        None => Line::new(id, None),
        Some(it) => {
            let end = format::amount(it.amounts().net(), it.price.currency());
            Line { more: terms(&it), end, ..Line::new(id, Some(it.name.to_string())) }
        }
    };
    query::lines(deal).into_iter().map(line).collect()
}

/// How many at which price, with discount and tax where there are any.
pub fn terms(it: &LineItem) -> String {
    let discount = (!it.discount.is_none()).then(|| format::rate(it.discount));
    let tax = it.tax.map(format::rate);
    words::line(&format::decimal(&it.quantity), &format::money(it.price), discount.as_deref(), tax.as_deref())
}

/// A line as the history tells it.
pub fn told(it: &LineItem) -> String {
    format!("{}, {}", it.name, terms(it))
}

fn begin(_: &Book, deal: &Deal, id: Option<&ElementId>) -> Filled {
    let Some(it) = id.and_then(|it| deal.lines.get(it)?.open()) else {
        // What is sold together is mostly taxed alike.
        let last = deal.lines.values().next_back().and_then(Enclosed::open);
        let tax = last.and_then(|it| it.tax).map(|it| format::decimal_in_field(&it));
        return vec![("quantity", "1".to_owned()), ("tax", tax.unwrap_or_default())];
    };
    let rate = |it: Rate| if it.is_none() { String::new() } else { format::decimal_in_field(&it) };
    vec![
        ("name", it.name.to_string()),
        ("quantity", format::decimal_in_field(&it.quantity)),
        ("price", format::money_in_field(it.price)),
        ("discount", rate(it.discount)),
        ("tax", it.tax.map(|it| format::decimal_in_field(&it)).unwrap_or_default()),
    ]
}

fn fields(form: Drafted, currency: Currency) -> AnyView {
    let hint = deals::value_hint(currency.code());
    view! {
        <form::Line form name="name" label=words::name() placeholder=words::line_placeholder() />
        <form::Line form name="price" label=words::price() kind=TextKind::Number hint />
        <div class="fields">
            <form::Line form name="quantity" label=words::quantity() kind=TextKind::Number />
            <form::Line form name="discount" label=words::discount() kind=TextKind::Number />
            <form::Line form name="tax" label=words::tax() kind=TextKind::Number />
        </div>
    }
    .into_any()
}

fn write(form: Drafted, currency: Currency, deal: &mut Deal, id: ElementId) {
    let name = Text::trimmed(&form.peek("name"));
    if name.is_empty() {
        form.refuse("name", words::name_needed());
    }
    let price: Option<Money> = form.read("price", |it| amount(it, currency)).flatten();
    if price.is_none() && form.peek("price").trim().is_empty() {
        form.refuse("price", words::price_needed());
    }
    let rate = |it: &str| Rate::parse(it, mark()).map_err(|it| sentence(&it.to_string()));
    let quantity =
        form.read("quantity", |it| Quantity::parse(it, mark()).map_err(|it| sentence(&it.to_string())));
    let (discount, tax) = (form.read("discount", rate), form.read("tax", rate));
    if let Some(price) = price {
        let (quantity, discount) = (quantity.unwrap_or(Quantity::ONE), discount.unwrap_or_default());
        let rank = deal.lines.get(&id).and_then(|it| it.open()?.rank);
        deal.lines.insert(id, Enclosed::of(&LineItem { discount, name, price, quantity, rank, tax }));
    }
}

/// What else can be done with one: it is put in another place.
fn ways(deal: Shown<Deal>, desk: Desk, id: ElementId) -> Vec<MenuItem> {
    let Some(here) = deal.get_untracked() else { return Vec::new() };
    let ids: Vec<ElementId> = query::lines(&here).iter().filter(|it| it.1.is_some()).map(|it| it.0).collect();
    let item = |is_meant: bool, is_up: bool| {
        let (label, icon) =
            if is_up { (words::move_up(), IconName::Up) } else { (words::move_down(), IconName::Down) };
        let keys = if is_up { words::up_keys() } else { words::down_keys() };
        let item = move || MenuItem::new(label, move || put(deal, desk, id, is_up));
        is_meant.then(|| item().icon(icon).detail(keys))
    };
    let is_here = ids.contains(&id);
    [item(is_here && ids.first() != Some(&id), true), item(is_here && ids.last() != Some(&id), false)]
        .into_iter()
        .flatten()
        .collect()
}

/// Puts a line before or behind its neighbour.
fn put(deal: Shown<Deal>, desk: Desk, id: ElementId, is_up: bool) {
    let Some(was) = deal.get_untracked() else { return };
    let mut now = was.record().clone();
    if !query::move_line(&mut now, id, is_up) {
        return;
    }
    let lines = query::lines(&now);
    let place = lines.iter().position(|it| it.0 == id).unwrap_or_default();
    let name = lines.get(place).and_then(|it| it.1.as_ref()).map(|it| it.name.to_string());
    let moved = settings::moved(&name.unwrap_or_default(), place + 1, lines.len());
    let edit = Edit::between(&was, was.record().clone(), now);
    task::run(async move {
        match desk.run(edit).await {
            Ok(_) => announce(&moved),
            Err(error) => announce_now(&refused::error(&error)),
        }
    });
}

/// What the lines come to, below them, and the way to make it the value of the deal.
fn sums(deal: Shown<Deal>) -> AnyView {
    let desk = use_desk();
    let told = Memo::new(move |_| {
        deal.read().as_ref().map_or(Err(NoTotal::NoLines), |it| query::totals(it)).map(|it| (it, it.net()))
    });
    let value = Memo::new(move |_| deal.read().as_ref().and_then(|it| it.value));
    let take = move |net: Money| {
        if let Some(deal) = deal.get_untracked() {
            desk.send(Edit::of(&deal, |it| it.value = Some(net)));
        }
    };
    let button = move || {
        let (totals, net) = told.get().ok()?;
        let net = net.filter(|it| Some(*it) != value.get())?;
        let label = words::set_value(&format::money(net), totals.is_taxed);
        Some(view! { <p><Button label small=true on_press=move || take(net) /></p> })
    };
    let sums = move || match told.get() {
        Ok((totals, _)) => sum_list(totals),
        Err(NoTotal::NoLines) => ().into_any(),
        Err(NoTotal::Currencies) => {
            view! { <p><small class="soft">{words::no_total()}</small></p> }.into_any()
        }
        Err(NoTotal::Unreadable) => {
            view! { <p><small class="soft">{words::total_unknown()}</small></p> }.into_any()
        }
    };
    view! {
        {live(sums)}
        {live(button)}
    }
    .into_any()
}

/// The sums: what is nought is not told.
pub fn sum_list(Totals { currency, amounts, is_taxed }: Totals) -> AnyView {
    let has_discount = amounts.discount != 0;
    let row = |is_told: bool, label: &'static str, minor: i128| {
        is_told.then(|| view! { <dt>{label}</dt><dd>{format::amount(minor, currency)}</dd> })
    };
    view! {
        <dl class="sums">
            {row(has_discount, words::gross(), amounts.gross)}
            {row(has_discount, words::taken_off(), -amounts.discount)}
            {row(is_taxed, words::net(), amounts.net())}
            {row(is_taxed, words::tax_sum(), amounts.tax)}
            {row(true, words::total(), amounts.total())}
        </dl>
    }
    .into_any()
}
