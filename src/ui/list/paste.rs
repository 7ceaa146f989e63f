//! Rows that are pasted on a list, as a spreadsheet copies them: they are looked at as a file that was chosen.

use crate::{
    platform::{
        dom::{self, Listen},
        files::{self, Chosen},
    },
    ui::{data, front::Front, text::data as words},
};
use leptos::prelude::*;

/// Takes rows that are pasted where no text is written, as long as the list is there.
pub(super) fn take(front: Front) {
    let how = Listen { capture: false, may_refuse: true };
    let heard = dom::listen(&document(), "paste", how, move |event| {
        let is_for_field = dom::target(&event).is_some_and(|it| dom::takes_text(&it));
        if is_for_field || front.asking.with_untracked(Option::is_some) {
            return;
        }
        let rows = files::pasted(&event).filter(|it| is_table(it));
        if let Some(file) = rows.and_then(|it| Chosen::of_text(words::pasted(), &it)) {
            event.prevent_default();
            data::look_at(front, file);
        }
    });
    StoredValue::new_local(heard);
}

/// Whether a text is rows of a table: several lines, with a tab in each that says something.
fn is_table(text: &str) -> bool {
    let mut lines = text.lines().filter(|it| !it.trim().is_empty()).peekable();
    let first = lines.next();
    first.is_some() && lines.peek().is_some() && first.into_iter().chain(lines).all(|it| it.contains('\t'))
}

#[cfg(test)]
mod tests {
    use super::is_table;

    #[test]
    fn several_lines_with_tabs_are_rows() {
        assert!(is_table("Name\tE-mail\r\nAna\tana@roy.example\r\n"));
        assert!(!is_table("Name\tE-mail"), "one line may be anything");
        assert!(!is_table("Dear Ana,\n\nthank you"));
        assert!(!is_table(""));
    }
}
