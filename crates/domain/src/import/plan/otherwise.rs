//! What a row says otherwise than the record that it is about. A row writes over nothing, so it stands on the timeline.

use super::super::{field::Field, stage};
use super::{keys, sheet::Cells, stock::Stock};
use crate::{
    record::{Address, Common, Company, Contact, Lead, Rep, Source, StatusKind},
    value::{ElementId, Elements, Id, Text, TextKey, fold},
};

/// The fields whose cells say something else, and under which headings cells of no field do.
#[derive(Default)]
struct Otherwise {
    fields: Vec<Field>,
    headings: Vec<Text>,
}

/// The fields that make up a name.
const NAME: [Field; 5] =
    [Field::FullName, Field::FirstName, Field::MiddleName, Field::LastName, Field::Suffix];
/// The fields that make up an address.
const ADDRESS: [Field; 6] =
    [Field::Street, Field::HouseNumber, Field::City, Field::Region, Field::Postal, Field::Country];

/// What a row says otherwise of a lead.
pub(super) fn lead(cells: &Cells<'_>, stock: &Stock<'_>, here: &Lead, row: &Lead) -> Vec<String> {
    let mut found = Otherwise::default();
    found.name([&here.first_name, &here.last_name], [&row.first_name, &row.last_name]);
    found.texts(&[
        (Field::Salutation, &here.salutation, &row.salutation),
        (Field::JobTitle, &here.job_title, &row.job_title),
        (Field::Website, &here.website, &row.website),
        (Field::SourceDetail, &here.source_detail, &row.source_detail),
        (Field::Interest, &here.interest, &row.interest),
        (Field::Message, &here.message, &row.message),
    ]);
    let is_other_company = !here.company_name.is_empty()
        && !row.company_name.is_empty()
        && !keys::may_be_one_company(&here.company_name, &row.company_name);
    found.add(Field::Company, is_other_company);
    found.values(Field::Value, here.potential, row.potential);
    found.values(Field::Level, here.level, row.level);
    found.values(Field::Priority, here.priority, row.priority);
    let step = |it: &Lead| it.next_step.as_ref().map(|it| it.text.clone());
    found.values(Field::NextStep, step(here), step(row));
    found.addresses(&here.addresses, &row.addresses);
    found.origin(cells, stock, here.owner, here.source);
    let is_other_status = is_other_status(cells, here);
    found.add(Field::Status, is_other_status);
    found.add(Field::Reason, is_other_status);
    found.common(&here.common, &row.common);
    found.lines(cells)
}

/// What a row says otherwise of a contact. Their part at a company that is new to them is kept there.
pub(super) fn contact(cells: &Cells<'_>, stock: &Stock<'_>, here: &Contact, row: &Contact) -> Vec<String> {
    let mut found = Otherwise::default();
    found.name([&here.first_name, &here.last_name], [&row.first_name, &row.last_name]);
    let is_kept = |role: &Text| *role == row.job_title;
    let is_part = row.companies.keys().any(|it| here.companies.get(it).is_none_or(|it| is_kept(&it.role)));
    if !is_part {
        found.texts(&[(Field::JobTitle, &here.job_title, &row.job_title)]);
    }
    found.texts(&[
        (Field::Salutation, &here.salutation, &row.salutation),
        (Field::Website, &here.website, &row.website),
        (Field::Birthday, &here.birthday, &row.birthday),
        (Field::Language, &here.language, &row.language),
    ]);
    found.addresses(&here.addresses, &row.addresses);
    found.origin(cells, stock, here.owner, here.source);
    found.common(&here.common, &row.common);
    found.lines(cells)
}

/// What a row says otherwise of a company.
pub(super) fn company(cells: &Cells<'_>, stock: &Stock<'_>, here: &Company, row: &Company) -> Vec<String> {
    let mut found = Otherwise::default();
    found.texts(&[
        (Field::Website, &here.website, &row.website),
        (Field::Sector, &here.sector, &row.sector),
        (Field::Size, &here.size, &row.size),
        (Field::Revenue, &here.revenue, &row.revenue),
        (Field::TaxId, &here.tax_id, &row.tax_id),
    ]);
    found.addresses(&here.addresses, &row.addresses);
    found.add(Field::Parent, here.parent.is_some_and(|it| stock.is_other_parent(cells, it)));
    found.origin(cells, stock, here.owner, here.source);
    found.common(&here.common, &row.common);
    found.lines(cells)
}

/// Whether a row has a lead come to a status in which it never was.
fn is_other_status(cells: &Cells<'_>, here: &Lead) -> bool {
    let Some((column, cell)) = cells.first(Field::Status) else { return false };
    match cells.sheet.status(&stage::key(cell)).filter(|it| it.is_sure) {
        Some(said) if cells.sheet.kind_of(said.to) == StatusKind::Converted => here.converted.is_none(),
        Some(said) => !here.statuses.values().any(|it| it.status == said.to),
        None => {
            let kept = here.common.custom.get(&TextKey(cells.sheet.names[column].clone()));
            kept.is_none_or(|it| it.shown() != cell)
        }
    }
}

impl Otherwise {
    fn add(&mut self, field: Field, is_other: bool) {
        if is_other {
            self.fields.push(field);
        }
    }

    fn values<T: PartialEq>(&mut self, field: Field, here: Option<T>, row: Option<T>) {
        self.add(field, here.zip(row).is_some_and(|(one, other)| one != other));
    }

    fn texts(&mut self, texts: &[(Field, &Text, &Text)]) {
        for (field, here, row) in texts {
            let is_web = *field == Field::Website;
            let bare = |it: &Text| {
                let it = fold(it.trim());
                let web =
                    it.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
                if is_web { web.to_owned() } else { it }
            };
            self.add(*field, !here.is_empty() && !row.is_empty() && bare(here) != bare(row));
        }
    }

    fn name(&mut self, here: [&Text; 2], row: [&Text; 2]) {
        let [here, row] = [here, row].map(|[first, last]| stage::key(&keys::spoken(first, last)));
        if !here.is_empty() && !row.is_empty() && here != row {
            self.fields.extend(NAME);
        }
    }

    fn addresses(&mut self, here: &Elements<ElementId, Address>, row: &Elements<ElementId, Address>) {
        let is_known = |it: &Address| here.values().any(|other| fold(&other.line()) == fold(&it.line()));
        if !here.is_empty() && !row.values().all(is_known) {
            self.fields.extend(ADDRESS);
        }
    }

    fn origin(
        &mut self,
        cells: &Cells<'_>,
        stock: &Stock<'_>,
        owner: Option<Id<Rep>>,
        source: Option<Id<Source>>,
    ) {
        self.add(Field::Owner, owner.is_some_and(|it| stock.is_other_owner(cells, it)));
        self.add(Field::Source, source.is_some_and(|it| stock.is_other_source(cells, it)));
    }

    fn common(&mut self, here: &Common, row: &Common) {
        let other =
            row.custom.iter().filter(|(name, value)| here.custom.get(name).is_some_and(|it| it != *value));
        self.headings.extend(other.map(|it| it.0.0.clone()));
    }

    /// The cells that say so, each with its heading, in the order of the file.
    fn lines(&self, cells: &Cells<'_>) -> Vec<String> {
        cells.lines(|field, name| {
            field.is_some_and(|it| self.fields.contains(&it)) || self.headings.contains(name)
        })
    }
}
