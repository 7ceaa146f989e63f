//! What a lead becomes.

use super::*;
use crate::{
    record::{
        Address, ContactRole, EmailEntry, Level, NextStep, PhoneEntry, Reason, ReasonUse, Source, StageVisit,
        Status,
    },
    testing::{Device, broken_rules, values},
    value::{Currency, ElementId},
};
use uuid::Uuid;

/// A Book with a lead of whom much is known.
fn scene() -> (Device, Book, Id<Lead>) {
    let (device, mut book) = (Device::new(1), Book::new());
    let lead = device.adds(&mut book, |it: &mut Lead| {
        (it.salutation, it.first_name, it.last_name) = ("Ms".into(), "Bo".into(), "Roy".into());
        (it.company_name, it.job_title, it.website) =
            ("Zen Ltd".into(), "Buyer".into(), "zen.example".into());
        (it.interest, it.message) = ("Pumps\nand more".into(), "Call me".into());
        it.emails.insert(element(5), email("bo@zen.example"));
        it.phones.insert(element(6), phone("+47 22 00 01 23"));
        it.addresses.insert(element(7), Address { city: "Oslo".into(), ..Address::default() });
        it.potential = Money::new(5_000, Currency::EUR);
        it.level = Some(Level::Hot);
        it.next_step = Some(NextStep { day: None, text: "Call".into() });
        it.source = query::listed::<Source>(&Book::new()).first().map(|it| it.id);
        it.common.custom.insert("shoe".into(), crate::record::Json::text("47"));
    });
    (device, book, lead)
}

fn element(number: u128) -> ElementId {
    ElementId(Uuid::from_u128(number))
}

fn email(value: &str) -> EmailEntry {
    EmailEntry { label: None, value: value.parse().expect("an address") }
}

fn phone(value: &str) -> PhoneEntry {
    PhoneEntry { label: None, value: value.parse().expect("a number") }
}

fn new_deal(device: &Device) -> Take {
    let name = "Zen: Pumps".into();
    Take::New(NewDeal { id: device.id(), name, stage: None, value: None, expected_close: None })
}

fn known_contact(device: &Device, book: &mut Book, build: impl FnOnce(&mut Contact)) -> Id<Contact> {
    device.adds(book, build)
}

#[test]
fn l7_each_of_the_seven_choices_makes_what_it_says_and_is_one_undo() {
    for choice in 1..8_u8 {
        let (device, mut book, lead) = scene();
        let [takes_contact, takes_company, takes_deal] = [1, 2, 4].map(|it| choice & it != 0);
        let command = Convert {
            lead,
            contact: if takes_contact { Target::New(device.id()) } else { Target::None },
            company: if takes_company { Target::New(device.id()) } else { Target::None },
            deal: if takes_deal { new_deal(&device) } else { Take::None },
            overwrite: Vec::new(),
        };
        let before = book.clone();
        let entry = device.does(&mut book, command);
        let became = book.get(lead).and_then(|it| it.converted).expect("it is converted");
        let made = (became.contact.is_some(), became.company.is_some(), became.deal.is_some());
        assert_eq!(made, (takes_contact, takes_company, takes_deal));
        assert_eq!(
            became.contact.and_then(|it| book.get(it)).map(|it| it.name()),
            takes_contact.then(|| "Ms Bo Roy".to_owned())
        );
        let company = became.company.and_then(|it| book.get(it));
        assert_eq!(company.map(|it| it.name.to_string()), takes_company.then(|| "Zen Ltd".to_owned()));
        let deal = became.deal.and_then(|it| book.get(it));
        assert_eq!(
            deal.map(|it| (it.contact(), it.company())),
            takes_deal.then_some((became.contact, became.company))
        );
        assert!(broken_rules(&book, device.now()).is_empty(), "choice {choice}");
        device.undoes(&mut book, &entry, &before);
    }
}

#[test]
fn l2_converted_is_told_by_what_came_of_a_lead_and_by_no_status() {
    let (device, mut book, lead) = scene();
    let kind = |book: &Book| query::status_kind(book, book.get(lead).expect("it is there"));
    let before = book.clone();
    let proposal = query::conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
    let entry = device.does(&mut book, proposal);
    let after = book.get(lead).expect("it is there");
    assert_eq!((kind(&book), after.status.status), (StatusKind::Converted, crate::defaults::NEW));
    let status = query::status_of_kind(&book, StatusKind::Working).expect("a default");
    let back = crate::command::SetStatus { lead, status, reason: None, note: "".into() };
    let (from, to) = (StatusKind::Converted, StatusKind::Working);
    assert_eq!(device.decide(&book, back).map(|it| it.change), Err(Refusal::NotThisWay { from, to }));
    device.undoes(&mut book, &entry, &before);
    assert_eq!(kind(&book), StatusKind::Open);
}

#[test]
fn l9_nothing_chosen_is_refused() {
    let (device, book, lead) = scene();
    let command = Convert {
        lead,
        contact: Target::None,
        company: Target::None,
        deal: Take::None,
        overwrite: Vec::new(),
    };
    assert_eq!(device.decide(&book, command).map(|it| it.change), Err(Refusal::NothingChosen));
}

#[test]
fn l8_converting_twice_leaves_the_first_result() {
    let (device, mut book, lead) = scene();
    let convert =
        |book: &Book| query::conversion(book, book.get(lead).expect("it is there"), &|| device.uuid());
    let command = convert(&book);
    device.does(&mut book, command);
    let once = values(&book);
    let command = convert(&book);
    assert!(device.does(&mut book, command).change.is_empty());
    assert_eq!(values(&book), once);
}

#[test]
fn l4_a_lead_becomes_one_deal_at_most_and_a_disqualified_one_none() {
    let (device, mut book, lead) = scene();
    let reason =
        query::listed::<Reason>(&book).iter().find(|it| it.used_for == ReasonUse::Disqualify).map(|it| it.id);
    let status =
        query::listed::<Status>(&book).iter().find(|it| it.kind == StatusKind::Disqualified).map(|it| it.id);
    let status = status.expect("it is a default");
    device.does(&mut book, crate::command::SetStatus { lead, status, reason, note: "".into() });
    let proposal = query::conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
    assert_eq!(device.decide(&book, proposal).map(|it| it.change), Err(Refusal::Disqualified));
}

#[test]
fn l7_what_is_proposed_takes_over_everything_that_is_known() {
    let (device, mut book, lead) = scene();
    let proposal = query::conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
    device.does(&mut book, proposal);
    let became = book.get(lead).and_then(|it| it.converted).expect("it is converted");
    let contact = book.get(became.contact.expect("new")).expect("it was made");
    assert_eq!((&*contact.job_title, contact.email().map(Email::as_str)), ("Buyer", Some("bo@zen.example")));
    assert_eq!((contact.company(), contact.lead, contact.addresses.len()), (became.company, Some(lead), 1));
    assert_eq!((&*contact.website, contact.common.custom.len()), ("", 1), "the website is the company's");
    let company = book.get(became.company.expect("new")).expect("it was made");
    assert_eq!((&*company.website, company.emails.len()), ("zen.example", 0), "the address is the person's");
    let deal = book.get(became.deal.expect("new")).expect("it was made");
    assert_eq!((&*deal.name, deal.value), ("Zen Ltd: Pumps", Money::new(5_000, Currency::EUR)));
    assert_eq!((&*deal.requirements, deal.next_step.as_ref().map(|it| &*it.text)), ("Call me", Some("Call")));
    assert_eq!(deal.source, book.get(lead).and_then(|it| it.source));
    assert_eq!(deal.stages.values().map(|it: &StageVisit| it.stage).collect::<Vec<_>>(), [deal.stage]);
}

#[test]
fn l7_a_lead_that_is_a_company_gives_it_its_addresses() {
    let (device, mut book) = (Device::new(1), Book::new());
    let lead = device.adds(&mut book, |it: &mut Lead| {
        it.company_name = "Zen".into();
        it.emails.insert(element(5), email("post@zen.example"));
    });
    let proposal = query::conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
    assert_eq!(proposal.contact, Target::None);
    device.does(&mut book, proposal);
    let company =
        book.get(lead).and_then(|it| it.converted?.company).and_then(|it| book.get(it)).expect("it was made");
    assert_eq!(company.email().map(Email::as_str), Some("post@zen.example"));
}

#[test]
fn l7_existing_records_get_only_their_empty_fields() {
    let (device, mut book, lead) = scene();
    let contact = known_contact(&device, &mut book, |it| {
        (it.first_name, it.job_title) = ("Robert".into(), "Head".into());
        it.emails.insert(element(9), email("robert@old.example"));
    });
    let company = device.adds(&mut book, |it: &mut Company| it.name = "Zen Incorporated".into());
    let before = book.clone();
    let command = Convert {
        lead,
        contact: Target::Existing(contact),
        company: Target::Existing(company),
        deal: Take::None,
        overwrite: Vec::new(),
    };
    let entry = device.does(&mut book, command);
    let it = book.get(contact).expect("it is there");
    assert_eq!((it.name(), &*it.job_title), ("Robert".to_owned(), "Head"));
    assert_eq!(it.email().map(Email::as_str), Some("robert@old.example"), "the address to write to stays");
    assert_eq!((it.emails.len(), it.phone().map(Phone::as_str)), (2, Some("+47 22 00 01 23")));
    assert_eq!(it.company(), Some(company));
    let it = book.get(company).expect("it is there");
    assert_eq!((&*it.name, &*it.website), ("Zen Incorporated", "zen.example"));
    device.undoes(&mut book, &entry, &before);
}

#[test]
fn l7_what_the_author_chose_to_overwrite_takes_the_value_of_the_lead() {
    let (device, mut book, lead) = scene();
    let contact = known_contact(&device, &mut book, |it| {
        (it.first_name, it.last_name, it.job_title) = ("Robert".into(), "Royce".into(), "Head".into());
        it.emails.insert(element(2), email("robert@old.example"));
        it.emails.insert(element(3), email("BO@zen.example"));
        it.primary_email = Some(element(2));
        it.phones.insert(element(4), phone("555-0100"));
    });
    let overwrite = vec![
        Overwrite::ContactName,
        Overwrite::JobTitle,
        Overwrite::ContactEmail,
        Overwrite::ContactPhone,
        Overwrite::ContactWebsite,
    ];
    let command = Convert {
        lead,
        contact: Target::Existing(contact),
        company: Target::None,
        deal: Take::None,
        overwrite,
    };
    device.does(&mut book, command);
    let it = book.get(contact).expect("it is there");
    assert_eq!((it.name(), &*it.job_title, &*it.website), ("Ms Bo Roy".to_owned(), "Buyer", "zen.example"));
    assert_eq!(
        (it.email().map(Email::as_str), it.emails.len()),
        (Some("BO@zen.example"), 2),
        "known under another spelling"
    );
    assert_eq!(it.phone().map(Phone::as_str), Some("+47 22 00 01 23"));
}

#[test]
fn l7_a_number_that_only_ends_alike_is_taken_over_and_can_be_chosen() {
    let (device, mut book, lead) = scene();
    let contact = known_contact(&device, &mut book, |it| {
        it.first_name = "Bo".into();
        it.phones.insert(element(4), phone("+45 22 00 01 23"));
    });
    let read = |book: &Book| {
        query::conversion_conflicts(book, book.get(lead).expect("it is there"), Some(contact), None)
    };
    assert!(read(&book).contains(&Overwrite::ContactPhone));
    let overwrite = vec![Overwrite::ContactPhone];
    let (contact, company) = (Target::Existing(contact), Target::None);
    device.does(&mut book, Convert { lead, contact: contact.clone(), company, deal: Take::None, overwrite });
    let it = contact.id().and_then(|it| book.get(it)).expect("it is there");
    assert_eq!((it.phones.len(), it.phone().map(Phone::as_str)), (2, Some("+47 22 00 01 23")));
}

#[test]
fn l7_a_name_is_taken_whole() {
    let (device, mut book) = (Device::new(1), Book::new());
    let lead = device.adds(&mut book, |it: &mut Lead| it.last_name = "Roy".into());
    let contact = known_contact(&device, &mut book, |it| it.first_name = "Robert".into());
    let overwrite = vec![Overwrite::ContactName];
    let command = Convert {
        lead,
        contact: Target::Existing(contact),
        company: Target::None,
        deal: Take::None,
        overwrite,
    };
    device.does(&mut book, command);
    assert_eq!(book.get(contact).map(|it| it.name()), Some("Roy".to_owned()), "half of two people is nobody");
}

#[test]
fn l7_an_existing_deal_keeps_whom_it_is_with_first() {
    let (device, mut book, lead) = scene();
    let first = known_contact(&device, &mut book, |it| it.first_name = "Ana".into());
    let deal = device.adds(&mut book, |it: &mut Deal| {
        it.name = "Renewal".into();
        it.contacts.insert(first, Participant { role: Some(ContactRole::DecisionMaker) });
    });
    let contact = Target::New(Id::fixed(1)); // Its id comes before that of the first one.
    let command =
        Convert { lead, contact, company: Target::None, deal: Take::Existing(deal), overwrite: Vec::new() };
    device.does(&mut book, command);
    let deal = book.get(deal).expect("it is there");
    assert_eq!((deal.contact(), deal.contacts.len(), deal.lead), (Some(first), 2, Some(lead)));
}

#[test]
fn what_is_gone_or_there_already_is_refused() {
    let (device, mut book, lead) = scene();
    let contact = known_contact(&device, &mut book, |it| it.first_name = "Ana".into());
    let convert =
        |contact| Convert { lead, contact, company: Target::None, deal: Take::None, overwrite: Vec::new() };
    let outcome = |command| device.decide(&book, command).map(|it| it.change);
    assert_eq!(outcome(convert(Target::New(contact))), Err(Refusal::There));
    assert_eq!(outcome(convert(Target::Existing(Id::fixed(9)))), Err(Refusal::Gone));
    let mut command = convert(Target::None);
    command.deal = Take::Existing(Id::fixed(9));
    assert_eq!(outcome(command), Err(Refusal::Gone));
    let mut command = convert(Target::Existing(contact));
    command.deal = Take::New(NewDeal {
        id: device.id(),
        name: "x".into(),
        stage: Some(crate::defaults::WON),
        value: None,
        expected_close: None,
    });
    assert_eq!(outcome(command), Err(Refusal::NoStage));
}
