//! Who might be the same as a lead, on its page; and the word that they are not.

use super::Shown;
use crate::{
    platform::dom,
    ui::{
        front::use_desk,
        kit::{
            banner::Banner,
            button::{Button, Variant},
            icon::{IconName, Tone, icon},
            live::live,
        },
        routes::Route,
        text::{leads as words, today},
    },
};
use desk::{Desk, Topic};
use domain::{
    query::{self, Likely, Sought},
    record::Lead,
    value::{Id, Kind, RecordId},
};
use leptos::prelude::*;

/// Those who might be the same.
#[component]
pub fn Same(
    /// As which lead.
    of: Id<Lead>,
    /// The lead.
    lead: Shown<Lead>,
) -> impl IntoView {
    let desk = use_desk();
    let same = Memo::new(move |_| {
        let Some(lead) = lead.get().filter(|it| it.converted.is_none()) else { return Vec::new() };
        desk.read(&[Topic::Table(Kind::Lead), Topic::Table(Kind::Contact)], |book| {
            query::likely_same(book, &Sought::lead(&lead), Some(of.into()))
        })
    });
    let heading = StoredValue::new(dom::fresh_id());
    live(move || {
        let same = same.get();
        (!same.is_empty()).then(|| {
            view! {
                <section class="stack" data-snug="" aria-labelledby=heading.get_value()>
                    <div class="section-head">
                        {icon(IconName::Copy)}
                        <h2 id=heading.get_value()>{words::possibly_same()}</h2>
                    </div>
                    {same.into_iter().map(|it| one(desk, of.into(), it)).collect_view()}
                </section>
            }
        })
    })
}

fn one(desk: Desk, of: RecordId, Likely { id, why }: Likely) -> AnyView {
    let name = desk.peek(|book| query::name(book, id)).unwrap_or_default();
    let href = Route::of(id).map(Route::href).unwrap_or_default();
    let apart = move || {
        view! {
            <Button
                label=today::not_the_same()
                variant=Variant::Quiet
                small=true
                on_press=move || keep_apart(desk, of, id)
            />
        }
    };
    view! {
        <Banner icon=IconName::Copy tone=Tone::Plain actions=apart>
            <a href=href><bdi>{name}</bdi></a>" "<small class="faint">{words::likeness(why, id.kind)}</small>
        </Banner>
    }
    .into_any()
}

/// Says that two records are not the same.
pub fn keep_apart(desk: Desk, one: RecordId, other: RecordId) {
    if let Some(edit) = desk.peek(|book| query::keep_apart(book, one, other)) {
        desk.send(edit);
    }
}
