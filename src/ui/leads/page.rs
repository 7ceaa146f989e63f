//! One lead: its facts, its story, and what is to be done.

use super::{
    checklist::{Checklist, answered},
    score::Score,
    status,
};
use crate::{
    platform::dom,
    text_of,
    ui::{
        front::{Ask, use_desk, use_front},
        kit::{
            avatar::{Avatar, AvatarSize},
            button::{Button, LinkButton, Variant},
            field::TextKind,
            icon::IconName,
            live::live,
            menu::{Menu, MenuItem},
        },
        page::Page,
        record::{
            Shown,
            choices::{levels, with_none},
            custom::custom,
            facts::Facts,
            gone::or_gone,
            links, reach,
            same::Same,
            spoken::LastContact,
            step,
            story::{Story, origin},
            tags::Tags,
            tasks::Tasks,
            walk::walk,
            ways,
        },
        routes::Route,
        text::{common, leads as words},
        trail,
    },
    value_of,
};
use desk::Topic;
use domain::{
    command::{SetStatus, Trash},
    query,
    record::{Answer, Criterion, Lead, Listed, Reached, Record, StatusKind},
    value::{Id, Kind, Text},
};
use leptos::{ev, prelude::*};

/// The page of a lead.
#[component]
pub fn LeadPage(
    /// Which lead.
    id: Id<Lead>,
) -> impl IntoView {
    or_gone(id, move |lead| page(id, lead).into_any())
}

fn page(id: Id<Lead>, lead: Shown<Lead>) -> impl IntoView {
    let title = Signal::derive(move || lead.read().as_ref().map(|it| it.name()).unwrap_or_default());
    let actions = move || view! { <Actions id lead /> };
    let checklist = dom::fresh_id();
    view! {
        <Page title trail=Route::Leads actions beyond=move || walk(id.into())>
            <div class="record">
                <section class="stack" data-wide="" aria-label=words::facts()>
                    <Identity id lead />
                    <Tags of=id.into() />
                    <Person lead />
                    <Business lead />
                    {custom(lead)}
                    {origin(lead)}
                </section>
                <Story of=id.into() label=words::story() />
                <div class="record-aside" id=checklist>
                    <Tasks about=id.into() />
                    <Checklist lead id />
                    <Same of=id.into() />
                    <Score of=id />
                </div>
            </div>
        </Page>
    }
}

/// What can be done with the lead.
#[component]
fn Actions(id: Id<Lead>, lead: Shown<Lead>) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let kind = Memo::new(move |_| {
        desk.read(&[Topic::Table(Kind::Lead), Topic::Table(Kind::Status)], |book| {
            book.get(id).map_or(StatusKind::Open, |it| query::status_kind(book, it))
        })
    });
    let reopen = move || {
        if let Some(status) = desk.peek(|book| query::status_of_kind(book, StatusKind::Open)) {
            desk.send(SetStatus { lead: id, status, reason: None, note: Text::EMPTY });
        }
    };
    let more = Callback::new(move |()| {
        let delete = move || {
            desk.send(Trash(vec![id.into()]));
            trail::go_back(Route::Leads);
        };
        vec![MenuItem::new(words::delete(), delete).icon(IconName::Trash)]
    });
    let main = move || {
        match kind.get() {
        StatusKind::Converted => open_result(lead).into_any(),
        StatusKind::Disqualified => {
            view! { <Button label=words::reopen() icon=IconName::Undo variant=Variant::Primary on_press=reopen /> }.into_any()
        }
        kind => view! {
            <span data-wide-only="">
                <Button
                    label=words::disqualify()
                    variant=Variant::Quiet
                    on_press=move || front.ask(Ask::Disqualify(vec![id], None))
                />
            </span>
            <ConvertButton id lead kind />
        }
        .into_any(),
    }
    };
    view! {
        <Menu label=common::more() icon=IconName::More bare=true items=more />
        {live(main)}
    }
}

/// The button that says how ready the lead is.
#[component]
fn ConvertButton(id: Id<Lead>, lead: Shown<Lead>, kind: StatusKind) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = move || {
        desk.read(&[Topic::Table(Kind::Criterion)], |book| {
            let questions = query::listed::<Criterion>(book);
            let lead = lead.read();
            let is_open = |id| lead.as_ref().is_none_or(|it| answered(it, id) != Answer::Yes);
            questions.iter().filter(|it| is_open(it.id())).count()
        })
    };
    let convert = move || front.ask(Ask::Convert(id));
    live(move || {
        let is_ready = open() == 0 || kind == StatusKind::Qualified;
        if is_ready {
            view! { <Button label=words::convert() icon=IconName::Arrow variant=Variant::Primary on_press=convert /> }.into_any()
        } else {
            view! { <Button label=words::convert_anyway() icon=IconName::Arrow on_press=convert /> }
                .into_any()
        }
    })
}

/// The way to what the lead became.
fn open_result(lead: Shown<Lead>) -> impl IntoView {
    live(move || {
        let converted = lead.read().as_ref().and_then(|it| it.converted)?;
        let (label, route, drawing) = match (converted.deal, converted.contact, converted.company) {
            (Some(deal), _, _) => (words::open_deal(), Route::Deal(deal), IconName::Pipeline),
            (None, Some(contact), _) => (words::open_contact(), Route::Contact(contact), IconName::Contact),
            (None, None, Some(company)) => {
                (words::open_company(), Route::Company(company), IconName::Company)
            }
            (None, None, None) => return None,
        };
        Some(view! { <LinkButton label href=route.href() icon=drawing /> })
    })
}

/// Who it is, and how it stands.
#[component]
fn Identity(id: Id<Lead>, lead: Shown<Lead>) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let badge = move || {
        desk.read(&[Topic::Table(Kind::Status)], |book| {
            lead.read().as_ref().map(|it| status::badge(book, it))
        })
    };
    let items = Callback::new(move |()| {
        desk.peek(|book| book.get(id).map(|it| status::ways(book, it, desk, front)).unwrap_or_default())
    });
    let name = move || lead.read().as_ref().map(|it| it.name()).unwrap_or_default();
    let reason = move || {
        let lead = lead.read();
        let lead = lead.as_ref()?;
        let reason =
            desk.peek(|book| lead.status.reason.and_then(|it| book.get(it)).map(|it| it.label().to_owned()))?;
        Some(
            view! { <p class="soft"><bdi>{reason}</bdi>{(!lead.status.note.is_empty()).then(|| view! { ": "<bdi>{lead.status.note.to_string()}</bdi> })}</p> },
        )
    };
    let do_not = Memo::new(move |_| lead.read().as_ref().map(|it| it.do_not).unwrap_or_default());
    view! {
        <div class="identity">
            {move || view! { <Avatar name=name() size=AvatarSize::Huge /> }}
            <div>
                <p class="cluster status-line" data-tight="" on:click=open_menu>{live(badge)}<Menu label=words::change_status() icon=IconName::Down bare=true small=true items /></p>
                {live(reason)}
                <LastContact of=id.into() />
                {move || reach::warning(do_not.get())}
            </div>
        </div>
    }
}

/// A click on the status itself opens the menu of its button, which is what a keyboard and a screen reader reach.
fn open_menu(event: ev::MouseEvent) {
    let Some(target) = dom::target(&event).filter(|it| dom::closest(it, "button, .layer").is_none()) else {
        return;
    };
    if let Some(button) =
        dom::closest(&target, ".status-line").and_then(|it| dom::first(&it, ":scope > button"))
    {
        // Later, because its own click comes by here again.
        queue_microtask(move || button.click());
    }
}

/// The person.
#[component]
fn Person(lead: Shown<Lead>) -> impl IntoView {
    let facts = Facts::of(lead);
    view! {
        <dl class="facts">
            {facts.line(words::salutation(), TextKind::Text, text_of!(salutation))}
            {facts.line(words::first_name(), TextKind::Text, text_of!(first_name))}
            {facts.line(words::last_name(), TextKind::Text, text_of!(last_name))}
            {facts.line(words::job_title(), TextKind::Text, text_of!(job_title))}
            {facts.line(words::company(), TextKind::Text, text_of!(company_name))}
            {ways::reached(lead, |it| &mut it.emails, |it| &mut it.phones)}
            {facts.linked(words::website(), TextKind::Link, text_of!(website), links::website)}
            {ways::addresses(lead, |it| &mut it.addresses, |it| &it.addresses)}
        </dl>
    }
}

/// What they want, and what it might be worth.
#[component]
fn Business(lead: Shown<Lead>) -> impl IntoView {
    let facts = Facts::of(lead);
    let level = |it: &str| it.parse().map_or_else(|_| ().into_any(), status::level);
    let consent = reach::consent(|it: &mut Lead| &mut it.consent, |it| &it.consent);
    let do_not = reach::do_not(|it: &mut Lead| &mut it.do_not, |it| it.do_not);
    view! {
        <dl class="facts">
            {facts.lines(words::interest(), text_of!(interest))}
            {facts.lines(words::message(), text_of!(message))}
            {facts.choice(words::level(), value_of!(level), |_| with_none(levels()), level)}
            {facts.priority(words::priority(), value_of!(priority))}
            {facts.money(words::potential(), |it| &mut it.potential, |it| it.potential)}
            {facts.source(words::source(), value_of!(source))}
            {facts.line(words::source_detail(), TextKind::Text, text_of!(source_detail))}
            {facts.owner(words::owner(), value_of!(owner))}
            {step::next_step(lead, facts, |it| &mut it.next_step, |it| &it.next_step)}
            {facts.line(words::consent(), TextKind::Text, consent)}
            {facts.choice(words::do_not(), do_not, reach::do_nots, reach::shown_do_not)}
        </dl>
    }
}
