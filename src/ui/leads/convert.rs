//! What a lead becomes: contact, company and deal, each new, one that is there, or none. One dialog, one step, one undo.

use crate::{
    platform::ids,
    ui::{
        format,
        front::{use_desk, use_front},
        kit::{
            choice::{Choice, Segmented},
            combobox::Combobox,
            field::TextKind,
            live::live,
        },
        record::{
            facts, find,
            form::{Drafted, FormDialog, Line, Pick},
        },
        routes::Route,
        text::leads as words,
    },
};
use domain::{
    book::Book,
    command::{Convert, NewDeal, Overwrite, Take, Target},
    query::{self, Column, Sort},
    record::{Company, Contact, Deal, Lead, Listed, Reached, Record, Stage, StageKind},
    row::Stamped,
    value::{Currency, Day, Id, Kind, RecordId, Text},
};
use leptos::prelude::*;
use std::sync::Arc;

/// One part of what a lead becomes.
#[derive(Clone, Copy)]
struct Part {
    label: fn() -> &'static str,
    /// The field of how it is taken: `new`, `existing` or `none`.
    how: &'static str,
    /// The field of the record that is there already.
    id: &'static str,
    /// What that record is called.
    text: &'static str,
    /// What is found for a text.
    found: fn(&Book, &str) -> Vec<Choice>,
    /// What is said if nothing is.
    nothing: fn() -> &'static str,
}

const CONTACT: Part = Part {
    label: words::contact,
    how: "contact-how",
    id: "contact",
    text: "contact-text",
    found: find::contacts,
    nothing: words::nobody_found,
};
const COMPANY: Part = Part {
    label: words::company,
    how: "company-how",
    id: "company",
    text: "company-text",
    found: find::companies,
    nothing: words::no_company_found,
};
const DEAL: Part = Part {
    label: words::deal,
    how: "deal-how",
    id: "deal",
    text: "deal-text",
    found: deals,
    nothing: words::no_deal_found,
};

impl Part {
    /// What the form begins with.
    fn blank<T>(self, book: &Book, target: &Target<T>) -> [(&'static str, String); 3]
    where
        RecordId: From<Id<T>>,
    {
        let (how, id) = match target {
            Target::New(_) => ("new", None),
            Target::Existing(id) => ("existing", Some(*id)),
            Target::None => ("none", None),
        };
        let name = id.and_then(|it| query::live_name(book, it.into())).unwrap_or_default();
        let id = id.map(|it| it.to_string()).unwrap_or_default();
        [(self.how, how.into()), (self.id, id), (self.text, name)]
    }

    /// The existing record, while one is wanted.
    fn existing<T>(self, form: Drafted) -> Option<Id<T>> {
        (form.text(self.how) == "existing").then(|| form.text(self.id).parse().ok()).flatten()
    }

    /// What was chosen; nothing, and a word beside it, if an existing one is wanted and none chosen.
    fn target<T>(self, form: Drafted) -> Target<T> {
        match (form.peek(self.how).as_str(), form.peek(self.id).parse()) {
            ("new", _) => Target::New(Id::new(ids::fresh())),
            ("existing", Ok(id)) => Target::Existing(id),
            ("existing", Err(_)) => {
                form.refuse(self.id, words::choose_one());
                Target::None
            }
            _ => Target::None,
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
    let (id, title) = (lead.id, words::convert_title(&lead.name()));
    let form = Drafted::new(format!("convert:{id}"), &desk.peek(|book| blank(book, &lead)));
    let overwrite = RwSignal::new(Vec::<Overwrite>::new());
    let (currency, is_with_deal) = desk.peek(|book| (facts::usual_currency(book), has_deals(book)));
    let read = move |()| read(form, id, overwrite.get_untracked(), (currency, is_with_deal)).map(Into::into);
    // What it became says the lead itself: another tab may have been first.
    let done = move |()| {
        if let Some(route) = desk.peek(|book| became(book.get(id)?)).and_then(Route::of) {
            front.go(route);
        }
    };
    let note = desk.peek(|book| {
        let count = |kind| book.links().to(id, kind).len();
        words::comes_along(count(Kind::Activity), count(Kind::Task))
    });
    let stages = desk.peek(open_stages);
    view! {
        <FormDialog form title add=words::convert_lead() note read done>
            {
                let lead = lead.clone();
                part(form, CONTACT, move || soft(summary(&lead)))
            }
            {
                let lead = lead.clone();
                part(form, COMPANY, move || soft(company_name(&lead)))
            }
            <Conflicts form lead=lead.clone() overwrite />
            {is_with_deal.then(|| {
                let stages = stages.clone();
                part(form, DEAL, move || new_deal(form, stages.clone()))
            })}
        </FormDialog>
    }
}

/// Whether one works with deals at all.
fn has_deals(book: &Book) -> bool {
    query::settings(book).mode.has_deals()
}

/// What the form begins with: who is surely known already is taken, the rest is new.
fn blank(book: &Book, lead: &Lead) -> Vec<(&'static str, String)> {
    let proposal = query::conversion(book, lead, &ids::fresh);
    let deal = query::proposed_deal(book, lead, Id::new(ids::fresh()));
    let own = [
        (DEAL.how, if has_deals(book) { "new" } else { "none" }.to_owned()),
        ("name", deal.name.to_string()),
        ("stage", deal.stage.map(|it| it.to_string()).unwrap_or_default()),
        ("value", deal.value.map(format::money_in_field).unwrap_or_default()),
    ];
    let parties =
        CONTACT.blank(book, &proposal.contact).into_iter().chain(COMPANY.blank(book, &proposal.company));
    parties.chain(own).collect()
}

/// The conversion; nothing, with every mistake named beside its field, if it cannot be.
fn read(
    form: Drafted,
    lead: Id<Lead>,
    overwrite: Vec<Overwrite>,
    (currency, is_with_deal): (Currency, bool),
) -> Option<Convert> {
    let (contact, company) = (CONTACT.target(form), COMPANY.target(form));
    let deal = match if is_with_deal { DEAL.target(form) } else { Target::None } {
        Target::New(id) => {
            let name = Text::trimmed(&form.peek("name"));
            if name.is_empty() {
                form.refuse("name", words::name_needed());
            }
            Take::New(NewDeal {
                id,
                name,
                stage: form.peek("stage").parse().ok(),
                value: form.read("value", |it| facts::amount(it, currency)).flatten(),
                expected_close: form.value::<Day>("close"),
            })
        }
        Target::Existing(id) => Take::Existing(id),
        Target::None => Take::None,
    };
    form.is_right().then_some(Convert { lead, contact, company, deal, overwrite })
}

/// What a lead became: the deal, else the person, else the company.
fn became(lead: &Lead) -> Option<RecordId> {
    let it = lead.converted.as_ref()?;
    it.deal.map(RecordId::from).or(it.contact.map(RecordId::from)).or(it.company.map(RecordId::from))
}

/// One part: what it is called, how it is taken, and what that needs.
fn part(form: Drafted, it: Part, new: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let options = [("new", words::new()), ("existing", words::existing()), ("none", words::none())];
    let options = options.map(|(value, label)| Choice::new(value, label)).to_vec();
    let value = Signal::derive(move || form.text(it.how));
    let how = Memo::new(move |_| form.text(it.how));
    let choose = move |how: String| form.set(it.how, &how);
    let body = move || match how.get().as_str() {
        "new" => new(),
        "existing" => finder(form, it),
        _ => ().into_any(),
    };
    view! {
        <section>
            <div class="section-head">
                <h3>{(it.label)()}</h3>
                <span class="spread"><Segmented label=(it.label)() options value on_choose=choose /></span>
            </div>
            {live(body)}
        </section>
    }
    .into_any()
}

fn soft(text: String) -> AnyView {
    view! { <p class="soft"><bdi>{text}</bdi></p> }.into_any()
}

fn company_name(lead: &Lead) -> String {
    if lead.company_name.is_empty() { lead.name() } else { lead.company_name.to_string() }
}

fn new_deal(form: Drafted, stages: Vec<Choice>) -> AnyView {
    view! {
        <Line form name="name" label=words::deal_name() />
        <div class="fields">
            <Pick form name="stage" label=words::stage() options=stages />
            <Line form name="value" label=words::value() kind=TextKind::Number />
            <Line form name="close" label=words::close_date() kind=TextKind::Day />
        </div>
    }
    .into_any()
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

/// A box that finds a record which is there.
fn finder(form: Drafted, it: Part) -> AnyView {
    let desk = use_desk();
    let take = move |taken: Choice| {
        form.set(it.id, &taken.value);
        form.set(it.text, &taken.label);
    };
    view! {
        <Combobox
            name=it.id
            label=(it.label)()
            unseen_label=true
            value=Choice::new(form.peek(it.id), form.peek(it.text))
            options=move |text: String| desk.peek(|book| (it.found)(book, &text))
            nothing=(it.nothing)()
            error=form.mistake(it.id)
            on_take=take
        />
    }
    .into_any()
}

/// How many deals are offered while one types.
const LINES: usize = 20;

/// The open deals that fit a text.
fn deals(book: &Book, text: &str) -> Vec<Choice> {
    let sort = Sort::up(Column::Age);
    let choice = |id: Id<Deal>| {
        let it = book.get(id).filter(|it| it.is_open())?;
        Some(Choice::new(id.to_string(), &*it.name).detail(it.value.map(format::money).unwrap_or_default()))
    };
    query::found(book, text, sort).into_iter().filter_map(choice).take(LINES).collect()
}

/// Where existing records and the lead differ: which value stays.
#[component]
fn Conflicts(form: Drafted, lead: Arc<Stamped<Lead>>, overwrite: RwSignal<Vec<Overwrite>>) -> impl IntoView {
    let desk = use_desk();
    let conflicts = Memo::new({
        let lead = lead.clone();
        move |_| {
            let (contact, company) = (CONTACT.existing(form), COMPANY.existing(form));
            desk.peek(|book| query::conversion_conflicts(book, &lead, contact, company))
        }
    });
    let one = move |it: Overwrite| {
        let (ours, theirs) = untrack(|| {
            desk.peek(|book| values(book, &lead, CONTACT.existing(form), COMPANY.existing(form), it))
        });
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
