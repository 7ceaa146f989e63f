//! Over a loss: what was here, and the ways back to it. Never a first visit, and never sample data.
//!
//! It stands in the place of the screens as long as there is nothing; what shows the data and what explains is let through.

use crate::{
    platform::device::Loss,
    ui::{
        amiss::{Amiss, use_amiss},
        data::{ChooseFile, look_at, numbers::moment_mid, snapshots::listed},
        front::use_front,
        kit::{
            button::{Button, LinkButton, Variant},
            icon::{Icon, IconName, IconSize},
            live::live,
        },
        page::{Body, Page},
        routes::Route,
        text::{faults as words, keeper as keeper_words, shell},
        welcome::Door,
    },
};
use desk::{Desk, Topic};
use domain::{query, value::Kind};
use leptos::prelude::*;

/// Whether everything was lost and nothing has come in its place.
pub fn is_lost(desk: Desk, amiss: Amiss) -> Memo<bool> {
    let topics = [Kind::Lead, Kind::Deal, Kind::Contact, Kind::Company].map(Topic::Table);
    Memo::new(move |_| {
        let is_total = amiss.loss.with(|it| it.as_ref().is_some_and(Loss::is_total));
        is_total && desk.read(&topics, query::is_blank)
    })
}

/// Whether a screen stands over a loss all the same.
pub fn is_let_through(route: Route) -> bool {
    matches!(route, Route::Data | Route::Help | Route::Settings(_))
}

/// The screen.
pub fn lost() -> AnyView {
    let (front, amiss) = (use_front(), use_amiss());
    let title = Signal::stored(shell::NAME.to_owned());
    let copies = listed();
    let copy = move || {
        copies.read().first().map(|newest| {
            let when = moment_mid(newest.kept.at);
            let says = words::from_copies_means(&when, newest.kept.records);
            let file = newest.open(keeper_words::copy_of(&when));
            let look = move || look_at(front, file.clone());
            view! {
                <Door icon=IconName::Copy title=words::from_copies() says>
                    <Button label=keeper_words::look() on_press=look />
                    " "
                    <LinkButton label=words::see_copies() variant=Variant::Quiet href=Route::Data.href() />
                </Door>
            }
        })
    };
    let body = move |loss: Loss| {
        view! {
            <div class="empty" data-fill="">
                <Icon name=IconName::Warning size=IconSize::Huge />
                <h2 data-size="large">{words::lost_title(&loss)}</h2>
                <p role="status">{words::lost(&loss)}</p>
                <ul class="doors" data-some="" aria-label=words::ways_back()>
                    <Door icon=IconName::Upload title=words::from_file() says=words::from_file_means()>
                        <ChooseFile label=words::choose_backup() />
                    </Door>
                    {live(copy)}
                </ul>
                <Button
                    label=words::begin_anew()
                    variant=Variant::Quiet
                    on_press=move || amiss.settle_loss()
                />
            </div>
        }
    };
    view! { <Page title body=Body::Pad>{move || amiss.loss.get().map(body)}</Page> }.into_any()
}
