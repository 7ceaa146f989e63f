//! The first visit: three ways to begin, and nothing in the way of any of them.
//!
//! It stands in the place of the first screen as long as nobody has written or thrown away anything. The sample data is offered
//! here and nowhere else, so that it is never mixed with data of one's own unasked; a quiet note goes with it until it
//! is removed.

use super::{
    data::ChooseFile,
    deed::Deed,
    front::{Ask, use_desk, use_front},
    kit::{
        announce::announce_now,
        banner::Banner,
        button::{Button, LinkButton, Variant},
        icon::{Icon, IconName, IconSize},
        live::live,
    },
    later,
    mode::{self, ModeChoice, mode},
    page::{Body, Page},
    routes::Route,
    text::{mode as mode_words, refused, shell, welcome as words},
};
use crate::platform::{clock, device, ids, task};
use desk::{Desk, Topic};
use domain::{
    book::Book,
    change::Change,
    command::Adopt,
    entry::{Label, Verb},
    query,
    record::Trashed,
    sample::{self, When},
    value::{Kind, Stamp},
};
use leptos::prelude::*;

/// A screen that may be the first; there the first visit stands, while there is nothing at all.
#[component]
pub fn OrWelcome(
    /// Its route.
    home: Route,
    /// The screen.
    children: ChildrenFn,
) -> impl IntoView {
    let desk = use_desk();
    let mode = mode(desk);
    let is_home = Memo::new(move |_| mode::home(mode.get()) == home);
    let topics = [Kind::Lead, Kind::Deal, Kind::Contact, Kind::Company].map(Topic::Table);
    let is_blank = Memo::new(move |_| desk.read(&topics, query::is_blank));
    live(move || match (is_home.get(), is_blank.get()) {
        (true, true) => view! { <Welcome home /> }.into_any(),
        (true, false) => view! { <SampleNote in_page=false />{children()} }.into_any(),
        (false, _) => children().into_any(),
    })
}

/// Three doors.
#[component]
fn Welcome(home: Route) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let title = Signal::stored(shell::screen(home).to_owned());
    let busy = RwSignal::new(false);
    let (new, drawing) = match home {
        Route::Pipeline => (Deed::NewDeal, IconName::Pipeline),
        _ => (Deed::NewLead, IconName::Leads),
    };
    let press = move || new.act(desk, front);
    let (add, add_means) = words::add(new);
    let kbd = if front.single_keys.get_untracked() { new.keys() } else { "" };
    let actions = move || {
        view! { <Button label=new.label() icon=IconName::Plus variant=Variant::Quiet kbd on_press=press /> }
    };
    view! {
        <Page title actions body=Body::Pad>
            <div class="empty" data-fill="">
                <Icon name=IconName::Satchel size=IconSize::Huge />
                <h2 data-size="large">{words::nothing_yet()}</h2>
                <p>{words::stays_here()}</p>
                <ul class="doors">
                    <Door icon=drawing title=add says=add_means>
                        <Button label=add kbd variant=Variant::Primary on_press=press />
                    </Door>
                    <Door icon=IconName::Upload title=words::bring() says=words::bring_means()>
                        <ChooseFile label=words::choose_file() />
                    </Door>
                    <Door icon=IconName::Spark title=words::look_around() says=words::look_around_means()>
                        <Button label=words::load_sample() busy on_press=move || later::load_sample(desk, front, busy) />
                    </Door>
                </ul>
                <ModeChoice first=true />
                <p class="field-hint">{mode_words::change_later()}</p>
                <p class="cluster">
                    <LinkButton
                        label=shell::lead_or_deal()
                        icon=IconName::Help
                        variant=Variant::Quiet
                        small=true
                        href=Route::Help.href()
                    />
                    <Button
                        label=words::keys()
                        variant=Variant::Quiet
                        small=true
                        on_press=move || front.ask(Ask::Keys)
                    />
                </p>
            </div>
        </Page>
    }
}

/// A way to begin: what it is, and its button.
#[component]
pub fn Door(
    /// The shape that says what kind of way it is.
    icon: IconName,
    /// What it is.
    title: &'static str,
    /// What comes of it.
    #[prop(into)]
    says: String,
    /// The button.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <Icon name=icon size=IconSize::Large />
            <h3>{title}</h3>
            <p class="soft">{says}</p>
            <div>{children()}</div>
        </li>
    }
}

/// That there is sample data, and the way out of it; nothing as long as there is none.
#[component]
pub fn SampleNote(
    /// It stands in the body of a page, and not above one.
    in_page: bool,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let is_here = Memo::new(move |_| desk.read(&[Topic::Table(Kind::Rep)], sample::is_here));
    let busy = RwSignal::new(false);
    let actions = move || {
        view! { <Button label=words::remove_sample() small=true busy on_press=move || later::remove_sample(desk, front, busy) /> }
    };
    live(move || {
        is_here.get().then(|| {
            view! {
                <div class:page-note=!in_page>
                    <Banner icon=IconName::Spark actions>{words::sample()}</Banner>
                </div>
            }
        })
    })
}

/// Puts the sample data into the Book.
pub fn load_sample(desk: Desk, busy: RwSignal<bool>) {
    let (now, today) = (clock::now(), clock::today());
    let when = When { now, midday: clock::moment(today, 12 * 60), today };
    adopt(desk, busy, Verb::Sampled, move |book| sample::addition(book, when, &ids::fresh));
}

/// Takes the sample data out of the Book.
pub fn remove_sample(desk: Desk, busy: RwSignal<bool>) {
    let exported = device::backup().map_or(Stamp::ZERO, |it| it.newest);
    let by = Some(device::me()).filter(|me| desk.peek(|book| book.live(*me).is_some()));
    let trashed = Trashed { at: clock::now(), by };
    adopt(desk, busy, Verb::Unsampled, move |book| sample::removal(book, exported, trashed));
}

/// Plans and does. If another tab wrote in between, it is planned once more.
fn adopt(desk: Desk, busy: RwSignal<bool>, verb: Verb, plan: impl Fn(&Book) -> Change + 'static) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    task::run(async move {
        let give = || desk.run(Adopt { label: Label::of(verb, ""), change: desk.peek(&plan) });
        let outcome = match give().await {
            Err(_) => give().await,
            done => done,
        };
        busy.try_set(false);
        if let Err(error) = outcome {
            announce_now(&refused::error(&error));
        }
    });
}
