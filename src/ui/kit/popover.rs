//! A small panel beside a button: an explanation, or a few fields.

use leptos::{html::Div, prelude::*};
use web_sys::HtmlElement;

use super::{
    button::Variant,
    icon::IconName,
    place::Align,
    popup::{Popup, Trigger, popup_button, popup_layer},
};
use crate::platform::dom;

/// A button that opens a panel. Escape and a click beside it close it.
#[component]
pub fn Popover(
    /// What the button is called, and the panel.
    #[prop(into)]
    label: String,
    /// How loud the button is.
    #[prop(default = Variant::Quiet)]
    variant: Variant,
    /// A lower button.
    #[prop(optional)]
    small: bool,
    /// The drawing on the button.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Shows the drawing alone; the label becomes the button's name.
    #[prop(optional)]
    bare: bool,
    /// Which edge of the button the panel lines up with.
    #[prop(optional)]
    align: Align,
    /// Whether it is open, for a panel that something inside it closes.
    #[prop(optional)]
    open: Option<RwSignal<bool>>,
    /// What the panel holds.
    children: ChildrenFn,
) -> impl IntoView {
    let popup = Popup::new("dialog", align);
    let popup = open.map_or(popup, |open| Popup { open, ..popup });
    let panel = NodeRef::<Div>::new();
    let name = label.clone();
    let content = move || {
        view! {
            <div
                class="popover"
                role="dialog"
                aria-label=name.clone()
                tabindex="-1"
                node_ref=panel
                // The focus goes round inside: what is behind the layer must not have it unseen.
                on:keydown=move |event| {
                    if event.key() == "Tab" {
                        dom::keep_inside(&event);
                    }
                }
            >
                {children()}
            </div>
        }
        .into_any()
    };
    view! {
        {popup_layer(popup, panel, first_field, content)}
        {popup_button(popup, Trigger { label, variant, small, icon, bare })}
    }
}

fn first_field(panel: &HtmlElement) -> Option<HtmlElement> {
    dom::first(panel, "input, select, textarea, button, a[href]")
}
