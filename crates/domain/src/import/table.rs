//! A CSV file as a table, read in slices.
//!
//! The text is kept as it is, and of each row only where it lies: a file of 100 MB costs 100 MB and not ten times that.
//! A [`Reader`] goes through the text once and takes note of what it sees in each [`Column`]; the cells of a row are cut
//! out again whenever they are asked for.

use super::{
    Column, Reader,
    reader::see,
    split::{self, Cells, split},
    text::FileProblem,
};
use crate::{
    export::{Dialect, Writer},
    value::{Text, header_key},
};
use std::{borrow::Cow, iter};

/// How many rows are taken. What comes after them is named and can be written back.
pub const MAX_ROWS: usize = 500_000;

/// Where a row lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its first byte in the text.
    pub(super) at: u32,
    /// Its number, as a spreadsheet shows it.
    pub(super) number: u32,
}

/// The rows beyond those that are taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rest {
    pub(super) first: Place,
    pub(super) count: u32,
}

/// One row of a table.
pub struct Line<'a> {
    /// Its number, as a spreadsheet shows it: the first line of the file is 1.
    pub number: u32,
    /// Its cells, as many as it has.
    pub cells: Vec<Cow<'a, str>>,
}

/// A table that was read: headings, columns, rows.
pub struct Table {
    pub(super) text: String,
    pub(super) separator: u8,
    /// The first row that is not blank.
    pub(super) heading: Place,
    /// What was seen below the first row.
    pub(super) seen: Vec<Column>,
    pub(super) columns: Vec<Column>,
    /// All rows but the first.
    pub(super) rows: Vec<Place>,
    pub(super) rest: Option<Rest>,
    pub(super) has_headings: bool,
    /// Every cell that a spreadsheet would run has an apostrophe in front, as [`crate::export`] puts there: so the
    /// apostrophes are not part of the text.
    pub(super) is_guarded: bool,
}

impl Table {
    /// Reads a whole text at once.
    pub fn read(text: String) -> Result<Table, FileProblem> {
        Reader::new(text).finish()
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many cells the first row has; other rows may have fewer or more.
    pub(super) fn width(&self) -> usize {
        self.cells(self.heading).len()
    }

    /// How many rows there are that can be taken.
    pub fn len(&self) -> usize {
        self.rows.len() + usize::from(!self.has_headings)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows there are beyond those, and the number of the first of them.
    pub fn beyond(&self) -> Option<(u32, usize)> {
        self.rest.map(|it| (it.first.number, it.count as usize))
    }

    /// Whether the first row holds headings.
    pub fn has_headings(&self) -> bool {
        self.has_headings
    }

    /// Says whether the first row holds headings, or is one like all others.
    pub fn set_headings(&mut self, has_headings: bool) {
        self.has_headings = has_headings;
        let mut columns = self.seen.clone();
        let first = self.cells(self.heading);
        let mut taken: Vec<(String, String)> = Vec::new();
        for (at, column) in columns.iter_mut().enumerate() {
            let heading = first.get(at).map_or("", |it| it.trim()).chars().take(200).collect::<String>();
            let name =
                if has_headings && !heading.is_empty() { heading } else { format!("Column {}", at + 1) };
            let mut count = 1 + taken.iter().filter(|it| it.0 == name).count();
            let mut unique = if count == 1 { name.clone() } else { format!("{name} ({count})") };
            while taken.iter().any(|it| it.1 == unique) {
                count += 1;
                unique = format!("{name} ({count})");
            }
            column.name = unique.as_str().into();
            taken.push((name, unique));
        }
        if !has_headings {
            see(&mut columns, 0, &first);
        }
        self.columns = columns;
    }

    /// The row at a place, counted from nought.
    pub fn line(&self, row: usize) -> Line<'_> {
        let place = self.place(row);
        let number = place.map_or(0, |it| it.number);
        Line { number, cells: place.map(|it| self.cells(it)).unwrap_or_default() }
    }

    fn place(&self, row: usize) -> Option<Place> {
        match (self.has_headings, row) {
            (false, 0) => Some(self.heading),
            (false, row) => self.rows.get(row - 1).copied(),
            (true, row) => self.rows.get(row).copied(),
        }
    }

    pub(super) fn cells(&self, place: Place) -> Vec<Cow<'_, str>> {
        let mut cells = Vec::with_capacity(self.columns.len());
        split(&self.text, place.at as usize, self.separator, &mut cells);
        if self.is_guarded { cells.into_iter().map(split::unguarded).collect() } else { cells }
    }

    /// What tells one kind of file from another: its headings, in any order.
    pub(super) fn keys(&self) -> Vec<String> {
        self.columns
            .iter()
            .map(|it| header_key(it.name.strip_prefix("property_").unwrap_or(&it.name)))
            .collect()
    }

    /// Writes some rows as a table of the same shape for a spreadsheet, each with one more cell that `say` fills: what was
    /// refused, and why. The rows that are beyond what is taken come last; for them `say` is asked with none.
    pub fn write_rows(
        &self,
        rows: &[usize],
        heading: &str,
        say: &mut dyn FnMut(Option<usize>) -> String,
    ) -> String {
        let dialect = Dialect { separator: char::from(self.separator), has_mark: true, guards: true };
        let names = self.columns.iter().map(|it| &*it.name).chain([heading]);
        let mut writer = Writer::new(dialect, &names.collect::<Vec<_>>());
        for (row, place) in rows.iter().filter_map(|it| Some((*it, self.place(*it)?))) {
            self.write_row(place.at as usize, &say(Some(row)), &mut writer);
        }
        let mut at = self.rest.map_or(self.text.len(), |it| it.first.at as usize);
        let mut cells = Vec::new();
        while at < self.text.len() {
            let next = split(&self.text, at, self.separator, &mut cells);
            if !split::is_blank(&cells) {
                self.write_row(at, &say(None), &mut writer);
            }
            at = next;
        }
        writer.take()
    }

    /// Writes the row that begins at `at`: all of its cells, also where they are too many to be kept.
    fn write_row(&self, at: usize, last: &str, writer: &mut Writer) {
        let (mut cells, mut count) = (Cells::new(&self.text, at, self.separator), 0);
        let cells = iter::from_fn(|| {
            let cell = cells.next().map(|it| if self.is_guarded { split::unguarded(it) } else { it });
            let cell = cell.or_else(|| (count < self.columns.len()).then_some(Cow::Borrowed("")));
            count += 1;
            cell
        });
        writer.row(cells.chain([Cow::Borrowed(last)]));
    }
}

/// The headings, and how many rows there are.
impl std::fmt::Debug for Table {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&Text> = self.columns.iter().map(|it| &it.name).collect();
        write!(out, "{names:?} and {} rows", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::MAX_COLUMNS;

    fn table(text: &str) -> Table {
        Table::read(text.to_owned()).expect("a table")
    }

    fn names(table: &Table) -> Vec<&str> {
        table.columns().iter().map(|it| &*it.name).collect()
    }

    #[test]
    fn blank_lines_are_no_rows_and_numbers_are_those_of_a_spreadsheet() {
        let table = table("\r\nname,email\r\n\r\nAna,a@x.io\r\n,,\r\nBo,\"b\r\n@x.io\"\r\nCy,c@x.io");
        assert_eq!((names(&table), table.len()), (vec!["name", "email"], 3));
        assert_eq!([0, 1, 2].map(|it| table.line(it).number), [4, 6, 7]);
        assert_eq!(table.line(2).cells, ["Cy", "c@x.io"]);
    }

    #[test]
    fn no_two_columns_share_a_heading() {
        let table = table(" name,name,,name,name (2)\n1a,2b,3c,4d,5e,6f\n");
        let expected = ["name", "name (2)", "Column 3", "name (3)", "name (2) (2)", "Column 6"];
        assert_eq!(names(&table), expected);
    }

    #[test]
    fn a_table_without_headings_keeps_its_first_row() {
        let mut table = table("Ana,a@x.io\nBo,b@x.io\n");
        assert!(!table.has_headings());
        assert_eq!(
            (names(&table), table.len(), table.columns()[1].filled),
            (vec!["Column 1", "Column 2"], 2, 2)
        );
        assert_eq!(table.line(0).cells, ["Ana", "a@x.io"]);
        table.set_headings(true);
        assert_eq!((names(&table), table.len(), table.columns()[1].filled), (vec!["Ana", "a@x.io"], 1, 1));
    }

    #[test]
    fn reading_in_slices_is_reading_at_once() {
        let text = "a;b\n1;2\n\n3;4\n5;\"6\n7\"\n";
        let mut reader = Reader::new(text.to_owned());
        let mut steps = 0;
        while !reader.advance(1) {
            let (read, all) = reader.progress();
            assert!(read < all);
            steps += 1;
        }
        let (slow, fast) = (reader.finish().expect("a table"), table(text));
        assert!(steps > 3 && slow.columns() == fast.columns() && slow.len() == fast.len());
    }

    #[test]
    fn headings_without_rows_and_too_many_columns_are_refused() {
        let read = |text: &str| Table::read(text.to_owned()).map(drop);
        assert_eq!(read("name,email\n"), Err(FileProblem::NoRows));
        assert_eq!(read("\n\n"), Err(FileProblem::Empty));
        let wide = vec!["x"; MAX_COLUMNS + 1].join(",");
        assert_eq!(read(&format!("{wide}\n1")), Err(FileProblem::TooManyColumns { limit: MAX_COLUMNS }));
    }

    #[test]
    fn v2_an_apostrophe_is_taken_off_only_where_all_are_guarded() {
        let names = |text: &str| {
            let table = Table::read(text.to_owned()).expect("a table");
            (0..table.len()).map(|it| table.line(it).cells[0].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names("name\n'=1+1\n'+49 30\n-12.50\nAnn\n"), ["=1+1", "+49 30", "-12.50", "Ann"]);
        assert_eq!(names("name\n'-alert(1)-'\n-alert(1)-\n"), ["'-alert(1)-'", "-alert(1)-"]);
    }

    #[test]
    fn rows_beyond_the_limit_are_counted_and_can_be_written_back() {
        let lines = (0..MAX_ROWS + 2).map(|it| format!("x{it}\n"));
        let table = Table::read(["n\n".to_owned()].into_iter().chain(lines).collect()).expect("a table");
        assert_eq!((table.len(), table.beyond()), (MAX_ROWS, Some((500_002, 2))));
        let back = table.write_rows(&[0], "why", &mut |it| it.map_or("too many", |_| "bad").to_owned());
        assert_eq!(back, "\u{feff}n,why\r\nx0,bad\r\nx500000,too many\r\nx500001,too many\r\n");
    }
}
