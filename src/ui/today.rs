//! The day's work on one screen: what is due, and what nobody has looked after. Each line is done, moved or opened in
//! place.
//!
//! A query of the domain tells the day; here it becomes lines of one kind, so that all parts are drawn alike.

mod day_chips;
mod line;
pub mod task_form;

use crate::{
    platform::{
        clock, device, dom, intl,
        task::{self, Slice},
    },
    ui::{
        format,
        front::{Ask, Front, use_desk, use_front},
        kit::{
            banner::Empty,
            button::{Button, Variant},
            focus::KeptFocus,
            icon::IconName,
            live::live,
            tabs::{TabLink, TabLinks},
        },
        page::{Body, Page},
        people,
        routes::{Address, Route},
        text::{shell, today as words},
    },
};
use desk::{Desk, Topic};
use domain::{
    query::{self, TwinSearch, Whose},
    value::Kind,
};
use leptos::prelude::*;
use line::{Line, Part, line};

/// The parts of the Book that a day is made of.
pub const TOPICS: [Topic; 9] = [
    Topic::Table(Kind::Task),
    Topic::Table(Kind::Lead),
    Topic::Table(Kind::Deal),
    Topic::Table(Kind::Contact),
    Topic::Table(Kind::Company),
    Topic::Table(Kind::Activity),
    Topic::Table(Kind::Stage),
    Topic::Table(Kind::Status),
    Topic::Table(Kind::Settings),
];

/// The parts of the Book that say who may be here twice. A task that is done does not ask for it again.
const TWINS: [Topic; 6] = [
    Topic::Table(Kind::Lead),
    Topic::Table(Kind::Contact),
    Topic::Table(Kind::Company),
    Topic::Table(Kind::Rep),
    Topic::Table(Kind::Status),
    Topic::Table(Kind::Settings),
];

/// So many lines of a part are shown before the rest is asked for.
const FEW: usize = 12;

/// Who may be here twice, as lines; nothing while they are looked for, which is done in slices. Whatever is written about
/// them meanwhile begins it anew.
fn twins(desk: Desk, front: Front, whose: Memo<Whose>) -> RwSignal<Option<Vec<Line>>> {
    const RECORDS: usize = 100;
    let found = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        front.me.track();
        let whose = whose.get();
        let mut search = desk.read(&TWINS, TwinSearch::new);
        turn.update_value(|it| *it += 1);
        let own = turn.get_value();
        task::run(async move {
            let is_wanted = move || turn.try_get_value() == Some(own);
            let mut step = || desk.peek(|book| search.advance(book, RECORDS));
            if task::in_slices(Slice::Aside, &is_wanted, &mut step).await {
                let lines =
                    desk.peek(|book| line::twins(book, &search.found(book, whose, &clock::standpoint())));
                let lines = Some(lines);
                if found.try_with_untracked(|it| *it != lines) == Some(true) {
                    found.set(lines);
                }
            }
        });
    });
    found
}

/// The screen.
#[component]
pub fn TodayScreen() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let whose = Memo::new(move |_| {
        front.me.track();
        match front.address.with(|it| it.get("whose").map(ToOwned::to_owned)).as_deref() {
            Some("all") => Whose::All,
            Some("mine") => Whose::Mine,
            _ => usual(desk),
        }
    });
    let day = Memo::new(move |_| {
        front.me.track();
        front.time.track();
        let (whose, at) = (whose.get(), clock::standpoint());
        desk.read(&TOPICS, |book| query::today(book, whose, &at))
    });
    let twins = twins(desk, front, whose);
    let title = Signal::derive(move || {
        front.time.track();
        intl::day_long(clock::today())
    });
    let views = move || {
        let link = move |label: &str, which: Whose, value: &str| TabLink {
            label: label.to_owned(),
            count: String::new(),
            href: format!("#{}", Address::from(Route::Today).with("whose", value)),
            is_current: whose.get() == which,
        };
        let links = Signal::derive(move || {
            vec![link(words::mine(), Whose::Mine, "mine"), link(words::everyone(), Whose::All, "all")]
        });
        view! { <TabLinks label=words::whose() links /> }
    };
    let actions = move || {
        let kbd = if front.single_keys.get() { "T" } else { "" };
        view! {
            <Button
                label=words::new_task()
                icon=IconName::Plus
                variant=Variant::Primary
                kbd
                on_press=move || front.ask(Ask::NewTask(None))
            />
        }
    };
    let of = move |part: Part| Lines {
        part,
        count: Memo::new(move |_| match part {
            Part::Twins => twins.with(|it| it.as_ref().map_or(0, Vec::len)),
            _ => day.with(|it| line::count(it, part)),
        }),
        first: Callback::new(move |most| {
            if part == Part::Twins {
                return twins.with(|it| it.iter().flatten().take(most).cloned().collect());
            }
            front.time.track();
            day.with(|day| desk.read(&TOPICS, |book| line::lines(book, day, part, most, clock::today())))
        }),
    };
    let (main, side) = (Part::MAIN.map(of), Part::SIDE.map(of));
    let is_free = move |of: &[Lines]| of.iter().all(|it| it.count.get() == 0);
    let nothing_waits = Memo::new(move |_| is_free(&main) && twins.with(Option::is_some));
    let nothing_comes = Memo::new(move |_| is_free(&side));
    let rest = move || view! { <Empty icon=IconName::Today title=words::nothing_due() fill=true>{words::enjoy()}</Empty> };
    let body = move || {
        if nothing_waits.get() && nothing_comes.get() {
            return rest().into_any();
        }
        view! {
            <div class="today">
                <div class="stack" data-wide="">
                    {move || nothing_waits.get().then(rest)}
                    {main.map(section).collect_view()}
                </div>
                <div class="stack" data-wide="">{side.map(section).collect_view()}</div>
            </div>
        }
        .into_any()
    };
    view! { <Page title middle=views actions body=Body::Pad>{live(body)}</Page> }
}

/// Whose work is shown until somebody chooses: one's own, once one has said who one is. Until then what is written here is
/// signed by a rep without a name of their own.
pub fn usual(desk: Desk) -> Whose {
    let name = desk.read(&[Topic::Table(Kind::Rep)], |book| people::rep_name(book, device::me()));
    if name.is_some_and(|it| it != shell::ME) { Whose::Mine } else { Whose::All }
}

/// What a part of the day has.
#[derive(Clone, Copy)]
struct Lines {
    part: Part,
    count: Memo<usize>,
    /// The first of them, so many at most.
    first: Callback<usize, Vec<Line>>,
}

/// One part of the day; nothing where it has no lines.
fn section(Lines { part, count, first }: Lines) -> AnyView {
    let all = RwSignal::new(false);
    let shown = Memo::new(move |_| first.run(if all.get() { usize::MAX } else { FEW }));
    let focus = KeptFocus::new(move || shown.track());
    let heading = dom::fresh_id();
    let is_there = Memo::new(move |_| count.get() > 0);
    let is_cut = move || !all.get() && count.get() > FEW;
    let narrow = Part::SIDE.contains(&part).then_some("");
    let whole = move || {
        let labelled = heading.clone();
        is_there.get().then(|| {
            view! {
                <section class="stack" data-snug="" aria-labelledby=labelled.clone()>
                    <div class="section-head">
                        <h2 id=labelled.clone()>{part.title()}</h2>
                        <small class="faint">{move || format::count(count.get())}</small>
                    </div>
                    <ul
                        class="rows"
                        data-day=""
                        data-narrow=narrow
                        node_ref=focus.list
                        on:focusin=move |event| focus.entered(&event)
                        on:focusout=move |event| focus.left(&event)
                    >
                        <For each=move || shown.get() key=Line::key children=line />
                    </ul>
                    {move || is_cut().then(|| view! {
                        <Button
                            label=words::show_all(count.get())
                            variant=Variant::Quiet
                            small=true
                            on_press=move || all.set(true)
                        />
                    })}
                </section>
            }
        })
    };
    whole.into_any()
}
