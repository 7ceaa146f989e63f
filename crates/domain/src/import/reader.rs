//! Reads a text as a table, in slices.

use super::{
    Column,
    split::{self, MAX_COLUMNS, split},
    table::{MAX_ROWS, Place, Rest, Table},
    text::FileProblem,
};
use crate::{export, value::Email};
use std::borrow::Cow;

/// Reads a text as a table, some rows at a time, so that a page can show how far it is and stop it.
pub struct Reader {
    text: String,
    separator: u8,
    at: usize,
    number: u32,
    heading: Option<Place>,
    columns: Vec<Column>,
    rows: Vec<Place>,
    rest: Option<Rest>,
    /// No cell so far would be run by a spreadsheet.
    is_guarded: bool,
}

impl Reader {
    /// Begins to read a text, of at most 4 GiB.
    pub fn new(text: String) -> Reader {
        let (separator, at) = split::separator(&text);
        let (heading, columns, rows) = (None, Vec::new(), Vec::new());
        Reader { text, separator, at, number: 0, heading, columns, rows, rest: None, is_guarded: true }
    }

    /// Reads so many rows more, and answers whether all are read.
    pub fn advance(&mut self, rows: usize) -> bool {
        let Reader { text, at, .. } = self;
        let mut cells = Vec::new();
        for _ in 0..rows {
            if *at >= text.len() {
                break;
            }
            let place = Place { at: u32::try_from(*at).unwrap_or(u32::MAX), number: self.number + 1 };
            *at = split(text, *at, self.separator, &mut cells);
            self.number += 1;
            if split::is_blank(&cells) {
                continue;
            }
            if self.is_guarded {
                self.is_guarded = !cells.iter().any(|it| export::would_run(it));
                cells = cells.into_iter().map(split::unguarded).collect();
            }
            if self.heading.is_none() {
                self.heading = Some(place);
                self.columns.resize_with(cells.len().min(MAX_COLUMNS + 1), Column::default);
                continue;
            }
            if self.rows.len() == MAX_ROWS {
                self.rest.get_or_insert(Rest { first: place, count: 0 }).count += 1;
                continue;
            }
            self.rows.push(place);
            see(&mut self.columns, self.rows.len(), &cells);
        }
        *at >= text.len()
    }

    /// How many bytes are read, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    /// The table. Reads what is left.
    pub fn finish(mut self) -> Result<Table, FileProblem> {
        while !self.advance(10_000) {}
        let Reader { text, separator, heading, columns, rows, rest, is_guarded, .. } = self;
        let heading = heading.ok_or(FileProblem::Empty)?;
        if columns.len() > MAX_COLUMNS {
            return Err(FileProblem::TooManyColumns { limit: MAX_COLUMNS });
        }
        let mut table = Table {
            text,
            separator,
            heading,
            seen: columns,
            columns: Vec::new(),
            rows,
            rest,
            has_headings: true,
            is_guarded,
        };
        let has_headings = !looks_like_data(&table.cells(heading));
        if has_headings && table.rows.is_empty() {
            return Err(FileProblem::NoRows);
        }
        table.set_headings(has_headings);
        Ok(table)
    }
}

/// Takes note of the cells of a row; a row that is too wide is refused later and says nothing here.
pub(super) fn see(columns: &mut Vec<Column>, row: usize, cells: &[Cow<'_, str>]) {
    let has_more = |it: &[Cow<'_, str>]| !split::is_blank(it);
    if cells.len() > columns.len() && cells.len() <= MAX_COLUMNS && has_more(&cells[columns.len()..]) {
        columns.resize_with(cells.len(), Column::default);
    }
    if cells.len() <= MAX_COLUMNS {
        columns.iter_mut().zip(cells).for_each(|(column, cell)| column.see(row, cell));
    }
}

/// Whether the first row is one like all others: it holds an address, or mostly numbers.
fn looks_like_data(cells: &[Cow<'_, str>]) -> bool {
    let filled = || cells.iter().filter(|it| !it.trim().is_empty());
    let is_number =
        |it: &str| it.bytes().any(|it| it.is_ascii_digit()) && !it.bytes().any(|it| it.is_ascii_alphabetic());
    filled().any(|it| it.parse::<Email>().is_ok())
        || filled().filter(|it| is_number(it)).count() * 2 > filled().count()
}
