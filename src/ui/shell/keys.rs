//! Keys that work everywhere. Single keys are silent where text is typed, and can be switched off.

use crate::{
    platform::dom,
    ui::{deed::Deed, front::Front, mode},
};
use desk::Desk;
use leptos::{ev, prelude::*};

/// Listens as long as the page lives.
pub(super) fn listen(desk: Desk, front: Front) {
    // G begins a pair: the key after it names a screen.
    let after_g = StoredValue::new(false);
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let was_after_g = after_g.get_value();
        after_g.set_value(false);
        let Some(deed) = deed(&event, front, was_after_g) else {
            after_g.set_value(!was_after_g && event.key() == "g" && is_shortcut(&event, front));
            return;
        };
        if !deed.is_offered(mode::now(desk)) {
            return;
        }
        event.prevent_default();
        deed.act(desk, front);
    });
    on_cleanup(move || handle.remove());
}

/// What a key stands for here.
fn deed(event: &ev::KeyboardEvent, front: Front, after_g: bool) -> Option<Deed> {
    let key = event.key();
    if (event.ctrl_key() || event.meta_key()) && !event.alt_key() {
        // In a text field undo and redo are the field's own.
        let is_undo =
            key.eq_ignore_ascii_case("z") && !dom::target(event).is_some_and(|it| dom::has_own_undo(&it));
        let is_find = key.eq_ignore_ascii_case("k") && !event.shift_key();
        return match (is_undo, event.shift_key()) {
            (true, true) => Some(Deed::Redo),
            (true, false) => Some(Deed::Undo),
            _ => is_find.then_some(Deed::Find),
        };
    }
    is_shortcut(event, front).then(|| Deed::of_key(&key, after_g)).flatten()
}

/// Whether a single key is a shortcut: not while text is typed or a question is open, nor where they are switched off.
pub fn is_shortcut(event: &ev::KeyboardEvent, front: Front) -> bool {
    !(event.ctrl_key() || event.meta_key() || event.alt_key() || types(event))
        && front.single_keys.get_untracked()
        && front.asking.with_untracked(Option::is_none)
}

fn types(event: &ev::KeyboardEvent) -> bool {
    dom::target(event).is_some_and(|it| dom::takes_text(&it))
}
