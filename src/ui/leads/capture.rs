//! A new lead: name, e-mail and interest first, the rest one step away. Any one of name, company, e-mail and phone suffices.
//!
//! Someone who might be the same is a warning with choices, never a wall. What is typed is kept on the device until it
//! is written or thrown away.

use crate::{
    platform::{device, ids, task},
    ui::{
        front::{use_desk, use_front},
        kit::{
            banner::Banner,
            button::{Button, LinkButton, Variant},
            choice::Choice,
            dialog::Dialog,
            field::{SelectField, TextArea, TextField, TextKind},
            form::FormValues,
            icon::{IconName, Tone},
        },
        people,
        record::facts::{self, sentence},
        routes::Route,
        text::{common, leads as words, refused},
    },
};
use desk::Topic;
use domain::{
    command::Add,
    query::{self, Likely, Sought},
    record::{Lead, Level, Listed, Pair, Record, Source, name_parts},
    refusal::Refusal,
    value::{ElementId, Elements, Email, Id, Kind, Phone, Text},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    name: String,
    email: String,
    interest: String,
    company: String,
    phone: String,
    job: String,
    website: String,
    message: String,
    source: String,
    source_detail: String,
    level: String,
    owner: String,
    potential: String,
}

/// What is wrong, by field.
#[derive(Clone, Copy)]
struct Mistakes {
    whole: RwSignal<Option<String>>,
    email: RwSignal<Option<String>>,
    phone: RwSignal<Option<String>>,
    potential: RwSignal<Option<String>>,
}

const FORM: &str = "lead";

/// The dialog.
#[component]
pub fn CaptureLead() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let kept: Draft = device::draft(FORM).unwrap_or_default();
    let draft = RwSignal::new(kept.clone());
    let more = RwSignal::new(has_more(&kept));
    let mistakes = Mistakes {
        whole: RwSignal::new(None),
        email: RwSignal::new(None),
        phone: RwSignal::new(None),
        potential: RwSignal::new(None),
    };
    Effect::new(move |_| {
        let draft = draft.get();
        if draft == Draft::default() { device::drop_draft(FORM) } else { device::set_draft(FORM, &draft) }
    });
    let same = Memo::new(move |_| {
        let sought = draft.with(sought);
        desk.read(&[Topic::Table(Kind::Lead), Topic::Table(Kind::Contact)], |book| {
            query::likely_same(book, &sought, None)
        })
    });
    let busy = RwSignal::new(false);
    let submit = Callback::new(move |values: FormValues| {
        if busy.get_untracked() {
            return;
        }
        let id = Id::new(ids::fresh());
        let Some(lead) = draft.with_untracked(|it| read(it, id, desk, mistakes)) else { return };
        busy.set(true);
        task::run(async move {
            let outcome = desk.run(Add::one(lead)).await;
            busy.set(false);
            match outcome {
                Ok(_) => {
                    draft.set(Draft::default());
                    open.set(false);
                    front.go(Route::Lead(id));
                }
                Err(error) => {
                    mistakes.whole.set(Some(refused::error(&error)));
                    values.focus_mistake();
                }
            }
        });
    });
    let discard = move || {
        draft.set(Draft::default());
        open.set(false);
    };
    let foot = move || {
        view! {
            <p><small class="faint">{words::kept_draft()}</small></p>
            <span class="spread cluster">
                <Button label=words::discard() variant=Variant::Quiet on_press=discard />
                <Button label=words::add_lead() kbd="Ctrl ↵" variant=Variant::Primary submit=true busy=busy />
            </span>
        }
    };
    view! {
        <Dialog open title=words::new_lead() close=common::close() on_submit=submit foot>
            <section>
                <Line draft name="name" label=words::name() of=|it| &mut it.name autofocus=true error=mistakes.whole />
                <Line draft name="email" label=words::email() kind=TextKind::Email of=|it| &mut it.email error=mistakes.email />
                <Line draft name="interest" label=words::interest() of=|it| &mut it.interest />
                {move || same_view(same.get())}
            </section>
            <section>
                {move || if more.get() {
                    view! { <More draft mistakes /> }.into_any()
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
                }}
            </section>
        </Dialog>
    }
}

/// One line of the form, which writes into the draft.
#[component]
fn Line(
    draft: RwSignal<Draft>,
    name: &'static str,
    label: &'static str,
    of: fn(&mut Draft) -> &mut String,
    #[prop(optional)] kind: TextKind,
    #[prop(optional)] autofocus: bool,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let value = draft.with_untracked(|it| of(&mut it.clone()).clone());
    let error = error.unwrap_or_else(|| Signal::stored(None));
    view! {
        <TextField
            name
            label
            kind
            autofocus
            value
            error
            on_input=move |text: String| draft.update(|it| *of(it) = text)
        />
    }
}

/// The rest of the form.
#[component]
fn More(draft: RwSignal<Draft>, mistakes: Mistakes) -> impl IntoView {
    let desk = use_desk();
    let (sources, owners) = desk.peek(|book| {
        let sources = query::listed::<Source>(book)
            .iter()
            .map(|it| Choice::new(it.id().to_string(), it.label()))
            .collect();
        (sources, people::choices(book))
    });
    let levels = Level::ALL.iter().map(|it| Choice::new(it.name(), common::level(*it))).collect();
    let message = draft.with_untracked(|it| it.message.clone());
    view! {
        <Line draft name="company" label=words::company() of=|it| &mut it.company />
        <div class="fields">
            <Line draft name="phone" label=words::phone() kind=TextKind::Phone of=|it| &mut it.phone error=mistakes.phone />
            <Line draft name="job" label=words::job_title() of=|it| &mut it.job />
            <Line draft name="website" label=words::website() kind=TextKind::Link of=|it| &mut it.website />
        </div>
        <div class="fields">
            <Pick draft name="source" label=words::source() options=sources of=|it| &mut it.source />
            <Line draft name="source_detail" label=words::source_detail() of=|it| &mut it.source_detail />
            <Pick draft name="level" label=words::level() options=levels of=|it| &mut it.level />
        </div>
        <div class="fields">
            <Pick draft name="owner" label=words::owner() options=owners of=|it| &mut it.owner />
            <Line draft name="potential" label=words::potential() kind=TextKind::Number of=|it| &mut it.potential error=mistakes.potential />
        </div>
        <TextArea
            name="message"
            label=words::message()
            value=message
            on_input=move |text: String| draft.update(|it| it.message = text)
        />
    }
}

/// One of a few, which writes into the draft.
#[component]
fn Pick(
    draft: RwSignal<Draft>,
    name: &'static str,
    label: &'static str,
    options: Vec<Choice>,
    of: fn(&mut Draft) -> &mut String,
) -> impl IntoView {
    let value = draft.with_untracked(|it| of(&mut it.clone()).clone());
    let options = std::iter::once(Choice::new("", common::NONE)).chain(options).collect();
    view! { <SelectField name label options value on_change=move |it: String| draft.update(|draft| *of(draft) = it) /> }
}

/// Whether more was filled in than stands first.
fn has_more(draft: &Draft) -> bool {
    let Draft {
        name: _,
        email: _,
        interest: _,
        company,
        phone,
        job,
        website,
        message,
        source,
        source_detail,
        level,
        owner,
        potential,
    } = draft;
    [company, phone, job, website, message, source, source_detail, level, owner, potential]
        .into_iter()
        .any(|it| !it.is_empty())
}

fn sought(draft: &Draft) -> Sought {
    Sought {
        emails: draft.email.parse::<Email>().map(|it| it.key()).into_iter().collect(),
        phones: draft.phone.parse::<Phone>().map(|it| it.key()).into_iter().collect(),
        name: draft.name.trim().to_owned(),
        company: draft.company.trim().to_owned(),
    }
}

/// The lead, or nothing, with every mistake named beside its field.
fn read(draft: &Draft, id: Id<Lead>, desk: desk::Desk, mistakes: Mistakes) -> Option<Lead> {
    let email = optional(&draft.email, mistakes.email, |it| {
        it.parse::<Email>().map_err(|it| sentence(&it.to_string()))
    });
    let phone = optional(&draft.phone, mistakes.phone, |it| {
        it.parse::<Phone>().map_err(|it| sentence(&it.to_string()))
    });
    let currency = desk.peek(facts::usual_currency);
    let potential = optional(&draft.potential, mistakes.potential, |it| facts::amount(it, currency));
    let (email, phone, potential) = (email?, phone?, potential?);
    let is_someone = !draft.name.trim().is_empty()
        || !draft.company.trim().is_empty()
        || email.is_some()
        || phone.is_some();
    mistakes.whole.set((!is_someone).then(|| refused::refusal(&Refusal::NoIdentity)));
    if !is_someone {
        return None;
    }
    let (first, last) = name_parts(&draft.name);
    Some(Lead {
        first_name: first,
        last_name: last,
        emails: one(email),
        phones: one(phone),
        interest: Text::trimmed(&draft.interest),
        company_name: Text::trimmed(&draft.company),
        job_title: Text::trimmed(&draft.job),
        website: Text::trimmed(&draft.website),
        message: Text::trimmed(&draft.message),
        source: draft.source.parse().ok(),
        source_detail: Text::trimmed(&draft.source_detail),
        level: draft.level.parse().ok(),
        owner: draft.owner.parse().ok(),
        potential: potential.flatten(),
        ..Lead::blank(id)
    })
}

/// Reads a field that may be empty; what is wrong is told beside it.
fn optional<V>(
    text: &str,
    mistake: RwSignal<Option<String>>,
    parse: impl Fn(&str) -> Result<V, String>,
) -> Option<Option<V>> {
    let text = text.trim();
    let read = if text.is_empty() { Ok(None) } else { parse(text).map(Some) };
    mistake.set(read.as_ref().err().cloned());
    read.ok()
}

fn one<V>(value: Option<V>) -> Elements<ElementId, Pair<V>> {
    value.into_iter().map(|value| (ElementId(ids::fresh()), Pair { label: None, value })).collect()
}

/// Who might be the same, with a way to open them.
fn same_view(same: Vec<Likely>) -> AnyView {
    let desk = use_desk();
    let one = move |it: Likely| {
        let name = desk.peek(|book| query::name(book, it.id)).unwrap_or_default();
        let href = Route::of(it.id).map(Route::href).unwrap_or_default();
        let open = move || view! { <LinkButton label=words::open() href=href.clone() small=true /> };
        view! {
            <Banner icon=IconName::Copy tone=Tone::Warn actions=open>
                <bdi>{name}</bdi>" "<small>{words::likeness(it.why, it.id.kind)}</small>
            </Banner>
        }
    };
    same.into_iter().take(3).map(one).collect_view().into_any()
}
