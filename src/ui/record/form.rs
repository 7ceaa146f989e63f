//! What stands in the form of a new record: kept on the device while it is typed, so that it survives Escape and a
//! reload, and gone when it is written or thrown away. What is wrong stands beside its field.

use super::facts::sentence;
use crate::{
    platform::device,
    ui::kit::field::{TextField, TextKind},
};
use leptos::prelude::*;
use std::{fmt::Display, str::FromStr};

/// A form that is being filled in.
#[derive(Clone, Copy)]
pub struct Drafted {
    name: &'static str,
    fields: RwSignal<Vec<(String, String)>>,
    mistakes: RwSignal<Vec<(&'static str, String)>>,
    /// Its command is on its way.
    pub busy: RwSignal<bool>,
}

impl Drafted {
    /// The form of this name, as it was left.
    pub fn new(name: &'static str) -> Drafted {
        let fields = RwSignal::new(device::draft(name).unwrap_or_default());
        Drafted { name, fields, mistakes: RwSignal::new(Vec::new()), busy: RwSignal::new(false) }
    }

    /// What stands in a field.
    pub fn text(self, field: &str) -> String {
        self.fields.with(|it| find(it, field))
    }

    /// What stands in a field now.
    pub fn peek(self, field: &str) -> String {
        self.fields.with_untracked(|it| find(it, field))
    }

    /// Changes a field, and keeps it.
    pub fn set(self, field: &str, text: &str) {
        self.fields.update(|it| {
            it.retain(|it| it.0 != field);
            if !text.is_empty() {
                it.push((field.to_owned(), text.to_owned()));
            }
        });
        self.fields.with_untracked(|it| device::set_draft(self.name, it));
    }

    /// Throws away what was typed, because it was written or is not wanted.
    pub fn clear(self) {
        self.fields.set(Vec::new());
        device::drop_draft(self.name);
    }

    /// What is wrong with a field.
    pub fn mistake(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.mistakes.with(|it| it.iter().find(|it| it.0 == field).map(|it| it.1.clone()))
        })
    }

    /// Says what is wrong with a field.
    pub fn refuse(self, field: &'static str, sentence: String) {
        self.mistakes.update(|it| it.push((field, sentence)));
    }

    /// Begins to read the form: nothing is wrong yet.
    pub fn begin(self) {
        self.mistakes.set(Vec::new());
    }

    /// Whether everything that was read could be.
    pub fn is_right(self) -> bool {
        self.mistakes.with_untracked(Vec::is_empty)
    }

    /// The value of a field, nothing if it is empty; what is wrong is told beside it.
    pub fn value<V: FromStr<Err: Display>>(self, field: &'static str) -> Option<V> {
        let text = self.peek(field);
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        text.parse().map_err(|it: V::Err| self.refuse(field, sentence(&it.to_string()))).ok()
    }
}

fn find(fields: &[(String, String)], field: &str) -> String {
    fields.iter().find(|it| it.0 == field).map(|it| it.1.clone()).unwrap_or_default()
}

/// A line of a form.
#[component]
pub fn Line(
    /// The form.
    form: Drafted,
    /// The field.
    name: &'static str,
    /// What it is called on the page.
    label: &'static str,
    /// Which kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// Has the focus when the dialog opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    view! {
        <TextField
            name
            label
            kind
            autofocus
            value=form.peek(name)
            error=form.mistake(name)
            on_input=move |text: String| form.set(name, &text)
        />
    }
}
