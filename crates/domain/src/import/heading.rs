//! What a heading says: which field it names, by a table of the words that programs and people use for it.
//!
//! A heading is folded to its letters first (`E-mail 2 - Value *` is `emailvalue`, number 2), so that the table holds one
//! spelling of each. Ambiguous words are settled by the target: a `title` is a job among people and a name among deals.

use super::field::{Field, Target};
use crate::{
    record::Label,
    value::{fold, header_key},
};

/// What a heading was understood as.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) field: Field,
    /// How far from the best word for the field it is; of two columns the better word wins.
    pub(super) rank: usize,
    /// What a number or an address is for.
    pub(super) label: Option<Label>,
    /// Which of several it is: 2 of `E-mail 2 - Value`.
    pub(super) number: u8,
    /// Which address a part belongs to.
    pub(super) group: String,
}

/// What records are called in front of ` - `, as in `Deal - Title`, and which targets they are.
const ENTITIES: [(&str, &[Target]); 9] = [
    ("person", &[Target::Contacts, Target::Leads]),
    ("contact", &[Target::Contacts, Target::Leads]),
    ("lead", &[Target::Leads]),
    ("deal", &[Target::Deals]),
    ("opportunity", &[Target::Deals]),
    ("organization", &[Target::Companies]),
    ("organisation", &[Target::Companies]),
    ("account", &[Target::Companies]),
    ("company", &[Target::Companies]),
];

/// Words before or behind a way to reach someone that say which one it is.
const QUALIFIERS: [(&str, Option<Label>); 27] = [
    ("work", Some(Label::Work)),
    ("business", Some(Label::Work)),
    ("office", Some(Label::Work)),
    ("company", Some(Label::Work)),
    ("dienstlich", Some(Label::Work)),
    ("geschaftlich", Some(Label::Work)),
    ("home", Some(Label::Home)),
    ("private", Some(Label::Home)),
    ("privat", Some(Label::Home)),
    ("personal", Some(Label::Home)),
    ("mobile", Some(Label::Mobile)),
    ("mobil", Some(Label::Mobile)),
    ("cell", Some(Label::Mobile)),
    ("other", Some(Label::Other)),
    ("andere", Some(Label::Other)),
    ("mailing", None),
    ("billing", None),
    ("shipping", None),
    ("postal", None),
    ("primary", None),
    ("primare", None),
    ("secondary", None),
    ("sekundare", None),
    ("main", None),
    ("alternate", None),
    ("contact", None),
    ("lead", None),
];

/// What the columns of each field are called, best words first.
#[rustfmt::skip]
const WORDS: &[(Field, &str)] = &[
    (Field::ExternalId, "recordid id pipedrivesystemid systemid externalid recid"),
    (Field::Salutation, "salutation nameprefix salutationname honorific anrede civilite"),
    (Field::FirstName, "firstname first givenname forename vorname prenom nombre nome fname"),
    (Field::MiddleName, "middlename additionalname secondname"),
    (Field::LastName, "lastname last surname familyname nachname nomdefamille apellido apellidos cognome sobrenome lname"),
    (Field::Suffix, "namesuffix suffix"),
    (Field::FullName, "fullname name personname contactname leadname displayname contactperson fileas anzeigename contact person"),
    (Field::Company, "companyname company organizationname organisationname organization organisation accountname account associatedcompany primaryassociatedcompany companyaccount primarycompany businessname employer customer client firma entreprise societe empresa azienda"),
    (Field::CompanyId, "companyid associatedcompanyids associatedcompanyid primaryassociatedcompanyid accountid accountnameid organizationid organisationid"),
    (Field::JobTitle, "jobtitle title position role organizationtitle function designation occupation arbeitstitel poste"),
    (Field::Website, "website websiteurl companydomainname domainname domain webpage websitevalue url web webseite homepage site"),
    (Field::Email, "email emailaddress emails emailvalue mail mailaddress emailid emailadresse courriel correo"),
    (Field::EmailLabel, "emailtype emaillabel"),
    (Field::Phone, "phone phonenumber phones phonevalue telephone telephonenumber contactnumbers contactnumber tel telnr telefon telefono telefonnummer mobile mobil mobilephone mobilephonenumber mobileno mobilenumber cell cellphone handy portable"),
    (Field::PhoneLabel, "phonetype phonelabel"),
    (Field::Street, "street streetaddress addressstreet address addressline addressstreetroadname addresspobox addressextendedaddress pobox strasse adresse rue direccion"),
    (Field::HouseNumber, "housenumber streetnumber addresshousenumber hausnummer"),
    (Field::City, "city town addresscity addresscitytownvillagelocality suburb locality ort wohnort stadt ville ciudad citta"),
    (Field::Region, "state region stateregion province stateprovince addressregion addressstate addressstatecounty county bundesland"),
    (Field::Postal, "postalcode zip zipcode postcode zippostalcode addresspostalcode addresszippostalcode plz codepostal"),
    (Field::Country, "country countryregion addresscountry land pays pais paese"),
    (Field::Status, "leadstatus status hsleadstatus statut estado"),
    (Field::Reason, "lostreason closedlostreason reasonforloss lossreason reasonlost disqualificationreason unqualifiedreason dealclosedlostreason"),
    (Field::Source, "leadsource source originalsource sourcechannel hsanalyticssource channel dealsource utmsource herkunft origine"),
    (Field::SourceDetail, "sourcedetail campaign campaignname utmcampaign listname originalsourcedrilldown"),
    (Field::Level, "interestlevel rating temperature"),
    (Field::Priority, "priority"),
    (Field::Interest, "interest interestedin productinterest leadtitle subject"),
    (Field::Message, "message inquiry enquiry request"),
    (Field::Value, "amount value dealvalue dealamount closevalue leadvalue opportunityamount potential estimatedvalue expectedrevenue price betrag wert montant importe"),
    (Field::Currency, "currency currencyofvalue currencyisocode dealcurrency valuecurrency currencycode opportunityamountcurrency wahrung devise"),
    (Field::NextStep, "nextstep nextaction"),
    (Field::Owner, "owner ownername salesowner assigneduser assignedusername assignedto assignee accountmanager salesagent salesrep salesperson rep agent ownerusername"),
    (Field::OwnerId, "ownerid userid salesid hubspotownerid"),
    (Field::Tags, "tags tag labels label categories category groupmembership"),
    (Field::Notes, "notes note description comments comment background remarks notecontent bemerkung bemerkungen notizen kommentar"),
    (Field::NoMail, "emailoptout hasoptedoutofemail unsubscribed unsubscribedfromallemail donotemail"),
    (Field::NoCall, "donotcall"),
    (Field::Created, "createdate createdtime createddate creationdate created createdat createdon datecreated dealcreated firstseen engagedate dateadded"),
    (Field::Converted, "isconverted converted"),
    (Field::ConvertedContact, "convertedcontactid"),
    (Field::ConvertedCompany, "convertedaccountid"),
    (Field::ConvertedDeal, "convertedopportunityid converteddealid"),
    (Field::Deleted, "isdeleted deleted fivetrandeleted"),
    (Field::Birthday, "birthday birthdate dateofbirth birth geburtsdatum geburtstag"),
    (Field::BirthMonth, "birthmonth geburtsmonat"),
    (Field::BirthYear, "birthyear geburtsjahr"),
    (Field::Language, "language preferredlanguage sprache langue"),
    (Field::Sector, "industry sector vertical branche secteur"),
    (Field::Size, "numberofemployees noofemployees employees employeecount companysize size mitarbeiter"),
    (Field::Revenue, "annualrevenue revenue turnover umsatz"),
    (Field::TaxId, "taxid vatid vat vatnumber ustid siret"),
    (Field::Parent, "parentcompany parentaccount parent subsidiaryof parentorganization parentname"),
    (Field::ParentId, "parentid parentcompanyid parentaccountid"),
    (Field::DealName, "dealname opportunityname dealtitle title name opportunity deal leadtitle subject"),
    (Field::Contact, "contactperson contactname contact personname person associatedcontact primarycontact"),
    (Field::ContactId, "contactid associatedcontactids associatedcontactid contactnameid personid"),
    (Field::ContactEmail, "contactemail personemail email emailaddress"),
    (Field::Stage, "stage dealstage stagename salesstage pipelinestage phase"),
    (Field::Pipeline, "pipeline pipelinename dealpipeline subpipeline"),
    (Field::Probability, "probability dealprobability winprobability"),
    (Field::CloseDay, "closedate expectedclosedate closingdate expectedclosingdate expectedclosuredate estimatedclose estimatedclosedate expectedclose"),
    (Field::ClosedOn, "closedon closedat wontime losttime wondate lostdate actualclosedate dateclosed"),
    (Field::Outcome, "dealstatus status outcome opportunitystatus"),
    (Field::IsWon, "iswon"),
    (Field::IsClosed, "isclosed"),
    (Field::Competitor, "competitor losttocompetitor"),
    (Field::Product, "product productname item"),
];
/// What a list of reps calls them and their ids; elsewhere these are the owners of records.
const REPS: &str = "salesagent salesrep salesperson rep agent representative user owner ownername username";
const REP_IDS: &str = "ownerid userid repid agentid salesid";

/// The field of a target that a heading names.
pub(super) fn sense(heading: &str, target: Target) -> Option<Sense> {
    let (text, bracket) = without_bracket(heading);
    let folded = fold(&text);
    let text = folded.trim().trim_end_matches('*').trim_end().trim_end_matches("__c");
    let text = text.strip_prefix("property_").unwrap_or(text);
    let (entity, text) = split_entity(text);
    let number = number(text);
    let mut key = header_key(text);
    key.retain(|it| !it.is_ascii_digit());
    let key = key.strip_suffix("ofaddress").unwrap_or(&key);
    let is_own = entity.is_none_or(|it| it.1.contains(&target));
    let whole = entity.map_or_else(|| key.to_owned(), |it| format!("{}{key}", it.0));
    let own_prefix = ENTITIES.iter().filter(|it| it.1.contains(&target));
    let bare = own_prefix.filter_map(|it| key.strip_prefix(it.0)).find(|it| !it.is_empty());
    let found = find(&whole, target)
        .or_else(|| find(key, target).filter(|_| is_own))
        // `leadowner` and `dealid` are an owner and an id.
        .or_else(|| bare.and_then(|it| find(it, target)).filter(|_| is_own));
    let numbered = |prefix: &str| if key.starts_with(prefix) && key != prefix { number } else { 0 };
    if let Some((field, rank)) = found {
        let label = bracket.or_else(|| field_label(field, key));
        let group = format!("{label:?}{}", numbered("address"));
        return Some(Sense { field, rank, label, number, group });
    }
    let (field, rank, word, label) = qualified(key, target).filter(|_| is_own)?;
    let label = label.or(bracket).or_else(|| field_label(field, key));
    Some(Sense { field, rank: rank + 100, label, number, group: format!("{word}{}", numbered("address")) })
}

/// `Person - Email` is an e-mail of a person.
fn split_entity(text: &str) -> (Option<&'static (&'static str, &'static [Target])>, &str) {
    let Some((before, after)) = text.split_once(" - ") else { return (None, text) };
    match ENTITIES.iter().find(|it| it.0 == before.trim()) {
        Some(entity) => (Some(entity), after),
        None => (None, text),
    }
}

/// The text without what stands in brackets, and what a label in them says.
fn without_bracket(text: &str) -> (String, Option<Label>) {
    let Some((before, rest)) = text.split_once('(') else { return (text.to_owned(), None) };
    let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
    (format!("{before}{after}"), label(inside))
}

/// The first number of at most two digits.
fn number(text: &str) -> u8 {
    let runs = text.split(|it: char| !it.is_ascii_digit());
    runs.filter(|it| (1..=2).contains(&it.len())).find_map(|it| it.parse().ok()).unwrap_or(0)
}

fn find(key: &str, target: Target) -> Option<(Field, usize)> {
    if target == Target::Companies && key == "name" {
        return Some((Field::Company, 0));
    }
    if target == Target::Reps && REPS.split(' ').any(|it| it == key) {
        return Some((Field::FullName, 0));
    }
    if target == Target::Reps && REP_IDS.split(' ').any(|it| it == key) {
        return Some((Field::ExternalId, 0));
    }
    let words = |field: Field| WORDS.iter().find(|it| it.0 == field).map_or("", |it| it.1);
    target
        .fields()
        .iter()
        .find_map(|field| Some((*field, words(*field).split(' ').position(|it| it == key)?)))
}

/// A way to reach someone, with a word before or behind it.
fn qualified(key: &str, target: Target) -> Option<(Field, usize, &'static str, Option<Label>)> {
    let is_way = |it: Field| it.is_address() || matches!(it, Field::Email | Field::Phone | Field::Website);
    QUALIFIERS.iter().find_map(|(word, label)| {
        let rest = key.strip_prefix(word).or_else(|| key.strip_suffix(word))?;
        let (field, rank) = find(rest, target).filter(|it| is_way(it.0))?;
        Some((field, rank, *word, *label))
    })
}

/// A mobile number is called so.
fn field_label(field: Field, key: &str) -> Option<Label> {
    let is_mobile = ["mobil", "cell", "handy", "portable"].iter().any(|it| key.contains(it));
    (field == Field::Phone && is_mobile).then_some(Label::Mobile)
}

/// What a word says of a number or an address.
pub(super) fn label(word: &str) -> Option<Label> {
    let key = header_key(word);
    let known = |it: &&(&str, Option<Label>)| key.contains(it.0) && it.1.is_some();
    match key.as_str() {
        "" => None,
        key if key.contains("fax") => Some(Label::Other),
        key if key.contains("handy") || key.contains("portable") => Some(Label::Mobile),
        _ => QUALIFIERS.iter().find(known).map_or(Some(Label::Other), |it| it.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(target: Target, headings: &[(&str, Field)]) {
        for (heading, field) in headings {
            assert_eq!(sense(heading, target).map(|it| it.field), Some(*field), "{heading}");
        }
    }

    #[test]
    fn every_field_that_is_offered_has_words_but_those_of_no_file() {
        for target in Target::ALL {
            for field in target.fields() {
                assert!(WORDS.iter().any(|it| it.0 == *field), "{field}");
            }
        }
    }

    #[test]
    fn the_same_word_means_what_the_target_says() {
        check(
            Target::Deals,
            &[("Title", Field::DealName), ("Status", Field::Outcome), ("Name", Field::DealName)],
        );
        check(Target::Contacts, &[("Title", Field::JobTitle), ("Name", Field::FullName)]);
        check(Target::Leads, &[("Status", Field::Status), ("Lead - Title", Field::Interest)]);
        check(Target::Companies, &[("Name", Field::Company), ("account", Field::Company)]);
    }

    #[test]
    fn headings_of_known_programs_are_understood() {
        check(
            Target::Deals,
            &[
                ("Deal - Title *", Field::DealName),
                ("Deal - Currency of value", Field::Currency),
                ("Deal - Stage (pipeline)", Field::Stage),
                ("Deal - Organization", Field::Company),
                ("Person - Name", Field::Contact),
                ("Person - Email", Field::ContactEmail),
                ("property_dealname", Field::DealName),
                ("property_closedate", Field::CloseDay),
                ("Account Name.id", Field::CompanyId),
                ("Deal Owner", Field::Owner),
                ("Probability (%)", Field::Probability),
                ("opportunity_id", Field::ExternalId),
                ("sales_agent", Field::Owner),
                ("Reason_For_Loss__c", Field::Reason),
            ],
        );
        check(
            Target::Contacts,
            &[
                ("E-mail 2 - Value", Field::Email),
                ("E-mail 2 - Type", Field::EmailLabel),
                ("E-mail 2 Address", Field::Email),
                ("Prim\u{e4}re E-Mail-Adresse", Field::Email),
                ("Tel. dienstlich", Field::Phone),
                ("Mobil-Tel.-Nr.", Field::Phone),
                ("Privat: Adresse 2", Field::Street),
                ("Business Country/Region", Field::Country),
                ("MailingCity", Field::City),
                ("Address 1 - Postal Code", Field::Postal),
                ("phone_home", Field::Phone),
                (" given_name", Field::FirstName),
                ("street_number", Field::HouseNumber),
                ("company_id", Field::CompanyId),
            ],
        );
        check(
            Target::Leads,
            &[
                ("Company / Account", Field::Company),
                ("LeadSource", Field::Source),
                ("Lead Owner", Field::Owner),
                ("hs_lead_status", Field::Status),
            ],
        );
    }

    #[test]
    fn labels_numbers_and_groups_are_told_apart() {
        let sense = |it| sense(it, Target::Contacts).expect("a field");
        assert_eq!(sense("Person - Email (Work)").label, Some(Label::Work));
        assert_eq!(sense("phone_home").label, Some(Label::Home));
        assert_eq!(sense("Mobile Phone").label, Some(Label::Mobile));
        assert_eq!(sense("E-mail 3 - Value").number, 3);
        assert_eq!(sense("Home Street").group, sense("Home Street 2").group);
        assert_eq!(sense("address_1").group, sense("address_2").group);
        assert_ne!(sense("Home Street").group, sense("Business Street").group);
        assert_ne!(sense("Address 1 - City").group, sense("Address 2 - City").group);
    }

    #[test]
    fn what_is_about_another_record_is_not_taken_for_ones_own() {
        assert_eq!(sense("Deal - Title", Target::Contacts), None);
        assert_eq!(sense("Organization - Address", Target::Deals), None);
        assert_eq!(sense("Business Fax", Target::Contacts), None);
    }
}
