//! A new lead: name, e-mail and interest first, the rest one step away. Any one of name, company, e-mail and phone suffices.
//!
//! Someone who might be the same is a warning with choices, never a wall.

use crate::{
    platform::ids,
    ui::{
        front::{use_desk, use_front},
        kit::{
            button::{Button, Variant},
            field::{TextArea, TextKind},
            icon::IconName,
            live::live,
        },
        people,
        record::{
            choices::{levels, sources, with_none},
            facts,
            form::{Drafted, FormDialog, Line, Pick, likely, one},
        },
        routes::Route,
        text::{leads as words, refused},
    },
};
use desk::Topic;
use domain::{
    command::{Add, Command},
    query::{self, Sought},
    record::{Lead, Record, name_parts},
    refusal::Refusal,
    value::{Currency, Email, Id, Kind, Phone, Text},
};
use leptos::prelude::*;

/// The fields that are one step away.
const MORE: [&str; 10] = [
    "company",
    "phone",
    "job",
    "website",
    "source",
    "source_detail",
    "level",
    "owner",
    "potential",
    "message",
];

/// The dialog.
#[component]
pub fn CaptureLead() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let form = Drafted::new("lead", &[]);
    let more = RwSignal::new(MORE.iter().any(|it| !form.peek(it).is_empty()));
    let same = Memo::new(move |_| {
        let sought = sought(form);
        desk.read(&[Topic::Table(Kind::Lead), Topic::Table(Kind::Contact)], |book| {
            query::likely_same(book, &sought, None)
        })
    });
    let id = Id::new(ids::fresh());
    let currency = desk.peek(facts::usual_currency);
    let read = move |()| read(form, id, currency).map(|it| Command::from(Add::one(it)));
    let rest = move || {
        if more.get() {
            view! { <More form /> }.into_any()
        } else {
            view! {
                <Button
                    label=words::more_fields()
                    icon=IconName::Down
                    variant=Variant::Quiet
                    small=true
                    on_press=move || more.set(true)
                />
            }
            .into_any()
        }
    };
    view! {
        <FormDialog
            form
            title=words::new_lead()
            add=words::add_lead()
            read
            done=move |()| front.go(Route::Lead(id))
        >
            <section>
                <Line form name="name" label=words::name() autofocus=true />
                <Line form name="email" label=words::email() kind=TextKind::Email />
                <Line form name="interest" label=words::interest() />
                {move || {
                    let same = same.get().into_iter().take(3);
                    same.map(|it| likely(it.id, words::likeness(it.why, it.id.kind))).collect_view()
                }}
            </section>
            <section>{live(rest)}</section>
        </FormDialog>
    }
}

/// The rest of the form.
#[component]
fn More(form: Drafted) -> impl IntoView {
    let (sources, owners) = use_desk().peek(|book| (sources(book), people::choices(book)));
    view! {
        <Line form name="company" label=words::company() />
        <div class="fields">
            <Line form name="phone" label=words::phone() kind=TextKind::Phone />
            <Line form name="job" label=words::job_title() />
            <Line form name="website" label=words::website() kind=TextKind::Link />
        </div>
        <div class="fields">
            <Pick form name="source" label=words::source() options=with_none(sources) />
            <Line form name="source_detail" label=words::source_detail() />
            <Pick form name="level" label=words::level() options=with_none(levels()) />
        </div>
        <div class="fields">
            <Pick form name="owner" label=words::owner() options=with_none(owners) />
            <Line form name="potential" label=words::potential() kind=TextKind::Number />
        </div>
        <TextArea
            name="message"
            label=words::message()
            value=form.peek("message")
            on_input=move |text: String| form.set("message", &text)
        />
    }
}

fn sought(form: Drafted) -> Sought {
    Sought {
        emails: form.text("email").parse::<Email>().map(|it| it.key()).into_iter().collect(),
        phones: form.text("phone").parse::<Phone>().map(|it| it.key()).into_iter().collect(),
        name: form.text("name").trim().to_owned(),
        company: form.text("company").trim().to_owned(),
    }
}

/// The lead; nothing, with every mistake named beside its field, if it cannot be.
fn read(form: Drafted, id: Id<Lead>, currency: Currency) -> Option<Lead> {
    let (emails, phones) = (one(form.value::<Email>("email")), one(form.value::<Phone>("phone")));
    let potential = form.read("potential", |it| facts::amount(it, currency)).flatten();
    let text = |field: &str| Text::trimmed(&form.peek(field));
    let (first_name, last_name) = name_parts(&text("name"));
    let is_someone =
        !(first_name.is_empty() && text("company").is_empty() && emails.is_empty() && phones.is_empty());
    if form.is_right() && !is_someone {
        form.refuse("name", refused::refusal(&Refusal::NoIdentity));
    }
    form.is_right().then(|| Lead {
        first_name,
        last_name,
        emails,
        phones,
        interest: text("interest"),
        company_name: text("company"),
        job_title: text("job"),
        website: text("website"),
        message: text("message"),
        source: form.peek("source").parse().ok(),
        source_detail: text("source_detail"),
        level: form.peek("level").parse().ok(),
        owner: form.peek("owner").parse().ok(),
        potential,
        ..Lead::blank(id)
    })
}
