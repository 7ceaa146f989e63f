//! A new contact: a name or an e-mail address suffices. Who might be the same is a warning with choices, never a wall.

use crate::{
    platform::{ids, task},
    ui::{
        front::{use_desk, use_front},
        kit::{
            banner::Banner,
            button::{Button, LinkButton, Variant},
            choice::Choice,
            combobox::Combobox,
            dialog::Dialog,
            field::TextKind,
            icon::{IconName, Tone},
        },
        record::{
            find,
            form::{Drafted, Line},
        },
        routes::Route,
        text::{common, customers as words, refused},
    },
};
use desk::Topic;
use domain::{
    command::Add,
    query::{self, Likely, Sought},
    record::{Company, Contact, Employment, Pair, Record, name_parts},
    refusal::Refusal,
    row::Row,
    value::{ElementId, Elements, Email, Id, Kind, Phone, Text},
};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn NewContact(
    /// The company they work for, if that is known.
    company: Option<Id<Company>>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let form = Drafted::new("contact");
    if let Some(id) = company.map(|it| it.to_string()) {
        form.set("company-name", &desk.peek(|book| find::name_of::<Company>(book, &id)).unwrap_or_default());
        form.set("company", &id);
    }
    let same = Memo::new(move |_| {
        let sought = sought(form);
        desk.read(&[Topic::Table(Kind::Lead), Topic::Table(Kind::Contact)], |book| {
            query::likely_same(book, &sought, None)
        })
    });
    let submit = Callback::new(move |_| {
        if form.busy.get_untracked() {
            return;
        }
        let id = Id::new(ids::fresh());
        let Some(rows) = read(form, id) else { return };
        form.busy.set(true);
        task::run(async move {
            let outcome = desk.run(Add(rows)).await;
            form.busy.set(false);
            match outcome {
                Ok(_) => {
                    form.clear();
                    open.set(false);
                    // Who adds people to a company stays with the company.
                    if company.is_none() {
                        front.go(Route::Contact(id));
                    }
                }
                Err(error) => form.refuse("name", refused::error(&error)),
            }
        });
    });
    let is_known = Signal::derive(move || !same.read().is_empty());
    let foot = move || foot(form, open, words::add_contact(), is_known);
    view! {
        <Dialog open title=words::new_contact() close=common::close() on_submit=submit foot>
            <section>
                <Line form name="name" label=words::name() autofocus=true />
                <Line form name="email" label=words::email() kind=TextKind::Email />
                <Line form name="phone" label=words::phone() kind=TextKind::Phone />
                {move || same.get().into_iter().take(3).map(same_view).collect_view()}
            </section>
            <section>
                <PickCompany form />
                <Line form name="job" label=words::job_title() />
            </section>
        </Dialog>
    }
}

/// The foot of a dialog that adds something which may be there already.
pub fn foot(form: Drafted, open: RwSignal<bool>, add: &'static str, is_known: Signal<bool>) -> AnyView {
    let discard = move || {
        form.clear();
        open.set(false);
    };
    let button = move || {
        let label = if is_known.get() { words::add_anyway() } else { add };
        view! { <Button label kbd="Ctrl ↵" variant=Variant::Primary submit=true busy=form.busy /> }
    };
    view! {
        <p><small class="faint">{words::kept_draft()}</small></p>
        <span class="spread cluster">
            <Button label=words::discard() variant=Variant::Quiet on_press=discard />
            {button}
        </span>
    }
    .into_any()
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

/// Someone who might be the same, with a way to open them.
fn same_view(it: Likely) -> impl IntoView {
    let desk = use_desk();
    let name = desk.peek(|book| query::live_name(book, it.id)).unwrap_or_else(|| common::gone().to_owned());
    let href = Route::of(it.id).map(Route::href).unwrap_or_default();
    likely(name, words::likeness(it.why, it.id.kind), href)
}

/// Something that might be the same, with a way to open it.
pub fn likely(name: String, why: String, href: String) -> impl IntoView {
    let open = move || view! { <LinkButton label=words::open() href=href.clone() small=true /> };
    view! {
        <Banner icon=IconName::Copy tone=Tone::Warn actions=open>
            <bdi>{name}</bdi>" "<small>{why}</small>
        </Banner>
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
    form.begin();
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

/// The first of someone's addresses or numbers.
pub fn one<V>(value: Option<V>) -> Elements<ElementId, Pair<V>> {
    value.into_iter().map(|value| (ElementId(ids::fresh()), Pair { label: None, value })).collect()
}
