//! Quotes of a deal: the list on its page, and the sheet that is printed.

use domain::record::QuoteStatus;

words! {
    /// The quotes.
    quotes = "Quotes";
    /// Makes one.
    add = "New quote";
    /// There are none.
    none = "No quotes yet: what is listed above, dated, numbered and ready to print.";
    /// There is nothing to offer.
    nothing_to_offer = "First list what you offer under Products and services.";
    /// What is listed has no total.
    no_total = "What is listed under Products and services has no total, so it cannot be offered.";
    /// What a quote is called.
    number = "Number";
    /// It has none.
    number_needed = "Give it a number.";
    /// The day it is dated.
    date = "Date";
    /// It has none.
    date_needed = "Give it a date.";
    /// The last day on which it can be accepted.
    valid_until = "Valid until";
    /// It ends before it begins.
    ends_before = "That is before its date.";
    /// What else it says.
    text = "Text below the prices";
    /// Looks at it.
    show = "Show and print";
    /// Another one like it.
    copy = "Copy as a new draft";
    /// Offers what the deal sells now.
    take_lines = "Offer what is listed now";
    /// It stays as it was.
    stays = "It was sent: copy it instead.";
    /// They have it.
    mark_sent = "Mark as sent";
    /// They said yes.
    mark_accepted = "Mark as accepted";
    /// They said no.
    mark_declined = "Mark as declined";
    /// Prints it.
    print = "Print";
    /// Leads back.
    back = "Back to the deal";
    /// It is not there.
    gone_title = "This quote is not here";
    /// Why it may not be there.
    gone = "It may have been removed, or a newer version of Satchel wrote it.";
    /// Who offers.
    from = "From";
    /// To whom it is offered.
    to = "For";
    /// What it is about.
    about = "About";
    /// What it offers.
    offered = "What is offered";
    /// What a line is.
    what = "Product or service";
    /// How many.
    quantity = "Quantity";
    /// What one of it costs.
    price = "Price";
    /// Which part is taken off.
    discount = "Discount";
    /// Which tax comes on top.
    tax = "Tax";
    /// What a line comes to, before tax.
    amount = "Amount";
}

/// How far one has come.
pub fn state(status: QuoteStatus) -> &'static str {
    match status {
        QuoteStatus::Draft => "Draft",
        QuoteStatus::Sent => "Sent",
        QuoteStatus::Accepted => "Accepted",
        QuoteStatus::Declined => "Declined",
    }
}
/// How far one has come whose last day has passed without an answer.
pub fn expired(day: &str) -> String {
    format!("Expired, was valid until {}", super::common::mid(day))
}
/// That the last day of one has passed without an answer.
pub fn has_expired() -> &'static str {
    "Expired"
}
/// How far one has come that can still be accepted.
pub fn state_until(state: &str, day: &str) -> String {
    format!("{state}, valid until {}", super::common::mid(day))
}
/// Another quote has that number, too.
pub fn same_number(state: &str, deal: &str) -> String {
    format!("{state}. “{deal}” has a quote of this number, too")
}
/// The name of one.
pub fn quote(number: &str) -> String {
    format!("Quote {number}")
}
/// Takes what an accepted quote comes to as the value of the deal; without tax, because that is not earned.
pub fn set_value(amount: &str, is_taxed: bool, number: &str) -> String {
    let taxed = if is_taxed { ", before tax" } else { "" };
    format!("Set the value to {amount}{taxed}, as in quote {number}")
}
/// A quote as the history tells it.
pub fn told(number: &str, status: QuoteStatus, total: Option<&str>, until: Option<&str>) -> String {
    let total = total.map(|it| format!(", {it}")).unwrap_or_default();
    let until = until.map(|it| format!(", valid until {it}")).unwrap_or_default();
    format!("{number}, {}{total}{until}", state(status).to_lowercase())
}
