//! Rows that are pasted on a list, as a spreadsheet copies them: they are looked at as a file that was chosen.

use crate::{
    platform::{
        dom::{self, Listen},
        files::{self, Chosen},
    },
    ui::{data, front::Front, text::data as words},
};
use domain::import;
use leptos::prelude::*;

/// Takes rows that are pasted where no text is written, as long as the list is there.
pub(super) fn take(front: Front) {
    let how = Listen { capture: false, may_refuse: true };
    let heard = dom::listen(&document(), "paste", how, move |event| {
        let is_for_field = dom::target(&event).is_some_and(|it| dom::takes_text(&it));
        if is_for_field || front.asking.with_untracked(Option::is_some) {
            return;
        }
        let text = files::pasted(&event);
        let rows = text.as_deref().and_then(import::pasted);
        if let Some(file) = rows.and_then(|it| Chosen::of_text(words::pasted(), &it)) {
            event.prevent_default();
            data::look_at(front, file);
        }
    });
    StoredValue::new_local(heard);
}
