//! A lead's status: what it looks like, and where it may go from there.

use crate::ui::{
    front::{Ask, Front},
    kit::{chip::State, icon::IconName, menu::MenuItem},
    text::leads as words,
};
use desk::Desk;
use domain::{
    book::Book,
    command::{SetStatus, may_follow},
    query,
    record::{Lead, Level, Listed, Record, Status, StatusKind},
    row::Stamped,
    value::Text,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The drawing of a kind.
pub fn drawing(kind: StatusKind) -> IconName {
    match kind {
        StatusKind::Open => IconName::KindOpen,
        StatusKind::Working => IconName::KindWorking,
        StatusKind::Nurturing => IconName::KindNurturing,
        StatusKind::Qualified => IconName::KindQualified,
        StatusKind::Disqualified => IconName::KindDisqualified,
        StatusKind::Converted => IconName::KindConverted,
    }
}

/// The status of a lead, as a shape and a word.
pub fn badge(book: &Book, lead: &Lead) -> AnyView {
    let (kind, word) = query::status(book, lead);
    shown(kind, word)
}

/// A status, as a shape and a word.
pub fn shown(kind: StatusKind, word: String) -> AnyView {
    view! { <State icon=drawing(kind) word kind=kind.name() /> }.into_any()
}

/// How interested they are, as steps and a word.
pub fn level(level: Level) -> AnyView {
    let icon = match level {
        Level::Cold => IconName::Level1,
        Level::Warm => IconName::Level2,
        Level::Hot => IconName::Level3,
    };
    view! { <State icon word=crate::ui::text::common::level(level) level=level.name() /> }.into_any()
}

/// The statuses that a lead may go to, as lines of a menu. Disqualifying asks for its reason first.
pub fn ways(book: &Book, lead: &Lead, desk: Desk, front: Front) -> Vec<MenuItem> {
    let from = query::status_kind(book, lead);
    let statuses = query::listed::<Status>(book);
    let reachable = statuses.iter().filter(|it| may_follow(from, it.kind));
    let is_one = is_one_of_kind(&statuses, StatusKind::Disqualified);
    let (id, current) = (lead.id, lead.status.status);
    let item = |status: &Stamped<Status>| {
        let (to, kind) = (status.id(), status.kind);
        let act = move || match kind {
            StatusKind::Disqualified => front.ask(Ask::Disqualify(vec![id], Some(to))),
            _ => desk.send(SetStatus { lead: id, status: to, reason: None, note: Text::EMPTY }),
        };
        let label = if kind == StatusKind::Disqualified {
            words::disqualify_as(status.label(), is_one)
        } else {
            status.label().to_owned()
        };
        MenuItem::new(label, act).icon(drawing(kind)).checked(to == current)
    };
    reachable.map(|it| item(it)).collect()
}

/// Whether at most one of them is of a kind.
pub fn is_one_of_kind(statuses: &[Arc<Stamped<Status>>], kind: StatusKind) -> bool {
    statuses.iter().filter(|it| it.kind == kind).count() < 2
}
