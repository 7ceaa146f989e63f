//! The focus in a list whose lines change places.

use leptos::{ev, html::Ul, prelude::*};
use web_sys::HtmlElement;

use crate::platform::dom;

/// Gives the focus back to what had it in a list, when its line was moved: to the browser a line that moves is gone
/// for a moment.
#[derive(Clone, Copy)]
pub struct KeptFocus {
    /// The list.
    pub list: NodeRef<Ul>,
    last: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl KeptFocus {
    /// For a list whose order is told by what `track` looks at.
    pub fn new(track: impl Fn() + Send + Sync + 'static) -> KeptFocus {
        let focus = KeptFocus { list: NodeRef::new(), last: StoredValue::new_local(None) };
        Effect::new(move |_| {
            track();
            dom::next_frame(move || focus.settle());
        });
        focus
    }

    /// The focus is on something in the list.
    pub fn entered(self, event: &ev::FocusEvent) {
        self.last.set_value(dom::target(event).and_then(dom::html));
    }

    /// The focus left for something else. If it left for nothing, its line may be on its way.
    pub fn left(self, event: &ev::FocusEvent) {
        if event.related_target().is_some() {
            self.last.set_value(None);
        }
    }

    fn settle(self) {
        let list = self.list.try_get_untracked().flatten();
        let before = self.last.try_get_value().flatten().filter(|_| dom::focused().is_none());
        if let Some(before) = before.filter(|before| list.is_some_and(|it| it.contains(Some(before)))) {
            dom::focus_quietly(&before);
        }
    }
}
