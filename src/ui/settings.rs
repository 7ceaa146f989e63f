//! The settings: a short list of places beside the place. Most of them travel with the data; what belongs to the device
//! says so.

pub mod browser;
pub mod entries;
pub mod general;
pub mod look;
pub mod merge;
pub mod people;
pub mod retire;
pub mod stages;
pub mod statuses;
pub mod tags;

use super::{
    front::use_desk,
    kit::tabs::{TabLink, TabLinks},
    mode::{mode, only},
    page::{Body, Page},
    routes::{Route, Section},
    text::{settings as words, shell},
};
use domain::record::{Mode, ReasonUse};
use entries::{List, ListEditor};
use general::General;
use leptos::prelude::*;
use look::Look;
use people::People;
use stages::Stages;
use statuses::Statuses;
use tags::Tags;

/// The screen.
#[component]
pub fn SettingsScreen(
    /// Which part of them.
    section: Section,
) -> impl IntoView {
    let mode = mode(use_desk());
    let link = move |it: Section| TabLink {
        label: words::section(it).to_owned(),
        count: String::new(),
        href: Route::Settings(it).href(),
        is_current: it == section,
    };
    let links = Signal::derive(move || {
        let mode = mode.get();
        Section::ALL.into_iter().filter(|it| it.is_shown(mode)).map(link).collect::<Vec<_>>()
    });
    let body = match section {
        Section::General => view! { <General /> }.into_any(),
        Section::People => view! { <People /> }.into_any(),
        Section::Statuses => view! { <Statuses /> }.into_any(),
        Section::Stages => view! { <Stages /> }.into_any(),
        Section::Sources => view! { <ListEditor list=List::Sources /> }.into_any(),
        Section::Reasons => {
            let reasons = |of: ReasonUse| view! { <ListEditor list=List::Reasons(of) /> }.into_any();
            view! {
                {only(Mode::has_leads, move || reasons(ReasonUse::Disqualify))}
                {only(Mode::has_deals, move || [ReasonUse::Lost, ReasonUse::Won].map(reasons).collect_view().into_any())}
            }
            .into_any()
        }
        Section::Tags => view! { <Tags /> }.into_any(),
        Section::Look => view! { <Look /> }.into_any(),
    };
    let title = Signal::stored(shell::screen(Route::Settings(section)).to_owned());
    view! {
        <Page title body=Body::Pad>
            <div class="settings">
                <TabLinks label=words::sections() links />
                <div class="sheet">{body}</div>
            </div>
        </Page>
    }
}
