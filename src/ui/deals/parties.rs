//! Who a deal is with: people and what part they have in it, companies, and which of each is the main one.

use crate::{
    platform::{dom, ids, task},
    ui::{
        front::use_desk,
        kit::{
            Align,
            avatar::{Avatar, AvatarSize},
            button::{Button, Variant},
            chip::Chip,
            choice::Choice,
            combobox::Combobox,
            icon::IconName,
            menu::{Menu, MenuItem},
        },
        leads::capture::{route_of, split_name},
        record::Shown,
        routes::Route,
        text::deals as words,
    },
};
use desk::{Desk, Topic};
use domain::{
    book::Book,
    command::{Add, Command, Edit},
    query::{self, CompanyColumn, ContactColumn, List, Sort},
    record::{Company, Contact, ContactRole, Deal, Member, Participant, Reached, Record},
    row::Row,
    value::{Id, Kind, RecordId, Text},
};
use leptos::{html::Div, prelude::*};

/// How many of each kind are offered while one types.
const OFFERED: usize = 12;

/// The contacts that fit a text and may be taken, as choices.
pub fn contacts(book: &Book, text: &str, may: &dyn Fn(Id<Contact>) -> bool) -> Vec<Choice> {
    let list = List { text: text.to_owned(), sort: Sort { by: ContactColumn::Name, descending: false } };
    let found = query::contacts(book, &list).into_iter().filter(|it| may(*it)).take(OFFERED);
    let choice = |id: Id<Contact>| {
        let contact = book.live(id)?;
        let company = contact.company().and_then(|it| query::name(book, it.into()));
        let detail = company.or_else(|| contact.email().map(|it| it.to_string())).unwrap_or_default();
        Some(Choice::new(RecordId::from(id).to_string(), contact.name()).detail(detail))
    };
    found.filter_map(choice).collect()
}

/// The companies that fit a text and may be taken, as choices.
pub fn companies(book: &Book, text: &str, may: &dyn Fn(Id<Company>) -> bool) -> Vec<Choice> {
    let list = List { text: text.to_owned(), sort: Sort { by: CompanyColumn::Name, descending: false } };
    let found = query::companies(book, &list).into_iter().filter(|it| may(*it)).take(OFFERED);
    let choice = |id: Id<Company>| {
        let company = book.live(id)?;
        Some(Choice::new(RecordId::from(id).to_string(), company.name()).detail(about_company(company)))
    };
    found.filter_map(choice).collect()
}

/// Where a company is and what it does, in a few words.
fn about_company(company: &Company) -> String {
    let city = company.addresses.values().map(|it| &*it.city).find(|it| !it.is_empty());
    [city.unwrap_or_default(), &company.sector].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// One kind of party: its words, and how the deal holds it.
#[derive(Clone, Copy)]
struct Side {
    title: &'static str,
    add: &'static str,
    none: &'static str,
    find: &'static str,
    nothing: &'static str,
    of: fn(&Deal) -> Vec<RecordId>,
    main: fn(&Deal) -> Option<RecordId>,
    set_main: fn(&mut Deal, RecordId),
    put: fn(&mut Deal, RecordId),
    take: fn(&mut Deal, RecordId),
    options: fn(&Book, &str, &Deal) -> Vec<Choice>,
    create: fn(&str) -> (RecordId, Row),
}

/// The people of a deal.
#[component]
pub fn People(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    section(deal, Side {
        title: words::people(),
        add: words::add_person(),
        none: words::no_people(),
        find: words::find_contact(),
        nothing: words::no_contact_found(),
        of: |it| it.contacts.keys().map(|it| (*it).into()).collect(),
        main: |it| it.contact().map(RecordId::from),
        set_main: |it, id| it.main_contact = id.get(),
        put: |it, id| {
            if let Some(id) = id.get() {
                it.contacts.insert(id, Participant::default());
            }
        },
        take: |it, id| {
            let id = id.get().unwrap_or_default();
            it.contacts.remove(&id);
            it.main_contact = it.main_contact.filter(|it| *it != id);
        },
        options: |book, text, deal| contacts(book, text, &|it| !deal.contacts.contains(&it)),
        create: |name| {
            let (first_name, last_name) = split_name(name);
            let contact = Contact { first_name, last_name, ..Contact::blank(Id::new(ids::fresh())) };
            (contact.id.into(), contact.into())
        },
    })
}

/// The companies of a deal.
#[component]
pub fn Companies(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    section(deal, Side {
        title: words::companies(),
        add: words::add_company(),
        none: words::no_companies(),
        find: words::find_company(),
        nothing: words::no_company_found(),
        of: |it| it.companies.keys().map(|it| (*it).into()).collect(),
        main: |it| it.company().map(RecordId::from),
        set_main: |it, id| it.main_company = id.get(),
        put: |it, id| {
            if let Some(id) = id.get() {
                it.companies.insert(id, Member);
            }
        },
        take: |it, id| {
            let id = id.get().unwrap_or_default();
            it.companies.remove(&id);
            it.main_company = it.main_company.filter(|it| *it != id);
        },
        options: |book, text, deal| companies(book, text, &|it| !deal.companies.contains(&it)),
        create: |name| {
            let company = Company { name: Text::trimmed(name), ..Company::blank(Id::new(ids::fresh())) };
            (company.id.into(), company.into())
        },
    })
}

/// Changes who the deal is with. Who is left must be somebody (D4); else the desk refuses, and says so.
fn edit(desk: Desk, deal: Shown<Deal>, change: impl FnOnce(&mut Deal)) {
    if let Some(command) = command(deal, change) {
        desk.send(command);
    }
}

fn command(deal: Shown<Deal>, change: impl FnOnce(&mut Deal)) -> Option<Command> {
    deal.get_untracked().map(|it| Edit::of(&it, change).into())
}

fn section(deal: Shown<Deal>, side: Side) -> AnyView {
    let adding = RwSignal::new(false);
    let heading = dom::fresh_id();
    let labelled = heading.clone();
    let ids = Memo::new(move |_| {
        let deal = deal.read();
        let Some(deal) = deal.as_ref() else { return Vec::new() };
        let mut ids = (side.of)(deal);
        let main = (side.main)(deal);
        ids.sort_by_key(|it| Some(*it) != main);
        ids
    });
    let none = move || {
        let is_empty = ids.read().is_empty() && !adding.get();
        is_empty.then(|| view! { <p><small class="faint">{side.none}</small></p> })
    };
    view! {
        <section class="stack" data-snug="" aria-labelledby=labelled>
            <div class="section-head">
                <h2 id=heading>{side.title}</h2>
                <span class="spread">
                    <Button
                        label=side.add
                        icon=IconName::Plus
                        variant=Variant::Quiet
                        small=true
                        bare=true
                        on_press=move || adding.update(|it| *it = !*it)
                    />
                </span>
            </div>
            {move || adding.get().then(|| finder(deal, side, adding))}
            <ul class="people">
                <For each=move || ids.get() key=|it| *it children=move |it| line(deal, side, it) />
            </ul>
            {none}
        </section>
    }
    .into_any()
}

/// Finds someone to add, or makes someone of what was typed.
fn finder(deal: Shown<Deal>, side: Side, adding: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let node = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get().and_then(|it| dom::first(&it, "[role=combobox]")) {
            dom::focus(&input);
        }
    });
    let options = move |text: String| {
        let deal = deal.get_untracked();
        desk.peek(|book| deal.as_ref().map(|it| (side.options)(book, &text, it)).unwrap_or_default())
    };
    let take = move |it: Choice| {
        if !it.label.is_empty() {
            add(desk, deal, side, &it);
            adding.set(false);
        }
    };
    view! {
        <div
            node_ref=node
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    adding.set(false);
                }
            }
        >
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
        </div>
    }
}

/// Adds who was chosen. Somebody new is made first, so that the deal never names anyone who is not there.
fn add(desk: Desk, deal: Shown<Deal>, side: Side, choice: &Choice) {
    if let Ok(id) = choice.value.parse::<RecordId>() {
        return edit(desk, deal, |it| (side.put)(it, id));
    }
    let (id, row) = (side.create)(&choice.label);
    task::run(async move {
        if let Err(error) = desk.run(Add(vec![row])).await {
            return desk.report(error);
        }
        if let Some(command) = command(deal, |it| (side.put)(it, id)) {
            desk.send(command);
        }
    });
}

/// Someone the deal is with: who they are, what part they have, and what can be changed about that.
fn line(deal: Shown<Deal>, side: Side, id: RecordId) -> AnyView {
    let desk = use_desk();
    let named = Memo::new(move |_| {
        let topics = [Topic::Table(Kind::Contact), Topic::Table(Kind::Company)];
        desk.read(&topics, |book| (query::name(book, id).unwrap_or_default(), detail(book, id)))
    });
    let is_main = Memo::new(move |_| {
        let deal = deal.read();
        deal.as_ref().is_some_and(|it| (side.of)(it).len() > 1 && (side.main)(it) == Some(id))
    });
    let role = Memo::new(move |_| {
        let contact = id.get()?;
        deal.read().as_ref().and_then(|it| it.contacts.get(&contact)?.role)
    });
    let is_company = id.kind == Kind::Company;
    let who = move || {
        let (name, detail) = named.get();
        let href = route_of(id).map(Route::href).unwrap_or_default();
        let main = is_main.get().then(words::main);
        let parts = [main.unwrap_or_default(), &detail].into_iter().filter(|it| !it.is_empty());
        let below = parts.collect::<Vec<_>>().join(" · ");
        view! {
            <Avatar name=name.clone() size=AvatarSize::Large square=is_company />
            <div>
                <p><a href=href><bdi>{name}</bdi></a></p>
                <p><small class="faint"><bdi>{below}</bdi></small></p>
            </div>
        }
    };
    let chip = move || role.get().map(|it| view! { <Chip text=words::role(it) /> });
    let name = named.with_untracked(|it| it.0.clone());
    let items = Callback::new(move |()| items(desk, deal, side, id));
    view! {
        <li>
            {who}
            <span class="cluster" data-tight="">
                {chip}
                <Menu
                    label=words::part_of(&name)
                    icon=IconName::More
                    bare=true
                    small=true
                    align=Align::End
                    items
                />
            </span>
        </li>
    }
    .into_any()
}

/// A person's job, a company's place.
fn detail(book: &Book, id: RecordId) -> String {
    let contact = id.get::<Contact>().and_then(|it| book.get(it)).map(|it| it.job_title.to_string());
    let company = || id.get::<Company>().and_then(|it| book.get(it)).map(|it| about_company(it));
    contact.or_else(company).unwrap_or_default()
}

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
