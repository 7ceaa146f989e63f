//! The filters of fields of one's own: a button with a panel for each that is shown in a column, or asked for already.
//!
//! A field can hold anything, so that it is asked for words that stand in it, or whether it is blank.

use super::{
    filters::{choose, place},
    is_there,
};
use crate::ui::{
    front::{Front, use_desk, use_front},
    kit::{
        button::{Button, Variant},
        field::TextField,
        form::{Form, FormValues},
        icon::IconName,
        popover::Popover,
    },
    text::list as words,
};
use domain::{
    query::{Column, Filter, OwnIs},
    value::{Kind, TextKey},
};
use leptos::prelude::*;

/// The filters of a list that shows these columns.
pub(super) fn filters(kind: Kind, columns: Memo<Vec<Column>>) -> AnyView {
    let (desk, front) = (use_desk(), use_front());
    let names = Memo::new(move |_| {
        let mut all: Vec<Column> =
            columns.with(|it| it.iter().filter(|it| it.own().is_some()).cloned().collect());
        let asked: Vec<TextKey> = front.address.with(|it| Filter::own_asked(&it.query).collect());
        for it in asked.into_iter().map(Column::Own) {
            if !all.contains(&it) && is_there(desk, kind, &it) {
                all.push(it);
            }
        }
        all.iter().filter_map(Column::own).map(ToString::to_string).collect::<Vec<_>>()
    });
    view! { <For each=move || names.get() key=String::clone children=move |name| filter(front, name) /> }
        .into_any()
}

fn filter(front: Front, name: String) -> AnyView {
    let key = Filter::own_key(&name.as_str().into());
    let id = place(&key);
    let its = key.clone();
    let asked =
        Memo::new(move |_| front.address.with(|it| it.get(&its).and_then(|it| it.parse::<OwnIs>().ok())));
    let drawn = move || {
        let (key, asked) = (key.clone(), asked.get());
        let variant = if asked.is_some() { Variant::Plain } else { Variant::Quiet };
        let label = words::own_filter(&name, asked.as_ref());
        let called = name.clone();
        let panel = move || panel(front, &called, &key, asked.as_ref());
        view! { <Popover label icon=IconName::Down small=true variant>{panel()}</Popover> }
    };
    view! { <span id=id>{drawn}</span> }.into_any()
}

fn panel(front: Front, name: &str, key: &str, asked: Option<&OwnIs>) -> AnyView {
    let value = if let Some(OwnIs::With(text)) = asked { text.clone() } else { String::new() };
    let is_asked = asked.is_some();
    let key = StoredValue::new(key.to_owned());
    let take = move |value: &str| key.with_value(|key| choose(front, key, value));
    let submit = move |values: FormValues| {
        let text = values.text("text").trim().to_owned();
        let asked = (!text.is_empty()).then_some(OwnIs::With(text));
        take(&asked.map(|it| it.to_string()).unwrap_or_default());
    };
    view! {
        <Form label=name.to_owned() on_submit=submit>
            <div class="stack" data-snug="">
                <TextField name="text" label=words::contains() value />
                <div class="cluster" data-tight="">
                    <Button label=words::show() submit=true small=true variant=Variant::Primary />
                    <Button
                        label=words::is_blank()
                        small=true
                        variant=Variant::Quiet
                        on_press=move || take(&OwnIs::Missing.to_string())
                    />
                    {is_asked.then(|| view! {
                        <Button
                            label=words::clear_filters()
                            small=true
                            variant=Variant::Quiet
                            on_press=move || take("")
                        />
                    })}
                </div>
            </div>
        </Form>
    }
    .into_any()
}
