//! Menus: a button, and a list of things to do that it opens.
//!
//! Arrow keys, Home and End go through the list, letters go to the item that begins with them, Enter
//! does it, Escape and Tab go back to the button. After an item has been chosen the focus is on the
//! button again *before* the item acts, so that a dialog it opens gives the focus back to the button.
//! What is ticked leaves the menu open, because the next tick often follows; Enter ticks and closes.

pub mod item;

mod keys;

use leptos::{html::Div, prelude::*};
use web_sys::HtmlElement;

use self::item::Act;
pub use self::item::MenuItem;
use super::{
    button::Variant,
    icon::{IconName, icon},
    live::live,
    place::Align,
    popup::{Popup, Trigger, popup_button, popup_layer},
};
use crate::platform::dom;

/// A button that opens a menu.
#[component]
pub fn Menu(
    /// What the button is called.
    #[prop(into)]
    label: String,
    /// What the menu is called, where that says more than the button ("Move “Acme” to").
    #[prop(into, optional)]
    title: Option<String>,
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
    /// Which edge of the button the menu lines up with.
    #[prop(optional)]
    align: Align,
    /// The items, asked for when the menu opens.
    #[prop(into)]
    items: Callback<(), Vec<MenuItem>>,
) -> impl IntoView {
    let popup = Popup::new("menu", align);
    view! {
        {menu_panel(popup, title.unwrap_or_else(|| label.clone()), items)}
        {popup_button(popup, Trigger { label, variant, small, icon, bare })}
    }
}

/// A button that opens a menu of what can be ticked, and says what is. Both stay while that
/// changes, and so does the focus.
#[component]
pub fn TickMenu(
    /// What can be ticked, as the menu is called.
    #[prop(into)]
    title: String,
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// Whether anything is ticked.
    #[prop(into)]
    is_set: Signal<bool>,
    /// The items; what they read is followed while the menu is open.
    #[prop(into)]
    items: Callback<(), Vec<MenuItem>>,
) -> impl IntoView {
    let popup = Popup::new("menu", Align::default());
    let variant = move || if is_set.get() { Variant::Plain.attr() } else { Variant::Quiet.attr() };
    view! {
        {menu_panel(popup, title, items)}
        <button
            type="button"
            class="button"
            node_ref=popup.anchor
            data-variant=variant
            data-size="small"
            aria-haspopup="menu"
            aria-expanded=move || if popup.open.get() { "true" } else { "false" }
            on:click=move |_| popup.open.set(true)
            on:keydown=move |event| popup.open_by_key(event)
        >
            {icon(IconName::Down)}
            {live(move || label.get())}
        </button>
    }
}

/// The list that a menu's button opens.
pub(super) fn menu_panel(popup: Popup, label: String, items: Callback<(), Vec<MenuItem>>) -> impl IntoView {
    let panel = NodeRef::<Div>::new();
    let typed = StoredValue::new((String::new(), 0.0));
    popup_layer(popup, panel, first_item, move || {
        view! {
            <div class="menu" node_ref=panel on:keydown=move |event| keys::keyed(event, popup, typed)>
                <p class="menu-title" aria-hidden="true">{label.clone()}</p>
                <div role="menu" aria-label=label.clone()>
                    {live(move || items.run(()).into_iter().map(|it| item(it, popup)).collect_view())}
                </div>
            </div>
        }
        .into_any()
    })
}

/// The checked item, or the first.
fn first_item(panel: &HtmlElement) -> Option<HtmlElement> {
    dom::first(panel, "[aria-checked=true]").or_else(|| dom::first(panel, ITEMS))
}

const ITEMS: &str = "[role^=menuitem]";

fn item(item: MenuItem, popup: Popup) -> impl IntoView {
    let line = item.after_line.then(|| view! { <hr /> });
    let role = match (item.checked, item.is_one_of_many) {
        (None, _) => "menuitem",
        (Some(_), false) => "menuitemradio",
        (Some(_), true) => "menuitemcheckbox",
    };
    let (checked, is_refused, stays) = (item.checked, item.refused.is_some(), item.is_one_of_many);
    let act = item.act.clone();
    let content = content(item);
    let row = match act {
        Act::Go(href) => view! {
            <a role=role tabindex="-1" href=href on:click=move |_| popup.open.set(false)>{content}</a>
        }
        .into_any(),
        Act::Do(act) => view! {
            <button
                type="button"
                role=role
                tabindex="-1"
                aria-checked=checked.map(|it| if it { "true" } else { "false" })
                aria-disabled=is_refused.then_some("true")
                on:click=move |_| {
                    if !is_refused {
                        if !stays {
                            popup.close();
                        }
                        act();
                    }
                }
            >
                {content}
            </button>
        }
        .into_any(),
    };
    (line, row)
}

/// What an item shows: its drawing or its tick, its label, and at the end a detail or why it cannot be.
fn content(item: MenuItem) -> impl IntoView {
    let MenuItem { label, detail, icon: drawing, tone, tint, checked, refused, .. } = item;
    let drawing = drawing.or((checked == Some(true)).then_some(IconName::Check));
    let detail = refused.unwrap_or(detail);
    view! {
        <span class="cell" data-tone=tone.attr()>
            {drawing.map(icon)}
            {(drawing.is_none() && checked.is_some()).then(|| view! { <span class="icon"></span> })}
            {tint.map(|it| view! { <span class="swatch" data-tint=it></span> })}
            <bdi>{label}</bdi>
        </span>
        {(!detail.is_empty()).then(|| view! { <small class="faint">{detail}</small> })}
    }
}
