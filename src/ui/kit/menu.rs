//! Menus: a button, and a list of things to do that it opens.
//!
//! Arrow keys, Home and End go through the list, letters go to the item that begins with them, Enter
//! does it, Escape and Tab go back to the button. After an item has been chosen the focus is on the
//! button again *before* the item acts, so that a dialog it opens gives the focus back to the button.

use std::sync::Arc;

use leptos::{ev, html::Div, prelude::*};
use web_sys::HtmlElement;

use super::{
    button::Variant,
    icon::{IconName, Tone, icon},
    place::Align,
    popup::{Popup, Trigger, popup_button, popup_layer},
};
use crate::platform::dom;

/// Letters typed within this many milliseconds belong to one word.
const PAUSE: f64 = 700.0;

#[derive(Clone)]
enum Act {
    Do(Arc<dyn Fn() + Send + Sync>),
    Go(String),
}

/// One line of a menu.
#[derive(Clone)]
pub struct MenuItem {
    label: String,
    detail: String,
    icon: Option<IconName>,
    tone: Tone,
    checked: Option<bool>,
    refused: Option<String>,
    after_line: bool,
    act: Act,
}

impl MenuItem {
    /// Something to do.
    pub fn new(label: impl Into<String>, act: impl Fn() + Send + Sync + 'static) -> Self {
        Self::with(label.into(), Act::Do(Arc::new(act)))
    }

    /// Somewhere to go.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::with(label.into(), Act::Go(href.into()))
    }

    fn with(label: String, act: Act) -> Self {
        let detail = String::new();
        Self {
            label,
            detail,
            icon: None,
            tone: Tone::Plain,
            checked: None,
            refused: None,
            after_line: false,
            act,
        }
    }

    /// With a few words or keys at its end.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// With a drawing.
    #[must_use]
    pub fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With a drawing in a colour that says whether it is well.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// One of several that exclude each other; the checked one has a tick.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// Cannot be chosen, for this reason; does nothing to an item if there is none.
    #[must_use]
    pub fn refused(mut self, reason: Option<String>) -> Self {
        self.refused = reason;
        self
    }

    /// Stands below a line that parts it from the items before.
    #[must_use]
    pub fn after_line(mut self) -> Self {
        self.after_line = true;
        self
    }
}

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

/// The list that a menu's button opens.
pub(super) fn menu_panel(popup: Popup, label: String, items: Callback<(), Vec<MenuItem>>) -> impl IntoView {
    let panel = NodeRef::<Div>::new();
    let typed = StoredValue::new((String::new(), 0.0));
    popup_layer(popup, panel, first_item, move || {
        view! {
            <div class="menu" node_ref=panel on:keydown=move |event| keys(event, popup, typed)>
                <p class="menu-title" aria-hidden="true">{label.clone()}</p>
                <div role="menu" aria-label=label.clone()>
                    {items.run(()).into_iter().map(|it| item(it, popup)).collect_view()}
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
    let MenuItem { label, detail, icon: drawing, tone, checked, refused, after_line, act } = item;
    let drawing = drawing.or((checked == Some(true)).then_some(IconName::Check));
    let role = if checked.is_some() { "menuitemradio" } else { "menuitem" };
    let checked_attr = checked.map(|it| if it { "true" } else { "false" });
    let is_refused = refused.is_some();
    let detail = refused.unwrap_or(detail);
    let content = view! {
        <span class="cell" data-tone=tone.attr()>
            {drawing.map(icon)}
            {(drawing.is_none() && checked.is_some()).then(|| view! { <span class="icon"></span> })}
            <bdi>{label}</bdi>
        </span>
        {(!detail.is_empty()).then(|| view! { <small class="faint">{detail}</small> })}
    };
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
                aria-checked=checked_attr
                aria-disabled=is_refused.then_some("true")
                on:click=move |_| {
                    if !is_refused {
                        popup.close();
                        act();
                    }
                }
            >
                {content}
            </button>
        }
        .into_any(),
    };
    view! {
        {after_line.then(|| view! { <hr /> })}
        {row}
    }
}

/// What the keys do in an open menu. Letters stay inside, so no shortcut of the page fires.
fn keys(event: ev::KeyboardEvent, popup: Popup, typed: StoredValue<(String, f64)>) {
    let key = event.key();
    if event.ctrl_key() || event.meta_key() || event.alt_key() || key == "Escape" {
        return;
    }
    event.stop_propagation();
    let Some(items) =
        dom::target(&event).and_then(|it| dom::closest(&it, ".menu")).map(|it| dom::all(&it, ITEMS))
    else {
        return;
    };
    let focused = dom::focused();
    let at = items.iter().position(|it| Some(it) == focused.as_ref());
    let to = match key.as_str() {
        "Tab" => {
            event.prevent_default();
            return popup.close();
        }
        " " => {
            // A link does not answer to the space bar by itself.
            if let Some(link) = at.map(|at| &items[at]).filter(|it| it.tag_name() == "A") {
                event.prevent_default();
                link.click();
            }
            return;
        }
        "ArrowDown" => Some(at.map_or(0, |it| (it + 1) % items.len())),
        "ArrowUp" => Some(at.map_or(items.len() - 1, |it| (it + items.len() - 1) % items.len())),
        "Home" => Some(0),
        "End" => Some(items.len() - 1),
        letter if letter.chars().count() == 1 => {
            let word = typed.try_update_value(|typed| typed_word(typed, letter, event.time_stamp()));
            let labels: Vec<String> = items.iter().map(label_of).collect();
            word.and_then(|word| found(&labels, at.unwrap_or(0), &word))
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(item) = to.and_then(|to| items.get(to)) {
        dom::focus(item);
    }
}

fn label_of(item: &HtmlElement) -> String {
    dom::first(item, "bdi").and_then(|it| it.text_content()).unwrap_or_default()
}

/// Adds a letter to the word that is being typed, or begins another after a pause.
fn typed_word(typed: &mut (String, f64), letter: &str, now: f64) -> String {
    if now - typed.1 > PAUSE {
        typed.0.clear();
    }
    typed.0.push_str(letter);
    typed.1 = now;
    typed.0.clone()
}

/// The next item that begins with what was typed; one letter again and again goes through all of them.
fn found(labels: &[String], at: usize, word: &str) -> Option<usize> {
    let mut letters = word.chars();
    let first = letters.next()?;
    let repeated = letters.clone().all(|it| it == first);
    let (start, sought) =
        if repeated { (at + 1, first.to_lowercase().to_string()) } else { (at, word.to_lowercase()) };
    let begins = |it: &String| it.to_lowercase().starts_with(&sought);
    (start..start + labels.len()).map(|it| it % labels.len()).find(|it| begins(&labels[*it]))
}

#[cfg(test)]
mod tests {
    use super::{found, typed_word};

    #[test]
    fn letters_lead_to_the_item_that_begins_with_them() {
        let labels = ["Won", "Needs agreed", "Negotiation", "Lost"].map(String::from);
        assert_eq!(found(&labels, 0, "n"), Some(1));
        assert_eq!(found(&labels, 1, "ne"), Some(1), "the word goes on where it stands");
        assert_eq!(found(&labels, 1, "neg"), Some(2));
        assert_eq!(found(&labels, 1, "x"), None);
    }

    #[test]
    fn one_letter_again_and_again_goes_round() {
        let labels = ["Needs agreed", "Won", "Negotiation"].map(String::from);
        assert_eq!(found(&labels, 0, "n"), Some(2));
        assert_eq!(found(&labels, 2, "nn"), Some(0));
    }

    #[test]
    fn a_pause_begins_another_word() {
        let mut typed = (String::new(), 0.0);
        assert_eq!(typed_word(&mut typed, "n", 1000.0), "n");
        assert_eq!(typed_word(&mut typed, "e", 1500.0), "ne");
        assert_eq!(typed_word(&mut typed, "w", 2500.0), "w");
    }
}
