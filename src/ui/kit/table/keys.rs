//! Walking through the rows of a table by keys, and picking some of them: x the row with the focus, Shift with the arrows
//! one after the other, Ctrl+A all of them, Escape none.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::{Core, LINK};
use crate::platform::dom::{self, Listen, Listener};

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Next,
    Previous,
    PageDown,
    PageUp,
    First,
    Last,
}

fn step(key: &str, letters: bool) -> Option<Step> {
    match key {
        "ArrowDown" => Some(Step::Next),
        "ArrowUp" => Some(Step::Previous),
        "PageDown" => Some(Step::PageDown),
        "PageUp" => Some(Step::PageUp),
        "Home" => Some(Step::First),
        "End" => Some(Step::Last),
        "j" if letters => Some(Step::Next),
        "k" if letters => Some(Step::Previous),
        _ => None,
    }
}

/// The row that a step leads to, of `len`; from no row, to the first that is seen.
fn lead(step: Step, from: Option<usize>, seen: usize, page: usize, len: usize) -> Option<usize> {
    let last = len.checked_sub(1)?;
    let to = match (step, from) {
        (Step::First, _) => 0,
        (Step::Last, _) => last,
        (_, None) => seen,
        (Step::Next, Some(at)) => at + 1,
        (Step::Previous, Some(at)) => at.saturating_sub(1),
        (Step::PageDown, Some(at)) => at + page,
        (Step::PageUp, Some(at)) => at.saturating_sub(page),
    };
    Some(to.min(last))
}

/// Hears keys in the box that scrolls, and on the page itself, where nothing has the focus or the heading, to which no key
/// means anything.
pub(super) fn hear(it: Core, scroller: &HtmlElement) -> Listener {
    let scroller = scroller.clone();
    let how = Listen { may_refuse: true, ..Listen::default() };
    dom::listen(&document(), "keydown", how, move |event| {
        let Some(target) = dom::target(&event) else { return };
        let is_nowhere = target.contains(Some(&scroller)) || target.tag_name() == "H1";
        if scroller.contains(Some(&target)) || is_nowhere {
            walk(it, &event, &target);
        }
    })
}

fn walk(it: Core, event: &Event, target: &Element) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.default_prevented() || event.alt_key() || dom::takes_text(target) {
        return;
    }
    if pick(it, event) {
        return event.prevent_default();
    }
    if event.ctrl_key() || event.meta_key() {
        return;
    }
    if edit(it, event) {
        return event.prevent_default();
    }
    let (key, letters) = (event.key(), it.letters.get_untracked());
    let key = if key.len() == 1 { key.to_lowercase() } else { key };
    let Some(step) = step(&key, letters) else { return };
    let (len, sight) = (it.len.get_untracked(), it.pane.sight.get_untracked());
    let from = it.focus.row.get_untracked().and_then(|key| it.index_of(key));
    let Some(to) = lead(step, from, sight.first(), sight.page(), len) else { return };
    if event.shift_key() {
        let Some(picks) = it.picks.get_value() else { return };
        picks.pick.run((from.unwrap_or(to).min(to)..from.unwrap_or(to).max(to) + 1, true));
    }
    event.prevent_default();
    if let Some(key) = it.key_at(to) {
        it.focus.want(key);
        // A row that is drawn already is not drawn again, so nothing else would give it the focus.
        it.focus.settle(None, |_| place_of(it, it.row(key)?));
    }
}

/// Changes the row with the focus where it stands, if that is what a key is for.
fn edit(it: Core, event: &KeyboardEvent) -> bool {
    let is_meant = match &*event.key() {
        "F2" => true,
        "e" => it.letters.get_untracked(),
        _ => false,
    };
    let row = it.focus.row.get_untracked().filter(|_| is_meant);
    let (Some(row), Some(on_edit)) = (row, it.on_edit) else { return false };
    on_edit.run(row);
    true
}

/// Picks rows, if that is what a key is for.
fn pick(it: Core, event: &KeyboardEvent) -> bool {
    let Some(picks) = it.picks.get_value() else { return false };
    let is_with = event.ctrl_key() || event.meta_key();
    let row = || it.focus.row.get_untracked().and_then(|key| Some((key, it.index_of(key)?)));
    match (&*event.key(), is_with) {
        ("x", false) if it.letters.get_untracked() => {
            let Some((key, at)) = row() else { return false };
            picks.pick.run((at..at + 1, !untrack(|| picks.is_picked.run(key))));
        }
        ("a", true) => picks.pick.run((0..it.len.get_untracked(), true)),
        ("Escape", false) if picks.is_any() => picks.pick.run((0..it.len.get_untracked(), false)),
        _ => return false,
    }
    true
}

/// What has the focus in a row: its check, if the reader is going through checks, or else its link.
pub(super) fn place_of(it: Core, row: HtmlElement) -> Option<HtmlElement> {
    let checks = it.has_picks() && dom::focused().is_some_and(|it| it.class_name() == "check");
    if checks { dom::first(&row, ".check") } else { dom::first(&row, LINK) }
}

#[cfg(test)]
mod tests {
    use super::{Step, lead, step};

    #[test]
    fn the_first_step_leads_to_what_is_seen() {
        assert_eq!(lead(Step::Next, None, 40, 20, 100), Some(40));
        assert_eq!(lead(Step::Last, None, 40, 20, 100), Some(99));
        assert_eq!(lead(Step::Next, None, 0, 20, 0), None);
    }

    #[test]
    fn steps_stop_at_the_ends() {
        assert_eq!(lead(Step::Next, Some(99), 0, 20, 100), Some(99));
        assert_eq!(lead(Step::PageDown, Some(90), 0, 20, 100), Some(99));
        assert_eq!(lead(Step::PageUp, Some(3), 0, 20, 100), Some(0));
        assert_eq!(lead(Step::Previous, Some(3), 0, 20, 100), Some(2));
    }

    #[test]
    fn letters_can_be_switched_off() {
        assert_eq!(step("j", true), Some(Step::Next));
        assert_eq!(step("j", false), None);
        assert_eq!(step("ArrowUp", false), Some(Step::Previous));
    }
}
