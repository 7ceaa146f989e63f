//! What stands where a record was: it lies in the trash, or nobody here knows it.

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
use domain::{command::Restore, query, row::Key, value::RecordId};
use leptos::prelude::*;

/// The page of a record that is not here. From the trash it can be taken back.
#[component]
pub fn Gone(
    /// Which record.
    id: RecordId,
    /// The drawing of its kind.
    drawing: IconName,
) -> impl IntoView {
    let desk = use_desk();
    let list = list_of(id.kind);
    let trashed = Memo::new(move |_| {
        desk.read(&[Topic::Table(id.kind)], |book| {
            let row = book.row(&Key::Record(id)).filter(domain::row::Row::is_trashed);
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
            {move || view! { <Empty icon=drawing title=title.get() fill=true actions>{live(why)}</Empty> }}
        </Page>
    }
}
