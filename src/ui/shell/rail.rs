//! The way to every screen, and the foot that says where the data is.

use crate::{
    platform::{clock, device, notify, page, task},
    ui::{
        deed::Deed,
        format,
        front::{Front, use_desk, use_front},
        keeper::{Way, use_keeper},
        kit::{
            avatar::Avatar,
            icon::{Icon, IconName, IconSize, icon},
            live::live,
            menu::{Menu, MenuItem},
        },
        later,
        mode::{self, only},
        people,
        routes::{Route, Section},
        text::{beside as beside_words, common, deed as deed_words, keeper as keeper_words, shell as words},
        today::{TOPICS, usual},
    },
};
use desk::{Desk, State, Topic};
use domain::{
    query,
    record::{Mode, Record, Stage, StageKind},
    value::Kind,
};
use leptos::prelude::*;

/// The rail; on a phone the bar under the thumb.
#[component]
pub fn Rail() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let brand = move || {
        let name = desk.read(&[Topic::Table(Kind::Settings)], |book| query::settings(book).name.to_string());
        if name.is_empty() { words::NAME.to_owned() } else { name }
    };
    let find = move |_| Deed::Find.act(desk, front);
    view! {
        <nav class="rail" aria-label=words::navigation()>
            <p class="rail-brand">
                <Icon name=IconName::Satchel size=IconSize::Large />
                <bdi class="clip">{live(brand)}</bdi>
            </p>
            <div class="rail-tools">
                <button type="button" class="rail-find" on:click=find>
                    {icon(IconName::Search)}
                    {deed_words::find()}
                    <kbd>{Deed::Find.keys()}</kbd>
                </button>
            </div>
            <ul class="rail-list">
                <Due />
                {only(Mode::has_leads, || {
                    view! { <Place route=Route::Leads drawing=IconName::Leads counts=Kind::Lead /> }.into_any()
                })}
                {only(Mode::has_deals, || {
                    view! { <Place route=Route::Pipeline drawing=IconName::Pipeline counts=Kind::Deal /> }.into_any()
                })}
                <Place route=Route::Contacts drawing=IconName::Contact counts=Kind::Contact />
                <Place route=Route::Companies drawing=IconName::Company counts=Kind::Company />
                <li data-phone="">
                    <button type="button" on:click=find>
                        {icon(IconName::Search)}
                        <span class="clip">{words::find()}</span>
                    </button>
                </li>
                <li data-phone="">{later::more()}</li>
            </ul>
            <div class="rail-foot">
                <ul class="rail-list">
                    <Place route=Route::Reports drawing=IconName::Reports />
                    <Place route=Route::Data drawing=IconName::Data />
                    <Place route=Route::Settings(Section::General) drawing=IconName::Settings />
                    <Place route=Route::Help drawing=IconName::Help />
                </ul>
                <Me />
                <Saved />
            </div>
        </nav>
    }
}

/// One screen.
#[component]
fn Place(route: Route, drawing: IconName, #[prop(optional)] counts: Option<Kind>) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let here = front.route();
    let count = move |kind| {
        let number = Memo::new(move |_| desk.read(&[Topic::Table(kind)], |book| open(book, kind)));
        view! { <output>{move || (number.get() > 0).then(|| format::count(number.get()))}</output> }
    };
    view! {
        <li>
            <a href=route.href() aria-current=move || (here.get().parent() == route).then_some("page")>
                {icon(drawing)}
                <span class="clip">{words::screen(route)}</span>
                {counts.map(count)}
            </a>
        </li>
    }
}

/// The day, with how much of it is overdue or due.
#[component]
fn Due() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let here = front.route();
    let due = due(desk, front);
    // A copy has nothing due, and what is not read yet is not known.
    if !page::is_beside() {
        Effect::new(move |_| {
            if desk.state.get() == State::Ready {
                notify::badge(due.get().0);
            }
        });
    }
    let count = move || {
        let (overdue, today) = due.get();
        (overdue + today > 0).then(|| {
            let late = (overdue > 0).then_some("danger");
            view! { <span data-tone=late>{format::count(overdue + today)}</span> }
        })
    };
    view! {
        <li>
            <a href=Route::Today.href() aria-current=move || (here.get() == Route::Today).then_some("page")>
                {icon(IconName::Today)}
                <span class="clip">{words::screen(Route::Today)}</span>
                <output>{live(count)}</output>
            </a>
        </li>
    }
}

/// How much is overdue, and how much due. Once the Book is there it is counted at once, and anew in free time: whoever moves
/// a card must not wait until all tasks are looked at.
fn due(desk: Desk, front: Front) -> RwSignal<(usize, usize)> {
    let count = move || {
        let whose = usual(desk);
        desk.peek(|book| query::due_counts(book, whose, &clock::standpoint()))
    };
    let due = RwSignal::new((0, 0));
    let is_asked = StoredValue::new(false);
    Effect::new(move |was_here: Option<bool>| {
        let is_here = desk.state.get() == State::Ready;
        front.me.track();
        front.time.track();
        usual(desk);
        desk.read(&TOPICS, |_| ());
        if is_here && was_here != Some(true) {
            due.set(untrack(count));
        } else if is_here && !is_asked.get_value() {
            is_asked.set_value(true);
            task::run(async move {
                task::idle().await;
                if is_asked.try_set_value(false).is_none() {
                    let now = untrack(count);
                    due.maybe_update(|it| std::mem::replace(it, now) != now);
                }
            });
        }
        is_here
    });
    due
}

/// How many records of a kind there are to work on: of deals the open ones.
fn open(book: &domain::book::Book, kind: Kind) -> usize {
    if kind != Kind::Deal {
        return book.count(kind);
    }
    let stages = book.table::<Stage>().iter().filter(|it| it.kind == StageKind::Open);
    stages.map(|it| book.columns().get(domain::book::Place::Open(it.id())).len()).sum()
}

/// What does not fit under the thumb.
pub fn more() -> AnyView {
    let (desk, front) = (use_desk(), use_front());
    let items = Callback::new(move |()| {
        let deeds = [Deed::usual_new(mode::now(desk)), Deed::NewTask, Deed::Undo];
        let deed = |it: Deed| MenuItem::new(it.label(), move || it.act(desk, front)).icon(it.icon());
        let places = [
            (Route::Contacts, IconName::Contact),
            (Route::Companies, IconName::Company),
            (Route::Reports, IconName::Reports),
            (Route::Data, IconName::Data),
            (Route::Settings(Section::General), IconName::Settings),
            (Route::Help, IconName::Help),
        ]
        .map(|(route, drawing)| MenuItem::link(words::screen(route), route.href()).icon(drawing));
        deeds.map(deed).into_iter().chain(places).collect()
    });
    view! { <Menu label=words::more() icon=IconName::More items /> }.into_any()
}

/// Who uses this device.
#[component]
fn Me() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let name = move || {
        front.me.track();
        desk.read(&[Topic::Table(Kind::Rep)], |book| people::rep_name(book, device::me()))
            .unwrap_or_else(|| words::ME.to_owned())
    };
    live(move || {
        let name = name();
        view! {
            <a class="rail-me" href=Route::Settings(Section::People).href()>
                <Avatar name=name.clone() person=people::tint(device::me()) />
                <bdi class="clip">{name}</bdi>
            </a>
        }
    })
}

/// When something was last saved, and when the last backup was.
#[component]
fn Saved() -> impl IntoView {
    let (desk, front, keeper) = (use_desk(), use_front(), use_keeper());
    let saved = move || match (desk.pending.get(), desk.saved_at.get()) {
        (1.., _) => words::saving().to_owned(),
        (0, Some(at)) => words::saved(&format::time(at)),
        (0, None) => words::kept_here().to_owned(),
    };
    let backup = move || match front.backup.get() {
        _ if page::is_beside() => beside_words::is_copy().to_owned(),
        _ if !matches!(keeper.way.get(), Way::Off | Way::On) => keeper_words::waits().to_owned(),
        Some(backup) => words::last_backup(&common::mid(&format::day_of(backup.at, clock::today()))),
        None => words::no_backup().to_owned(),
    };
    view! {
        <p>
            <a href=Route::Data.href()>
                <span data-saved="">{live(saved)}</span>
                <br />
                {live(backup)}
            </a>
        </p>
    }
}
