//! What the reports say.

use super::common;
use crate::ui::format;
use domain::value::Kind;

words! {
    /// What the periods are.
    since = "Since when";
    /// The column of months.
    month = "Month";
    /// The column of sources.
    source = "Source";
    /// Where nobody has said where someone came from.
    no_source = "Source not known";
}

/// A period: this month and so many before it, or everything.
pub fn period(months: Option<i32>) -> &'static str {
    match months {
        Some(2) => "3 months",
        Some(_) => "12 months",
        None => "All time",
    }
}

/// The title of a half.
pub fn title(of_leads: bool) -> &'static str {
    if of_leads { "Leads to deals" } else { "Deals to won" }
}

/// What its share is a share of.
pub fn means(of_leads: bool) -> &'static str {
    if of_leads {
        "Of all leads that were added in that time, also those that are still open, so many have become a deal by now."
    } else {
        "Of the deals that ended in that time, won and lost, so many were won. Open deals do not count."
    }
}

/// What is counted, and the share.
pub fn heads(of_leads: bool) -> [&'static str; 3] {
    if of_leads { ["Leads", "Deals", "Share"] } else { ["Won", "Lost", "Share"] }
}

/// What a table holds.
pub fn caption(of_leads: bool, by: &str) -> String {
    format!("{} by {}", title(of_leads), by.to_lowercase())
}

words! {
    /// The line of figures.
    figures = "Figures";
    /// What all open deals are worth.
    open = "Open";
    /// What they are worth by their probability.
    weighted = "Weighted";
    /// Of the deals that ended, those that were won.
    win_rate = "Win rate";
    /// From a deal's first day to the day on which it was won.
    time_to_win = "Median time to win";
    /// How far deals come.
    funnel = "Funnel";
    /// When open deals are expected to come in.
    forecast = "Forecast by month";
    /// What was won when.
    won_by_month = "Won by month";
    /// The table of a drawing.
    same_in_numbers = "The same in numbers";
    /// What was won.
    won = "Won";
    /// The rest of what open deals are worth.
    rest = "Rest of value";
    /// All of what open deals are worth.
    value = "Value";
    /// How many.
    deals = "Deals";
    /// What has another currency.
    others = "Other currencies";
    /// What should have closed by now.
    late = "Late";
    /// What is expected after the months that have a line.
    later = "Later";
    /// What has no day of closing.
    no_date = "No date";
    /// Nothing to tell.
    empty_title = "Nothing to report yet";
    /// No deal was opened in the time.
    none_opened = "No deal was opened in that time.";
    /// No deal was won in the time.
    none_won = "No deal was won in that time.";
    /// No open deal has a value in the currency of the forecast.
    none_expected = "No open deal has a value in this currency.";
}

/// What there would be.
pub fn empty(has_leads: bool, has_deals: bool) -> &'static str {
    match (has_leads, has_deals) {
        (true, false) => "How many leads become deals is told here, as soon as there is a lead.",
        (false, _) => {
            "What your pipeline is worth, what will come in and where deals get stuck is told here, as soon as there is a deal."
        }
        (true, true) => {
            "What your pipeline is worth, what will come in and where deals get stuck is told here, as soon as there is a lead or a deal."
        }
    }
}

/// What was won in a period.
pub fn won_in(months: Option<i32>) -> String {
    format!("{}, {}", won(), period(months).to_lowercase())
}

/// "34 days".
pub fn days(days: i64) -> String {
    let count = usize::try_from(days).map(format::count).unwrap_or_default();
    if days == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// How many of those that came to the stage before came to this one.
pub fn go_on(percent: &str) -> String {
    format!("{percent} go on")
}

/// What the funnel counts.
pub fn means_funnel(elsewhere: usize) -> String {
    let others = match elsewhere {
        0 => String::new(),
        1 => " 1 deal of another pipeline is not counted.".to_owned(),
        _ => format!(" {} of other pipelines are not counted.", common::counted(elsewhere, Kind::Deal)),
    };
    format!(
        "Of the deals that were opened in that time, so many have ever come to the stage or past it.{others}"
    )
}

/// What the forecast counts, and what it leaves out.
pub fn means_forecast(currency: &str, left_out: usize) -> String {
    let others = match left_out {
        0 => String::new(),
        1 => " 1 more open deal has another currency or no value.".to_owned(),
        _ => format!(" {} more open deals have another currency or no value.", format::count(left_out)),
    };
    format!(
        "Open deals in {currency} by expected close. Weighted is value times probability; what is past its date stands under Late.{others}"
    )
}

/// What the months count.
pub fn means_won(currency: &str, all_drawn: bool) -> String {
    let rest = if all_drawn { "" } else { " The last 12 months are drawn; the others stand in the numbers." };
    format!("Deals by the day on which they were won, and what they were worth in {currency}.{rest}")
}

/// Of a larger sum.
pub fn of_sum(sum: &str) -> String {
    format!("of {sum}")
}

/// What was won.
pub fn sum_won(sum: &str) -> String {
    format!("{sum} won")
}

/// "3 deals", and what they are worth in other currencies.
pub fn won_deals(count: usize, others: &str) -> String {
    match (count, others) {
        (0, _) => String::new(),
        (_, "") => common::counted(count, Kind::Deal),
        _ => format!("{}, also {others}", common::counted(count, Kind::Deal)),
    }
}
