//! Who might be the same, and what a lead would become.

use super::{are_apart, listed};
use crate::{
    book::Book,
    command::{Convert, NewDeal, Overwrite, Take, Target},
    order,
    record::{Company, Contact, Deal, Emails, Lead, Reached, Stage},
    value::{Id, RecordId, Text, fold},
};
use uuid::Uuid;

/// Someone who might be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// Who.
    pub id: RecordId,
    /// What they share.
    pub why: Likeness,
}

/// What two records share, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// The domain of a website or of an address.
    Domain,
    /// The name.
    Name,
}

/// What is known of someone who is looked for.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// E-mail addresses, in lower case.
    pub emails: Vec<String>,
    /// Keys of phone numbers.
    pub phones: Vec<String>,
    /// A person's name.
    pub name: String,
    /// A company's name.
    pub company: String,
}

impl Sought {
    /// What is known of a lead.
    pub fn lead(lead: &Lead) -> Sought {
        Sought {
            emails: lead.emails.values().map(|it| it.value.key()).collect(),
            phones: lead.phones.values().map(|it| it.value.key()).collect(),
            name: lead.person(),
            company: lead.company_name.to_string(),
        }
    }

    /// What is known of a contact.
    pub fn contact(contact: &Contact) -> Sought {
        // One without a name is called by an address, which is no name.
        let has_name = !contact.first_name.is_empty() || !contact.last_name.is_empty();
        Sought {
            emails: contact.emails.values().map(|it| it.value.key()).collect(),
            phones: contact.phones.values().map(|it| it.value.key()).collect(),
            name: if has_name { contact.name() } else { String::new() },
            company: String::new(),
        }
    }
}

/// Leads and contacts that might be the same, surest first, ten at most, without those that are said to be apart from
/// `except`. A warning, never a wall.
pub fn likely_same(book: &Book, sought: &Sought, except: Option<RecordId>) -> Vec<Likely> {
    let name = fold(&sought.name);
    let company = company_key(&sought.company);
    let mut found: Vec<Likely> = Vec::new();
    for lead in book.table::<Lead>().live().filter(|it| it.converted.is_none()) {
        let is_same_company =
            company.is_empty() || lead.company_name.is_empty() || company == company_key(&lead.company_name);
        let same_name = if name.is_empty() {
            lead.person().is_empty()
                && !company.is_empty()
                && is_same_company
                && !lead.company_name.is_empty()
        } else {
            is_same_company && name == fold(&lead.person())
        };
        found.extend(alike(lead.record(), sought, same_name).map(|why| Likely { id: lead.id.into(), why }));
    }
    for contact in book.table::<Contact>().live() {
        let same_name = !name.is_empty() && name == fold(&contact.name());
        found.extend(
            alike(contact.record(), sought, same_name).map(|why| Likely { id: contact.id.into(), why }),
        );
    }
    found.retain(|it| except.is_none_or(|me| it.id != me && !are_apart(book, me, it.id)));
    order::sort_by_key(&mut found, |it| (it.why, it.id));
    found.truncate(10);
    found
}

fn alike(it: &impl Reached, sought: &Sought, same_name: bool) -> Option<Likeness> {
    let has_email = || it.emails().values().any(|it| sought.emails.contains(&it.value.key()));
    let has_phone = || it.phones().values().any(|it| sought.phones.contains(&it.value.key()));
    if !sought.emails.is_empty() && has_email() {
        Some(Likeness::Email)
    } else if !sought.phones.is_empty() && has_phone() {
        Some(Likeness::Phone)
    } else {
        same_name.then_some(Likeness::Name)
    }
}

/// Companies that a lead might belong to: by the domain of its website or e-mail, then by name.
pub fn likely_companies(book: &Book, lead: &Lead) -> Vec<(Id<Company>, Likeness)> {
    let domains = domains(&lead.website, &lead.emails);
    let name = company_key(&lead.company_name);
    let mut found = Vec::new();
    for company in book.table::<Company>().live() {
        if self::domains(&company.website, &company.emails).iter().any(|it| domains.contains(it)) {
            found.push((company.id, Likeness::Domain));
        } else if !name.is_empty() && name == company_key(&company.name) {
            found.push((company.id, Likeness::Name));
        }
    }
    order::sort_by_key(&mut found, |it| (it.1, it.0));
    found
}

/// Where everyone has an address, so that a shared domain says nothing.
const FREE_MAIL: [&str; 12] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.de",
    "web.de",
    "proton.me",
];

/// The domains of a website and of addresses that say who somebody is.
pub(super) fn domains(website: &str, emails: &Emails) -> Vec<String> {
    let all = [domain(website)].into_iter().chain(emails.values().map(|it| it.value.domain()));
    all.filter(|it| !it.is_empty() && !FREE_MAIL.contains(&it.as_str())).collect()
}

/// The host of a website, without `www.`.
fn domain(website: &str) -> String {
    let rest = website.split_once("://").map_or(website, |it| it.1);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.trim_start_matches("www.").to_lowercase()
}

/// What two spellings of a company's name share: letters and digits, without what says how it is incorporated.
pub(crate) fn company_key(name: &str) -> String {
    let (mut letters, stem) = company_letters(name);
    letters.truncate(stem);
    letters
}

/// The letters and digits of a company's name, and how long the part is before what says how it is incorporated.
pub(crate) fn company_letters(name: &str) -> (String, usize) {
    const FORMS: [&str; 24] = [
        "inc", "ltd", "llc", "gmbh", "ag", "sa", "sarl", "bv", "nv", "oy", "ab", "as", "aps", "srl", "spa",
        "plc", "co", "corp", "kg", "ug", "kk", "pty", "limited", "company",
    ];
    let folded = fold(name);
    let words: Vec<&str> =
        folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let end = words.iter().rposition(|it| !FORMS.contains(it)).map_or(words.len(), |it| it + 1);
    let (name, form) = words.split_at(end);
    let mut letters = name.concat();
    let stem = letters.len();
    letters.extend(form.iter().map(|it| match *it {
        "limited" => "ltd",
        "company" => "co",
        it => it,
    }));
    (letters, stem)
}

/// What a lead would become if nobody said otherwise: who is surely known already is taken, the rest is new.
pub fn conversion(book: &Book, lead: &Lead, fresh: &dyn Fn() -> Uuid) -> Convert {
    let known = likely_same(book, &Sought::lead(lead), Some(lead.id.into()));
    let contact = lead.contact.filter(|it| book.live(*it).is_some()).or_else(|| {
        let sure = known.iter().find(|it| it.why < Likeness::Name && it.id.get::<Contact>().is_some());
        sure.and_then(|it| it.id.get())
    });
    let company = lead
        .company
        .filter(|it| book.live(*it).is_some())
        .or_else(|| likely_companies(book, lead).first().map(|it| it.0));
    let contact = match contact {
        Some(id) => Target::Existing(id),
        None if lead.person().is_empty() && !lead.company_name.is_empty() => Target::None,
        None => Target::New(Id::new(fresh())),
    };
    let company = match company {
        Some(id) => Target::Existing(id),
        None if lead.company_name.is_empty() => Target::None,
        None => Target::New(Id::new(fresh())),
    };
    let deal = Take::New(proposed_deal(book, lead, Id::new(fresh())));
    Convert { lead: lead.id, contact, company, deal, overwrite: Vec::new() }
}

/// The deal that a lead would become.
pub fn proposed_deal(book: &Book, lead: &Lead, id: Id<Deal>) -> NewDeal {
    let stage = super::first_stage(book).or_else(|| listed::<Stage>(book).first().map(|it| it.id));
    NewDeal { id, name: deal_name(lead), stage, value: lead.potential, expected_close: None }
}

/// "Company: interest", or as much of it as is known. The interest is cut at its first line and at 60 characters.
fn deal_name(lead: &Lead) -> Text {
    let who = if lead.company_name.is_empty() { lead.name() } else { lead.company_name.to_string() };
    let interest: String = lead.interest.lines().next().unwrap_or_default().chars().take(60).collect();
    if interest.trim().is_empty() { who.into() } else { format!("{who}: {}", interest.trim()).into() }
}

/// The fields in which existing records differ from the lead, so that the author can choose.
pub fn conversion_conflicts(
    book: &Book,
    lead: &Lead,
    contact: Option<Id<Contact>>,
    company: Option<Id<Company>>,
) -> Vec<Overwrite> {
    let mut conflicts = Vec::new();
    let differ = |here: &str, there: &str| !here.is_empty() && !there.is_empty() && here != there;
    if let Some(contact) = contact.and_then(|it| book.live(it)) {
        let here = format!("{} {}", contact.first_name, contact.last_name);
        let there = format!("{} {}", lead.first_name, lead.last_name);
        if differ(here.trim(), there.trim()) {
            conflicts.push(Overwrite::ContactName);
        }
        if differ(&contact.job_title, &lead.job_title) {
            conflicts.push(Overwrite::JobTitle);
        }
        if contact.email().zip(lead.email()).is_some_and(|(here, there)| !here.is_same(there)) {
            conflicts.push(Overwrite::ContactEmail);
        }
        if contact.phone().zip(lead.phone()).is_some_and(|(here, there)| !here.is_same(there)) {
            conflicts.push(Overwrite::ContactPhone);
        }
        if company.is_none() && differ(&contact.website, &lead.website) {
            conflicts.push(Overwrite::ContactWebsite);
        }
    }
    let company = company.and_then(|it| book.live(it));
    if company.is_some_and(|it| differ(&it.website, &lead.website)) {
        conflicts.push(Overwrite::CompanyWebsite);
    }
    conflicts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Trash,
        record::{EmailEntry, PhoneEntry},
        testing::Device,
        value::ElementId,
    };

    fn email(device: &Device, value: &str) -> (ElementId, EmailEntry) {
        (ElementId(device.uuid()), EmailEntry { label: None, value: value.parse().expect("an address") })
    }

    fn phone(device: &Device, value: &str) -> (ElementId, PhoneEntry) {
        (ElementId(device.uuid()), PhoneEntry { label: None, value: value.parse().expect("a number") })
    }

    fn sought(book: &Book, sought: &Sought) -> Vec<(String, Likeness)> {
        let name = |it: &Likely| (crate::query::name(book, it.id).unwrap_or_default(), it.why);
        likely_same(book, sought, None).iter().map(name).collect()
    }

    #[test]
    fn someone_is_likely_the_same_by_email_then_phone_then_name() {
        use Likeness::{Email, Name, Phone};
        let (device, mut book) = (Device::new(1), Book::new());
        device.adds(&mut book, |it: &mut Lead| (it.first_name, it.last_name) = ("Éva".into(), "Roy".into()));
        device.adds(&mut book, |it: &mut Contact| {
            it.first_name = "Ana".into();
            it.phones = [phone(&device, "+47 22 00 01 23")].into_iter().collect();
        });
        device.adds(&mut book, |it: &mut Contact| {
            it.first_name = "Bo".into();
            it.emails = [email(&device, "Bo@Zen.example")].into_iter().collect();
        });
        let all = Sought {
            emails: vec!["bo@zen.example".to_owned()],
            phones: vec!["22000123".to_owned()],
            name: "eva ROY".to_owned(),
            company: String::new(),
        };
        let expected =
            [("Bo", Email), ("Ana", Phone), ("Éva Roy", Name)].map(|(name, why)| (name.to_owned(), why));
        assert_eq!(sought(&book, &all), expected);
        assert_eq!(sought(&book, &Sought::default()), []);
    }

    #[test]
    fn the_same_name_at_another_company_is_somebody_else() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| {
            (it.first_name, it.company_name) = ("Bo".into(), "Zen Ltd".into());
        });
        let at = |company: &str| Sought {
            name: "Bo".to_owned(),
            company: company.to_owned(),
            ..Sought::default()
        };
        assert_eq!(sought(&book, &at("ZEN, Limited")).len(), 1);
        assert_eq!(sought(&book, &at("Acme")).len(), 0);
        assert_eq!(sought(&book, &at("")).len(), 1);
        assert_eq!(likely_same(&book, &at(""), Some(lead.into())), [], "it is not like itself");
        device.does(&mut book, Trash(vec![lead.into()]));
        assert_eq!(sought(&book, &at("")).len(), 0);
    }

    #[test]
    fn a_lead_that_is_a_company_is_like_another_of_that_company() {
        let (device, mut book) = (Device::new(1), Book::new());
        device.adds(&mut book, |it: &mut Lead| it.company_name = "Zen Ltd".into());
        let of = |company: &str| Sought { company: company.to_owned(), ..Sought::default() };
        assert_eq!((sought(&book, &of("Zen")).len(), sought(&book, &of("Acme")).len()), (1, 0));
    }

    #[test]
    fn ten_likely_ones_are_enough() {
        let (device, mut book) = (Device::new(1), Book::new());
        for _ in 0..15 {
            device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        }
        assert_eq!(sought(&book, &Sought { name: "Bo".to_owned(), ..Sought::default() }).len(), 10);
    }

    #[test]
    fn a_company_is_found_by_its_domain_then_by_its_name_without_its_form() {
        let (device, mut book) = (Device::new(1), Book::new());
        device.adds(&mut book, |it: &mut Company| it.name = "ACME, Inc.".into());
        device.adds(&mut book, |it: &mut Company| {
            (it.name, it.website) = ("Other".into(), "http://www.Acme.io:80/x".into());
        });
        device.adds(&mut book, |it: &mut Company| {
            it.name = "Mail".into();
            it.emails = [email(&device, "all@gmail.com")].into_iter().collect();
        });
        let found = |lead: &Lead| -> Vec<(String, Likeness)> {
            let found = likely_companies(&book, lead);
            found.iter().map(|it| (book.get(it.0).expect("it is there").name.to_string(), it.1)).collect()
        };
        let lead = Lead { company_name: "acme gmbh".into(), ..crate::record::Record::blank(Id::fixed(1)) };
        assert_eq!(found(&lead), [("ACME, Inc.".to_owned(), Likeness::Name)]);
        let lead = Lead {
            emails: [email(&device, "bo@acme.io"), email(&device, "bo@gmail.com")].into_iter().collect(),
            ..lead
        };
        assert_eq!(
            found(&lead),
            [("Other".to_owned(), Likeness::Domain), ("ACME, Inc.".to_owned(), Likeness::Name)]
        );
    }

    #[test]
    fn spellings_of_one_company_share_a_key() {
        for (one, other) in
            [("Acme GmbH", "ACME"), ("Bäckerei Hölzl AG", "backerei holzl"), ("A. C. M. E. Co. Ltd.", "acme")]
        {
            assert_eq!(company_key(one), company_key(other), "{one}");
        }
        assert_ne!(company_key("Acme North"), company_key("Acme South"));
        assert_eq!(
            company_key("Limited Company"),
            "limitedcompany",
            "a name that is all form is still a name"
        );
    }

    #[test]
    fn a_proposal_takes_who_is_surely_known_and_makes_the_rest() {
        let (device, mut book) = (Device::new(1), Book::new());
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Zen".into());
        let contact = device.adds(&mut book, |it: &mut Contact| {
            it.first_name = "Robert".into();
            it.emails = [email(&device, "bo@zen.example")].into_iter().collect();
        });
        let namesake = device.adds(&mut book, |it: &mut Contact| it.first_name = "Bo".into());
        let lead = device.adds(&mut book, |it: &mut Lead| {
            (it.first_name, it.company_name, it.interest) =
                ("Bo".into(), "Zen Ltd".into(), "x".repeat(80).as_str().into());
            it.emails = [email(&device, "BO@zen.example")].into_iter().collect();
        });
        let proposal = conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
        assert_eq!(
            (&proposal.contact, &proposal.company),
            (&Target::Existing(contact), &Target::Existing(company))
        );
        let Take::New(deal) = proposal.deal else { panic!("a new deal is proposed") };
        assert_eq!(&*deal.name, format!("Zen Ltd: {}", "x".repeat(60)));
        // A name alone is no proof, and a link that was made by hand is.
        device.does(&mut book, Trash(vec![contact.into()]));
        let again =
            |book: &Book| conversion(book, book.get(lead).expect("it is there"), &|| device.uuid()).contact;
        assert!(matches!(again(&book), Target::New(_)));
        let edit =
            crate::command::Edit::of(book.get(lead).expect("it is there"), |it| it.contact = Some(namesake));
        device.does(&mut book, edit);
        assert_eq!(again(&book), Target::Existing(namesake));
    }

    #[test]
    fn what_differs_from_who_is_there_already_is_shown_before() {
        let (device, mut book) = (Device::new(1), Book::new());
        let contact = device.adds(&mut book, |it: &mut Contact| {
            (it.first_name, it.job_title) = ("Robert".into(), "Head".into());
            it.emails = [email(&device, "bo@old.example")].into_iter().collect();
        });
        let company = device
            .adds(&mut book, |it: &mut Company| (it.name, it.website) = ("Zen".into(), "zen.example".into()));
        let lead = Lead {
            first_name: "Bo".into(),
            job_title: "Head".into(),
            website: "other.example".into(),
            emails: [email(&device, "bo@zen.example")].into_iter().collect(),
            phones: [phone(&device, "555-0100")].into_iter().collect(),
            ..crate::record::Record::blank(Id::fixed(1))
        };
        let conflicts = conversion_conflicts(&book, &lead, Some(contact), Some(company));
        assert_eq!(conflicts, [Overwrite::ContactName, Overwrite::ContactEmail, Overwrite::CompanyWebsite]);
        assert_eq!(conversion_conflicts(&book, &lead, None, None), []);
    }
}
