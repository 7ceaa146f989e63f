//! The next step of a lead or a deal: the one that was written by hand, else the task that is due first (T3).

use super::{
    Shown,
    facts::{Facts, Lens},
};
use crate::{
    platform::clock,
    ui::{
        format,
        front::use_desk,
        kit::{
            inline::{EditWords, text::InlineText},
            live::live,
        },
        text::{common, deals as words},
    },
};
use desk::Topic;
use domain::{
    query,
    record::NextStep,
    row::{Row, Stamped, Unrow},
    value::{Kind, Text},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The step, and until when it is to be done where it was written by hand.
pub fn next_step<T: Unrow>(
    record: Shown<T>,
    facts: Facts<T>,
    of: fn(&mut T) -> &mut Option<NextStep>,
    read: fn(&T) -> &Option<NextStep>,
) -> AnyView
where
    Row: From<Arc<Stamped<T>>>,
{
    let desk = use_desk();
    let lens = Lens::new(
        move |it| read(it).as_ref().map(|it| it.text.to_string()).unwrap_or_default(),
        move |it, text| {
            let day = read(it).as_ref().and_then(|it| it.day);
            *of(it) = (!text.is_empty()).then(|| NextStep { day, text: Text::trimmed(text) });
            Ok(())
        },
    );
    let due = Lens::new(
        move |it| read(it).as_ref().and_then(|it| it.day).map(|it| it.to_string()).unwrap_or_default(),
        move |it, text| {
            if let Some(step) = of(it) {
                step.day = text.parse().ok();
            }
            Ok(())
        },
    );
    let task = Memo::new(move |_| {
        let id = record.read().as_ref().filter(|it| read(it).is_none())?.record().id();
        let step = desk.read(&[Topic::Table(Kind::Task)], |book| query::next_step(book, id.into()))?;
        let due = step.due.map(|it| format::due(it, clock::today()));
        Some(words::from_task(&step.text, due.as_deref()))
    });
    let (value, on_commit) = (facts.value(&lens), facts.commit(&lens));
    let text = move || {
        let usual = common::edit_words();
        let words = EditWords { add: task.get().unwrap_or_else(|| usual.add.clone()), ..usual };
        view! { <InlineText label=words::next_step() value words on_commit /> }
    };
    let is_by_hand = Memo::new(move |_| record.read().as_ref().is_some_and(|it| read(it).is_some()));
    let day = move || is_by_hand.get().then(|| facts.day(words::next_step_by(), due.clone()));
    view! { {live(text)}{live(day)} }.into_any()
}
