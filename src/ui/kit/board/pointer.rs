//! Moving cards by mouse, pen and finger.
//!
//! A press becomes a drag when a mouse or pen has moved a little, or when a finger has stayed for a
//! moment; a finger that moves before that scrolls. From then on a copy of the card follows the pointer,
//! once for each picture, and the board shows where the card would land. The card's own element stays on
//! the page, shrunk to the stitch, because a browser that loses the element under a finger scrolls.

use leptos::prelude::*;
use web_sys::{Element, Event, HtmlElement, MouseEvent, PointerEvent};

use super::{
    aim,
    state::State,
    terms::{self, Seat},
};
use crate::platform::dom::{self, Listen, Listener, Timer};

/// How far a mouse moves before it drags, in pixels.
const SLIP: f64 = 4.0;
/// How far a finger may tremble during a long press, in pixels.
const TREMBLE: f64 = 9.0;
/// How long a long press is, in milliseconds.
const LONG: i32 = 350;

/// A pointer on a card.
struct Press {
    id: i32,
    card: u128,
    item: HtmlElement,
    is_finger: bool,
    /// Where it began, and where it is now, on the screen.
    start: (f64, f64),
    at: (f64, f64),
    timer: Option<Timer>,
    drag: Option<Drag>,
}

/// A card that is carried.
struct Drag {
    ghost: HtmlElement,
    /// From the corner of the card to the pointer.
    grip: (f64, f64),
    _escape: Listener,
}

impl Drop for Drag {
    fn drop(&mut self) {
        self.ghost.remove();
    }
}

/// The pointer over a board.
#[derive(Clone, Copy)]
pub(super) struct Pointer {
    state: State,
    press: StoredValue<Option<Press>, LocalStorage>,
    /// A drag has just ended: the click that follows is not one.
    swallow: StoredValue<bool>,
}

impl Pointer {
    pub(super) fn new(state: State) -> Self {
        let it = Self { state, press: StoredValue::new_local(None), swallow: StoredValue::new(false) };
        let clicked = StoredValue::new_local(None);
        Effect::new(move |_| {
            if let Some(board) = state.node.get() {
                clicked.set_value(Some(it.watch_clicks(&board)));
            }
        });
        it
    }

    fn watch_clicks(self, board: &Element) -> Listener {
        dom::listen(board, "click", Listen { capture: true, may_refuse: true }, move |event| {
            if self.swallow.get_value() {
                self.swallow.set_value(false);
                event.prevent_default();
                event.stop_propagation();
            }
        })
    }

    /// A pointer went down: perhaps on a card.
    pub(super) fn pressed(self, event: &PointerEvent) {
        self.swallow.set_value(false);
        if self.state.hand.get_untracked().is_some() {
            self.state.put_back();
        }
        let Some(target) = dom::target(event) else { return };
        let own = dom::closest(&target, "button, input, select, textarea, .layer").is_some();
        if own || event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let Some((card, item)) = terms::card_of(&target).zip(dom::closest(&target, "li.card")) else {
            return;
        };
        let at = point(event);
        let is_finger = event.pointer_type() == "touch";
        let timer = is_finger.then(|| dom::after(LONG, move || self.begin()));
        let press = Press { id: event.pointer_id(), card, item, is_finger, start: at, at, timer, drag: None };
        self.press.set_value(Some(press));
    }

    /// The pointer moved.
    pub(super) fn moved(self, event: &PointerEvent) {
        let at = point(event);
        let id = event.pointer_id();
        let next = self.press.try_update_value(|press| {
            let press = press.as_mut().filter(|it| it.id == id)?;
            press.at = at;
            let far = (at.0 - press.start.0).hypot(at.1 - press.start.1);
            match (press.drag.is_some(), press.is_finger) {
                (false, false) if far >= SLIP => Some(Next::Begin),
                (false, true) if far >= TREMBLE => Some(Next::Forget),
                _ => None,
            }
        });
        match next.flatten() {
            Some(Next::Begin) => self.begin(),
            Some(Next::Forget) => self.press.set_value(None),
            None => {}
        }
    }

    /// The pointer went up.
    pub(super) fn released(self) {
        self.end(true);
    }

    /// The browser took the pointer away: it scrolls, or something else came up.
    pub(super) fn cancelled(self) {
        self.end(false);
    }

    /// A finger that carries a card does not scroll.
    pub(super) fn touched(self, event: &Event) {
        if self.is_dragging() {
            event.prevent_default();
        }
    }

    /// A long press carries a card; it does not also open the browser's menu.
    pub(super) fn asked_for_menu(self, event: &MouseEvent) {
        let by_finger = self.press.try_with_value(|it| it.as_ref().is_some_and(|it| it.is_finger));
        if by_finger.unwrap_or_default() {
            event.prevent_default();
        }
    }

    fn is_dragging(self) -> bool {
        self.press.try_with_value(|it| it.as_ref().is_some_and(|it| it.drag.is_some())).unwrap_or_default()
    }

    /// The press becomes a drag.
    fn begin(self) {
        let begun = self.press.try_update_value(|press| {
            let press = press.as_mut().filter(|it| it.drag.is_none())?;
            press.timer = None;
            let corner = dom::rect(&press.item);
            let grip = (press.start.0 - corner.left, press.start.1 - corner.top);
            let ghost = ghost(&press.item)?;
            let how = Listen { capture: true, may_refuse: true };
            let escape = dom::listen(&document(), "keydown", how, move |event| self.keyed(&event));
            press.drag = Some(Drag { ghost, grip, _escape: escape });
            Some((press.card, press.id))
        });
        if let Some((card, id)) = begun.flatten() {
            if let Some(board) = self.state.node.get_untracked() {
                board.set_pointer_capture(id).ok();
            }
            self.state.lift(card, true);
            self.follow();
        }
    }

    fn keyed(self, event: &Event) {
        use wasm_bindgen::JsCast;
        event.prevent_default();
        event.stop_propagation();
        if event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|it| it.key() == "Escape") {
            self.end(false);
        }
    }

    fn end(self, drops: bool) {
        let ended = self.press.try_update_value(Option::take).flatten();
        let Some(Press { drag: Some(_), .. }) = ended else { return };
        self.swallow.set_value(true);
        if drops { self.state.drop_card() } else { self.state.put_back() }
    }

    /// Once for each picture: the ghost goes to the pointer, the edges scroll, and the board is aimed at.
    fn follow(self) {
        let carried = self.press.try_with_value(|press| {
            let press = press.as_ref()?;
            let drag = press.drag.as_ref()?;
            let corner = (press.at.0 - drag.grip.0, press.at.1 - drag.grip.1);
            let place = format!("translate({}, {})", dom::px(corner.0), dom::px(corner.1));
            dom::set_style(&drag.ghost, "transform", &place);
            Some((press.card, press.at, corner.1))
        });
        if let Some((card, at, top)) = carried.flatten() {
            self.state.carry(self.aim(card, at, top));
            dom::next_frame(move || self.follow());
        }
    }

    /// Where the card would land; and scrolls what the pointer is at the edge of.
    fn aim(self, card: u128, (x, y): (f64, f64), top: f64) -> Option<Seat> {
        let board = self.state.node.get_untracked()?;
        let frame = dom::rect(&board);
        scroll(&board, aim::pull(x, frame.left, frame.right()), 0.0);
        let columns = dom::all(&board, ".column");
        let rects: Vec<_> = columns.iter().map(|it| dom::rect(it)).collect();
        let nth = aim::column(x, &rects)?;
        let key = self.state.columns.with_untracked(|it| it.get(nth).copied())?;
        let list = dom::first(&columns[nth], ".column-list")?;
        let shown = dom::rect(&list);
        scroll(&list, 0.0, aim::pull(y, shown.top, shown.bottom()));
        let pitch = self.state.pane(key)?.sight.get_untracked().pitch;
        let below = top - shown.top + f64::from(list.scroll_top());
        let others = untrack(|| self.state.others(key, card));
        Some(Seat { column: key, at: aim::index(below, pitch, others) })
    }
}

enum Next {
    Begin,
    Forget,
}

fn point(event: &PointerEvent) -> (f64, f64) {
    (event.client_x().into(), event.client_y().into())
}

fn scroll(element: &Element, x: f64, y: f64) {
    let (x, y) = (dom::whole(x), dom::whole(y));
    if x != 0 {
        element.set_scroll_left(element.scroll_left() + x);
    }
    if y != 0 {
        element.set_scroll_top(element.scroll_top() + y);
    }
}

/// A copy of the card that follows the pointer: seen, and nothing else.
fn ghost(card: &HtmlElement) -> Option<HtmlElement> {
    let rect = dom::rect(card);
    let ghost = dom::copy(card)?;
    ghost.remove_attribute("data-key").ok();
    for name in ["data-ghost", "inert"] {
        ghost.set_attribute(name, "").ok();
    }
    ghost.set_attribute("aria-hidden", "true").ok();
    dom::set_style(&ghost, "--w", &dom::px(rect.width));
    document().body()?.append_child(&ghost).ok()?;
    Some(ghost)
}
