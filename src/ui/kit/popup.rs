//! What opens beside a button and goes when it is done with: the common part of menus and popovers.
//!
//! The panel stands in a layer over the whole screen, in the browser's top layer, so that no scrolling
//! box clips it and a click beside it closes it and does nothing else. It is made when it opens: a
//! board of cards with a menu each costs buttons, not menus. On a phone the style sheet makes a sheet
//! of it that rises from the lower edge.

use super::live::live;
use leptos::{
    ev,
    html::{Button, Div},
    prelude::*,
};
use web_sys::HtmlElement;

use super::{
    button::Variant,
    icon::{IconName, icon},
    place::{self, Align},
};
use crate::platform::dom::{self, Listen};

/// A panel that is open or not, and the button it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Popup {
    pub(super) open: RwSignal<bool>,
    pub(super) anchor: NodeRef<Button>,
    /// The kind of panel, as `aria-haspopup` says it.
    pub(super) kind: &'static str,
    pub(super) align: Align,
}

impl Popup {
    pub(super) fn new(kind: &'static str, align: Align) -> Self {
        Self { open: RwSignal::new(false), anchor: NodeRef::new(), kind, align }
    }

    /// Closes the panel and gives the focus back to the button.
    pub(super) fn close(self) {
        if let Some(button) = self.anchor.get_untracked() {
            dom::focus_quietly(&button);
        }
        self.open.set(false);
    }

    /// What an arrow key on the button does: opens the panel.
    pub(super) fn open_by_key(self, event: ev::KeyboardEvent) {
        if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") && !event.alt_key() {
            event.prevent_default();
            event.stop_propagation();
            self.open.set(true);
        }
    }
}

/// How the button that opens a panel looks.
pub(super) struct Trigger {
    pub(super) label: String,
    pub(super) variant: Variant,
    pub(super) small: bool,
    pub(super) icon: Option<IconName>,
    pub(super) bare: bool,
}

/// The button that opens a panel.
pub(super) fn popup_button(popup: Popup, look: Trigger) -> impl IntoView {
    let Trigger { label, variant, small, icon, bare } = look;
    let (name, shown) = if bare { (Some(label), None) } else { (None, Some(label)) };
    view! {
        <button
            type="button"
            class="button"
            node_ref=popup.anchor
            data-variant=variant.attr()
            data-size=small.then_some("small")
            data-shape=bare.then_some("icon")
            title=name.clone()
            aria-label=name
            aria-haspopup=popup.kind
            aria-expanded=move || if popup.open.get() { "true" } else { "false" }
            on:click=move |_| popup.open.set(true)
            on:keydown=move |event| popup.open_by_key(event)
        >
            {icon.map(self::icon)}
            {shown}
        </button>
    }
}

/// The layer and, inside it, the panel while it is open.
///
/// It belongs *before* its button in the page, so that the button stays the last of its row. `start`
/// picks what has the focus first.
pub(super) fn popup_layer(
    popup: Popup,
    panel: NodeRef<Div>,
    start: fn(&HtmlElement) -> Option<HtmlElement>,
    content: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    live(move || popup.open.get().then(|| open_layer(popup, panel, start, content())))
}

fn open_layer(
    popup: Popup,
    panel: NodeRef<Div>,
    start: fn(&HtmlElement) -> Option<HtmlElement>,
    content: AnyView,
) -> impl IntoView {
    let layer = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let (Some(layer), Some(panel)) = (layer.get(), panel.get()) else { return };
        dom::show_popover(&layer);
        if let Some(button) = popup.anchor.get_untracked() {
            place::put(&panel, dom::rect(&button), popup.align);
        }
        dom::focus_quietly(start(&panel).as_ref().unwrap_or(&panel));
    });
    on_cleanup(move || {
        let inside = layer.get_untracked().is_some_and(|it| dom::has_focus(&it));
        if let Some(button) = popup.anchor.get_untracked().filter(|_| inside) {
            dom::focus_quietly(&button);
        }
    });
    let resized = dom::listen(&window(), "resize", Listen::default(), move |_| popup.open.set(false));
    StoredValue::new_local(resized);
    let toggled = move |_| {
        // The browser closed it, as the back button of a phone does.
        let node = layer.try_get_untracked().flatten();
        if node.is_some_and(|it| !it.matches(":popover-open").unwrap_or(true)) {
            popup.open.set(false);
        }
    };
    let clicked = move |event: ev::MouseEvent| {
        if event.target() == event.current_target() {
            popup.close();
        }
    };
    let typed = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            popup.close();
        }
    };
    view! {
        <div class="layer" popover="auto" node_ref=layer on:toggle=toggled on:click=clicked on:keydown=typed>
            {content}
        </div>
    }
}
