//! What a column can be about.

use crate::{record::names, value::Kind};

names! {
    /// What the rows of a file become.
    Target {
        /// Leads.
        Leads = "leads",
        /// People.
        Contacts = "contacts",
        /// Companies.
        Companies = "companies",
        /// Deals.
        Deals = "deals",
        /// People on our side.
        Reps = "reps",
    }
}

impl Target {
    /// The kind of record that a row becomes.
    pub fn kind(self) -> Kind {
        match self {
            Target::Leads => Kind::Lead,
            Target::Contacts => Kind::Contact,
            Target::Companies => Kind::Company,
            Target::Deals => Kind::Deal,
            Target::Reps => Kind::Rep,
        }
    }

    /// The fields that a column can be mapped to, in the order in which they are offered.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Target::Leads => LEADS,
            Target::Contacts => CONTACTS,
            Target::Companies => COMPANIES,
            Target::Deals => DEALS,
            Target::Reps => REPS,
        }
    }
}

use Field as F;

#[rustfmt::skip]
const LEADS: &[Field] = &[
    F::FullName, F::FirstName, F::MiddleName, F::LastName, F::Suffix, F::Salutation, F::Company, F::JobTitle, F::Email,
    F::EmailLabel, F::Phone, F::PhoneLabel, F::Website, F::Street, F::HouseNumber, F::City, F::Region, F::Postal, F::Country,
    F::Status, F::Reason, F::Source, F::SourceDetail, F::Level, F::Priority, F::Interest, F::Message, F::Value, F::Currency,
    F::NextStep, F::Owner, F::OwnerId, F::Tags, F::Notes, F::NoMail, F::NoCall, F::Created, F::Converted, F::ConvertedContact,
    F::ConvertedCompany, F::ConvertedDeal, F::ExternalId, F::Deleted,
];
#[rustfmt::skip]
const CONTACTS: &[Field] = &[
    F::FullName, F::FirstName, F::MiddleName, F::LastName, F::Suffix, F::Salutation, F::Company, F::CompanyId, F::JobTitle,
    F::Email, F::EmailLabel, F::Phone, F::PhoneLabel, F::Website, F::Street, F::HouseNumber, F::City, F::Region, F::Postal,
    F::Country, F::Birthday, F::BirthMonth, F::BirthYear, F::Language, F::Source, F::Owner, F::OwnerId, F::Tags, F::Notes,
    F::NoMail, F::NoCall, F::Created, F::ExternalId, F::Deleted,
];
#[rustfmt::skip]
const COMPANIES: &[Field] = &[
    F::Company, F::Website, F::Email, F::EmailLabel, F::Phone, F::PhoneLabel, F::Street, F::HouseNumber, F::City, F::Region,
    F::Postal, F::Country, F::Sector, F::Size, F::Revenue, F::TaxId, F::Parent, F::ParentId, F::Source, F::Owner, F::OwnerId,
    F::Tags, F::Notes, F::Created, F::ExternalId, F::Deleted,
];
#[rustfmt::skip]
const DEALS: &[Field] = &[
    F::DealName, F::Company, F::CompanyId, F::Contact, F::ContactId, F::ContactEmail, F::Value, F::Currency, F::Stage,
    F::Pipeline, F::Probability, F::CloseDay, F::Outcome, F::IsWon, F::IsClosed, F::ClosedOn, F::Reason, F::Competitor,
    F::Product, F::NextStep, F::Priority, F::Source, F::Owner, F::OwnerId, F::Tags, F::Notes, F::Created, F::ExternalId,
    F::Deleted,
];
const REPS: &[Field] = &[F::FullName, F::FirstName, F::LastName, F::Email, F::ExternalId, F::Deleted];

names! {
    /// A field of a record that a column can fill, by a name that stays.
    Field {
        /// The id of the record where the file comes from.
        ExternalId = "external_id",
        /// Ms, Dr.
        Salutation = "salutation",
        /// First name.
        FirstName = "first_name",
        /// What stands between first and last name.
        MiddleName = "middle_name",
        /// Last name.
        LastName = "last_name",
        /// What stands behind it: jr.
        Suffix = "suffix",
        /// The whole name in one cell.
        FullName = "full_name",
        /// The name of the company.
        Company = "company",
        /// The company's id where the file comes from.
        CompanyId = "company_id",
        /// Job title.
        JobTitle = "job_title",
        /// Website.
        Website = "website",
        /// An e-mail address, or several.
        Email = "email",
        /// What the e-mail address of the same number is for.
        EmailLabel = "email_label",
        /// A phone number, or several.
        Phone = "phone",
        /// What the number of the same number is for.
        PhoneLabel = "phone_label",
        /// A line above the city.
        Street = "street",
        /// The number of the house, where it has a column of its own.
        HouseNumber = "house_number",
        /// City or town.
        City = "city",
        /// State or province.
        Region = "region",
        /// Postal code.
        Postal = "postal",
        /// Country.
        Country = "country",
        /// A lead's status.
        Status = "status",
        /// Why a deal was lost, or a lead disqualified.
        Reason = "reason",
        /// Where it came from.
        Source = "source",
        /// Campaign or list.
        SourceDetail = "source_detail",
        /// How interested they are.
        Level = "level",
        /// How soon someone should see to it.
        Priority = "priority",
        /// What they are interested in.
        Interest = "interest",
        /// What they wrote.
        Message = "message",
        /// What a deal is worth, or a lead might be.
        Value = "value",
        /// The currency of the value.
        Currency = "currency",
        /// What to do next.
        NextStep = "next_step",
        /// Who sees to it.
        Owner = "owner",
        /// That rep's id where the file comes from.
        OwnerId = "owner_id",
        /// Tags, parted by commas.
        Tags = "tags",
        /// Anything else that was written about it.
        Notes = "notes",
        /// Yes: do not write.
        NoMail = "no_mail",
        /// Yes: do not call.
        NoCall = "no_call",
        /// When it was made.
        Created = "created",
        /// Yes: the lead was converted.
        Converted = "converted",
        /// The id of the person it became.
        ConvertedContact = "converted_contact",
        /// The id of the company it became.
        ConvertedCompany = "converted_company",
        /// The id of the deal it became.
        ConvertedDeal = "converted_deal",
        /// Yes: the row is in the other program's trash.
        Deleted = "deleted",
        /// Day of birth; with the two below, the day of the month.
        Birthday = "birthday",
        /// Month of birth.
        BirthMonth = "birth_month",
        /// Year of birth.
        BirthYear = "birth_year",
        /// Language.
        Language = "language",
        /// What the company does.
        Sector = "sector",
        /// How many people work there.
        Size = "size",
        /// Revenue.
        Revenue = "revenue",
        /// Tax id.
        TaxId = "tax_id",
        /// The company it belongs to.
        Parent = "parent",
        /// The id of the company it belongs to.
        ParentId = "parent_id",
        /// What the deal is called.
        DealName = "deal_name",
        /// The person it is with.
        Contact = "contact",
        /// That person's id where the file comes from.
        ContactId = "contact_id",
        /// That person's e-mail address.
        ContactEmail = "contact_email",
        /// Stage.
        Stage = "stage",
        /// Pipeline.
        Pipeline = "pipeline",
        /// Probability of an open deal.
        Probability = "probability",
        /// When an open deal is expected to close, and when a closed one did.
        CloseDay = "close_day",
        /// When a closed deal did close, where that has a column of its own.
        ClosedOn = "closed_on",
        /// Open, won or lost.
        Outcome = "outcome",
        /// Yes: won.
        IsWon = "is_won",
        /// Yes: won or lost.
        IsClosed = "is_closed",
        /// To whom it was lost.
        Competitor = "competitor",
        /// What is sold; kept as a field of the user's own.
        Product = "product",
    }
}

impl Field {
    /// Whether several columns can fill it.
    pub fn is_many(self) -> bool {
        matches!(self, F::Email | F::EmailLabel | F::Phone | F::PhoneLabel | F::Tags | F::Notes | F::ClosedOn)
            || self.is_address()
    }

    /// Whether it is a part of an address, of which there may be several.
    pub(super) fn is_address(self) -> bool {
        matches!(self, F::Street | F::HouseNumber | F::City | F::Region | F::Postal | F::Country)
    }

    /// Whether its cells hold days.
    pub fn is_day(self) -> bool {
        matches!(self, Field::Created | Field::Birthday | Field::CloseDay | Field::ClosedOn)
    }
}
