//! What the reports say.

words! {
    /// What the periods are.
    since = "Since when";
    /// The column of months.
    month = "Month";
    /// The column of sources.
    source = "Source";
    /// Where nobody has said where someone came from.
    no_source = "Source not known";
    /// There is nothing to report on.
    empty_title = "Nothing to report yet";
    /// What will be here.
    empty = "Once there are leads or deals, this page shows how many leads become a deal and how many deals are won, by month and by source.";
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
