//! A box that scrolls over a long list, and the row that has the focus in it.

use std::{
    cell::{Cell, RefCell},
    ops::Range,
};

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::{print::Print, window::Sight};
use crate::platform::{
    dom::{self, Listen, Listener, SizeWatch},
    task,
};

/// A scrolling box, and what is seen in it.
#[derive(Clone, Copy)]
pub(super) struct Pane {
    /// What finds a row in it.
    row: &'static str,
    pub(super) sight: RwSignal<Sight>,
    watched: StoredValue<Option<Watched>, LocalStorage>,
    /// How far it is to be scrolled once its rows are on the page.
    resumes: StoredValue<Option<i32>>,
}

/// Where a box stood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stand {
    sight: Sight,
    scrolled: i32,
}

struct Watched {
    scroller: HtmlElement,
    rows: HtmlElement,
    /// How far it was scrolled when it was last looked at, in pixels.
    scrolled: Cell<i32>,
    _on_scroll: Listener,
    _on_resize: Option<SizeWatch>,
}

impl Pane {
    /// A box of rows that a selector finds. It is taken up where one stood; else it is taken for as large as the last one of
    /// such rows was. So what is seen of it is drawn at once, and not a few rows that are measured before.
    pub(super) fn new(row: &'static str, stand: Option<Stand>) -> Self {
        let stand = stand.filter(|it| it.scrolled > 0);
        let sight = stand.map_or_else(|| last_of(row), |it| it.sight);
        Self {
            row,
            sight: RwSignal::new(sight),
            watched: StoredValue::new_local(None),
            resumes: StoredValue::new(stand.map(|it| it.scrolled)),
        }
    }

    /// Where it stands.
    pub(super) fn stand(self) -> Option<Stand> {
        let scrolled = self.watched.try_with_value(|it| it.as_ref().map(|it| it.scrolled.get())).flatten()?;
        Some(Stand { sight: self.sight.try_get_untracked()?, scrolled })
    }

    /// Begins to follow a box. `rows` holds the list.
    pub(super) fn watch(self, scroller: HtmlElement, rows: HtmlElement) {
        let on_scroll = dom::listen(&scroller, "scroll", Listen::default(), move |_| self.look());
        // It tells both sizes once they are known, too.
        let on_resize = dom::watch_size(&[&scroller, &rows], move || self.look());
        let watched = Watched {
            scroller,
            rows,
            scrolled: Cell::default(),
            _on_scroll: on_scroll,
            _on_resize: on_resize,
        };
        // The gaps before and after what is drawn have their height with it.
        watched.tell_pitch(self.sight.get_untracked().pitch);
        self.watched.set_value(Some(watched));
        if !self.is_measured() {
            self.look();
        }
    }

    /// Whether it is known how high a row is. Then the browser tells when anything else is seen: the box is scrolled, or it
    /// or its rows are of another size. To look before it has laid the page out would make it do so at once.
    fn is_measured(self) -> bool {
        self.sight.try_with_untracked(|it| it.pitch > 0.0).unwrap_or_default()
    }

    fn is_to_resume(self) -> bool {
        self.resumes.try_get_value().flatten().is_some()
    }

    /// Its rows are on the page: it is scrolled to where it stood, or measured.
    pub(super) fn drawn(self) {
        let is_watched = self.watched.try_with_value(Option::is_some) == Some(true);
        if is_watched && let Some(scrolled) = self.resumes.try_update_value(Option::take).flatten() {
            self.watched.with_value(|it| it.iter().for_each(|it| it.scroller.set_scroll_top(scrolled)));
            self.look();
        } else if !self.is_measured() {
            self.look();
        }
    }

    /// Looks again at what is seen, when everything that is being drawn is on the page. A look makes the browser lay the
    /// page out, and between two changes it would do so again.
    pub(super) fn look(self) {
        let is_first = WAITING.with_borrow_mut(|all| {
            all.push(self);
            all.len() == 1
        });
        if is_first {
            queue_microtask(look_at_all);
        }
    }

    /// Scrolls to the beginning, when everything that is being drawn is on the page. To ask the browser how far it was
    /// scrolled would make it lay the page out once more.
    pub(super) fn to_start(self) {
        queue_microtask(move || {
            self.watched.try_with_value(|it| {
                if let Some(it) = it.as_ref().filter(|it| it.scrolled.get() != 0) {
                    it.scroller.set_scroll_top(0);
                }
            });
        });
    }

    /// The rows of which something is seen now, of so many.
    pub(super) fn seen(self, len: usize) -> Range<usize> {
        self.sight.with_untracked(|it| it.seen(len))
    }

    /// The rows to draw, of as many as there are: those that are seen, or those that are printed.
    pub(super) fn rows(self, len: Signal<usize>) -> Memo<Range<usize>> {
        let printed = use_context::<Print>().map(|it| it.share(len));
        Memo::new(move |_| match printed.and_then(|it| it.get()) {
            Some(printed) => 0..printed.min(len.get()),
            None => self.sight.get().rows(len.get()),
        })
    }
}

thread_local! {
    /// Those that are to be looked at.
    static WAITING: RefCell<Vec<Pane>> = const { RefCell::new(Vec::new()) };
    /// What was seen last of boxes with rows of a kind.
    static LAST: RefCell<Vec<(&'static str, Sight)>> = const { RefCell::new(Vec::new()) };
}

/// The beginning of a box, if it is as large as the last one of such rows.
fn last_of(row: &'static str) -> Sight {
    let last = LAST.with_borrow(|all| all.iter().find(|it| it.0 == row).map(|it| it.1));
    last.map(|it| Sight { top: 0.0, ..it }).unwrap_or_default()
}

fn remember(row: &'static str, sight: Sight) {
    LAST.with_borrow_mut(|all| match all.iter_mut().find(|it| it.0 == row) {
        Some(last) => last.1 = sight,
        None => all.push((row, sight)),
    });
}

/// Measures them all, and only then changes anything.
fn look_at_all() {
    let seen =
        |pane: &Pane| pane.watched.try_with_value(|it| it.as_ref().map(|it| it.sight(pane.row))).flatten();
    // One that is to be scrolled is looked at when that is done.
    let waiting = WAITING.take().into_iter().filter(|it| !it.is_to_resume());
    let all: Vec<(Pane, Sight)> = waiting.filter_map(|pane| Some((pane, seen(&pane)?))).collect();
    for (pane, seen) in all {
        if pane.sight.try_with_untracked(|last| *last != seen).unwrap_or_default() {
            pane.watched.with_value(|it| it.iter().for_each(|it| it.tell_pitch(seen.pitch)));
            pane.sight.set(seen);
            if seen.pitch > 0.0 {
                remember(pane.row, seen);
            }
        }
    }
}

impl Watched {
    /// The styles make gaps of as many rows as are not drawn.
    fn tell_pitch(&self, pitch: f64) {
        if pitch > 0.0 {
            dom::set_style(&self.rows, "--pitch", &dom::exact_px(pitch));
        }
    }

    fn sight(&self, row: &str) -> Sight {
        let (scroller, rows) = (dom::rect(&self.scroller), dom::rect(&self.rows));
        let pitch = self.pitch(row);
        self.scrolled.set(self.scroller.scroll_top());
        let top =
            if self.scroller == self.rows { self.scrolled.get().into() } else { scroller.top - rows.top };
        Sight { top, height: scroller.height, pitch }
    }

    /// From row to row, measured on the first two that follow each other, or else on the only one.
    fn pitch(&self, row: &str) -> f64 {
        let Some(first) = dom::first(&self.rows, row) else { return 0.0 };
        let pair = dom::first(&self.rows, &format!("{row} + {row}"));
        let before = pair.as_ref().and_then(|it| it.previous_element_sibling());
        match (before, pair) {
            (Some(one), Some(next)) => dom::rect(&next).top - dom::rect(&one).top,
            _ => dom::rect(&first).height,
        }
    }
}

/// Gives the focus back to a row that had it when it was drawn anew, and to one that is to have it.
///
/// A row that moves from one list to another is another element; to the reader it is the same row.
#[derive(Clone, Copy)]
pub(super) struct FocusKeeper {
    /// The row that has the focus, or had it when it was last on the page.
    pub(super) row: RwSignal<Option<u128>>,
    wish: StoredValue<Wish>,
    _pressed: StoredValue<Listener, LocalStorage>,
}

/// Whether the row shall have the focus, wherever that is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Not,
    Drawn,
    Painted,
}

impl FocusKeeper {
    /// `rows` is the selector of a row. `let_go` hears that the reader has turned to something else.
    pub(super) fn new(rows: &'static str, let_go: impl Fn() + 'static) -> Self {
        let row = RwSignal::new(None);
        let how = Listen { capture: true, ..Listen::default() };
        // Whoever clicks elsewhere has let the row go, even if nothing there takes the focus.
        let pressed = dom::listen(&document(), "pointerdown", how, move |event| {
            let inside = dom::target(&event).is_some_and(|it| dom::closest(&it, rows).is_some());
            if !inside && row.with_untracked(Option::is_some) {
                row.set(None);
                let_go();
            }
        });
        Self { row, wish: StoredValue::new(Wish::Not), _pressed: StoredValue::new_local(pressed) }
    }

    /// The focus is in this row now.
    pub(super) fn entered(self, row: u128) {
        self.wish.set_value(Wish::Not);
        if self.row.get_untracked() != Some(row) {
            self.row.set(Some(row));
        }
    }

    /// The focus left for another element. If there is none, its row has gone or the window has lost the
    /// focus, and the row is remembered. Heard also when the whole page goes, and all this with it.
    pub(super) fn left(self, event: &leptos::ev::FocusEvent) {
        let is_wanted = self.wish.try_get_value().is_some_and(|it| it != Wish::Not);
        if event.related_target().is_some() && !is_wanted {
            self.row.set(None);
        }
    }

    /// This row shall have the focus, as soon as it is drawn.
    pub(super) fn want(self, row: u128) {
        self.wish.set_value(Wish::Drawn);
        self.row.set(Some(row));
    }

    /// The same of a row that has the focus and is drawn elsewhere. It lets go of it before: a browser that has to take
    /// the focus from what is taken off a page lays that page out, as it is in the middle of its changes.
    pub(super) fn carry(self, row: u128) {
        self.want(row);
        dom::blur();
    }

    /// The same of a row that the pointer left where it is drawn next. Only once that is seen, because the focus has the
    /// browser lay the page out, and no key can follow that soon. Then `settle` gives it.
    pub(super) fn want_when_painted(self, row: u128, settle: impl FnOnce() + 'static) {
        self.wish.set_value(Wish::Painted);
        self.row.set(Some(row));
        task::run(async move {
            task::painted().await;
            if self.wish.try_get_value() == Some(Wish::Painted) {
                self.wish.set_value(Wish::Drawn);
                settle();
            }
        });
    }

    /// Whether a row has the focus or is to have it.
    pub(super) fn is_kept(self) -> bool {
        self.row.with_untracked(Option::is_some)
    }

    /// After drawing: gives the focus to the row that should have it. `find` gives its focusable element.
    /// The row is scrolled to if the reader asked for it, or if it is `moving` to where it is.
    pub(super) fn settle(self, moving: Option<u128>, find: impl FnOnce(u128) -> Option<HtmlElement>) {
        let Some(row) = self.row.try_get_untracked().flatten() else { return };
        let wanted = match self.wish.get_value() {
            Wish::Not => false,
            Wish::Drawn => true,
            Wish::Painted => return,
        };
        if !wanted && dom::focused().is_some() {
            return;
        }
        if let Some(element) = find(row) {
            if wanted || moving == Some(row) {
                dom::focus(&element);
            } else {
                dom::focus_quietly(&element);
            }
            // An element that is not shown does not take it; then it waits for the next drawing.
            let still = wanted && !dom::has_focus(&element);
            self.wish.set_value(if still { Wish::Drawn } else { Wish::Not });
        }
    }
}
