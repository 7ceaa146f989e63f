//! What stands in the form of a new deal, and the rows that it comes to.

use crate::{
    platform::device,
    ui::{
        deals::parties::{new_company, new_contact, put_company, put_contact},
        record::facts,
        text::deals as words,
    },
};
use desk::Desk;
use domain::{
    book::Book,
    query,
    record::{Company, Contact, Deal, Lead, Record, Stage},
    row::Row,
    value::{Id, RecordId, Text},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    pub(super) name: String,
    /// The id of whom it is with; empty while that is nobody, or somebody new.
    pub(super) about: String,
    /// What they are called.
    pub(super) about_text: String,
    /// Somebody new is a person and not a company.
    pub(super) is_person: bool,
    pub(super) value: String,
    pub(super) close: String,
    pub(super) stage: String,
    pub(super) owner: String,
}

/// What is wrong, by field.
#[derive(Clone, Copy, Default)]
pub(super) struct Mistakes {
    pub(super) name: RwSignal<Option<String>>,
    pub(super) about: RwSignal<Option<String>>,
    pub(super) value: RwSignal<Option<String>>,
    pub(super) whole: RwSignal<Option<String>>,
}

/// What the form begins with.
pub(super) fn blank(book: &Book, about: Option<RecordId>) -> Draft {
    let stage = about.and_then(RecordId::get::<Stage>).or_else(|| query::first_stage(book));
    let party = about.filter(|it| it.get::<Stage>().is_none());
    let text = party.and_then(|it| query::live_name(book, it)).unwrap_or_default();
    let me = device::me();
    Draft {
        about: party.filter(|_| !text.is_empty()).map(|it| it.to_string()).unwrap_or_default(),
        about_text: text,
        stage: stage.map(|it| it.to_string()).unwrap_or_default(),
        owner: book.get(me).map(|_| me.to_string()).unwrap_or_default(),
        ..Draft::default()
    }
}

/// The rows to add, or nothing, with every mistake named beside its field.
pub(super) fn read(draft: &Draft, id: Id<Deal>, desk: Desk, mistakes: Mistakes) -> Option<Vec<Row>> {
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
        Err(_) => Some(tie_new(&mut deal, about_text, draft.is_person)),
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
