//! The filters of a list: a menu for each thing that can be asked, which says what is asked of it.
//!
//! What is chosen stands in the address, as [`domain::query::Filter`] writes it, so that Back, a reload and a bookmark
//! show the same list. A part of an address that cannot be read is told in a sentence; the rest holds.

use super::{own, spans::spans, views::Views};
use crate::{
    platform::dom,
    ui::{
        front::{Front, ONCE, use_desk, use_front},
        kit::{
            banner::Banner,
            button::{Button, Variant},
            icon::{IconName, Tone},
            menu::{MenuItem, TickMenu},
        },
        people,
        text::{common, leads, list as words},
    },
};
use desk::Topic;
use domain::{
    book::Book,
    query::{self, Column, Filter, Problem, StepIs, Trait},
    record::{Level, Listed, Priority, Source, Status, Tag},
    value::Kind,
};
use leptos::prelude::*;

/// What the menus are made of.
const TOPICS: [Topic; 5] = [
    Topic::Table(Kind::Status),
    Topic::Table(Kind::Stage),
    Topic::Table(Kind::Source),
    Topic::Table(Kind::Rep),
    Topic::Table(Kind::Tag),
];

/// Something that can be asked of a list.
#[derive(Clone, Debug, PartialEq)]
struct Facet {
    /// The word of the address.
    key: &'static str,
    label: &'static str,
    /// What may be chosen: the value in the address, and what it is called.
    options: Vec<(String, String)>,
    /// One value at most.
    is_single: bool,
}

impl Facet {
    fn new(
        key: &'static str,
        label: &'static str,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Facet {
        Facet { key, label, options: options.into_iter().collect(), is_single: false }
    }
}

fn entries<T: Listed>(all: &[std::sync::Arc<domain::row::Stamped<T>>]) -> Vec<(String, String)> {
    all.iter().map(|it| (it.id().to_string(), it.label().to_owned())).collect()
}

/// What can be asked of records of a kind.
fn facets(book: &Book, kind: Kind) -> Vec<Facet> {
    let mut facets = Vec::new();
    if kind == Kind::Lead {
        facets.push(Facet::new("status", words::status(), entries::<Status>(&query::listed(book))));
    }
    if kind == Kind::Deal {
        let stages = query::stages(book, query::default_pipeline(book));
        facets.push(Facet::new("stage", words::stage(), entries(&stages)));
    }
    let owners =
        [("me".to_owned(), words::me().to_owned()), ("nobody".to_owned(), words::nobody().to_owned())];
    let reps = people::choices(book).into_iter().map(|it| (it.value, it.label));
    facets.push(Facet::new("owner", leads::owner(), owners.into_iter().chain(reps)));
    let mut sources = entries::<Source>(&query::listed(book));
    sources.push(("none".to_owned(), words::no_source().to_owned()));
    facets.push(Facet::new("source", leads::source(), sources));
    if kind == Kind::Lead {
        let levels = Level::ALL.iter().map(|it| (it.name().to_owned(), common::level(*it).to_owned()));
        facets.push(Facet::new("interest", words::interest(), levels));
    }
    if matches!(kind, Kind::Lead | Kind::Deal) {
        let priorities =
            Priority::ALL.iter().map(|it| (it.name().to_owned(), common::priority(*it).to_owned()));
        facets.push(Facet::new("priority", leads::priority(), priorities));
        let steps = StepIs::ALL.iter().map(|it| (it.name().to_owned(), words::step_is(*it).to_owned()));
        facets.push(Facet::new("step", leads::column_step(), steps));
    }
    facets.push(Facet::new("tag", words::tag(), entries::<Tag>(&query::listed(book))));
    let contact = words::CONTACTED.map(|(value, label)| (value.to_owned(), label.to_owned()));
    facets.push(Facet { is_single: true, ..Facet::new("contact", leads::column_contact(), contact) });
    let traits = Trait::ALL.iter().filter(|it| it.fits(kind));
    facets.push(Facet::new(
        "is",
        words::is(),
        traits.map(|it| (it.name().to_owned(), words::what_is(*it).to_owned())),
    ));
    facets.retain(|it| !it.options.is_empty());
    facets
}

/// The menus below the head of a list.
#[component]
pub fn Filters(
    /// The kind of records that are listed.
    kind: Kind,
    /// What of the address could not be read.
    problems: Signal<Vec<Problem>>,
    /// The columns that are shown.
    columns: Memo<Vec<Column>>,
    /// What stands at their end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let facets = Memo::new(move |_| desk.read(&TOPICS, |book| facets(book, kind)));
    let has_any = Memo::new(move |_| {
        front.address.with(|it| it.query.iter().any(|(key, _)| Filter::knows(key) && key != "q"))
    });
    let told = move || {
        let sentences = problems.with(|it| it.iter().map(words::problem).collect::<Vec<_>>().join(" "));
        (!sentences.is_empty())
            .then(|| view! { <Banner icon=IconName::Warning tone=Tone::Warn>{sentences}</Banner> })
    };
    view! {
        <div class="filters" role="group" aria-label=words::filters()>
            <div class="cluster" data-tight="">
                <Views kind />
                <For each=move || facets.get() key=|it| it.key children=move |it| menu(front, facets, it.key) />
                {spans(kind)}
                {own::filters(kind, columns)}
                {move || has_any.get().then(|| view! {
                    <Button
                        label=words::clear_filters()
                        icon=IconName::Cross
                        variant=Variant::Quiet
                        small=true
                        on_press=move || clear(front)
                    />
                })}
            </div>
            {children.map(|it| it())}
        </div>
        {told}
    }
}

/// The menu of one facet. Its button says what was chosen.
fn menu(front: Front, facets: Memo<Vec<Facet>>, key: &'static str) -> AnyView {
    let facet = move || facets.with(|it| it.iter().find(|it| it.key == key).cloned());
    let chosen = move || chosen(&front.address.with(|it| it.get(key).unwrap_or_default().to_owned()));
    let title = facets.with_untracked(|it| it.iter().find(|it| it.key == key).map(|it| it.label));
    let label = Memo::new(move |_| {
        let Some(facet) = facet() else { return String::new() };
        let chosen = chosen();
        let names = facet.options.iter().filter(|it| chosen.contains(&it.0)).map(|it| it.1.as_str());
        let names: Vec<&str> = names.collect();
        if names.is_empty() {
            facet.label.to_owned()
        } else {
            format!("{}: {}", facet.label, names.join(", "))
        }
    });
    let items = Callback::new(move |()| {
        let Some(facet) = facet() else { return Vec::new() };
        let chosen = chosen();
        let item = |(value, label): (String, String)| {
            let is_on = chosen.contains(&value);
            let others = chosen.iter().filter(|it| !facet.is_single && **it != value).cloned();
            let next: Vec<String> = others.chain((!is_on).then(|| value.clone())).collect();
            let item = MenuItem::new(label, move || front.choose(key, &next.join(",")));
            if facet.is_single { item.checked(is_on) } else { item.ticked(is_on) }
        };
        facet.options.clone().into_iter().map(item).collect()
    });
    let is_set = Memo::new(move |_| !chosen().is_empty());
    view! { <TickMenu title=title.unwrap_or_default() label is_set items /> }.into_any()
}

/// Where the menu of a facet stands. Fields of one's own may be called anything, and an id has no blanks.
pub(super) fn place(key: &str) -> String {
    format!("filter-{}", key.split_whitespace().collect::<Vec<_>>().join("-"))
}

/// Chooses; the button, which is drawn anew, has the focus again.
pub(super) fn choose(front: Front, key: &str, value: &str) {
    front.choose(key, value);
    focus(key);
}

/// Gives the focus to the button of a menu, once it is drawn.
pub(super) fn focus(key: &str) {
    let place = place(key);
    dom::next_frame(move || {
        if let Some(button) = dom::by_id(&place).and_then(|it| dom::first(&it, "button")) {
            dom::focus(&button);
        }
    });
}

fn chosen(text: &str) -> Vec<String> {
    text.split(',').filter(|it| !it.is_empty()).map(ToOwned::to_owned).collect()
}

/// Takes every filter away; the order of the list stays. What is asked now is the reader's own.
pub fn clear(front: Front) {
    front.forget(|it| Filter::knows(it) || it == ONCE);
}
