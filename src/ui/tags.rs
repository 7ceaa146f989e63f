//! Tags as chips, wherever records are shown.
//!
//! They are put on and taken off on the page of a record, and kept in the settings.

use super::{kit::chip::Chip, text::tags as words};
use domain::{
    record::{Tag, Tint},
    row::Stamped,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Tags as they are told by [`domain::query::tags_of`].
pub type TagList = Vec<Arc<Stamped<Tag>>>;

/// The tags of a record, in a row: at most so many, then how many more. Nothing where there are none.
pub fn chips(tags: &[Arc<Stamped<Tag>>], most: usize) -> Option<AnyView> {
    if tags.is_empty() {
        return None;
    }
    let (shown, rest) = tags.split_at(most.min(tags.len()));
    let names = rest.iter().map(|it| &*it.name).collect::<Vec<_>>().join(", ");
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <small class="faint" title=names.clone()>
                <span aria-hidden="true">"+" {rest.len()}</span>
                <span class="unseen">{words::and_more(&names)}</span>
            </small>
        }
    });
    let chips = view! { <span class="chips">{shown.iter().map(|it| chip(it)).collect_view()}{rest}</span> };
    Some(chips.into_any())
}

/// A tag.
pub fn chip(tag: &Tag) -> AnyView {
    view! { <Chip text=tag.name.to_string() tint=tint(tag) /> }.into_any()
}

/// The name of a tag's tint in the style sheets. One without a colour is grey.
pub fn tint(tag: &Tag) -> &'static str {
    tag.tint().unwrap_or(Tint::Grey).name()
}
