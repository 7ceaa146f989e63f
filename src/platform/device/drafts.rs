//! What was typed into a form and not yet sent, by the name of the form.
//!
//! It is kept in two places. localStorage answers at once, and in every tab; but a browser writes it to disk when it
//! likes, and one that is killed loses the last words. The database has written what it has said to have written; but it
//! answers later, and a page that is loaded anew does not wait for it. So each draft begins with when it was typed, one
//! that is sent or thrown away leaves that moment alone, and at the start the newer of the two counts.

use super::{key, local};
use crate::platform::clock;
use domain::value::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::RefCell, collections::BTreeMap};

type Mirror = Box<dyn Fn(&str, Option<String>)>;

thread_local! {
    /// Where a draft is kept for good.
    static MIRROR: RefCell<Option<Mirror>> = const { RefCell::new(None) };
}

/// What was typed into a form of this page and not yet sent.
pub fn draft<T: DeserializeOwned>(form: &str) -> Option<T> {
    serde_json::from_str(content(&here(form))?).ok()
}

/// Keeps what is typed into a form.
pub fn set_draft(form: &str, draft: &impl Serialize) {
    // What is typed always has a JSON form.
    let Ok(json) = serde_json::to_string(draft) else { return };
    let here = here(form);
    if content(&here) != Some(&*json) {
        keep(form, format!("{} {json}", after(&here)));
    }
}

/// Forgets what was typed into a form, because it was written or thrown away.
pub fn drop_draft(form: &str) {
    let here = here(form);
    if content(&here).is_some() {
        keep(form, after(&here).to_string());
    }
}

/// Puts what was `kept` for good beside what localStorage has, so that both have the newer of the two; and from now on
/// hands every draft to `mirror`, or tells it to forget one.
pub fn recall_drafts(kept: Vec<(String, String)>, mirror: impl Fn(&str, Option<String>) + 'static) {
    let mut drafts: BTreeMap<String, String> = kept.into_iter().collect();
    for form in forms() {
        drafts.entry(form).or_default();
    }
    let long_ago = clock::now().0 - Timestamp::DAY;
    for (form, kept) in drafts {
        let here = here(&form);
        let newer = newer(&here, &kept, long_ago);
        if newer != here {
            put(&form, newer); // Where there is no room the page works as if nothing had been kept.
        }
        if newer != kept {
            mirror(&form, (!newer.is_empty()).then(|| newer.to_owned()));
        }
    }
    MIRROR.set(Some(Box::new(mirror)));
}

/// The newer of two drafts; nothing if it was sent or thrown away so long ago that nobody need know.
fn newer<'a>(here: &'a str, kept: &'a str, long_ago: i64) -> &'a str {
    let newer = if at(kept) > at(here) { kept } else { here };
    if content(newer).is_none() && at(newer) < long_ago { "" } else { newer }
}

/// What was typed; nothing if it was sent or thrown away.
fn content(draft: &str) -> Option<&str> {
    draft.split_once(' ').map(|it| it.1)
}

/// When it was typed, sent or thrown away. What does not say so was typed before everything.
fn at(draft: &str) -> i64 {
    draft.split(' ').next().and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// A moment after that of a draft: now, also if the clock was put back.
fn after(draft: &str) -> i64 {
    clock::now().0.max(at(draft) + 1)
}

/// Keeps a draft in both places. Where there is no room or no storage it is kept in none, and the page has it still.
fn keep(form: &str, draft: String) {
    if put(form, &draft).is_none() {
        return;
    }
    MIRROR.with_borrow(|it| {
        if let Some(mirror) = it {
            mirror(form, Some(draft));
        }
    });
}

const PREFIX: &str = "draft:";

/// What localStorage has of a form; nothing if it has nothing.
fn here(form: &str) -> String {
    let key = key(&format!("{PREFIX}{form}"));
    local().and_then(|it| it.get_item(&key).ok()?).unwrap_or_default()
}

/// Puts a draft into localStorage, or takes it out if there is nothing of it; nothing if that cannot be done.
fn put(form: &str, draft: &str) -> Option<()> {
    let (storage, key) = (local()?, key(&format!("{PREFIX}{form}")));
    if draft.is_empty() { storage.remove_item(&key) } else { storage.set_item(&key, draft) }.ok()
}

/// The forms of which localStorage has something.
fn forms() -> Vec<String> {
    let Some(storage) = local() else { return Vec::new() };
    let prefix = key(PREFIX);
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|it| storage.key(it).ok()?);
    keys.filter_map(|it| it.strip_prefix(&prefix).map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(here: &str, kept: &str, expected: &str) {
        assert_eq!(newer(here, kept, 100), expected);
    }

    #[test]
    fn the_browser_was_killed_so_the_database_has_the_last_words() {
        check("501 \"half\"", "502 \"half a\"", "502 \"half a\"");
        check("", "502 \"half a\"", "502 \"half a\"");
    }

    #[test]
    fn the_page_was_loaded_anew_so_the_database_has_not_heard_the_last_words() {
        check("502 \"half a\"", "501 \"half\"", "502 \"half a\"");
        check("502 \"half a\"", "", "502 \"half a\"");
    }

    #[test]
    fn what_was_sent_stays_sent_wherever_that_is_known() {
        check("501 \"half\"", "502", "502");
        check("502", "501 \"half\"", "502");
        check("502", "502", "502");
    }

    #[test]
    fn that_something_was_sent_is_forgotten_after_a_while() {
        check("99", "99", "");
        check("", "99", "");
        check("99 \"half\"", "98", "99 \"half\"");
        check("", "", "");
    }

    #[test]
    fn a_draft_is_what_follows_its_moment() {
        assert_eq!(content("501 [\"a b\"]"), Some("[\"a b\"]"));
        assert_eq!((content("501"), content("")), (None, None));
    }
}
