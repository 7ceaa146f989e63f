//! Who a deal is with: people and what part they have in it, companies, and which of each is the main one.

use crate::{
    platform::{ids, task},
    ui::{
        front::use_desk,
        kit::{
            button::{Button, Variant},
            choice::Choice,
            combobox::Combobox,
            icon::IconName,
            menu::MenuItem,
            unfolded::Unfolded,
        },
        record::{
            Shown, find,
            related::{Face, Line, Related},
        },
        text::deals as words,
    },
};
use desk::{Desk, Topic};
use domain::{
    book::Book,
    command::{Add, Command, Edit},
    order, query,
    record::{Company, Contact, ContactRole, Deal, Member, Participant, Record, name_parts},
    row::Row,
    value::{Id, Kind, RecordId, Text},
};
use leptos::prelude::*;

/// One kind of party: its words, and how a deal holds it.
#[derive(Clone, Copy)]
struct Side {
    title: &'static str,
    add: &'static str,
    none: &'static str,
    find: &'static str,
    nothing: &'static str,
    all: fn(&Deal) -> Vec<RecordId>,
    main: fn(&Deal) -> Option<RecordId>,
    set_main: fn(&mut Deal, RecordId),
    put: fn(&mut Deal, RecordId),
    take: fn(&mut Deal, RecordId),
    options: fn(&Book, &str) -> Vec<Choice>,
    id: fn(&str) -> Option<RecordId>,
    create: fn(&str) -> (RecordId, Row),
    line: fn(&Book, &Deal, RecordId) -> Line,
}

/// The people of a deal.
#[component]
pub fn People(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let side = Side {
        title: words::people(),
        add: words::add_person(),
        none: words::no_people(),
        find: words::find_contact(),
        nothing: words::no_contact_found(),
        all: |it| it.contacts.keys().map(|it| (*it).into()).collect(),
        main: |it| it.contact().map(RecordId::from),
        set_main: |it, id| it.main_contact = id.get(),
        put: |it, id| put_contact(it, id.get().unwrap_or_default()),
        take: |it, id| {
            let id = id.get().unwrap_or_default();
            it.contacts.remove(&id);
            it.main_contact = it.main_contact.filter(|it| *it != id);
        },
        options: find::contacts,
        id: |it| it.parse::<Id<Contact>>().ok().map(RecordId::from),
        create: new_contact,
        line: person,
    };
    parties(deal, side)
}

/// The companies of a deal.
#[component]
pub fn Companies(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let side = Side {
        title: words::companies(),
        add: words::add_company(),
        none: words::no_companies(),
        find: words::find_company(),
        nothing: words::no_company_found(),
        all: |it| it.companies.keys().map(|it| (*it).into()).collect(),
        main: |it| it.company().map(RecordId::from),
        set_main: |it, id| it.main_company = id.get(),
        put: |it, id| put_company(it, id.get().unwrap_or_default()),
        take: |it, id| {
            let id = id.get().unwrap_or_default();
            it.companies.remove(&id);
            it.main_company = it.main_company.filter(|it| *it != id);
        },
        options: find::companies,
        id: |it| it.parse::<Id<Company>>().ok().map(RecordId::from),
        create: new_company,
        line: company,
    };
    parties(deal, side)
}

/// Somebody has a part in a deal; the first one is the main one.
pub(super) fn put_contact(deal: &mut Deal, contact: Id<Contact>) {
    deal.main_contact = deal.main_contact.or(Some(contact));
    deal.contacts.insert(contact, Participant::default());
}

/// A company has a part in a deal; the first one is the main one.
pub(super) fn put_company(deal: &mut Deal, company: Id<Company>) {
    deal.main_company = deal.main_company.or(Some(company));
    deal.companies.insert(company, Member);
}

/// Somebody of that name.
pub(super) fn new_contact(name: &str) -> (RecordId, Row) {
    let (first_name, last_name) = name_parts(name);
    let contact = Contact { first_name, last_name, ..Contact::blank(Id::new(ids::fresh())) };
    (contact.id.into(), contact.into())
}

/// A company of that name.
pub(super) fn new_company(name: &str) -> (RecordId, Row) {
    let company = Company { name: Text::trimmed(name), ..Company::blank(Id::new(ids::fresh())) };
    (company.id.into(), company.into())
}

/// A person: what they do, and what part they have.
fn person(book: &Book, deal: &Deal, id: RecordId) -> Line {
    let contact = id.get::<Contact>();
    let job = contact.and_then(|it| book.get(it)).map(|it| it.job_title.to_string());
    let role = contact.and_then(|it| deal.contacts.get(&it)?.role);
    Line {
        id,
        name: query::live_name(book, id),
        more: job.unwrap_or_default(),
        end: String::new(),
        mark: role.map(words::role),
        face: Face::Person,
    }
}

/// A company: where it is and what it does.
fn company(book: &Book, _: &Deal, id: RecordId) -> Line {
    let company = id.get::<Company>().and_then(|it| book.get(it));
    let city =
        company.and_then(|it| it.addresses.values().map(|it| it.city.clone()).find(|it| !it.is_empty()));
    let parts = [city.unwrap_or_default(), company.map(|it| it.sector.clone()).unwrap_or_default()];
    Line {
        id,
        name: query::live_name(book, id),
        more: joined(parts.iter().map(|it| &**it), ", "),
        end: String::new(),
        mark: None,
        face: Face::Company,
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>, between: &str) -> String {
    parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(between)
}

fn parties(deal: Shown<Deal>, side: Side) -> AnyView {
    let desk = use_desk();
    let adding = RwSignal::new(false);
    let lines = Memo::new(move |_| {
        let deal = deal.read();
        let topics = [Topic::Table(Kind::Contact), Topic::Table(Kind::Company)];
        desk.read(&topics, |book| deal.as_ref().map(|it| lines(book, it, side)).unwrap_or_default())
    });
    let menu = Callback::new(move |id| items(desk, deal, side, id));
    let toggle = move || adding.update(|it| *it = !*it);
    let add = move || {
        view! {
            <Button
                label=side.add
                icon=IconName::Plus
                variant=Variant::Quiet
                small=true
                bare=true
                on_press=toggle
            />
        }
    };
    let on_close = Callback::new(move |()| adding.set(false));
    let form = move || {
        let finder = move || view! { <Unfolded on_close>{finder(deal, side, adding)}</Unfolded> };
        move || adding.get().then(finder)
    };
    view! { <Related title=side.title lines nothing=side.none menu add form /> }.into_any()
}

/// They, the main one first, and said to be that where there are more.
fn lines(book: &Book, deal: &Deal, side: Side) -> Vec<Line> {
    let main = (side.main)(deal);
    let mut ids = (side.all)(deal);
    order::sort_by_key(&mut ids, |it| Some(*it) != main);
    let is_alone = ids.len() == 1;
    let line = |id: RecordId| {
        let line = (side.line)(book, deal, id);
        let main = if Some(id) == main && !is_alone { words::main() } else { "" };
        Line { more: joined([main, &line.more].into_iter(), " · "), ..line }
    };
    ids.into_iter().map(line).collect()
}

/// Finds someone to add, or makes someone of what was typed.
fn finder(deal: Shown<Deal>, side: Side, adding: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let options = move |text: String| {
        let taken = deal.with_untracked(|it| it.as_ref().map(|it| (side.all)(it)).unwrap_or_default());
        let mut found = desk.peek(|book| (side.options)(book, &text));
        found.retain(|it| (side.id)(&it.value).is_none_or(|it| !taken.contains(&it)));
        found
    };
    let take = move |it: Choice| {
        if !it.label.is_empty() {
            add(desk, deal, side, &it);
            adding.set(false);
        }
    };
    view! {
        <Combobox
            name="party"
            label=side.add
            unseen_label=true
            placeholder=side.find
            options
            create=|text: String| words::create(&text)
            nothing=side.nothing
            on_take=take
        />
    }
}

/// Adds who was chosen. Somebody new is made first, so that the deal never names anyone who is not there.
fn add(desk: Desk, deal: Shown<Deal>, side: Side, choice: &Choice) {
    if let Some(id) = (side.id)(&choice.value) {
        return edit(desk, deal, |it| (side.put)(it, id));
    }
    let (id, row) = (side.create)(&choice.label);
    task::run(async move {
        if let Err(error) = desk.run(Add(vec![row])).await {
            return desk.report(error);
        }
        if let Some(command) =
            deal.try_get_untracked().flatten().map(|it| Edit::of(&it, |it| (side.put)(it, id)))
        {
            desk.send(command);
        }
    });
}

/// Changes who the deal is with. Who is left must be somebody (D4); else the desk refuses, and says so.
fn edit(desk: Desk, deal: Shown<Deal>, change: impl FnOnce(&mut Deal)) {
    if let Some(deal) = deal.get_untracked() {
        desk.send(Command::from(Edit::of(&deal, change)));
    }
}

/// What can be changed about someone's part.
fn items(desk: Desk, deal: Shown<Deal>, side: Side, id: RecordId) -> Vec<MenuItem> {
    let mut items = id.get().map(|it| roles(desk, deal, it)).unwrap_or_default();
    let main = move || edit(desk, deal, |it| (side.set_main)(it, id));
    let remove = move || edit(desk, deal, |it| (side.take)(it, id));
    let is_main = deal.with_untracked(|it| it.as_ref().is_some_and(|it| (side.main)(it) == Some(id)));
    if !is_main {
        items.push(MenuItem::new(words::make_main(), main).icon(IconName::Star).after_line());
    }
    let remove = MenuItem::new(words::remove(), remove).icon(IconName::Cross);
    items.push(if is_main { remove.after_line() } else { remove });
    items
}

/// What someone can be to a deal.
fn roles(desk: Desk, deal: Shown<Deal>, contact: Id<Contact>) -> Vec<MenuItem> {
    let now = deal.with_untracked(|it| it.as_ref().and_then(|it| it.contacts.get(&contact)?.role));
    let item = |role: Option<ContactRole>| {
        let choose = move || edit(desk, deal, |it| it.contacts.insert(contact, Participant { role }));
        MenuItem::new(role.map_or_else(words::no_role, words::role), choose).checked(role == now)
    };
    ContactRole::ALL.iter().copied().map(Some).chain([None]).map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_party_is_the_main_one_until_another_is_made_so() {
        let mut deal = Deal::blank(Id::fixed(1));
        put_company(&mut deal, Id::fixed(9));
        put_company(&mut deal, Id::fixed(2));
        assert_eq!(deal.company(), Some(Id::fixed(9)));
        put_contact(&mut deal, Id::fixed(7));
        put_contact(&mut deal, Id::fixed(3));
        assert_eq!(deal.contact(), Some(Id::fixed(7)));
    }
}
