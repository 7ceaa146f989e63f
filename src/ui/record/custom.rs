//! Fields of one's own: what a file brought and Satchel has no place for, and what somebody has added. Facts like the
//! others, edited as texts.

use super::{
    Shown,
    facts::{Facts, Lens},
};
use crate::ui::{
    front::{Ask, use_front},
    kit::{
        button::{Button, Variant},
        field::TextKind,
        icon::IconName,
    },
    text::record as words,
};
use domain::{
    record::Json,
    row::{Row, Stamped, Unrow},
    value::{Id, RecordId, TextKey},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The fields of one's own of a record, and the way to another.
pub fn custom<T: Unrow>(record: Shown<T>) -> AnyView
where
    Row: From<Arc<Stamped<T>>>,
    RecordId: From<Id<T>>,
{
    let front = use_front();
    let add = move || {
        if let Some(id) = record.with_untracked(|it| it.as_ref().map(|it| it.id())) {
            front.ask(Ask::NewField(id.into()));
        }
    };
    let names = Memo::new(move |_| {
        let record = record.read();
        let names = record.iter().flat_map(|it| it.common().custom.keys().map(|it| it.0.to_string()));
        names.collect::<Vec<String>>()
    });
    let facts = Facts::of(record);
    let fact = move |name: String| facts.line(&name, TextKind::Text, lens(TextKey::from(&*name)));
    let is_there = Memo::new(move |_| !names.read().is_empty());
    let list = move || view! { <dl class="facts"><For each=move || names.get() key=String::clone children=fact /></dl> };
    view! {
        {move || is_there.get().then(list)}
        <p>
            <Button
                label=words::new_field()
                icon=IconName::Plus
                variant=Variant::Quiet
                small=true
                on_press=add
            />
        </p>
    }
    .into_any()
}

/// The value of one field. An empty one takes the field away.
fn lens<T: Unrow>(name: TextKey) -> Lens<T> {
    let of = name.clone();
    Lens::new(
        move |it: &T| it.common().custom.get(&of).map(Json::shown).unwrap_or_default(),
        move |it, text| {
            it.common_mut().set_custom(&name, text);
            Ok(())
        },
    )
}
