//! One deal: where it stands, its facts, its story, and who it is with.

use super::{
    facts::{Needs, Origin, Plan, Worth},
    files::Files,
    history::History,
    lines::Lines,
    milestones::Milestones,
    parties::{Companies, People},
    path::Path,
    quotes::{
        Quotes,
        sheet::{self, Sheet},
    },
};
use crate::{
    platform::{clock, dom},
    ui::{
        format,
        front::{use_desk, use_front},
        kit::{
            banner::Empty,
            button::{Button, LinkButton, Variant},
            chip::State,
            focus::to_heading,
            icon::IconName,
            inline::Fact,
            live::live,
            menu::{Menu, MenuItem},
            place::Align,
        },
        page::Page,
        pipeline::moves,
        record::{
            self, Shown, custom::custom, prose::prose, story::Story, tags::Tags, tasks::Tasks, walk::walk,
        },
        routes::Route,
        text::deals as words,
        trail,
    },
};
use desk::Topic;
use domain::{
    command::{Restore, Spot, Trash},
    query,
    record::{Deal, Ending, Outcome, Record, StageKind},
    value::{ElementId, Id, Kind},
};
use leptos::prelude::*;

/// Whether the deal is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    Here,
    Trashed,
    Gone,
}

/// The page of a deal.
#[component]
pub fn DealPage(
    /// Which deal.
    id: Id<Deal>,
) -> impl IntoView {
    let deal = record::shown(id);
    let is = Memo::new(move |_| match deal.read().as_ref() {
        None => Is::Gone,
        Some(it) if it.common().is_trashed() => Is::Trashed,
        Some(_) => Is::Here,
    });
    let quote = sheet::named(id);
    Effect::new(move |before: Option<Option<ElementId>>| {
        let here = quote.get();
        if before.is_some_and(|it| it != here) {
            dom::next_frame(to_heading);
        }
        here
    });
    live(move || match is.get() {
        Is::Here => match quote.get() {
            Some(id) => view! { <Sheet deal id /> }.into_any(),
            None => page(id, deal).into_any(),
        },
        Is::Trashed => trashed(id, deal).into_any(),
        Is::Gone => gone().into_any(),
    })
}

fn gone() -> impl IntoView {
    let back = || view! { <LinkButton label=words::to_board() href=Route::Pipeline.href() /> };
    view! {
        <Page title=Signal::stored(words::gone_title().to_owned()) trail=Route::Pipeline>
            <Empty icon=IconName::Pipeline title=words::gone_title() fill=true actions=back>
                {words::gone()}
            </Empty>
        </Page>
    }
}

fn trashed(id: Id<Deal>, deal: Shown<Deal>) -> impl IntoView {
    let desk = use_desk();
    let name = deal.with_untracked(|it| it.as_ref().map(|it| it.name.to_string())).unwrap_or_default();
    let ways = move || {
        view! {
            <Button
                label=words::restore()
                icon=IconName::Undo
                variant=Variant::Primary
                on_press=move || desk.send(Restore(vec![id.into()]))
            />
            <LinkButton label=words::to_board() href=Route::Pipeline.href() />
        }
    };
    view! {
        <Page title=Signal::stored(name.clone()) trail=Route::Pipeline>
            <Empty icon=IconName::Trash title=words::trashed_title() fill=true actions=ways>
                {words::trashed(&name)}
            </Empty>
        </Page>
    }
}

fn page(id: Id<Deal>, deal: Shown<Deal>) -> impl IntoView {
    let title =
        Signal::derive(move || deal.read().as_ref().map(|it| it.name.to_string()).unwrap_or_default());
    let actions = move || view! { <Actions id deal /> };
    let below = move || view! { <Path deal /> };
    view! {
        <Page title trail=Route::Pipeline actions beyond=move || walk(id.into()) below>
            <div class="record">
                <section class="stack" data-wide="" aria-label=words::facts()>
                    <Ended deal />
                    <Worth id deal />
                    <Tags of=id.into() />
                    <Plan deal />
                    <Lines deal />
                    <Quotes deal />
                    <Origin deal />
                    <Needs deal />
                    {custom(deal)}
                </section>
                <Story of=id.into() label=words::story() />
                <div class="record-aside">
                    <Tasks about=id.into() />
                    <Milestones deal />
                    <People deal />
                    <Companies deal />
                    <Files deal />
                    <History deal />
                </div>
            </div>
        </Page>
    }
}

/// What can be done with the deal: won and lost in one click, or taken up again.
#[component]
fn Actions(id: Id<Deal>, deal: Shown<Deal>) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let is_open = Memo::new(move |_| deal.read().as_ref().is_some_and(|it| it.is_open()));
    let reopen = move || {
        if let Some(stage) = deal.with_untracked(|it| it.as_ref().map(|it| it.stage)) {
            moves::send(desk, front, moves::to(id, stage, Spot::Top));
        }
    };
    let close = move |kind| moves::close(desk, front, id, kind);
    let ends = move || {
        if is_open.get() {
            view! {
                <Button label=words::lost() icon=IconName::Lost on_press=move || close(StageKind::Lost) />
                <Button label=words::won() icon=IconName::Trophy on_press=move || close(StageKind::Won) />
            }
            .into_any()
        } else {
            view! { <Button label=words::reopen() icon=IconName::Undo on_press=reopen /> }.into_any()
        }
    };
    let items = Callback::new(move |()| {
        let mut items = moves::items(desk, front, id);
        let delete = move || {
            desk.send(Trash(vec![id.into()]));
            trail::go_back(Route::Pipeline);
        };
        items.push(MenuItem::new(words::delete(), delete).icon(IconName::Trash).after_line());
        items
    });
    view! {
        {live(ends)}
        <Menu label=words::more() icon=IconName::More bare=true align=Align::End items />
    }
}

/// How it ended, while it has.
#[component]
fn Ended(deal: Shown<Deal>) -> impl IntoView {
    let desk = use_desk();
    let outcome = Memo::new(move |_| {
        let outcome = deal.read().as_ref()?.outcome.clone()?;
        let reason =
            desk.read(&[Topic::Table(Kind::Reason)], |book| query::name(book, outcome.reason?.into()));
        Some((outcome, reason))
    });
    live(move || outcome.get().map(|(outcome, reason)| ended(outcome, reason)))
}

fn ended(outcome: Outcome, reason: Option<String>) -> impl IntoView {
    let day = outcome.day.map(|it| format::day(it, clock::today()));
    let is_lost = outcome.ending == Ending::Lost;
    let reason = reason.or_else(|| is_lost.then(|| words::no_reason().to_owned()));
    let fact = |label: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <Fact label><bdi class="fact-lines">{prose(&text)}</bdi></Fact> })
    };
    view! {
        <section class="stack" data-snug="">
            <p class="big-state">
                <State
                    icon=moves::ending_icon(outcome.ending)
                    word=words::outcome(outcome.ending, day.as_deref())
                    kind=outcome.ending.name()
                />
            </p>
            <dl class="facts">
                {fact(words::reason(), reason.unwrap_or_default())}
                {fact(words::note(), outcome.note.to_string())}
                {fact(words::competitor(), outcome.competitor.to_string())}
            </dl>
        </section>
    }
}
