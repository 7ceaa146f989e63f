//! Keys that work everywhere. Single keys are silent where text is typed, and can be switched off.

use crate::{
    platform::dom,
    ui::front::{Ask, Front},
};
use desk::Desk;
use leptos::{ev, prelude::*};

/// Listens as long as the page lives.
pub(super) fn listen(desk: Desk, front: Front) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if !event.default_prevented() && !event.is_composing() && pressed(&event, desk, front) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Does what a key stands for; answers whether it stands for anything here.
fn pressed(event: &ev::KeyboardEvent, desk: Desk, front: Front) -> bool {
    let types = dom::target(event).is_some_and(|it| dom::takes_text(&it));
    let command = event.ctrl_key() || event.meta_key();
    let key = event.key();
    if command && !event.alt_key() && key.eq_ignore_ascii_case("z") {
        // In a text field these are the field's own.
        if types {
            return false;
        }
        if event.shift_key() {
            desk.redo();
        } else {
            desk.undo();
        }
        return true;
    }
    if command
        || event.alt_key()
        || types
        || !front.single_keys.get_untracked()
        || front.asking.with_untracked(Option::is_some)
    {
        return false;
    }
    match key.as_str() {
        "c" => front.ask(Ask::NewLead),
        "t" => front.ask(Ask::NewTask(None)),
        "?" => front.ask(Ask::Keys),
        "E" if event.shift_key() => crate::ui::data::backup::save(desk, front),
        _ => return false,
    }
    true
}
