//! The pipeline: the deals of the first pipeline as cards in columns, or as rows of a list.
//!
//! Which of the two stands in the address (`?view=list`), so that a reload and a bookmark show the same.

pub mod board;
pub mod card;
pub mod head;
pub mod list;
pub mod moves;
mod sieve;

pub use sieve::column_of;

use super::{
    front::{Ask, Front, use_front},
    kit::{
        banner::Empty,
        button::{Button, ButtonGroup, LinkButton, Variant},
        icon::IconName,
        live::live,
    },
    mode::only,
    routes::{Address, Route},
    text::{pipeline as words, shell},
};
use crate::platform::dom;
use board::PipelineBoard;
use domain::record::Mode;
use leptos::prelude::*;
use list::DealList;

/// The screen of the pipeline.
#[component]
pub fn Pipeline() -> impl IntoView {
    let is_list = is_list(use_front());
    live(move || {
        if is_list.get() { view! { <DealList /> }.into_any() } else { view! { <PipelineBoard /> }.into_any() }
    })
}

fn is_list(front: Front) -> Memo<bool> {
    Memo::new(move |_| front.address.with(shows_list))
}

/// Whether an address of the pipeline shows the list.
pub fn shows_list(address: &Address) -> bool {
    address.get("view") == Some("list")
}

/// What stands at the end of the head: board or list, and a new deal.
fn actions() -> impl IntoView {
    let front = use_front();
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
        {layouts(front)}
        <Button
            label=words::new_deal()
            icon=IconName::Plus
            variant=Variant::Primary
            on_press=move || front.ask(Ask::NewDeal(None))
        />
    }
}

/// Board or list.
fn layouts(front: Front) -> impl IntoView {
    let is_list = is_list(front);
    let choose = move |view: &'static str, id: &'static str| {
        front.choose("view", view);
        // The head is that of another screen now; to the reader it is the same button.
        dom::next_frame(move || dom::focus_id(id));
    };
    view! {
        <ButtonGroup label=words::layout()>
            <Button
                attr:id="as-board"
                label=words::as_board()
                icon=IconName::Columns
                bare=true
                pressed=Signal::derive(move || !is_list.get())
                on_press=move || choose("", "as-board")
            />
            <Button
                attr:id="as-list"
                label=words::as_list()
                icon=IconName::List
                bare=true
                pressed=is_list
                on_press=move || choose("list", "as-list")
            />
        </ButtonGroup>
    }
}

/// What stands there while there are no deals: what they are, and how to get one.
fn nothing() -> AnyView {
    let front = use_front();
    let ways = move || {
        view! {
            <Button label=words::new_deal() icon=IconName::Plus on_press=move || front.ask(Ask::NewDeal(None)) />
            {only(Mode::has_leads, || {
                view! { <LinkButton label=words::see_leads() href=Route::Leads.href() /> }.into_any()
            })}
            <LinkButton label=shell::lead_or_deal() icon=IconName::Help href=Route::Help.href() variant=Variant::Quiet />
        }
    };
    view! {
        <Empty icon=IconName::Pipeline title=words::empty_title() fill=true actions=ways>{words::empty()}</Empty>
    }
    .into_any()
}
