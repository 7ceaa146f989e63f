//! One company: its facts, its story, its people and what is being sold to it.

use super::parent::Parent;
use crate::{
    text_of,
    ui::{
        contacts::page::{Standing, delete_menu},
        front::use_desk,
        kit::{
            avatar::{Avatar, AvatarSize},
            field::TextKind,
            live::live,
        },
        mode::only,
        page::Page,
        record::{
            Shown,
            custom::custom,
            employment::{Employments, Side},
            facts::Facts,
            gone::or_gone,
            links,
            related::{Deals, Face, Leads, Line},
            same::Same,
            story::{Story, origin},
            tags::Tags,
            tasks::Tasks,
            walk::walk,
            ways,
        },
        routes::Route,
        text::customers as words,
    },
    value_of,
};
use desk::Topic;
use domain::{
    book::Book,
    query,
    record::{Company, Contact, Mode, Reached},
    value::{Id, Kind},
};
use leptos::prelude::*;

/// The page of a company.
#[component]
pub fn CompanyPage(
    /// Which company.
    id: Id<Company>,
) -> impl IntoView {
    or_gone(id, move |company| page(id, company).into_any())
}

fn page(id: Id<Company>, company: Shown<Company>) -> impl IntoView {
    let title = Signal::derive(move || company.read().as_ref().map(|it| it.name()).unwrap_or_default());
    let actions = move || delete_menu(id.into(), words::delete_company(), Route::Companies);
    view! {
        <Page title trail=Route::Companies actions beyond=move || walk(id.into())>
            <div class="record">
                <section class="stack" data-wide="" aria-label=words::facts()>
                    <Identity id company />
                    <Same of=id.into() />
                    <Tags of=id.into() />
                    <Business id company />
                    <More company />
                    {custom(company)}
                    {origin(company)}
                </section>
                <Story of=id.into() label=words::story() />
                <div class="record-aside">
                    <Tasks about=id.into() />
                    <People id />
                    {only(Mode::has_deals, move || view! { <Deals of=id.into() /> }.into_any())}
                    {only(Mode::has_leads, move || view! { <Leads of=id.into() /> }.into_any())}
                </div>
            </div>
        </Page>
    }
}

/// Which it is, and how it stands.
#[component]
fn Identity(id: Id<Company>, company: Shown<Company>) -> impl IntoView {
    let name = Memo::new(move |_| company.read().as_ref().map(|it| it.name()).unwrap_or_default());
    let sector = Memo::new(move |_| company.read().as_ref().map(|it| it.sector.clone()).unwrap_or_default());
    let what = move || {
        let sector = sector.get();
        (!sector.is_empty()).then(|| view! { <p><bdi>{sector.to_string()}</bdi></p> })
    };
    view! {
        <div class="identity">
            {move || view! { <Avatar name=name.get() size=AvatarSize::Huge square=true /> }}
            <div>
                {live(what)}
                <Standing id=id.into() />
            </div>
        </div>
    }
}

/// What it is, and how it is reached.
#[component]
fn Business(id: Id<Company>, company: Shown<Company>) -> impl IntoView {
    let facts = Facts::of(company);
    view! {
        <dl class="facts">
            {facts.line(words::name(), TextKind::Text, text_of!(name))}
            {facts.linked(words::website(), TextKind::Link, text_of!(website), links::website)}
            {ways::reached(company, |it| &mut it.emails, |it| &mut it.phones)}
            {ways::addresses(company, |it| &mut it.addresses, |it| &it.addresses)}
            <Parent id company />
        </dl>
    }
}

/// What else is known of it.
#[component]
fn More(company: Shown<Company>) -> impl IntoView {
    let facts = Facts::of(company);
    view! {
        <dl class="facts">
            {facts.line(words::sector(), TextKind::Text, text_of!(sector))}
            {facts.line(words::size(), TextKind::Text, text_of!(size))}
            {facts.line(words::revenue(), TextKind::Text, text_of!(revenue))}
            {facts.line(words::tax_id(), TextKind::Text, text_of!(tax_id))}
            {facts.owner(words::owner(), value_of!(owner))}
            {facts.source(words::source(), value_of!(source))}
            {facts.lines(words::description(), text_of!(description))}
        </dl>
    }
}

/// Who works there, and who did.
#[component]
fn People(id: Id<Company>) -> impl IntoView {
    let desk = use_desk();
    let lines = Memo::new(move |_| {
        desk.read(&[Topic::Table(Kind::Contact)], |book| {
            query::people_of(book, id).into_iter().filter_map(|it| line(book, it, id)).collect::<Vec<Line>>()
        })
    });
    view! { <Employments side=Side::Company(id) lines /> }
}

fn line(book: &Book, id: Id<Contact>, company: Id<Company>) -> Option<Line> {
    let contact = book.live(id)?;
    let employment = contact.companies.get(&company)?;
    let more = if employment.role.is_empty() { &contact.job_title } else { &employment.role };
    Some(Line {
        id: id.into(),
        name: Some(contact.name()),
        more: more.to_string(),
        end: String::new(),
        mark: employment.inactive.then(words::past),
        face: Face::Person,
    })
}
