//! What has happened to the cast, and what is to be done.

use super::{Cast, Line};
use crate::{
    record::{
        Activity, ActivityKind, ActivityOutcome, Direction, Done, Due, Member, Record, Rep, Task, TaskKind,
    },
    value::{Id, RecordId},
};

impl Cast<'_> {
    /// The record that a letter and a number name, and who owns it.
    fn about(&self, name: &str) -> Option<(RecordId, Option<Id<Rep>>)> {
        let (letter, nth) = name.split_at_checked(1)?;
        let nth = nth.parse::<usize>().ok()?;
        match letter {
            "L" => self.leads.get(nth).map(|it| (it.0.into(), it.1)),
            _ => self.deals.get(nth).map(|it| (it.0.into(), it.1)),
        }
    }

    pub(super) fn activity(&self, line: &Line<'_>) -> Activity {
        let about = self.about(line.text(2));
        let by = about.and_then(|it| it.1).or(self.reps.first().copied());
        let (direction, outcome) = match line.text(3) {
            "i" => (Some(Direction::In), None),
            "h" => (None, Some(ActivityOutcome::Held)),
            "n" => (None, Some(ActivityOutcome::NoAnswer)),
            "v" | "l" => (None, Some(ActivityOutcome::LeftMessage)),
            _ => (Some(Direction::Out), None),
        };
        let kind = match line.text(1) {
            "c" => ActivityKind::Call,
            "e" => ActivityKind::Email,
            "m" => ActivityKind::Meeting,
            "s" => ActivityKind::Message,
            "v" => ActivityKind::Visit,
            _ => ActivityKind::Note,
        };
        let is_note = kind == ActivityKind::Note;
        Activity {
            common: self.common(line.number(0), by),
            kind,
            at: self.ago(line.number(0)),
            direction: direction.filter(|_| !is_note),
            outcome,
            body: line.text(4).into(),
            about: about.into_iter().map(|it| (it.0, Member)).collect(),
            by,
            ..Activity::blank(self.id())
        }
    }

    pub(super) fn task(&self, line: &Line<'_>) -> Task {
        let assignee = self.owner(line, 3);
        let done: Option<i64> = line.text(7).parse().ok();
        let kind = match line.text(1) {
            "c" => TaskKind::Call,
            "e" => TaskKind::Email,
            "m" => TaskKind::Meeting,
            "d" => TaskKind::Demo,
            "q" => TaskKind::SendQuote,
            _ => TaskKind::FollowUp,
        };
        Task {
            common: self.common(done.map_or(7, |it| it + 7), assignee),
            title: line.text(4).into(),
            kind: Some(kind),
            due: Some(Due { day: self.day(line.number(0)), minute: line.text(5).parse().ok() }),
            priority: line.text(6).parse().ok(),
            done: done.map(|it| Done { at: self.ago(it), by: assignee }),
            assignee,
            about: self.about(line.text(2)).map(|it| it.0),
            ..Task::blank(self.id())
        }
    }
}
