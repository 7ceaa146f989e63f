//! What came of each row, and what was found wrong where. The sentences are the app's.

use super::{field::Target, split::MAX_COLUMNS, table::MAX_ROWS};
use crate::{
    row::Row,
    value::{Kind, Text},
};
use std::collections::BTreeMap;

/// What was found in a cell, or in a row where no column is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which row of the table, counted from nought.
    pub row: usize,
    /// Its number, as a spreadsheet shows it.
    pub number: u32,
    /// Which column.
    pub column: Option<usize>,
    /// What stands in the cell, cut at 80 characters.
    pub value: Text,
    /// What is wrong with it.
    pub why: Why,
}

/// What can be wrong with a row or a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing in the row says who or what it is.
    NoIdentity,
    /// The amount cannot be read exactly. The reason finishes a sentence that begins with the value.
    Amount(&'static str),
    /// ISO 4217 knows no such currency.
    Currency,
    /// It is no e-mail address.
    Email,
    /// It is no phone number.
    Phone,
    /// A spreadsheet has rounded the number away: `4.17E+10`.
    RoundedPhone,
    /// The calendar has no such day.
    Day,
    /// It is no percentage.
    Percent,
    /// It is none of the known words.
    Word,
    /// No pipeline is called so.
    Pipeline,
    /// Several people are called so.
    Ambiguous,
    /// The text is longer than may be kept.
    TooLong {
        /// How long it may be, in bytes.
        limit: usize,
    },
    /// The row has more cells than there are headings, or fewer.
    Ragged {
        /// How many cells it has.
        cells: usize,
    },
    /// The row has more cells than a table may have columns.
    TooWide,
    /// The table has more rows than are taken; this is the first of `count` that are not.
    TooManyRows {
        /// How many are not taken.
        count: usize,
    },
}

impl Why {
    /// The limit that was passed, for the sentence that says so.
    pub fn limit(self) -> Option<usize> {
        match self {
            Why::TooLong { limit } => Some(limit),
            Why::TooWide => Some(MAX_COLUMNS),
            Why::TooManyRows { .. } => Some(MAX_ROWS),
            _ => None,
        }
    }
}

/// What came of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It became a record.
    New,
    /// It filled what was empty in a record that is there.
    Filled,
    /// It is there already, with all it says.
    Same,
    /// It was refused.
    Rejected,
}

/// How many rows came to what. The four make up all rows of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that became records.
    pub new: usize,
    /// Rows that filled what was empty in records that are there.
    pub filled: usize,
    /// Rows that are there already, or that the other program had deleted.
    pub skipped: usize,
    /// Rows that were refused.
    pub rejected: usize,
    /// Records of each kind that are made, by the rows or because a row names them.
    pub born: BTreeMap<Kind, usize>,
}

impl Counts {
    /// All rows of the file.
    pub fn rows(&self) -> usize {
        self.imported() + self.skipped + self.rejected
    }

    /// The rows that change something.
    pub fn imported(&self) -> usize {
        self.new + self.filled
    }

    /// How many records are made beside those that the rows are.
    pub fn made_beside(&self, target: Target) -> usize {
        self.born.iter().filter(|it| *it.0 != target.kind()).map(|it| it.1).sum()
    }

    pub(super) fn count(&mut self, fate: Fate) {
        match fate {
            Fate::New => self.new += 1,
            Fate::Filled => self.filled += 1,
            Fate::Same => self.skipped += 1,
            Fate::Rejected => self.rejected += 1,
        }
    }
}

/// Deals that come in with nobody: their rows name no company and no contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alone {
    /// How many there are.
    pub count: usize,
    /// The numbers of the first of their rows, as a spreadsheet shows them.
    pub rows: Vec<u32>,
}

impl Alone {
    /// So many rows are named.
    const NAMED: usize = 5;

    pub(super) fn add(&mut self, row: u32) {
        self.count += 1;
        if self.rows.len() < Alone::NAMED {
            self.rows.push(row);
        }
    }
}

/// What came of one of the first rows, to be shown before anything is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The number of the row, as a spreadsheet shows it.
    pub number: u32,
    /// What came of it.
    pub fate: Fate,
    /// The record as it will be; none if the row was refused.
    pub row: Option<Row>,
}
