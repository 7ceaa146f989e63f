//! What the pipeline is worth, what will come in and where deals get stuck; and how much of the work comes to something:
//! of the leads that came, how many became a deal; of the deals that ended, how many were won.
//!
//! Every share is the list of what it counts, and stands beside what it is a share of. A drawing says nothing that is not
//! written beside it.

mod deals;
mod figures;
mod forecast;
mod funnel;
mod won;

use crate::{
    platform::{clock, dom, intl},
    ui::{
        format,
        front::{Ask, ONCE, use_desk, use_front},
        kit::{
            banner::Empty,
            button::{Button, LinkButton, Variant},
            icon::{IconName, small_icon},
            live::live,
            tabs::{TabLink, TabLinks},
        },
        mode::{self, only},
        page::{Body, Page},
        routes::{Address, Route},
        text::{common, pipeline, reports as words, shell},
    },
};
use desk::Topic;
use domain::{
    book::Book,
    query::{self, Days, Filter, Funnel, Funnels, Share, Trait},
    record::{Mode, Source},
    value::{Day, Id, Kind},
};
use leptos::prelude::*;

/// Since when: the word in the address, and how many months there are before this one.
const PERIODS: [(&str, Option<i32>); 3] = [("3-months", Some(2)), ("12-months", Some(11)), ("all", None)];
/// What is shown until something else is chosen: the first and the last months of a year tell a season.
const USUAL: usize = 1;

/// The two halves of the way from a lead to a won deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Leads,
    Deals,
}

/// One line of a table: what it is about, how many it counts, and where they are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    name: String,
    share: Share,
    /// The list of those of which it is so.
    some: Address,
    /// The list beside it: leads that came at all, deals that were lost.
    rest: Address,
}

/// Since when, and what came of it.
type Found = Memo<(Option<Day>, Funnels)>;

/// What the reader has asked for.
#[derive(Clone, Copy, Debug)]
struct Asked {
    /// How many months before this one; none stands for all time.
    months: Memo<Option<i32>>,
    /// The first day of it.
    since: Memo<Option<Day>>,
    /// The day that it is.
    today: Memo<Day>,
}

/// The parts of the Book that the figures are made of.
const FIGURES: [Topic; 2] = [Topic::Table(Kind::Lead), Topic::Table(Kind::Deal)];

/// What is told of one half.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    all: Line,
    months: Vec<Line>,
    sources: Vec<Line>,
}

/// The screen.
#[component]
pub fn Reports() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let period = Memo::new(move |_| {
        let asked = front.address.with(|it| it.get("since").map(ToOwned::to_owned));
        PERIODS.iter().position(|it| asked.as_deref() == Some(it.0)).unwrap_or(USUAL)
    });
    let views = move || {
        let link = move |at: usize| TabLink {
            label: words::period(PERIODS[at].1).to_owned(),
            count: String::new(),
            href: format!("#{}", Address::from(Route::Reports).with("since", PERIODS[at].0)),
            is_current: period.get() == at,
        };
        let links = Signal::derive(move || (0..PERIODS.len()).map(link).collect::<Vec<_>>());
        view! { <TabLinks label=words::since() links /> }
    };
    let today = Memo::new(move |_| {
        front.time.track();
        clock::today()
    });
    let months = Memo::new(move |_| PERIODS[period.get()].1);
    let since = Memo::new(move |_| begin(months.get(), today.get()));
    let asked = Asked { months, since, today };
    let is_empty = Memo::new(move |_| {
        let mode = mode::now(desk);
        let has = |book: &Book, kind| book.count(kind) > 0;
        desk.read(&FIGURES, |book| {
            !(mode.has_leads() && has(book, Kind::Lead) || mode.has_deals() && has(book, Kind::Deal))
        })
    });
    // Where there is nothing, no time can be chosen.
    let views = move || (!is_empty.get()).then(views);
    let body = move || if is_empty.get() { nothing() } else { halves(asked) };
    let title = Signal::stored(shell::screen(Route::Reports).to_owned());
    view! { <Page title middle=views body=Body::Pad>{live(body)}</Page> }
}

/// All there is to tell.
fn halves(asked: Asked) -> AnyView {
    let desk = use_desk();
    let found: Found = Memo::new(move |_| {
        let since = asked.since.get();
        desk.read(&FIGURES, |book| (since, query::funnels(book, since, &clock::standpoint())))
    });
    view! {
        <div class="report">
            {only(Mode::has_deals, move || deals::deals(asked, found))}
            <div class="sheet pair">
                {only(Mode::has_leads, move || half(Half::Leads, found))}
                {only(Mode::has_deals, move || half(Half::Deals, found))}
            </div>
        </div>
    }
    .into_any()
}

/// What stands there while there is nothing to count.
fn nothing() -> AnyView {
    let (desk, front) = (use_desk(), use_front());
    let mode = mode::now(desk);
    let ways = move || {
        let lead = move || {
            view! { <Button label=shell::new_lead() icon=IconName::Plus on_press=move || front.ask(Ask::NewLead) /> }
                .into_any()
        };
        let deal = move || {
            let ask = move || front.ask(Ask::NewDeal(None));
            view! { <Button label=pipeline::new_deal() icon=IconName::Plus on_press=ask /> }.into_any()
        };
        view! {
            {only(Mode::has_leads, lead)}
            {only(Mode::has_deals, deal)}
            <LinkButton label=shell::lead_or_deal() icon=IconName::Help href=Route::Help.href() variant=Variant::Quiet />
        }
    };
    let says = words::empty(mode.has_leads(), mode.has_deals());
    view! {
        <Empty icon=IconName::Reports title=words::empty_title() fill=true actions=ways>{says}</Empty>
    }
    .into_any()
}

fn half(half: Half, found: Found) -> AnyView {
    let desk = use_desk();
    let told = Memo::new(move |_| {
        found
            .with(|(since, it)| desk.read(&[Topic::Table(Kind::Source)], |book| told(book, half, *since, it)))
    });
    let heading = dom::fresh_id();
    let labelled = heading.clone();
    let all = move || told.with(|it| numbers(half, &it.all));
    let months = Signal::derive(move || told.with(|it| it.months.clone()));
    let sources = Signal::derive(move || told.with(|it| it.sources.clone()));
    view! {
        <section aria-labelledby=labelled>
            <h2 id=heading>{words::title(half == Half::Leads)}</h2>
            {live(all)}
            <p class="field-hint">{words::means(half == Half::Leads)}</p>
            {table(half, words::month(), months)}
            {table(half, words::source(), sources)}
        </section>
    }
    .into_any()
}

/// The first day of the month so many months before this one.
fn begin(months: Option<i32>, today: Day) -> Option<Day> {
    let mut day = query::first_of_month(today)?;
    for _ in 0..months? {
        day = query::first_of_month(day.plus_days(-1))?;
    }
    Some(day)
}

fn told(book: &Book, half: Half, since: Option<Day>, told: &Funnels) -> Told {
    let days = since.map(|it| Days::Between(Some(it), None));
    let share = |it: &Funnel| if half == Half::Leads { it.leads } else { it.deals };
    let line = |name: String, it: &Funnel, days: Option<Days>, sources: &[Option<Id<Source>>]| {
        let filter = |is: &[Trait]| {
            let both = Filter { is: is.to_vec(), sources: sources.to_vec(), ..Filter::default() };
            match half {
                Half::Leads => list(Route::Leads, &Filter { created: days, ..both }),
                Half::Deals => list(Route::Pipeline, &Filter { close: days, ..both }).with("view", "list"),
            }
        };
        let (some, rest) = match half {
            Half::Leads => (filter(&[Trait::BecameDeal]), filter(&[])),
            Half::Deals => (filter(&[Trait::Won]), filter(&[Trait::Lost])),
        };
        Line { name, share: share(it), some, rest }
    };
    let month = |(month, it): &(Day, Funnel)| {
        let days = Some(Days::Between(Some(*month), query::last_of_month(*month)));
        line(intl::month(*month), it, days, &[])
    };
    let source = |(source, it): &(Option<Id<Source>>, Funnel)| {
        let name = source.and_then(|it| book.get(it)).map(|it| it.name.to_string());
        line(name.unwrap_or_else(|| words::no_source().to_owned()), it, days, &[*source])
    };
    let is_told = |it: &Line| it.share.all > 0;
    Told {
        all: line(String::new(), &told.all, days, &[]),
        months: told.months.iter().map(month).filter(is_told).collect(),
        sources: told.sources.iter().map(source).filter(is_told).collect(),
    }
}

/// A list that is asked for what is counted, which is not what it is asked next time.
fn list(route: Route, filter: &Filter) -> Address {
    let all = Address::from(route).with(ONCE, "1");
    filter.pairs().into_iter().fold(all, |it, (key, value)| it.with(&key, &value))
}

/// The numbers of all months together.
fn numbers(half: Half, it: &Line) -> AnyView {
    let heads = words::heads(half == Half::Leads);
    let cells = cells(half, it).into_iter().zip(heads);
    let fact = |(value, name): (AnyView, &'static str)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! { <dl class="numbers">{cells.map(fact).collect_view()}</dl> }.into_any()
}

/// Two counts, each the list of what it counts, and the share.
fn cells(half: Half, it: &Line) -> [AnyView; 3] {
    let Share { some, all } = it.share;
    let count = |count: usize, to: &Address| match count {
        0 => format::count(0).into_any(),
        _ => view! { <a href=format!("#{to}")>{format::count(count)}</a> }.into_any(),
    };
    let percent = it.share.percent().map_or_else(|| common::NONE.to_owned(), format::percent);
    let (some, rest) =
        (count(some, &it.some), count(if half == Half::Leads { all } else { all - some }, &it.rest));
    let counts = if half == Half::Leads { [rest, some] } else { [some, rest] };
    let [first, second] = counts;
    [first, second, percent.into_any()]
}

/// One line for each month or source; nothing where there is none.
fn table(half: Half, by: &'static str, lines: Signal<Vec<Line>>) -> AnyView {
    let heads = words::heads(half == Half::Leads);
    let row = move |it: Line| {
        let cells = cells(half, &it).map(|it| view! { <td data-align="end">{it}</td> });
        view! { <tr><th scope="row" data-wrap=""><bdi>{it.name}</bdi></th>{cells.into_iter().collect_view()}</tr> }
    };
    let head = move |it: &'static str| view! { <th scope="col" data-width="age" data-align="end">{it}</th> };
    let drawn = move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            view! {
                <table class="table" data-variant="plain">
                    <caption class="unseen">{words::caption(half == Half::Leads, by)}</caption>
                    <thead>
                        <tr><th scope="col">{by}</th>{heads.map(head).into_iter().collect_view()}</tr>
                    </thead>
                    <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
                </table>
            }
        })
    };
    live(drawn).into_any()
}

/// A drawing with its title and what it counts.
fn figure(
    title: &'static str,
    legend: Option<AnyView>,
    body: AnyView,
    means: impl Fn() -> String + Send + Sync + 'static,
) -> AnyView {
    let heading = dom::fresh_id();
    let labelled = heading.clone();
    view! {
        <figure class="figure" aria-labelledby=labelled>
            <div class="section-head"><h2 id=heading>{title}</h2>{legend}</div>
            {body}
            <figcaption>{live(means)}</figcaption>
        </figure>
    }
    .into_any()
}

/// The numbers of a drawing as a table; the first cell of each line says what it is about.
fn in_numbers(caption: &'static str, heads: Vec<&'static str>, lines: Signal<Vec<Vec<String>>>) -> AnyView {
    let head = |(nth, it): (usize, &'static str)| view! { <th scope="col" data-align=(nth > 0).then_some("end")>{it}</th> };
    let line = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let name = cells.next();
        let cells = cells.map(|it| view! { <td data-align="end" data-wrap="">{it}</td> }).collect_view();
        view! { <tr><th scope="row" data-wrap="">{name}</th>{cells}</tr> }
    };
    let drawn = move || lines.get().into_iter().map(line).collect_view();
    view! {
        <details class="twin">
            <summary>{small_icon(IconName::Right)}{words::same_in_numbers()}</summary>
            <table class="table" data-variant="plain">
                <caption class="unseen">{caption}</caption>
                <thead><tr>{heads.into_iter().enumerate().map(head).collect_view()}</tr></thead>
                <tbody>{live(drawn)}</tbody>
            </table>
        </details>
    }
    .into_any()
}
