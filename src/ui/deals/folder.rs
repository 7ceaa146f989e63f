//! What lies in the folder of a deal: papers of one kind, one below the other. Each is added by a form, changed by the
//! same form where it stands, and taken out.
//!
//! # What is not here
//!
//! What a paper says and which fields it has: [`milestones`](super::milestones) and its neighbours.

mod papers;

pub use self::papers::{Filled, Line, Papers};

use crate::{
    platform::{dom, ids},
    ui::{
        front::use_desk,
        kit::{
            button::{Button, Variant},
            choice::CheckBox,
            focus::KeptFocus,
            icon::IconName,
            live::live,
            menu::{Menu, MenuItem},
            place::Align,
            unfolded::Unfolded,
        },
        record::{
            Shown,
            facts::usual_currency,
            form::{Drafted, inset::Inset},
        },
        text::{customers, folder as words, record},
    },
};
use desk::{Desk, Topic};
use domain::{
    book::Book,
    command::Edit,
    record::{Deal, Enclosed},
    value::{Currency, ElementId, Kind, Money},
};
use leptos::{ev, prelude::*};

/// Which form is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    New,
    One(ElementId),
}

/// The papers of one kind in a deal, what they come to, and the button that adds one.
#[derive(Clone, Copy)]
struct Folder {
    deal: Shown<Deal>,
    papers: Papers,
    desk: Desk,
    open: RwSignal<Open>,
}

/// A part of the page: papers of one kind, and `foot` below them.
pub fn folder(deal: Shown<Deal>, papers: Papers, foot: AnyView) -> AnyView {
    let desk = use_desk();
    let it = Folder { deal, papers, desk, open: RwSignal::default() };
    let lines = Memo::new(move |_| {
        let deal = deal.read();
        let tell = |book: &Book| deal.as_ref().map(|it| (papers.lines)(book, it)).unwrap_or_default();
        desk.read(&[Topic::Table(Kind::Deal)], tell)
    });
    let ids = Memo::new(move |_| lines.read().iter().map(|it| it.id).collect::<Vec<_>>());
    let focus = KeptFocus::new(move || ids.track());
    let heading = dom::fresh_id();
    let head = it.head(heading.clone(), lines);
    let one = move |id: ElementId| {
        let line = Memo::new(move |_| lines.read().iter().find(|it| it.id == id).cloned());
        it.line(id, line)
    };
    let is_new = Memo::new(move |_| it.open.get() == Open::New);
    let is_empty = Memo::new(move |_| lines.read().is_empty());
    view! {
        <section class="stack" data-snug="" aria-labelledby=heading>
            {head}
            {live(move || is_new.get().then(|| it.form(None)))}
            <ul
                class="people"
                data-variant="papers"
                node_ref=focus.list
                on:focusin=move |event| focus.entered(&event)
                on:focusout=move |event| focus.left(&event)
            >
                <For each=move || ids.get() key=|it| *it children=one />
            </ul>
            {live(move || is_empty.get().then(|| view! { <p><small class="faint">{papers.none}</small></p> }))}
            {foot}
        </section>
    }
    .into_any()
}

impl Folder {
    /// What they are, how many there are, and the button that adds one.
    fn head(self, id: String, lines: Memo<Vec<Line>>) -> AnyView {
        let Papers { title, add, count, refused, .. } = self.papers;
        let refused = Memo::new(move |_| self.deal.read().as_ref().and_then(|it| refused(it)));
        let count = move || view! { <small class="faint">{count(&lines.read())}</small> };
        let toggle =
            move || self.open.update(|it| *it = if *it == Open::New { Open::Nothing } else { Open::New });
        view! {
            <div class="section-head">
                <h2 id=id>{title}</h2>
                {live(count)}
                <span class="spread">
                    <Button label=add icon=IconName::Plus variant=Variant::Quiet small=true bare=true refused on_press=toggle />
                </span>
            </div>
        }
        .into_any()
    }

    /// One line. Its parts are drawn anew by themselves, so that the focus stays where it is.
    fn line(self, id: ElementId, line: Memo<Option<Line>>) -> AnyView {
        let of = move |read: fn(&Line) -> String| line.read().as_ref().map(read).unwrap_or_default();
        let is_late = move || line.read().as_ref().is_some_and(|it| it.is_late);
        let is_open = Memo::new(move |_| self.open.get() == Open::One(id));
        let called = move || {
            line.get_untracked().and_then(|it| it.name).unwrap_or_else(|| words::unreadable().to_owned())
        };
        let items = Callback::new(move |()| self.items(id, line));
        view! {
            <li on:keydown=move |event| self.keyed(&event, id)>
                {self.tick(id, line)}
                <div>
                    <p>{self.name(id, line)}</p>
                    <p>
                        <small class:faint=move || !is_late() data-tone=move || is_late().then_some("danger")>
                            <bdi>{live(move || of(|it| it.more.clone()))}</bdi>
                        </small>
                    </p>
                </div>
                <span class="cluster" data-tight="">
                    <small class="soft">{live(move || of(|it| it.end.clone()))}</small>
                    <Menu label=customers::more_about(&called()) icon=IconName::More bare=true small=true align=Align::End items />
                </span>
                {live(move || is_open.get().then(|| self.form(Some(id))))}
            </li>
        }
        .into_any()
    }

    /// Alt and an arrow put it in another place.
    fn keyed(self, event: &ev::KeyboardEvent, id: ElementId) {
        let is_up = event.key() == "ArrowUp";
        let is_meant = event.alt_key() && (is_up || event.key() == "ArrowDown");
        // In its form they are the browser's.
        let is_meant = is_meant && self.open.get_untracked() != Open::One(id);
        if let Some(put) = self.papers.put.filter(|_| is_meant) {
            event.prevent_default();
            put(self.deal, self.desk, id, is_up);
        }
    }

    /// The box that says whether it is done, of one that can be.
    fn tick(self, id: ElementId, line: Memo<Option<Line>>) -> AnyView {
        let name = Memo::new(move |_| line.get().and_then(|it| it.done.and(it.name)));
        let checked = Signal::derive(move || line.read().as_ref().and_then(|it| it.done).unwrap_or_default());
        let change = move |is_done| self.edit(move |papers, deal| (papers.tick)(deal, &id, is_done));
        let tick = move |name: String| {
            view! { <CheckBox label=record::done(&name) round=true checked on_change=change /> }
        };
        live(move || name.get().map(tick)).into_any()
    }

    /// Its name: a link if it leads somewhere, else a button that changes it. Either stays while what it says changes, so
    /// that it keeps the focus.
    fn name(self, id: ElementId, line: Memo<Option<Line>>) -> AnyView {
        let is_known = Memo::new(move |_| {
            let line = line.read();
            line.as_ref().filter(|it| it.name.is_some()).map(|it| it.address.is_some())
        });
        let name = move || line.read().as_ref().and_then(|it| it.name.clone());
        let href = move || line.read().as_ref().and_then(|it| it.address.clone());
        let is_done = move || line.read().as_ref().and_then(|it| it.done) == Some(true);
        let change = move |_| self.open.set(Open::One(id));
        live(move || match is_known.get() {
            None => view! { <span class="faint">{words::unreadable()}</span> }.into_any(),
            Some(true) => {
                let is_out = move || href().is_some_and(|it| !it.starts_with('#'));
                let target = move || is_out().then_some("_blank");
                let rel = move || is_out().then_some("noopener noreferrer");
                view! { <a href=href target=target rel=rel><bdi>{live(name)}</bdi></a> }.into_any()
            }
            Some(false) => view! {
                <button type="button" class="fact" on:click=change>
                    <span class="unseen">{words::change()}" "</span>
                    <bdi data-done=move || is_done().then_some("")>{live(name)}</bdi>
                </button>
            }
            .into_any(),
        })
        .into_any()
    }

    /// What can be done with one.
    fn items(self, id: ElementId, line: Memo<Option<Line>>) -> Vec<MenuItem> {
        let line = line.get_untracked();
        let can_be_read = line.as_ref().is_some_and(|it| it.name.is_some());
        let fixed = line.and_then(|it| it.fixed).map(str::to_owned);
        let change = MenuItem::new(words::change(), move || self.open.set(Open::One(id)));
        let change = change.icon(IconName::Edit).refused(fixed);
        let remove = move || self.edit(move |papers, deal| (papers.remove)(deal, &id));
        let remove = MenuItem::new(words::remove(), remove).icon(IconName::Cross);
        let ways = (self.papers.ways)(self.deal, self.desk, id);
        can_be_read.then_some(change).into_iter().chain(ways).chain([remove]).collect()
    }

    /// Changes the deal as it is now.
    fn edit(self, change: impl FnOnce(Papers, &mut Deal)) {
        if let Some(deal) = self.deal.get_untracked() {
            self.desk.send(Edit::of(&deal, |it| change(self.papers, it)));
        }
    }

    /// The form of one, or of a new one.
    fn form(self, id: Option<ElementId>) -> Option<AnyView> {
        // The edit carries the deal as the author saw it, so that what somebody else writes meanwhile is not overwritten.
        let was = self.deal.get_untracked()?;
        let papers = self.papers;
        let currency = self.desk.peek(|book| currency(book, &was));
        let name = format!("{}:{}:{}", papers.draft, was.id, id.map(|it| it.to_string()).unwrap_or_default());
        let begin = self.desk.peek(|book| (papers.begin)(book, &was, id.as_ref()));
        let form = Drafted::new(name, &begin);
        let fields = (papers.fields)(form, currency);
        let read = move |()| {
            let mut now = was.record().clone();
            (papers.write)(form, currency, &mut now, id.unwrap_or_else(|| ElementId(ids::fresh())));
            form.is_right().then(|| Edit::between(&was, was.record().clone(), now).into())
        };
        let close = Callback::new(move |()| {
            self.open.try_set(Open::Nothing);
        });
        let label = if id.is_some() { words::change() } else { papers.add };
        let save = if id.is_some() { words::save() } else { words::add() };
        Some(
            view! { <Unfolded on_close=close><Inset form label save read done=close>{fields}</Inset></Unfolded> }
                .into_any(),
        )
    }
}

/// The currency that a new amount of a deal is in, unless its author says otherwise.
fn currency(book: &Book, deal: &Deal) -> Currency {
    let last = deal.lines.values().next_back().and_then(Enclosed::open).map(|it| it.price);
    last.or(deal.value).map_or_else(|| usual_currency(book), Money::currency)
}
