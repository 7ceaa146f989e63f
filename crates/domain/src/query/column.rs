//! The columns of lists, as they stand in an address. Every field of one's own is a column, too.
//!
//! # What is not here
//!
//! What stands in a column is a [`super::Cell`], and what rows are sorted by in one a [`super::Sort`].

use crate::value::{Kind, NotA, TextKey};
use std::{fmt, str::FromStr};

/// What stands in a column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// Name.
    Name,
    /// The company that a lead, a contact or a deal is with.
    Company,
    /// A lead's status.
    Status,
    /// A deal's stage.
    Stage,
    /// How promising a lead is.
    Score,
    /// How interested a lead is.
    Level,
    /// How soon someone should see to it.
    Priority,
    /// What a deal is, or a lead might be, worth.
    Value,
    /// How likely a deal is to be won.
    Probability,
    /// When a deal closes.
    Close,
    /// Job title.
    JobTitle,
    /// E-mail.
    Email,
    /// Phone.
    Phone,
    /// The first way there is to reach a company.
    Reach,
    /// A company's sector.
    Sector,
    /// How many people are known at a company.
    People,
    /// How many open deals there are with a contact or a company.
    Deals,
    /// Source.
    Source,
    /// Tags.
    Tags,
    /// When someone was last spoken or written to.
    LastContact,
    /// Next step.
    NextStep,
    /// Owner.
    Owner,
    /// How long ago it was made.
    Age,
    /// When it was made.
    Created,
    /// When anything of it was written last.
    Updated,
    /// A field of one's own, by what it is called.
    Own(TextKey),
}

/// What the columns are called in an address.
static NAMES: [(Column, &str); 25] = [
    (Column::Name, "name"),
    (Column::Company, "company"),
    (Column::Status, "status"),
    (Column::Stage, "stage"),
    (Column::Score, "score"),
    (Column::Level, "level"),
    (Column::Priority, "priority"),
    (Column::Value, "value"),
    (Column::Probability, "probability"),
    (Column::Close, "close"),
    (Column::JobTitle, "job"),
    (Column::Email, "email"),
    (Column::Phone, "phone"),
    (Column::Reach, "reach"),
    (Column::Sector, "sector"),
    (Column::People, "people"),
    (Column::Deals, "deals"),
    (Column::Source, "source"),
    (Column::Tags, "tags"),
    (Column::LastContact, "contact"),
    (Column::NextStep, "step"),
    (Column::Owner, "owner"),
    (Column::Age, "age"),
    (Column::Created, "created"),
    (Column::Updated, "updated"),
];
/// Before the name of a field of one's own.
pub(super) const OWN: &str = "own:";

impl Column {
    /// The columns that a list of this kind may have, in their usual order.
    pub fn of(kind: Kind) -> &'static [Column] {
        use Column::{
            Age, Close, Company, Created, Deals, Email, JobTitle, LastContact, Level, Name, NextStep, Owner,
            People, Phone, Priority, Probability, Reach, Score, Sector, Source, Stage, Status, Tags, Updated,
            Value,
        };
        match kind {
            Kind::Lead => &[
                Name,
                Company,
                Status,
                Score,
                Level,
                Priority,
                Value,
                Source,
                Tags,
                JobTitle,
                Email,
                Phone,
                LastContact,
                NextStep,
                Owner,
                Age,
                Created,
                Updated,
            ],
            Kind::Deal => &[
                Name,
                Company,
                Stage,
                Value,
                Probability,
                Close,
                Priority,
                Source,
                Tags,
                LastContact,
                NextStep,
                Owner,
                Age,
                Created,
                Updated,
            ],
            Kind::Contact => &[
                Name,
                Company,
                JobTitle,
                Email,
                Phone,
                Deals,
                Source,
                Tags,
                LastContact,
                Owner,
                Created,
                Updated,
            ],
            Kind::Company => &[
                Name,
                Sector,
                Reach,
                People,
                Deals,
                Email,
                Phone,
                Source,
                Tags,
                LastContact,
                Owner,
                Created,
                Updated,
            ],
            _ => &[],
        }
    }
}

impl Column {
    /// The columns that a list of this kind shows until others are chosen.
    pub fn usual(kind: Kind) -> &'static [Column] {
        use Column::{
            Age, Close, Company, Deals, Email, JobTitle, LastContact, Level, Name, NextStep, Owner, People,
            Phone, Probability, Reach, Sector, Source, Stage, Status, Value,
        };
        match kind {
            Kind::Lead => &[Name, Company, Status, Level, Source, LastContact, NextStep, Owner, Age],
            Kind::Deal => &[Name, Company, Stage, Value, Probability, Close, NextStep, Owner, Age],
            Kind::Contact => &[Name, Company, JobTitle, Email, Phone, LastContact, Owner],
            Kind::Company => &[Name, Sector, Reach, People, Deals, LastContact, Owner],
            _ => &[],
        }
    }

    /// The columns that a text asks for (`status,own:Floor`); those of [`Column::usual`] if it is empty. What is no column
    /// of the kind is passed over.
    pub fn chosen(kind: Kind, text: &str) -> Vec<Column> {
        if text.is_empty() {
            return Column::usual(kind).to_vec();
        }
        let asked: Vec<Column> = text.split(',').filter_map(|it| it.parse().ok()).collect();
        Column::ordered(kind, &asked)
    }

    /// Columns of a kind in their usual order, the name always first; fields of one's own last, in the order in which
    /// they were chosen.
    pub fn ordered(kind: Kind, asked: &[Column]) -> Vec<Column> {
        let is_shown = |it: &&Column| **it == Column::Name || asked.contains(it);
        let mut all: Vec<Column> = Column::of(kind).iter().filter(is_shown).cloned().collect();
        for it in asked.iter().filter(|it| it.own().is_some()) {
            if !all.contains(it) {
                all.push(it.clone());
            }
        }
        all
    }

    /// What the field of one's own is called that stands in it.
    pub fn own(&self) -> Option<&TextKey> {
        if let Column::Own(name) = self { Some(name) } else { None }
    }
}

/// Columns stand in an address with commas between them, so a name has none there.
impl fmt::Display for Column {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Column::Own(name) = self {
            return write!(out, "{OWN}{}", name.0.replace('%', "%25").replace(',', "%2C"));
        }
        out.write_str(NAMES.iter().find(|it| it.0 == *self).map_or("", |it| it.1))
    }
}
impl FromStr for Column {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Column, NotA> {
        let not = || NotA::new(text, "is no column");
        if let Some(name) = text.strip_prefix(OWN) {
            let name = name.replace("%2C", ",").replace("%25", "%");
            return name.parse().map(Column::Own).map_err(|_| not());
        }
        NAMES.iter().find(|it| it.1 == text).map(|it| it.0.clone()).ok_or_else(not)
    }
}
