//! One contact: their facts, their story, and what belongs to them.

use super::birthday::Birthday;
use crate::{
    text_of,
    ui::{
        front::use_desk,
        kit::{
            avatar::{Avatar, AvatarSize},
            chip::State,
            field::TextKind,
            icon::IconName,
            live::live,
            menu::{Menu, MenuItem},
        },
        mode::only,
        page::Page,
        record::{
            Shown,
            custom::custom,
            employment::{Employments, Side},
            facts::Facts,
            gone::or_gone,
            links, reach,
            related::{self, Deals, Face, Leads, Line},
            same::Same,
            spoken::LastContact,
            story::{Story, origin},
            tags::Tags,
            tasks::Tasks,
            walk::walk,
            ways,
        },
        routes::Route,
        text::{common, customers as words},
        trail,
    },
    value_of,
};
use desk::Topic;
use domain::{
    book::Book,
    command::Trash,
    query,
    record::{Company, Contact, Mode, Reached},
    value::{Id, Kind, RecordId, Text},
};
use leptos::prelude::*;

/// The page of a contact.
#[component]
pub fn ContactPage(
    /// Which contact.
    id: Id<Contact>,
) -> impl IntoView {
    or_gone(id, move |contact| page(id, contact).into_any())
}

fn page(id: Id<Contact>, contact: Shown<Contact>) -> impl IntoView {
    let title = Signal::derive(move || contact.read().as_ref().map(|it| it.name()).unwrap_or_default());
    let actions = move || delete_menu(id.into(), words::delete_contact(), Route::Contacts);
    view! {
        <Page title trail=Route::Contacts actions beyond=move || walk(id.into())>
            <div class="record">
                <section class="stack" data-wide="" aria-label=words::facts()>
                    <Identity id contact />
                    <Same of=id.into() />
                    <Tags of=id.into() />
                    <Person contact />
                    <More contact />
                    {custom(contact)}
                    {origin(contact)}
                </section>
                <Story of=id.into() label=words::story() />
                <div class="record-aside">
                    <Tasks about=id.into() />
                    <Companies id contact />
                    {only(Mode::has_deals, move || view! { <Deals of=id.into() /> }.into_any())}
                    {only(Mode::has_leads, move || view! { <Leads of=id.into() /> }.into_any())}
                </div>
            </div>
        </Page>
    }
}

/// The menu at the end of the head. What it deletes can be had back from the toast.
pub fn delete_menu(id: RecordId, label: &'static str, list: Route) -> impl IntoView {
    let desk = use_desk();
    let items = Callback::new(move |()| {
        let delete = move || {
            desk.send(Trash(vec![id]));
            trail::go_back(list);
        };
        vec![MenuItem::new(label, delete).icon(IconName::Trash)]
    });
    view! { <Menu label=common::more() icon=IconName::More bare=true items /> }
}

/// How a customer stands: whether they have bought, what is being sold to them, and when they were last spoken to.
#[component]
pub fn Standing(
    /// Which contact or company.
    id: RecordId,
) -> impl IntoView {
    let desk = use_desk();
    let topics = [Topic::Table(Kind::Deal)];
    let standing = Memo::new(move |_| {
        desk.read(&topics, |book| (query::is_customer(book, id), query::open_deals(book, id)))
    });
    let badges = move || {
        let (is_customer, open) = standing.get();
        let customer = || view! { <State icon=IconName::Trophy word=words::customer() kind="converted" /> };
        (is_customer || open > 0).then(|| {
            view! {
                <p class="cluster" data-loose="">
                    {is_customer.then(customer)}
                    {(open > 0).then(|| view! { <State icon=IconName::Pipeline word=words::open_deals(open) soft=true /> })}
                </p>
            }
        })
    };
    view! {
        {live(badges)}
        <LastContact of=id />
    }
}

/// Who it is, and how they stand.
#[component]
fn Identity(id: Id<Contact>, contact: Shown<Contact>) -> impl IntoView {
    let desk = use_desk();
    let name = Memo::new(move |_| contact.read().as_ref().map(|it| it.name()).unwrap_or_default());
    let company = Memo::new(move |_| contact.read().as_ref().and_then(|it| it.company()));
    let job_title =
        Memo::new(move |_| contact.read().as_ref().map(|it| it.job_title.clone()).unwrap_or_default());
    let at = move || {
        let company = company.get().map(|it| {
            let id = RecordId::from(it);
            let name = move || desk.read(&[Topic::Table(Kind::Company)], |book| query::live_name(book, id));
            move || related::link(id, name())
        });
        let job_title = job_title.get();
        let has_both = company.is_some() && !job_title.is_empty();
        (company.is_some() || !job_title.is_empty()).then(|| {
            view! { <p><bdi>{job_title.to_string()}</bdi>{has_both.then_some(", ")}{company}</p> }
        })
    };
    let do_not = Memo::new(move |_| contact.read().as_ref().map(|it| it.do_not).unwrap_or_default());
    view! {
        <div class="identity">
            {move || view! { <Avatar name=name.get() size=AvatarSize::Huge /> }}
            <div>
                {live(at)}
                <Standing id=id.into() />
                {move || reach::warning(do_not.get())}
            </div>
        </div>
    }
}

/// The person, and how they are reached.
#[component]
fn Person(contact: Shown<Contact>) -> impl IntoView {
    let facts = Facts::of(contact);
    view! {
        <dl class="facts">
            {facts.line(words::salutation(), TextKind::Text, text_of!(salutation))}
            {facts.line(words::first_name(), TextKind::Text, text_of!(first_name))}
            {facts.line(words::last_name(), TextKind::Text, text_of!(last_name))}
            {facts.line(words::job_title(), TextKind::Text, text_of!(job_title))}
            {ways::reached(contact, |it| &mut it.emails, |it| &mut it.phones)}
            {facts.linked(words::website(), TextKind::Link, text_of!(website), links::website)}
            {ways::addresses(contact, |it| &mut it.addresses, |it| &it.addresses)}
        </dl>
    }
}

/// What else is known of them.
#[component]
fn More(contact: Shown<Contact>) -> impl IntoView {
    let facts = Facts::of(contact);
    view! {
        <dl class="facts">
            <Birthday contact />
            {facts.line(words::language(), TextKind::Text, text_of!(language))}
            {facts.owner(words::owner(), value_of!(owner))}
            {facts.source(words::source(), value_of!(source))}
            {facts.line(words::consent(), TextKind::Text, reach::consent(|it: &mut Contact| &mut it.consent, |it| &it.consent))}
            {facts.choice(
                words::do_not_label(),
                reach::do_not(|it: &mut Contact| &mut it.do_not, |it| it.do_not),
                reach::do_nots,
                reach::shown_do_not,
            )}
            {facts.lines(words::description(), text_of!(description))}
        </dl>
    }
}

/// Where they work and have worked.
#[component]
fn Companies(id: Id<Contact>, contact: Shown<Contact>) -> impl IntoView {
    let desk = use_desk();
    let lines = Memo::new(move |_| {
        let contact = contact.read();
        let Some(contact) = contact.as_ref() else { return Vec::new() };
        desk.read(&[Topic::Table(Kind::Company)], |book| {
            query::employers(contact).into_iter().map(|it| line(book, contact, it)).collect::<Vec<Line>>()
        })
    });
    view! { <Employments side=Side::Person(id) lines /> }
}

fn line(book: &Book, contact: &Contact, id: Id<Company>) -> Line {
    let employment = contact.companies.get(&id);
    let role = employment.map(|it| it.role.clone()).unwrap_or_default();
    let sector = || book.live(id).map_or(Text::EMPTY, |it| it.sector.clone());
    let is_past = employment.is_some_and(|it| it.inactive);
    let is_main = contact.companies.len() > 1 && contact.company() == Some(id);
    Line {
        id: id.into(),
        name: query::live_name(book, id.into()),
        more: if role.is_empty() { sector().to_string() } else { role.to_string() },
        end: String::new(),
        mark: if is_past { Some(words::past()) } else { is_main.then(words::main) },
        face: Face::Company,
    }
}
