//! A note, a call or a meeting that is changed after it was logged, and what else can be done with it.

use super::{
    choices::with_none,
    composer::outcomes,
    form::{Drafted, FormDialog, Line, Lines, Pick},
};
use crate::{
    platform::clock,
    ui::{
        front::{Ask, Front, use_desk, use_front},
        kit::{choice::Choice, field::TextKind, icon::IconName, live::live, menu::MenuItem},
        text::{common, record as words, today},
    },
};
use desk::Desk;
use domain::{
    command::{Command, Edit, Trash},
    record::{Activity, ActivityKind, Due},
    value::{Id, Text, Timestamp},
};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn EditActivity(
    /// Which one.
    activity: Id<Activity>,
) -> impl IntoView {
    let desk = use_desk();
    let Some(was) = desk.peek(|book| book.live(activity).cloned()) else {
        use_front().asking.set(None); // It was deleted in another tab.
        return ().into_any();
    };
    let form = Drafted::of(format!("edited:{activity}"), &filled(&was));
    let has_subject = !was.subject.is_empty();
    let kinds: Vec<Choice> =
        ActivityKind::ALL.iter().map(|it| Choice::new(it.name(), common::activity(*it))).collect();
    let read = move |()| read(form, &was).map(|it| Command::from(Edit::of(&was, |was| *was = it)));
    let came_of = move || {
        let of = outcomes(kind(&form.text("kind")));
        (!of.is_empty()).then(|| {
            view! { <Pick form name="outcome" label=words::came_of() options=with_none(of) /> }
        })
    };
    view! {
        <FormDialog form title=words::logged() add=today::save() read done=|()| ()>
            <section>
                {has_subject.then(|| view! { <Line form name="subject" label=words::subject() /> })}
                <Lines form name="body" label=words::text() />
            </section>
            <section>
                <div class="fields" data-two="">
                    <Pick form name="kind" label=words::kind() options=kinds.clone() />
                    {live(came_of)}
                    <Line form name="day" label=words::on_day() kind=TextKind::Day />
                    <Line form name="time" label=today::time() kind=TextKind::Time />
                </div>
            </section>
        </FormDialog>
    }
    .into_any()
}

fn kind(name: &str) -> ActivityKind {
    name.parse().unwrap_or_default()
}

/// What was logged, as the form has it.
fn filled(it: &Activity) -> [(&'static str, String); 6] {
    let at = clock::local_text(it.at);
    let (day, time) = at.split_once('T').unwrap_or((&at, ""));
    [
        ("subject", it.subject.to_string()),
        ("body", it.body.to_string()),
        ("kind", it.kind.name().to_owned()),
        ("outcome", it.outcome.map_or("", |it| it.name()).to_owned()),
        ("day", day.to_owned()),
        ("time", time.to_owned()),
    ]
}

/// As the form has it; nothing, with every mistake named beside its field, if it cannot be.
fn read(form: Drafted, was: &Activity) -> Option<Activity> {
    let (kind, body) = (kind(&form.peek("kind")), Text::trimmed(&form.peek("body")));
    if kind == ActivityKind::Note && body.is_empty() {
        form.refuse("body", words::empty_note());
    }
    let due = format!("{}T{}", form.peek("day"), form.peek("time"));
    let at = due.parse::<Due>().ok().map(|due| at(was.at, due));
    match at {
        None => form.refuse("day", words::when_needed()),
        Some(at) if at != was.at && is_to_come(at) => form.refuse("day", words::to_come()),
        Some(_) => {}
    }
    let is_offered =
        |it: &domain::record::ActivityOutcome| outcomes(kind).iter().any(|one| one.value == it.name());
    at.filter(|_| form.is_right()).map(|at| Activity {
        kind,
        at,
        body,
        subject: Text::trimmed(&form.peek("subject")),
        outcome: form.peek("outcome").parse().ok().filter(is_offered),
        ..was.clone()
    })
}

/// Whether something cannot have happened yet. Fields know no seconds, and two clocks differ a little.
pub(super) fn is_to_come(at: Timestamp) -> bool {
    at.0 > clock::now().0 + 2 * 60_000
}

/// The moment that was chosen. The fields know no seconds: what was not changed keeps its own.
fn at(was: Timestamp, due: Due) -> Timestamp {
    let minute = due.minute.unwrap_or_default();
    if clock::local(was) == (due.day, minute) { was } else { clock::moment(due.day, minute) }
}

/// What can be done with what was logged.
pub(super) fn deeds(desk: Desk, front: Front, activity: Id<Activity>) -> Vec<MenuItem> {
    vec![
        MenuItem::new(today::edit(), move || front.ask(Ask::EditActivity(activity))).icon(IconName::Edit),
        MenuItem::new(today::delete(), move || desk.send(Trash(vec![activity.into()]))).icon(IconName::Trash),
    ]
}
