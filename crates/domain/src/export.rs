//! Lists as CSV: for people, who open it in a spreadsheet, and exact, for programs.
//!
//! A spreadsheet runs what looks like a formula, whoever wrote it: a lead called `=HYPERLINK(…)` would reach out from the
//! computer of whoever opens the file. So such a cell gets an apostrophe in front, which spreadsheets show as text, and
//! [`crate::import`] takes it off again: what was exported is read back unchanged.
//!
//! # What is not here
//!
//! No file and no sentence: headings and shown values come from the app. Everything at once is a backup
//! ([`crate::wire`]).

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The sign between cells: `,`, `;` or a tab, as the spreadsheets of a country expect it.
    pub separator: char,
    /// Begin with a byte order mark, without which some spreadsheets take the text for another encoding.
    pub has_mark: bool,
    /// Make what a spreadsheet would run inert. Exact files, for programs, leave it as it is.
    pub guards: bool,
}

/// A table on its way out, row by row.
pub struct Writer {
    dialect: Dialect,
    text: String,
}

impl Writer {
    /// A table with these headings.
    pub fn new(dialect: Dialect, headings: &[&str]) -> Writer {
        let text = if dialect.has_mark { "\u{feff}".to_owned() } else { String::new() };
        let mut writer = Writer { dialect, text };
        writer.row(headings.iter().copied());
        writer
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item: AsRef<str>>) {
        for (nth, cell) in cells.into_iter().enumerate() {
            if nth > 0 {
                self.text.push(self.dialect.separator);
            }
            self.cell(cell.as_ref());
        }
        self.text.push_str("\r\n");
    }

    /// RFC 4180: a cell with a separator, a quote, a line end or blanks at its ends stands in quotes.
    fn cell(&mut self, cell: &str) {
        let guard = if self.dialect.guards && is_run(cell) { "'" } else { "" };
        let is_edge = cell.starts_with([' ', '\t']) || cell.ends_with([' ', '\t']);
        let separator = self.dialect.separator;
        let is_plain = !cell.contains([separator, '"', '\n', '\r', '|', '\t', ';', ',']);
        if is_plain && !is_edge {
            self.text.push_str(guard);
            self.text.push_str(cell);
            return;
        }
        self.text.push('"');
        self.text.push_str(guard);
        for (nth, part) in cell.split('"').enumerate() {
            if nth > 0 {
                self.text.push_str("\"\"");
            }
            self.text.push_str(part);
        }
        self.text.push('"');
    }

    /// What was written since it was last taken.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}

/// Whether a spreadsheet would run a cell: not if it is a number, though that may begin with a minus.
pub(crate) fn would_run(cell: &str) -> bool {
    cell.starts_with(RUN) && is_run(cell)
}

/// Whether a spreadsheet would run a cell, or [`unguarded`] would take an apostrophe off it. A number is none, though
/// it may begin with a minus; one that begins with a plus would lose that, and is one of a phone.
fn is_run(cell: &str) -> bool {
    let inner = cell.trim_start_matches('\'');
    let is_quoted = inner.len() < cell.len();
    let is_number = inner.strip_prefix('-').is_some_and(|it| {
        !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'.' | b','))
    });
    inner.starts_with(RUN) && (is_quoted || !is_number)
}

/// What a cell begins with that a spreadsheet runs, also in the wide letters that some of them take for the same.
const RUN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The cell as it was before it was guarded.
pub(crate) fn unguarded(cell: &str) -> Option<&str> {
    let rest = cell.strip_prefix('\'')?;
    rest.trim_start_matches('\'').starts_with(RUN).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        import::{Table, text},
        testing::Seeded,
    };

    const DIALECTS: [(char, bool); 4] = [(',', false), (';', true), ('\t', false), (',', true)];

    fn read(text_of: &str) -> Vec<Vec<String>> {
        let mut table = Table::read(text(text_of.as_bytes()).expect("a text")).expect("a table");
        table.set_headings(false);
        (0..table.len()).map(|it| table.line(it).cells.iter().map(ToString::to_string).collect()).collect()
    }

    // Case E10.
    #[test]
    fn v1_what_is_exported_is_read_back_unchanged() {
        let parts = [
            "=", "+", "-", "@", "\t", "\r", "\n", "＝", "'", "\"", ",", ";", "|", " ", "a", "1", "é", "日本",
            ".", "\r\n", "sep=;",
        ];
        let mut seeded = Seeded::new(11);
        for round in 0..800 {
            let (separator, has_mark) = DIALECTS[round % DIALECTS.len()];
            let dialect = Dialect { separator, has_mark, guards: true };
            let mut cell = || (0..seeded.below(5)).map(|_| seeded.one(&parts)).collect::<String>();
            // The first column is never blank: a row in which nothing stands is no row.
            let rows: Vec<Vec<String>> =
                (0..6).map(|it| vec![format!("r{it}"), cell(), cell(), cell()]).collect();
            let mut writer = Writer::new(dialect, &["Name", "A", "B", "C"]);
            for row in &rows {
                writer.row(row.iter().map(|it| &**it));
            }
            let file = writer.take();
            assert_eq!(read(&file)[1..], rows, "{file:?}");
        }
    }

    // Case I5.
    #[test]
    fn v2_no_cell_begins_with_what_a_spreadsheet_runs() {
        let dialect = Dialect { separator: ',', has_mark: false, guards: true };
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+49 30 1234", "'+49 30 1234"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("＝cmd", "'＝cmd"),
            ("\t=1", "\"'\t=1\""),
            ("'=1", "''=1"),
            ("-12.50", "-12.50"),
            ("-", "'-"),
            ("a=1", "a=1"),
            ("'quoted'", "'quoted'"),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
        ] {
            let mut writer = Writer::new(dialect, &[]);
            writer.row([cell]);
            assert_eq!(writer.take(), format!("\r\n{written}\r\n"), "{cell}");
            let mut writer = Writer::new(Dialect { guards: false, ..dialect }, &[]);
            writer.row([cell]);
            assert!(!writer.take().contains(&format!("'{cell}")), "exact files are left alone");
        }
    }
}
