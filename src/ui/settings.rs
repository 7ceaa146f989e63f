//! The settings: a short list of places beside the place. Most of them travel with the data; what belongs to the device
//! says so.

pub mod entries;
pub mod general;
pub mod look;
pub mod merge;
pub mod people;
pub mod retire;
pub mod stages;
pub mod tags;

use super::{
    kit::tabs::{TabLink, TabLinks},
    page::{Body, Page},
    routes::{Route, Section},
    text::{settings as words, shell},
};
use domain::record::ReasonUse;
use entries::{List, ListEditor};
use general::General;
use leptos::prelude::*;
use look::Look;
use people::People;
use stages::Stages;
use tags::Tags;

/// The screen.
#[component]
pub fn SettingsScreen(
    /// Which part of them.
    section: Section,
) -> impl IntoView {
    let links = Section::ALL.map(|it| TabLink {
        label: words::section(it).to_owned(),
        count: String::new(),
        href: Route::Settings(it).href(),
        is_current: it == section,
    });
    let body = match section {
        Section::General => view! { <General /> }.into_any(),
        Section::People => view! { <People /> }.into_any(),
        Section::Stages => view! { <Stages /> }.into_any(),
        Section::Sources => view! { <ListEditor list=List::Sources /> }.into_any(),
        Section::Reasons => {
            let uses = [ReasonUse::Disqualify, ReasonUse::Lost, ReasonUse::Won];
            uses.map(|it| view! { <ListEditor list=List::Reasons(it) /> }).collect_view().into_any()
        }
        Section::Tags => view! { <Tags /> }.into_any(),
        Section::Look => view! { <Look /> }.into_any(),
    };
    let title = Signal::stored(shell::screen(Route::Settings(section)).to_owned());
    view! {
        <Page title body=Body::Pad>
            <div class="settings">
                <TabLinks label=words::sections() links=Signal::stored(links.to_vec()) />
                <div class="sheet">{body}</div>
            </div>
        </Page>
    }
}
