//! Which program a file comes from, by headings that only it writes.

use super::{field::Target, table::Table};
use crate::{record::names, value::Kind};

names! {
    /// The program that a file comes from. Ids are kept under its name, so that a later file of it finds them again.
    Origin {
        /// `HubSpot`.
        HubSpot = "hubspot",
        /// Pipedrive.
        Pipedrive = "pipedrive",
        /// Salesforce.
        Salesforce = "salesforce",
        /// Zoho CRM.
        Zoho = "zoho",
        /// Google Contacts.
        Google = "google",
        /// Outlook.
        Outlook = "outlook",
        /// Atomic CRM.
        Atomic = "atomic",
        /// Krayin.
        Krayin = "krayin",
        /// Any other.
        Other = "csv",
    }
}

impl Origin {
    /// The program whose headings these are.
    pub(super) fn guess(table: &Table) -> Origin {
        let keys = table.keys();
        let has = |key: &str| keys.iter().any(|it| it == key);
        let names = || table.columns().iter().map(|it| it.name.to_lowercase());
        let begins = |with: &[&str]| names().any(|name| with.iter().any(|it| name.starts_with(it)));
        if has("recordid") && has_twins(table) {
            Origin::Zoho
        } else if begins(&["deal - ", "person - ", "organization - ", "lead - ", "activity - "]) {
            Origin::Pipedrive
        } else if has("masterrecordid")
            || has("stagename")
            || has("convertedaccountid")
            || names().any(|it| it.ends_with("__c"))
        {
            Origin::Salesforce
        } else if begins(&["property_"]) || has("lifecyclestage") || (has("recordid") && has("createdate")) {
            Origin::HubSpot
        } else if has("phoneticfirstname") || has("yominame") || has("groupmembership") {
            Origin::Google
        } else if has("emailaddress") && has("businessphone") {
            Origin::Outlook
        } else if has("emailwork") && has("hasnewsletter") {
            Origin::Atomic
        } else if has("leadpipelinestageid") || (has("emails") && has("contactnumbers")) {
            Origin::Krayin
        } else {
            Origin::Other
        }
    }

    /// Under which name the ids of a kind are kept: `hubspot:contact`.
    pub(super) fn key(self, kind: Kind) -> String {
        format!("{}:{}", self.name(), kind.name())
    }
}

/// Whether a column of names has a twin of ids: `Account Name` and `Account Name.id`.
fn has_twins(table: &Table) -> bool {
    table.columns().iter().any(|it| it.name.to_lowercase().strip_suffix(".id").is_some())
}

impl Target {
    /// What the rows of a table most likely are.
    pub fn guess(table: &Table) -> Target {
        let keys = table.keys();
        let has = |list: &str| list.split(' ').any(|it| keys.iter().any(|key| key == it));
        let names = || table.columns().iter().map(|it| it.name.to_lowercase());
        let begins = |with: &str| names().any(|it| it.starts_with(with));
        // Who has a name beside that of a company is someone there.
        let is_person =
            has("firstname givenname vorname prenom lastname surname nachname familyname emails personname")
                || has("name fullname contactname") && has(EMPLOYER);
        if begins("deal - ") || has(DEAL) {
            Target::Deals
        } else if begins("lead - ") || has(LEAD) || is_person && has(PROSPECT) {
            Target::Leads
        } else if has(REP) && !has("company companyname account accountname status value phone") {
            Target::Reps
        } else if is_person || begins("person - ") {
            Target::Contacts
        } else if begins("organization - ") || has(COMPANY) {
            Target::Companies
        } else if has("email emailaddress mail phone telephone") {
            Target::Contacts
        } else {
            Target::Leads
        }
    }
}

const DEAL: &str = "dealname dealtitle dealstage dealid opportunityname opportunityid stagename closevalue dealvalue \
    leadpipelinestageid dealpipelinestageid salesstage closingdate expectedclosedate dealamount";
const LEAD: &str =
    "leadstatus hsleadstatus leadid leadname leadowner isconverted lifecyclestage interestlevel interest";
/// What is said of a person only while it is open whether they buy: contacts have no such fields.
const PROSPECT: &str = "value amount budget nextstep";
const REP: &str = "salesagent salesrep salesperson repname activeuserid";
const EMPLOYER: &str = "account accountname company companyname organization organizationname";
const COMPANY: &str = "account accountname company companyname organization organizationname companydomainname industry \
    sector employees numberofemployees";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_files_are_known_by_their_headings() {
        for (headings, origin, target) in [
            ("Record ID,Deal Name,Deal Stage,Create Date", Origin::HubSpot, Target::Deals),
            ("Person - Name,Person - Email (Work)", Origin::Pipedrive, Target::Contacts),
            ("Organization - Name,Organization - Owner", Origin::Pipedrive, Target::Companies),
            ("Name,E-mail,Company", Origin::Other, Target::Contacts),
            ("Name,Industry,Employees", Origin::Other, Target::Companies),
            ("Id,Name,StageName,Amount,CloseDate", Origin::Salesforce, Target::Deals),
            ("Record Id,Lead Owner.id,Lead Owner,Company", Origin::Zoho, Target::Leads),
            ("First Name,Last Name,Phonetic First Name", Origin::Google, Target::Contacts),
            ("First Name,E-mail Address,Business Phone", Origin::Outlook, Target::Contacts),
            ("first_name,email_work,has_newsletter", Origin::Atomic, Target::Contacts),
            ("account,sector,year_established", Origin::Other, Target::Companies),
            ("sales_agent,manager,regional_office", Origin::Other, Target::Reps),
            ("opportunity_id,sales_agent,account,deal_stage", Origin::Other, Target::Deals),
            ("name,interest,phone", Origin::Other, Target::Leads),
            ("First name,Last name,Company,E-mail,Status,Value,Source", Origin::Other, Target::Leads),
            ("Name,Company,E-mail,Next step", Origin::Other, Target::Leads),
        ] {
            let table = Table::read(format!("{headings}\nx,y,z")).expect(headings);
            assert_eq!((Origin::guess(&table), Target::guess(&table)), (origin, target), "{headings}");
        }
    }
}
