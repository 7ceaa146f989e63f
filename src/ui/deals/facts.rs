//! The facts of a deal, edited in place.

use crate::{
    text_of,
    ui::{
        format,
        front::use_desk,
        kit::{
            chip::RemovableChip,
            choice::Choice,
            field::TextKind,
            icon::IconName,
            inline::{EditWords, Fact, text::InlineText},
            live::live,
            menu::{Menu, MenuItem},
            place::Align,
        },
        people,
        record::{
            Shown,
            choices::with_none,
            facts::{Facts, Lens, sentence},
            spoken::LastContact,
            step,
            story::origin,
        },
        routes::Route,
        text::{common, deals as words},
    },
    value_of,
};
use desk::{Desk, Topic};
use domain::{
    book::Book,
    command::Edit,
    query,
    record::{Deal, DealKind, Listed, Member, Rep},
    value::{Id, Kind, Money, Percent},
};
use leptos::prelude::*;

/// What it is worth, by itself and by its probability, and when somebody was last spoken to about it.
#[component]
pub fn Worth(
    /// Which deal.
    id: Id<Deal>,
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let desk = use_desk();
    let weighted = Memo::new(move |_| {
        let deal = deal.read();
        let deal = deal.as_ref().filter(|it| it.is_open())?;
        let value = deal.value?;
        desk.read(&[Topic::Table(Kind::Stage)], |book| Some((value, query::probability(book, deal))))
    });
    let weighted = move || {
        let (value, percent) = weighted.get()?;
        Some(
            view! { <p class="soft">{words::weighted(&share(value, percent), &format::percent(percent))}</p> },
        )
    };
    view! {
        <div>
            <dl class="facts" data-big="">
                {Facts::of(deal).money(words::value(), |it| &mut it.value, |it| it.value)}
            </dl>
            {live(weighted)}
            <LastContact of=id.into() />
        </div>
    }
}

/// A share of an amount, rounded towards nought as the column heads do.
fn share(value: Money, percent: Percent) -> String {
    format::amount(i128::from(value.minor()) * i128::from(percent.value()) / 100, value.currency())
}

/// When, how likely, what is next, and whose it is.
#[component]
pub fn Plan(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let desk = use_desk();
    let facts = Facts::of(deal);
    let kinds = |_: &Book| with_none(DealKind::ALL.iter().map(|it| kind_choice(*it)));
    let kind = |it: &str| it.parse().map_or_else(|_| ().into_any(), |it| words::kind_of(it).into_any());
    view! {
        <dl class="facts">
            {facts.line(words::name(), TextKind::Text, text_of!(name))}
            {facts.day(words::close_date(), value_of!(expected_close))}
            {probability(desk, deal, facts)}
            {step::next_step(deal, facts, |it| &mut it.next_step, |it| &it.next_step)}
            {facts.owner(words::owner(), value_of!(owner))}
            <Fact label=words::with()>{reps(desk, deal)}</Fact>
            {facts.choice(words::kind(), value_of!(kind), kinds, kind)}
            {facts.priority(words::priority(), value_of!(priority))}
        </dl>
    }
}

fn kind_choice(kind: DealKind) -> Choice {
    Choice::new(kind.name(), words::kind_of(kind))
}

/// Where it comes from and which way it goes.
#[component]
pub fn Origin(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let desk = use_desk();
    let facts = Facts::of(deal);
    let pipeline = move || {
        let deal = deal.read();
        desk.read(&[Topic::Table(Kind::Pipeline), Topic::Table(Kind::Stage)], |book| {
            let pipeline = query::pipeline_of(book, deal.as_ref()?)?;
            Some(book.get(pipeline)?.label().to_owned())
        })
    };
    let lead = Memo::new(move |_| {
        let lead = deal.read().as_ref()?.lead?;
        desk.read(&[Topic::Table(Kind::Lead)], |book| Some((lead, query::name(book, lead.into())?)))
    });
    let lead = move || {
        let (id, name) = lead.get()?;
        Some(view! {
            <Fact label=words::from_lead()><a href=Route::Lead(id).href()><bdi>{name}</bdi></a></Fact>
        })
    };
    view! {
        <dl class="facts">
            <Fact label=words::pipeline()><bdi>{live(pipeline)}</bdi></Fact>
            {live(lead)}
            {facts.source(words::source(), value_of!(source))}
        </dl>
        {origin(deal)}
    }
}

/// What they need, what they hope for, and what we offer.
#[component]
pub fn Needs(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let facts = Facts::of(deal);
    view! {
        <dl class="facts" data-stacked="">
            {facts.lines(words::requirements(), text_of!(requirements))}
            {facts.lines(words::expectations(), text_of!(expectations))}
            {facts.lines(words::proposed_solution(), text_of!(proposed_solution))}
        </dl>
    }
}

/// How likely it is to be won: its own, or else its stage's.
fn probability(desk: Desk, deal: Shown<Deal>, facts: Facts<Deal>) -> AnyView {
    let lens = Lens::new(
        |it: &Deal| it.probability.map(|it| it.value().to_string()).unwrap_or_default(),
        |it, text| {
            let read = || Percent::parse(text).map_err(|it| sentence(&it.to_string()));
            it.probability = if text.is_empty() { None } else { Some(read()?) };
            Ok(())
        },
    );
    let stage = Memo::new(move |_| {
        let stage = deal.read().as_ref().map(|it| it.stage).unwrap_or_default();
        desk.read(&[Topic::Table(Kind::Stage)], |book| book.get(stage).map(|it| it.probability))
    });
    let show = Callback::new(|text: String| {
        let percent = Percent::parse(&text).map(format::percent);
        view! { <bdi>{percent.unwrap_or(text)}</bdi> }.into_any()
    });
    let (value, on_commit) = (facts.value(&lens), facts.commit(&lens));
    let is_open = Memo::new(move |_| deal.read().as_ref().is_some_and(|it| it.is_open()));
    let fact = move || {
        let words = EditWords {
            add: words::as_stage(&format::percent(stage.get().unwrap_or_default())),
            ..common::edit_words()
        };
        let kind = TextKind::Number;
        view! { <InlineText label=words::probability() value form=facts.form(words::probability()) words kind show on_commit /> }
    };
    // What has ended is as sure as can be.
    view! { {move || is_open.get().then_some(fact)} }.into_any()
}

/// Who works on it beside the owner.
fn reps(desk: Desk, deal: Shown<Deal>) -> AnyView {
    let ids = Memo::new(move |_| {
        deal.read().as_ref().map(|it| it.reps.keys().copied().collect::<Vec<Id<Rep>>>()).unwrap_or_default()
    });
    let edit = move |change: &dyn Fn(&mut Deal)| {
        if let Some(deal) = deal.get_untracked() {
            desk.send(Edit::of(&deal, |it| change(it)));
        }
    };
    let chip = move |rep: Id<Rep>| {
        let name = desk.read(&[Topic::Table(Kind::Rep)], |book| people::rep_name(book, rep));
        let name = name.unwrap_or_else(|| common::gone().to_owned());
        let remove = move || {
            edit(&|it| {
                it.reps.remove(&rep);
            });
        };
        view! { <RemovableChip remove=words::remove_rep(&name) text=name on_remove=remove /> }
    };
    let items = Callback::new(move |()| {
        let taken = deal.get_untracked();
        let is_free =
            |id: &Id<Rep>| taken.as_ref().is_some_and(|it| it.owner != Some(*id) && !it.reps.contains(id));
        let reps = desk.peek(query::listed::<Rep>);
        let free = reps.iter().filter(|it| is_free(&it.id));
        let item = |it: &std::sync::Arc<domain::row::Stamped<Rep>>| {
            let rep = it.id;
            MenuItem::new(it.label(), move || edit(&|it| it.reps.insert(rep, Member)))
        };
        let items: Vec<MenuItem> = free.map(item).collect();
        if items.is_empty() { vec![nobody()] } else { items }
    });
    view! {
        <span class="cluster" data-tight="">
            {move || ids.get().into_iter().map(chip).collect_view()}
            <Menu label=words::add_rep() icon=IconName::Plus bare=true small=true align=Align::End items />
        </span>
    }
    .into_any()
}

fn nobody() -> MenuItem {
    MenuItem::new(words::no_reps(), || ()).refused(Some(String::new()))
}
