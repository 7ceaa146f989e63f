//! The list of leads: dense, sortable, found by any word.

use crate::ui::{
    front::{Ask, use_front},
    kit::{
        banner::Empty,
        button::{Button, LinkButton, Variant},
        icon::IconName,
        live::live,
    },
    list::{List, ListScreen},
    routes::Route,
    text::{leads as words, shell},
};
use domain::{
    query::{Column, Sort},
    value::Kind,
};
use leptos::prelude::*;

/// The screen.
#[component]
pub fn LeadList() -> impl IntoView {
    let list = List {
        title: words::leads(),
        kind: Kind::Lead,
        usual: Sort::up(Column::Age),
        actions: actions.into(),
        empty: empty.into(),
    };
    view! { <ListScreen list /> }
}

fn actions() -> impl IntoView {
    let front = use_front();
    let keys = Signal::derive(move || if front.single_keys.get() { "C" } else { "" });
    live(move || {
        view! {
            <span data-wide-only="">
                <LinkButton
                    label=shell::lead_or_deal()
                    icon=IconName::Help
                    bare=true
                    variant=Variant::Quiet
                    href=Route::Help.href()
                />
            </span>
            <Button
                label=shell::new_lead()
                icon=IconName::Plus
                variant=Variant::Primary
                kbd=keys.get()
                on_press=move || front.ask(Ask::NewLead)
            />
        }
    })
}

fn empty() -> impl IntoView {
    let front = use_front();
    let add = move || {
        view! {
            <Button label=shell::new_lead() icon=IconName::Plus on_press=move || front.ask(Ask::NewLead) />
            <LinkButton label=shell::lead_or_deal() icon=IconName::Help href=Route::Help.href() variant=Variant::Quiet />
        }
    };
    view! { <Empty icon=IconName::Leads title=words::none_yet() fill=true actions=add>{words::what_is_a_lead()}</Empty> }
}
