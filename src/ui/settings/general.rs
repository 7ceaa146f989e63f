//! What holds for the whole business.

use super::entries::{List, ListEditor, edit, send_edit};
use crate::{
    text_of,
    ui::{
        front::use_desk,
        kit::{
            choice::{Choice, Switch},
            field::TextKind,
            pick::Pick,
        },
        mode::{ModeChoice, only},
        record::{facts::Facts, shown},
        text::{mode as mode_words, settings as words},
    },
};
use desk::Topic;
use domain::{
    defaults, query,
    record::{Mode, Settings},
    value::{Currency, Kind},
};
use leptos::prelude::*;

/// The section.
#[component]
pub fn General() -> impl IntoView {
    let desk = use_desk();
    let facts = Facts::of(shown::<Settings>(defaults::SETTINGS));
    let settings = move |read: fn(&Settings) -> String| {
        Memo::new(move |_| desk.read(&[Topic::Table(Kind::Settings)], |book| read(query::settings(book))))
    };
    let currency = settings(|it| it.currency.map(|it| it.to_string()).unwrap_or_default());
    let is_on = Memo::new(move |_| {
        desk.read(&[Topic::Table(Kind::Settings)], |book| query::settings(book).deal_when_qualified)
    });
    let mut currencies = vec![Choice::new("", words::no_currency())];
    currencies.extend(Currency::all().iter().map(|it| Choice::new(it.code(), it.code())));
    let change = move |now: Box<dyn FnOnce(&mut Settings)>| {
        send_edit(desk, desk.peek(|book| edit::<Settings>(book, defaults::SETTINGS.into(), |_| {}, now)));
    };
    let choose = move |code: String| change(Box::new(move |it| it.currency = code.parse().ok()));
    let switch = move |on: bool| change(Box::new(move |it| it.deal_when_qualified = on));
    view! {
        <section aria-labelledby="general">
            <h2 id="general">{words::section(crate::ui::routes::Section::General)}</h2>
            <dl class="facts">
                {facts.line(words::business(), TextKind::Text, text_of!(name))}
                <dt>{words::currency()}</dt>
                <dd>
                    <Pick label=words::currency() options=currencies value=currency fit=true on_change=choose />
                </dd>
            </dl>
            <p class="field-hint">{words::currency_hint()}</p>
        </section>
        <section>
            <ModeChoice />
            <p class="field-hint">{mode_words::is_kept()}</p>
        </section>
        {only(Mode::has_leads, move || {
            view! {
                {only(Mode::has_deals, move || {
                    view! {
                        <section aria-labelledby="qualification">
                            <h2 id="qualification">{words::qualification()}</h2>
                            <Switch label=words::deal_when_qualified() checked=is_on on_change=switch />
                        </section>
                    }
                    .into_any()
                })}
                <ListEditor list=List::Questions />
            }
            .into_any()
        })}
    }
}
