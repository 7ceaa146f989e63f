//! Paper has no window to scroll: while the page is printed, long lists draw all of their rows, up to a number that a browser
//! can lay out while somebody waits. What is left out is counted, so that the page can say so.
//!
//! The browser tells before it prints; what is drawn in answer is on the paper.

use leptos::prelude::*;

use crate::platform::dom::{self, Listen, Listener};

/// How many rows a print holds.
pub const MOST: usize = 2_000;

/// The print of a page; made once, and given to the lists through the context.
#[derive(Clone, Copy)]
pub struct Print {
    is_on: RwSignal<bool>,
    /// How many rows there is still room for.
    room: StoredValue<usize>,
    /// How many rows are not printed.
    pub left_out: RwSignal<usize>,
    _heard: StoredValue<[Listener; 2], LocalStorage>,
}

impl Print {
    /// Listens to the browser, as long as the page lives.
    pub fn new() -> Self {
        let (is_on, room, left_out) = (RwSignal::new(false), StoredValue::new(0), RwSignal::new(0));
        let begin = dom::listen(&window(), "beforeprint", Listen::default(), move |_| {
            room.set_value(MOST);
            left_out.set(0);
            is_on.set(true);
        });
        let end = dom::listen(&window(), "afterprint", Listen::default(), move |_| is_on.set(false));
        Self { is_on, room, left_out, _heard: StoredValue::new_local([begin, end]) }
    }

    /// How many of its rows a list prints; nothing while nobody prints.
    pub(super) fn share(self, len: Signal<usize>) -> RwSignal<Option<usize>> {
        let share = RwSignal::new(None);
        Effect::new(move |_| share.set(self.is_on.get().then(|| self.take(len.get_untracked()))));
        share
    }

    fn take(self, len: usize) -> usize {
        let room = self.room.get_value();
        let taken = len.min(room);
        self.room.set_value(room - taken);
        if taken < len {
            self.left_out.update(|it| *it += len - taken);
        }
        taken
    }
}

impl Default for Print {
    fn default() -> Self {
        Self::new()
    }
}
