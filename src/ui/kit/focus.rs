//! The focus in a list whose lines change places and go, and on a screen whose parts do.
//!
//! The focus must never be on nothing after a deed: whoever works by keys would begin at the top of the page again.

use leptos::{ev, html::Ul, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement};

use crate::platform::dom::{self, Listen};

/// Gives the focus back to what had it in a list, when its line was moved: to the browser a line that moves is gone
/// for a moment. If the line went for good, the focus is on the line that has come in its place.
#[derive(Clone, Copy)]
pub struct KeptFocus {
    /// The list.
    pub list: NodeRef<Ul>,
    last: StoredValue<Option<Held>, LocalStorage>,
}

/// What has the focus, and in which line of the list it is.
#[derive(Clone)]
struct Held {
    element: HtmlElement,
    line: usize,
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
        let Some(element) = dom::target(event).and_then(dom::html) else { return };
        let lines = self.lines();
        let line = lines.iter().position(|it| it.contains(Some(&element))).unwrap_or_default();
        self.last.set_value(Some(Held { element, line }));
    }

    /// The focus left for something else. If it left for nothing, its line may be on its way.
    pub fn left(self, event: &ev::FocusEvent) {
        if event.related_target().is_some() {
            self.last.set_value(None);
        }
    }

    fn lines(self) -> Vec<HtmlElement> {
        let list = self.list.try_get_untracked().flatten().filter(|it| it.is_connected());
        list.map(|it| dom::all(&it, ":scope > li")).unwrap_or_default()
    }

    fn settle(self) {
        let Some(held) = self.last.try_get_value().flatten().filter(|_| dom::focused().is_none()) else {
            return;
        };
        let lines = self.lines();
        let beside = || lines.get(held.line).or(lines.last()).and_then(|it| dom::first(it, CONTROL));
        if lines.iter().any(|it| it.contains(Some(&held.element))) {
            dom::focus_quietly(&held.element);
        } else if let Some(control) = beside() {
            dom::focus(&control);
        } else {
            to_heading();
        }
    }
}

/// Catches the focus when what has it goes with a deed, wherever on the screen: it is then on what stands nearest.
///
/// Lists whose lines change places have a [`KeptFocus`] of their own, and a new screen its heading; this comes after them.
pub fn net(follow: impl Fn() + 'static) {
    let held: StoredValue<Vec<Place>, LocalStorage> = StoredValue::new_local(Vec::new());
    // A frame for those who know better, and one for what they have drawn.
    let catch = move || {
        dom::next_frame(move || {
            dom::next_frame(move || {
                held.try_with_value(|held| fall_into(held));
            });
        });
    };
    let entered = move |event: ev::Event| {
        let main = dom::by_id("main");
        if let (Some(element), Some(main)) = (dom::target(&event), main)
            && main.contains(Some(&element))
        {
            held.try_set_value(places(element, &main));
        }
    };
    let document = document();
    let listeners = StoredValue::new_local(Some([
        dom::listen(&document, "focusin", Listen::default(), entered),
        // Who points at something else lets go of it.
        dom::listen(&document, "pointerdown", Listen { capture: true, ..Listen::default() }, move |_| {
            held.try_update_value(Vec::clear);
        }),
        dom::listen(&document, "focusout", Listen::default(), move |event| {
            if event.dyn_ref::<FocusEvent>().is_some_and(|it| it.related_target().is_none()) {
                catch();
            }
        }),
    ]));
    on_cleanup(move || drop(listeners.try_update_value(Option::take)));
    Effect::new(move |_| {
        follow();
        catch();
    });
}

/// What had the focus, or an element around it, and what stood beside that.
struct Place {
    element: Element,
    beside: [Option<Element>; 2],
}

/// An element and all that are around it within the page, the innermost first.
fn places(element: Element, main: &HtmlElement) -> Vec<Place> {
    let around = std::iter::successors(Some(element), |it| it.parent_element());
    let within = around.take_while(|it| **main != *it);
    let place = |it: Element| Place {
        beside: [it.next_element_sibling(), it.previous_element_sibling()],
        element: it,
    };
    within.map(place).collect()
}

fn fall_into(held: &[Place]) {
    if dom::focused().is_some() {
        return;
    }
    // It may only have been moved.
    let itself = held.first().and_then(|it| it.element.dyn_ref::<HtmlElement>());
    if let Some(itself) = itself.filter(|it| it.matches(CONTROL) == Ok(true) && dom::is_rendered(it)) {
        return dom::focus_quietly(itself);
    }
    let near = held.iter().flat_map(|it| [Some(&it.element), it.beside[0].as_ref(), it.beside[1].as_ref()]);
    let near = near.flatten().filter(|it| it.is_connected());
    let control = |it: &Element| {
        let own = it.dyn_ref::<HtmlElement>().filter(|it| it.matches(UNTYPED) == Ok(true)).cloned();
        own.or_else(|| dom::first(it, UNTYPED))
    };
    if let Some(control) = near.filter_map(control).find(|it| dom::is_rendered(it)) {
        dom::focus(&control);
    }
}

/// The focus in something that comes and goes by itself: it is given back to what had it before.
#[derive(Clone, Copy)]
pub struct Borrowed(StoredValue<Option<HtmlElement>, LocalStorage>);

impl Borrowed {
    /// Of what is drawn now. When it goes with the focus in it, that goes on where it was.
    pub fn begin() -> Borrowed {
        let it = Borrowed(StoredValue::new_local(None));
        on_cleanup(move || {
            if let Some(before) = it.before() {
                dom::next_frame(move || {
                    if dom::focused().is_none() {
                        dom::focus_quietly(&before);
                    }
                    to_heading();
                });
            }
        });
        it
    }

    /// The focus comes to something in it.
    pub fn entered(self, event: &ev::FocusEvent) {
        if self.0.with_value(Option::is_none) {
            self.0.set_value(event.related_target().and_then(|it| it.dyn_into().ok()));
        }
    }

    /// Gives it back now.
    pub fn give_back(self) {
        if let Some(before) = self.before() {
            dom::focus_quietly(&before);
        }
    }

    fn before(self) -> Option<HtmlElement> {
        self.0.try_update_value(Option::take).flatten()
    }
}

/// What of a line has the focus first.
const CONTROL: &str = "input:enabled, select:enabled, textarea:enabled, a[href], button:enabled";

/// What can be pressed. A field that is typed into would bring the keyboard of a phone into sight.
const UNTYPED: &str = "a[href], button:enabled, [type=checkbox]:enabled, [type=radio]:enabled";

/// Gives the focus to the nth of what can have it in a part of the page, or to the last.
pub fn to_control(part: &Element, nth: usize) {
    let controls = dom::all(part, "button, input:not([type=hidden])");
    if let Some(control) = controls.get(nth).or(controls.last()) {
        dom::focus_quietly(control);
    }
}

/// Gives the focus to the heading of the screen, where reading begins, if it went with what is gone now.
pub fn to_heading() {
    let page = dom::by_id("main").filter(|_| dom::focused().is_none());
    if let Some(heading) = page.and_then(|it| dom::first(&it, "h1")) {
        dom::focus(&heading);
    }
}
