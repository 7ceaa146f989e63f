//! Going through an open menu by keys.

use leptos::{ev, prelude::*};
use web_sys::HtmlElement;

use super::ITEMS;
use crate::{platform::dom, ui::kit::popup::Popup};

/// Letters typed within this many milliseconds belong to one word.
const PAUSE: f64 = 700.0;

/// What the keys do in an open menu. Letters stay inside, so no shortcut of the page fires.
pub(super) fn keyed(event: ev::KeyboardEvent, popup: Popup, typed: StoredValue<(String, f64)>) {
    let key = event.key();
    if event.ctrl_key() || event.meta_key() || event.alt_key() || key == "Escape" {
        return;
    }
    event.stop_propagation();
    let Some(items) =
        dom::target(&event).and_then(|it| dom::closest(&it, ".menu")).map(|it| dom::all(&it, ITEMS))
    else {
        return;
    };
    let focused = dom::focused();
    let at = items.iter().position(|it| Some(it) == focused.as_ref());
    let to = match key.as_str() {
        "Tab" => {
            event.prevent_default();
            return popup.close();
        }
        " " => return press_link(&event, at.and_then(|at| items.get(at))),
        "Enter" => return tick_and_close(&event, at.and_then(|at| items.get(at)), popup),
        letter if letter.chars().count() == 1 => {
            let word = typed.try_update_value(|typed| typed_word(typed, letter, event.time_stamp()));
            let labels: Vec<String> = items.iter().map(label_of).collect();
            word.and_then(|word| found(&labels, at.unwrap_or(0), &word))
        }
        key => lead(key, at, items.len()),
    };
    if let Some(item) = to.and_then(|to| items.get(to)) {
        event.prevent_default();
        dom::focus(item);
    }
}

/// A link does not answer to the space bar by itself, as a button does.
fn press_link(event: &ev::KeyboardEvent, item: Option<&HtmlElement>) {
    if let Some(link) = item.filter(|it| it.tag_name() == "A") {
        event.prevent_default();
        link.click();
    }
}

/// A tick leaves the menu open by the space bar; whoever presses Enter is done.
fn tick_and_close(event: &ev::KeyboardEvent, item: Option<&HtmlElement>, popup: Popup) {
    if let Some(tick) = item.filter(|it| it.get_attribute("role").as_deref() == Some("menuitemcheckbox")) {
        event.prevent_default();
        tick.click();
        popup.close();
    }
}

/// Where a key leads in a list of `len`; the ends meet.
fn lead(key: &str, at: Option<usize>, len: usize) -> Option<usize> {
    let last = len.checked_sub(1)?;
    match key {
        "ArrowDown" => Some(at.filter(|it| *it < last).map_or(0, |it| it + 1)),
        "ArrowUp" => Some(at.and_then(|it| it.checked_sub(1)).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

fn label_of(item: &HtmlElement) -> String {
    dom::first(item, "bdi").and_then(|it| it.text_content()).unwrap_or_default()
}

/// Adds a letter to the word that is being typed, or begins another after a pause.
fn typed_word(typed: &mut (String, f64), letter: &str, now: f64) -> String {
    if now - typed.1 > PAUSE {
        typed.0.clear();
    }
    typed.0.push_str(letter);
    typed.1 = now;
    typed.0.clone()
}

/// The next item that begins with what was typed; one letter again and again goes through all of them.
fn found(labels: &[String], at: usize, word: &str) -> Option<usize> {
    let mut letters = word.chars();
    let first = letters.next()?;
    let repeated = letters.clone().all(|it| it == first);
    let (start, sought) =
        if repeated { (at + 1, first.to_lowercase().to_string()) } else { (at, word.to_lowercase()) };
    let begins = |it: &String| it.to_lowercase().starts_with(&sought);
    (start..start + labels.len()).map(|it| it % labels.len()).find(|it| begins(&labels[*it]))
}

#[cfg(test)]
mod tests {
    use super::{found, lead, typed_word};

    #[test]
    fn arrows_go_round() {
        assert_eq!(lead("ArrowDown", None, 3), Some(0));
        assert_eq!(lead("ArrowDown", Some(2), 3), Some(0));
        assert_eq!(lead("ArrowUp", Some(0), 3), Some(2));
        assert_eq!(lead("End", Some(0), 0), None);
    }

    #[test]
    fn letters_lead_to_the_item_that_begins_with_them() {
        let labels = ["Won", "Needs agreed", "Negotiation", "Lost"].map(String::from);
        assert_eq!(found(&labels, 0, "n"), Some(1));
        assert_eq!(found(&labels, 1, "ne"), Some(1), "the word goes on where it stands");
        assert_eq!(found(&labels, 1, "neg"), Some(2));
        assert_eq!(found(&labels, 1, "x"), None);
    }

    #[test]
    fn one_letter_again_and_again_goes_round() {
        let labels = ["Needs agreed", "Won", "Negotiation"].map(String::from);
        assert_eq!(found(&labels, 0, "n"), Some(2));
        assert_eq!(found(&labels, 2, "nn"), Some(0));
    }

    #[test]
    fn a_pause_begins_another_word() {
        let mut typed = (String::new(), 0.0);
        assert_eq!(typed_word(&mut typed, "n", 1000.0), "n");
        assert_eq!(typed_word(&mut typed, "e", 1500.0), "ne");
        assert_eq!(typed_word(&mut typed, "w", 2500.0), "w");
    }
}
