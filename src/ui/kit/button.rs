//! Buttons, and links that look like them.
//!
//! A button that cannot be pressed stays reachable and says why: it is `aria-disabled`, never
//! `disabled`, and its reason is read with it and shown while it is pointed at or focused.

use super::live::live;
use leptos::{ev, prelude::*};

use super::icon::{IconName, icon};
use crate::platform::dom;

/// How loud a button is. At most one primary on a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// The ordinary one.
    #[default]
    Plain,
    /// The rule, beside others.
    Quiet,
    /// The one thing to do next.
    Primary,
    /// What cannot be taken back in one step.
    Danger,
}

impl Variant {
    pub(super) const fn attr(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Quiet => Some("quiet"),
            Self::Primary => Some("primary"),
            Self::Danger => Some("danger"),
        }
    }
}

/// A button.
#[component]
pub fn Button(
    /// What it does: a verb and its object.
    #[prop(into)]
    label: String,
    /// How loud it is.
    #[prop(optional)]
    variant: Variant,
    /// Less high, for lines of small text.
    #[prop(optional)]
    small: bool,
    /// A drawing before the label.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Shows the icon alone; the label becomes its name.
    #[prop(optional)]
    bare: bool,
    /// The keys that do the same.
    #[prop(into, optional)]
    kbd: String,
    /// It is at work; pressing it again does nothing.
    #[prop(into, optional)]
    busy: Option<Signal<bool>>,
    /// Why it cannot be pressed, while that is so.
    #[prop(into, optional)]
    refused: Option<Signal<Option<String>>>,
    /// Whether it is pressed in, for a button that stays so.
    #[prop(into, optional)]
    pressed: Option<Signal<bool>>,
    /// Sends the form it is in.
    #[prop(optional)]
    submit: bool,
    /// What happens.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let (name, shown) = if bare { (Some(label), None) } else { (None, Some(label)) };
    let why = refused.map(|reason| (reason, dom::fresh_id()));
    let described = why.clone();
    let press = move |event: ev::MouseEvent| {
        let asleep = busy.is_some_and(|it| it.get_untracked())
            || refused.is_some_and(|it| it.with_untracked(Option::is_some));
        if asleep {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class="button"
            data-variant=variant.attr()
            data-size=small.then_some("small")
            data-shape=bare.then_some("icon")
            title=name.clone()
            aria-label=name
            aria-busy=busy.map(|it| move || it.get().then_some("true"))
            aria-pressed=pressed.map(|it| move || if it.get() { "true" } else { "false" })
            aria-disabled=refused.map(|it| move || it.read().is_some().then_some("true"))
            aria-describedby=described.map(|(it, id)| move || it.read().is_some().then(|| id.clone()))
            on:click=press
        >
            {icon.map(self::icon)}
            {shown}
            {(!kbd.is_empty()).then(|| view! { <kbd>{kbd}</kbd> })}
            {why.map(|(reason, id)| view! { <Reason reason id /> })}
        </button>
    }
}

/// Why a button cannot be pressed. Hidden from its name, read as its description.
#[component]
fn Reason(reason: Signal<Option<String>>, id: String) -> impl IntoView {
    live(move || {
        reason
            .get()
            .map(|text| view! { <span class="button-reason" id=id.clone() aria-hidden="true">{text}</span> })
    })
}

/// A link that looks like a button: it leads somewhere and changes nothing.
#[component]
pub fn LinkButton(
    /// Where it leads, by its name.
    #[prop(into)]
    label: String,
    /// The address.
    #[prop(into)]
    href: String,
    /// How loud it is.
    #[prop(optional)]
    variant: Variant,
    /// Less high, for lines of small text.
    #[prop(optional)]
    small: bool,
    /// A drawing before the label.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Shows the icon alone; the label becomes its name.
    #[prop(optional)]
    bare: bool,
    /// The keys that do the same.
    #[prop(into, optional)]
    kbd: String,
) -> impl IntoView {
    let (name, shown) = if bare { (Some(label), None) } else { (None, Some(label)) };
    view! {
        <a
            class="button"
            href=href
            data-variant=variant.attr()
            data-size=small.then_some("small")
            data-shape=bare.then_some("icon")
            title=name.clone()
            aria-label=name
        >
            {icon.map(self::icon)}
            {shown}
            {(!kbd.is_empty()).then(|| view! { <kbd>{kbd}</kbd> })}
        </a>
    }
}

/// Buttons that belong together, drawn as one.
#[component]
pub fn ButtonGroup(
    /// What they choose between.
    #[prop(into)]
    label: String,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="buttons" role="group" aria-label=label>{children()}</div> }
}
