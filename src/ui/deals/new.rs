//! A new deal: what it is called and whom it is with, then how much, when and whose.
//!
//! A deal is always with someone (D4): a contact or a company that is there, or a new one, which is made in the same
//! step.

use super::parties::{new_company, new_contact, put_company, put_contact};
use crate::{
    platform::{device, dom, ids},
    ui::{
        front::{use_desk, use_front},
        kit::{
            choice::{Choice, Segmented},
            combobox::Combobox,
            field::TextKind,
            live::live,
        },
        people,
        pipeline::moves,
        record::{
            facts, find,
            form::{Drafted, FormDialog, Line, Pick},
        },
        routes::Route,
        text::deals as words,
    },
};
use desk::Desk;
use domain::{
    book::Book,
    command::Add,
    query,
    record::{Company, Contact, Deal, Lead, Record, Stage, StageKind},
    row::Row,
    value::{Day, Id, Kind, RecordId, Text},
};
use leptos::prelude::*;

/// How many of each kind are offered while one types.
const OFFERED: usize = 10;

/// The dialog.
#[component]
pub fn NewDeal(
    /// The lead, contact or company it is with, or the stage it begins in.
    about: Option<RecordId>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let name = about.map_or_else(|| "deal".to_owned(), |it| format!("deal:{it}"));
    let form = Drafted::new(name, &desk.peek(|book| blank(book, about)));
    let id = Id::new(ids::fresh());
    // On the board the card is there to be seen; from elsewhere its page is what comes next.
    let done = move |()| match front.address.with_untracked(|it| it.route) {
        Route::Pipeline => dom::next_frame(move || moves::keep_focus(id)),
        _ => front.go(Route::Deal(id)),
    };
    let (stages, owners, currency) =
        desk.peek(|book| (stages(book), owners(book), facts::usual_currency(book)));
    view! {
        <FormDialog
            form
            title=words::new_deal()
            add=words::add_deal()
            read=move |()| read(form, id, desk).map(|it| Add(it).into())
            done
        >
            <section>
                <Line
                    form
                    name="name"
                    label=words::name()
                    placeholder=words::name_placeholder()
                    autofocus=true
                />
                <Party form />
            </section>
            <section>
                <div class="fields" data-two="">
                    <Line
                        form
                        name="value"
                        label=words::value()
                        kind=TextKind::Number
                        hint=words::value_hint(currency.code())
                    />
                    <Line form name="close" label=words::expected_close() kind=TextKind::Day />
                    <Pick form name="stage" label=words::first_stage() options=stages.clone() />
                    <Pick form name="owner" label=words::owner() options=owners.clone() />
                </div>
            </section>
        </FormDialog>
    }
}

/// Whom it is with: someone who is there, or someone new.
#[component]
fn Party(form: Drafted) -> impl IntoView {
    let desk = use_desk();
    let is_new = Memo::new(move |_| form.text("about").is_empty() && !form.text("about_text").is_empty());
    let kinds = vec![Choice::new("company", words::a_company()), Choice::new("person", words::a_person())];
    let kind = Signal::derive(move || match form.text("kind") {
        it if it.is_empty() => "company".to_owned(),
        it => it,
    });
    let hint = move || if is_new.get() { words::new_is() } else { words::about_hint() };
    view! {
        <Combobox
            name="about"
            label=words::about()
            value=Choice::new(form.peek("about"), form.peek("about_text"))
            options=move |text: String| desk.peek(|book| parties(book, &text))
            create=|text: String| words::create(&text)
            nothing=words::nobody_found()
            error=form.mistake("about")
            on_take=move |it: Choice| {
                form.set("about", &it.value);
                form.set("about_text", &it.label);
            }
        />
        // Always there: a line that came when the field is left would move the button from under the click.
        <p class="cluster">
            <small class="faint">{live(hint)}</small>
            <span data-off=move || (!is_new.get()).then_some("")>
                <Segmented
                    label=words::new_is()
                    options=kinds
                    value=kind
                    on_choose=move |it: String| form.set("kind", &it)
                />
            </span>
        </p>
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

/// Companies and contacts that fit a text. Their ids say which they are.
fn parties(book: &Book, text: &str) -> Vec<Choice> {
    let tell = |kind: Kind| move |it: Choice| Choice { value: format!("{}:{}", kind.name(), it.value), ..it };
    let companies = find::companies(book, text).into_iter().take(OFFERED).map(tell(Kind::Company));
    let contacts = find::contacts(book, text).into_iter().take(OFFERED).map(tell(Kind::Contact));
    companies.chain(contacts).collect()
}

/// What the form begins with.
fn blank(book: &Book, about: Option<RecordId>) -> [(&'static str, String); 5] {
    let stage = about.and_then(RecordId::get::<Stage>).or_else(|| query::first_stage(book));
    let party = about.filter(|it| it.get::<Stage>().is_none());
    let text = party.and_then(|it| query::live_name(book, it)).unwrap_or_default();
    let me = device::me();
    // Where there are no leads, somebody new is more often a person.
    let kind = if query::settings(book).mode.has_leads() { "" } else { "person" };
    [
        ("kind", kind.to_owned()),
        ("about", party.filter(|_| !text.is_empty()).map(|it| it.to_string()).unwrap_or_default()),
        ("about_text", text),
        ("stage", stage.map(|it| it.to_string()).unwrap_or_default()),
        ("owner", book.get(me).map(|_| me.to_string()).unwrap_or_default()),
    ]
}

/// The rows to add; nothing, with every mistake named beside its field, if they cannot be.
fn read(form: Drafted, id: Id<Deal>, desk: Desk) -> Option<Vec<Row>> {
    let text = |field: &str| Text::trimmed(&form.peek(field));
    let (name, about) = (text("name"), text("about_text"));
    let currency = desk.peek(facts::usual_currency);
    let value = form.read("value", |it| facts::amount(it, currency)).flatten();
    let expected_close = form.value::<Day>("close");
    if name.is_empty() {
        form.refuse("name", words::name_needed());
    }
    if about.is_empty() {
        form.refuse("about", words::about_needed());
    }
    if !form.is_right() {
        return None;
    }
    let mut deal = Deal { name, value, expected_close, ..Deal::blank(id) };
    deal.stage = form.peek("stage").parse().unwrap_or_default();
    deal.owner = form.peek("owner").parse().ok();
    let party = match form.peek("about").parse::<RecordId>() {
        Ok(party) => {
            desk.peek(|book| tie(book, &mut deal, party));
            None
        }
        Err(_) => Some(tie_new(&mut deal, &about, form.peek("kind") == "person")),
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
        put_contact(deal, it.id);
        company = company.or_else(|| it.company());
    }
    if let Some(it) = company.and_then(|it| book.live(it)) {
        put_company(deal, it.id);
    }
}

/// Ties a deal to somebody new, and makes them.
fn tie_new(deal: &mut Deal, name: &str, is_person: bool) -> Row {
    let (id, row) = if is_person { new_contact(name) } else { new_company(name) };
    if let Some(contact) = id.get() {
        put_contact(deal, contact);
    }
    if let Some(company) = id.get() {
        put_company(deal, company);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::record::Employment;

    #[test]
    fn a_deal_with_a_person_is_with_their_company_too() {
        let company = Company { name: "Acme".into(), ..Company::blank(Id::fixed(2)) };
        let mut contact = Contact { first_name: "Ann".into(), ..Contact::blank(Id::fixed(3)) };
        contact.companies.insert(company.id, Employment::default());
        let mut book = Book::new();
        book.load(&[company.into(), contact.into()]);
        book.finish();
        let mut deal = Deal::blank(Id::fixed(1));
        tie(&book, &mut deal, Id::<Contact>::fixed(3).into());
        assert_eq!((deal.contact(), deal.company()), (Some(Id::fixed(3)), Some(Id::fixed(2))));
    }
}
