//! Keys that work on the page of a record, as long as it stands.

use crate::{
    platform::dom,
    ui::{front::use_front, shell::keys::is_shortcut},
};
use leptos::{ev, prelude::*};

/// Does something when a single key is pressed and no text is typed.
pub fn on_key(key: &'static str, act: impl Fn() + 'static) {
    let front = use_front();
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_free = !event.default_prevented() && !event.is_composing();
        if is_free && event.key() == key && is_shortcut(&event, front) {
            event.prevent_default();
            act();
        }
    });
    on_cleanup(move || handle.remove());
}

/// What of a fact is pressed to edit it, or written in.
const FACT: &str = ".record .facts :is(.fact, .fact-pen, input, textarea, select)";

/// E edits the first fact of the page.
pub fn edit_by_key() {
    on_key("e", || {
        let fact = dom::by_id("main").and_then(|it| dom::first(&it, FACT));
        match fact {
            Some(it) if it.tag_name() == "BUTTON" => it.click(),
            Some(it) => dom::focus(&it),
            None => {}
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::ui::deed::Deed;

    #[test]
    fn a_key_of_the_page_of_a_record_does_nothing_everywhere() {
        for key in ["j", "k", "n", "e"] {
            assert_eq!(Deed::of_key(key, false), None, "{key}");
        }
    }
}
