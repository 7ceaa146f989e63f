//! The tags of a record: taken off by their cross, put on by one field that finds them and makes new ones.

use crate::{
    platform::{dom, ids, task},
    ui::{
        front::use_desk,
        kit::{
            announce::{announce, announce_now},
            button::{Button, Variant},
            chip::RemovableChip,
            choice::Choice,
            combobox::Combobox,
            focus,
            icon::IconName,
            unfolded::Unfolded,
        },
        tags::{TagList, tint},
        text::{refused, tags as words},
    },
};
use desk::{Desk, Topic};
use domain::{
    command::{Bulk, Deed},
    query,
    record::{Record, Tag},
    row::Stamped,
    value::{Id, Kind, RecordId, Text},
};
use leptos::{html::Section, prelude::*};
use std::sync::Arc;

/// The tags of a record.
#[component]
pub fn Tags(
    /// Which record.
    of: RecordId,
) -> impl IntoView {
    let desk = use_desk();
    let node = NodeRef::<Section>::new();
    let is_adding = RwSignal::new(false);
    let tags = Memo::new(move |_| {
        desk.read(&[Topic::Table(of.kind), Topic::Table(Kind::Tag)], |book| query::tags_on(book, of))
    });
    let chip = move |(at, tag): (usize, Arc<Stamped<Tag>>)| {
        let (id, text, tint) = (tag.id, tag.name.to_string(), tint(&tag));
        let remove = move || take_off(desk, of, id, at, node);
        view! { <RemovableChip remove=words::remove(&text) text tint on_remove=remove /> }
    };
    let add = move || {
        if is_adding.get() {
            let on_close = Callback::new(move |()| {
                is_adding.set(false);
                // To the button in its new place, whatever has caught the focus meanwhile.
                dom::next_frame(move || to_control(node, usize::MAX));
            });
            view! { <Unfolded on_close><Add of tags /></Unfolded> }.into_any()
        } else {
            let open = move || is_adding.set(true);
            view! { <Button label=words::add() icon=IconName::Plus variant=Variant::Quiet small=true on_press=open /> }
                .into_any()
        }
    };
    view! {
        <section class="tags cluster" data-tight="" aria-label=words::tags() node_ref=node>
            {move || tags.get().into_iter().enumerate().map(chip).collect_view()}
            {add}
        </section>
    }
}

/// Takes a tag off. The focus goes on to the tag that stands there now, or to what adds one.
fn take_off(desk: Desk, of: RecordId, tag: Id<Tag>, at: usize, node: NodeRef<Section>) {
    task::run(async move {
        let bulk = Bulk { of: vec![of], deed: Deed::Untag(tag), leaves_out: false };
        if let Err(error) = desk.run(bulk).await {
            return desk.report(error);
        }
        dom::next_frame(move || {
            if dom::focused().is_none() {
                to_control(node, at);
            }
        });
    });
}

/// Gives the focus to one of the controls of the tags, or to the last of them.
fn to_control(node: NodeRef<Section>, at: usize) {
    if let Some(section) = node.try_get_untracked().flatten() {
        focus::to_control(&section, at);
    }
}

/// The field.
#[component]
fn Add(of: RecordId, tags: Memo<TagList>) -> impl IntoView {
    let desk = use_desk();
    let options = Callback::new(move |text: String| {
        let taken = tags.get_untracked();
        let choice = |it: Arc<Stamped<Tag>>| {
            let choice = Choice::new(it.id.to_string(), &*it.name);
            if taken.iter().any(|tag| tag.id == it.id) { choice.detail(words::is_on()) } else { choice }
        };
        desk.peek(|book| query::tags_like(book, &text)).into_iter().map(choice).collect::<Vec<_>>()
    });
    let create = Callback::new(move |name: String| {
        let is_known = desk.peek(|book| query::tag_named(book, &name).is_some());
        if is_known { String::new() } else { words::make(&name) }
    });
    let problem = RwSignal::new(None::<String>);
    let take = Callback::new(move |choice: Choice| {
        problem.set(None);
        let deed = deed(desk, &choice);
        task::run(async move {
            let sentence = match desk.run(Bulk { of: vec![of], deed, leaves_out: false }).await {
                Ok(Some(_)) => return,
                Ok(None) => return announce(words::is_on()),
                Err(error) => refused::error(&error),
            };
            announce_now(&sentence);
            problem.try_set(Some(sentence));
        });
    });
    view! {
        <Combobox
            name="tag"
            label=words::find()
            unseen_label=true
            placeholder=words::placeholder()
            nothing=words::nothing()
            options
            create
            repeats=true
            error=problem
            on_take=take
        />
    }
}

/// Puts on the tag that was chosen, or makes one of what was typed.
fn deed(desk: Desk, choice: &Choice) -> Deed {
    if let Ok(tag) = choice.value.parse() {
        return Deed::Tag(tag);
    }
    let colour = Some(desk.peek(query::next_tint).number());
    Deed::NewTag(Tag { name: Text::trimmed(&choice.label), colour, ..Tag::blank(Id::new(ids::fresh())) })
}
