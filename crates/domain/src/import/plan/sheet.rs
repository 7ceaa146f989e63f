//! One row under a mapping: the cells of a field, read as what the field holds.

use super::super::{
    column::digest,
    field::Field,
    mapping::{Mapping, Use},
    report::{Remark, Why},
    stage,
    table::{Line, Table},
};
use super::way::{self, Way};
use crate::{
    book::Book,
    command::{BODY_LIMIT, TEXT_LIMIT},
    record::{Status, StatusKind},
    value::{Currency, Day, DayOrder, DecimalMark, Id, Money, Text, Timestamp, parse_amount, parse_day},
};
use std::{borrow::Cow, collections::HashMap};

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
    pub(super) stages: HashMap<String, usize>,
    pub(super) statuses: HashMap<String, usize>,
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
        let stages = mapping.stages.iter().enumerate().map(|(at, it)| (stage::key(&it.name), at)).collect();
        let statuses =
            mapping.statuses.iter().enumerate().map(|(at, it)| (stage::key(&it.name), at)).collect();
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
        let minutes = cell.split_once([' ', 'T']).and_then(|it| minutes(it.1));
        Some(at(day, minutes.unwrap_or(12 * 60)))
    }

    pub(super) fn order(&self, column: usize) -> DayOrder {
        self.sheet.mapping.columns.get(column).map_or(DayOrder::DayFirst, |it| it.days.order)
    }

    /// The value of a row in its currency, or why it cannot be read.
    pub(super) fn money(&self) -> Result<Option<Money>, Refused> {
        let mut currency = self.sheet.mapping.currency;
        if let Some((column, cell)) = self.first(Field::Currency) {
            currency = self::currency(cell, currency).ok_or((Some(column), Why::Currency))?;
        }
        let Some((column, cell)) = self.first(Field::Value) else { return Ok(None) };
        let mark = self.sheet.mapping.columns[column].mark;
        parse_amount(cell, currency, mark).map_err(|it| (Some(column), Why::Amount(it.why)))
    }

    /// Whether the field says yes.
    pub(super) fn is_yes(&self, field: Field) -> bool {
        let yes = ["yes", "y", "true", "1", "x", "ja", "oui", "si", "sim", "wahr", "vrai", "t"];
        let cell = self.get(field);
        !cell.is_empty() && yes.contains(&&*stage::key(cell))
    }

    /// What tells this row from every other one where it has no id: all its cells.
    pub(super) fn print(&self) -> Option<String> {
        let sum = || self.own.iter().fold(0xcbf2_9ce4_8422_2325, |sum, it| digest(sum, it.trim()));
        self.get(Field::ExternalId).is_empty().then(|| format!("{:016x}", sum()))
    }
}

/// `EUR`, `US Dollar (USD)`, `€`.
fn currency(cell: &str, other: Currency) -> Option<Currency> {
    let mut words = cell.split(|it: char| !it.is_ascii_alphabetic());
    let code = words.find(|it| it.len() == 3).and_then(|it| it.parse().ok());
    // A symbol means what it does beside an amount.
    let symbol = || parse_amount(&format!("1{cell}"), other, DecimalMark::Point).ok().flatten();
    code.or_else(|| symbol().map(Money::currency))
}

/// The moment so many minutes after midnight, in UTC.
pub(super) fn at(day: Day, minutes: i64) -> Timestamp {
    let days = Day::of_utc(Timestamp(0)).days_until(day);
    Timestamp(days * Timestamp::DAY + minutes * 60_000)
}

/// `14:30`, `14:30:12.5Z` or `2:30 PM`, in minutes after midnight.
fn minutes(text: &str) -> Option<i64> {
    let mut parts = text.trim().split(':');
    let hour: i64 = parts.next()?.parse().ok()?;
    let minute: i64 = parts.next()?.get(..2)?.parse().ok()?;
    let text = text.to_ascii_lowercase();
    let hour = match hour {
        12 if text.contains("am") => 0,
        1..=11 if text.contains("pm") => hour + 12,
        hour => hour,
    };
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

/// The text of HTML, as some programs export their notes.
pub(super) fn without_markup(text: &str) -> Cow<'_, str> {
    if !["</", "<br", "<p>", "&nbsp;", "&amp;"].iter().any(|it| text.contains(it)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            out.push('<');
            rest = after;
            continue;
        };
        if ["br", "/p", "/div", "/li", "br/", "br /"].contains(&&*tag.trim().to_ascii_lowercase()) {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    for (code, letter) in
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
        out = out.replace(code, letter);
    }
    Cow::Owned(out.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read_in_both_ways() {
        for (text, expected) in [
            ("14:30", 870),
            ("2:30 PM", 870),
            ("12:05 am", 5),
            ("12:00 PM", 720),
            ("18:04:34.666+00:00", 1084),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in ["", "25:00", "noon", "1:", "1:é"] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    #[test]
    fn a_currency_is_a_code_or_a_symbol() {
        for (cell, code) in [("EUR", "EUR"), ("US Dollar (usd)", "USD"), ("€", "EUR"), ("US$", "USD")] {
            assert_eq!(
                currency(cell, Currency::EUR).map(|it| it.to_string()).as_deref(),
                Some(code),
                "{cell}"
            );
        }
        assert_eq!(currency("XYZ", Currency::EUR), None);
        assert_eq!(currency("Euro", Currency::EUR), None);
    }

    #[test]
    fn notes_in_html_become_text_and_other_notes_stay() {
        assert_eq!(without_markup("<p>a &amp; b<br>c</p><b>d</b>"), "a & b\nc\nd");
        assert_eq!(without_markup("a < b and c > d"), "a < b and c > d");
        assert_eq!(without_markup("x </ y"), "x </ y");
    }
}
