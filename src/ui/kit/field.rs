//! Fields: a label, what it names, a hint, and what is wrong with it.
//!
//! Fields are uncontrolled: they begin with `value` and keep what is typed, and a [`Form`](super::form::Form)
//! reads them by `name` when it is sent. Only where the text steers the page at once (a filter) is it
//! bound to a signal.

use leptos::{html::Input, prelude::*};

use super::choice::Choice;
use crate::platform::dom;

/// What is wrong with a field, if anything.
pub(super) type Mistake = Option<Signal<Option<String>>>;

/// The ids that tie a field together.
#[derive(Clone)]
pub(super) struct Ids {
    pub(super) control: String,
    hint: Option<String>,
    error: String,
}

impl Ids {
    pub(super) fn new(has_hint: bool) -> Self {
        let control = dom::fresh_id();
        Self { hint: has_hint.then(|| format!("{control}h")), error: format!("{control}e"), control }
    }

    /// What is read after the label: the hint, and the mistake while there is one.
    pub(super) fn described(
        &self,
        error: Mistake,
    ) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
        let Self { hint, error: id, .. } = self.clone();
        move || match (hint.clone(), error.is_some_and(|it| it.read().is_some())) {
            (Some(hint), true) => Some(format!("{hint} {id}")),
            (hint, false) => hint,
            (None, true) => Some(id.clone()),
        }
    }
}

/// Whether a field holds a mistake, as assistive technology reads it.
pub(super) fn invalid(error: Mistake) -> Option<impl Fn() -> Option<&'static str> + Clone + Send + Sync> {
    error.map(|it| move || it.read().is_some().then_some("true"))
}

/// The label above, the hint and the mistake below a control.
pub(super) fn frame(
    ids: Ids,
    label: String,
    unseen: bool,
    hint: Option<String>,
    error: Option<Signal<Option<String>>>,
    control: AnyView,
) -> impl IntoView {
    let Ids { control: id, hint: hint_id, error: error_id } = ids;
    view! {
        <div class="field">
            <label for=id class:unseen=unseen>{label}</label>
            {control}
            {hint.map(|it| view! { <p class="field-hint" id=hint_id>{it}</p> })}
            {error.map(|it| view! { <FieldError error=it id=error_id /> })}
        </div>
    }
}

/// The sentence below a field that says what is wrong, while something is.
#[component]
pub fn FieldError(
    /// The sentence.
    error: Signal<Option<String>>,
    /// The id that the field's `aria-describedby` names.
    id: String,
) -> impl IntoView {
    move || error.get().map(|it| view! { <p class="field-error" id=id.clone()>{it}</p> })
}

/// A label around a control of the caller's own, which must have the id `control`.
#[component]
pub fn Field(
    /// What the control is called.
    #[prop(into)]
    label: String,
    /// The id of the control.
    #[prop(into)]
    control: String,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let ids =
        Ids { hint: hint.is_some().then(|| format!("{control}h")), error: format!("{control}e"), control };
    frame(ids, label, false, hint, error, children())
}

/// What kind of text a field takes: which keys a phone offers, and nothing more. What is valid is
/// decided when the form is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Words.
    #[default]
    Text,
    /// An e-mail address. Not `type=email`, which rewrites what was typed.
    Email,
    /// A phone number.
    Phone,
    /// A web address.
    Link,
    /// A number or an amount, in the reader's own notation.
    Number,
    /// Something to look for.
    Search,
    /// A day, as `YYYY-MM-DD`.
    Day,
}

impl TextKind {
    pub(super) const fn input_type(self) -> &'static str {
        match self {
            Self::Day => "date",
            Self::Search => "search",
            Self::Phone => "tel",
            Self::Text | Self::Email | Self::Link | Self::Number => "text",
        }
    }

    pub(super) const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Email => Some("email"),
            Self::Link => Some("url"),
            Self::Number => Some("decimal"),
            Self::Text | Self::Phone | Self::Search | Self::Day => None,
        }
    }

    /// Whether the text is words, to be spelt and capitalised as such.
    pub(super) const fn is_prose(self) -> bool {
        matches!(self, Self::Text)
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// What it is called when the form is read.
    #[prop(into)]
    name: String,
    /// What it is called on the page.
    #[prop(into)]
    label: String,
    /// Has a name, but shows none: the place says what it is for.
    #[prop(optional)]
    unseen_label: bool,
    /// What it begins with.
    #[prop(into, optional)]
    value: String,
    /// Shares its text with this signal, instead of keeping its own.
    #[prop(optional)]
    bound: Option<RwSignal<String>>,
    /// Which kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// What stands there while it is empty.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Has the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Hears each change of the text.
    #[prop(into, optional)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let ids = Ids::new(hint.is_some());
    let input = NodeRef::new();
    if let Some(bound) = bound {
        follow(input, bound);
    }
    let typed = move |text: String| {
        if let Some(on_input) = on_input {
            on_input.run(text.clone());
        }
        if let Some(bound) = bound {
            bound.set(text);
        }
    };
    let control = view! {
        <input
            class="input"
            id=ids.control.clone()
            name=name
            type=kind.input_type()
            inputmode=kind.input_mode()
            autocomplete="off"
            autocapitalize=(!kind.is_prose()).then_some("none")
            spellcheck=(!kind.is_prose()).then_some("false")
            value=bound.map_or(value, |it| it.get_untracked())
            node_ref=input
            placeholder=placeholder
            autofocus=autofocus
            aria-invalid=invalid(error)
            aria-describedby=ids.described(error)
            on:input:target=move |event| typed(event.target().value())
        />
    };
    frame(ids, label, unseen_label, hint, error, control.into_any())
}

/// Keeps a field's text what a signal says, also when others write to it.
fn follow(input: NodeRef<Input>, text: RwSignal<String>) {
    Effect::new(move |_| {
        let text = text.read();
        if let Some(input) = input.get().filter(|it| it.value() != *text) {
            input.set_value(&text);
        }
    });
}

/// A day, chosen or typed, read as `YYYY-MM-DD`.
#[component]
pub fn DayField(
    /// What it is called when the form is read.
    #[prop(into)]
    name: String,
    /// What it is called on the page.
    #[prop(into)]
    label: String,
    /// The day it begins with, as `YYYY-MM-DD`.
    #[prop(into, optional)]
    value: String,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Hears each change of the day.
    #[prop(into, optional)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let ids = Ids::new(hint.is_some());
    let control = view! {
        <input
            class="input"
            id=ids.control.clone()
            name=name
            type="date"
            value=value
            aria-invalid=invalid(error)
            aria-describedby=ids.described(error)
            on:input:target=move |event| {
                if let Some(on_input) = on_input {
                    on_input.run(event.target().value());
                }
            }
        />
    };
    frame(ids, label, false, hint, error, control.into_any())
}

/// Several lines of text; grows with them.
#[component]
pub fn TextArea(
    /// What it is called when the form is read.
    #[prop(into)]
    name: String,
    /// What it is called on the page.
    #[prop(into)]
    label: String,
    /// Has a name, but shows none: the place says what it is for.
    #[prop(optional)]
    unseen_label: bool,
    /// What it begins with.
    #[prop(into, optional)]
    value: String,
    /// What stands there while it is empty.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// How many lines it has at least.
    #[prop(default = 2)]
    rows: u32,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Has the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Hears each change of the text.
    #[prop(into, optional)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let ids = Ids::new(hint.is_some());
    let control = view! {
        <textarea
            class="input"
            id=ids.control.clone()
            name=name
            rows=rows
            placeholder=placeholder
            autofocus=autofocus
            aria-invalid=invalid(error)
            aria-describedby=ids.described(error)
            on:input:target=move |event| {
                let text = event.target().value();
                event.target().set_rows(lines(&text).max(rows));
                if let Some(on_input) = on_input {
                    on_input.run(text);
                }
            }
        >
            {value}
        </textarea>
    };
    frame(ids, label, unseen_label, hint, error, control.into_any())
}

/// How many lines a text has, for browsers that do not grow a field by themselves.
pub(super) fn lines(text: &str) -> u32 {
    u32::try_from(text.split('\n').count()).unwrap_or(u32::MAX).min(30)
}

/// One of a few, from a list that opens.
#[component]
pub fn SelectField(
    /// What it is called when the form is read.
    #[prop(into)]
    name: String,
    /// What it is called on the page.
    #[prop(into)]
    label: String,
    /// Has a name, but shows none: the place says what it is for.
    #[prop(optional)]
    unseen_label: bool,
    /// What there is to choose from. A detail is shown behind its label.
    options: Vec<Choice>,
    /// The value it begins with.
    #[prop(into, optional)]
    value: String,
    /// What helps to choose.
    #[prop(into, optional)]
    hint: Option<String>,
    /// What is wrong with the choice.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Hears the chosen value.
    #[prop(into, optional)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let ids = Ids::new(hint.is_some());
    let options = options.into_iter().map(|it| {
        let selected = it.value == value;
        let text = if it.detail.is_empty() { it.label } else { format!("{}, {}", it.label, it.detail) };
        view! { <option value=it.value selected=selected>{text}</option> }
    });
    let control = view! {
        <select
            class="input"
            id=ids.control.clone()
            name=name
            aria-invalid=invalid(error)
            aria-describedby=ids.described(error)
            on:change:target=move |event| {
                if let Some(on_change) = on_change {
                    on_change.run(event.target().value());
                }
            }
        >
            {options.collect_view()}
        </select>
    };
    frame(ids, label, unseen_label, hint, error, control.into_any())
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_text_has_a_line_more_than_it_has_breaks() {
        assert_eq!(lines(""), 1);
        assert_eq!(lines("one\ntwo\n"), 3);
    }
}
