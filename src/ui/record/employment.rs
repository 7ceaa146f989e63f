//! Who works where: the same register is edited from the page of the person and from that of the company.

use super::{
    find,
    related::{Line, Related},
};
use crate::{
    platform::ids,
    ui::{
        answer,
        front::{Ask, use_desk, use_front},
        kit::{
            button::{Button, Variant},
            choice::Choice,
            combobox::Combobox,
            field::TextField,
            form::{Form, FormValues},
            icon::IconName,
            menu::MenuItem,
            unfolded::Unfolded,
        },
        text::{common, customers as words, refused},
    },
};
use desk::Desk;
use domain::{
    book::Book,
    command::{Add, AddEmployer, Command, Edit},
    record::{Company, Contact, Employment, Record, name_parts},
    refusal::Refusal,
    value::{Id, RecordId, Text},
};
use leptos::prelude::*;
use uuid::Uuid;

/// From whose page it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The person's: their companies.
    Person(Id<Contact>),
    /// The company's: its people.
    Company(Id<Company>),
}

impl Side {
    /// The person and the company, given the one that is on a line.
    fn pair(self, line: RecordId) -> Option<(Id<Contact>, Id<Company>)> {
        match self {
            Side::Person(contact) => line.get().map(|company| (contact, company)),
            Side::Company(company) => line.get().map(|contact| (contact, company)),
        }
    }
}

/// What is open below the heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opened {
    /// Adds one.
    Add,
    /// Changes what someone is there.
    Role(Id<Contact>, Id<Company>),
}

/// The people of a company, or the companies of a person.
#[component]
pub fn Employments(
    /// Whose page it is.
    side: Side,
    /// They, in order.
    #[prop(into)]
    lines: Signal<Vec<Line>>,
) -> impl IntoView {
    let desk = use_desk();
    let opened = RwSignal::new(None);
    let menu = Callback::new(move |line: RecordId| {
        side.pair(line).map(|it| items(desk, it, opened)).unwrap_or_default()
    });
    let (title, nothing, add) = match side {
        Side::Person(_) => (words::companies(), words::no_company(), words::add_company()),
        Side::Company(_) => (words::people(), words::no_people(), words::add_person()),
    };
    let toggle =
        move || opened.update(|it| *it = if *it == Some(Opened::Add) { None } else { Some(Opened::Add) });
    let add = move || {
        view! { <Button label=add icon=IconName::Plus variant=Variant::Quiet small=true bare=true on_press=toggle /> }
    };
    let on_close = Callback::new(move |()| opened.set(None));
    let unfolded = move |form: Opened| {
        let form = move || match form {
            Opened::Add => view! { <AddOne side opened /> }.into_any(),
            Opened::Role(contact, company) => view! { <Role contact company opened /> }.into_any(),
        };
        view! { <Unfolded on_close>{form()}</Unfolded> }
    };
    let form = move || move || opened.get().map(unfolded);
    view! { <Related title lines nothing menu add form /> }
}

/// What can be done with one of them.
fn items(
    desk: Desk,
    (contact, company): (Id<Contact>, Id<Company>),
    opened: RwSignal<Option<Opened>>,
) -> Vec<MenuItem> {
    let state = desk.peek(|book| {
        let it = book.live(contact)?;
        Some((it.companies.get(&company)?.inactive, it.company() == Some(company)))
    });
    let Some((is_past, is_main)) = state else { return Vec::new() };
    let edit = move |change: fn(&mut Contact, Id<Company>)| {
        if let Some(edit) = desk.peek(|book| edit_of(book, contact, |it| change(it, company))) {
            desk.send(edit);
        }
    };
    let main = MenuItem::new(words::make_main(), move || edit(|it, company| it.main_company = Some(company)));
    let past = if is_past { words::works_here() } else { words::worked_here() };
    let past = MenuItem::new(past, move || edit(end_or_resume));
    let role = MenuItem::new(words::change_role(), move || opened.set(Some(Opened::Role(contact, company))))
        .icon(IconName::Edit);
    let remove = MenuItem::new(words::remove(), move || edit(leave)).icon(IconName::Cross).after_line();
    let main = (!is_main && !is_past).then(|| main.icon(IconName::Star));
    [Some(role), main, Some(past.icon(IconName::Clock)), Some(remove)].into_iter().flatten().collect()
}

fn edit_of(book: &Book, contact: Id<Contact>, change: impl FnOnce(&mut Contact)) -> Option<Edit> {
    book.live(contact).map(|it| Edit::of(it, change))
}

/// They left, or they are back. Who has left is not met there any more, so it is no longer their main company.
fn end_or_resume(contact: &mut Contact, company: Id<Company>) {
    let Some(it) = contact.companies.get(&company).cloned() else { return };
    let inactive = !it.inactive;
    contact.companies.insert(company, Employment { inactive, ..it });
    if inactive && contact.main_company == Some(company) {
        contact.main_company = None;
    }
}

/// They never were there.
fn leave(contact: &mut Contact, company: Id<Company>) {
    contact.companies.remove(&company);
    if contact.main_company == Some(company) {
        contact.main_company = None;
    }
}

/// They are there. Where they are nowhere else, it is their main company.
fn join(contact: &mut Contact, company: Id<Company>, role: &str) {
    if contact.company().is_none() {
        contact.main_company = Some(company);
    }
    contact.companies.insert(company, Employment { inactive: false, role: Text::trimmed(role) });
}

/// Sends a command, closes the form when it is written, and says beside the field why it is not.
fn submit(
    desk: Desk,
    command: Command,
    opened: RwSignal<Option<Opened>>,
    error: RwSignal<Option<String>>,
    values: FormValues,
) {
    answer::ask(desk, command, String::new(), error, move |answer| match answer {
        Ok(()) => opened.set(None),
        Err(it) => {
            error.set(Some(refused::error(&it)));
            values.focus_mistake();
        }
    });
}

/// Ties one that is there, or a new one, to the record.
#[component]
fn AddOne(side: Side, opened: RwSignal<Option<Opened>>) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let error = RwSignal::new(None);
    let (label, nothing) = match side {
        Side::Person(_) => (words::company(), words::no_company_found()),
        Side::Company(_) => (words::contact(), words::nobody_found()),
    };
    let options = Callback::new(move |text: String| {
        desk.peek(|book| match side {
            Side::Person(_) => find::companies(book, &text),
            Side::Company(_) => find::contacts(book, &text),
        })
    });
    let create = Callback::new(move |name: String| match side {
        Side::Person(_) => words::create_company(&name),
        Side::Company(_) => words::create_contact(&name),
    });
    let take = move |values: FormValues| {
        let (id, name, role) = (values.text("who"), values.text("who-text"), values.text("role"));
        match desk.peek(|book| added(book, side, &id, name.trim(), &role, ids::fresh())) {
            Ok(command) => submit(desk, command, opened, error, values),
            Err(sentence) => error.set(Some(sentence)),
        }
    };
    let ask = move || {
        opened.set(None);
        front.ask(match side {
            Side::Person(contact) => Ask::NewCompany(Some(contact)),
            Side::Company(company) => Ask::NewContact(Some(company)),
        });
    };
    view! {
        <Form label=label on_submit=take>
            <div class="stack" data-snug="">
                <Combobox name="who" label options create nothing error value=Choice::default() />
                <TextField name="role" label=words::role() />
                <div class="cluster" data-tight="">
                    <Button label=words::add() submit=true small=true variant=Variant::Primary />
                    <Button label=words::with_more() small=true on_press=ask />
                    <Button label=common::cancel() small=true variant=Variant::Quiet on_press=move || opened.set(None) />
                </div>
            </div>
        </Form>
    }
}

/// The command that ties the two together; a sentence if nobody was named. Who is new gets the id `fresh`.
fn added(book: &Book, side: Side, id: &str, name: &str, role: &str, fresh: Uuid) -> Result<Command, String> {
    let gone = || refused::refusal(&Refusal::Gone);
    let known = side.pair_of(id);
    match (side, known) {
        (_, Some((contact, company))) => {
            edit_of(book, contact, |it| join(it, company, role)).map(Command::from).ok_or_else(gone)
        }
        (_, None) if name.is_empty() => Err(words::name_one().to_owned()),
        (Side::Person(contact), None) => {
            let company = Company { name: name.into(), ..Company::blank(Id::new(fresh)) };
            Ok(AddEmployer { company, contact, role: Text::trimmed(role) }.into())
        }
        (Side::Company(company), None) => {
            let (first_name, last_name) = name_parts(name);
            let mut contact = Contact { first_name, last_name, ..Contact::blank(Id::new(fresh)) };
            join(&mut contact, company, role);
            Ok(Add::one(contact).into())
        }
    }
}

impl Side {
    /// The person and the company, given the id of the other one as a text.
    fn pair_of(self, id: &str) -> Option<(Id<Contact>, Id<Company>)> {
        match self {
            Side::Person(contact) => id.parse().ok().map(|company| (contact, company)),
            Side::Company(company) => id.parse().ok().map(|contact| (contact, company)),
        }
    }
}

/// Changes what someone is at a company.
#[component]
fn Role(contact: Id<Contact>, company: Id<Company>, opened: RwSignal<Option<Opened>>) -> impl IntoView {
    let desk = use_desk();
    let error = RwSignal::new(None);
    let was = desk.peek(|book| book.get(contact).cloned());
    let role = was
        .as_ref()
        .and_then(|it| it.companies.get(&company))
        .map(|it| it.role.to_string())
        .unwrap_or_default();
    let label = desk.peek(|book| {
        words::role_at(&find::name_of::<Company>(book, &company.to_string()).unwrap_or_default())
    });
    let take = move |values: FormValues| {
        let role = Text::trimmed(&values.text("role"));
        let change = |it: &mut Contact| {
            let inactive = it.companies.get(&company).is_some_and(|it| it.inactive);
            it.companies.insert(company, Employment { inactive, role });
        };
        // The edit carries the contact as the author saw it, so that another's role is never overwritten.
        match was.as_ref().map(|it| Edit::of(it, change)) {
            Some(edit) => submit(desk, edit.into(), opened, error, values),
            None => error.set(Some(refused::refusal(&Refusal::Gone))),
        }
    };
    view! {
        <Form label=words::change_role() on_submit=take>
            <div class="stack" data-snug="">
                <TextField name="role" label=label value=role error />
                <div class="cluster" data-tight="">
                    <Button label=words::save() submit=true small=true variant=Variant::Primary />
                    <Button label=common::cancel() small=true variant=Variant::Quiet on_press=move || opened.set(None) />
                </div>
            </div>
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acme() -> Id<Company> {
        Id::fixed(1)
    }

    fn contact() -> Contact {
        let mut contact = Contact::blank(Id::fixed(9));
        join(&mut contact, acme(), " Cook ");
        contact
    }

    #[test]
    fn the_first_company_is_the_main_one() {
        let mut contact = contact();
        join(&mut contact, Id::fixed(2), "");
        assert_eq!(contact.main_company, Some(acme()));
        assert_eq!(&*contact.companies.get(&acme()).expect("they are there").role, "Cook");
    }

    #[test]
    fn who_has_left_is_not_met_there_any_more() {
        let mut contact = contact();
        end_or_resume(&mut contact, acme());
        assert!(contact.companies.get(&acme()).is_some_and(|it| it.inactive && &*it.role == "Cook"));
        assert_eq!((contact.main_company, contact.company()), (None, None));
        end_or_resume(&mut contact, acme());
        assert_eq!(contact.company(), Some(acme()));
    }

    #[test]
    fn who_never_was_there_leaves_no_trace() {
        let mut contact = contact();
        leave(&mut contact, acme());
        assert_eq!(contact, Contact::blank(Id::fixed(9)));
    }

    #[test]
    fn one_is_tied_by_id_and_a_new_one_by_name() {
        const FRESH: Uuid = Uuid::from_u128(77);
        let mut book = Book::new();
        let ana = Contact { first_name: "Ana".into(), ..Contact::blank(Id::fixed(9)) };
        let company = Company { name: "Acme".into(), ..Company::blank(acme()) };
        let births = domain::change::Change::birth(ana).and(domain::change::Change::birth(company));
        book.apply(&births).expect("it fits");
        let side = Side::Company(acme());
        let known = added(&book, side, &Id::<Contact>::fixed(9).to_string(), "Ana", "Cook", FRESH);
        assert!(matches!(known, Ok(Command::Edit(_))));
        assert!(added(&book, side, "", "", "Cook", FRESH).is_err(), "nobody was named");
        assert!(
            added(&book, side, &Id::<Contact>::fixed(8).to_string(), "Bo", "", FRESH).is_err(),
            "who is gone is not made anew"
        );
        assert!(matches!(
            added(&book, Side::Person(Id::fixed(9)), "", "Bolt", "", FRESH),
            Ok(Command::AddEmployer(_))
        ));
    }
}
