//! The data as a whole: how much there is, backups out of it, and files into it.
//!
//! A file is read first and shown: nothing changes until the reader says so. What it would do is planned by the domain
//! ([`domain::merge`], [`domain::import`]) on the Book as it is, and planned anew when the Book changes meanwhile; it is
//! done as one command, so one undo takes it back.

pub mod automatic;
pub mod backup;
pub mod beside;
pub mod chosen;
pub mod columns;
pub mod erase;
pub mod intake;
pub mod lock;
pub mod numbers;
pub mod outcome;
pub mod planning;
pub mod preview;
pub mod remarks;
pub mod replace;
pub mod rows;
pub mod sealed;
pub mod snapshots;
pub mod stay;
pub mod trash;
pub mod values;

use super::{
    front::{Front, use_front},
    kit::{
        banner::Banner,
        button::{Button, Variant},
        file::{FileButton, take_dropped},
        icon::{IconName, Tone},
        live::live,
    },
    page::{Body, Page},
    routes::Route,
    text::data as words,
    welcome::SampleNote,
};
use crate::platform::{
    dom,
    files::{self, Chosen},
    page, task,
};
use automatic::AutomaticBackup;
use backup::SaveButton;
use erase::Erasing;
use intake::{Intake, Stage};
use leptos::prelude::*;
use lock::Unlock;
use numbers::Numbers;
use outcome::Done;
use preview::BackupPreview;
use rows::TableImport;
use sealed::Unreadable;
use snapshots::Snapshots;
use stay::Risks;
use trash::Trash;

/// Which files the chooser offers.
const ACCEPT: &str =
    ".json,.gz,.satchel,.csv,.tsv,.txt,application/json,text/csv,text/tab-separated-values,text/plain";

/// The screen.
#[component]
pub fn DataScreen() -> impl IntoView {
    let intake = Intake::begin();
    follow(intake);
    let title = Signal::stored(super::text::shell::screen(Route::Data).to_owned());
    // What is about this browser as a whole is said on the page of the Book that is worked with.
    let is_beside = page::is_beside();
    let actions =
        move || view! { <ChooseFile label=words::import() busy=intake.is_reading() /><SaveButton /> };
    view! {
        <Page title actions body=Body::Pad>
            <div class="sheet">
                <SampleNote in_page=true />
                <Numbers />
                {(!is_beside).then(|| view! { <Risks /><AutomaticBackup /> })}
                {move || file(intake)}
                {(!is_beside).then(|| view! { <Snapshots intake /> })}
                <Unreadable />
                <Trash />
                {(!is_beside).then(|| view! { <Erasing /> })}
            </div>
        </Page>
    }
}

/// The id of the heading of what is being done with a file.
const FILE: &str = "file";

/// What there is to be seen of a file now is scrolled to and read first: it stands below other things, and the button that
/// was pressed has gone with what was seen before.
fn follow(intake: Intake) {
    Effect::new(move |before: Option<bool>| {
        let is_seen = intake.stage.with(|it| !matches!(it, Stage::None | Stage::Reading(_)));
        // A file that is left alone leaves the heading of the part.
        if is_seen || before == Some(true) {
            task::run(async {
                // A preview comes in two pieces, and before the second the page is too short to be scrolled so far.
                task::painted().await;
                if let Some(heading) = dom::by_id(FILE) {
                    dom::bring_up(&heading);
                    dom::focus_quietly(&heading);
                }
            });
        }
        is_seen
    });
}

/// What is being done with a file.
fn file(intake: Intake) -> AnyView {
    match intake.stage.get() {
        Stage::None => view! { <section><h2 id=FILE tabindex="-1">{words::bring_in()}</h2><p class="soft">{words::drop_hint()}</p></section> }.into_any(),
        Stage::Reading(file) => {
            view! { <section aria-busy="true"><h2><bdi>{file}</bdi></h2><p role="status">{words::reading()}</p></section> }
                .into_any()
        }
        Stage::Refused { file, why } => view! { <Refused intake file why /> }.into_any(),
        Stage::Backup(received) => view! { <BackupPreview intake received /> }.into_any(),
        Stage::Locked(waiting) => view! { <Unlock intake waiting /> }.into_any(),
        Stage::Table(opened) => view! { <TableImport intake opened /> }.into_any(),
        Stage::Done(done) => view! { <Done intake done /> }.into_any(),
    }
}

/// A file that cannot be read: what is wrong, where, and that nothing has happened.
#[component]
fn Refused(intake: Intake, file: String, why: String) -> impl IntoView {
    view! {
        <section>
            <h2 id=FILE tabindex="-1"><bdi>{words::file_heading(&file)}</bdi></h2>
            <Banner icon=IconName::Warning tone=Tone::Danger urgent=true>
                {why} " " {words::untouched()}
            </Banner>
            <div class="cluster">
                <ChooseFile label=words::another() />
                <Button label=words::cancel() variant=Variant::Quiet on_press=move || intake.forget() />
            </div>
        </section>
    }
}

/// The button that chooses a file, from any screen.
#[component]
pub fn ChooseFile(
    /// What it says.
    label: &'static str,
    /// One is being read.
    #[prop(into, optional)]
    busy: Signal<bool>,
) -> impl IntoView {
    let front = use_front();
    let take = Callback::new(move |file: Chosen| look_at(front, file));
    view! { <FileButton label icon=IconName::Upload accept=ACCEPT busy on_choose=take /> }
}

/// Hands a file to the screen of the data, and goes there.
pub fn look_at(front: Front, file: Chosen) {
    front.file.set(Some(file));
    front.go(Route::Data);
}

/// Takes files that are dropped anywhere on the page, and says so while one is held above it; and those that the system
/// opens with the installed app.
#[component]
pub fn DropFiles() -> impl IntoView {
    let front = use_front();
    files::on_opened(move |file| look_at(front, file));
    let over = RwSignal::new(false);
    take_dropped(over, Callback::new(move |file| look_at(front, file)));
    live(move || {
        over.get().then(|| view! { <div class="drop" role="status"><p>{words::drop_here()}</p></div> })
    })
}
