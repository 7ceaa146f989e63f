//! A card: what the sale is, with whom, how much and when, what is next, and how long it has stood here.
//!
//! One memo reads the Book and one closure draws the card. Its link and the ways to move it stand beside that, so that a
//! card which is drawn anew keeps the focus on them; winning and losing, which the menu has as well, are made when the card is
//! first pointed at or comes into focus, because a board of cards has many of them.

use super::moves;
use crate::{
    platform::{clock, dom, task},
    ui::{
        format,
        front::Front,
        kit::{
            avatar::Avatar,
            board::HOW_TO_MOVE,
            button::{Button, Variant},
            chip::Mark,
            icon::{IconName, Tone},
            live::live,
            menu::{Menu, MenuItem},
            place::Align,
        },
        people,
        routes::Route,
        tags::chips,
        text::{common, pipeline as words},
    },
};
use desk::{Desk, Topic};
use domain::{
    query::{self, Card, Step},
    record::{Deal, Ending, StageKind},
    value::{Day, Id, Kind},
};
use leptos::prelude::*;

/// No more tags than this are drawn on a card.
const SHOWN_TAGS: usize = 2;

/// The contents of a deal's card.
pub fn view(desk: Desk, front: Front, id: Id<Deal>) -> AnyView {
    let shown = Memo::new(move |_| read(desk, id));
    let is_near = RwSignal::new(false);
    let content = move || {
        shown.get().map(|it| if it.outcome.is_none() { open(&it).into_any() } else { closed(&it).into_any() })
    };
    // The name, and whether the deal is open: the card stays the same element when it is carried to its end and back.
    let known =
        Memo::new(move |_| shown.read().as_ref().map(|it| (it.name.to_string(), it.outcome.is_none())));
    let name = move || known.read().as_ref().map(|it| it.0.clone());
    let tools = move || {
        let (name, is_open) = known.get()?;
        (is_open || is_near.get()).then(|| tools(desk, front, id, &name, is_open.then_some(is_near)))
    };
    view! { {title(id, name, is_near)}{live(content)}{live(tools)} }.into_any()
}

/// Reads what the card shows, and follows the parts of the Book that it comes from.
fn read(desk: Desk, id: Id<Deal>) -> Option<Card> {
    let place = desk.peek(|book| book.live(id).map(|it| book.place(it)));
    let topics = [
        place.map_or(Topic::Table(Kind::Deal), Topic::Column),
        Topic::Table(Kind::Company),
        Topic::Table(Kind::Contact),
        Topic::Table(Kind::Task),
        Topic::Table(Kind::Activity),
        Topic::Table(Kind::Rep),
        Topic::Table(Kind::Reason),
        Topic::Table(Kind::Stage),
        Topic::Table(Kind::Tag),
    ];
    desk.read(&topics, |book| query::card(book, id, clock::now()))
}

/// The name, as the link that opens the deal. It covers the card, so it is what is pointed at; and it stays when anything
/// else of the card is drawn anew, because it may have the focus.
fn title(
    id: Id<Deal>,
    name: impl Fn() -> Option<String> + Send + 'static,
    is_near: RwSignal<bool>,
) -> impl IntoView {
    // Not in the frame in which a card is dropped under the pointer.
    let near = move || {
        if !is_near.get_untracked() {
            task::run(async move {
                task::painted().await;
                is_near.try_set(true);
            });
        }
    };
    view! {
        <h3 class="card-title">
            <a
                href=Route::Deal(id).href()
                dir="auto"
                aria-roledescription=words::movable()
                aria-describedby=HOW_TO_MOVE
                draggable="false"
                on:pointerenter=move |_| near()
                on:focus=move |_| near()
            >
                {live(name)}
            </a>
        </h3>
    }
}

fn open(card: &Card) -> impl IntoView + use<> {
    let value = match card.value {
        Some(value) => view! { <span class="card-value">{format::money(value)}</span> }.into_any(),
        None => view! { <span class="card-value" data-empty="">{words::no_value()}</span> }.into_any(),
    };
    // A card without tags has no more elements than it needs.
    let who = match chips(&card.tags, SHOWN_TAGS) {
        None => card.with.clone().into_any(),
        Some(chips) => {
            view! { <span class="card-tagged"><bdi class="clip">{card.with.clone()}</bdi>{chips}</span> }
                .into_any()
        }
    };
    view! {
        <p class="card-who" dir="auto" data-tags=(!card.tags.is_empty()).then_some("")>{who}</p>
        <p class="card-line">{value} {close(card.expected_close)}</p>
        <p class="card-line">{owner(card)} {step(card.step.as_ref())} {here_for(card)}</p>
    }
}

/// When it is expected to close; with a flag if that day has passed.
fn close(day: Option<Day>) -> AnyView {
    let today = clock::today();
    match day {
        None => view! { <Mark text=words::no_close() /> }.into_any(),
        Some(day) if day < today => view! {
            <Mark text=format::day_on_card(day, today) said=words::close_passed() tone=Tone::Danger icon=IconName::Flag />
        }
        .into_any(),
        Some(day) => view! { <Mark text=format::day_on_card(day, today) said=words::closes() /> }.into_any(),
    }
}

fn owner(card: &Card) -> Option<AnyView> {
    let (rep, name) = card.owner.clone()?;
    let label = common::owner(&name);
    Some(view! { <Avatar name label person=people::tint(rep) /> }.into_any())
}

/// What is next; if that is late, by how much, in front so that it is never cut off.
fn step(step: Option<&Step>) -> AnyView {
    let today = clock::today();
    let Some(Step { text, due, .. }) = step else {
        return view! { <span class="clip faint">{words::no_step()}</span> }.into_any();
    };
    match due.filter(|it| format::is_late(*it, today)) {
        None => view! { <bdi class="clip">{text.to_string()}</bdi> }.into_any(),
        Some(due) => {
            let late = common::late(due.day.days_until(today));
            view! { <bdi class="clip" data-tone="danger">{words::late_step(&late, text)}</bdi> }.into_any()
        }
    }
}

/// How long it has stood in its stage; with a clock if nothing has happened for too long.
fn here_for(card: &Card) -> impl IntoView + use<> {
    let days = card.since.days_until(clock::now());
    let title = words::days_in_stage(days, card.overstays);
    let text = format::days(days);
    match card.overstays {
        None => view! { <Mark text said=words::in_stage() title /> }.into_any(),
        Some(_) => view! { <Mark text said=words::in_stage() title tone=Tone::Warn icon=IconName::Clock /> }
            .into_any(),
    }
}

/// What is left of a deal that has ended: what it was worth, and when it was won or why it was lost.
fn closed(card: &Card) -> impl IntoView + use<> {
    let value = card.value.map_or_else(|| words::no_value().to_owned(), format::money);
    let outcome = card.outcome.as_ref();
    let last = match outcome.map(|it| it.ending) {
        Some(Ending::Lost) => card.reason.clone().unwrap_or_else(|| words::not_given().to_owned()),
        _ => outcome
            .and_then(|it| it.day)
            .map_or_else(|| common::NONE.to_owned(), |it| format::day_on_card(it, clock::today())),
    };
    view! {
        <p class="card-who">{value}</p>
        <p class="card-who faint" dir="auto">{last}</p>
    }
}

/// The ways to move the card without carrying it. An open one can be won and lost in one click.
fn tools(
    desk: Desk,
    front: Front,
    id: Id<Deal>,
    name: &str,
    ends: Option<RwSignal<bool>>,
) -> impl IntoView + use<> {
    let end = move |label: String, icon: IconName, kind: StageKind| {
        view! {
            <Button
                label
                icon
                variant=Variant::Quiet
                bare=true
                on_press=move || moves::close(desk, front, id, kind)
            />
        }
    };
    let (win, lose) = (words::win(name), words::lose(name));
    let ends = ends.map(|is_near| {
        move || {
            let (win, lose) = (win.clone(), lose.clone());
            is_near.get().then(|| {
                (end(win, IconName::Trophy, StageKind::Won), end(lose, IconName::Lost, StageKind::Lost))
            })
        }
    });
    let items = Callback::new(move |()| {
        let mut items = moves::items(desk, front, id);
        items.push(MenuItem::link(words::open(), Route::Deal(id).href()).icon(IconName::Arrow));
        items
    });
    view! {
        <div class="card-tools">
            {(!dom::is_coarse()).then_some(ends)}
            <Menu
                label=words::move_deal(name)
                title=words::move_title(name)
                icon=IconName::More
                bare=true
                align=Align::End
                items
            />
        </div>
    }
}
