//! A new company: its name suffices. One that might be the same is a warning with choices, never a wall.

use crate::{
    platform::{ids, task},
    ui::{
        contacts::new::{foot, likely, one},
        front::{use_desk, use_front},
        kit::{dialog::Dialog, field::TextKind},
        record::form::{Drafted, Line},
        routes::Route,
        text::{common, customers as words, refused},
    },
};
use desk::Topic;
use domain::{
    command::{Add, AddEmployer, Command},
    query::{self, Likeness},
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
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let form = Drafted::new("company");
    let same = Memo::new(move |_| {
        let sought = sought(form);
        desk.read(&[Topic::Table(Kind::Company)], |book| query::likely_companies(book, &sought))
    });
    let submit = Callback::new(move |_| {
        if form.busy.get_untracked() {
            return;
        }
        let id = Id::new(ids::fresh());
        let Some(company) = read(form, id) else { return };
        let command: Command = match contact {
            Some(contact) => AddEmployer { company, contact, role: Text::EMPTY }.into(),
            None => Add::one(company).into(),
        };
        form.busy.set(true);
        task::run(async move {
            let outcome = desk.run(command).await;
            form.busy.set(false);
            match outcome {
                Ok(_) => {
                    form.clear();
                    open.set(false);
                    // Who adds a company to a person stays with the person.
                    if contact.is_none() {
                        front.go(Route::Company(id));
                    }
                }
                Err(error) => form.refuse("name", refused::error(&error)),
            }
        });
    });
    let is_known = Signal::derive(move || !same.read().is_empty());
    let foot = move || foot(form, open, words::save_company(), is_known);
    view! {
        <Dialog open title=words::new_company() close=common::close() on_submit=submit foot>
            <section>
                <Line form name="name" label=words::name() autofocus=true />
                <Line form name="website" label=words::website() kind=TextKind::Link />
                {move || same.get().into_iter().take(3).map(same_view).collect_view()}
            </section>
            <section>
                <Line form name="phone" label=words::phone() kind=TextKind::Phone />
                <Line form name="sector" label=words::sector() />
            </section>
        </Dialog>
    }
}

fn same_view((id, why): (Id<Company>, Likeness)) -> impl IntoView {
    let desk = use_desk();
    let name =
        desk.peek(|book| query::live_name(book, id.into())).unwrap_or_else(|| common::gone().to_owned());
    likely(name, words::company_likeness(why), Route::Company(id).href())
}

/// What is known of the company, as a lead would know it.
fn sought(form: Drafted) -> Lead {
    let (name, website) = (form.text("name"), form.text("website"));
    Lead { company_name: Text::trimmed(&name), website: Text::trimmed(&website), ..Lead::blank(Id::NONE) }
}

/// The company; nothing, with every mistake named beside its field, if it cannot be.
fn read(form: Drafted, id: Id<Company>) -> Option<Company> {
    form.begin();
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
