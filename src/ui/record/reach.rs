//! What may be done with someone's addresses: on what ground they may be written to, and what they asked us not to do.

use super::facts::Lens;
use crate::ui::{
    kit::{chip::Chip, choice::Choice, icon::Tone},
    text::{customers as words, leads},
};
use domain::{
    book::Book,
    record::{Consent, DoNot},
    value::Text,
};
use leptos::prelude::*;

/// The ground on which someone may be written to. Its day is kept.
pub fn consent<T: 'static>(
    of: fn(&mut T) -> &mut Option<Consent>,
    read: fn(&T) -> &Option<Consent>,
) -> Lens<T> {
    Lens::new(
        move |it| read(it).as_ref().map(|it| it.basis.to_string()).unwrap_or_default(),
        move |it, text| {
            let day = of(it).as_ref().and_then(|it| it.day);
            *of(it) = (!text.is_empty()).then(|| Consent { basis: Text::trimmed(text), day });
            Ok(())
        },
    )
}

/// What someone asked us not to do, as letters: c, m, t.
pub fn do_not<T: 'static>(of: fn(&mut T) -> &mut DoNot, read: fn(&T) -> DoNot) -> Lens<T> {
    Lens::new(
        move |it| flags(read(it)),
        move |it, text| {
            let has = |flag| text.contains(flag);
            *of(it) = DoNot { call: has('c'), mail: has('m'), message: has('t') };
            Ok(())
        },
    )
}

fn flags(DoNot { call, mail, message }: DoNot) -> String {
    [(call, 'c'), (mail, 'm'), (message, 't')].into_iter().filter(|it| it.0).map(|it| it.1).collect()
}

/// What can be asked.
pub fn do_nots(_: &Book) -> Vec<Choice> {
    ["", "c", "m", "t", "cm", "ct", "mt", "cmt"].map(|it| Choice::new(it, leads::do_not_of(it))).into()
}

/// What was asked, as words.
pub fn shown_do_not(flags: &str) -> AnyView {
    leads::do_not_of(flags).into_any()
}

/// What was asked, where everybody sees it before they do it; nothing if nothing was.
pub fn warning(do_not: DoNot) -> Option<AnyView> {
    let flags = flags(do_not);
    (!flags.is_empty()).then(|| view! { <Chip text=words::do_not(&flags) tone=Tone::Warn /> }.into_any())
}
