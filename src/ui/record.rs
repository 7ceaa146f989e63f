//! What the pages of all records are made of: facts edited in place, ways to reach someone, the timeline, tasks.

pub mod choices;
pub mod composer;
pub mod custom;
pub mod employment;
pub mod facts;
pub mod field;
pub mod find;
pub mod form;
pub mod gone;
pub mod history;
pub mod keys;
pub mod links;
pub mod logged;
pub mod prose;
pub mod reach;
pub mod related;
pub mod same;
pub mod spoken;
pub mod step;
pub mod story;
pub mod tags;
pub mod tasks;
pub mod timeline;
pub mod walk;
pub mod ways;

use crate::ui::{front::use_desk, kit::icon::IconName};
use desk::Topic;
use domain::{
    book::Kept,
    row::Stamped,
    value::{Id, Kind},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The drawing of a kind of records.
pub fn drawing(kind: Kind) -> IconName {
    match kind {
        Kind::Lead => IconName::Leads,
        Kind::Deal => IconName::Pipeline,
        Kind::Company => IconName::Company,
        Kind::Task => IconName::Today,
        _ => IconName::Contact,
    }
}

/// A record as it is now; nothing if it is gone.
pub type Shown<T> = Memo<Option<Arc<Stamped<T>>>>;

/// Follows a record.
pub fn shown<T: Kept>(id: Id<T>) -> Shown<T> {
    let desk = use_desk();
    Memo::new(move |_| desk.read(&[Topic::Table(T::KIND)], |book| book.get(id).cloned()))
}
