//! Choices: checks, switches, radios with what each means, and a few that exclude each other side by side.

use leptos::prelude::*;

use crate::platform::dom;

/// One thing to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is handed over when it is chosen.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What tells it from others of that name; may be empty.
    pub detail: String,
}

impl Choice {
    /// A choice without a detail.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), detail: String::new() }
    }

    /// The same, with a detail.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// How a box that is on or off looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Check,
    Round,
    Switch,
}

/// The box itself.
fn toggle(
    look: Look,
    name: Option<String>,
    label: Option<String>,
    checked: Signal<bool>,
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let is_switch = look == Look::Switch;
    view! {
        <input
            class=if is_switch { "switch" } else { "check" }
            type="checkbox"
            role=is_switch.then_some("switch")
            data-variant=(look == Look::Round).then_some("round")
            name=name
            aria-label=label
            checked=checked.get_untracked()
            prop:checked=checked
            on:change:target=move |event| {
                if let Some(on_change) = on_change {
                    on_change.run(event.target().checked());
                }
            }
        />
    }
}

/// A box to check, without a label that is seen.
#[component]
pub fn CheckBox(
    /// Its name for those who cannot see what it is about.
    #[prop(into)]
    label: String,
    /// What it is called when the form is read.
    #[prop(into, optional)]
    name: Option<String>,
    /// Whether it is on.
    #[prop(into, optional)]
    checked: Signal<bool>,
    /// Round, for what is done.
    #[prop(optional)]
    round: bool,
    /// Hears whether it is on now.
    #[prop(into, optional)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    toggle(if round { Look::Round } else { Look::Check }, name, Some(label), checked, on_change)
}

/// A box to check, with its label.
#[component]
pub fn Check(
    /// What is so if it is on.
    #[prop(into)]
    label: String,
    /// What it is called when the form is read.
    #[prop(into, optional)]
    name: Option<String>,
    /// Whether it is on.
    #[prop(into, optional)]
    checked: Signal<bool>,
    /// Hears whether it is on now.
    #[prop(into, optional)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! { <label class="option">{toggle(Look::Check, name, None, checked, on_change)}{label}</label> }
}

/// A switch: takes effect at once.
#[component]
pub fn Switch(
    /// What is so if it is on.
    #[prop(into)]
    label: String,
    /// What it is called when the form is read.
    #[prop(into, optional)]
    name: Option<String>,
    /// Whether it is on.
    #[prop(into, optional)]
    checked: Signal<bool>,
    /// Hears whether it is on now.
    #[prop(into, optional)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! { <label class="option">{toggle(Look::Switch, name, None, checked, on_change)}{label}</label> }
}

/// A few that exclude each other, one below the other, each with its detail in a line of its own.
#[component]
pub fn Radios(
    /// What they are called when the form is read, and the beginning of their ids.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What there is to choose from.
    options: Vec<Choice>,
    /// The chosen value; one that is not offered while nothing is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Hears the chosen value.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = options.into_iter().map(|Choice { value: own, label, detail }| {
        let (mine, chosen, id) = (own.clone(), own.clone(), format!("{name}-{own}"));
        let described = format!("{id}-detail");
        view! {
            <label class="way">
                <input
                    class="check"
                    type="radio"
                    id=id
                    name=name
                    aria-describedby=described.clone()
                    prop:checked=move || *value.read() == mine
                    value=own
                    on:change=move |_| on_choose.run(chosen.clone())
                />
                <span>
                    <b>{label}</b>
                    <small id=described>{detail}</small>
                </span>
            </label>
        }
    });
    view! { <fieldset class="ways"><legend>{label}</legend>{options.collect_view()}</fieldset> }
}

/// A few that exclude each other, side by side. A choice's detail, where it has one, is its name for
/// those who cannot see what "?" is about.
#[component]
pub fn Segmented(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// What it is called when the form is read.
    #[prop(into, optional)]
    name: Option<String>,
    /// What there is to choose from.
    options: Vec<Choice>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Hears the chosen value.
    #[prop(into, optional)]
    on_choose: Option<Callback<String>>,
) -> impl IntoView {
    // Radios without a name would not exclude each other.
    let name = name.unwrap_or_else(dom::fresh_id);
    let options = options.into_iter().map(|Choice { value: own, label, detail }| {
        let (mine, chosen) = (own.clone(), own.clone());
        view! {
            <label>
                <input
                    type="radio"
                    name=name.clone()
                    aria-label=(!detail.is_empty()).then_some(detail)
                    checked=value.with_untracked(|it| *it == own)
                    prop:checked=move || *value.read() == mine
                    value=own
                    on:change=move |_| {
                        if let Some(on_choose) = on_choose {
                            on_choose.run(chosen.clone());
                        }
                    }
                />
                {label}
            </label>
        }
    });
    view! { <div class="segmented" role="radiogroup" aria-label=label>{options.collect_view()}</div> }
}
