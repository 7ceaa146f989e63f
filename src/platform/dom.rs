//! The page: finding, focusing, measuring and listening to elements.
//!
//! A thin layer, so that the kit reads as what it does and not as calls into JavaScript. What a
//! browser refuses (focus on a removed element, a popover that is already open) is not an error here:
//! the reader sees the page as it is, and nothing that is kept depends on it.
//!
//! # What is not here
//!
//! Rendering, which is Leptos's, and everything that outlives the page (files, storage, other tabs).

use std::cell::Cell;

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Element, Event, EventTarget, FocusOptions, HtmlElement, HtmlInputElement,
    HtmlOptionElement, HtmlSelectElement, KeyboardEvent, ResizeObserver, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// An id that no other element of this page has.
pub fn fresh_id() -> String {
    thread_local! { static NEXT: Cell<u32> = const { Cell::new(0) } }
    let next = NEXT.get();
    NEXT.set(next + 1);
    format!("k{next}")
}

/// The element with this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element below `root` that a selector finds.
pub fn first(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// All elements below `root` that a selector finds.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|it| found.item(it)?.dyn_into().ok()).collect()
}

/// An element, if it is one of HTML and not of a drawing.
pub fn html(element: Element) -> Option<HtmlElement> {
    element.dyn_into().ok()
}

/// Puts options into a select: values, and what they are called.
pub fn fill<'a>(select: &HtmlSelectElement, options: impl Iterator<Item = (&'a str, &'a str)>) {
    let option = |(value, label): (&str, &str)| {
        HtmlOptionElement::new_with_text_and_value(label, value).map(JsValue::from)
    };
    select.append_with_node(&options.flat_map(option).collect()).ok();
}

/// Whether the reader has marked some text.
pub fn has_selected_text() -> bool {
    window().get_selection().ok().flatten().is_some_and(|it| !it.is_collapsed())
}

/// The element that an event happened to.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The nearest element around `element`, itself included, that a selector finds.
pub fn closest(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.closest(selector).ok().flatten()?.dyn_into().ok()
}

/// A key as it stands in `data-key`.
pub fn bits(key: u128) -> String {
    format!("{key:x}")
}

/// The key in an element's `data-key`.
pub fn key_of(element: &Element) -> Option<u128> {
    u128::from_str_radix(&element.get_attribute("data-key")?, 16).ok()
}

/// The element below `root` with this `data-key`.
pub fn keyed(root: &Element, key: u128) -> Option<HtmlElement> {
    first(root, &format!("[data-key=\"{key:x}\"]"))
}

/// Whether keys typed into this element are its own: text, a choice from a list, a day.
pub fn takes_text(element: &Element) -> bool {
    element
        .matches(
            "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])",
        )
        .unwrap_or(false)
}

/// Whether a text can be changed here, which the browser then can take back. Not while a field waits for its answer.
pub fn has_own_undo(element: &Element) -> bool {
    element.matches(":read-write").unwrap_or(false)
}

/// The element that has the focus; nothing if it is the page itself.
pub fn focused() -> Option<HtmlElement> {
    let active: HtmlElement = document().active_element()?.dyn_into().ok()?;
    (active.tag_name() != "BODY").then_some(active)
}

/// Whether the focus is in an element or below it.
pub fn has_focus(element: &Element) -> bool {
    element.contains(document().active_element().as_deref())
}

/// Whether an element has a place on the page, in sight or not.
pub fn is_rendered(element: &Element) -> bool {
    element.get_bounding_client_rect().width() > 0.0
}

/// Focuses an element and scrolls it into view.
pub fn focus(element: &HtmlElement) {
    element.focus().ok();
}

/// Focuses an element and leaves the scroll position as it is.
pub fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).ok();
}

/// Picks the text of a line, so that the next key replaces it. Nothing where there is no line to type in.
pub fn pick_text(field: &HtmlElement) {
    if let Some(line) = field.dyn_ref::<HtmlInputElement>() {
        line.select();
    }
}

/// Takes the focus away from whatever has it.
pub fn blur() {
    if let Some(it) = focused() {
        it.blur().ok();
    }
}

/// Focuses the element with this id, if there is one.
pub fn focus_id(id: &str) {
    if let Some(element) = by_id(id) {
        focus(&element);
    }
}

/// Focuses the first field below `root` that holds a mistake; says whether there was one.
pub fn focus_first_invalid(root: &Element) -> bool {
    let found = first(root, "[aria-invalid=true]");
    if let Some(element) = &found {
        focus(element);
    }
    found.is_some()
}

/// Scrolls as little as is needed to show an element.
pub fn reveal(element: &Element) {
    scroll_to(element, ScrollLogicalPosition::Nearest);
}

/// Scrolls an element to the top of what is seen.
pub fn bring_up(element: &Element) {
    element.scroll_into_view();
}

/// Scrolls an element to where its line begins.
pub fn reveal_at_start(element: &Element) {
    scroll_to(element, ScrollLogicalPosition::Start);
}

fn scroll_to(element: &Element, inline: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(inline);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// A copy of an element and of all that is in it, not yet on the page.
pub fn copy(element: &HtmlElement) -> Option<HtmlElement> {
    element.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

/// Whether the page is behind another one, or nobody looks at the browser.
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Whether the main pointer is a finger.
pub fn is_coarse() -> bool {
    window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|it| it.matches())
}

/// A box on the screen, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

impl Rect {
    /// The right edge.
    pub fn right(self) -> f64 {
        self.left + self.width
    }

    /// The lower edge.
    pub fn bottom(self) -> f64 {
        self.top + self.height
    }
}

/// Where an element is on the screen.
pub fn rect(element: &Element) -> Rect {
    let it = element.get_bounding_client_rect();
    Rect { left: it.left(), top: it.top(), width: it.width(), height: it.height() }
}

/// The window's own box.
pub fn screen() -> Rect {
    let side = |it: Result<wasm_bindgen::JsValue, _>| it.ok().and_then(|it| it.as_f64()).unwrap_or(0.0);
    Rect { width: side(window().inner_width()), height: side(window().inner_height()), ..Rect::default() }
}

/// Sets one property of an element's style. The policy of the page allows this and no `style` attribute.
pub fn set_style(element: &HtmlElement, name: &str, value: &str) {
    element.style().set_property(name, value).ok();
}

/// Whole pixels, as a style wants them.
pub fn px(length: f64) -> String {
    format!("{}px", whole(length))
}

/// Pixels with their fraction, written by the browser: rows that are drawn and rows that are only
/// counted must agree over a hundred thousand of them.
pub fn exact_px(length: f64) -> String {
    let number = js_sys::Number::from(length).to_string_with_radix(10).map(String::from);
    format!("{}px", number.unwrap_or_default())
}

/// A length without its fraction.
#[allow(clippy::cast_possible_truncation, reason = "no page is two billion pixels long")]
pub fn whole(length: f64) -> i32 {
    length.round() as i32
}

/// An event listener that is removed when this is dropped.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    capture: bool,
    callback: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        self.target.remove_event_listener_with_callback_and_bool(self.name, callback, self.capture).ok();
    }
}

/// How an event is listened to.
#[derive(Clone, Copy, Default)]
pub struct Listen {
    /// Before the elements below hear it, not after.
    pub capture: bool,
    /// The listener may refuse what the browser is about to do, scrolling included.
    pub may_refuse: bool,
}

/// Listens to an event until the answer is dropped.
pub fn listen(
    target: &EventTarget,
    name: &'static str,
    how: Listen,
    heard: impl FnMut(Event) + 'static,
) -> Listener {
    let callback = Closure::<dyn FnMut(Event)>::new(heard);
    let options = AddEventListenerOptions::new();
    options.set_capture(how.capture);
    options.set_passive(!how.may_refuse);
    let function = callback.as_ref().unchecked_ref();
    target.add_event_listener_with_callback_and_add_event_listener_options(name, function, &options).ok();
    Listener { target: target.clone(), name, capture: how.capture, callback }
}

/// Calls back whenever somebody comes back to the page, until the answer is dropped; at times twice for once.
pub fn on_return(back: impl Fn() + Clone + 'static) -> [Listener; 3] {
    let seen = move |_| {
        if !is_hidden() {
            back();
        }
    };
    [
        listen(&document(), "visibilitychange", Listen::default(), seen.clone()),
        listen(&window(), "focus", Listen::default(), seen.clone()),
        // A page that was left may be put aside as it stands, and shown again without being loaded.
        listen(&window(), "pageshow", Listen::default(), seen),
    ]
}

/// Watches the size of elements until it is dropped.
pub struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back when one of these elements has another size, and once at the start.
pub fn watch_size(elements: &[&Element], changed: impl FnMut() + 'static) -> Option<SizeWatch> {
    let callback = Closure::<dyn FnMut()>::new(changed);
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    for element in elements {
        observer.observe(element);
    }
    Some(SizeWatch { observer, _callback: callback })
}

/// A callback that comes once, later, unless this is dropped first.
pub struct Timer {
    handle: i32,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for Timer {
    fn drop(&mut self) {
        window().clear_timeout_with_handle(self.handle);
    }
}

/// Calls back once, after so many milliseconds.
pub fn after(milliseconds: i32, then: impl FnMut() + 'static) -> Timer {
    let callback = Closure::<dyn FnMut()>::new(then);
    let function = callback.as_ref().unchecked_ref();
    let handle =
        window().set_timeout_with_callback_and_timeout_and_arguments_0(function, milliseconds).unwrap_or(0);
    Timer { handle, _callback: callback }
}

/// Calls back before the next picture is drawn.
pub fn next_frame(then: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(then);
}

/// Shows an element above everything else; it must have a `popover` attribute.
pub fn show_popover(element: &HtmlElement) {
    element.show_popover().ok();
}

/// Hides what [`show_popover`] showed.
pub fn hide_popover(element: &HtmlElement) {
    element.hide_popover().ok();
}

/// What can have the focus.
const FOCUSABLE: &str = "a[href], button, input, select, textarea, [tabindex='0']";

/// Lets Tab go round inside the element that heard it instead of leaving it.
pub fn keep_inside(event: &KeyboardEvent) {
    let Some(around) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
    let (inside, focused) = (all(&around, FOCUSABLE), focused());
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return };
    let (edge, other) = if event.shift_key() { (first, last) } else { (last, first) };
    if focused.as_ref().is_none_or(|it| it == edge || !inside.contains(it)) {
        event.prevent_default();
        focus(other);
    }
}
