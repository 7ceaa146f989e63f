//! The company that a company is part of.

use crate::ui::{
    front::use_desk,
    kit::inline::choose::InlinePick,
    record::{
        Shown,
        facts::{Facts, Lens},
        find, related,
    },
    text::{common, customers as words},
};
use desk::Topic;
use domain::{
    query,
    record::Company,
    value::{Id, Kind, RecordId},
};
use leptos::prelude::*;

/// The fact. It finds among the companies that are there, without this one; that none of them is part of it is the
/// command's to say.
#[component]
pub fn Parent(
    /// Which company.
    id: Id<Company>,
    /// The company.
    company: Shown<Company>,
) -> impl IntoView {
    let desk = use_desk();
    let lens = Lens::new(
        |it: &Company| it.parent.map(|it| it.to_string()).unwrap_or_default(),
        |it, text| {
            it.parent = text.parse().ok();
            Ok(())
        },
    );
    let value = Signal::derive(move || {
        company.read().as_ref().and_then(|it| it.parent).map(|it| it.to_string()).unwrap_or_default()
    });
    let named = Callback::new(move |id: String| {
        desk.peek(|book| find::name_of::<Company>(book, &id)).unwrap_or_default()
    });
    let show = Callback::new(move |text: String| {
        let parent = RecordId::from(text.parse::<Id<Company>>().unwrap_or(Id::NONE));
        let name = move || desk.read(&[Topic::Table(Kind::Company)], |book| query::live_name(book, parent));
        (move || related::link(parent, name())).into_any()
    });
    let options = Callback::new(move |text: String| {
        let own = id.to_string();
        desk.peek(|book| find::companies(book, &text)).into_iter().filter(|it| it.value != own).collect()
    });
    let on_commit = Facts::of(company).commit(&lens);
    view! {
        <InlinePick
            label=words::parent()
            value
            named
            words=common::edit_words()
            show
            options
            nothing=words::no_company_found()
            on_commit
        />
    }
}
