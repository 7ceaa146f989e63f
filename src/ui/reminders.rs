//! Reminders: a toast, and where it was switched on a notification of the system, when a task falls due.
//!
//! One timer runs at most, to the next moment at which something changes by the clock alone: a task falls due, one that was due
//! is overdue, a day begins. It is set anew when a task changes and when somebody comes back to the page, because a device
//! that slept has slept over it. Of several tabs the one that somebody came to last reminds; up to when it has is kept on the
//! device, so nothing comes twice, and what fell due while the app was closed is told in one sentence at the next start.
//!
//! # What is not here
//!
//! A way to wake a closed browser: there is none without a server.

use super::{
    front::Front,
    kit::{
        icon::Tone,
        toast::{Toast, ToastPart},
    },
    routes::Route,
    text::reminders as words,
};
use crate::platform::{
    clock, device,
    dom::{self, Timer},
    notify::{self, Permission},
    turn::Turn,
};
use desk::{Desk, State, Topic};
use domain::{
    book::Book,
    command::{FinishTask, MoveTask},
    query,
    record::{Due, Task},
    value::{Id, Kind, RecordId, Timestamp},
};
use leptos::prelude::*;

/// Something to remind of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Tells it from other reminders and notices.
    number: u64,
    /// What fell due.
    tasks: Vec<Id<Task>>,
    /// It fell due while the app was closed.
    was_missed: bool,
}

/// Notices count up from nought and never so far.
const FIRST: u64 = u64::MAX / 2;
const MINUTE: i64 = 60_000;

#[derive(Clone, Copy)]
struct Bell {
    desk: Desk,
    front: Front,
    /// Whether this tab reminds.
    rings: RwSignal<bool>,
    /// Whether it has looked once.
    has_looked: StoredValue<bool>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
}

/// Begins to remind, as long as the page lives; this tab does while it is its turn, which is told by `rings`.
pub fn begin(desk: Desk, front: Front, rings: RwSignal<bool>) {
    let bell =
        Bell { desk, front, rings, has_looked: StoredValue::new(false), timer: StoredValue::new_local(None) };
    let turn = Turn::new("turn", move |is_mine| rings.set(is_mine));
    turn.take();
    let back = move || {
        turn.take();
        bell.strike();
    };
    StoredValue::new_local(dom::on_return(back));
    Effect::new(move |_| {
        front.me.track();
        desk.read(&[Topic::Table(Kind::Task)], |_| ());
        if rings.get() && desk.state.get() == State::Ready {
            untrack(|| bell.look());
        } else {
            bell.timer.set_value(None);
        }
    });
}

impl Bell {
    /// The time has come to look: whatever is told by the clock is told anew.
    fn strike(self) {
        self.front.time.notify();
        if self.rings.get_untracked() && self.desk.state.get_untracked() == State::Ready {
            self.look();
        }
    }

    /// Tells what has fallen due since somebody last looked, and sets the timer.
    fn look(self) {
        let now = clock::now();
        // A clock that went wrong by more than a day must not silence what comes.
        let seen = device::reminded().filter(|it| it.0 <= now.0 + Timestamp::DAY);
        let me = device::me();
        let (fell, next) = self.desk.peek(|book| {
            let fell =
                seen.map(|seen| query::fallen_due(book, me, seen, now, &clock::local)).unwrap_or_default();
            (fell, wake(book, me, now))
        });
        device::set_reminded(seen.map_or(now, |seen| seen.max(now)));
        let is_first = !self.has_looked.get_value();
        self.has_looked.set_value(true);
        if !fell.is_empty() {
            self.tell(fell, is_first);
        }
        let wait = i32::try_from(next.0 - now.0).unwrap_or(i32::MAX);
        self.timer.set_value(Some(dom::after(wait, move || self.strike())));
    }

    fn tell(self, tasks: Vec<Id<Task>>, was_missed: bool) {
        // What has no time falls due at midnight: nobody is to be woken by it.
        let loud = self.desk.peek(|book| tasks.iter().filter(|it| has_time(book, **it)).count());
        if !was_missed && loud > 0 && device::notifies() && notify::permission() == Permission::Granted {
            let front = self.front;
            notify::show(&words::are_due(loud), move || front.go(Route::Today));
        }
        self.front.reminders.update(|list| {
            let number = list.last().map_or(FIRST, |it| it.number + 1);
            list.push(Reminder { number, tasks, was_missed });
        });
    }
}

/// When something next changes by the clock alone.
fn wake(book: &Book, me: Id<domain::record::Rep>, now: Timestamp) -> Timestamp {
    let midnight = clock::moment(clock::local(now).0.plus_days(1), 0);
    let chime = |after: Timestamp| query::next_chime(book, me, after, &clock::local);
    let (overdue, next) = match chime(Timestamp(now.0 - MINUTE)) {
        // What has just fallen due is overdue a minute later.
        Some(it) if it <= now => (Some(Timestamp(it.0 + MINUTE)), chime(now)),
        it => (None, it),
    };
    [overdue, next].into_iter().flatten().fold(midnight, Timestamp::min)
}

fn has_time(book: &Book, task: Id<Task>) -> bool {
    book.get(task).and_then(|it| it.due).is_some_and(|it| it.minute.is_some())
}

/// Those of a reminder's tasks that are still to be done, and not later.
fn open(book: &Book, it: &Reminder) -> Vec<Id<Task>> {
    let now = clock::now();
    let is_due = |due: Due| query::chime(due, &clock::local).at <= now;
    let is_open =
        |it: &&Id<Task>| book.live(**it).is_some_and(|it| it.done.is_none() && it.due.is_some_and(is_due));
    it.tasks.iter().filter(is_open).copied().collect()
}

/// What there is to remind of, as toasts.
pub fn toasts(desk: Desk, front: Front) -> Vec<Toast> {
    desk.read(&[Topic::Table(Kind::Task)], |book| {
        front.reminders.read().iter().filter_map(|it| toast(book, it)).collect()
    })
}

fn toast(book: &Book, it: &Reminder) -> Option<Toast> {
    let open = open(book, it);
    let only =
        (!it.was_missed && it.tasks.len() == 1).then(|| open.first().and_then(|it| book.get(*it))).flatten();
    let (parts, actions) = match only {
        _ if open.is_empty() => return None,
        Some(task) => {
            let is_left_out = task.due.is_some_and(|it| query::chime(it, &clock::local).is_left_out);
            let after = if is_left_out { words::left_out() } else { "" };
            let parts = vec![
                ToastPart::Plain(words::due_now().to_owned()),
                ToastPart::Strong(task.title.to_string()),
                ToastPart::Plain(format!("{}{after}", about(book, task.about))),
            ];
            let later = if has_time(book, task.id) { words::in_an_hour() } else { words::tomorrow() };
            (parts, vec![words::open(), words::done(), later])
        }
        None => {
            let count = it.tasks.len();
            let says = if it.was_missed { words::missed(count) } else { words::are_due(count) };
            (vec![ToastPart::Plain(says)], vec![words::open_today()])
        }
    };
    Some(Toast {
        id: it.number,
        parts,
        tone: Tone::Plain,
        actions: actions.into_iter().map(ToOwned::to_owned).collect(),
        kbd: String::new(),
        said: None,
        stays: true,
    })
}

fn about(book: &Book, about: Option<RecordId>) -> String {
    about.and_then(|it| query::live_name(book, it)).map(|it| format!(", {it}")).unwrap_or_default()
}

/// Whether a toast is a reminder.
pub fn is_one(number: u64) -> bool {
    (FIRST..u64::MAX).contains(&number)
}

/// Takes a reminder away.
pub fn dismiss(front: Front, number: u64) {
    front.reminders.update(|list| list.retain(|it| it.number != number));
}

/// A button of a reminder was pressed.
pub fn act(desk: Desk, front: Front, number: u64, button: usize) {
    let reminder = front.reminders.with_untracked(|it| it.iter().find(|it| it.number == number).cloned());
    let Some(reminder) = reminder else { return };
    let [task] = reminder.tasks[..] else { return front.go(Route::Today) };
    match button {
        _ if reminder.was_missed => front.go(Route::Today),
        0 => {
            let about = desk.peek(|book| book.get(task).and_then(|it| it.about));
            front.go(about.and_then(Route::of).unwrap_or(Route::Today));
        }
        1 => desk.send(FinishTask { task, done: true }),
        _ => {
            let due = desk.peek(|book| later(has_time(book, task)));
            desk.send(MoveTask { task, due: Some(due) });
        }
    }
}

/// An hour from now, or tomorrow for what has no time.
fn later(has_time: bool) -> Due {
    if has_time {
        let (day, minute) = clock::local(Timestamp(clock::now().0 + 60 * MINUTE));
        Due { day, minute: Some(minute) }
    } else {
        Due { day: clock::today().plus_days(1), minute: None }
    }
}
