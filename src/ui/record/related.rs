//! What belongs to a record, each with a way to its page: people, companies, deals, leads.

use crate::{
    platform::dom,
    ui::{
        format,
        front::{Ask, use_desk, use_front},
        kit::{
            avatar::{Avatar, AvatarSize},
            button::{Button, Variant},
            chip::Chip,
            focus::KeptFocus,
            icon::{Icon, IconName, Tone},
            live::live,
            menu::{Menu, MenuItem},
            place::Align,
        },
        leads::status,
        routes::Route,
        text::{common, customers as words},
    },
};
use desk::Topic;
use domain::{
    book::Book,
    query,
    record::{Deal, Ending, Lead, Listed, Reached},
    value::{Id, Kind, RecordId},
};
use leptos::prelude::*;

/// Something that belongs to a record, on a line of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which record it is.
    pub id: RecordId,
    /// What it is called; nothing if it is no longer here.
    pub name: Option<String>,
    /// More about it, below its name.
    pub more: String,
    /// What stands at the end: an amount.
    pub end: String,
    /// How it stands, at the end: "Main", "Past".
    pub mark: Option<&'static str>,
    /// What is drawn before it.
    pub face: Face,
}

/// What is drawn before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// The initials of a person.
    Person,
    /// The initials of a company.
    Company,
    /// A drawing.
    Drawing(IconName, Tone),
}

/// A part of the side column: what belongs to the record, a few at first.
#[component]
pub fn Related(
    /// What they are.
    title: &'static str,
    /// They, in order.
    #[prop(into)]
    lines: Signal<Vec<Line>>,
    /// What is said if there are none.
    nothing: &'static str,
    /// What can be done with one.
    #[prop(optional)]
    menu: Option<Callback<RecordId, Vec<MenuItem>>>,
    /// The button that adds one.
    #[prop(into)]
    add: ViewFn,
    /// What stands between the heading and the lines, such as a form.
    #[prop(into, optional)]
    form: Option<ViewFn>,
) -> impl IntoView {
    let heading = dom::fresh_id();
    let limit = RwSignal::new(FEW);
    let count = Memo::new(move |_| lines.read().len());
    let ids = Memo::new(move |_| lines.read().iter().take(limit.get()).map(|it| it.id).collect::<Vec<_>>());
    let focus = KeptFocus::new(move || ids.track());
    let one = move |id: RecordId| {
        let line = Memo::new(move |_| lines.read().iter().find(|it| it.id == id).cloned());
        view! { <One id line menu /> }
    };
    let shown_count = move || {
        (count.get() > 1).then(|| view! { <small class="faint">{format::count(count.get())}</small> })
    };
    let rest = move || {
        let all = count.get();
        (all > limit.get()).then(|| {
            let show = move || limit.set(usize::MAX);
            view! { <Button label=words::show_all(all) variant=Variant::Quiet small=true on_press=show /> }
        })
    };
    view! {
        <section class="stack" data-snug="" aria-labelledby=heading.clone()>
            <div class="section-head">
                <h2 id=heading.clone()>{title}</h2>
                {live(shown_count)}
                <span class="spread">{add.run()}</span>
            </div>
            {form.map(|it| it.run())}
            <ul class="people" node_ref=focus.list on:focusin=move |event| focus.entered(&event) on:focusout=move |event| focus.left(&event)>
                <For each=move || ids.get() key=|it| *it children=one />
            </ul>
            {move || (count.get() == 0).then(|| view! { <p><small class="faint">{nothing}</small></p> })}
            {live(rest)}
        </section>
    }
}

/// So many lines are shown before the rest is asked for.
const FEW: usize = 8;

/// One line. Its parts are drawn anew by themselves, so that its menu keeps the focus.
#[component]
fn One(
    id: RecordId,
    line: Memo<Option<Line>>,
    menu: Option<Callback<RecordId, Vec<MenuItem>>>,
) -> impl IntoView {
    let of = move |read: fn(&Line) -> String| line.read().as_ref().map(read).unwrap_or_default();
    let name = Memo::new(move |_| line.read().as_ref().and_then(|it| it.name.clone()));
    let face = Memo::new(move |_| line.read().as_ref().map(|it| it.face));
    let mark = move || line.read().as_ref().and_then(|it| it.mark).map(|it| view! { <Chip text=it /> });
    let more = move || of(|it| it.more.clone());
    let end = move || of(|it| it.end.clone());
    let label = move || name.get_untracked().unwrap_or_else(|| common::gone().to_owned());
    view! {
        <li>
            {move || face.get().map(|it| face_view(it, &name.get().unwrap_or_default()))}
            <div>
                <p>{move || link(id, name.get())}</p>
                <p><small class="faint"><bdi>{live(more)}</bdi></small></p>
            </div>
            <span class="cluster" data-tight="">
                <small class="soft">{live(end)}</small>
                {live(mark)}
                {menu.map(|items| {
                    let items = Callback::new(move |()| items.run(id));
                    view! { <Menu label=words::more_about(&label()) icon=IconName::More bare=true small=true align=Align::End items /> }
                })}
            </span>
        </li>
    }
}

fn face_view(face: Face, name: &str) -> AnyView {
    match face {
        Face::Person => view! { <Avatar name size=AvatarSize::Large /> }.into_any(),
        Face::Company => view! { <Avatar name size=AvatarSize::Large square=true /> }.into_any(),
        Face::Drawing(name, tone) => view! { <span class="slot"><Icon name tone /></span> }.into_any(),
    }
}

/// The way to a record, or that it is no longer here.
pub fn link(id: RecordId, name: Option<String>) -> AnyView {
    match (name, Route::of(id)) {
        (Some(name), Some(route)) => view! { <a href=route.href()><bdi>{name}</bdi></a> }.into_any(),
        _ => view! { <span class="faint">{common::gone()}</span> }.into_any(),
    }
}

/// The deals of a contact or a company, and a way to begin another.
#[component]
pub fn Deals(
    /// Whose.
    of: RecordId,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let topics = [Topic::Table(Kind::Deal), Topic::Table(Kind::Stage)];
    let lines = Memo::new(move |_| {
        desk.read(&topics, |book| {
            query::deals_of(book, of).into_iter().filter_map(|it| deal(book, it)).collect::<Vec<_>>()
        })
    });
    let add = move || {
        let new = move || front.ask(Ask::NewDeal(Some(of)));
        view! { <Button label=words::new_deal() icon=IconName::Plus variant=Variant::Quiet small=true bare=true on_press=new /> }
    };
    view! { <Related title=words::deals() lines nothing=words::no_deals() add /> }
}

fn deal(book: &Book, id: Id<Deal>) -> Option<Line> {
    let it = book.get(id)?;
    let stage = query::shown_stage(book, it).and_then(|it| book.get(it));
    let face = match it.outcome.as_ref().map(|it| it.ending) {
        None => Face::Drawing(IconName::Pipeline, Tone::Plain),
        Some(Ending::Won) => Face::Drawing(IconName::Trophy, Tone::Good),
        Some(Ending::Lost) => Face::Drawing(IconName::Lost, Tone::Plain),
    };
    Some(Line {
        id: id.into(),
        name: Some(it.name.to_string()),
        more: stage.map_or_else(|| common::gone().to_owned(), |it| it.label().to_owned()),
        end: it.value.map(format::money).unwrap_or_default(),
        mark: None,
        face,
    })
}

/// The leads that a contact or a company was; not there if there were none.
#[component]
pub fn Leads(
    /// Whose.
    of: RecordId,
) -> impl IntoView {
    let desk = use_desk();
    let topics = [Topic::Table(Kind::Lead), Topic::Table(Kind::Status)];
    let lines = Memo::new(move |_| {
        desk.read(&topics, |book| {
            query::leads_of(book, of).into_iter().filter_map(|it| lead(book, it)).collect::<Vec<_>>()
        })
    });
    let is_there = Memo::new(move |_| !lines.read().is_empty());
    live(move || {
        is_there.get().then(|| view! { <Related title=words::leads() lines nothing="" add=|| () /> })
    })
}

fn lead(book: &Book, id: Id<Lead>) -> Option<Line> {
    let it = book.get(id)?;
    Some(Line {
        id: id.into(),
        name: Some(it.name()),
        more: [query::status(book, it).1, it.interest.to_string()]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        end: String::new(),
        mark: None,
        face: Face::Drawing(status::drawing(query::status_kind(book, it)), Tone::Plain),
    })
}

/// The route of a list that a record of a kind is found in.
pub fn list_of(kind: Kind) -> Route {
    match kind {
        Kind::Contact => Route::Contacts,
        Kind::Company => Route::Companies,
        Kind::Deal => Route::Pipeline,
        _ => Route::Leads,
    }
}
