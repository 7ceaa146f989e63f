//! A new company: its name suffices. One that might be the same is a warning with choices, never a wall.

use crate::{
    platform::ids,
    ui::{
        front::{use_desk, use_front},
        kit::field::TextKind,
        record::form::{Drafted, FormDialog, Line, likely, one},
        routes::Route,
        text::{customers as words, refused},
    },
};
use desk::Topic;
use domain::{
    command::{Add, AddEmployer},
    query,
    record::{Company, Contact, Lead, Record},
    refusal::Refusal,
    value::{Id, Kind, Phone, Text},
};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn NewCompany(
    /// Who works there, if it is added for somebody.
    contact: Option<Id<Contact>>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let form = Drafted::new("company", &[]);
    let same = Memo::new(move |_| {
        let sought = sought(form);
        desk.read(&[Topic::Table(Kind::Company)], |book| query::likely_companies(book, &sought))
    });
    let add =
        Signal::derive(
            move || {
                if same.read().is_empty() { words::save_company() } else { words::add_anyway() }
            },
        );
    let id = Id::new(ids::fresh());
    let read = move |()| {
        let company = read(form, id)?;
        Some(match contact {
            Some(contact) => AddEmployer { company, contact, role: Text::EMPTY }.into(),
            None => Add::one(company).into(),
        })
    };
    let done = move |()| {
        // Who adds a company to a person stays with the person.
        if contact.is_none() {
            front.go(Route::Company(id));
        }
    };
    view! {
        <FormDialog form title=words::new_company() add read done>
            <section>
                <Line form name="name" label=words::name() autofocus=true />
                <Line form name="website" label=words::website() kind=TextKind::Link />
                {move || {
                    let same = same.get().into_iter().take(3);
                    same.map(|(id, why)| likely(id.into(), words::company_likeness(why))).collect_view()
                }}
            </section>
            <section>
                <Line form name="phone" label=words::phone() kind=TextKind::Phone />
                <Line form name="sector" label=words::sector() />
            </section>
        </FormDialog>
    }
}

/// What is known of the company, as a lead would know it.
fn sought(form: Drafted) -> Lead {
    let (name, website) = (form.text("name"), form.text("website"));
    Lead { company_name: Text::trimmed(&name), website: Text::trimmed(&website), ..Lead::blank(Id::NONE) }
}

/// The company; nothing, with every mistake named beside its field, if it cannot be.
fn read(form: Drafted, id: Id<Company>) -> Option<Company> {
    let phone = form.value::<Phone>("phone");
    let name = Text::trimmed(&form.peek("name"));
    if name.is_empty() {
        form.refuse("name", refused::refusal(&Refusal::NoName));
    }
    form.is_right().then(|| Company {
        name,
        website: Text::trimmed(&form.peek("website")),
        phones: one(phone),
        sector: Text::trimmed(&form.peek("sector")),
        ..Company::blank(id)
    })
}
