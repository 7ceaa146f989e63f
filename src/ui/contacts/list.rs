//! The list of contacts.

use crate::ui::{
    front::{Ask, use_front},
    kit::{
        banner::Empty,
        button::{Button, LinkButton, Variant},
        icon::IconName,
    },
    list::{List, ListScreen},
    mode::only,
    routes::Route,
    text::customers as words,
};
use domain::{
    query::{Column, Sort},
    record::Mode,
    value::Kind,
};
use leptos::prelude::*;

/// The screen.
#[component]
pub fn ContactList() -> impl IntoView {
    let front = use_front();
    let new = move || front.ask(Ask::NewContact(None));
    let actions = move || {
        view! { <Button label=words::new_contact() icon=IconName::Plus variant=Variant::Primary on_press=new /> }
    };
    let list = List {
        title: words::contacts(),
        kind: Kind::Contact,
        usual: Sort::up(Column::Name),
        actions: actions.into(),
        empty: (move || view! { <NoContacts /> }).into(),
    };
    view! { <ListScreen list /> }
}

/// What stands there while there are none.
#[component]
fn NoContacts() -> impl IntoView {
    let front = use_front();
    let new = move || front.ask(Ask::NewContact(None));
    let actions = move || {
        view! {
            <Button label=words::new_contact() icon=IconName::Plus on_press=new />
            <LinkButton label=words::import() icon=IconName::Upload href=Route::Data.href() />
            {only(Mode::has_leads, || {
                view! { <LinkButton label=words::go_to_leads() icon=IconName::Leads href=Route::Leads.href() /> }
                    .into_any()
            })}
        }
    };
    view! {
        <Empty icon=IconName::Contact title=words::no_contacts_yet() fill=true actions>{words::what_is_a_contact()}</Empty>
    }
}
