//! Who might be the same as a lead, a contact or a company, on its page; and what can be done about it: they become one,
//! or somebody says that they are not the same.

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
    command::Unite,
    query::{self, Likely},
    value::{Kind, RecordId},
};
use leptos::prelude::*;

/// Those who might be the same.
#[component]
pub fn Same(
    /// As which record.
    of: RecordId,
) -> impl IntoView {
    let desk = use_desk();
    let kinds: &[Kind] =
        if of.kind == Kind::Company { &[Kind::Company] } else { &[Kind::Lead, Kind::Contact] };
    let topics: Vec<Topic> = kinds.iter().map(|it| Topic::Table(*it)).collect();
    let same = Memo::new(move |_| desk.read(&topics, |book| query::same_as(book, of)));
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
                    {same.into_iter().map(|it| one(desk, of, it)).collect_view()}
                </section>
            }
        })
    })
}

fn one(desk: Desk, of: RecordId, Likely { id, why }: Likely) -> AnyView {
    let name = desk.peek(|book| query::name(book, id)).unwrap_or_default();
    let href = Route::of(id).map(Route::href).unwrap_or_default();
    // Of two kinds none takes the place of the other: a lead is converted into its contact.
    let is_one_kind = of.kind == id.kind;
    let actions = move || {
        let merge = move || unite(desk, id, of);
        view! {
            {is_one_kind.then(|| view! { <Button label=today::take_over() small=true on_press=merge /> })}
            <Button
                label=today::not_the_same()
                variant=Variant::Quiet
                small=true
                on_press=move || keep_apart(desk, of, id)
            />
        }
    };
    view! {
        <Banner icon=IconName::Copy tone=Tone::Plain actions>
            <a href=href><bdi>{name}</bdi></a>" · "<small class="faint">{words::likeness(why, id.kind)}</small>
        </Banner>
    }
    .into_any()
}

/// Makes one of two records. What only the first knows goes into the second, and the first into the trash.
pub fn unite(desk: Desk, from: RecordId, into: RecordId) {
    desk.send(Unite { from, into });
}

/// Says that two records are not the same.
pub fn keep_apart(desk: Desk, one: RecordId, other: RecordId) {
    if let Some(edit) = desk.peek(|book| query::keep_apart(book, one, other)) {
        desk.send(edit);
    }
}
