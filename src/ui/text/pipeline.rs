//! The board and the list of deals.

use super::common;
use crate::ui::format;
use domain::value::Kind;

words! {
    /// The screen.
    title = "Pipeline";
    /// Makes a deal.
    new_deal = "New deal";
    /// Board or list.
    layout = "Layout";
    /// Cards in columns.
    as_board = "Board";
    /// Rows of a table.
    as_list = "List";
    /// The strip of stages on a phone.
    stages = "Stages";
    /// A stage that is not offered any more.
    archived = "archived";
    /// Read before a weighted sum that does not say so itself.
    weighted_before = "weighted ";
    /// What a card is to those who cannot see it.
    movable = "movable deal";
    /// How cards are moved by keys.
    how_to_move = "Press Space to lift this deal, the arrow keys to move it, Space to drop it, Escape to put it back.";
    /// A deal without a value.
    no_value = "No value";
    /// Read before the day on which a deal is expected to close.
    closes = "Closes ";
    /// Read before a day of closing that has passed.
    close_passed = "Close date passed: ";
    /// A deal without a day of closing.
    no_close = "No close date";
    /// A deal about which nothing is planned.
    no_step = "No next step";
    /// Read before the days in a stage.
    in_stage = "In stage ";
    /// A reason or a day that was not given.
    not_given = "No reason given";
    /// To the won deals.
    won = "Won";
    /// To the lost deals; asks why first.
    lost = "Lost…";
    /// In front of the others.
    to_top = "To the top";
    /// Opens the page of the deal.
    open = "Open";
    /// What the arrow keys to the sides choose.
    key_stage = "stage";
    /// What the arrow keys up and down choose.
    key_place = "place";
    /// There are no deals.
    empty_title = "No deals yet";
    /// What deals are, and where they come from.
    empty = "A deal is a sale you are working on: it moves through the stages of your pipeline until it is won or lost. \
     Convert a qualified lead into one, or start with a name and a customer.";
    /// Where deals come from.
    see_leads = "See leads";
    /// The name of a deal.
    name = "Deal";
    /// Where it stands.
    stage = "Stage";
    /// What it is worth.
    value = "Value";
    /// How likely it is to be won.
    probability = "Chance";
    /// When it is expected to close.
    close = "Close";
    /// What is to be done next.
    step = "Next step";
}

/// Makes a deal in a stage.
pub fn add_to(stage: &str) -> String {
    format!("Add a deal to {stage}")
}
/// What the list of a column is called.
pub fn column(stage: &str, deals: usize) -> String {
    format!("{stage}, {}", common::counted(deals, Kind::Deal))
}
/// Read after the number of deals in a column.
pub fn deals_after_count(count: usize) -> &'static str {
    if count == 1 { " deal" } else { " deals" }
}
/// A sum times its probability.
pub fn weighted(sum: &str) -> String {
    format!("{sum} weighted")
}
/// Sums in more currencies.
pub fn more_sums(count: usize) -> String {
    format!("and {count} more")
}

/// A step that is late.
pub fn late_step(late: &str, step: &str) -> String {
    format!("{late}: {step}")
}
/// How long a deal has stood in its stage, and how long it may.
pub fn days_in_stage(days: i64, limit: Option<u16>) -> String {
    let unit = if days == 1 { "day" } else { "days" };
    match limit {
        Some(limit) => format!("{days} {unit} in stage, limit {limit}"),
        None => format!("{days} {unit} in stage"),
    }
}
/// Wins a deal.
pub fn win(deal: &str) -> String {
    format!("Win {deal}")
}
/// Loses a deal.
pub fn lose(deal: &str) -> String {
    format!("Lose {deal}")
}
/// Opens the menu of a card.
pub fn move_deal(deal: &str) -> String {
    format!("Move {deal} to…")
}
/// The title of that menu.
pub fn move_title(deal: &str) -> String {
    format!("Move “{deal}” to")
}
/// Where a card stands.
pub fn spot(stage: &str, place: usize, of: usize) -> String {
    format!("{stage}, place {} of {}", format::count(place), format::count(of))
}
/// Where a lifted card is.
pub fn lifted_at(deal: &str, spot: &str) -> String {
    format!("{deal}: {spot}")
}
/// A card was lifted.
pub fn lifted(deal: &str, spot: &str) -> String {
    format!("{deal} lifted. {spot}. Arrow keys move it, Space drops it, Escape puts it back.")
}
/// A lifted card is somewhere else.
pub fn carried(spot: &str) -> String {
    format!("{spot}.")
}
/// A card was put back.
pub fn put_back(deal: &str, spot: &str) -> String {
    format!("{deal} put back. {spot}.")
}
/// A deal was moved.
pub fn moved(deal: &str, spot: &str) -> String {
    format!("{deal} moved to {spot}.")
}
/// The space bar, and what it does.
pub fn key_drop() -> (&'static str, &'static str) {
    ("Space", "drop")
}
/// The escape key, and what it does.
pub fn key_put_back() -> (&'static str, &'static str) {
    ("Esc", "put back")
}
