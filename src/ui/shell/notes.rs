//! What stands above every screen until it is dealt with: storage that fails, changes that may be missing, damage, and a
//! start that broke.

use crate::{
    platform::{
        address, clock,
        device::{self, Loss},
        page, task,
    },
    ui::{
        amiss::{Amiss, use_amiss},
        data::{ChooseFile, backup::SaveButton, beside},
        front::{Front, use_desk, use_front},
        keeper::{Keeper, use_keeper},
        kit::{
            announce::{announce, announce_now},
            banner::Banner,
            button::{Button, LinkButton},
            icon::{IconName, Tone},
            live::live,
        },
        routes::{Address, Route},
        shell::lost,
        text::{faults as words, keeper as keeper_words, refused, shell, stay},
    },
};
use desk::{Desk, State, Topic};
use domain::{
    entry::{Label, Verb},
    query,
    value::{Kind, Stamp, Timestamp},
};
use leptos::prelude::*;
use storage::StoreError;

/// So long nobody doubts that something is being written, in milliseconds: the largest import takes a part of it.
const PATIENCE: i32 = 30_000;

/// The notes; nothing as long as all is well.
pub fn notes() -> AnyView {
    let (desk, front, amiss, keeper) = (use_desk(), use_front(), use_amiss(), use_keeper());
    // Where everything was lost, the screen says so.
    let is_lost = lost::is_lost(desk, amiss);
    let damaged = Memo::new(move |_| {
        let topics = Kind::ALL.map(Topic::Table);
        desk.read(&topics, |book| query::sealed(book).iter().filter(|it| it.is_damaged()).count())
    });
    let route = front.route();
    let is_at_data = Memo::new(move |_| route.get() == Route::Data);
    let fault = move || desk.fault.get().map(|it| fault(desk, it));
    let loss = move || amiss.loss.get().filter(|_| !is_lost.get()).map(|it| loss(amiss, it));
    let broken = move || amiss.broken.get().map(|it| broken(amiss, it));
    let damage = move || (damaged.get() > 0 && !is_at_data.get()).then(|| damage(damaged.get()));
    let unsaved = unsaved(desk, front);
    let full = move || keeper.is_full.get().then(|| full(keeper));
    let backup = move || unsaved.get().map(|(count, days)| backup(unsaved, count, days));
    let is_silent = is_silent(desk);
    let silence = move || is_silent.get().then(silence);
    let is_any = Memo::new(move |_| {
        let is_told = desk.fault.read().is_some() || amiss.broken.read().is_some();
        let is_short = amiss.loss.read().is_some() && !is_lost.get();
        page::is_beside()
            || is_told
            || is_short
            || is_silent.get()
            || keeper.is_full.get()
            || unsaved.read().is_some()
            || (damaged.get() > 0 && !is_at_data.get())
    });
    live(move || {
        is_any.get().then(|| {
            view! { <div class="page-note">{beside::note()}{live(fault)}{live(silence)}{live(loss)}{live(broken)}{live(damage)}{live(full)}{live(backup)}</div> }
        })
    })
    .into_any()
}

/// Whether nothing that waits to be written has been for so long that something is the matter.
fn is_silent(desk: Desk) -> RwSignal<bool> {
    let (is_silent, turn) = (RwSignal::new(false), StoredValue::new(0_u32));
    Effect::new(move |_| {
        let is_waited_for = desk.pending.get() > 0;
        let this = turn.get_value().wrapping_add(1);
        turn.set_value(this);
        is_silent.set(false);
        if is_waited_for {
            task::run(async move {
                task::wait(PATIENCE).await;
                if turn.try_get_value() == Some(this) {
                    is_silent.set(true);
                }
            });
        }
    });
    is_silent
}

/// How many records are in no backup, and how many days the last is old, when it is time to ask for one. Looked up at the
/// start, when a day begins and when a backup was saved; not at each change.
fn unsaved(desk: Desk, front: Front) -> RwSignal<Option<(usize, Option<i64>)>> {
    let unsaved = RwSignal::new(None);
    Effect::new(move |_| {
        front.time.track();
        let backup = front.backup.get();
        if desk.state.get() != State::Ready || page::is_beside() {
            return;
        }
        let now = clock::now();
        let newest = backup.map_or(Stamp::ZERO, |it| it.newest);
        let changed = desk.peek(|book| query::changed_after(book, newest));
        let asked = device::backup_asked();
        if changed > 0 && asked.is_none() && backup.is_none() {
            device::set_backup_asked(now);
        }
        let since = asked.into_iter().chain(backup.map(|it| it.at)).max().map_or(0, |it| now.0 - it.0);
        let days = backup.map(|it| (now.0 - it.at.0) / Timestamp::DAY);
        unsaved.set(query::is_backup_due(changed, since).then_some((changed, days)));
    });
    unsaved
}

/// It is time for a backup.
fn backup(unsaved: RwSignal<Option<(usize, Option<i64>)>>, count: usize, days: Option<i64>) -> AnyView {
    let later = move || {
        device::set_backup_asked(clock::now());
        unsaved.set(None);
    };
    let actions = move || {
        view! {
            <SaveButton />
            <Button label=stay::later() small=true on_press=later />
        }
    };
    view! {
        <Banner icon=IconName::Data actions>
            <strong>{stay::not_in_a_backup(count, days)}</strong>
            " "
            {stay::backup_due()}
        </Banner>
    }
    .into_any()
}

/// A copy found no room.
fn full(keeper: Keeper) -> AnyView {
    let actions = move || {
        view! {
            <SaveButton />
            <Button label=keeper_words::understood() small=true on_press=move || keeper.is_full.set(false) />
        }
    };
    view! { <Banner icon=IconName::Warning tone=Tone::Warn actions>{keeper_words::is_full()}</Banner> }
        .into_any()
}

/// The storage does not answer.
fn silence() -> AnyView {
    let actions = || view! { <SaveButton /> };
    view! {
        <Banner icon=IconName::Warning tone=Tone::Warn urgent=true actions>{words::unanswered()}</Banner>
    }
    .into_any()
}

/// The storage fails.
fn fault(desk: Desk, error: StoreError) -> AnyView {
    let is_gone = error == StoreError::Closed;
    let busy = RwSignal::new(false);
    let actions = move || {
        view! {
            <Button label=shell::try_again() small=true on_press=move || desk.check() />
            {is_gone.then(|| view! {
                <Button label=words::write_back() small=true busy on_press=move || write_back(desk, busy) />
            })}
            <SaveButton />
        }
    };
    view! {
        <Banner icon=IconName::Warning tone=Tone::Danger urgent=true actions>{words::fault(&error)}</Banner>
    }
    .into_any()
}

fn write_back(desk: Desk, busy: RwSignal<bool>) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    task::run(async move {
        match desk.write_back(Label::of(Verb::Imported, words::this_page())).await {
            Ok(_) => announce(words::written_back()),
            Err(error) => announce_now(&refused::error(&error)),
        }
        busy.try_set(false);
    });
}

/// Something was lost, and something is here.
fn loss(amiss: Amiss, loss: Loss) -> AnyView {
    let is_total = loss.is_total();
    let actions = move || {
        view! {
            {is_total.then(|| view! { <ChooseFile label=words::choose_backup() /> })}
            <Button label=words::understood() small=true on_press=move || amiss.settle_loss() />
        }
    };
    view! {
        <Banner icon=IconName::Warning tone=Tone::Warn urgent=true actions>
            <strong>{words::lost_title(&loss)}"."</strong> " " {words::lost(&loss)}
        </Banner>
    }
    .into_any()
}

/// The last start broke.
fn broken(amiss: Amiss, over: String) -> AnyView {
    let address = over.trim_start_matches('#').to_owned();
    let route = Address::parse(&address).map_or(Route::Leads, |it| it.route);
    let actions = move || {
        let address = address.clone();
        let again = move || {
            amiss.broken.set(None);
            address::go(&address);
        };
        view! {
            <Button label=words::show_again() small=true on_press=again />
            <Button label=words::understood() small=true on_press=move || amiss.broken.set(None) />
        }
    };
    view! {
        <Banner icon=IconName::Warning tone=Tone::Warn urgent=true actions>
            {words::broke_over(shell::screen(route), &over)}
        </Banner>
    }
    .into_any()
}

/// Records are damaged.
fn damage(count: usize) -> AnyView {
    let actions =
        || view! { <LinkButton label=words::see_unreadable() small=true href=Route::Data.href() /> };
    view! { <Banner icon=IconName::Warning tone=Tone::Warn actions>{words::damaged(count)}</Banner> }
        .into_any()
}
