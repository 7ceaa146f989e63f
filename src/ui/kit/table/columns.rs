//! The columns of a table, and what it is sorted by.

/// A column: its head, and how its cells stand.
#[derive(Clone, Debug)]
pub struct TableColumn {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) width: Option<&'static str>,
    pub(super) from: Option<&'static str>,
    pub(super) align: Option<&'static str>,
    pub(super) soft: bool,
    pub(super) names_row: bool,
    pub(super) sorts: Option<Direction>,
}

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From a to z, from small to large, from early to late.
    Up,
    /// The other way.
    Down,
}

impl TableColumn {
    /// A column that takes its share of the room.
    pub fn new(id: String, title: String) -> Self {
        Self { id, title, width: None, from: None, align: None, soft: false, names_row: false, sorts: None }
    }

    /// Of a fixed width: one of `pick`, `short`, `age`, `owner`, `number`, `state`, `amount`, `text`; or `name`, a share.
    #[must_use]
    pub fn width(mut self, width: &'static str) -> Self {
        self.width = Some(width);
        self
    }

    /// Only where there is room: `middle` or `wide`.
    #[must_use]
    pub fn from(mut self, from: &'static str) -> Self {
        self.from = Some(from);
        self
    }

    /// With its text at the end, for numbers and ages.
    #[must_use]
    pub fn at_end(mut self) -> Self {
        self.align = Some("end");
        self
    }

    /// In softer ink: context.
    #[must_use]
    pub fn soft(mut self) -> Self {
        self.soft = true;
        self
    }

    /// Holds the name of the row, and the link that opens it. One column of each table.
    #[must_use]
    pub fn names_row(mut self) -> Self {
        self.names_row = true;
        self
    }

    /// Can be sorted by; this way round at first.
    #[must_use]
    pub fn sorts(mut self, first: Direction) -> Self {
        self.sorts = Some(first);
        self
    }
}

/// How wide a table is at least, in terms of the style sheet: with more columns than there is room for it scrolls
/// sideways, rather than cut every word.
pub(super) fn least(columns: &[TableColumn]) -> String {
    let widths = columns.iter().map(|it| match it.width {
        Some(width) if width != "name" => format!(" + var(--cell-{width})"),
        _ => " + var(--cell-least)".to_owned(),
    });
    format!("calc(var(--cell-pick){})", widths.collect::<String>())
}

/// What a table is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The id of the column.
    pub column: String,
    /// Which way.
    pub direction: Direction,
}
