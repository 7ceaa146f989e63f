//! What is seen in a column while a file is read, so that guessing and correcting need no second look at its rows.

use crate::{
    fnv,
    value::{Currency, DayOrder, DecimalMark, MarkTold, Tells, Text, tells},
};

/// More different values than this are no list of stages or statuses.
const MANY: usize = 100;
/// A longer cell is no name of a stage, no date and no amount.
const SHORT: usize = 100;

/// A column: its heading, and what was seen below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The heading as the file has it, or "Column 5" where it has none. No two columns share one.
    pub name: Text,
    /// How many cells are not empty.
    pub filled: u32,
    /// How many of them hold an `@`.
    pub(super) addresses: u32,
    values: Vec<Text>,
    has_many: bool,
    /// Of all cells and their rows.
    digest: u64,
    day_first: u32,
    month_first: u32,
    either: u32,
    slashes: u32,
    /// How many amounts tell of each sign that it is the decimal mark, and how many of those have three decimals.
    marks: [u32; 2],
    threes: [u32; 2],
    /// The first amount that tells nothing, and its sign.
    doubtful: Option<(Text, DecimalMark)>,
}

/// How the days of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// Which comes first, day or month.
    pub order: DayOrder,
    /// The column itself says so. If not, and it holds days that could be read both ways, the user is asked.
    pub is_sure: bool,
}

impl Column {
    /// The different values in order of their first appearance; none if they are too many to be a list.
    pub fn list(&self) -> Option<&[Text]> {
        (!self.has_many).then_some(&self.values)
    }

    /// The first few different values.
    pub fn samples(&self) -> &[Text] {
        &self.values[..self.values.len().min(3)]
    }

    /// How its days are written: by any number above twelve. `other` is what another column of the file says.
    pub(super) fn days(&self, other: Option<DayOrder>) -> Days {
        let (day, month) = (self.day_first, self.month_first);
        let seen = if day > month {
            Some(DayOrder::DayFirst)
        } else if month > 0 {
            Some(DayOrder::MonthFirst)
        } else {
            other
        };
        // Dots part days first wherever they are written; of slashes the United States write most.
        let usual = if self.slashes > 0 { DayOrder::MonthFirst } else { DayOrder::DayFirst };
        Days { order: seen.unwrap_or(usual), is_sure: seen.is_some() || self.either == 0 }
    }

    /// The order of day and month, where a number above twelve tells it.
    pub(super) fn told_order(&self) -> Option<DayOrder> {
        (self.day_first + self.month_first > 0).then(|| self.days(None).order)
    }

    /// Which sign parts whole units from minor ones in most of its amounts, if any tells.
    pub(super) fn mark(&self) -> Option<DecimalMark> {
        match self.marks {
            [0, 0] => None,
            [points, commas] if points >= commas => Some(DecimalMark::Point),
            _ => Some(DecimalMark::Comma),
        }
    }

    /// Which sign parts whole units from minor ones, and what says so. Where no amount does, the decimals of the currency do.
    pub(super) fn written(&self, currency: Currency) -> (DecimalMark, MarkTold) {
        match (self.mark(), &self.doubtful) {
            (Some(mark), _) if self.threes[mark as usize] > 0 => (mark, MarkTold::Said),
            (Some(mark), _) => (mark, MarkTold::Seen),
            (None, Some((_, sign))) if currency.digits() < 3 => (sign.other(), MarkTold::Nowhere),
            (None, Some((_, sign))) => (*sign, MarkTold::Nowhere),
            (None, None) => (DecimalMark::Point, MarkTold::Nowhere),
        }
    }

    /// The first amount that could be read in two ways by itself, and the sign in it.
    pub(super) fn doubtful(&self) -> Option<(&Text, DecimalMark)> {
        self.doubtful.as_ref().map(|it| (&it.0, it.1))
    }

    /// Whether it matters for any of its amounts which sign is the decimal mark.
    pub fn has_doubtful(&self) -> bool {
        self.doubtful.is_some()
    }

    /// Whether the other one has the same cells in the same rows.
    pub(super) fn shows_the_same_as(&self, other: &Column) -> bool {
        (self.filled, self.digest) == (other.filled, other.digest)
    }

    /// Takes note of the cell of a row.
    pub(super) fn see(&mut self, row: usize, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        self.digest = digest(self.digest ^ row as u64, cell);
        self.addresses += u32::from(cell.contains('@'));
        let is_short = cell.len() <= SHORT;
        if !self.has_many && !self.values.iter().any(|it| **it == *cell) {
            if self.values.len() < MANY && is_short {
                self.values.push(cell.into());
            } else {
                self.has_many = true;
                self.values.truncate(3);
            }
        }
        if is_short && cell.bytes().any(|it| it.is_ascii_digit()) {
            self.see_day(cell);
            self.see_amount(cell);
        }
    }

    fn see_day(&mut self, cell: &str) {
        let date = cell.split([' ', 'T']).next().unwrap_or_default();
        let mut parts = date.split(['/', '-', '.']);
        let mut next = || parts.next().filter(|it| (1..=2).contains(&it.len()))?.parse::<u8>().ok();
        let (Some(first), Some(second)) = (next(), next()) else { return };
        if parts.next().is_none() || parts.next().is_some() {
            return;
        }
        self.slashes += u32::from(date.contains('/'));
        match (first, second) {
            (13.., _) => self.day_first += 1,
            (_, 13..) => self.month_first += 1,
            (first, second) if first == second => {}
            _ if date.contains('.') => self.day_first += 1,
            _ => self.either += 1,
        }
    }

    fn see_amount(&mut self, cell: &str) {
        match tells(cell) {
            Some(Tells::Mark(mark, has_three)) => {
                self.marks[mark as usize] += 1;
                self.threes[mark as usize] += u32::from(has_three);
            }
            Some(Tells::Either(mark)) if self.doubtful.is_none() => self.doubtful = Some((cell.into(), mark)),
            _ => {}
        }
    }
}

/// A digest of a cell and of what came before it. The byte between them is one that no text has.
pub(super) fn digest(before: u64, cell: &str) -> u64 {
    fnv::add(fnv::add(before, &[0xff]), cell.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[&str]) -> Column {
        let mut column = Column::default();
        cells.iter().enumerate().for_each(|(row, it)| column.see(row, it));
        column
    }

    #[test]
    fn a_number_above_twelve_tells_day_from_month() {
        use DayOrder::{DayFirst, MonthFirst};
        for (cells, order, is_sure) in [
            (&["1/2/2026", "31/1/2026"][..], DayFirst, true),
            (&["1/2/2026", "1/31/2026 2:30 PM"], MonthFirst, true),
            (&["1/2/2026", "3/4/2026"], MonthFirst, false),
            (&["1-2-2026"], DayFirst, false),
            (&["01.02.2026"], DayFirst, true),
            (&["2026-01-02"], DayFirst, true),
            (&["5/5/2026"], MonthFirst, true),
            (&["+1 555/2/3"], DayFirst, true),
        ] {
            assert_eq!(column(cells).days(None), Days { order, is_sure }, "{cells:?}");
        }
        assert_eq!(column(&["1/2/2026"]).days(Some(DayFirst)), Days { order: DayFirst, is_sure: true });
    }

    #[test]
    fn most_amounts_tell_the_decimal_mark() {
        for (cells, mark) in [
            (&["1.234", "5.678"][..], None),
            (&["1.234", "5.678,90"], Some(DecimalMark::Comma)),
            (&["1,234", "5.5", "6.5", "7,5"], Some(DecimalMark::Point)),
            (&["12"], None),
            (&["1.234.567", "24.12.2026", "1.12.26"], Some(DecimalMark::Comma)),
            (&["24.12.2026", "1.12.26", "192.168.1.1"], None),
            (&["0.500"], Some(DecimalMark::Point)),
            (&["1 234,500 €"], Some(DecimalMark::Comma)),
            (&["$ .50"], Some(DecimalMark::Point)),
        ] {
            assert_eq!(column(cells).mark(), mark, "{cells:?}");
        }
    }

    #[test]
    fn where_no_amount_tells_the_currency_does() {
        use DecimalMark::{Comma, Point};
        use MarkTold::{Nowhere, Said, Seen};
        for (cells, code, written) in [
            (&["5.000 €", "12.500 €", "800 €"][..], "EUR", (Comma, Nowhere)),
            (&["$5,000"], "USD", (Point, Nowhere)),
            (&["5.000"], "KWD", (Point, Nowhere)),
            (&["5.000"], "JPY", (Comma, Nowhere)),
            (&["12.500", "1.250,50"], "EUR", (Comma, Seen)),
            (&["12.500", "1234.500"], "EUR", (Point, Said)),
        ] {
            assert_eq!(column(cells).written(code.parse().expect(code)), written, "{cells:?}");
        }
        assert_eq!(column(&["800", "5.000 €"]).doubtful().map(|it| &**it.0), Some("5.000 €"));
    }

    #[test]
    fn a_short_list_is_remembered_and_a_long_one_is_not() {
        let stages = column(&["Won", " Lost", "Won", ""]);
        assert_eq!((stages.filled, stages.list().map(<[Text]>::len)), (3, Some(2)));
        let numbers: Vec<String> = (0..500).map(|it| it.to_string()).collect();
        let many = column(&numbers.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((many.list(), many.samples().len()), (None, 3));
    }
}
