//! One row of a CSV text as its cells: RFC 4180, and what programs make of it.

use crate::export;
use std::borrow::Cow;

/// How many columns a table may have.
pub const MAX_COLUMNS: usize = 1_000;

/// How many rows tell which sign parts the cells.
const TELLING: usize = 20;

/// The cells of one row, from the first on.
///
/// A row ends at a line feed, a carriage return or both. A quoted cell may hold separators, line ends and doubled
/// quotes; a quote that is never closed is a letter like any other.
pub(super) struct Cells<'a> {
    text: &'a str,
    separator: u8,
    /// Where the next cell begins; after the last one, where the next row does.
    at: usize,
    is_over: bool,
}

impl<'a> Cells<'a> {
    /// Those of the row that begins at `from`.
    pub(super) fn new(text: &'a str, from: usize, separator: u8) -> Cells<'a> {
        Cells { text, separator, at: from, is_over: false }
    }

    /// Where the next row begins, once all are told.
    pub(super) fn end(&self) -> usize {
        self.at
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Cow<'a, str>> {
        if self.is_over {
            return None;
        }
        let (cell, end) = cell(self.text, self.at, self.separator);
        let bytes = self.text.as_bytes();
        self.is_over = bytes.get(end) != Some(&self.separator);
        self.at = match bytes.get(end) {
            Some(b'\r') if self.is_over && bytes.get(end + 1) == Some(&b'\n') => end + 2,
            Some(_) => end + 1,
            None => end,
        };
        Some(cell)
    }
}

/// Puts the cells of the row that begins at `from` into `cells`, and answers where the next row begins. Cells beyond the
/// first too many are not kept.
pub(super) fn split<'a>(text: &'a str, from: usize, separator: u8, cells: &mut Vec<Cow<'a, str>>) -> usize {
    cells.clear();
    let mut row = Cells::new(text, from, separator);
    for cell in &mut row {
        if cells.len() <= MAX_COLUMNS {
            cells.push(cell);
        }
    }
    row.end()
}

/// The cell without the apostrophe that keeps a spreadsheet from running it.
pub(super) fn unguarded(cell: Cow<'_, str>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(it) => Cow::Borrowed(export::unguarded(it).unwrap_or(it)),
        Cow::Owned(it) => Cow::Owned(export::unguarded(&it).map(str::to_owned).unwrap_or(it)),
    }
}

/// The cell that begins at `from`, and where it ends.
fn cell(text: &str, from: usize, separator: u8) -> (Cow<'_, str>, usize) {
    let bytes = text.as_bytes();
    let start = from + bytes[from..].iter().take_while(|it| **it == b' ').count();
    if bytes.get(start) == Some(&b'"')
        && let Some(found) = quoted(text, start + 1, separator)
    {
        return found;
    }
    let end = end_of(bytes, from, separator);
    (Cow::Borrowed(&text[from..end]), end)
}

/// The cell whose opening quote stands before `from`, unless that is never closed.
fn quoted(text: &str, from: usize, separator: u8) -> Option<(Cow<'_, str>, usize)> {
    let bytes = text.as_bytes();
    let mut whole = String::new();
    let mut begin = from;
    loop {
        let quote = begin + bytes[begin..].iter().position(|it| *it == b'"')?;
        if bytes.get(quote + 1) == Some(&b'"') {
            whole.push_str(&text[begin..=quote]);
            begin = quote + 2;
            continue;
        }
        // What follows the closing quote belongs to the cell too: "24" inch.
        let end = end_of(bytes, quote + 1, separator);
        let tail = text[quote + 1..end].trim_end_matches(' ');
        if whole.is_empty() && tail.is_empty() {
            return Some((Cow::Borrowed(&text[begin..quote]), end));
        }
        whole.push_str(&text[begin..quote]);
        whole.push_str(tail);
        return Some((Cow::Owned(whole), end));
    }
}

fn end_of(bytes: &[u8], from: usize, separator: u8) -> usize {
    let is_end = |it: &u8| *it == separator || *it == b'\n' || *it == b'\r';
    bytes[from..].iter().position(is_end).map_or(bytes.len(), |it| from + it)
}

/// Which sign parts the cells, and where the first row begins.
///
/// A first line `sep=;` says it, as spreadsheets write and obey. Else it is the sign by which most of the first rows
/// have as many cells as each other, and of those the one that makes the most cells.
pub(super) fn separator(text: &str) -> (u8, usize) {
    if let Some(found) = told(text) {
        return found;
    }
    let mut best = (0, 0, b',');
    for sign in [b',', b';', b'\t', b'|'] {
        let (rows, cells) = regularity(text, sign);
        if (rows, cells) > (best.0, best.1) {
            best = (rows, cells, sign);
        }
    }
    (best.2, 0)
}

fn told(text: &str) -> Option<(u8, usize)> {
    let head = text.get(..4).filter(|it| it.eq_ignore_ascii_case("sep="))?;
    let rest = text.as_bytes().get(head.len()..)?;
    let end = match rest.get(1..)? {
        [b'\r', b'\n', ..] => 3,
        [b'\r' | b'\n', ..] => 2,
        _ => return None,
    };
    rest[0].is_ascii_punctuation().then_some(()).or((rest[0] == b'\t').then_some(()))?;
    Some((rest[0], head.len() + end))
}

/// How many of the first rows have the commonest number of cells, and which number that is; nothing if it is one.
fn regularity(text: &str, sign: u8) -> (usize, usize) {
    let (mut cells, mut widths, mut at) = (Vec::new(), Vec::new(), 0);
    while at < text.len() && widths.len() < TELLING {
        at = split(text, at, sign, &mut cells);
        if !is_blank(&cells) {
            widths.push(cells.len());
        }
    }
    let frequency = |width: usize| widths.iter().filter(|it| **it == width).count();
    let counted = widths.iter().filter(|it| **it > 1).map(|it| (frequency(*it), *it));
    counted.max().unwrap_or_default()
}

/// Whether nothing stands in the row.
pub(super) fn is_blank(cells: &[Cow<'_, str>]) -> bool {
    cells.iter().all(|it| it.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, separator: u8) -> Vec<Vec<String>> {
        let (mut rows, mut cells, mut at) = (Vec::new(), Vec::new(), 0);
        while at < text.len() {
            at = split(text, at, separator, &mut cells);
            rows.push(cells.iter().map(|it| it.clone().into_owned()).collect());
        }
        rows
    }

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        assert_eq!(rows(text, b','), expected, "{text:?}");
    }

    #[test]
    fn rows_end_in_every_usual_way() {
        for text in ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n1,2"] {
            check(text, &[&["a", "b"], &["1", "2"]]);
        }
    }

    #[test]
    fn a_quoted_cell_holds_whatever_stands_in_it() {
        check("a,\"b,\nc\",d", &[&["a", "b,\nc", "d"]]);
        check("\"ha \"\"ha\"\" ha\",\"\"", &[&["ha \"ha\" ha", ""]]);
        check("a, \"b, c\" ,d", &[&["a", "b, c", "d"]]);
        check("\"24\" inch,5\" pipe", &[&["24 inch", "5\" pipe"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_swallows_nothing() {
        check("a,\"b\n1,2", &[&["a", "\"b"], &["1", "2"]]);
        check("\"", &[&["\""]]);
    }

    #[test]
    fn the_separator_is_told_or_found() {
        for (text, sign, at) in [
            ("a,b\n1,2", b',', 0),
            ("a;b\n1,5;2,5\n2,5;3,5", b';', 0),
            ("a\tb\n1\t2", b'\t', 0),
            ("a|b\n1|2", b'|', 0),
            ("sep=;\r\na,b", b';', 7),
            ("SEP=\t\na,b", b'\t', 6),
            ("a\n1", b',', 0),
            ("a,tags\n1,x;y\n2,x;y", b',', 0),
            ("\"a;b\",c\n\"1;2\",3", b',', 0),
            ("sep=ü\na,b", b',', 0),
        ] {
            assert_eq!(separator(text), (sign, at), "{text:?}");
        }
    }

    #[test]
    fn a_row_of_a_million_cells_is_not_kept() {
        let (text, mut cells) = (",".repeat(1_000_000), Vec::new());
        assert_eq!(split(&text, 0, b',', &mut cells), text.len());
        assert_eq!(cells.len(), MAX_COLUMNS + 1);
    }
}
