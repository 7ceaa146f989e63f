//! What is said of a table: what its columns are taken as, what it would do, and what came of it.

use super::{
    super::common::{self, counted},
    nothing_new, rows_of,
};
use crate::ui::format;
use domain::import::{Alone, Counts, Fate, Origin, Remark, StageTo, Target, Why};

/// What rows can be.
pub fn target(target: Target) -> String {
    common::capital(common::many(target.kind()))
}

/// What was seen of a table.
pub fn table_holds(rows: usize, columns: usize, origin: Origin) -> String {
    let from = match origin {
        Origin::HubSpot => " from HubSpot",
        Origin::Pipedrive => " from Pipedrive",
        Origin::Salesforce => " from Salesforce",
        Origin::Zoho => " from Zoho CRM",
        Origin::Google => " from Google Contacts",
        Origin::Outlook => " from Outlook",
        Origin::Atomic => " from Atomic CRM",
        Origin::Krayin => " from Krayin",
        Origin::Other => "",
    };
    let columns =
        if columns == 1 { "1 column".to_owned() } else { format!("{} columns", format::count(columns)) };
    format!("A table{from} with {} and {columns}.", rows_of(rows))
}

/// The name of the choice for a column.
pub fn becomes_of(column: &str) -> String {
    format!("“{column}” becomes")
}
/// The name of the choice for how days are read.
pub fn order_of(column: &str) -> String {
    format!("How days are written in “{column}”")
}
/// The name of the choice for how amounts are read.
pub fn mark_of(column: &str) -> String {
    format!("How amounts are written in “{column}”")
}
/// How an amount is read of which nothing tells it.
pub fn granted(cell: &str, groups: bool) -> String {
    let does = if groups { "groups thousands" } else { "parts the decimals" };
    format!("Taken for granted: the mark in “{cell}” {does}.")
}
/// The name of the choice for a stage or a status.
pub fn is_here(name: &str) -> String {
    format!("“{name}” is")
}
/// The name of the field for a new stage's probability.
pub fn probability_of(name: &str) -> String {
    format!("Probability of “{name}”")
}
/// The value of a choice for a stage.
pub fn stage_to(to: StageTo) -> String {
    match to {
        StageTo::Existing(id) => id.to_string(),
        StageTo::New { .. } => "new".to_owned(),
        StageTo::Won => "won".to_owned(),
        StageTo::Lost => "lost".to_owned(),
    }
}

/// What becomes of the rows. The four numbers make up all rows.
pub fn counts(counts: &Counts) -> Vec<(&'static str, String)> {
    let all = [
        ("Rows", counts.rows()),
        ("New", counts.new),
        ("Fill what is empty", counts.filled),
        ("Here already", counts.skipped),
        ("Rejected", counts.rejected),
    ];
    // How many rows there are is told also of none.
    let told = all.into_iter().enumerate().filter(|(at, it)| *at == 0 || it.1 > 0);
    told.map(|(_, (name, count))| (name, format::count(count))).collect()
}

/// What is made because rows name it.
pub fn made_beside(counts: &Counts, target: Target) -> Option<String> {
    let made = counts.born.iter().filter(|it| *it.0 != target.kind());
    let made: Vec<String> = made.map(|(kind, count)| counted(*count, *kind)).collect();
    (!made.is_empty()).then(|| format!("Made with them: {}.", made.join(", ")))
}

/// Deals that are with nobody, and in which rows.
pub fn alone(alone: &Alone) -> Option<String> {
    let rows = alone.rows.iter().map(|it| format::count(*it as usize)).collect::<Vec<_>>().join(", ");
    let more = if alone.count > alone.rows.len() { " and more" } else { "" };
    match alone.count {
        0 => None,
        1 => Some(format!(
            "1 deal is with nobody: row {rows} names no company and no contact. Say on its page whom it is with."
        )),
        count => Some(format!(
            "{} deals are with nobody: rows {rows}{more} name no company and no contact. Say on their pages whom they are with.",
            format::count(count)
        )),
    }
}

/// The button that imports.
pub fn do_import(counts: &Counts) -> String {
    format!("Import {}", rows_of(counts.imported()))
}
/// Nothing of a table would change anything.
pub fn nothing_to_import(counts: &Counts) -> &'static str {
    if counts.rejected == counts.rows() { "No row of this file can be taken." } else { nothing_new() }
}
/// What was imported.
pub fn was_imported(counts: &Counts, file: &str) -> String {
    let rest = [(counts.skipped, "here already"), (counts.rejected, "rejected")];
    let rest = rest.into_iter().filter(|it| it.0 > 0).map(|it| format!(", {} {}", format::count(it.0), it.1));
    let imported = format::count(counts.imported());
    format!("{} of “{file}”: {imported} imported{}.", rows_of(counts.rows()), rest.collect::<String>())
}
/// How far it is.
pub fn progress(done: usize, all: usize) -> String {
    format!("{} of {}", format::count(done), format::count(all))
}

/// What comes of a row.
pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "New",
        Fate::Filled => "Fills what is empty",
        Fate::Same => "Here already",
        Fate::Rejected => "Rejected",
    }
}

/// What is wrong with a cell or a row.
pub fn why(remark: &Remark) -> String {
    let text = match remark.why {
        Why::NoIdentity => "Nothing in the row says who or what it is.",
        Why::Amount(why) => return format!("“{}” {why}.", remark.value),
        Why::Currency => "ISO 4217 knows no such currency.",
        Why::Email => "This is not an e-mail address.",
        Why::Phone => "This is not a phone number.",
        Why::RoundedPhone => "A spreadsheet has rounded the number away.",
        Why::Day => "The calendar has no such day.",
        Why::Percent => "This is not a percentage from 0 to 100.",
        Why::Word => "This is none of the words known here.",
        Why::Pipeline => "No pipeline is called so.",
        Why::Ambiguous => "Several people are called so.",
        Why::TooLong { limit } => return format!("The text is longer than {}.", format::bytes(limit as u64)),
        Why::Ragged { cells } => {
            return format!("The row has {cells} cells, another number than there are headings.");
        }
        Why::TooWide => {
            return format!(
                "The row has more than {} cells.",
                format::count(remark.why.limit().unwrap_or(0))
            );
        }
        Why::TooManyRows { count } => {
            let limit = format::count(remark.why.limit().unwrap_or(0));
            return format!("Only the first {limit} rows are taken; {} follow.", format::count(count));
        }
    };
    text.to_owned()
}

/// How many rejected rows there are.
pub fn rejected_rows(count: usize) -> String {
    format!("{} not taken", rows_of(count))
}
/// How many cells could not be read.
pub fn unread_cells(count: usize) -> String {
    if count == 1 {
        "1 cell could not be read".to_owned()
    } else {
        format!("{} cells could not be read", format::count(count))
    }
}
