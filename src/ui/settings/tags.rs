//! The tags: how many records carry each, what it is called, its colour, and the ways to be rid of one.

use super::{
    entries::{AddLine, NameCell, edit, named, send_edit},
    merge::{Ask, End},
};
use crate::{
    platform::{dom, ids},
    ui::{
        format,
        front::use_desk,
        kit::{
            chip::Chip,
            icon::IconName,
            live::live,
            menu::{Menu, MenuItem},
            place::Align,
        },
        text::{settings, tags as words},
    },
};
use desk::{Desk, Topic};
use domain::{
    command::Trash,
    query::{self, TagUse},
    record::{Record, Tag, Tint},
    row::Row,
    value::{Id, Kind, RecordId, Text},
};
use leptos::prelude::*;

/// What tells where tags are.
const TOPICS: [Topic; 5] = [
    Topic::Table(Kind::Tag),
    Topic::Table(Kind::Lead),
    Topic::Table(Kind::Deal),
    Topic::Table(Kind::Contact),
    Topic::Table(Kind::Company),
];

/// The section.
#[component]
pub fn Tags() -> impl IntoView {
    let desk = use_desk();
    let ending = RwSignal::new(None::<End>);
    let tags = Memo::new(move |_| desk.read(&TOPICS, query::tags));
    let ids = Memo::new(move |_| tags.read().iter().map(|it| it.id).collect::<Vec<_>>());
    let is_empty = Memo::new(move |_| ids.read().is_empty());
    let row = move |id: Id<Tag>| {
        let it = Memo::new(move |_| tags.read().iter().find(|it| it.id == id).cloned());
        view! { <Line id it ending /> }
    };
    let make = Callback::new(move |name: Text| {
        let colour = Some(desk.peek(query::next_tint).number());
        Row::from(Tag { name, colour, ..Tag::blank(Id::new(ids::fresh())) })
    });
    let heading = dom::fresh_id();
    let table = move || {
        if is_empty.get() {
            return view! { <p class="faint">{words::none_yet()}</p> }.into_any();
        }
        view! {
            <table class="table" data-variant="plain">
                <caption class="unseen">{words::tags()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{settings::name()}</th>
                        <th scope="col" data-width="state">{words::colour()}</th>
                        <th scope="col" data-width="owner" data-align="end">{words::records()}</th>
                        <th scope="col" data-width="short"><span class="unseen">{words::acts()}</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || ids.get() key=|it| *it let:id>
                        {row(id)}
                    </For>
                </tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{words::tags()}</h2>
            {live(table)}
            <AddLine kind=Kind::Tag make />
            <p class="field-hint">{words::rename_means()}</p>
        </section>
        <Ask ending />
    }
}

/// A tag.
#[component]
fn Line(id: Id<Tag>, it: Memo<Option<TagUse>>, ending: RwSignal<Option<End>>) -> impl IntoView {
    let desk = use_desk();
    let record = RecordId::from(id);
    let name = named(record);
    let problem = RwSignal::new(None::<String>);
    let tint = Memo::new(move |_| it.read().as_ref().and_then(|it| it.tint).unwrap_or(Tint::Grey));
    let shown = move || view! { <Chip text=words::tint(tint.get()) tint=tint.get().name() /> };
    let colour = move || {
        let items = Callback::new(move |()| colours(desk, record, tint.get_untracked()));
        view! {
            <Menu label=words::colour_of(&name.get()) icon=IconName::Down bare=true small=true items />
        }
    };
    let count = move || it.read().as_ref().map(|it| format::count(it.records));
    let acts = move || {
        let items = Callback::new(move |()| acts(desk, id, it.get_untracked(), ending));
        view! {
            <Menu label=words::acts_of(&name.get()) icon=IconName::More bare=true small=true align=Align::End items />
        }
    };
    view! {
        <tr>
            <th scope="row">
                <NameCell id=record name problem />
                {move || problem.get().map(|it| view! { <p class="field-error">{it}</p> })}
            </th>
            <td><span class="cluster" data-tight="">{live(shown)}{live(colour)}</span></td>
            <td data-align="end" class="soft">{live(count)}</td>
            <td data-align="end">{live(acts)}</td>
        </tr>
    }
}

/// The colours, the one it has with a tick.
fn colours(desk: Desk, tag: RecordId, now: Tint) -> Vec<MenuItem> {
    let item = |tint: Tint| {
        let choose = move || {
            let set = |it: &mut Tag| it.colour = Some(tint.number());
            send_edit(desk, desk.peek(|book| edit::<Tag>(book, tag, |_| {}, set)));
        };
        MenuItem::new(words::tint(tint), choose).tint(tint.name()).checked(tint == now)
    };
    Tint::ALL.iter().map(|it| item(*it)).collect()
}

/// What can be done with a tag. One that is nowhere is deleted at once.
fn acts(desk: Desk, id: Id<Tag>, it: Option<TagUse>, ending: RwSignal<Option<End>>) -> Vec<MenuItem> {
    let others = desk.peek(query::listed::<Tag>);
    let is_used = it.is_some_and(|it| it.records > 0);
    let alone = (others.len() < 2).then(|| words::no_other().to_owned());
    let merge = MenuItem::new(words::merge(), move || ending.set(Some(End::Merge(id)))).refused(alone);
    let delete = move || {
        if is_used {
            ending.set(Some(End::Delete(id)));
        } else {
            desk.send(Trash(vec![id.into()]));
        }
    };
    vec![merge, MenuItem::new(words::delete(), delete).icon(IconName::Trash).after_line()]
}
