//! What stands where a record was: it lies in the trash, or nobody here knows it.

use super::{Shown, drawing, shown};
use crate::ui::{
    front::use_desk,
    kit::{
        banner::Empty,
        button::{Button, LinkButton, Variant},
        icon::IconName,
        live::live,
    },
    page::Page,
    record::related::list_of,
    text::{customers as words, shell},
};
use desk::Topic;
use domain::{
    book::Kept,
    command::Restore,
    query,
    row::{Key, Row},
    value::{Id, RecordId},
};
use leptos::prelude::*;

/// The page of a record; or of what stands where it was, as long as it is not here.
pub fn or_gone<T: Kept>(id: Id<T>, page: impl Fn(Shown<T>) -> AnyView + Send + 'static) -> impl IntoView {
    let record = shown(id);
    let is_there = Memo::new(move |_| record.read().as_ref().is_some_and(|it| !it.common().is_trashed()));
    live(move || if is_there.get() { page(record) } else { view! { <Gone id=id.into() /> }.into_any() })
}

/// The page of a record that is not here. From the trash it can be taken back.
#[component]
fn Gone(
    /// Which record.
    id: RecordId,
) -> impl IntoView {
    let desk = use_desk();
    let list = list_of(id.kind);
    let trashed = Memo::new(move |_| {
        desk.read(&[Topic::Table(id.kind)], |book| {
            let row = book.row(&Key::Record(id)).filter(Row::is_trashed);
            row.map(|it| query::name_of(&it))
        })
    });
    let title = Signal::derive(move || trashed.get().unwrap_or_else(|| words::gone(id.kind)));
    let why = move || if trashed.read().is_some() { words::in_trash() } else { words::unknown() };
    let restore = move || desk.send(Restore(vec![id]));
    let actions = move || {
        let restore = move || view! { <Button label=words::restore() icon=IconName::Undo variant=Variant::Primary on_press=restore /> };
        view! {
            {move || trashed.read().is_some().then(restore)}
            <LinkButton label=words::back_to(shell::screen(list)) href=list.href() />
        }
    };
    view! {
        <Page title trail=list>
            {move || view! { <Empty icon=drawing(id.kind) title=title.get() fill=true actions>{live(why)}</Empty> }}
        </Page>
    }
}
