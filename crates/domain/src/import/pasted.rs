//! Rows that were pasted: whether a text is some, and where its cells end.

use super::split::{self, split};
use crate::value::Email;
use std::borrow::Cow;

/// A heading is no longer than this, in bytes.
const HEADING: usize = 60;

/// The text as a table that can be read, if it is one: several rows as a spreadsheet copies them, with a tab in each, or a
/// list of e-mail addresses with one on each line. A cell in quotes may have lines of its own. Any other text is nothing.
pub fn pasted(text: &str) -> Option<Cow<'_, str>> {
    let (mut at, mut cells) = (0, Vec::new());
    let (mut rows, mut addresses) = (0_usize, 0_usize);
    let (mut all_parted, mut is_list) = (true, true);
    while at < text.len() && (all_parted || is_list) {
        at = split(text, at, b'\t', &mut cells);
        if cells.len() == 1 && split::is_blank(&cells) {
            continue;
        }
        let is_address = cells.len() == 1 && cells[0].parse::<Email>().is_ok();
        let may_be_heading = rows == 0 && cells[0].len() <= HEADING && !cells[0].contains('@');
        all_parted &= cells.len() > 1;
        is_list &= cells.len() == 1 && (is_address || may_be_heading);
        addresses += usize::from(is_address);
        rows += 1;
    }
    match rows {
        0 | 1 => None,
        // What else stands in the cells is not asked which sign parts them.
        _ if all_parted => Some(Cow::Owned(format!("sep=\t\n{text}"))),
        _ => (is_list && addresses > 0).then_some(Cow::Borrowed(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Table;

    fn read(text: &str) -> Option<Vec<Vec<String>>> {
        let table = Table::read(pasted(text)?.into_owned()).expect("a table");
        let head = table.columns().iter().map(|it| it.name.to_string()).collect();
        let row = |at| table.line(at).cells.iter().map(ToString::to_string).collect();
        Some(std::iter::once(head).chain((0..table.len()).map(row)).collect())
    }

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let read = read(text).expect(text);
        assert_eq!(read, expected, "{text:?}");
    }

    #[test]
    fn several_rows_with_tabs_are_a_table() {
        check(
            "Name\tE-mail\r\nAna\tana@roy.example\r\n",
            &[&["Name", "E-mail"], &["Ana", "ana@roy.example"]],
        );
        check("Name\tNote\nAna\t\n\t\nBo\tok\n", &[&["Name", "Note"], &["Ana", ""], &["Bo", "ok"]]);
    }

    #[test]
    fn a_cell_in_quotes_may_have_lines_of_its_own() {
        check(
            "Name\tE-mail\tNotes\nAda\tada@x.example\t\"met at fair\nwants a call\"\nBob\tbob@x.example\tok\n",
            &[
                &["Name", "E-mail", "Notes"],
                &["Ada", "ada@x.example", "met at fair\nwants a call"],
                &["Bob", "bob@x.example", "ok"],
            ],
        );
        check(
            "Name\tAt\nAda\t\"1 High St\n\nLondon\"\n",
            &[&["Name", "At"], &["Ada", "1 High St\n\nLondon"]],
        );
    }

    #[test]
    fn a_comma_in_every_row_parts_no_cells_of_a_pasted_table() {
        check("Name\tWhere, when\nAda\tOslo, May\n", &[&["Name", "Where, when"], &["Ada", "Oslo, May"]]);
    }

    #[test]
    fn addresses_with_one_on_each_line_are_a_table() {
        check(
            "E-mail\nada@x.example\nbob@x.example\n",
            &[&["E-mail"], &["ada@x.example"], &["bob@x.example"]],
        );
        check("ada@x.example\r\n\r\nbob@x.example", &[&["Column 1"], &["ada@x.example"], &["bob@x.example"]]);
    }

    #[test]
    fn any_other_text_is_none() {
        for text in [
            "",
            "Name\tE-mail",
            "ada@x.example",
            "Dear Ana,\n\nthank you",
            "Name\tE-mail\nand so on",
            "E-mail\nada@x.example\nand Bob",
            "write to ada@x.example\nbob@x.example",
            "one\ntwo",
        ] {
            assert_eq!(pasted(text), None, "{text:?}");
        }
    }
}
