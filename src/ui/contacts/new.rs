//! A new contact: a name or an e-mail address suffices. Who might be the same is a warning with choices, never a wall.

use crate::{
    platform::ids,
    ui::{
        front::{use_desk, use_front},
        kit::{choice::Choice, combobox::Combobox, field::TextKind},
        record::{
            find,
            form::{Drafted, FormDialog, Line, likely, one},
        },
        routes::Route,
        text::{customers as words, refused},
    },
};
use desk::Topic;
use domain::{
    command::Add,
    query::{self, Sought},
    record::{Company, Contact, Employment, Record, name_parts},
    refusal::Refusal,
    row::Row,
    value::{Email, Id, Kind, Phone, Text},
};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn NewContact(
    /// The company they work for, if that is known.
    company: Option<Id<Company>>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let employer = company.map(|it| it.to_string()).unwrap_or_default();
    let employer_name = desk.peek(|book| find::name_of::<Company>(book, &employer)).unwrap_or_default();
    // A contact of a company that is known is another form than one of nobody.
    let name = company.map_or_else(|| "contact".to_owned(), |it| format!("contact:{it}"));
    let form = Drafted::new(name, &[("company", employer), ("company-name", employer_name)]);
    let same = Memo::new(move |_| {
        let sought = sought(form);
        desk.read(&[Topic::Table(Kind::Lead), Topic::Table(Kind::Contact)], |book| {
            query::likely_same(book, &sought, None)
        })
    });
    let add = Signal::derive(
        move || {
            if same.read().is_empty() { words::add_contact() } else { words::add_anyway() }
        },
    );
    let id = Id::new(ids::fresh());
    let done = move |()| {
        // Who adds people to a company stays with the company.
        if company.is_none() {
            front.go(Route::Contact(id));
        }
    };
    view! {
        <FormDialog form title=words::new_contact() add read=move |()| read(form, id).map(|it| Add(it).into()) done>
            <section>
                <Line form name="name" label=words::name() autofocus=true />
                <Line form name="email" label=words::email() kind=TextKind::Email />
                <Line form name="phone" label=words::phone() kind=TextKind::Phone />
                {move || {
                    let same = same.get().into_iter().take(3);
                    same.map(|it| likely(it.id, words::likeness(it.why, it.id.kind))).collect_view()
                }}
            </section>
            <section>
                <PickCompany form />
                <Line form name="job" label=words::job_title() />
            </section>
        </FormDialog>
    }
}

/// The company they work for: one that is there, or a new one.
#[component]
fn PickCompany(form: Drafted) -> impl IntoView {
    let desk = use_desk();
    let value = Choice::new(form.peek("company"), form.peek("company-name"));
    let options = Callback::new(move |text: String| desk.peek(|book| find::companies(book, &text)));
    let create = Callback::new(|name: String| words::create_company(&name));
    let take = Callback::new(move |it: Choice| {
        form.set("company", &it.value);
        form.set("company-name", &it.label);
    });
    view! {
        <Combobox
            name="company"
            label=words::company()
            value
            options
            create
            nothing=words::no_company_found()
            error=form.mistake("company")
            on_take=take
        />
    }
}

fn sought(form: Drafted) -> Sought {
    Sought {
        emails: form.text("email").parse::<Email>().map(|it| it.key()).into_iter().collect(),
        phones: form.text("phone").parse::<Phone>().map(|it| it.key()).into_iter().collect(),
        name: form.text("name").trim().to_owned(),
        company: form.text("company-name"),
    }
}

/// The contact, and the company if it is a new one; nothing, with every mistake named beside its field, if it cannot be.
fn read(form: Drafted, id: Id<Contact>) -> Option<Vec<Row>> {
    let (email, phone) = (form.value::<Email>("email"), form.value::<Phone>("phone"));
    let (first_name, last_name) = name_parts(&form.peek("name"));
    if form.is_right() && first_name.is_empty() && email.is_none() && phone.is_none() {
        form.refuse("name", refused::refusal(&Refusal::NoName));
    }
    if !form.is_right() {
        return None;
    }
    let name = Text::trimmed(&form.peek("company-name"));
    let known: Option<Id<Company>> = form.peek("company").parse().ok();
    let made = (known.is_none() && !name.is_empty())
        .then(|| Company { name, ..Company::blank(Id::new(ids::fresh())) });
    let company = known.or(made.as_ref().map(|it| it.id));
    let contact = Contact {
        first_name,
        last_name,
        emails: one(email),
        phones: one(phone),
        job_title: Text::trimmed(&form.peek("job")),
        companies: company.into_iter().map(|it| (it, Employment::default())).collect(),
        main_company: company,
        ..Contact::blank(id)
    };
    Some([Row::from(contact)].into_iter().chain(made.map(Row::from)).collect())
}
