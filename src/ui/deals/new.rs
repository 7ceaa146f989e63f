//! A new deal: what it is called and whom it is with, then how much, when and whose.
//!
//! A deal is always with someone (D4): a contact or a company that is there, or a new one, which is made in the same
//! step. What is typed is kept on the device until it is written or thrown away.

use crate::{
    platform::{device, dom, ids, task},
    ui::{
        front::{use_desk, use_front},
        kit::{
            button::{Button, Variant},
            choice::{Choice, Segmented},
            combobox::Combobox,
            dialog::Dialog,
            field::{DayField, SelectField, TextField, TextKind},
            form::FormValues,
        },
        leads::capture::split_name,
        people,
        pipeline::moves,
        record::facts,
        routes::Route,
        text::{common, deals as words, refused},
    },
};
use desk::{Desk, DeskError};
use domain::{
    book::Book,
    command::Add,
    query,
    record::{Company, Contact, Deal, Lead, Member, Participant, Record, Stage, StageKind},
    refusal::Refusal,
    row::Row,
    value::{Id, RecordId, Text},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    name: String,
    /// The id of whom it is with; empty while that is nobody, or somebody new.
    about: String,
    /// What they are called.
    about_text: String,
    /// Somebody new is a person and not a company.
    is_person: bool,
    value: String,
    close: String,
    stage: String,
    owner: String,
}

/// What is wrong, by field.
#[derive(Clone, Copy, Default)]
struct Mistakes {
    name: RwSignal<Option<String>>,
    about: RwSignal<Option<String>>,
    value: RwSignal<Option<String>>,
    whole: RwSignal<Option<String>>,
}

/// The dialog.
#[component]
pub fn NewDeal(
    /// The lead, contact or company it is with, or the stage it begins in.
    about: Option<RecordId>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let form = StoredValue::new(about.map_or_else(|| "deal".to_owned(), |it| format!("deal:{it}")));
    let blank = desk.peek(|book| blank(book, about));
    let kept: Draft = form.with_value(|it| device::draft(it)).unwrap_or_else(|| blank.clone());
    let draft = RwSignal::new(kept.clone());
    let blank = StoredValue::new(blank);
    Effect::new(move |_| {
        let draft = draft.get();
        form.with_value(|it| match blank.with_value(|it| *it == draft) {
            true => device::drop_draft(it),
            false => device::set_draft(it, &draft),
        });
    });
    let mistakes = Mistakes::default();
    let busy = RwSignal::new(false);
    let done = move || {
        form.with_value(|it| device::drop_draft(it));
        open.set(false);
    };
    let submit = Callback::new(move |values: FormValues| {
        if busy.get_untracked() {
            return;
        }
        let id = Id::new(ids::fresh());
        let Some(rows) = draft.with_untracked(|it| read(it, id, desk, mistakes)) else { return };
        busy.set(true);
        task::run(async move {
            let outcome = desk.run(Add(rows)).await;
            busy.set(false);
            if let Err(error) = outcome {
                tell(&error, mistakes);
                return values.focus_mistake();
            }
            done();
            // On the board the card is there to be seen; from elsewhere its page is what comes next.
            match front.address.with_untracked(|it| it.route) {
                Route::Pipeline => dom::next_frame(move || moves::focus(id)),
                _ => front.go(Route::Deal(id)),
            }
        });
    });
    let foot = move || {
        view! {
            <p>
                {move || match mistakes.whole.get() {
                    Some(it) => view! { <span class="field-error" role="alert">{it}</span> }.into_any(),
                    None => view! { <small class="faint">{words::kept_draft()}</small> }.into_any(),
                }}
            </p>
            <span class="spread cluster">
                <Button label=words::discard() variant=Variant::Quiet on_press=done />
                <Button label=words::add_deal() kbd="Ctrl ↵" variant=Variant::Primary submit=true busy />
            </span>
        }
    };
    view! {
        <Dialog open title=words::new_deal() close=common::close() on_submit=submit foot>
            <section>{who(draft, kept.clone(), mistakes)}</section>
            <section>{how_much(draft, kept.clone(), mistakes)}</section>
        </Dialog>
    }
}

/// What the form begins with.
fn blank(book: &Book, about: Option<RecordId>) -> Draft {
    let stage = about.and_then(RecordId::get::<Stage>).or_else(|| query::first_stage(book));
    let party = about.filter(|it| it.get::<Stage>().is_none());
    let text = party.and_then(|it| query::name(book, it)).unwrap_or_default();
    let me = device::me();
    Draft {
        about: party.filter(|_| !text.is_empty()).map(|it| it.to_string()).unwrap_or_default(),
        about_text: text,
        stage: stage.map(|it| it.to_string()).unwrap_or_default(),
        owner: book.get(me).map(|_| me.to_string()).unwrap_or_default(),
        ..Draft::default()
    }
}

/// What it is called, and whom it is with.
fn who(draft: RwSignal<Draft>, kept: Draft, mistakes: Mistakes) -> impl IntoView {
    let desk = use_desk();
    let is_new = Memo::new(move |_| draft.with(|it| it.about.is_empty() && !it.about_text.is_empty()));
    let kinds = vec![Choice::new("company", words::a_company()), Choice::new("person", words::a_person())];
    let kind =
        Signal::derive(move || if draft.read().is_person { "person" } else { "company" }.to_owned());
    let new_is = move || {
        let choose = move |it: String| draft.update(|draft| draft.is_person = it == "person");
        let options = kinds.clone();
        is_new.get().then(|| {
            view! {
                <p class="cluster">
                    <small class="soft">{words::new_is()}</small>
                    <Segmented label=words::new_is() options value=kind on_choose=choose />
                </p>
            }
        })
    };
    view! {
        <TextField
            name="name"
            label=words::name()
            value=kept.name
            placeholder=words::name_placeholder()
            autofocus=true
            error=mistakes.name
            on_input=move |it: String| draft.update(|draft| draft.name = it)
        />
        <Combobox
            name="about"
            label=words::about()
            value=Choice::new(kept.about, kept.about_text)
            options=move |text: String| desk.peek(|book| parties(book, &text))
            create=|text: String| words::create(&text)
            nothing=words::nobody_found()
            hint=words::about_hint()
            error=mistakes.about
            on_take=move |it: Choice| {
                draft.update(|draft| (draft.about, draft.about_text) = (it.value, it.label));
            }
        />
        {new_is}
    }
}

/// How much, when, where it begins, and whose it is.
fn how_much(draft: RwSignal<Draft>, kept: Draft, mistakes: Mistakes) -> impl IntoView {
    let desk = use_desk();
    let (stages, owners, currency) =
        desk.peek(|book| (stages(book), owners(book), facts::usual_currency(book)));
    view! {
        <div class="fields" data-two="">
            <TextField
                name="value"
                label=words::value()
                kind=TextKind::Number
                value=kept.value
                hint=words::value_hint(currency.code())
                error=mistakes.value
                on_input=move |it: String| draft.update(|draft| draft.value = it)
            />
            <DayField
                name="close"
                label=words::expected_close()
                value=kept.close
                on_input=move |it: String| draft.update(|draft| draft.close = it)
            />
            <SelectField
                name="stage"
                label=words::first_stage()
                options=stages
                value=kept.stage
                on_change=move |it: String| draft.update(|draft| draft.stage = it)
            />
            <SelectField
                name="owner"
                label=words::owner()
                options=owners
                value=kept.owner
                on_change=move |it: String| draft.update(|draft| draft.owner = it)
            />
        </div>
    }
}

/// The open stages of the pipeline that new deals begin in.
fn stages(book: &Book) -> Vec<Choice> {
    let stages = query::stages(book, query::default_pipeline(book));
    let open = stages.iter().filter(|it| it.kind == StageKind::Open && !it.archived);
    open.map(|it| Choice::new(it.id.to_string(), &*it.name)).collect()
}

/// The reps; the user alone, while there is no other.
fn owners(book: &Book) -> Vec<Choice> {
    let reps = people::choices(book);
    if book.get(device::me()).is_some() {
        return reps;
    }
    std::iter::once(Choice::new("", words::me())).chain(reps).collect()
}

/// Contacts and companies that fit a text, each kind the best dozen.
fn parties(book: &Book, text: &str) -> Vec<Choice> {
    let companies = super::parties::companies(book, text, &|_| true);
    let contacts = super::parties::contacts(book, text, &|_| true);
    companies.into_iter().chain(contacts).collect()
}

/// The rows to add, or nothing, with every mistake named beside its field.
fn read(draft: &Draft, id: Id<Deal>, desk: Desk, mistakes: Mistakes) -> Option<Vec<Row>> {
    let name = Text::trimmed(&draft.name);
    let about_text = draft.about_text.trim();
    let value = facts::amount(&draft.value, desk.peek(facts::usual_currency));
    mistakes.name.set(name.is_empty().then(|| words::name_needed().to_owned()));
    mistakes.about.set(about_text.is_empty().then(|| words::about_needed().to_owned()));
    mistakes.value.set(value.as_ref().err().cloned());
    mistakes.whole.set(None);
    if name.is_empty() || about_text.is_empty() {
        return None;
    }
    let mut deal = Deal { name, ..Deal::blank(id) };
    deal.value = value.ok()?;
    deal.expected_close = draft.close.parse().ok();
    deal.stage = draft.stage.parse().unwrap_or_default();
    deal.owner = draft.owner.parse().ok();
    let party = match draft.about.parse::<RecordId>() {
        Ok(party) => {
            desk.peek(|book| tie(book, &mut deal, party));
            None
        }
        Err(_) => Some(new_party(&mut deal, about_text, draft.is_person)),
    };
    Some(std::iter::once(Row::from(deal)).chain(party).collect())
}

/// Ties a deal to someone who is there, and to whom they stand for: a person for their company, a lead for both.
fn tie(book: &Book, deal: &mut Deal, party: RecordId) {
    let mut contact = party.get::<Contact>();
    let mut company = party.get::<Company>();
    if let Some(lead) = party.get::<Lead>().and_then(|it| book.live(it)) {
        deal.lead = Some(lead.id);
        deal.source = lead.source;
        (contact, company) = (lead.contact, lead.company);
    }
    if let Some(it) = contact.and_then(|it| book.live(it)) {
        with_contact(deal, it.id);
        company = company.or_else(|| it.company());
    }
    if let Some(it) = company.and_then(|it| book.live(it)) {
        with_company(deal, it.id);
    }
}

/// Somebody new, tied to the deal.
fn new_party(deal: &mut Deal, name: &str, is_person: bool) -> Row {
    if is_person {
        let (first_name, last_name) = split_name(name);
        let contact = Contact { first_name, last_name, ..Contact::blank(Id::new(ids::fresh())) };
        with_contact(deal, contact.id);
        contact.into()
    } else {
        let company = Company { name: Text::trimmed(name), ..Company::blank(Id::new(ids::fresh())) };
        with_company(deal, company.id);
        company.into()
    }
}

fn with_contact(deal: &mut Deal, contact: Id<Contact>) {
    deal.contacts.insert(contact, Participant::default());
    deal.main_contact = Some(contact);
}

fn with_company(deal: &mut Deal, company: Id<Company>) {
    deal.companies.insert(company, Member);
    deal.main_company = Some(company);
}

/// Says what the desk said, beside the field that it is about.
fn tell(error: &DeskError, mistakes: Mistakes) {
    let place = match error {
        DeskError::Refused(Refusal::NoName) => mistakes.name,
        DeskError::Refused(Refusal::NoParty) => mistakes.about,
        _ => mistakes.whole,
    };
    place.set(Some(refused::error(error)));
}
