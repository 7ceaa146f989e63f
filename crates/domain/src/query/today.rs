//! The day's work: what is due, and what nobody has looked after.

use super::{
    Standpoint, filter::COMING, is_rotting, last_activity, last_contact, next_step, settings, status_kind,
};
use crate::{
    book::Book,
    order,
    record::{Deal, Due, Lead, NextStep, Priority, Rep, StatusKind, Task, TaskKind},
    row::{Key, Stamped},
    value::{Day, Id, RecordId, Text, Timestamp},
};
use std::cmp::Reverse;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// The task, or the record whose next step was written by hand.
    pub of: RecordId,
    /// What to do.
    pub text: Text,
    /// Until when, if it has a day.
    pub due: Option<Due>,
    /// What kind of thing, if it is a task.
    pub kind: Option<TaskKind>,
    /// How soon.
    pub priority: Option<Priority>,
    /// Who does it.
    pub by: Option<Id<Rep>>,
    /// The record it is about.
    pub about: Option<RecordId>,
}

/// A deal that has stood still for longer than its stage allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotten {
    /// The deal.
    pub deal: Id<Deal>,
    /// When something last happened.
    pub since: Timestamp,
    /// The days that its stage allows.
    pub allowed: u16,
}

/// The day's work, each part with what has waited longest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Today {
    /// What should have been done by now.
    pub overdue: Vec<Todo>,
    /// What is due today.
    pub due: Vec<Todo>,
    /// What is due on the seven days after today.
    pub coming: Vec<Todo>,
    /// What is due after that.
    pub later: Vec<Todo>,
    /// Tasks without a day.
    pub some_day: Vec<Todo>,
    /// Open deals without a next step.
    pub without_step: Vec<Id<Deal>>,
    /// Open deals whose closing day has passed, and that day.
    pub close_passed: Vec<(Id<Deal>, Day)>,
    /// Open deals that nothing has happened to for too long.
    pub rotting: Vec<Rotten>,
    /// Open deals of which nobody has said what they are worth.
    pub without_value: Vec<Id<Deal>>,
    /// New leads to whom nobody has spoken or written yet.
    pub untouched: Vec<Id<Lead>>,
}

/// Whose work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// That of whoever looks, and what belongs to nobody.
    Mine,
    /// Everybody's.
    All,
}

impl Whose {
    pub(super) fn is(self, rep: Option<Id<Rep>>, at: &Standpoint) -> bool {
        self == Whose::All || rep.is_none_or(|it| it == at.me)
    }
}

/// The day's work. What the mode hides is not in it (N5).
pub fn today(book: &Book, whose: Whose, at: &Standpoint) -> Today {
    let mut today = Today::default();
    let last = at.today.plus_days(COMING);
    let mut todos: Vec<Todo> = todos(book).filter(|it| whose.is(it.by, at)).collect();
    order::sort_by_key(&mut todos, |it| (it.due, Reverse(it.priority), it.of));
    for it in todos {
        let part = match it.due {
            None => &mut today.some_day,
            Some(due) if at.is_past(due) => &mut today.overdue,
            Some(due) if due.day == at.today => &mut today.due,
            Some(due) if due.day <= last => &mut today.coming,
            Some(_) => &mut today.later,
        };
        part.push(it);
    }
    let mode = settings(book).mode;
    if mode.has_deals() {
        deals(book, whose, at, &mut today);
    }
    if mode.has_leads() {
        let is_new = |it: &Lead| {
            whose.is(it.owner, at)
                && status_kind(book, it) == StatusKind::Open
                && last_contact(book, it.id.into()).is_none()
        };
        let mut leads: Vec<&Stamped<Lead>> =
            book.table::<Lead>().live().map(|it| &**it).filter(|it| is_new(it)).collect();
        order::sort_by_key(&mut leads, |it| (it.common.created, it.id));
        today.untouched = leads.into_iter().map(|it| it.id).collect();
    }
    today
}

/// How much is overdue, and how much else is due today: what a badge shows, without the rest of the day.
pub fn due_counts(book: &Book, whose: Whose, at: &Standpoint) -> (usize, usize) {
    let (mut overdue, mut due) = (0, 0);
    for it in todos(book).filter(|it| whose.is(it.by, at)).filter_map(|it| it.due) {
        if at.is_past(it) {
            overdue += 1;
        } else if it.day == at.today {
            due += 1;
        }
    }
    (overdue, due)
}

/// The open tasks. Those about something that lies in the trash lie there with it.
pub(super) fn open_tasks(book: &Book) -> impl Iterator<Item = Todo> {
    let is_shown = |it: RecordId| book.row(&Key::Record(it)).is_some_and(|it| !it.is_trashed());
    let is_open = move |it: &Task| it.done.is_none() && it.about.is_none_or(is_shown);
    book.table::<Task>().live().filter(move |it| is_open(it)).map(|it| {
        let Task { title, due, kind, priority, assignee, about, .. } = it.record();
        Todo {
            of: it.id.into(),
            text: title.clone(),
            due: *due,
            kind: *kind,
            priority: *priority,
            by: *assignee,
            about: *about,
        }
    })
}

/// Everything that is open: tasks, and next steps that were written by hand and have a day. What has none stands with its
/// record.
fn todos(book: &Book) -> impl Iterator<Item = Todo> {
    let step = |id: RecordId, step: &Option<NextStep>, priority, by| {
        let NextStep { day, text } = step.as_ref()?;
        let due = Some(Due { day: (*day)?, minute: None });
        Some(Todo { of: id, text: text.clone(), due, kind: None, priority, by, about: Some(id) })
    };
    let is_undecided =
        |it: &Lead| !matches!(status_kind(book, it), StatusKind::Converted | StatusKind::Disqualified);
    let leads = book.table::<Lead>().live().filter(move |it| it.next_step.is_some() && is_undecided(it));
    let leads = leads.filter_map(move |it| step(it.id.into(), &it.next_step, it.priority, it.owner));
    let deals = book.table::<Deal>().live().filter(|it| it.next_step.is_some() && it.is_open());
    let deals = deals.filter_map(move |it| step(it.id.into(), &it.next_step, it.priority, it.owner));
    open_tasks(book).chain(leads).chain(deals)
}

fn deals(book: &Book, whose: Whose, at: &Standpoint, today: &mut Today) {
    let (mut without_step, mut without_value) = (Vec::new(), Vec::new());
    for deal in book.table::<Deal>().live().filter(|it| it.is_open() && whose.is(it.owner, at)) {
        if next_step(book, deal.id.into()).is_none() {
            without_step.push((deal.stage_since(), deal.id));
        }
        if deal.value.is_none() {
            without_value.push((deal.stage_since(), deal.id));
        }
        if let Some(day) = deal.expected_close.filter(|it| *it < at.today) {
            today.close_passed.push((deal.id, day));
        }
        if is_rotting(book, deal, at.now) {
            let last = last_activity(book, deal.id.into()).unwrap_or_default();
            let allowed = book.get(deal.stage).and_then(|it| it.rot_days).unwrap_or_default();
            today.rotting.push(Rotten { deal: deal.id, since: last.max(deal.stage_since()), allowed });
        }
    }
    let longest_first = |mut deals: Vec<(Timestamp, Id<Deal>)>| {
        order::sort_by_key(&mut deals, |it| *it);
        deals.into_iter().map(|it| it.1).collect()
    };
    today.without_step = longest_first(without_step);
    today.without_value = longest_first(without_value);
    order::sort_by_key(&mut today.close_passed, |it| (it.1, it.0));
    order::sort_by_key(&mut today.rotting, |it| (it.since, it.deal));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Edit, FinishTask, MoveTask, Trash},
        defaults,
        record::{Activity, ActivityKind, Member, Mode},
        testing::{Device, board},
        value::{Currency, Money},
    };

    fn due(text: &str) -> Due {
        text.parse().expect("a due time")
    }

    fn texts(todos: &[Todo]) -> Vec<&str> {
        todos.iter().map(|it| &*it.text).collect()
    }

    fn at(device: &Device) -> Standpoint {
        Standpoint::utc(device.now(), device.me())
    }

    fn task(device: &Device, book: &mut Book, title: &str, due: &str) -> Id<Task> {
        let due = due.parse().ok();
        device.adds(book, |it: &mut Task| (it.title, it.due) = (title.into(), due))
    }

    #[test]
    fn n1_a_day_has_what_is_overdue_what_is_due_what_comes_in_a_week_and_all_the_rest() {
        let (device, mut book) = (Device::new(1), Book::new());
        let done = task(&device, &mut book, "done", "2026-11-20");
        device.does(&mut book, FinishTask { task: done, done: true });
        for (title, due) in [
            ("in a week", "2026-11-28"),
            ("by noon", "2026-11-21T11:59"),
            ("tonight", "2026-11-21T18:00"),
            ("today", "2026-11-21"),
            ("yesterday", "2026-11-20"),
            ("later", "2026-11-29"),
            ("some day", ""),
        ] {
            task(&device, &mut book, title, due);
        }
        let lead = device.adds(&mut book, |it: &mut Lead| {
            it.first_name = "Bo".into();
            it.next_step = Some(NextStep { day: "2026-11-19".parse().ok(), text: "by hand".into() });
        });
        let hidden = task(&device, &mut book, "of nobody", "2026-11-20");
        let gone = device.adds(&mut book, |it: &mut Lead| it.first_name = "Gone".into());
        let about = book.get(hidden).expect("it is there").clone();
        device.does(&mut book, Edit::of(&about, |it| it.about = Some(gone.into())));
        device.does(&mut book, Trash(vec![gone.into()]));
        let day = today(&book, Whose::Mine, &at(&device));
        assert_eq!(texts(&day.overdue), ["by hand", "yesterday", "by noon"]);
        assert_eq!(texts(&day.due), ["today", "tonight"]);
        assert_eq!(texts(&day.coming), ["in a week"]);
        assert_eq!((texts(&day.later), texts(&day.some_day)), (vec!["later"], vec!["some day"]));
        assert_eq!(day.overdue[0].of, RecordId::from(lead));
        assert_eq!(due_counts(&book, Whose::Mine, &at(&device)), (3, 2));
    }

    #[test]
    fn n1_of_what_is_due_at_one_time_the_most_urgent_comes_first_and_others_see_to_their_own() {
        let (device, mut book) = (Device::new(1), Book::new());
        for (title, priority) in
            [("usual", None), ("now", Some(Priority::Urgent)), ("low", Some(Priority::Low))]
        {
            device.adds(&mut book, |it: &mut Task| {
                (it.title, it.due, it.priority) = (title.into(), Some(due("2026-11-21")), priority);
            });
        }
        let other = device.adds(&mut book, |it: &mut Rep| it.name = "Other".into());
        device.adds(&mut book, |it: &mut Task| {
            (it.title, it.due, it.assignee) = ("theirs".into(), Some(due("2026-11-21")), Some(other));
        });
        assert_eq!(texts(&today(&book, Whose::Mine, &at(&device)).due), ["now", "low", "usual"]);
        assert_eq!(texts(&today(&book, Whose::All, &at(&device)).due), ["now", "low", "usual", "theirs"]);
    }

    #[test]
    fn n2_a_day_has_the_open_deals_that_need_a_look() {
        let (device, mut book) =
            (Device::new(1), board::parse("Qualified to Buy: acme bolt cube | Won: zen"));
        let acme = book.get(board::deal("acme")).expect("it is there").clone();
        device.does(
            &mut book,
            Edit::of(&acme, |it| {
                it.expected_close = "2026-11-20".parse().ok();
                it.value = Money::new(100, Currency::EUR);
            }),
        );
        device.adds(&mut book, |it: &mut Task| {
            (it.title, it.about) = ("Call".into(), Some(board::deal("bolt").into()));
        });
        let day = today(&book, Whose::All, &at(&device));
        assert_eq!(day.without_step, [board::deal("acme"), board::deal("cube")]);
        assert_eq!(day.without_value, [board::deal("bolt"), board::deal("cube")]);
        assert_eq!(day.close_passed, [(board::deal("acme"), "2026-11-20".parse().expect("a day"))]);
        assert!(day.rotting.is_empty());
        device.wait(15 * Timestamp::DAY);
        device.adds(&mut book, |it: &mut Activity| {
            it.about.insert(board::deal("cube").into(), Member);
        });
        let rotting = today(&book, Whose::All, &at(&device)).rotting;
        assert_eq!(
            rotting.iter().map(|it| it.deal).collect::<Vec<_>>(),
            [board::deal("acme"), board::deal("bolt")]
        );
        assert_eq!(rotting[0].allowed, 14);
    }

    #[test]
    fn n3_a_day_has_the_new_leads_that_nobody_has_contacted() {
        let (device, mut book) = (Device::new(1), Book::new());
        let [bo, ana] =
            ["Bo", "Ana"].map(|name| device.adds(&mut book, |it: &mut Lead| it.first_name = name.into()));
        let untouched = |book: &Book| today(book, Whose::Mine, &at(&device)).untouched;
        assert_eq!(untouched(&book), [bo, ana]);
        let call = |outcome| {
            move |it: &mut Activity| {
                (it.kind, it.outcome) = (ActivityKind::Call, outcome);
                it.about.insert(bo.into(), Member);
            }
        };
        device.adds(&mut book, call(Some(crate::record::ActivityOutcome::NoAnswer)));
        assert_eq!(untouched(&book), [bo, ana], "a try is none");
        device.adds(&mut book, call(None));
        assert_eq!(untouched(&book), [ana]);
    }

    #[test]
    fn n4_a_task_is_put_off_and_a_day_that_no_clock_reaches_is_refused() {
        let (device, mut book) = (Device::new(1), Book::new());
        let call = task(&device, &mut book, "Call", "2026-11-21");
        let before = book.clone();
        let entry = device.does(&mut book, MoveTask { task: call, due: Some(due("2026-11-23T09:30")) });
        assert_eq!(&*entry.head.label.detail, "2026-11-23T09:30");
        device.undoes(&mut book, &entry, &before);
        device.does(&mut book, MoveTask { task: call, due: Some(due("2199-12-31")) });
        assert!(
            device.does(&mut book, MoveTask { task: call, due: Some(due("2199-12-31")) }).change.is_empty()
        );
        let latest = "2199-12-31".parse().expect("a day");
        let far = Err(crate::refusal::Refusal::TooFarAhead { latest });
        let far_off = MoveTask { task: call, due: Some(due("9999-12-31T23:59")) };
        assert_eq!(device.decide(&book, far_off).map(|it| it.change), far);
        let task = book.get(call).expect("it is there").clone();
        let edit = Edit::of(&task, |it| it.due = Some(due("2200-01-01")));
        assert_eq!(device.decide(&book, edit).map(|it| it.change), far);
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let step = NextStep { day: "9999-01-01".parse().ok(), text: "x".into() };
        let edit = Edit::of(book.get(lead).expect("it is there"), |it| it.next_step = Some(step));
        assert_eq!(device.decide(&book, edit).map(|it| it.change), far);
        let mut new = Task { title: "x".into(), ..crate::record::Record::blank(device.id()) };
        new.due = Some(due("9999-01-01"));
        assert_eq!(device.decide(&book, crate::command::Add::one(new)).map(|it| it.change), far);
        // What was imported with such a day can still be edited, put off and finished.
        let mut imported = book.get(call).expect("it is there").record().clone();
        imported.due = Some(due("9999-12-31"));
        board::put(&mut book, [imported.into()]);
        let task = book.get(call).expect("it is there").clone();
        device.does(&mut book, Edit::of(&task, |it| it.title = "Mail".into()));
        device.does(&mut book, FinishTask { task: call, done: true });
    }

    #[test]
    fn n5_a_mode_hides_what_it_does_not_work_with_and_loses_nothing() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme"));
        device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        task(&device, &mut book, "Call", "2026-11-21");
        let mut seen = |mode| {
            let settings = book.get(defaults::SETTINGS).expect("a default").clone();
            device.does(&mut book, Edit::of(&settings, |it| it.mode = mode));
            let day = today(&book, Whose::All, &at(&device));
            (day.without_step.len(), day.untouched.len(), day.due.len())
        };
        assert_eq!(seen(Mode::Deals), (1, 0, 1));
        assert_eq!(seen(Mode::Leads), (0, 1, 1));
        assert_eq!(seen(Mode::Both), (1, 1, 1));
    }
}
