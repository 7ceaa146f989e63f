//! Fields: a label, what it names, a hint, and what is wrong with it.
//!
//! Fields are uncontrolled: they begin with `value` and keep what is typed, and a [`Form`](super::form::Form)
//! reads them by `name` when it is sent. Only where the text steers the page at once (a filter) is it
//! bound to a signal.

pub mod area;
pub mod select;

use super::live::live;
use leptos::{html::Input, prelude::*};

pub use self::{area::TextArea, select::SelectField};
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
    live(move || error.get().map(|it| view! { <p class="field-error" id=id.clone()>{it}</p> }))
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
    /// A time of day, as `HH:MM`.
    Time,
    /// A secret, shown as dots.
    Secret,
    /// The same, when it is made up: a password manager may offer one.
    NewSecret,
}

impl TextKind {
    pub(super) const fn input_type(self) -> &'static str {
        match self {
            Self::Day => "date",
            Self::Time => "time",
            Self::Search => "search",
            Self::Phone => "tel",
            Self::Secret | Self::NewSecret => "password",
            Self::Text | Self::Email | Self::Link | Self::Number => "text",
        }
    }

    pub(super) const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Email => Some("email"),
            Self::Link => Some("url"),
            Self::Number => Some("decimal"),
            Self::Text
            | Self::Phone
            | Self::Search
            | Self::Day
            | Self::Time
            | Self::Secret
            | Self::NewSecret => None,
        }
    }

    /// What the browser may fill in by itself: nothing but secrets.
    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Secret => "current-password",
            Self::NewSecret => "new-password",
            _ => "off",
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
    placeholder: String,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: String,
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
    let hint = (!hint.is_empty()).then_some(hint);
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
            autocomplete=kind.autocomplete()
            autocapitalize=(!kind.is_prose()).then_some("none")
            spellcheck=(!kind.is_prose()).then_some("false")
            value=bound.map_or(value, |it| it.get_untracked())
            node_ref=input
            placeholder=(!placeholder.is_empty()).then_some(placeholder)
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
