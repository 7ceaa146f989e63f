//! What of a record a search looks in, field by field.

use crate::{
    record::{Common, Emails, Enclosed, NextStep, Phones, Reached},
    row::Row,
};

/// Where a text was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What the record is called.
    Name,
    /// The company it is with.
    Company,
    /// What someone does: a job title, a sector.
    Role,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// An address.
    Place,
    /// A website.
    Website,
    /// Something that was written down.
    Note,
    /// What is to be done.
    Task,
    /// What happened.
    Timeline,
}

impl Field {
    pub(super) const ALL: [Field; 10] = [
        Field::Name,
        Field::Company,
        Field::Role,
        Field::Email,
        Field::Phone,
        Field::Place,
        Field::Website,
        Field::Note,
        Field::Task,
        Field::Timeline,
    ];

    /// Whether it holds sentences rather than a word or two.
    pub(super) fn is_prose(self) -> bool {
        self >= Field::Note
    }
}

/// Tells what a record says, its name first.
pub(super) fn tell(row: &Row, tell: &mut dyn FnMut(Field, &str)) {
    let step = |it: &Option<NextStep>, tell: &mut dyn FnMut(Field, &str)| {
        if let Some(it) = it {
            tell(Field::Note, &it.text);
        }
    };
    match row {
        Row::Lead(it) => {
            tell(Field::Name, &it.name());
            tell(Field::Company, &it.company_name);
            tell(Field::Role, &it.job_title);
            ways(&it.emails, &it.phones, tell);
            it.addresses.values().for_each(|it| tell(Field::Place, &it.line()));
            tell(Field::Website, &it.website);
            for text in [&it.interest, &it.message, &it.source_detail, &it.status.note] {
                tell(Field::Note, text);
            }
            step(&it.next_step, tell);
        }
        Row::Contact(it) => {
            tell(Field::Name, &it.name());
            tell(Field::Role, &it.job_title);
            ways(&it.emails, &it.phones, tell);
            it.addresses.values().for_each(|it| tell(Field::Place, &it.line()));
            tell(Field::Website, &it.website);
            tell(Field::Note, &it.description);
        }
        Row::Company(it) => {
            tell(Field::Name, &it.record().name);
            tell(Field::Role, &it.sector);
            ways(&it.emails, &it.phones, tell);
            it.addresses.values().for_each(|it| tell(Field::Place, &it.line()));
            tell(Field::Website, &it.website);
            tell(Field::Note, &it.description);
            tell(Field::Note, &it.tax_id);
        }
        Row::Deal(it) => {
            tell(Field::Name, &it.name);
            for text in [&it.requirements, &it.expectations, &it.proposed_solution] {
                tell(Field::Note, text);
            }
            if let Some(outcome) = &it.outcome {
                tell(Field::Note, &outcome.note);
                tell(Field::Note, &outcome.competitor);
            }
            it.lines.values().filter_map(Enclosed::open).for_each(|it| tell(Field::Note, &it.name));
            it.files.values().filter_map(Enclosed::open).for_each(|it| tell(Field::Note, &it.name));
            it.quotes.values().filter_map(Enclosed::open).for_each(|it| tell(Field::Note, &it.number));
            it.milestones.values().filter_map(Enclosed::open).for_each(|it| tell(Field::Note, &it.name));
            step(&it.next_step, tell);
        }
        Row::Task(it) => tell(Field::Task, &it.title),
        Row::Activity(it) => {
            tell(Field::Timeline, &it.subject);
            tell(Field::Timeline, &it.body);
        }
        _ => {}
    }
    if let Some(Common { custom, .. }) = row.common() {
        custom.values().for_each(|it| tell(Field::Note, &it.shown()));
    }
}

fn ways(emails: &Emails, phones: &Phones, tell: &mut dyn FnMut(Field, &str)) {
    emails.values().for_each(|it| tell(Field::Email, it.value.as_str()));
    phones.values().for_each(|it| tell(Field::Phone, it.value.as_str()));
}
