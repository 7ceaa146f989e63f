//! One row under a mapping: the cells of a field, read as what the field holds.

use super::super::{
    column::digest,
    field::Field,
    mapping::{ColumnUse, Mapping, Use},
    report::{Remark, Why},
    stage::{self, StageTo, StatusUse},
    table::{Line, Table},
};
use super::{
    read,
    way::{self, Way},
};
use crate::{
    book::Book,
    command::{BODY_LIMIT, TEXT_LIMIT},
    fnv,
    record::{Status, StatusKind},
    value::{Day, DayOrder, Id, Money, Text, Timestamp, parse_amount_as, parse_day},
};
use std::borrow::Cow;

/// A mapping, laid out for looking up.
pub(super) struct Sheet {
    pub(super) mapping: Mapping,
    /// The headings.
    pub(super) names: Vec<Text>,
    /// How many cells a row should have.
    width: usize,
    by_field: Vec<Vec<usize>>,
    custom: Vec<usize>,
    /// Places in the mapping's lists, by the keys of the names.
    stages: Vec<String>,
    statuses: Vec<String>,
    /// What the Book has of them.
    pub(super) ways: Vec<Way>,
    pub(super) statuses_here: Vec<(Id<Status>, StatusKind)>,
}

impl Sheet {
    pub(super) fn new(book: &Book, table: &Table, mapping: Mapping) -> Sheet {
        let mut by_field = vec![Vec::new(); Field::ALL.len()];
        let mut custom = Vec::new();
        for (at, column) in mapping.columns.iter().enumerate() {
            match column.to {
                Use::Field(field) => by_field[field as usize].push(at),
                Use::Custom => custom.push(at),
                Use::LeaveOut => {}
            }
        }
        let names = table.columns().iter().map(|it| it.name.clone()).collect();
        let stages = mapping.stages.iter().map(|it| stage::key(&it.name)).collect();
        let statuses = mapping.statuses.iter().map(|it| stage::key(&it.name)).collect();
        let (ways, statuses_here) = (way::ways(book), way::statuses(book));
        Sheet {
            mapping,
            names,
            width: table.width(),
            by_field,
            custom,
            stages,
            statuses,
            ways,
            statuses_here,
        }
    }

    /// Whether a column fills the field.
    pub(super) fn has(&self, field: Field) -> bool {
        !self.by_field[field as usize].is_empty()
    }

    /// What a stage of the file is here, and its place in the mapping.
    pub(super) fn stage(&self, key: &str) -> Option<(usize, StageTo)> {
        let at = self.stages.iter().position(|it| it == key)?;
        Some((at, self.mapping.stages[at].to))
    }

    /// What a lead status of the file is here.
    pub(super) fn status(&self, key: &str) -> Option<&StatusUse> {
        self.statuses.iter().position(|it| it == key).map(|at| &self.mapping.statuses[at])
    }

    fn limit(&self, column: usize) -> usize {
        let is_note = self.mapping.columns.get(column).is_some_and(|it| it.to == Use::Field(Field::Notes));
        if is_note { BODY_LIMIT } else { TEXT_LIMIT }
    }
}

/// Why a row is refused: in which column, and what is wrong there.
pub(super) type Refused = (Option<usize>, Why);

/// The cells of one row.
pub(super) struct Cells<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) row: usize,
    pub(super) number: u32,
    /// As many as the row has.
    own: Vec<Cow<'a, str>>,
}

/// What was found wrong in a row that is taken all the same.
#[derive(Default)]
pub(super) struct Log {
    /// Cells that could not be read, with their headings: they are kept as text.
    pub(super) lines: Vec<String>,
    pub(super) remarks: Vec<Remark>,
    /// The row is a deal that is with nobody.
    pub(super) is_alone: bool,
}

impl<'a> Cells<'a> {
    pub(super) fn new(sheet: &'a Sheet, row: usize, line: Line<'a>) -> Cells<'a> {
        Cells { sheet, row, number: line.number, own: line.cells }
    }

    /// Refuses what is too long or too wide; a row of another length than the headings is told of.
    pub(super) fn check(&self, log: &mut Log) -> Result<(), Refused> {
        let (count, width) = (self.own.len(), self.sheet.width);
        if count > width && count > super::super::split::MAX_COLUMNS {
            return Err((None, Why::TooWide));
        }
        if let Some(at) = (0..count).find(|at| self.own[*at].len() > self.sheet.limit(*at)) {
            return Err((Some(at), Why::TooLong { limit: self.sheet.limit(at) }));
        }
        // These cells are joined into one.
        let joined = |fields: &[Field]| {
            fields.iter().flat_map(|it| self.all(*it)).map(|it| it.1.len() + 2).sum::<usize>()
        };
        let names = [Field::FirstName, Field::MiddleName, Field::LastName, Field::Suffix];
        let places =
            [Field::Street, Field::HouseNumber, Field::City, Field::Region, Field::Postal, Field::Country];
        if joined(&names) > TEXT_LIMIT || joined(&places) > TEXT_LIMIT {
            return Err((None, Why::TooLong { limit: TEXT_LIMIT }));
        }
        if count != width {
            log.remarks.push(self.remark(None, Why::Ragged { cells: count }));
        }
        Ok(())
    }

    pub(super) fn remark(&self, column: Option<usize>, why: Why) -> Remark {
        let value = column.map_or("", |it| self.cell(it)).chars().take(80).collect::<String>();
        Remark { row: self.row, number: self.number, column, value: value.into(), why }
    }

    /// Tells of a cell that cannot be read, and keeps it as a line of text.
    pub(super) fn spoilt(&self, log: &mut Log, column: usize, why: Why) {
        log.remarks.push(self.remark(Some(column), why));
        let name = self.sheet.names.get(column).cloned().unwrap_or_default();
        log.lines.push(format!("{name}: {}", self.cell(column)));
    }

    pub(super) fn cell(&self, column: usize) -> &str {
        self.own.get(column).map_or("", |it| it.trim())
    }

    /// The filled cells of a field, with their columns.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = (usize, &str)> {
        let columns = self.sheet.by_field[field as usize].iter();
        columns.map(|it| (*it, self.cell(*it))).filter(|it| !it.1.is_empty())
    }

    /// The first filled cell of a field, with its column.
    pub(super) fn first(&self, field: Field) -> Option<(usize, &str)> {
        self.all(field).next()
    }

    /// The first filled cell of a field, or nothing.
    pub(super) fn get(&self, field: Field) -> &str {
        self.first(field).map_or("", |it| it.1)
    }

    /// The first filled cell of a field, as a text.
    pub(super) fn text(&self, field: Field) -> Text {
        self.get(field).into()
    }

    /// The filled cells that fill no field and are kept.
    pub(super) fn custom(&self) -> impl Iterator<Item = (Text, &str)> {
        let product = self.sheet.by_field[Field::Product as usize].iter();
        let columns = self.sheet.custom.iter().chain(product);
        columns.map(|it| (self.sheet.names[*it].clone(), self.cell(*it))).filter(|it| !it.1.is_empty())
    }

    /// The filled cells that are meant, each with its heading; of each column its field and its heading are asked.
    pub(super) fn lines(&self, is_meant: impl Fn(Option<Field>, &Text) -> bool) -> Vec<String> {
        let names = self.sheet.names.iter().zip(&self.sheet.mapping.columns).enumerate();
        let line = |(at, (name, column)): (usize, (&Text, &ColumnUse))| {
            let field = if let Use::Field(it) = column.to { Some(it) } else { None };
            let cell = self.cell(at);
            (!cell.is_empty() && is_meant(field, name)).then(|| format!("{name}: {cell}"))
        };
        names.filter_map(line).collect()
    }

    /// The day of a field.
    pub(super) fn day(&self, log: &mut Log, field: Field) -> Option<Day> {
        let (column, cell) = self.first(field)?;
        parse_day(cell, self.order(column)).unwrap_or_else(|_| {
            self.spoilt(log, column, Why::Day);
            None
        })
    }

    /// The moment of a field: a day without a time is taken at noon, so that it is the same day in nearly every zone.
    pub(super) fn moment(&self, log: &mut Log, field: Field) -> Option<Timestamp> {
        let (_, cell) = self.first(field)?;
        if cell.len() == 13 && cell.bytes().all(|it| it.is_ascii_digit()) {
            return cell.parse().ok().map(Timestamp);
        }
        let day = self.day(log, field)?;
        let minutes = cell.split_once([' ', 'T']).and_then(|it| read::minutes(it.1));
        Some(read::at(day, minutes.unwrap_or(12 * 60)))
    }

    pub(super) fn order(&self, column: usize) -> DayOrder {
        self.sheet.mapping.columns.get(column).map_or(DayOrder::DayFirst, |it| it.days.order)
    }

    /// The value of a row in its currency, or why it cannot be read.
    pub(super) fn money(&self) -> Result<Option<Money>, Refused> {
        let mut currency = self.sheet.mapping.currency;
        if let Some((column, cell)) = self.first(Field::Currency) {
            currency = read::currency(cell, currency).ok_or((Some(column), Why::Currency))?;
        }
        let Some((column, cell)) = self.first(Field::Value) else { return Ok(None) };
        let of_column = &self.sheet.mapping.columns[column];
        parse_amount_as(cell, currency, of_column.mark, of_column.told)
            .map_err(|it| (Some(column), Why::Amount(it.why)))
    }

    /// Whether the field says yes.
    pub(super) fn is_yes(&self, field: Field) -> bool {
        let yes = ["yes", "y", "true", "1", "x", "ja", "oui", "si", "sim", "wahr", "vrai", "t"];
        let cell = self.get(field);
        !cell.is_empty() && yes.contains(&&*stage::key(cell))
    }

    /// What tells this row from every other one where it has no id: all its cells.
    pub(super) fn print(&self) -> Option<String> {
        let sum = || self.own.iter().fold(fnv::EMPTY, |sum, it| digest(sum, it.trim()));
        self.get(Field::ExternalId).is_empty().then(|| format!("{:016x}", sum()))
    }
}
