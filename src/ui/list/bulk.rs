//! What is done to all that is picked in a list: a bar that says how much it is, and one step of undo for each deed.

use super::{Frame, export, record};
use crate::{
    platform::{dom, ids, task},
    ui::{
        front::{Ask, Front, Losing, use_desk, use_front},
        kit::{
            button::{Button, Variant},
            dialog::Dialog,
            icon::IconName,
            live::live,
            menu::{Menu, MenuItem},
            toast::make_room,
        },
        leads::status,
        people,
        record::form::{Drafted, FormDialog, Line},
        text::{common, leads, list as words, refused},
    },
};
use desk::{Desk, DeskError, Topic};
use domain::{
    command::{Bulk, Closing, Deed, Trash},
    query,
    record::{Level, Listed, Priority, Record, StageKind, Status, StatusKind, Tag, Tint},
    refusal::Refusal,
    value::{Id, Kind, RecordId, Text},
};
use leptos::{ev, prelude::*};
use std::collections::HashSet;

/// The bar below a list, while something is picked.
pub(super) fn shown(list: Frame) -> impl IntoView {
    let is_any = Memo::new(move |_| !list.picked.read().is_empty());
    live(move || is_any.get().then(|| bar(list)))
}

fn bar(list: Frame) -> impl IntoView {
    let Frame { desk, kind, rows, picked, .. } = list;
    let count = move || words::picked(picked.read().len(), kind);
    let rest = Memo::new(move |_| rows.read().len().saturating_sub(picked.read().len()) > 0);
    let all = move || {
        let pick = move || picked.set(rows.with_untracked(|it| it.iter().copied().collect()));
        let label = words::pick_all(rows.read().len());
        rest.get().then(|| view! { <Button label variant=Variant::Quiet on_press=pick /> })
    };
    let order = Callback::new(move |()| in_order(list));
    let files = Callback::new(move |()| export::items(list, order));
    let delete = move || desk.send(Trash(ids(list)));
    make_room("data-bulk");
    // The bar goes with its last pick, and with it the focus: it goes on in the list.
    on_cleanup(|| {
        dom::next_frame(|| {
            let body = dom::by_id("main").filter(|_| dom::focused().is_none());
            if let Some(body) = body.and_then(|it| dom::first(&it, ".page-body")) {
                dom::focus_quietly(&body);
            }
        });
    });
    let keyed = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            picked.set(HashSet::new());
        }
    };
    view! {
        <div class="bulk" role="group" aria-label=count on:keydown=keyed>
            <strong>{live(count)}</strong>
            {live(all)}
            <hr />
            <div class="bulk-deeds">
                {menus(list)}
                <Menu label=words::export() icon=IconName::Download items=files />
                <Button label=words::delete() icon=IconName::Trash variant=Variant::Quiet on_press=delete />
            </div>
            <hr />
            <Button
                label=words::pick_none()
                icon=IconName::Cross
                bare=true
                variant=Variant::Quiet
                on_press=move || picked.set(HashSet::new())
            />
        </div>
    }
}

/// A menu for each thing that can be changed in records of the kind.
fn menus(list: Frame) -> AnyView {
    let menu = move |label: &'static str, icon: IconName, items: fn(Frame) -> Vec<MenuItem>| {
        let items = Callback::new(move |()| items(list));
        view! { <Menu label icon items /> }.into_any()
    };
    let mut menus = Vec::new();
    match list.kind {
        Kind::Lead => menus.push(menu(words::status(), IconName::KindWorking, Frame::statuses)),
        Kind::Deal => menus.push(menu(words::stage(), IconName::Pipeline, Frame::stages)),
        _ => {}
    }
    menus.push(menu(words::tag(), IconName::Tag, Frame::tags));
    menus.push(menu(leads::owner(), IconName::Contact, Frame::owners));
    if list.kind == Kind::Lead {
        menus.push(menu(words::interest(), IconName::Level3, Frame::levels));
    }
    if matches!(list.kind, Kind::Lead | Kind::Deal) {
        menus.push(menu(leads::priority(), IconName::Flag, Frame::priorities));
    }
    menus.into_any()
}

impl Frame {
    fn item(self, label: &str, deed: Deed) -> MenuItem {
        MenuItem::new(label, move || {
            let command = Bulk { of: ids(self), deed: deed.clone(), leaves_out: false };
            run(self.desk, self.front, command);
        })
    }

    fn statuses(self) -> Vec<MenuItem> {
        let statuses = self.desk.peek(query::listed::<Status>);
        let is_one = status::is_one_of_kind(&statuses, StatusKind::Disqualified);
        let item = |it: &std::sync::Arc<domain::row::Stamped<Status>>| {
            let icon = status::drawing(it.kind);
            if it.kind == StatusKind::Disqualified {
                let status = it.id();
                let ask = move || {
                    let leads = ids(self).into_iter().filter_map(RecordId::get).collect();
                    self.front.ask(Ask::Disqualify(leads, Some(status)));
                };
                return MenuItem::new(leads::disqualify_as(it.label(), is_one), ask).icon(icon);
            }
            let deed = Deed::Status { status: it.id(), reason: None, note: Text::EMPTY };
            self.item(it.label(), deed).icon(icon)
        };
        statuses.iter().filter(|it| it.kind != StatusKind::Converted).map(item).collect()
    }

    fn stages(self) -> Vec<MenuItem> {
        let stages = self.desk.peek(|book| query::stages(book, query::default_pipeline(book)));
        let item = |it: &std::sync::Arc<domain::row::Stamped<domain::record::Stage>>| {
            let stage = it.id;
            if it.kind == StageKind::Lost {
                let ask = move || self.front.ask(Ask::Lose(Losing::Many(stage, ids(self))));
                return MenuItem::new(words::lost(), ask).icon(IconName::Lost);
            }
            let item = self.item(&it.name, Deed::Stage { stage, closing: Closing::default() });
            if it.kind == StageKind::Won { item.icon(IconName::Trophy).after_line() } else { item }
        };
        stages.iter().filter(|it| !it.archived).map(item).collect()
    }

    /// Every tag; those that all of them carry have a tick, and are taken off.
    fn tags(self) -> Vec<MenuItem> {
        let of = ids(self);
        let topics = [Topic::Table(self.kind), Topic::Table(Kind::Tag)];
        let (tags, shared) =
            self.desk.read(&topics, |book| (query::listed::<Tag>(book), query::shared_tags(book, &of)));
        let item = |it: &Tag| {
            let is_on = shared.contains(&it.id);
            let deed = if is_on { Deed::Untag(it.id) } else { Deed::Tag(it.id) };
            self.item(&it.name, deed).tint(it.tint().unwrap_or(Tint::Grey).name()).ticked(is_on)
        };
        let new = MenuItem::new(words::new_tag(), move || self.front.ask(Ask::NewTag(ids(self))));
        let new = new.icon(IconName::Plus);
        let new = if tags.is_empty() { new } else { new.after_line() };
        tags.iter().map(|it| item(it)).chain([new]).collect()
    }

    fn owners(self) -> Vec<MenuItem> {
        let people = self.desk.peek(people::choices).into_iter();
        let people = people.map(|it| self.item(&it.label, Deed::Owner(it.value.parse().ok())));
        people.chain([self.item(words::nobody(), Deed::Owner(None)).after_line()]).collect()
    }

    fn levels(self) -> Vec<MenuItem> {
        let none = self.item(common::NONE, Deed::Level(None)).after_line();
        let levels = Level::ALL.iter().map(|it| self.item(common::level(*it), Deed::Level(Some(*it))));
        levels.chain([none]).collect()
    }

    fn priorities(self) -> Vec<MenuItem> {
        let none = self.item(common::NONE, Deed::Priority(None)).after_line();
        let all = Priority::ALL.iter().map(|it| self.item(common::priority(*it), Deed::Priority(Some(*it))));
        all.chain([none]).collect()
    }
}

/// The rows that are picked, as they stand in the list.
fn in_order(list: Frame) -> Vec<u128> {
    let picked = list.picked.read_untracked();
    list.rows.with_untracked(|rows| rows.iter().copied().filter(|it| picked.contains(it)).collect())
}

/// The records that are picked.
fn ids(list: Frame) -> Vec<RecordId> {
    in_order(list).into_iter().map(|it| record(list.kind, it)).collect()
}

/// Does it; asks whether to go on without those with which it cannot be done.
fn run(desk: Desk, front: Front, command: Bulk) {
    task::run(async move {
        match desk.run(command.clone()).await {
            Ok(_) => {}
            Err(DeskError::Refused(why @ Refusal::SomeCannot { .. })) => {
                front.ask(Ask::LeaveOut(command, why));
            }
            Err(error) => desk.report(error),
        }
    });
}

/// Asks whether something is done with the rest.
#[component]
pub fn LeaveOut(
    /// What cannot be done with all.
    command: Bulk,
    /// Why not.
    why: Refusal,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let rest = match &why {
        Refusal::SomeCannot { cannot, of, .. } => of.saturating_sub(*cannot),
        _ => 0,
    };
    let kind = command.of.first().map_or(Kind::Lead, |it| it.kind);
    let command = StoredValue::new(Bulk { leaves_out: true, ..command });
    let go = Callback::new(move |_| {
        run(desk, front, command.get_value());
        open.set(false);
    });
    let foot = move || {
        view! {
            <span class="spread cluster">
                <Button label=common::cancel() variant=Variant::Quiet on_press=move || open.set(false) />
                {(rest > 0).then(|| view! {
                    <Button label=words::do_rest(rest, kind) variant=Variant::Primary submit=true />
                })}
            </span>
        }
    };
    let sentence = refused::refusal(&why);
    view! {
        <Dialog open title=words::not_all() close=common::close() on_submit=go foot>
            <section><p>{sentence.clone()}</p></section>
        </Dialog>
    }
}

/// Asks for the name of a tag, and puts it on.
#[component]
pub fn NewTag(
    /// On which records.
    of: Vec<RecordId>,
) -> impl IntoView {
    let form = Drafted::new("tag", &[]);
    let id: Id<Tag> = Id::new(ids::fresh());
    let kind = of.first().map_or(Kind::Lead, |it| it.kind);
    let title = words::tag_all(of.len(), kind);
    let of = StoredValue::new(of);
    let read = move |()| {
        let name = Text::trimmed(&form.peek("name"));
        let deed = Deed::NewTag(Tag { name, ..Tag::blank(id) });
        Some(Bulk { of: of.get_value(), deed, leaves_out: true }.into())
    };
    view! {
        <FormDialog form title add=words::put_on() read done=|()| ()>
            <section><Line form name="name" label=words::tag_name() autofocus=true /></section>
        </FormDialog>
    }
}
