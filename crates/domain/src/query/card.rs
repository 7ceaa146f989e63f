//! What a card of the board shows.

use super::{Step, is_rotting, name, next_step, tags_of};
use crate::{
    book::Book,
    record::{Deal, Outcome, Record, Rep, Tag},
    row::Stamped,
    value::{Day, Id, Money, Text, Timestamp},
};
use std::sync::Arc;

/// What a card shows of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it is called.
    pub name: Text,
    /// The company it is with, else the person, else the lead.
    pub with: Option<String>,
    /// What it is worth.
    pub value: Option<Money>,
    /// When it is expected to close.
    pub expected_close: Option<Day>,
    /// Who owns it, and what they are called.
    pub owner: Option<(Id<Rep>, String)>,
    /// What is to be done next.
    pub step: Option<Step>,
    /// When it came to where it stands.
    pub since: Timestamp,
    /// The days that its stage allows, if nothing has happened for longer (R1).
    pub overstays: Option<u16>,
    /// Its tags.
    pub tags: Vec<Arc<Stamped<Tag>>>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Why it ended so, if that was given.
    pub reason: Option<String>,
}

/// The card of a deal; none if the deal is gone.
pub fn card(book: &Book, deal: Id<Deal>, now: Timestamp) -> Option<Card> {
    let deal = book.live(deal)?;
    let overstays = || book.get(deal.stage).and_then(|it| it.rot_days);
    Some(Card {
        name: deal.name.clone(),
        with: party(book, deal),
        value: deal.value,
        expected_close: deal.expected_close,
        owner: deal.owner.and_then(|it| Some((it, name(book, it.into())?))),
        step: next_step(book, deal.id.into()),
        since: deal.stage_since(),
        overstays: is_rotting(book, deal, now).then(overstays).flatten(),
        tags: tags_of(book, deal.common()),
        outcome: deal.outcome.clone(),
        reason: deal.outcome.as_ref().and_then(|it| name(book, it.reason?.into())),
    })
}

/// Who a deal is with: the company, else the person, else the lead.
pub fn party(book: &Book, deal: &Deal) -> Option<String> {
    let company = deal.company().and_then(|it| name(book, it.into()));
    let contact = || deal.contact().and_then(|it| name(book, it.into()));
    company.or_else(contact).or_else(|| deal.lead.and_then(|it| name(book, it.into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        defaults,
        record::{Company, Contact, Record, StageVisit},
        row::Row,
        value::ElementId,
    };
    use uuid::Uuid;

    const NOW: Timestamp = Timestamp(100 * Timestamp::DAY);
    const DEAL: Id<Deal> = Id::fixed(1);

    fn deal(days_here: i64) -> Deal {
        let at = Timestamp(NOW.0 - days_here * Timestamp::DAY);
        let visit = StageVisit { stage: defaults::QUALIFIED_TO_BUY, at, by: None };
        let stages = [(ElementId(Uuid::from_u128(9)), visit)].into_iter().collect();
        Deal { name: "Lockers".into(), stage: defaults::QUALIFIED_TO_BUY, stages, ..Deal::blank(DEAL) }
    }

    fn shown(rows: &[Row]) -> Card {
        let mut book = Book::new();
        book.load(rows);
        book.finish();
        card(&book, DEAL, NOW).expect("the deal is there")
    }

    #[test]
    fn a_card_is_with_the_company_before_the_person() {
        let company = Company { name: "Acme".into(), ..Company::blank(Id::fixed(2)) };
        let contact = Contact { first_name: "Ann".into(), ..Contact::blank(Id::fixed(3)) };
        let mut it = deal(0);
        assert_eq!(shown(&[it.clone().into()]).with, None);
        it.contacts.insert(contact.id, crate::record::Participant::default());
        assert_eq!(shown(&[it.clone().into(), contact.clone().into()]).with.as_deref(), Some("Ann"));
        it.companies.insert(company.id, crate::record::Member);
        assert_eq!(shown(&[it.into(), contact.into(), company.into()]).with.as_deref(), Some("Acme"));
    }

    #[test]
    fn a_deal_overstays_on_the_day_after_the_last_that_its_stage_allows() {
        assert_eq!(shown(&[deal(14).into()]).overstays, None);
        assert_eq!(shown(&[deal(15).into()]).overstays, Some(14));
    }
}
