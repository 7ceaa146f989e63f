//! The quotes of a deal, which numbers quotes have, and between whom they are.

use crate::{
    book::Book,
    order,
    query::settings,
    record::{Address, Deal, Enclosed, Quote, QuoteStatus, Reached, Rep},
    value::{Day, ElementId, Id, Money},
};
use std::cmp::Reverse;

/// All of them, the newest first. Nothing stands for one that cannot be read here, and those come last.
pub fn quotes(deal: &Deal) -> Vec<(ElementId, Option<Quote>)> {
    let mut all: Vec<_> = deal.quotes.iter().map(|(id, it)| (*id, it.open())).collect();
    order::sort_by_key(&mut all, |it| Reverse(it.1.as_ref().map(|it| (it.date, it.number.clone()))));
    all
}

/// The next free number of a year: "2026-014" after "2026-013".
///
/// Numbers of deals in the trash count, too. Two copies of the data that know nothing of each other propose the same
/// one; then both quotes are kept, and [`same_number`] tells.
pub fn next_number(book: &Book, today: Day) -> String {
    let year = format!("{:04}-", today.parts().0);
    let nth = |number: &str| number.strip_prefix(&year)?.parse::<u32>().ok();
    let last = all(book).filter_map(|(_, _, it)| nth(&it.number)).max().unwrap_or_default();
    format!("{year}{:03}", last.saturating_add(1))
}

/// The deal that has another quote of this number, if there is one.
pub fn same_number(book: &Book, number: &str, but: (Id<Deal>, ElementId)) -> Option<Id<Deal>> {
    let is_same = |it: &Quote| it.number.trim().eq_ignore_ascii_case(number.trim());
    all(book).find(|(deal, id, it)| (*deal, *id) != but && is_same(it)).map(|it| it.0)
}

/// What a deal is worth by the quote that was accepted last, if its value says otherwise: which quote, and the value.
pub fn accepted_value(deal: &Deal) -> Option<(Quote, Money)> {
    let is_accepted = |it: &Quote| it.status == QuoteStatus::Accepted;
    let quote = quotes(deal).into_iter().filter_map(|it| it.1).find(is_accepted)?;
    let net = quote.totals()?.net().filter(|it| Some(*it) != deal.value)?;
    Some((quote, net))
}

/// Between whom a quote is, line by line as on an envelope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// Who offers.
    pub from: Vec<String>,
    /// To whom.
    pub to: Vec<String>,
}

/// The business and whoever looks after the deal; the company, the person and the address of the first that has one.
pub fn parties(book: &Book, deal: &Deal, me: Id<Rep>) -> Parties {
    let rep = book.get(deal.owner.unwrap_or(me));
    let email = rep.and_then(|it| it.email.as_ref()).map(|it| it.as_str().to_owned());
    let from = [Some(settings(book).name.to_string()), rep.map(|it| it.name.to_string()), email];
    let company = deal.company().and_then(|it| book.get(it));
    let contact = deal.contact().and_then(|it| book.get(it));
    // Somebody who has been spoken to as a lead alone is nobody's contact yet.
    let lead = deal.lead.filter(|_| company.is_none() && contact.is_none()).and_then(|it| book.get(it));
    let mut to = vec![company.map(|it| it.name()), contact.map(|it| it.name())];
    to.extend(lead.map(|it| [it.company_name.to_string(), it.person()]).into_iter().flatten().map(Some));
    let address = company
        .and_then(|it| it.addresses.values().next())
        .or_else(|| contact?.addresses.values().next())
        .or_else(|| lead?.addresses.values().next());
    to.extend(address.map(Address::lines).unwrap_or_default().into_iter().map(Some));
    let said =
        |lines: Vec<Option<String>>| lines.into_iter().flatten().filter(|it| !it.trim().is_empty()).collect();
    Parties { from: said(from.to_vec()), to: said(to) }
}

/// Every quote that can be read here.
fn all(book: &Book) -> impl Iterator<Item = (Id<Deal>, ElementId, Quote)> {
    let deals = book.table::<Deal>().iter().filter(|it| !it.quotes.is_empty());
    deals.flat_map(|deal| {
        let quote = |(id, it): (&ElementId, &Enclosed<Quote>)| Some((deal.id, *id, it.open()?));
        deal.quotes.iter().filter_map(quote).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Add, Edit},
        merge,
        record::{Company, Contact, Lead, LineItem, Member, Participant, Record},
        testing::{Device, board},
        value::{Currency, Quantity, Rate, Text},
    };

    const TODAY: &str = "2026-11-21";

    fn quote(number: &str, date: &str, status: QuoteStatus) -> Quote {
        let price = Money::new(10_050, Currency::EUR).expect("small");
        let (discount, tax, quantity) = (Rate::NONE, Rate::of_hundredths(2_500), Quantity::ONE);
        let line = LineItem { discount, name: "Lockers".into(), price, quantity, rank: None, tax };
        let date = date.parse().expect("a day");
        Quote { date, lines: vec![line], number: number.into(), status, text: Text::EMPTY, valid_until: None }
    }

    fn put(book: &mut Book, deal: &str, key: u32, quote: &Quote) {
        let id = ElementId(uuid::Uuid::from_u128(key.into()));
        let edit = Edit::of(book.get(board::deal(deal)).expect("it is there"), |it| {
            it.quotes.insert(id, Enclosed::of(quote));
        });
        Device::new(key).does(book, edit);
    }

    fn deal<'a>(book: &'a Book, name: &str) -> &'a Deal {
        book.get(board::deal(name)).expect("it is there")
    }

    #[test]
    fn d17_the_number_that_is_proposed_is_the_next_one_of_the_year() {
        let mut book = board::parse("Negotiation: acme bolt");
        let today = TODAY.parse().expect("a day");
        assert_eq!(next_number(&book, today), "2026-001");
        put(&mut book, "acme", 1, &quote("2026-013", TODAY, QuoteStatus::Draft));
        put(&mut book, "bolt", 2, &quote("2025-900", TODAY, QuoteStatus::Draft));
        put(&mut book, "bolt", 3, &quote("Q 77", TODAY, QuoteStatus::Draft));
        assert_eq!(next_number(&book, today), "2026-014");
        Device::new(9).does(&mut book, crate::command::Trash(vec![board::deal("acme").into()]));
        assert_eq!(next_number(&book, today), "2026-014");
        put(&mut book, "bolt", 4, &quote("2026-999", TODAY, QuoteStatus::Draft));
        assert_eq!(next_number(&book, today), "2026-1000");
    }

    #[test]
    fn d17_two_who_give_the_same_number_keep_both_and_are_told() {
        let mut here = board::parse("Negotiation: acme bolt");
        let mut there = here.clone();
        put(&mut here, "acme", 1, &quote("2026-001", TODAY, QuoteStatus::Draft));
        put(&mut there, "bolt", 2, &quote("2026-001", TODAY, QuoteStatus::Draft));
        let plan = merge::plan(&here, &there.rows(), Device::new(1).now());
        here.apply(&plan.change).expect("it was made of this Book");
        let [acme, bolt] =
            ["acme", "bolt"].map(|it| (board::deal(it), *deal(&here, it).quotes.keys().next().expect("one")));
        assert_eq!(same_number(&here, "2026-001", acme), Some(bolt.0));
        assert_eq!(same_number(&here, " 2026-001", bolt), Some(acme.0));
        assert_eq!(same_number(&here, "2026-002", bolt), None);
    }

    #[test]
    fn a_quote_is_from_the_business_and_for_the_company_the_person_and_the_first_address() {
        let (device, mut book) = (Device::new(1), Book::new());
        let ana = device.me();
        let (mut company, mut contact) = (Company::blank(device.id()), Contact::blank(device.id()));
        company.name = "Acme".into();
        (contact.first_name, contact.last_name) = ("Bo".into(), "Berg".into());
        let address = Address { city: "Oslo".into(), postal: "0150".into(), ..Address::default() };
        contact.addresses.insert(ElementId(device.uuid()), address);
        let (company_id, contact_id) = (company.id, contact.id);
        device.does(&mut book, Add(vec![company.into(), contact.into()]));
        let mut deal = Deal::blank(device.id());
        deal.companies.insert(company_id, Member);
        assert_eq!(
            parties(&book, &deal, ana),
            Parties { from: vec!["Ana Roy".into()], to: vec!["Acme".into()] }
        );
        deal.contacts.insert(contact_id, Participant::default());
        let settings = book.get(crate::defaults::SETTINGS).expect("a default").clone();
        device.does(&mut book, Edit::of(&settings, |it| it.name = "Roy and Sons".into()));
        let Parties { from, to } = parties(&book, &deal, ana);
        assert_eq!(from, ["Roy and Sons", "Ana Roy"]);
        assert_eq!(to, ["Acme", "Bo Berg", "0150 Oslo"]);
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Cy".into());
        let alone = Deal { lead: Some(lead), ..Deal::blank(device.id()) };
        assert_eq!(parties(&book, &alone, ana).to, ["Cy"]);
    }

    #[test]
    fn the_newest_quote_comes_first_and_the_last_accepted_one_says_what_the_deal_is_worth() {
        let mut book = board::parse("Negotiation: acme");
        put(&mut book, "acme", 1, &quote("2026-001", "2026-10-01", QuoteStatus::Accepted));
        put(&mut book, "acme", 2, &quote("2026-003", TODAY, QuoteStatus::Draft));
        put(&mut book, "acme", 3, &quote("2026-002", TODAY, QuoteStatus::Declined));
        let numbers: Vec<_> = quotes(deal(&book, "acme")).into_iter().filter_map(|it| it.1).collect();
        let numbers: Vec<_> = numbers.iter().map(|it| &*it.number).collect();
        assert_eq!(numbers, ["2026-003", "2026-002", "2026-001"]);
        let (quote, net) = accepted_value(deal(&book, "acme")).expect("the deal has no value");
        assert_eq!((&*quote.number, net.minor()), ("2026-001", 10_050));
        let take = Edit::of(book.get(board::deal("acme")).expect("it is there"), |it| it.value = Some(net));
        Device::new(4).does(&mut book, take);
        assert_eq!(accepted_value(deal(&book, "acme")), None);
    }
}
