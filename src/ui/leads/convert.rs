//! What a lead becomes: contact, company and deal, each new, one that is there, or none. One dialog, one step, one undo.

use crate::{
    platform::{ids, task},
    ui::{
        format,
        front::{use_desk, use_front},
        kit::{
            button::{Button, Variant},
            choice::{Choice, Segmented},
            combobox::Combobox,
            dialog::Dialog,
            field::{SelectField, TextField, TextKind},
            form::FormValues,
            live::live,
        },
        record::facts,
        routes::Route,
        text::{common, leads as words, refused},
    },
};
use desk::{Desk, DeskError};
use domain::{
    book::{Book, Kept},
    command::{Convert, NewDeal, Overwrite, Take, Target},
    query::{self, CompanyColumn, ContactColumn, DealColumn, List, Sort},
    record::{Company, Contact, Deal, Lead, Listed, Reached, Record, Stage, StageKind},
    refusal::Refusal,
    row::Stamped,
    value::{Id, Kind, Text},
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is chosen for one part.
#[derive(Clone, Copy)]
struct Part {
    /// `new`, `existing` or `none`.
    how: RwSignal<String>,
    /// The id of what is there already, if one was chosen.
    id: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl Part {
    fn new(how: &str, id: String) -> Part {
        Part { how: RwSignal::new(how.to_owned()), id: RwSignal::new(id), error: RwSignal::new(None) }
    }

    fn of<T>(target: &Target<T>) -> Part {
        match target {
            Target::New(_) => Part::new("new", String::new()),
            Target::Existing(id) => Part::new("existing", id.to_string()),
            Target::None => Part::new("none", String::new()),
        }
    }

    /// The existing record, while one is wanted.
    fn existing<T>(self) -> Option<Id<T>> {
        (*self.how.read() == "existing").then(|| self.id.read().parse().ok()).flatten()
    }

    /// What was chosen; nothing, and a word beside it, if an existing one is wanted and none chosen.
    fn target<T>(self) -> Option<Target<T>> {
        match self.how.get_untracked().as_str() {
            "new" => Some(Target::New(Id::new(ids::fresh()))),
            "none" => Some(Target::None),
            _ => {
                let id = self.id.with_untracked(|it| it.parse().ok());
                self.error.set(id.is_none().then(|| words::choose_one().to_owned()));
                id.map(Target::Existing)
            }
        }
    }
}

/// The dialog.
#[component]
pub fn ConvertLead(
    /// Which lead.
    id: Id<Lead>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let lead = desk.peek(|book| book.live(id).cloned());
    if lead.is_none() {
        front.asking.set(None);
    }
    lead.map(|lead| view! { <Questions lead /> })
}

#[component]
fn Questions(lead: Arc<Stamped<Lead>>) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let proposal = desk.peek(|book| query::conversion(book, &lead, &ids::fresh));
    let Take::New(proposed) = proposal.deal.clone() else { unreachable!("a proposal always has a new deal") };
    let contact = Part::of(&proposal.contact);
    let company = Part::of(&proposal.company);
    let deal = Part::new("new", String::new());
    let overwrite = RwSignal::new(Vec::<Overwrite>::new());
    let value_error = RwSignal::new(None);
    let whole = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let (id, name) = (lead.id, lead.name());
    let submit = Callback::new(move |values: FormValues| {
        if busy.get_untracked() {
            return;
        }
        let currency = desk.peek(facts::usual_currency);
        let value = facts::amount(&values.text("value"), currency);
        value_error.set(value.as_ref().err().cloned());
        let (Some(contact), Some(company), Some(target), Ok(value)) =
            (contact.target(), company.target(), deal.target(), value)
        else {
            return;
        };
        let deal = match target {
            Target::New(id) => Take::New(NewDeal {
                id,
                name: Text::trimmed(&values.text("deal-name")),
                stage: values.text("stage").parse().ok(),
                value,
                expected_close: values.text("close").parse().ok(),
            }),
            Target::Existing(id) => Take::Existing(id),
            Target::None => Take::None,
        };
        let route = match &deal {
            Take::New(it) => Some(Route::Deal(it.id)),
            Take::Existing(id) => Some(Route::Deal(*id)),
            Take::None => None,
        };
        let command = Convert { lead: id, contact, company, deal, overwrite: overwrite.get_untracked() };
        busy.set(true);
        task::run(async move {
            let outcome = desk.run(command).await;
            busy.set(false);
            match outcome {
                Ok(_) => {
                    open.set(false);
                    if let Some(route) = route {
                        front.go(route);
                    }
                }
                Err(error) => whole.set(Some(said(&error))),
            }
        });
    });
    let along = desk.peek(|book| {
        let count = |kind| book.links().to(id, kind).len();
        words::comes_along(count(Kind::Activity), count(Kind::Task))
    });
    let foot = move || {
        view! {
            <p class="soft">
                {along.clone()}
                <br />
                <small class="faint">{words::one_step()}</small>
                {move || whole.get().map(|it| view! { <span class="field-error" role="alert">{it}</span> })}
            </p>
            <span class="spread cluster">
                <Button label=common::cancel() variant=Variant::Quiet on_press=move || open.set(false) />
                <Button label=words::convert_lead() kbd="Ctrl ↵" variant=Variant::Primary submit=true busy=busy />
            </span>
        }
    };
    let lead = StoredValue::new(lead);
    let proposed = StoredValue::new(proposed);
    view! {
        <Dialog open title=words::convert_title(&name) close=common::close() on_submit=submit foot>
            {move || contact_part(contact, lead.get_value())}
            {move || company_part(company, lead.get_value())}
            <Conflicts lead=lead.get_value() contact company overwrite />
            {move || deal_part(deal, proposed.get_value(), value_error)}
        </Dialog>
    }
}

fn said(error: &DeskError) -> String {
    match error {
        DeskError::Refused(Refusal::NoName) => words::name_needed().to_owned(),
        error => refused::error(error),
    }
}

/// One part: what it is called, how it is taken, and what that needs.
fn part(label: &'static str, part: Part, body: impl Fn(&str) -> AnyView + Send + Sync + 'static) -> AnyView {
    let options = [("new", words::new()), ("existing", words::existing()), ("none", words::none())];
    let options = options.map(|(value, label)| Choice::new(value, label)).to_vec();
    view! {
        <section>
            <div class="section-head">
                <h3>{label}</h3>
                <span class="spread"><Segmented label options value=part.how on_choose=move |it| part.how.set(it) /></span>
            </div>
            {move || body(&part.how.read())}
        </section>
    }
    .into_any()
}

fn contact_part(it: Part, lead: Arc<Stamped<Lead>>) -> AnyView {
    let desk = use_desk();
    part(words::contact(), it, move |how| match how {
        "new" => view! { <p class="soft"><bdi>{summary(&lead)}</bdi></p> }.into_any(),
        "existing" => {
            finder(desk, it, words::contact(), words::nobody_found(), contacts, name_of::<Contact>).into_any()
        }
        _ => ().into_any(),
    })
}

fn company_part(it: Part, lead: Arc<Stamped<Lead>>) -> AnyView {
    let desk = use_desk();
    part(words::company(), it, move |how| match how {
        "new" => {
            let name = if lead.company_name.is_empty() { lead.name() } else { lead.company_name.to_string() };
            view! { <p class="soft"><bdi>{name}</bdi></p> }.into_any()
        }
        "existing" => {
            finder(desk, it, words::company(), words::no_company_found(), companies, name_of::<Company>)
                .into_any()
        }
        _ => ().into_any(),
    })
}

fn deal_part(it: Part, proposed: NewDeal, value_error: RwSignal<Option<String>>) -> AnyView {
    let desk = use_desk();
    part(words::deal(), it, move |how| match how {
        "new" => {
            let stages = desk.peek(open_stages);
            let stage = proposed.stage.map(|it| it.to_string()).unwrap_or_default();
            let value = proposed.value.map(format::money_in_field).unwrap_or_default();
            view! {
                <TextField name="deal-name" label=words::deal_name() value=proposed.name.to_string() />
                <div class="fields">
                    <SelectField name="stage" label=words::stage() options=stages value=stage />
                    <TextField name="value" label=words::value() kind=TextKind::Number value error=value_error />
                    <TextField name="close" label=words::close_date() kind=TextKind::Day />
                </div>
            }
            .into_any()
        }
        "existing" => finder(desk, it, words::deal(), words::no_deal_found(), deals, |book, id| {
            book.get(id.parse::<Id<Deal>>().ok()?).map(|it| it.name.to_string())
        })
        .into_any(),
        _ => ().into_any(),
    })
}

/// The open stages of the first pipeline, with how likely they are.
fn open_stages(book: &Book) -> Vec<Choice> {
    let stages = query::stages(book, query::default_pipeline(book));
    let open = stages.iter().filter(|it| it.kind == StageKind::Open && !it.archived);
    open.map(|it: &Arc<Stamped<Stage>>| {
        Choice::new(it.id().to_string(), it.label()).detail(format::percent(it.probability))
    })
    .collect()
}

/// "Marguerite Okafor, head of operations, marguerite@…, +47 …".
fn summary(lead: &Lead) -> String {
    let email = lead.email().map(ToString::to_string);
    let phone = lead.phone().map(ToString::to_string);
    let parts = [Some(lead.name()), Some(lead.job_title.to_string()), email, phone];
    let mut seen: Vec<String> = Vec::new();
    for part in parts.into_iter().flatten().filter(|it| !it.is_empty()) {
        if !seen.contains(&part) {
            seen.push(part);
        }
    }
    seen.join(", ")
}

type Found = fn(&Book, &str) -> Vec<Choice>;
type Named = fn(&Book, &str) -> Option<String>;

/// A box that finds a record which is there.
fn finder(
    desk: Desk,
    part: Part,
    label: &'static str,
    nothing: &'static str,
    found: Found,
    named: Named,
) -> impl IntoView {
    let id = part.id.get_untracked();
    let name = desk.peek(|book| named(book, &id)).unwrap_or_default();
    let options = Callback::new(move |text: String| desk.peek(|book| found(book, &text)));
    let take = Callback::new(move |it: Choice| {
        part.error.set(None);
        part.id.set(it.value);
    });
    view! {
        <Combobox
            name=label
            label
            unseen_label=true
            value=Choice::new(id, name)
            options
            nothing
            error=part.error
            on_take=take
        />
    }
}

/// How many lines a list of found records has at most.
const LINES: usize = 20;

fn contacts(book: &Book, text: &str) -> Vec<Choice> {
    let list = List { text: text.to_owned(), sort: Sort { by: ContactColumn::Name, descending: false } };
    let choice = |id: Id<Contact>| {
        let it = book.get(id)?;
        let company =
            it.company().and_then(|it| book.get(it)).map(|it| it.name.to_string()).unwrap_or_default();
        Some(Choice::new(id.to_string(), it.name()).detail(company))
    };
    query::contacts(book, &list).into_iter().take(LINES).filter_map(choice).collect()
}

fn companies(book: &Book, text: &str) -> Vec<Choice> {
    let list = List { text: text.to_owned(), sort: Sort { by: CompanyColumn::Name, descending: false } };
    let choice = |id: Id<Company>| {
        let it = book.get(id)?;
        let city = it.addresses.values().next().map(|it| it.city.to_string()).unwrap_or_default();
        Some(Choice::new(id.to_string(), it.name()).detail(city))
    };
    query::companies(book, &list).into_iter().take(LINES).filter_map(choice).collect()
}

fn deals(book: &Book, text: &str) -> Vec<Choice> {
    let list = List { text: text.to_owned(), sort: Sort { by: DealColumn::Age, descending: false } };
    let choice = |id: Id<Deal>| {
        let it = book.get(id).filter(|it| it.is_open())?;
        Some(Choice::new(id.to_string(), &*it.name).detail(it.value.map(format::money).unwrap_or_default()))
    };
    query::deals(book, &list).into_iter().filter_map(choice).take(LINES).collect()
}

fn name_of<T: Kept + Reached>(book: &Book, id: &str) -> Option<String> {
    book.get(id.parse::<Id<T>>().ok()?).map(|it| it.name())
}

/// Where existing records and the lead differ: which value stays.
#[component]
fn Conflicts(
    lead: Arc<Stamped<Lead>>,
    contact: Part,
    company: Part,
    overwrite: RwSignal<Vec<Overwrite>>,
) -> impl IntoView {
    let desk = use_desk();
    let conflicts = Memo::new({
        let lead = lead.clone();
        move |_| {
            let (contact, company) = (contact.existing(), company.existing());
            desk.peek(|book| query::conversion_conflicts(book, &lead, contact, company))
        }
    });
    let one = move |it: Overwrite| {
        let (ours, theirs) =
            desk.peek(|book| values(book, &lead, contact.existing(), company.existing(), it));
        let value =
            Signal::derive(move || if overwrite.read().contains(&it) { "take" } else { "keep" }.to_owned());
        let options = vec![
            Choice::new("keep", format!("{}: {ours}", words::keep())),
            Choice::new("take", format!("{}: {theirs}", words::take())),
        ];
        let choose = move |how: String| {
            overwrite.update(|list| {
                list.retain(|other| *other != it);
                if how == "take" {
                    list.push(it);
                }
            });
        };
        view! {
            <li>
                <span class="soft">{words::overwrite(it)}</span>
                <Segmented label=words::overwrite(it) options value on_choose=choose />
            </li>
        }
    };
    live(move || {
        let conflicts = conflicts.get();
        let one = one.clone();
        (!conflicts.is_empty()).then(move || {
            view! {
                <section>
                    <p class="field-hint">{words::differ()}</p>
                    <ul class="conflicts">{conflicts.into_iter().map(one).collect_view()}</ul>
                </section>
            }
        })
    })
}

/// What is there, and what the lead has.
fn values(
    book: &Book,
    lead: &Lead,
    contact: Option<Id<Contact>>,
    company: Option<Id<Company>>,
    it: Overwrite,
) -> (String, String) {
    let contact = contact.and_then(|it| book.get(it));
    let company = company.and_then(|it| book.get(it));
    let of = |it: Option<String>| it.unwrap_or_default();
    match it {
        Overwrite::ContactName => (of(contact.map(|it| it.name())), lead.name()),
        Overwrite::JobTitle => (of(contact.map(|it| it.job_title.to_string())), lead.job_title.to_string()),
        Overwrite::ContactWebsite => (of(contact.map(|it| it.website.to_string())), lead.website.to_string()),
        Overwrite::CompanyWebsite => (of(company.map(|it| it.website.to_string())), lead.website.to_string()),
        Overwrite::ContactPhone => (
            of(contact.and_then(|it| it.phone().map(ToString::to_string))),
            of(lead.phone().map(ToString::to_string)),
        ),
        Overwrite::ContactEmail => (
            of(contact.and_then(|it| it.email().map(ToString::to_string))),
            of(lead.email().map(ToString::to_string)),
        ),
    }
}
